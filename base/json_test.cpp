// JSON of our own types: what is refused, that a refusal names the field and never the value, and
// that the two writers (tree and text) say the same.
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include <doctest/doctest.h>

#include <limits>
#include <random>

namespace muniment {

using namespace std::string_literals;

namespace json_sample {

enum class Copies { paper, electronic };
BOOST_DESCRIBE_ENUM(Copies, paper, electronic)

struct Part {
    std::string name;
    std::optional<std::int64_t> cents;
};
BOOST_DESCRIBE_STRUCT(Part, (), (name, cents))

struct Base {
    Uuid id;
};
BOOST_DESCRIBE_STRUCT(Base, (), (id))

struct Sample : Base {
    bool signed_ = false;
    int small = 0;
    std::int64_t large = 0;
    std::uint32_t count = 0;
    double ratio = 0;
    std::string text;
    Day day{};
    Instant at{};
    PatientId patient;
    Hash hash;
    Copies copies = Copies::paper;
    std::optional<std::string> note;
    std::optional<Part> part;
    std::vector<Part> parts;
    std::vector<std::vector<int>> grid;
    std::map<std::string, Part> named;
    json::value free = nullptr;
};
BOOST_DESCRIBE_STRUCT(Sample, (Base),
                      (signed_, small, large, count, ratio, text, day, at, patient, hash, copies,
                       note, part, parts, grid, named, free))

}  // namespace json_sample

using namespace json_sample;

namespace {

// Text of every length of UTF-8, controls and quotes.
std::string random_text(std::mt19937& random) {
    static const std::vector<std::string> pieces = {"a",
                                                    "Z",
                                                    "0",
                                                    " ",
                                                    "\"",
                                                    "\\",
                                                    "/",
                                                    "\b",
                                                    "\f",
                                                    "\n",
                                                    "\r",
                                                    "\t",
                                                    "\0"s,
                                                    "\x01",
                                                    "\x1f",
                                                    "\x7f",
                                                    "\xc3\xa9",
                                                    "\xe2\x80\xa8",
                                                    "<",
                                                    "&",
                                                    "'",
                                                    "\\u0",
                                                    "{}",
                                                    "[,]",
                                                    "\xef\xbf\xbf",
                                                    "\xf0\x9f\x8f\xa5"};
    std::string text;
    for (auto left = random() % 30; left > 0; --left) text += pieces[random() % pieces.size()];
    return text;
}

Part random_part(std::mt19937& random) {
    Part part{random_text(random), std::nullopt};
    if (random() % 2) part.cents = static_cast<std::int64_t>(random()) - (1ll << 31);
    return part;
}

Sample random_sample(std::mt19937& random) {
    static const double ratios[] = {0,         1,    -1.5,  0.1,     1e300,
                                    -2.5e-300, 1e21, 12345, 3.14159, 1.0 / 3};
    Sample one;
    one.id = derived_uuid(std::to_string(random()));
    one.signed_ = random() % 2;
    one.small = static_cast<int>(random());
    one.large = static_cast<std::int64_t>(std::uint64_t{random()} << 32 | random());
    one.count = static_cast<std::uint32_t>(random());
    one.ratio = ratios[random() % std::size(ratios)];
    one.text = random_text(random);
    one.day = Day{std::chrono::days{static_cast<int>(random() % 40000)}};
    one.at = instant_of(static_cast<std::int64_t>(random()) * 1000003);
    one.patient.uuid = derived_uuid(one.text);
    one.hash = sha256(one.text);
    one.copies = random() % 2 ? Copies::paper : Copies::electronic;
    if (random() % 2) one.note = random_text(random);
    if (random() % 2) one.part = random_part(random);
    for (auto left = random() % 4; left > 0; --left) one.parts.push_back(random_part(random));
    for (auto left = random() % 3; left > 0; --left) one.grid.push_back({1, -2, 3});
    if (random() % 2) one.grid.emplace_back();
    for (auto left = random() % 3; left > 0; --left)
        one.named[random_text(random)] = random_part(random);
    one.free = {{"any", random_text(random)}, {"list", {1, nullptr, true}}};
    return one;
}

std::string refusal(std::string_view text, const JsonLimits& limits = {}) {
    const auto value = parse_json(text, limits);
    if (value) return "";
    CHECK(value.error().fault == Fault::incorrect);
    return value.error().message;
}

}  // namespace

TEST_CASE("json: texts that are read") {
    struct Row {
        const char* text;
        const char* written;
    };
    const Row rows[] = {
        {"{}", "{}"},
        {" [ ] \r\n\t", "[]"},
        {"null", "null"},
        {"true", "true"},
        {"\"a\"", "\"a\""},
        {"-0", "0"},
        {"9223372036854775807", "9223372036854775807"},
        {"-9223372036854775808", "-9223372036854775808"},
        {"18446744073709551615", "18446744073709551615"},
        {"18446744073709551616", "1.8446744073709552E19"},
        {"-2.5e-300", "-2.5E-300"},
        {"0.1", "1E-1"},
        {"1e-999", "0E0"},
        {"[1.5,2,2.5e3,-1]", "[1.5E0,2,2.5E3,-1]"},
        {R"("\u00e9\ud83c\udfe5\/")", "\"\xc3\xa9\xf0\x9f\x8f\xa5/\""},
        {R"({"a":{"a":1},"b":[{"a":2},{"a":3}]})", R"({"a":{"a":1},"b":[{"a":2},{"a":3}]})"},
        {R"({"":1,"A":2,"a":3})", R"({"":1,"A":2,"a":3})"},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.text));
        const auto value = parse_json(row.text);
        REQUIRE(static_cast<bool>(value));
        CHECK(json::serialize(*value) == row.written);
    }
}

