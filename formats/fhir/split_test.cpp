// Where values begin and end, without a judgement on what is inside.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/split.h"

#include <doctest/doctest.h>

#include <vector>

namespace muniment::fhir {

namespace {

// The values of a text one after another, and where it could not go on ("!7").
std::string values(std::string_view text) {
    Splitter at(text);
    std::string found;
    while (!at.at_end()) {
        std::string_view value;
        if (!at.take_value(value)) return found + "!" + std::to_string(at.at());
        found += std::string(value) + ";";
    }
    return found;
}

}  // namespace

TEST_CASE("split: one value after another") {
    struct Row {
        const char* text;
        const char* values;
    };
    const Row rows[] = {
        {"", ""},
        {" \r\n\t", ""},
        {"{}", "{};"},
        {" {} [] ", "{};[];"},
        {"1 -2.50 true null", "1;-2.50;true;null;"},
        {R"("a" "b")", R"("a";"b";)"},
        {R"("a""b")", R"("a";"b";)"},
        {R"("a\"b" 1)", R"("a\"b";1;)"},
        {R"("a\\" 1)", R"("a\\";1;)"},
        {R"("a\\\"b" 1)", R"("a\\\"b";1;)"},
        {R"({"a":"}"} 1)", R"({"a":"}"};1;)"},
        {R"(["]","[","\"]"] 1)", R"(["]","[","\"]"];1;)"},
        {R"({"a":[{"b":[]}]}{})", R"({"a":[{"b":[]}]};{};)"},
        {"[\n                  1\n    ]2", "[\n                  1\n    ];2;"},
        {"{\n        }", "{\n        };"},
        {"[1,,}", "!4"},  // brackets that do not match: at the wrong one
        {"{]", "!1"},
        {"1 ]", "1;!2"},  // nothing that begins a value
        {"{} , {}", "{};!3"},
        {":", "!0"},
        {"  {\"a\":[1,2", "!2"},  // never ends: at its opening
        {"[1] [2", "[1];!4"},
        {"\"abc", "!0"},  // a string that never ends
        {R"("abc\")", "!0"},
        {R"({"a)", "!0"},
        {"what:ever", "what;!4"},  // no judgement of scalars
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.text));
        CHECK(values(row.text) == row.values);
    }
}

TEST_CASE("split: nesting costs no stack") {
    const std::string deep = std::string(1000000, '[') + std::string(1000000, ']');
    Splitter at(deep);
    std::string_view value;
    CHECK(at.take_value(value));
    CHECK(value.size() == deep.size());
    CHECK(at.at_end());
    CHECK(values(std::string(1000000, '[')) == "!0");
}

TEST_CASE("split: members, single steps, and going back") {
    Splitter at(R"( { "a\"b" : 1 , "c":"d" } )");
    std::string_view key;
    std::string_view value;
    CHECK_FALSE(at.take('['));
    CHECK(at.take('{'));
    const std::size_t inside = at.at();
    REQUIRE(at.take_member(key));
    CHECK(key == R"(a\"b)");
    CHECK(at.peek() == '1');
    REQUIRE(at.take_value(value));
    CHECK(value == "1");
    CHECK(at.take(','));
    REQUIRE(at.take_member(key));
    CHECK(key == "c");
    REQUIRE(at.take_string(value));
    CHECK(value == "d");
    CHECK_FALSE(at.take(','));
    CHECK(at.take('}'));
    CHECK_FALSE(at.take('}'));
    CHECK(at.peek() == '\0');
    CHECK_FALSE(at.take('\0'));
    CHECK(at.at_end());
    at.back_to(inside);
    REQUIRE(at.take_member(key));
    CHECK(key == R"(a\"b)");
    CHECK_FALSE(at.take_member(key));  // 1 is no key
}

TEST_CASE("split: a NUL in the text is not its end") {
    const std::string text = {'\0', ' ', '1'};
    Splitter at(text);
    CHECK_FALSE(at.at_end());
    CHECK(at.take('\0'));
    CHECK(at.peek() == '1');
}

TEST_CASE("split: whether a text is one whole object, and of which type") {
    struct Row {
        const char* text;
        bool complete;
        const char* type;
    };
    const Row rows[] = {
        {"{}", true, ""},
        {" { } \n", true, ""},
        {R"({"resourceType":"Patient"})", true, "Patient"},
        {R"({"id":"1","resourceType":"Patient","x":[1]})", true, "Patient"},
        {R"({"contained":[{"resourceType":"Group"}],"resourceType":"List"})", true, "List"},
        {R"({"contained":[{"resourceType":"Group"}]})", true, ""},
        {R"({"text":"\"resourceType\":\"Group\""})", true, ""},
        {R"({"resourceType":7})", true, ""},
        {R"({"resourceType":["Patient"]})", true, ""},
        {"", false, ""},
        {"[]", false, ""},
        {"{}{}", false, ""},
        {"{} x", false, ""},
        {"{", false, ""},
        {R"({"resourceType":"Patient")", false, "Patient"},
        {R"({"resourceType":"Patient"} {})", false, "Patient"},
        {R"({"resourceType":"Patient",})", false, "Patient"},
        {R"({"resourceType")", false, ""},
        {R"({"resourceType":)", false, ""},
        {R"({"resourceType":"Pat)", false, ""},
        {R"({resourceType:"Patient"})", false, ""},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.text));
        const WholeObject found = whole_object(row.text);
        CHECK(found.complete == row.complete);
        CHECK(found.resource_type == row.type);
    }
}

}  // namespace muniment::fhir
