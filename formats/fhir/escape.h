// JSON string escapes (RFC 8259 7): checking and decoding.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace muniment::fhir {

// The raw text's escapes are all well formed and no surrogate stands alone.
bool escapes_are_valid(std::string_view raw);
// UTF-8 of raw text whose escapes are valid.
std::string decode_escapes(std::string_view raw);
void append_utf8(std::string& to, char32_t code_point);

}  // namespace muniment::fhir
