// Documents to entries: every entry arrives, or is named as bad, whatever its neighbours are.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/entries.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "formats/fhir/test_sink.h"

using namespace muniment;
using namespace muniment::fhir;

namespace {

std::string quoted(std::string_view text) { return replaced(text, "'", "\""); }

Kept bundle(std::string_view text) {
    Kept kept;
    CHECK(parse_bundle(text, "b.json", kept.sink()));
    return kept;
}

// "1 17, 3 19 | 2 The entry has no resource." : positions and ids, then the bad ones
std::string told(const Kept& kept) {
    std::vector<std::string> good;
    std::vector<std::string> bad;
    for (const auto& one : kept.good)
        good.push_back(std::to_string(one.position) + " " + one.summary.id);
    for (const auto& one : kept.bad) bad.push_back(std::to_string(one.position) + " " + one.reason);
    return join(good, ", ") + " | " + join(bad, ", ");
}

std::string bundle_of(std::string_view entries) {
    return quoted("{'resourceType':'Bundle','type':'batch','entry':[" + std::string(entries) +
                  "]}");
}

const std::string a = "{'resource':{'resourceType':'Patient','id':'a'}}";
const std::string b = "{'resource':{'resourceType':'Patient','id':'b'}}";

// A good entry, the one in question, a good entry.
std::string between(const std::string& middle) { return bundle_of(a + "," + middle + "," + b); }

}  // namespace

TEST_CASE("entries: the bytes of a resource are handed out exactly as received") {
    const std::string resource =
        "{ \"resourceType\" : \"Observation\",\r\n\t\"valueQuantity\":{\"value\":1.10} ,"
        "\"note\":[{\"text\":\"]}\\\"{[\"}] }";
    const Kept kept =
        bundle("\n{\"entry\": [ {\"fullUrl\": \"urn:uuid:\\u0031\", \"resource\" : " + resource +
               " } ], \"resourceType\":\"Bundle\"}\n");
    REQUIRE(kept.good.size() == 1);
    CHECK(kept.bad.empty());
    CHECK(kept.good[0].json == resource);
    CHECK(kept.good[0].full_url == "urn:uuid:1");
    CHECK(kept.good[0].summary.value == "1.10");
}

TEST_CASE("entries: one bad entry is named and its neighbours arrive") {
    struct Row {
        std::string entry;
        const char* reason;  // the beginning of it
    };
    const std::string deep = std::string(100, '[') + std::string(100, ']');
    // clang-format off
    const Row rows[] = {
        {"7", "The entry is not an object."},
        {"'x'", "The entry is not an object."},
        {"[]", "The entry is not an object."},
        {"null", "The entry is not an object."},
        {"{}", "The entry has no resource."},
        {"{'request':{'method':'DELETE','url':'Patient/1'}}", "The entry has no resource."},
        {"{'resource':{'resourceType':'Patient'},'resource':{'resourceType':'Patient'}}", "The entry has two resources."},
        {"{'fullUrl':7,'resource':{'resourceType':'Patient'}}", "The entry's fullUrl is not one text."},
        {"{'resource' {'resourceType':'Patient'}}", "The entry's JSON is not well formed."},
        {"{'resource':{'resourceType':'Patient'},}", "The entry's JSON is not well formed."},
        {"{'resource':{'resourceType':'Patient'} 'x':1}", "The entry's JSON is not well formed."},
        {"{'resource':}", "The entry's JSON is not well formed."},
        {"{'resource':7}", "The JSON is not well formed."},
        {"{'resource':[]}", "The JSON is not well formed."},
        {"{'resource':{}}", "The object has no resourceType"},
        {"{'resource':{'id':'1'}}", "The object has no resourceType"},
        {"{'resource':{'resourceType':7}}", "The object has no resourceType"},
        {"{'resource':{'resourceType':''}}", "The object has no resourceType"},
        {"{'resource':{'resourceType':'Patient','id':'1','id':'2'}}", "An element stands twice in one object."},
        {"{'resource':{'resourceType':'Patient','\\u0069d':'1','id':'2'}}", "An element stands twice in one object."},
        {"{'resource':{'resourceType':'Patient','x':{'a':1,'a':1}}}", "An element stands twice in one object."},
        {"{'resource':{'resourceType':'Patient','x':'\xFF'}}", "The text is not valid UTF-8."},
        {"{'resource':{'resourceType':'Patient','x':'\xED\xA0\x80'}}", "The text is not valid UTF-8."},
        {"{'resource':{'resourceType':'Patient','x':'\\ud800'}}", "A JSON string has an escape that is not valid."},
        {"{'resource':{'resourceType':'Patient','x':'\\udc00\\ud800'}}", "A JSON string has an escape that is not valid."},
        {"{'resource':{'resourceType':'Patient','x':'\\q'}}", "A JSON string has an escape that is not valid."},
        {"{'resource':{'resourceType':'Patient','x':'\\u12g4'}}", "A JSON string has an escape that is not valid."},
        {"{'resource':{'resourceType':'Patient','x':'a\nb'}}", "A JSON string has a control character"},
        {"{'resource':{'resourceType':'Patient','x':'a" + std::string(1, '\0') + "b'}}", "A JSON string has a control character"},
        {"{'resource':{'resourceType':'Patient','x':" + deep + "}}", "The JSON is nested too deeply."},
        {"{'resource':{'resourceType':'Patient','x':01}}", "A JSON value is not well formed."},
        {"{'resource':{'resourceType':'Patient','x':1.}}", "A JSON value is not well formed."},
        {"{'resource':{'resourceType':'Patient','x':.5}}", "A JSON value is not well formed."},
        {"{'resource':{'resourceType':'Patient','x':+1}}", "A JSON value is not well formed."},
        {"{'resource':{'resourceType':'Patient','x':1e}}", "A JSON value is not well formed."},
        {"{'resource':{'resourceType':'Patient','x':NaN}}", "A JSON value is not well formed."},
        {"{'resource':{'resourceType':'Patient','x':tru}}", "A JSON value is not well formed."},
        {"{'resource':{'resourceType':'Patient','x':True}}", "A JSON value is not well formed."},
        {"{'resource':{'resourceType':'Patient','x':1 2}}", "The JSON is not well formed."},
        {"{'resource':{'resourceType':'Patient','x'}}", "The JSON is not well formed."},
        {"{'resource':{'resourceType':'Patient','x':[1,]}}", "A JSON value is not well formed."},
        {"{'resource':{'resourceType':'Patient',}}", "The JSON is not well formed."},
        {"{'resource':{'resourceType':'Patient','birthDate':true}}", "Element \"birthDate\" is not text"},
    };
    // clang-format on
    for (const Row& row : rows) {
        CAPTURE(row.entry);
        const Kept kept = bundle(between(row.entry));
        REQUIRE(kept.good.size() == 2);
        CHECK(kept.good[0].position == 1);
        CHECK(kept.good[1].position == 3);
        CHECK(kept.good[1].summary.id == "b");
        REQUIRE(kept.bad.size() == 1);
        CHECK(kept.bad[0].position == 2);
        CHECK(kept.bad[0].offset > 0);
        CHECK(kept.bad[0].reason.substr(0, std::string(row.reason).size()) == row.reason);
    }
}

