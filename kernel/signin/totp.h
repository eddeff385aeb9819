// One-time codes of an authenticator app: RFC 6238 (SHA-1, 6 digits, 30 seconds), and recovery
// codes for the day the telephone is lost. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/time.h"

namespace muniment::signin {

inline constexpr std::size_t totp_secret_bytes = 20;  // RFC 4226 4: R6 recommends 160 bits

// RFC 4226 5.3: the code of a counter, with leading zeros.
std::string hotp(std::string_view secret, std::uint64_t counter, int digits = 6);

// The 30-second step at which the code is right: this one, the one before or the one after
// (RFC 6238 5.2); nullopt when it is wrong. A step may be used once only: the caller sees to it.
std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, Instant now);

std::string base32(std::string_view bytes);  // RFC 4648 6, no padding

// otpauth://totp/ISSUER:ACCOUNT?secret=...: what the app reads from the square.
std::string totp_address(const std::string& issuer, const std::string& account,
                         std::string_view secret);

// Ten codes of 10 letters and digits that are not mistaken for one another, as "abcde-fghjk".
std::vector<std::string> recovery_codes(Random& random);
// What is kept of a code: its SHA-256, in hexadecimal; spaces, dashes and case do not count.
std::string code_digest(std::string_view code);

}  // namespace muniment::signin
