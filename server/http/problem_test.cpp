// The table Fault -> status, row by row, and the JSON form of errors.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/problem.h"

#include <doctest/doctest.h>

#include "base/json.h"

namespace muniment::http {
namespace {

bool has_header(const Response& response, std::string_view name) {
    for (const auto& header : response.headers)
        if (same_name(header.first, name)) return true;
    return false;
}

TEST_CASE("every fault has its status, its word and, where waiting helps, Retry-After") {
    struct Row {
        Fault fault;
        int status;
        std::string name;
        bool retry;
    };
    const Row rows[] = {
        {Fault::incorrect, 400, "incorrect", false},
        {Fault::unauthorized, 401, "unauthorized", false},
        {Fault::forbidden, 403, "forbidden", false},
        {Fault::not_found, 404, "not_found", false},
        {Fault::conflict, 409, "conflict", false},
        {Fault::unsupported, 422, "unsupported", false},
        {Fault::busy, 429, "busy", true},
        {Fault::unavailable, 503, "unavailable", true},
        {Fault::bug, 500, "bug", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        CHECK(status_of(row.fault) == row.status);
        CHECK(name_of(row.fault) == row.name);
        const Response response = problem(Error{row.fault, "What failed; what to do."});
        CHECK(response.status == row.status);
        CHECK(response.content_type == "application/json");
        CHECK(has_header(response, "Retry-After") == row.retry);
        const auto body = parse_json(response.body);
        REQUIRE(body);
        CHECK(body->at("error").at("fault").as_string() == row.name);
    }
}

TEST_CASE("message and citation reach the client, quoted as JSON needs") {
    const auto body = parse_json(
        problem(Error{Fault::incorrect, "A \"quoted\"\nline", "45 CFR 164.508(c)"}).body);
    REQUIRE(body);
    CHECK(body->at("error").at("message").as_string() == "A \"quoted\"\nline");
    CHECK(body->at("error").at("cite").as_string() == "45 CFR 164.508(c)");
}

TEST_CASE("without a citation the field is left out") {
    const auto body = parse_json(problem(Error{Fault::conflict, "Reload."}).body);
    REQUIRE(body);
    CHECK(body->at("error").as_object().if_contains("cite") == nullptr);
}

TEST_CASE("a bug's message stays here") {
    const Response response = problem(Error{Fault::bug, "store.cpp:12: secret detail"});
    CHECK(response.body.find("secret") == std::string::npos);
    CHECK(response.body.find("administrator") != std::string::npos);
}

TEST_CASE("a more exact status may stand in for the table's") {
    CHECK(problem(413, Error{Fault::incorrect, "Too large."}).status == 413);
}

}  // namespace
}  // namespace muniment::http