TEST_CASE("entries: odd but good resources are not refused") {
    const std::string deep = std::string(60, '[') + std::string(60, ']');
    // clang-format off
    const std::string rows[] = {
        "'x':1e400", "'x':-0", "'x':123456789012345678901234567890", "'x':0.1E-99999",
        "'x':'\\ud83d\\ude00 \\u0000'", "'x':{}", "'x':[]", "'':1", "'x':null", "'x':" + deep,
        "'x':'" + std::string(300000, 'y') + "'"};
    // clang-format on
    for (const std::string& part : rows) {
        CAPTURE(part.substr(0, 80));
        const auto summary = summarize(quoted("{'resourceType':'Patient'," + part + "}"));
        CHECK((summary ? "" : summary.error().message) == "");
    }
}

TEST_CASE("entries: where the bundle itself breaks, what came before stands") {
    struct Row {
        std::string text;
        const char* expected;
    };
    const char* const here =
        " | 0 The bundle's JSON is broken here; entries from here on were not read.";
    const std::string head = "{'resourceType':'Bundle','entry':[";
    // clang-format off
    const Row rows[] = {
        {head + a + "," + b + "]}", "1 a, 2 b | "},
        {head + "]}", " | "},
        {"{'resourceType':'Bundle'}", " | "},
        {"{}", " | "},
        {head + a + " " + b + "]}", "1 a | 0 The bundle's JSON is broken here; entries from here on were not read."},
        {head + a + ",]}", "1 a | 0 The bundle's JSON is broken here; entries from here on were not read."},
        {head + a + ",{'x':[}]," + b + "]}", "1 a | 0 The bundle's JSON is broken here; entries from here on were not read."},
        {head + a + ",{'x':'", "1 a | 0 The bundle's JSON is broken here; entries from here on were not read."},
        {head + a + "]", "1 a | 0 The bundle's JSON is broken here; entries from here on were not read."},
        {head + a + "]} x", "1 a | 0 Something follows the bundle."},
        {head + a + "],'entry':[" + b + "]}", "1 a | 0 The bundle has two lists of entries."},
        {"{'entry':{}}", " | 0 The bundle's entry is not a list."},
        {"[]", " | 0 The bundle is not a JSON object."},
        {"", " | 0 The bundle is not a JSON object."},
        {"{'a'}", here},
        {"{'a':}", here},
    };
    // clang-format on
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(told(bundle(quoted(row.text))) == row.expected);
    }
}

