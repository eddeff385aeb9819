// Passphrases that a person can dictate over the telephone: made from random bytes that the caller
// brings, never from words or numbers somebody chose.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace muniment {

inline constexpr std::size_t passphrase_bytes = 15;

// Six groups of four signs, "k7m2-9fqr-wx3h-b6tn-4zpd-8cye": 24 signs of 32 each, 120 bits, all of
// the 15 bytes and nothing else. Lower case; 0, 1, l and o do not occur. Another number of bytes is
// a Bug. The hyphens belong to the passphrase.
std::string make_passphrase(std::string_view random15);

}  // namespace muniment