TEST_CASE("json: texts that are refused") {
    const std::string rows[] = {
        "",
        " ",
        "{",
        "}",
        "[",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{1:1}",
        "nul",
        "nulll",
        "True",
        "undefined",
        "\"",
        "\"a",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\n\"",
        "\"\t\"",
        "\"\0\""s,
        "\xef\xbb\xbf{}",
        "// a\n1",
        "/* a */1",
        "1 // a",
        // numbers (RFC 8259 6)
        "+1",
        "-",
        "01",
        "-01",
        "1.",
        ".5",
        "1.e1",
        "1e",
        "1e+",
        "0x10",
        "1_000",
        "NaN",
        "Infinity",
        "-Infinity",
        "1,5",
        "1e999",
        "-1e999",
        // lone surrogates
        "\"\\ud83c\"",
        "\"\\udfe5\"",
        "\"\\ud83c\\u0041\"",
        "\"\\ud83cx\"",
        // after the value
        "{}{}",
        "{} x",
        "1 2",
        "[]]",
        "null,",
        "{}\0"s,
        "1\f",
        "{}\v",
        "\f1",
    };
    for (const std::string& row : rows) {
        CAPTURE(row);
        CHECK_FALSE(refusal(row).empty());
    }
}

TEST_CASE("json: UTF-8 that is not is refused in texts and in keys") {
    for (const std::string bad : {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc3",
                                  "\xe2\x82", "\x80", "\xf0\x8f\xbf\xbf"}) {
        CAPTURE(to_hex(bad));
        CHECK_FALSE(refusal("\"" + bad + "\"").empty());
        CHECK_FALSE(refusal("{\"" + bad + "\":1}").empty());
        CHECK(refusal("\"\xc3\xa9\"") == "");
    }
}

// Two readers would take two different values out of an object with a key twice.
TEST_CASE("json: a key twice in one object is refused, however it is spelled") {
    struct Row {
        const char* text;
        bool good;
    };
    const Row rows[] = {
        {R"({"a":1,"a":1})", false},
        {R"({"a":1,"b":2,"a":3})", false},
        {R"({"a":1,"\u0061":2})", false},
        {R"({"":1,"":2})", false},
        {R"({"a":{"b":1,"b":2}})", false},
        {R"([{"a":1},{"b":1,"b":1}])", false},
        {R"({"a":{"x":1},"b":2,"a":3})", false},
        {R"({"a":1,"A":2})", true},
        {R"({"a":{"a":{"a":1}}})", true},
        {R"([{"a":1},{"a":1}])", true},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.text));
        const std::string reason = refusal(row.text);
        CHECK(reason.empty() == row.good);
        CHECK((reason.find("same key twice") != reason.npos) == !row.good);
    }
}

TEST_CASE("json: limits hold at their border") {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    CHECK(refusal(nested(64)) == "");
    CHECK_FALSE(refusal(nested(65)).empty());
    CHECK_FALSE(refusal(std::string(100000, '[')).empty());
    std::string objects = "1";
    for (int i = 0; i < 65; ++i) objects = "{\"a\":" + objects + "}";
    CHECK_FALSE(refusal(objects).empty());
    JsonLimits tight;
    tight.bytes_max = 4;
    CHECK(refusal("1234", tight) == "");
    CHECK(refusal("12345", tight).find("limit of 4 bytes") != std::string::npos);
    CHECK(refusal("1    ", tight) != "");
    tight.depth_max = 2;
    CHECK(refusal("[[]]", tight) == "");
}

