// What goes into a bundle comes out of our reader byte for byte, whatever it looks like.
#include "formats/fhir/bundle.h"

#include <doctest/doctest.h>

#include "base/json.h"
#include "formats/fhir/entries.h"

using namespace muniment;
using namespace muniment::fhir;

namespace {

const BundleHead head{derived_uuid("bundle"), *parse_fhir_time("2026-11-22T05:45:00Z"), {}};

struct Written {
    std::string bytes;
    Status status = ok();
};

Written written(const std::vector<std::pair<std::string, std::string>>& resources,
                const BundleHead& with = head) {
    Written result;
    BundleWriter writer([&](std::string_view bytes) {
        result.bytes += bytes;
        return ok();
    });
    const auto all = [&]() -> Status {
        TRY(writer.begin(with));
        for (const auto& [url, json] : resources) TRY(writer.add(url, json));
        return writer.finish();
    };
    result.status = all();
    return result;
}

std::vector<std::pair<std::string, std::string>> read_back(const std::string& bytes) {
    std::vector<std::pair<std::string, std::string>> found;
    const Sink sink{[&](Entry&& entry) {
                        found.emplace_back(entry.full_url, entry.json);
                        return ok();
                    },
                    [&](BadEntry&& bad) { found.emplace_back("bad", bad.reason); }};
    CHECK(bool(parse_bundle(bytes, "test", sink)));
    return found;
}

const std::string patient = R"({"resourceType":"Patient","id":"1"})";

}  // namespace

TEST_CASE("resources come back byte for byte, in order") {
    const std::vector<std::pair<std::string, std::string>> resources = {
        {"urn:uuid:0b8c9ee2-16b5-8e2b-9a0b-0d1d5ce0d0b1", patient},
        {"https://example.org/fhir/Observation/2",
         "{ \"resourceType\" : \"Observation\",\n \"valueQuantity\":{\"value\": 1.10 }, "
         "\"id\":\"2\","
         "\"x\":1e-3,\"y\":100000000000000000000.000,\"note\":\"\\u00e4 \\\"\\\\ ]}\" }"},
        {"https://example.org/fhir/Condition/3",
         "{\"id\":\"3\",\"resourceType\":\"Condition\",\"code\":{\"text\":\"\u00e4 \U0001F600\"}}"},
    };
    const Written made = written(resources);
    REQUIRE(made.status);
    CHECK(read_back(made.bytes) == resources);
}

TEST_CASE("the head is R4's: a collection, its time, no total, no empty entry list") {
    const Written empty = written({});
    REQUIRE(empty.status);
    CHECK(empty.bytes ==
          "{\"resourceType\":\"Bundle\",\"id\":\"" + to_text(head.id) +
              "\",\"type\":\"collection\",\"timestamp\":\"2026-11-22T05:45:00Z\"}\n");
    BundleHead labelled = head;
    labelled.security = {{"http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R", ""},
                         {"urn:x", "42CFRPart2", "\"quoted\""}};
    const Written made = written({{"urn:uuid:1", patient}}, labelled);
    REQUIRE(made.status);
    const json::value value = *parse_json(made.bytes);
    CHECK(value.at("type") == "collection");
    CHECK(value.as_object().if_contains("total") == nullptr);
    CHECK(value.at("meta").at("security").as_array().size() == 2);
    CHECK(value.at("meta").at("security").at(1).at("display") == "\"quoted\"");
    CHECK(value.at("entry").as_array().size() == 1);
    CHECK(value.at("entry").at(0).at("resource").at("id") == "1");
}

TEST_CASE("what is no resource, or comes twice, is refused") {
    struct {
        const char* what;
        std::string json;
    } rows[] = {
        {"nothing", ""},
        {"two objects", patient + patient},
        {"cut off", patient.substr(0, 20)},
        {"a list", "[" + patient + "]"},
        {"no type", "{\"id\":\"1\"}"},
        {"something behind it", patient + "}"},
        {"closing the bundle early", patient + "}],\"entry\":[{\"resource\":" + patient},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const Written made = written({{"urn:uuid:1", row.json}});
        REQUIRE_FALSE(made.status);
        CHECK(made.status.error().fault == Fault::incorrect);
    }
    CHECK(written({{"urn:uuid:1", patient}, {"urn:uuid:2", patient}}).status);
    CHECK_FALSE(written({{"urn:uuid:2", patient}, {"urn:uuid:1", patient}, {"urn:uuid:2", patient}})
                    .status);
    // A fullUrl cannot break out of its quotes.
    const Written quoted = written({{"urn:\"},{\"x\":\"", patient}});
    CHECK(read_back(quoted.bytes).front().first == "urn:\"},{\"x\":\"");
}

TEST_CASE("writing stops where the bytes can no longer be taken") {
    for (int taken = 0; taken < 8; ++taken) {
        int calls = 0;
        BundleWriter writer([&](std::string_view) -> Status {
            if (calls++ == taken) return Error{Fault::unavailable, "The disk is full."};
            return ok();
        });
        const auto all = [&]() -> Status {
            TRY(writer.begin(head));
            TRY(writer.add("urn:uuid:1", patient));
            TRY(writer.add("urn:uuid:2", patient));
            return writer.finish();
        };
        const Status status = all();
        REQUIRE_FALSE(status);
        CHECK(status.error().fault == Fault::unavailable);
        CHECK(calls == taken + 1);
    }
}
