#include "departments/release/facts.h"

#include <doctest/doctest.h>

#include "departments/release/sample.h"

namespace muniment::release {

using sample::day;

// Goal: on February 29 a look back is longer, a protection lasts longer: both for the patient.
TEST_CASE("years from a leap day") {
    CHECK(years_later(day("2024-02-29"), 1) == day("2025-03-01"));
    CHECK(years_later(day("2024-02-29"), 4) == day("2028-02-29"));
    CHECK(years_before(day("2028-02-29"), 6) == day("2022-02-28"));
    CHECK(years_before(day("2028-02-29"), 4) == day("2024-02-29"));
    CHECK(years_before(day("2026-12-01"), 6) == day("2020-12-01"));
}

// 45 CFR 160.103: protected for 50 years after the death, the last day included.
TEST_CASE("protection ends fifty years after death") {
    CHECK(is_protected({}, day("2099-01-01")));
    CHECK(is_protected({{}, day("1976-06-01")}, day("2026-06-01")));
    CHECK(!is_protected({{}, day("1976-06-01")}, day("2026-06-02")));
    CHECK(is_protected({{}, day("1976-12-01")}, day("2026-06-02")));
}

TEST_CASE("what the form's words cover") {
    struct Row {
        const char* name;
        const char* information;
        void (*scope)(Scope&);
        const char* beyond;
    };
    const Row rows[] = {
        {"inside the period", "2026-01-01 to 2026-06-30", [](Scope&) {}, "no"},
        {"before it", "2026-01-02 to 2026-06-30", [](Scope&) {}, "period"},
        {"after it", "2026-01-01 to 2026-06-29", [](Scope&) {}, "period"},
        {"no days asked", "2026-01-01 to 2026-06-30", [](Scope& s) { s.from = s.to = {}; },
         "period"},
        {"the entire record", "2026-01-01 to 2026-06-30", [](Scope& s) { s.entire_record = true; },
         "period"},
        {"named encounters bound it", "2026-01-01 to 2026-06-30",
         [](Scope& s) { s.from = s.to = {}, s.encounters = {EncounterId{}}; }, "no"},
        {"everything on a narrow form", "Discharge summary", [](Scope& s) { s = {}; },
         "whole_record"},
        {"everything on a wide form", "All records", [](Scope& s) { s = {}; }, "no"},
        {"the form says nothing", "", [](Scope&) {}, ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        View view = sample::attorney();
        view.request.authorization->information = row.information;
        row.scope(view.request.scope);
        CHECK(request_facts(view, sample::today).value("scope_beyond_form") == row.beyond);
    }
}

}  // namespace muniment::release
