// Typed reading: what is absent is nothing, what has the wrong type is noted once and is nothing.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/reader.h"

#include <doctest/doctest.h>

#include <functional>

namespace muniment::fhir {

namespace {

// A resource under a reader, kept together.
struct Under {
    Tree tree;
    Value root;
    Reader read;

    explicit Under(std::string_view text, Strictness strictness = Strictness::strict)
        : read(tree, strictness) {
        auto parsed = tree.parse(text);
        REQUIRE(static_cast<bool>(parsed));
        root = *parsed;
    }
    std::string wrong() const { return read.wrong() ? read.wrong()->message : ""; }
};

std::string shown(const Coding& coding) {
    return coding.system + "|" + coding.code + "|" + coding.display;
}

}  // namespace

TEST_CASE("reader: paths") {
    const char* text = R"({"a":{"b":{"c":"deep"}},"l":[{"v":"first"},{"v":"second"}],"e":[],
                           "n":[null,{"v":"x"}],"z":null,"w":{"l":[{"m":[{"v":"far"}]}]}})";
    struct Row {
        const char* path;
        const char* text;
    };
    const Row rows[] = {
        {"a.b.c", "deep"}, {"l[].v", "first"}, {"w.l[].m[].v", "far"}, {"e[].v", ""},
        {"n[].v", ""},     {"z.b", ""},        {"none", ""},           {"none.b.c", ""},
        {"none[].v", ""},  {"a.none.c", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.path));
        Under under(text);
        CHECK(under.read.text(under.root, row.path) == row.text);
        CHECK(under.wrong() == "");
    }
}

// Each reading of a good resource that has one element of the wrong type.
TEST_CASE("reader: the wrong type is named with its place, and reads as absent") {
    struct Row {
        const char* text;
        std::function<bool(Reader&, Value)> absent;
        const char* message;
    };
    const Row rows[] = {
        {R"({"a":7})", [](Reader& r, Value v) { return r.text(v, "a").empty(); },
         "Element \"a\" is not text (byte 2)."},
        {R"({"a":{"b":true}})", [](Reader& r, Value v) { return r.text(v, "a.b").empty(); },
         "Element \"a.b\" is not text (byte 7)."},
        {R"({"a":"x"})", [](Reader& r, Value v) { return r.text(v, "a.b").empty(); },
         "Element \"a\" is not an object (byte 2)."},
        {R"({"a":["x"]})", [](Reader& r, Value v) { return r.text(v, "a").empty(); },
         "Element \"a\" is not a single element (byte 2)."},
        {R"({"a":"x"})", [](Reader& r, Value v) { return r.text(v, "a[]").empty(); },
         "Element \"a\" is not a list (byte 2)."},
        {R"({"a":{}})", [](Reader& r, Value v) { return !r.list(v, "a"); },
         "Element \"a\" is not a list (byte 2)."},
        {R"({"a":"1"})", [](Reader& r, Value v) { return r.number(v, "a").empty(); },
         "Element \"a\" is not a number (byte 2)."},
        {R"({"a":"true"})", [](Reader& r, Value v) { return !r.truth(v, "a"); },
         "Element \"a\" is not true or false (byte 2)."},
        {R"({"a":"yesterday"})", [](Reader& r, Value v) { return !r.time(v, "a"); },
         "Element \"a\" is not a FHIR date or time (byte 2)."},
        {R"({"a":2026})", [](Reader& r, Value v) { return !r.time(v, "a"); },
         "Element \"a\" is not text (byte 2)."},
        {R"({"a":"x"})", [](Reader& r, Value v) { return r.coding(r.at(v, "a")).empty(); },
         "Element \"coding\" is not an object (byte 2)."},
        {R"({"a":"x"})", [](Reader& r, Value v) { return r.first_coding(r.at(v, "a")).empty(); },
         "Element \"code\" is not an object (byte 2)."},
        {R"({"a":{"coding":["x"]}})",
         [](Reader& r, Value v) { return r.concept_text(r.at(v, "a")).empty(); },
         "Element \"coding\" is not an object (byte 17)."},
        {R"({"a":"Patient/1"})", [](Reader& r, Value v) { return !r.reference(r.at(v, "a")); },
         "Element \"reference\" is not an object (byte 2)."},
        {R"({"a":5})", [](Reader& r, Value v) { return r.quantity_number(r.at(v, "a")).empty(); },
         "Element \"quantity\" is not an object (byte 2)."},
        {R"({"a":5})", [](Reader& r, Value v) { return r.quantity_unit(r.at(v, "a")).empty(); },
         "Element \"quantity\" is not an object (byte 2)."},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.message));
        Under strict(row.text);
        CHECK(row.absent(strict.read, strict.root));
        CHECK(strict.wrong() == row.message);
        Under lenient(row.text, Strictness::lenient);
        CHECK(row.absent(lenient.read, lenient.root));
        CHECK(lenient.wrong() == "");
    }
}

