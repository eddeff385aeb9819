#include "departments/release/accounting.h"

#include <doctest/doctest.h>

#include "departments/release/sample.h"

namespace muniment::release {

using sample::day;
using sample::federal;
using sample::today;

// Goal: each exclusion of 164.528(a)(1) and examples of what none of them reaches.
TEST_CASE("which disclosures the accounting lists") {
    struct Row {
        const char* basis;
        bool listed;
        const char* cite;
    };
    const Row rows[] = {
        {"treatment", false, "45 CFR 164.528(a)(1)(i)"},
        {"payment", false, "45 CFR 164.528(a)(1)(i)"},
        {"operations", false, "45 CFR 164.528(a)(1)(i)"},
        {"access", false, "45 CFR 164.528(a)(1)(ii)"},
        {"incidental", false, "45 CFR 164.528(a)(1)(iii)"},
        {"authorization", false, "45 CFR 164.528(a)(1)(iv)"},
        {"directory", false, "45 CFR 164.528(a)(1)(v)"},
        {"national_security", false, "45 CFR 164.528(a)(1)(vi)"},
        {"custody", false, "45 CFR 164.528(a)(1)(vii)"},
        {"limited_data_set", false, "45 CFR 164.528(a)(1)(viii)"},
        {"not_protected", false, "45 CFR 164.502(f)"},
        {"subpoena", true, "45 CFR 164.528(a)(1)"},
        {"misdirected", true, "45 CFR 164.528(a)(1)"},
        {"impermissible", true, "45 CFR 164.528(a)(1)"},
        {"public_health", true, "45 CFR 164.528(a)(1)"},
        {"protective_services", true, "45 CFR 164.528(a)(1)"},
        {"", true, "45 CFR 164.528(a)(1)"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.basis);
        const Accounted accounted = accounting(row.basis, federal(), today);
        CHECK(accounted.listed == row.listed);
        CHECK(accounted.cite == row.cite);
        CHECK(!accounted.message.empty());
    }
    CHECK(accounting("access", rules::Packs{}, today).listed);
}

// Goal: patient-rights vector 14: treatment x40, subpoena, authorization x2, misdirected fax.
TEST_CASE("of a year's disclosures two are listed") {
    std::vector<const char*> year(40, "treatment");
    for (const char* basis : {"subpoena", "authorization", "authorization", "misdirected"})
        year.push_back(basis);
    std::string listed;
    for (const char* basis : year)
        if (accounting(basis, federal(), today).listed) listed += std::string(basis) + " ";
    CHECK(listed == "subpoena misdirected ");
}

// Goal: patient-rights vector 12; 45 CFR 164.528(a)(3), 45 CFR 164.528(c)(1)(ii).
TEST_CASE("the window and the clock of an accounting") {
    const Day requested = day("2026-12-01");
    const Window six_years{day("2020-12-01"), requested};
    CHECK(accounting_window(requested, day("2015-01-01")) == six_years);
    CHECK(accounting_window(requested) == six_years);
    CHECK(accounting_window(requested, day("2026-01-01")).first == day("2026-01-01"));
    CHECK(accounting_window(day("2028-02-29")).first == day("2022-02-28"));
    const auto due = federal().due("accounting_requested", requested, {}, today);
    REQUIRE(due.clock != nullptr);
    CHECK(due.day == day("2027-01-30"));
    CHECK(due.clock->cite == "45 CFR 164.528(c)(1)(i)");
    CHECK(rules::due_extended(*due.clock, requested) == day("2027-03-01"));
}

// Goal: 45 CFR 164.528(c)(2); vector 13.
TEST_CASE("the first accounting in twelve months is free") {
    CHECK(accounting_is_free(day("2026-12-15"), {}));
    CHECK(!accounting_is_free(day("2027-05-01"), {day("2026-12-15")}));
    CHECK(!accounting_is_free(day("2027-12-14"), {day("2026-12-15")}));
    CHECK(accounting_is_free(day("2027-12-15"), {day("2026-12-15")}));
    CHECK(accounting_is_free(day("2026-01-01"), {day("2026-12-15")}));
}

}  // namespace muniment::release
