// SPDX-License-Identifier: Apache-2.0
#include "formats/csv/csv.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/text.h"

namespace muniment::csv {

// Rows as "a|b/c|d", an error as its fault's words.
static std::string shown(std::string_view text, const Limits& limits = {}) {
    const auto rows = read(text, limits);
    if (!rows) return "! " + rows.error().message;
    std::vector<std::string> lines;
    for (const Row& row : *rows) lines.push_back(join(row, "|"));
    return join(lines, "/");
}

TEST_CASE("what spreadsheets write is read") {
    struct {
        const char* what;
        std::string_view text;
        const char* rows;
    } const cases[] = {
        {"plain", "a,b\nc,d\n", "a|b/c|d"},
        {"no line end at the end", "a,b\nc,d", "a|b/c|d"},
        {"Windows line ends", "a,b\r\nc,d\r\n", "a|b/c|d"},
        {"quoted comma and quotation mark", "\"a,b\",\"say \"\"x\"\"\"\n", "a,b|say \"x\""},
        {"quoted line end", "\"a\nb\",c\n", "a\nb|c"},
        {"tabs", "a\tb,c\nd\te\n", "a|b,c/d|e"},
        {"a byte order mark",
         "\xEF\xBB\xBF"
         "a,b\n",
         "a|b"},
        {"empty fields stay", "a,,b\n,,\n", "a||b/||"},
        {"empty lines go", "a\n\n\nb\n", "a/b"},
        {"spaces around fields go", " a , b \n", "a|b"},
        {"nothing", "", ""},
    };
    for (const auto& one : cases) {
        CAPTURE(one.what);
        CHECK(shown(one.text) == one.rows);
    }
}

TEST_CASE("what could be read in two ways is refused, by row and without its words") {
    CHECK(shown("a,b\nc,\"d\n") == "! A quotation mark does not fit in row 2.");
    CHECK(shown("a,b\"c\n") == "! A quotation mark does not fit in row 1.");
    CHECK(shown("a,\"b\"c\n") == "! A quotation mark does not fit in row 1.");
    CHECK(shown("a\xFF\n").starts_with("! The table is not UTF-8"));
    CHECK(shown("a\nb\nc\n", {100, 2}).starts_with("! The table has more than 2 rows"));
    CHECK(shown("a\nb\n", {100, 2}) == "a/b");
    CHECK(shown("a\nb\nc\n", {5, 9}).starts_with("! The table is larger than 5 bytes"));
}

TEST_CASE("a field that a spreadsheet would run is written as text") {
    const struct {
        const char* plain;
        const char* written;
    } cells[] = {
        {"=1+1", "'=1+1"},
        {"+cmd|calc", "'+cmd|calc"},
        {"-2+3", "'-2+3"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\t=1", "\"'\t=1\""},
        {"\r=1", "\"'\r=1\""},
        {"\n=1", "\"'\n=1\""},
        {"\x01=1", "'\x01=1"},
        {"\uFF1D1+1", "'\uFF1D1+1"},
        {"\uFF20x", "'\uFF20x"},
        {"=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""},
        {"-", "'-"},
        {"-5e3", "'-5e3"},
        {"-5.", "'-5."},
        {"-1234567890123456", "'-1234567890123456"},
        {"-5", "-5"},
        {"+12.50", "+12.50"},
        {"2026-11-22", "2026-11-22"},
        {"x=1", "x=1"},
        {"", ""},
    };
    for (const auto& cell : cells) {
        CAPTURE(std::string(cell.plain));
        CHECK(write({{cell.plain}}) == std::string(cell.written) + "\r\n");
    }
    CHECK(write({{"a,b", "say \"x\"", "two\nlines"}}) ==
          "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\r\n");
}

TEST_CASE("property: what is written is read again") {
    CHECK(rc::check([](const std::vector<std::vector<std::string>>& given) {
        std::vector<Row> rows;
        for (const auto& row : given) {
            Row plain = {"x"};  // a row without any sign would be an empty line
            for (std::string field : row) {
                std::erase_if(field, [](char c) { return c < ' ' || c == '\x7F'; });
                while (!field.empty() &&
                       std::string_view(" =+-@").find(field[0]) != std::string::npos)
                    field.erase(0, 1);
                plain.push_back(std::string(trim(field)));
            }
            rows.push_back(plain);
        }
        const auto back = read(write(rows), {1 << 24, 1 << 20});
        RC_ASSERT(bool(back));
        RC_ASSERT(*back == rows);
    }));
}

}  // namespace muniment::csv
