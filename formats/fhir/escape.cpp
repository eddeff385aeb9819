// JSON string escapes: one step function serves checking and decoding.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/escape.h"

#include <cstdint>
#include <optional>

namespace muniment::fhir {

namespace {

std::optional<std::uint32_t> four_hex(std::string_view text) {
    if (text.size() < 4) return std::nullopt;
    std::uint32_t value = 0;
    for (const char c : text.substr(0, 4)) {
        const char low = static_cast<char>(c | 0x20);
        if (c >= '0' && c <= '9')
            value = value * 16 + static_cast<std::uint32_t>(c - '0');
        else if (low >= 'a' && low <= 'f')
            value = value * 16 + static_cast<std::uint32_t>(low - 'a' + 10);
        else
            return std::nullopt;
    }
    return value;
}

struct Step {
    char32_t code_point;
    std::size_t size;  // bytes of the escape, backslash included
};

std::optional<Step> unicode_escape(std::string_view at) {  // at: \uXXXX
    const auto first = four_hex(at.substr(2));
    if (!first || (*first >= 0xDC00 && *first <= 0xDFFF)) return std::nullopt;
    if (*first < 0xD800 || *first > 0xDBFF) return Step{*first, 6};
    if (at.size() < 12 || at[6] != '\\' || at[7] != 'u') return std::nullopt;
    const auto second = four_hex(at.substr(8));
    if (!second || *second < 0xDC00 || *second > 0xDFFF) return std::nullopt;
    return Step{0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00), 12};
}

std::optional<Step> escape_at(std::string_view at) {  // at[0] is the backslash
    if (at.size() < 2) return std::nullopt;
    switch (at[1]) {
        case '"':
        case '\\':
        case '/':
            return Step{static_cast<unsigned char>(at[1]), 2};
        case 'b':
            return Step{'\b', 2};
        case 'f':
            return Step{'\f', 2};
        case 'n':
            return Step{'\n', 2};
        case 'r':
            return Step{'\r', 2};
        case 't':
            return Step{'\t', 2};
        case 'u':
            return unicode_escape(at);
        default:
            return std::nullopt;
    }
}

}  // namespace

void append_utf8(std::string& to, char32_t c) {
    const auto put = [&](char32_t byte) { to += static_cast<char>(byte); };
    if (c < 0x80) return put(c);
    if (c < 0x800) {
        put(0xC0 | (c >> 6));
    } else {
        if (c < 0x10000) {
            put(0xE0 | (c >> 12));
        } else {
            put(0xF0 | (c >> 18));
            put(0x80 | ((c >> 12) & 0x3F));
        }
        put(0x80 | ((c >> 6) & 0x3F));
    }
    put(0x80 | (c & 0x3F));
}

bool escapes_are_valid(std::string_view raw) {
    std::size_t at = raw.find('\\');
    while (at != raw.npos) {
        const auto step = escape_at(raw.substr(at));
        if (!step) return false;
        at = raw.find('\\', at + step->size);
    }
    return true;
}

std::string decode_escapes(std::string_view raw) {
    std::string text;
    text.reserve(raw.size());
    while (true) {
        const std::size_t at = raw.find('\\');
        text += raw.substr(0, at);
        if (at == raw.npos) return text;
        const auto step = escape_at(raw.substr(at));
        if (!step) return text;
        append_utf8(text, step->code_point);
        raw.remove_prefix(at + step->size);
    }
}

}  // namespace muniment::fhir
