// What text becomes before it is set: each row one kind of trouble.
// SPDX-License-Identifier: Apache-2.0
#include "formats/pdf/shown.h"

#include <doctest/doctest.h>

#include "base/text.h"

namespace muniment::pdf {
namespace {

using namespace std::string_literals;

// A font without CJK.
bool covers(char32_t c) { return c < 0x3000 || c == 0xfffd; }

struct Case {
    const char* what;
    std::string bytes;
    std::string text;
    std::size_t replaced;
};
#define R "\xEF\xBF\xBD"

const std::vector<Case> cases = {
    {"plain text is left alone", "Dose: 5 mg (1.10)", "Dose: 5 mg (1.10)", 0},
    {"accents and Greek are left alone", "5 \u00b5g \u03b2 e\u0301", "5 \u00b5g \u03b2 e\u0301", 0},
    {"NUL", "a\0b"s, "a" R "b", 1},
    {"bell, escape, delete", "\a\x1b\x7f", R R R, 3},
    {"C1 controls", "\u0080\u009f", R R, 2},
    {"CR LF is one line end", "a\r\nb", "a\nb", 0},
    {"CR alone is a line end", "a\rb\r", "a\nb\n", 0},
    {"form feed, vertical tab, NEL", "a\fb\vc\u0085", "a\nb\nc\n", 0},
    {"line and paragraph separators", "a\u2028b\u2029", "a\nb\n", 0},
    {"a tab goes to the next column of 8", "ab\tc", "ab      c", 0},
    {"a tab at a stop goes to the next one", "12345678\tc", "12345678        c", 0},
    {"columns begin anew on each line", "abc\n\tc", "abc\n        c", 0},
    {"a byte that is not UTF-8", "a\xff z", "a" R " z", 1},
    {"a cut sequence", "a\xE2\x82", "a" R R, 2},
    {"overlong", "\xC0\x80", R R, 2},
    {"surrogates", "\xED\xA0\x80", R R R, 3},
    {"above U+10FFFF", "\xF4\x90\x80\x80", R R R R, 4},
    {"no glyph", "\u6f22\u5b57", R R, 2},
    {"reading order is not changed in secret", "\u202eexe\u202c \u2066x\u2069",
     R "exe" R " " R "x" R, 4},
    {"invisible characters are left out", "so\u00adft \u200b\u2060\ufeffx\ufe0f", "soft x", 0},
    {"four marks stay on a base", "a\u0301\u0301\u0301\u0301b", "a\u0301\u0301\u0301\u0301b", 0},
    {"more marks do not", "a\u0301\u0301\u0301\u0301\u0301\u0301b", "a\u0301\u0301\u0301\u0301b",
     2},
};

}  // namespace

TEST_CASE("text is made fit to be shown") {
    for (const Case& c : cases) {
        CAPTURE(c.what);
        const Shown shown = shown_text(c.bytes, covers);
        CHECK(shown.text == c.text);
        CHECK(shown.replaced == c.replaced);
    }
}

// Any bytes at all give UTF-8 without control characters, and doing it twice changes nothing.
TEST_CASE("random bytes can always be shown") {
    unsigned seed = 99;
    for (int round = 0; round < 500; ++round) {
        std::string bytes;
        for (int i = 0; i < 60; ++i)
            bytes += static_cast<char>((seed = seed * 1664525u + 1013904223u) >> 24);
        const Shown once = shown_text(bytes, covers);
        CHECK(is_utf8(once.text));
        for (const char c : once.text) CHECK((c == '\n' || static_cast<unsigned char>(c) >= 0x20));
        CHECK(shown_text(once.text, covers).text == once.text);
        CHECK(shown_text(once.text, covers).replaced == 0);
    }
}

}  // namespace muniment::pdf
