// The schema of each kind of field: the document says what the reader accepts and the writer gives.
// SPDX-License-Identifier: Apache-2.0
#include "base/schema.h"

#include <doctest/doctest.h>

namespace muniment {

namespace schema_sample {

enum class Shelf { upper, lower_shelf };
BOOST_DESCRIBE_ENUM(Shelf, upper, lower_shelf)

enum class Act { keep, delete_ };
BOOST_DESCRIBE_ENUM(Act, keep, delete_)

struct Box {
    std::int64_t width = 0;
    std::optional<std::string> label;
};
BOOST_DESCRIBE_STRUCT(Box, (), (width, label))

struct Base {
    std::string first;
};
BOOST_DESCRIBE_STRUCT(Base, (), (first))

struct Branch : Base {
    bool signed_ = false;
    std::vector<Branch> branches;  // a struct may hold itself
    std::optional<Box> box;
};
BOOST_DESCRIBE_STRUCT(Branch, (Base), (signed_, branches, box))

template <class T>
struct Page {
    std::int64_t total = 0;
    std::vector<T> rows;
};
BOOST_DESCRIBE_STRUCT(Page<Box>, (), (total, rows))

}  // namespace schema_sample

using namespace schema_sample;

namespace {

template <class T>
std::string schema() {
    Schemas schemas;
    return json::serialize(schema_of<T>(schemas));
}

}  // namespace

TEST_CASE("schema: each kind of value") {
    CHECK(schema<bool>() == R"({"type":"boolean"})");
    CHECK(schema<int>() == R"({"type":"integer"})");
    CHECK(schema<std::uint64_t>() == R"({"type":"integer"})");
    CHECK(schema<double>() == R"({"type":"number"})");
    CHECK(schema<std::string>() == R"({"type":"string"})");
    CHECK(schema<Day>() == R"({"type":"string","format":"date"})");
    CHECK(schema<Instant>() == R"({"type":"string","format":"date-time"})");
    CHECK(schema<Uuid>() == R"({"type":"string","format":"uuid"})");
    CHECK(schema<PatientId>() == R"({"type":"string","format":"uuid"})");
    CHECK(schema<Hash>() == R"({"type":"string","pattern":"^[0-9a-f]{64}$"})");
    CHECK(schema<std::optional<Day>>() == schema<Day>());
    CHECK(schema<std::vector<int>>() == R"({"type":"array","items":{"type":"integer"}})");
    CHECK(schema<std::map<std::string, bool>>() ==
          R"({"type":"object","additionalProperties":{"type":"boolean"}})");
    CHECK(schema<json::value>() == "{}");
    CHECK(schema<json::object>() == "{}");
    CHECK(schema<Shelf>() == R"({"type":"string","enum":["upper","lower_shelf"]})");
    CHECK(schema<Box>() == R"({"$ref":"#/components/schemas/Box"})");
}

TEST_CASE("schema: an enumerator is named as it is written and read") {
    const std::string names = schema<Act>();
    for (const Act act : {Act::keep, Act::delete_}) {
        const std::string written = json::serialize(to_json(act));
        CAPTURE(written);
        CHECK(names.find(written) != names.npos);
        CHECK(*from_json_text<Act>(written) == act);
    }
}

TEST_CASE(
    "schema: structs are named once, base structs' members first, optional ones not required") {
    Schemas schemas;
    const json::value branch = schema_of<Branch>(schemas);
    CHECK(json::serialize(branch) == R"({"$ref":"#/components/schemas/Branch"})");
    REQUIRE(schemas.size() == 2);
    CHECK(json::serialize(schemas.at("Box")) ==
          R"({"type":"object","properties":{"width":{"type":"integer"},"label":{"type":"string"}},)"
          R"("required":["width"],"additionalProperties":false})");
    CHECK(json::serialize(schemas.at("Branch")) ==
          R"({"type":"object","properties":{"first":{"type":"string"},"signed":{"type":"boolean"},)"
          R"("branches":{"type":"array","items":{"$ref":"#/components/schemas/Branch"}},)"
          R"("box":{"$ref":"#/components/schemas/Box"}},)"
          R"("required":["first","signed","branches"],"additionalProperties":false})");
}

TEST_CASE("schema: the properties are the keys that are written") {
    Schemas schemas;
    schema_of<Branch>(schemas);
    Branch full;
    full.box.emplace().label = "x";
    const json::value written = to_json(full);
    const json::object& properties = schemas.at("Branch").at("properties").get_object();
    REQUIRE(properties.size() == written.get_object().size());
    for (const auto& pair : written.get_object()) CHECK(properties.contains(pair.key()));
}

TEST_CASE("schema: names of types") {
    CHECK(schema_name(typeid(Box)) == "Box");
    CHECK(schema_name(typeid(Page<Box>)) == "PageBox");
    Schemas schemas;
    CHECK(json::serialize(schema_of<Page<Box>>(schemas)) ==
          R"({"$ref":"#/components/schemas/PageBox"})");
    CHECK(schemas.contains("Box"));
}

}  // namespace muniment
