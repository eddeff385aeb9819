// Elements by path.
#include "formats/fhir/element.h"

#include <doctest/doctest.h>

TEST_CASE("an element by its path") {
    const char* json =
        R"({"resourceType":"Patient","address":[{"line":["1 A St","Apt 2"],"city":"X\u00e4"}],
            "multipleBirthInteger":1.10,"active":true,"name":[]})";
    struct {
        const char* path;
        const char* answer;
    } rows[] = {
        {"address[].city", "X\u00e4"},
        {"address[].line[]", "1 A St"},
        {"address[].state", ""},
        {"multipleBirthInteger", "1.10"},
        {"active", ""},
        {"address", ""},
        {"name[].family", ""},
        {"resourceType", "Patient"},
        {"", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.path);
        CHECK(muniment::fhir::text_at(json, row.path) == row.answer);
    }
    CHECK(muniment::fhir::text_at("{", "address").empty());
}
