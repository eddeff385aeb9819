// Hex, base64, UTF-8, splitting and trimming: what is refused as much as what is read.
// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"

#include <doctest/doctest.h>

#include <map>
#include <random>

namespace muniment {

using namespace std::string_literals;

namespace {

std::string random_bytes(std::mt19937& random, std::size_t size) {
    std::uniform_int_distribution<int> byte(0, 255);
    std::string out(size, '\0');
    for (char& c : out) c = static_cast<char>(byte(random));
    return out;
}

}  // namespace

TEST_CASE("text: hex") {
    struct Row {
        const char* hex;
        std::optional<std::string> bytes;
    };
    const Row rows[] = {
        {"", ""s},
        {"00", "\0"s},
        {"7fff", "\x7f\xff"s},
        {"0aB1", "\x0a\xb1"s},
        {"0", std::nullopt},
        {"abc", std::nullopt},
        {"0g", std::nullopt},
        {"g0", std::nullopt},
        {" 00", std::nullopt},
        {"0x00", std::nullopt},
        {"00\n0", std::nullopt},
        {"-1", std::nullopt},
        {"@0", std::nullopt},
        {"`0", std::nullopt},
        {":0", std::nullopt},
        {"/0", std::nullopt},
        {"\xc3\xa9", std::nullopt},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.hex));
        CHECK(from_hex(row.hex) == row.bytes);
        if (row.bytes) CHECK(to_hex(*row.bytes) == lower(row.hex));
    }
}

// RFC 4648 10.
TEST_CASE("text: base64 of the RFC's examples") {
    struct Row {
        const char* bytes;
        const char* base64;
        const char* base64url;
    };
    const Row rows[] = {
        {"", "", ""},
        {"f", "Zg==", "Zg"},
        {"fo", "Zm8=", "Zm8"},
        {"foo", "Zm9v", "Zm9v"},
        {"foob", "Zm9vYg==", "Zm9vYg"},
        {"fooba", "Zm9vYmE=", "Zm9vYmE"},
        {"foobar", "Zm9vYmFy", "Zm9vYmFy"},
        {"\xfb\xff\xbf", "+/+/", "-_-_"},
        {"\xff", "/w==", "_w"},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.base64));
        CHECK(to_base64(row.bytes) == row.base64);
        CHECK(to_base64url(row.bytes) == row.base64url);
        CHECK(from_base64(row.base64) == row.bytes);
    }
}

TEST_CASE("text: base64 that is not exactly as it would be written is refused") {
    const char* rows[] = {
        "Z",        "Zg",       "Zg=",     "Zm8",    // not padded
        "Zg===",    "Zm9v=",    "====",    "=",      // too much padding
        "Z===",     "=g==",     "Zg=v",              // padding where a digit should be
        "Zg==Zm9v", "Zm8=Zg==",                      // padding before the end
        "Zm 9v",    "Zm9v\n",   " Zg=",    "Zm9\t",  // white space
        "-_-_",     "Zm9.",     "Zm9\xff",           // not the alphabet
        "Zh==",     "Zk==",     "Zo==",    "Zx==",   // left-over bits that are not zero
        "Zm9=",     "Zm/=",
    };
    for (const char* row : rows) {
        CAPTURE(std::string(row));
        CHECK_FALSE(from_base64(row).has_value());
    }
    CHECK_FALSE(from_base64("Zm\09v"s + "AA").has_value());
}

TEST_CASE("text: any bytes survive hex and base64") {
    std::mt19937 random(7);
    for (std::size_t size = 0; size < 70; ++size) {
        const std::string bytes = random_bytes(random, size);
        CAPTURE(size);
        CHECK(from_hex(to_hex(bytes)) == bytes);
        CHECK(from_base64(to_base64(bytes)) == bytes);
        CHECK(to_base64url(bytes).find_first_of("+/=") == std::string::npos);
    }
}

// RFC 3629 4, and the border of every row of its table.
TEST_CASE("text: UTF-8") {
    struct Row {
        const char* what;
        std::string bytes;
        bool good;
    };
    const Row rows[] = {
        {"empty", "", true},
        {"ASCII, NUL and DEL", "a\0\x7f"s, true},
        {"U+0080", "\xc2\x80", true},
        {"U+07FF", "\xdf\xbf", true},
        {"U+0800", "\xe0\xa0\x80", true},
        {"U+D7FF", "\xed\x9f\xbf", true},
        {"U+E000", "\xee\x80\x80", true},
        {"U+FFFF", "\xef\xbf\xbf", true},
        {"U+10000", "\xf0\x90\x80\x80", true},
        {"U+10FFFF", "\xf4\x8f\xbf\xbf", true},
        {"mixed", "Jos\xc3\xa9 \xe2\x82\xac \xf0\x9f\x8f\xa5 x", true},
        {"lone continuation", "\x80", false},
        {"lone continuation after text", "a\xbf", false},
        {"overlong of two, c0", "\xc0\x80", false},
        {"overlong of two, c1", "\xc1\xbf", false},
        {"overlong of three", "\xe0\x9f\xbf", false},
        {"overlong of four", "\xf0\x8f\xbf\xbf", false},
        {"surrogate U+D800", "\xed\xa0\x80", false},
        {"surrogate U+DFFF", "\xed\xbf\xbf", false},
        {"U+110000", "\xf4\x90\x80\x80", false},
        {"lead f5", "\xf5\x80\x80\x80", false},
        {"lead ff", "\xff", false},
        {"two cut after one", "\xc3", false},
        {"three cut after one", "\xe2", false},
        {"three cut after two", "\xe2\x82", false},
        {"four cut after three", "\xf0\x9f\x8f", false},
        {"two broken by a letter", "\xc3"s + "a", false},
        {"three broken in the third", "\xe2\x82"s + "a", false},
        {"four broken in the third", "\xf0\x9f"s + "a" + "\xa5", false},
        {"four broken in the fourth", "\xf0\x9f\x8f"s + "a", false},
        {"a lead where a continuation should be", "\xc3\xc3", false},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.what));
        CHECK(is_utf8(row.bytes) == row.good);
        CHECK(is_utf8("before " + row.bytes + " after") == row.good);
    }
}

