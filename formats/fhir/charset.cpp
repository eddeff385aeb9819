// Charset conversion: UTF-8 checked, Latin-1 and windows-1252 converted.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/charset.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "formats/fhir/escape.h"

namespace muniment::fhir {

namespace {

constexpr std::array<char16_t, 32> upper_controls = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

char32_t windows_1252(unsigned char byte) {
    return byte >= 0x80 && byte <= 0x9F ? upper_controls[byte - 0x80u] : byte;
}

Result<std::string> utf8_of(std::string_view bytes, std::string_view charset) {
    if (is_one_of(charset, {"", "utf-8", "utf8", "us-ascii", "ascii"})) {
        if (!is_utf8(bytes))
            return Error{Fault::incorrect, "This attachment's text is not valid UTF-8."};
        if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
        return std::string(bytes);
    }
    if (!is_one_of(charset, {"iso-8859-1", "latin1", "iso8859-1", "windows-1252", "cp1252"}))
        return Error{Fault::unsupported, "This attachment's charset is not known here."};
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    for (const char c : bytes) append_utf8(text, windows_1252(static_cast<unsigned char>(c)));
    return text;
}

}  // namespace muniment::fhir