TEST_CASE("json: a refusal gives the byte and nothing of the text") {
    const std::string reason = refusal(R"({"name":"Jane","name":"Doe"})");
    CHECK(reason.find("byte") != reason.npos);
    for (const char* text : {R"({"name":"Jane" "Doe"})", R"({"name":"Jane"} Doe)",
                             R"({"name":Jane})", R"({"Jane":1,"Jane":2})"}) {
        CAPTURE(std::string(text));
        const std::string message = refusal(text);
        CHECK(message.find("byte ") != message.npos);
        CHECK(message.find("Jane") == message.npos);
        CHECK(message.find("Doe") == message.npos);
    }
}

// The good sample with one field spoiled; the message names the field and keeps the value to
// itself.
TEST_CASE("json: from_json is strict and names the field") {
    struct Row {
        const char* text;
        const char* message;
    };
    const Row rows[] = {
        {R"([])", "The value must be an object."},
        {R"("zq7")", "The value must be an object."},
        {R"({"signed":1})", "Field \"signed\" must be true or false."},
        {R"({"signed":"zq7"})", "Field \"signed\" must be true or false."},
        {R"({"small":"9"})", "Field \"small\" must be a whole number."},
        {R"({"small":1.5})", "Field \"small\" must be a whole number."},
        {R"({"small":true})", "Field \"small\" must be a whole number."},
        {R"({"small":2147483648})", "Field \"small\" must be a whole number."},
        {R"({"count":-1})", "Field \"count\" must be a whole number."},
        {R"({"large":9223372036854775808})", "Field \"large\" must be a whole number."},
        {R"({"ratio":"1.5"})", "Field \"ratio\" must be a number."},
        {R"({"ratio":[]})", "Field \"ratio\" must be a number."},
        {R"({"text":97})", "Field \"text\" must be text."},
        {R"({"text":{}})", "Field \"text\" must be text."},
        {R"({"day":"2026-02-30"})", "Field \"day\" must be a day as YYYY-MM-DD."},
        {R"({"day":"2026-02"})", "Field \"day\" must be a day as YYYY-MM-DD."},
        {R"({"day":20260201})", "Field \"day\" must be a day as YYYY-MM-DD."},
        {R"({"at":"zq7"})", "Field \"at\" must be a time as YYYY-MM-DDThh:mm:ssZ."},
        {R"({"id":"zq7"})", "Field \"id\" must be an id (8-4-4-4-12 hexadecimal digits)."},
        {R"({"patient":17})", "Field \"patient\" must be an id (8-4-4-4-12 hexadecimal digits)."},
        {R"({"hash":"abcd"})", "Field \"hash\" must be a SHA-256 (64 hexadecimal digits)."},
        {R"({"copies":"zq7"})", "Field \"copies\" must be one of: paper, electronic."},
        {R"({"copies":"Paper"})", "Field \"copies\" must be one of: paper, electronic."},
        {R"({"copies":0})", "Field \"copies\" must be one of: paper, electronic."},
        {R"({"copies":"paper\u0000x"})", "Field \"copies\" must be one of: paper, electronic."},
        {R"({"copies":""})", "Field \"copies\" must be one of: paper, electronic."},
        {R"({"note":7})", "Field \"note\" must be text."},
        {R"({"part":"zq7"})", "Field \"part\" must be an object."},
        {R"({"part":{"name":7}})", "Field \"part.name\" must be text."},
        {R"({"part":{"cents":"zq7"}})", "Field \"part.cents\" must be a whole number."},
        {R"({"parts":{}})", "Field \"parts\" must be a list."},
        {R"({"parts":[{},{"cents":0.5}]})", "Field \"parts[1].cents\" must be a whole number."},
        {R"({"parts":[7]})", "Field \"parts[0]\" must be an object."},
        {R"({"parts":[null]})", "Field \"parts[0]\" must be an object."},
        {R"({"grid":[[1],[2,"zq7"]]})", "Field \"grid[1][1]\" must be a whole number."},
        {R"({"named":[]})", "Field \"named\" must be an object."},
        {R"({"named":{"zq7":7}})", "Field \"named\" must be an object."},
        {R"({"zq7":1})",
         "The request has a field that is not known here; remove it or correct its name."},
        {R"({"signed_":true})",
         "The request has a field that is not known here; remove it or correct its name."},
        {R"({"part":{"zq7":1}})",
         "Field \"part\" has a field that is not known here; remove it or correct its name."},
        {R"({"parts":[{"name":"","zq7":1}]})",
         "Field \"parts[0]\" has a field that is not known here; remove it or correct its name."},
        {R"({"zq7":null})",
         "The request has a field that is not known here; remove it or correct its name."},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.text));
        const auto sample = from_json_text<Sample>(row.text);
        REQUIRE_FALSE(static_cast<bool>(sample));
        CHECK(sample.error().fault == Fault::incorrect);
        CHECK(sample.error().message == row.message);
        CHECK(sample.error().message.find("zq7") == std::string::npos);
    }
}

