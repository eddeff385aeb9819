// Text in the charsets that clinical systems send, as UTF-8.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace muniment::fhir {

// What windows-1252 means by a byte 0x80-0x9F (WHATWG Encoding, index windows-1252).
char32_t windows_1252(unsigned char byte);

// charset: lower case; empty is UTF-8. iso-8859-1 is read as windows-1252, as browsers do, because
// that is what its senders mean. A byte order mark is dropped. incorrect: the bytes are not in the
// charset; unsupported: a charset not known here.
Result<std::string> utf8_of(std::string_view bytes, std::string_view charset);

}  // namespace muniment::fhir
