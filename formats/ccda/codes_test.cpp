// Times keep their precision; words and systems that are not known say nothing.
#include "formats/ccda/codes.h"

#include <doctest/doctest.h>

#include "formats/ccda/measured.h"

using namespace muniment;
using namespace muniment::ccda;

TEST_CASE("a time keeps the precision and zone it was written with") {
    struct {
        const char* fhir;
        const char* hl7;
        const char* shown;
    } rows[] = {
        {"2026", "2026", "2026"},
        {"2026-03", "202603", "2026-03"},
        {"2026-03-04", "20260304", "2026-03-04"},
        {"2026-03-04T10:15:00Z", "20260304101500+0000", "2026-03-04 10:15"},
        {"2026-03-04T10:15:00-05:00", "20260304101500-0500", "2026-03-04 10:15"},
        {"2026-03-04T10:15:00.250+05:30", "20260304101500.250+0530", "2026-03-04 10:15"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.fhir);
        CHECK(hl7_time(row.fhir) == row.hl7);
        CHECK(shown_time(row.fhir) == row.shown);
    }
    for (const char* bad : {"", "last week", "2026-13", "2026-02-30", "20260304", "2026-03-04T"}) {
        CAPTURE(bad);
        CHECK_FALSE(hl7_time(bad));
        CHECK(shown_time(bad) == bad);
    }
    CHECK(hl7_time(*parse_fhir_time("2026-11-22T05:45:01.75Z")) == "20261122054501+0000");
}

TEST_CASE("code systems by OID") {
    CHECK(oid_of("http://loinc.org") == "2.16.840.1.113883.6.1");
    CHECK(oid_of("http://hl7.org/fhir/sid/cvx") == "2.16.840.1.113883.12.292");
    CHECK(oid_of("urn:oid:1.2.3") == "1.2.3");
    CHECK(oid_of("http://example.org/own").empty());
    CHECK(oid_of("").empty());
    CHECK(system_name("2.16.840.1.113883.6.96") == "SNOMED CT");
    CHECK(system_name("1.2.3").empty());
}

TEST_CASE("states and flags") {
    CHECK(act_status("in-progress") == "active");
    CHECK(act_status("final") == "completed");
    CHECK(act_status("stopped") == "aborted");
    CHECK(act_status("unknown").empty());
    CHECK(is_over("resolved"));
    CHECK(is_over("remission"));
    CHECK_FALSE(is_over("active"));
    CHECK_FALSE(is_over("recurrence"));
    CHECK_FALSE(is_over(""));
    CHECK(interpretation_code("HH") == "HH");
    CHECK(interpretation_code("very high").empty());
}

TEST_CASE("numbers and units that PQ can hold") {
    for (const char* good : {"0", "12", "-0.5", "1.10", "007"}) CHECK(is_number(good));
    for (const char* bad : {"", "-", ".5", "5.", "1e3", "1,5", "1 2", "+1", "<5", "12/80"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_number(bad));
    }
    CHECK(is_unit("mm[Hg]"));
    CHECK_FALSE(is_unit(""));
    CHECK_FALSE(is_unit("per field"));
}