TEST_CASE("json: what is absent or null keeps its default") {
    for (const char* text : {"{}", R"({"note":null,"part":null,"parts":null,"text":null})"}) {
        CAPTURE(std::string(text));
        const auto sample = from_json_text<Sample>(text);
        REQUIRE(static_cast<bool>(sample));
        CHECK_FALSE(sample->note.has_value());
        CHECK_FALSE(sample->part.has_value());
        CHECK(sample->parts.empty());
        CHECK(sample->text.empty());
        CHECK(sample->copies == Copies::paper);
    }
}

TEST_CASE("json: what is given is read") {
    const auto sample = from_json_text<Sample>(R"({
        "id": "0190A000-1234-7abc-8def-0123456789ab", "signed": true, "small": -3, "ratio": 2,
        "large": 9223372036854775807, "count": 4294967295, "day": "2024-02-29", "at": "2026",
        "copies": "electronic", "note": "", "part": {"name": "lid", "cents": -1},
        "parts": [{}, {"name": "\u00e9"}], "named": {"": {"cents": 5}},
        "free": [1, {"a": null}]})");
    REQUIRE(static_cast<bool>(sample));
    CHECK(to_text(sample->id) == "0190a000-1234-7abc-8def-0123456789ab");
    CHECK(sample->signed_);
    CHECK(sample->small == -3);
    CHECK(sample->ratio == 2.0);
    CHECK(sample->large == std::numeric_limits<std::int64_t>::max());
    CHECK(sample->count == 4294967295u);
    CHECK(to_text(sample->day) == "2024-02-29");
    CHECK(to_text(sample->at) == "2026-01-01T00:00:00Z");
    CHECK(sample->copies == Copies::electronic);
    CHECK(sample->note == "");
    CHECK(sample->part->cents == -1);
    REQUIRE(sample->parts.size() == 2);
    CHECK(sample->parts[1].name == "\xc3\xa9");
    CHECK(sample->named.at("").cents == 5);
    CHECK(json::serialize(sample->free) == R"([1,{"a":null}])");
}

TEST_CASE("json: an absent optional is left out, and a name's last underscore too") {
    CHECK(to_json_text(Part{"lid", std::nullopt}) == R"({"name":"lid"})");
    CHECK(to_json_text(Part{"lid", 5}) == R"({"name":"lid","cents":5})");
    const std::string text = to_json_text(Sample{});
    CHECK(text.starts_with(R"({"id":"00000000-0000-0000-0000-000000000000","signed":false,)"));
    CHECK(text.find("note") == text.npos);
    CHECK(text.find("\"part\"") == text.npos);
    CHECK(text.find(R"("parts":[],"grid":[],"named":{},"free":null)") != text.npos);
    CHECK(to_json_text(std::vector<std::optional<int>>{1, std::nullopt}) == "[1,null]");
}

TEST_CASE("json: each byte of a text is written as RFC 8259 7 wants it") {
    std::string out;
    append_json_string(out, "\"\\/\b\f\n\r\t\0\x1f\x7f\xc3\xa9"s);
    CHECK(out == "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\xc3\xa9\"");
    for (int byte = 0; byte < 0x80; ++byte) {
        const std::string text(1, static_cast<char>(byte));
        CAPTURE(byte);
        CHECK(to_json_text(text) == json::serialize(json::value(text)));
        const auto read_back = parse_json(to_json_text(text));
        REQUIRE(static_cast<bool>(read_back));
        CHECK(*read_back == json::value(text));
    }
}

TEST_CASE("json: the two writers agree, and what is written is read back") {
    std::mt19937 random(23);
    for (int i = 0; i < 2000; ++i) {
        const Sample sample = random_sample(random);
        const std::string text = to_json_text(sample);
        const json::value tree = to_json(sample);
        REQUIRE(json::serialize(tree) == text);
        const auto parsed = parse_json(text);
        REQUIRE(static_cast<bool>(parsed));
        REQUIRE(*parsed == tree);
        const auto read_back = from_json<Sample>(*parsed);
        REQUIRE(static_cast<bool>(read_back));
        REQUIRE(to_json_text(*read_back) == text);
    }
}

TEST_CASE("json: reading a text cut off or with a byte changed never crashes") {
    std::mt19937 random(29);
    const std::string whole = to_json_text(random_sample(random));
    for (std::size_t size = 0; size < whole.size(); ++size)
        REQUIRE_FALSE(static_cast<bool>(parse_json(std::string_view(whole).substr(0, size))));
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string spoiled = whole;
        spoiled[at] = static_cast<char>(random());
        const auto sample = from_json_text<Sample>(spoiled);
        if (!sample) continue;
        const std::string written = to_json_text(*sample);
        CHECK(to_json_text(*from_json_text<Sample>(written)) == written);
    }
}

}  // namespace muniment
