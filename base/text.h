// Small text tools that the standard library lacks: hex, base64, UTF-8 checks, splitting, trimming.
// Bytes and text are both std::string here; names say which.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muniment {

std::string to_hex(std::string_view bytes);                           // lower case
std::optional<std::string> from_hex(std::string_view hex);            // either case; nullopt if bad
std::string to_base64(std::string_view bytes);                        // RFC 4648 4, padded
std::optional<std::string> from_base64(std::string_view text);        // strict: padded, no spaces
std::string to_base64url(std::string_view bytes);                     // RFC 4648 5, no padding
bool is_utf8(std::string_view bytes);                                 // RFC 3629, no surrogates
std::string_view trim(std::string_view text);                         // ASCII white space
std::vector<std::string_view> split(std::string_view text, char at);  // "a,,b" gives three parts
std::string join(const std::vector<std::string>& parts, std::string_view between);
std::string lower(std::string_view text);  // ASCII only; other bytes are left alone
// The text with every `from` replaced by `to`.
std::string replaced(std::string_view text, std::string_view from, std::string_view to);
// Compares in time that depends on the lengths only; for secrets.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace muniment