TEST_CASE("entries: a bundle cut off at any byte gives what was whole, and one complaint") {
    const std::string whole = quoted(
        "{'resourceType':'Bundle','entry':[" + a + ",\n{'fullUrl':'urn:uuid:1','resource':" +
        "{'resourceType':'Observation','id':'\\u00e9','valueQuantity':{'value':-1.50e+2}}}," + b +
        "],'total':3}");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        const Kept kept = bundle(std::string_view(whole).substr(0, size));
        CHECK(kept.bad.size() == 1);
        CHECK(kept.good.size() <= 3);
        for (const auto& one : kept.good) CHECK(whole.find(one.json) != std::string::npos);
        // As one resource, and as lines, likewise.
        Kept lines;
        CHECK(parse_lines(std::string_view(whole).substr(0, size), "l", 1, lines.sink()));
        CHECK(lines.good.empty());
        CHECK(!summarize(std::string_view(whole).substr(0, size)));
    }
    CHECK(told(bundle(whole)) == "1 a, 2 \xC3\xA9, 3 b | ");
}

TEST_CASE("entries: any byte of a bundle replaced never loses an entry silently") {
    const std::string whole = between("{'resource':{'resourceType':'Patient','id':'x'}}");
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const char c : {'"', '{', '}', '[', ']', ',', ':', '\\', '\0', '\xFF', ' ', 'e'}) {
            std::string spoiled = whole;
            spoiled[at] = c;
            const Kept kept = bundle(spoiled);
            CAPTURE(spoiled);
            // All three arrive, or something is said. What a changed key name says is its own:
            // without "entry" there are no entries.
            const bool renamed = spoiled.find("\"entry\":[") == std::string::npos;
            CHECK((kept.good.size() == 3 || !kept.bad.empty() || renamed));
        }
}

TEST_CASE("entries: lines") {
    const std::string p = quoted("{'resourceType':'Patient','id':'");
    const std::string text =
        p + "1\"}\r\n\n" + p + "2\"} \n{\"bad\n" + p + "3\"}x\n[]\n" + p + "4\"}";
    Kept kept;
    CHECK(parse_lines(text, "f.ndjson", 10, kept.sink()));
    CHECK(told(kept) ==
          "10 1, 12 2, 16 4 | 13 The JSON ends inside a string., "
          "14 The JSON ends before its last bracket., 15 The JSON is not well formed.");
    REQUIRE(kept.bad.size() == 3);
    CHECK(kept.bad[0].file == "f.ndjson");
    CHECK(text.substr(kept.bad[0].offset, 5) == "{\"bad");
    CHECK(kept.good[0].json == p + "1\"}");
}

TEST_CASE("entries: the sink's Error stops the reading") {
    int seen = 0;
    const Sink sink{[&](Entry&&) -> Status {
                        ++seen;
                        return Error{Fault::unavailable, "disk full"};
                    },
                    [](BadEntry&&) {}};
    const Status status = parse_bundle(bundle_of(a + "," + b), "b", sink);
    REQUIRE(!status);
    CHECK(status.error().message == "disk full");
    CHECK(seen == 1);
}

TEST_CASE("entries: large lists and many keys take time in proportion") {
    std::string list = "{'resourceType':'Observation','performer':[";
    for (int i = 0; i < 100000; ++i)
        list += (i ? ",{'reference':'P/" : "{'reference':'P/") + std::to_string(i) + "'}";
    const auto many = summarize(quoted(list + "]}"));
    REQUIRE(many);
    CHECK(many->references.size() == 100000);

    std::string keys = "{'resourceType':'Basic'";
    for (int i = 0; i < 100000; ++i) keys += ",'k" + std::to_string(i) + "':1";
    CHECK(summarize(quoted(keys + "}")));
    CHECK(!summarize(quoted(keys + ",'k7':1}")));

    const auto values = [](std::size_t count) {
        std::string zeros = "{\"resourceType\":\"Basic\",\"x\":[0";
        for (std::size_t i = 1; i < count; ++i) zeros += ",0";
        return zeros + "]}";
    };
    CHECK(summarize(values(resource_values_max - 3)));
    CHECK(!summarize(values(resource_values_max - 2)));

    CHECK(!summarize(std::string(1000000, '[')));
    CHECK(!summarize(std::string(1000000, '{')));
    CHECK(!summarize(quoted("{'resourceType':'Basic','x':") + std::string(1000000, '[')));
    CHECK(bundle(bundle_of(std::string(1000000, '['))).bad.size() == 1);
    CHECK(bundle(bundle_of("'" + std::string(1000001, '\\') + "'")).bad.size() == 1);
}