TEST_CASE("reader: the first note stays") {
    Under under(R"({"a":1,"b":2})");
    under.read.text(under.root, "a");
    under.read.text(under.root, "b");
    CHECK(under.wrong() == "Element \"a\" is not text (byte 2).");
    CHECK(under.read.wrong()->fault == Fault::incorrect);
}

TEST_CASE("reader: simple values") {
    Under under(R"({"t":"\u00e9","n":1.10,"yes":true,"no":false,"at":"2026-11-22T05:45:00-05:00",
                    "empty":"","null":null})");
    CHECK(under.read.text(under.root, "t") == "\xc3\xa9");
    CHECK(under.read.number(under.root, "n") == "1.10");
    CHECK(under.read.truth(under.root, "yes"));
    CHECK_FALSE(under.read.truth(under.root, "no"));
    CHECK_FALSE(under.read.truth(under.root, "absent"));
    CHECK_FALSE(under.read.truth(under.root, "null"));
    CHECK(to_text(*under.read.time(under.root, "at")) == "2026-11-22T10:45:00Z");
    CHECK_FALSE(under.read.time(under.root, "absent").has_value());
    CHECK_FALSE(under.read.time(under.root, "empty").has_value());
    CHECK(under.read.number(under.root, "absent") == "");
    CHECK_FALSE(under.read.list(under.root, "absent"));
    CHECK(under.wrong() == "");
}

TEST_CASE("reader: a concept's coding and the text that is shown for it") {
    struct Row {
        const char* concept_json;
        const char* coding;
        const char* text;
    };
    const Row rows[] = {
        {R"({})", "||", ""},
        {R"({"text":"T"})", "||", "T"},
        {R"({"coding":[]})", "||", ""},
        {R"({"coding":[{"system":"s","code":"c","display":"D"}],"text":"T"})", "s|c|D", "T"},
        {R"({"coding":[{"system":"s","code":"c","display":"D"}]})", "s|c|D", "D"},
        {R"({"coding":[{"code":"c"},{"code":"k","display":"K"}]})", "|c|", "K"},
        {R"({"coding":[{"code":"c"},{"code":"k"}]})", "|c|", "c"},
        {R"({"coding":[{"system":"s"},{"code":"k"}]})", "s||", "k"},
        {R"({"coding":[{"code":"c"}],"text":""})", "|c|", "c"},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.concept_json));
        Under under("{\"a\":" + std::string(row.concept_json) + "}");
        const Value found = under.read.at(under.root, "a");
        CHECK(shown(under.read.first_coding(found)) == row.coding);
        CHECK(under.read.concept_text(found) == row.text);
        CHECK(under.wrong() == "");
    }
}

TEST_CASE("reader: references") {
    struct Row {
        const char* reference;
        const char* found;  // type/id, system|value, display; empty: nothing
    };
    const Row rows[] = {
        {R"({})", ""},
        {R"({"reference":"#part"})", ""},
        {R"({"type":"Patient"})", ""},
        {R"({"reference":"Patient/17"})", "Patient/17,|,"},
        {R"({"reference":"Patient/17","type":"Group"})", "Patient/17,|,"},
        {R"({"reference":"urn:uuid:0190a000-1234-7abc-8def-0123456789ab","type":"Patient"})",
         "Patient/0190a000-1234-7abc-8def-0123456789ab,|,"},
        {R"({"identifier":{"system":"s","value":"v"}})", "/,s|v,"},
        {R"({"identifier":{"system":"s"}})", ""},
        {R"({"display":"Ward 3"})", "/,|,Ward 3"},
        {R"({"reference":"#part","display":"Ward 3"})", "/,|,Ward 3"},
        {R"({"reference":"Patient/17","identifier":{"value":"v"},"display":"D"})",
         "Patient/17,|v,D"},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.reference));
        Under under("{\"a\":" + std::string(row.reference) + "}");
        const auto to = under.read.reference(under.read.at(under.root, "a"));
        CHECK(under.wrong() == "");
        std::string found;
        if (to)
            found = to->type + "/" + to->id + "," + to->identifier_system + "|" +
                    to->identifier_value + "," + to->display;
        CHECK(found == row.found);
    }
}

TEST_CASE("reader: quantities keep comparator and digits") {
    struct Row {
        const char* quantity;
        const char* number;
        const char* unit;
    };
    const Row rows[] = {
        {R"({})", "", ""},
        {R"({"value":5.0,"unit":"mg","code":"mg/d"})", "5.0", "mg"},
        {R"({"value":5.10,"code":"mg/d"})", "5.10", "mg/d"},
        {R"({"comparator":"<","value":0.010})", "<0.010", ""},
        {R"({"comparator":"<","unit":"mg"})", "", "mg"},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.quantity));
        Under under("{\"a\":" + std::string(row.quantity) + "}");
        const Value found = under.read.at(under.root, "a");
        CHECK(under.read.quantity_number(found) == row.number);
        CHECK(under.read.quantity_unit(found) == row.unit);
        CHECK(under.wrong() == "");
    }
}

}  // namespace muniment::fhir
