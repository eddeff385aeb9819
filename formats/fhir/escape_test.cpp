// JSON string escapes and charsets to UTF-8, each with what is refused.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/escape.h"

#include <doctest/doctest.h>

#include <optional>

#include "base/text.h"
#include "formats/fhir/charset.h"

namespace muniment::fhir {

using namespace std::string_literals;

TEST_CASE("escapes: good ones and what they mean") {
    struct Row {
        const char* raw;
        std::string text;
    };
    const Row rows[] = {
        {"", ""},
        {"plain \xc3\xa9", "plain \xc3\xa9"},
        {R"(\"\\\/\b\f\n\r\t)", "\"\\/\b\f\n\r\t"},
        {R"(a\nb)", "a\nb"},
        {R"(\\n)", "\\n"},
        {R"(\u0000)", "\0"s},
        {R"(\u0041\u00e9\u20AC)", "A\xc3\xa9\xe2\x82\xac"},
        {R"(\u007f\u0080\u07ff\u0800\uffff)", "\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf"},
        {R"(\ud7ff\ue000)", "\xed\x9f\xbf\xee\x80\x80"},
        {R"(\ud800\udc00\uDBFF\uDFFF)", "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"},
        {R"(\ud83c\udfe5x)", "\xf0\x9f\x8f\xa5x"},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.raw));
        CHECK(escapes_are_valid(row.raw));
        CHECK(decode_escapes(row.raw) == row.text);
        CHECK(is_utf8(decode_escapes(row.raw)));
    }
}

TEST_CASE("escapes: bad ones") {
    for (const char* raw : {"\\",
                            "a\\",
                            R"(\\\)",
                            R"(\x41)",
                            R"(\N)",
                            R"(\ )",
                            R"(\0)",
                            R"(\')",
                            R"(\u)",
                            R"(\u1)",
                            R"(\u12)",
                            R"(\u123)",
                            R"(\u12g4)",
                            R"(\u 123)",
                            R"(\u+123)",
                            R"(\U0041)",
                            R"(\ud83c)",
                            R"(\ud83cx)",
                            R"(\ud83c\n)",
                            R"(\ud83c\u0041)",
                            R"(\ud83c\ud83c)",
                            R"(\ud83c\udfe)",
                            R"(\ud83c\udfeg)",
                            R"(\ud83c/udfe5)",
                            R"(\ud83c\xdfe5)",
                            R"(\udfe5)",
                            R"(\udfe5\ud83c)",
                            R"(good\n then \q)"}) {
        CAPTURE(std::string(raw));
        CHECK_FALSE(escapes_are_valid(raw));
    }
}

TEST_CASE("escapes: every code point becomes its UTF-8") {
    std::string before;
    for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        std::string text;
        append_utf8(text, c);
        REQUIRE(is_utf8(text));
        REQUIRE(text.size() == (c < 0x80 ? 1u : c < 0x800 ? 2u : c < 0x10000 ? 3u : 4u));
        if (c > 0) REQUIRE(before < text);  // UTF-8 sorts as its code points do
        before = text;
    }
}

TEST_CASE("charset: bytes become UTF-8, or are refused") {
    struct Row {
        const char* charset;
        std::string bytes;
        std::string text;
        std::optional<Fault> refused = std::nullopt;
    };
    const Row rows[] = {
        {"", "caf\xc3\xa9", "caf\xc3\xa9"},
        {"utf-8", "caf\xc3\xa9", "caf\xc3\xa9"},
        {"utf8",
         "\xef\xbb\xbf"
         "a",
         "a"},
        {"utf-8", "caf\xe9", "", Fault::incorrect},
        {"us-ascii", "plain", "plain"},
        {"ascii", "\xff", "", Fault::incorrect},
        {"iso-8859-1", "caf\xe9 \xa0\xff", "caf\xc3\xa9 \xc2\xa0\xc3\xbf"},
        {"latin1", "\x93x\x94", "\xe2\x80\x9cx\xe2\x80\x9d"},  // quotes: windows-1252 is meant
        {"windows-1252", "\x80\x81\x9f", "\xe2\x82\xac\xc2\x81\xc5\xb8"},
        {"cp1252", "\x7f", "\x7f"},
        {"windows-1252", "\xef\xbb\xbf", "\xc3\xaf\xc2\xbb\xc2\xbf"},  // no mark in this charset
        {"utf-16", "a", "", Fault::unsupported},
        {"UTF-8", "a", "", Fault::unsupported},  // the caller gives lower case
        {"shift_jis", "", "", Fault::unsupported},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.charset));
        CAPTURE(to_hex(row.bytes));
        const auto text = utf8_of(row.bytes, row.charset);
        REQUIRE(static_cast<bool>(text) == !row.refused);
        if (text)
            CHECK(*text == row.text);
        else
            CHECK(text.error().fault == *row.refused);
    }
}

}  // namespace muniment::fhir