TEST_CASE("text: UTF-8 has one encoding of each code point and no other bytes") {
    const auto text = [](std::initializer_list<int> bytes) {
        std::string out;
        for (const int byte : bytes) out += static_cast<char>(byte);
        return out;
    };
    int good = 0;
    for (int a = 0x80; a < 0x100; ++a)
        for (int b = 0; b < 0x100; ++b) good += is_utf8(text({a, b}));
    CHECK(good == 0x800 - 0x80);  // U+0080 to U+07FF
    good = 0;
    for (int a = 0xe0; a < 0x100; ++a)
        for (int b = 0x80; b < 0xc0; ++b)
            for (int c = 0x80; c < 0xc0; ++c) good += is_utf8(text({a, b, c}));
    CHECK(good == 0x10000 - 0x800 - 0x800);  // U+0800 to U+FFFF without the surrogates
}

TEST_CASE("text: trim") {
    const std::map<std::string, std::string> rows = {
        {"", ""},
        {"a", "a"},
        {" a", "a"},
        {"a ", "a"},
        {"\t\r\n\f\v a b \n", "a b"},
        {" \t\r\n", ""},
        {"a\nb", "a\nb"},
        {"\xc2\xa0"
         "a",
         "\xc2\xa0"
         "a"},  // a no-break space is not ASCII white space
    };
    for (const auto& [text, trimmed] : rows) {
        CAPTURE(text);
        CHECK(trim(text) == trimmed);
    }
    CHECK(trim(" \0 "s) == "\0"s);
}

TEST_CASE("text: split and join undo each other") {
    const std::map<std::string, std::vector<std::string>> rows = {
        {"", {""}},          {",", {"", ""}},          {"a", {"a"}},
        {"a,b", {"a", "b"}}, {"a,,b", {"a", "", "b"}}, {",a", {"", "a"}},
        {"a,", {"a", ""}},   {"a b;c", {"a b;c"}},
    };
    for (const auto& [text, parts] : rows) {
        CAPTURE(text);
        const auto found = split(text, ',');
        CHECK(std::vector<std::string>(found.begin(), found.end()) == parts);
        CHECK(join(parts, ",") == text);
    }
    CHECK(join({}, ", ") == "");
    CHECK(join({"a", "b", "c"}, ", ") == "a, b, c");
}

TEST_CASE("text: lower changes ASCII letters and nothing else") {
    CHECK(lower("AZaz@[`{09 ") == "azaz@[`{09 ");
    CHECK(lower("\xc3\x89") == "\xc3\x89");  // not ASCII: left alone
}

TEST_CASE("text: replaced") {
    struct Row {
        const char* text;
        const char* from;
        const char* to;
        const char* result;
    };
    const Row rows[] = {
        {"", "a", "b", ""},       {"aaa", "a", "b", "bbb"},
        {"aaa", "aa", "b", "ba"}, {"abc", "", "x", "abc"},
        {"abc", "c", "", "ab"},   {"abc", "abc", "", ""},
        {"a", "a", "aa", "aa"},   {"x-y-z", "-", " - ", "x - y - z"},
        {"abc", "B", "x", "abc"}, {"ab", "abc", "x", "ab"},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.text));
        CAPTURE(std::string(row.from));
        CHECK(replaced(row.text, row.from, row.to) == row.result);
    }
}

TEST_CASE("text: comparison of secrets sees every byte and the length") {
    const std::string secret = "0123456789abcdef";
    CHECK(equal_in_constant_time(secret, secret));
    CHECK(equal_in_constant_time("", ""));
    CHECK_FALSE(equal_in_constant_time(secret, ""));
    CHECK_FALSE(equal_in_constant_time(secret, secret + "0"));
    CHECK_FALSE(equal_in_constant_time(secret, secret.substr(1)));
    for (std::size_t at = 0; at < secret.size(); ++at)
        for (int bit = 0; bit < 8; ++bit) {
            std::string other = secret;
            other[at] = static_cast<char>(other[at] ^ (1 << bit));
            CHECK_FALSE(equal_in_constant_time(secret, other));
        }
}

}  // namespace muniment
