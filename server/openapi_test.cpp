// The API document: well formed, whole, and the same as the one in docs/.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

#include "base/text.h"
#include "server/app.h"

namespace muniment::server {

namespace {

constexpr const char* kept = "docs/formats/openapi.json";

// One line per path and schema, so that a change of one is a change of few lines.
std::string lines_of(const json::value& value, int depth = 0) {
    const json::object* object = value.if_object();
    if (object == nullptr || object->empty() || depth == 3) return json::serialize(value);
    const std::string margin(static_cast<std::size_t>(depth) * 2 + 2, ' ');
    std::vector<std::string> members;
    for (const auto& [key, item] : *object)
        members.push_back(margin + json::serialize(json::value(key)) + ": " +
                          lines_of(item, depth + 1));
    return "{\n" + join(members, ",\n") + "\n" + margin.substr(2) + "}";
}

void check_refs(const json::value& document, const json::value& at, int& refs) {
    if (at.is_array())
        for (const json::value& one : at.get_array()) check_refs(document, one, refs);
    if (!at.is_object()) return;
    for (const auto& [key, value] : at.get_object()) {
        check_refs(document, value, refs);
        if (key != "$ref") continue;
        ++refs;
        const std::string to(value.as_string());
        CAPTURE(to);
        REQUIRE(to.starts_with("#/"));
        boost::json::error_code failed;
        CHECK(document.find_pointer(to.substr(1), failed) != nullptr);
    }
}

}  // namespace

TEST_CASE("openapi: every reference leads somewhere, every route is there") {
    const auto document = parse_json(openapi());
    REQUIRE(document);
    CHECK(document->at("openapi").as_string() == "3.1.0");
    int refs = 0;
    check_refs(*document, *document, refs);
    CHECK(refs > 20);
    for (const house::Route& route : all_routes()) {
        const std::string path = "/api" + std::string(route.path);
        CAPTURE(path);
        const json::value* there = document->at("paths").as_object().if_contains(path);
        REQUIRE(there != nullptr);
        const json::object& operation = there->at(lower(route.method)).as_object();
        CHECK_FALSE(operation.at("summary").as_string().empty());
        CHECK(operation.contains("requestBody") == (route.request != nullptr));
        std::size_t names = 0;
        for (const std::string_view part : split(path, '/')) names += part.starts_with('{');
        CHECK(operation.at("parameters").as_array().size() == names);
    }
}

// make bless writes the document anew; this says when it was not.
TEST_CASE("openapi: docs/formats/openapi.json is up to date") {
    const std::string now = lines_of(*parse_json(openapi())) + "\n";
    if (std::getenv("MUNIMENT_BLESS") != nullptr)
        std::ofstream(kept, std::ios::binary | std::ios::trunc) << now;
    std::ifstream in(kept, std::ios::binary);
    const std::string then{std::istreambuf_iterator<char>(in), {}};
    CHECK_MESSAGE(then == now, "docs/formats/openapi.json differs; run make bless and review it");
    const auto parsed = parse_json(then);
    REQUIRE(parsed);
    CHECK(*parsed == *parse_json(openapi()));
}

}  // namespace muniment::server
