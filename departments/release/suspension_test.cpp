#include "departments/release/suspension.h"

#include <doctest/doctest.h>

#include "departments/release/sample.h"

namespace muniment::release {

using sample::day;
using sample::federal;

namespace {

AccountingRow row_to(const char* recipient, const char* basis) {
    AccountingRow row;
    row.date = day("2026-04-01");
    row.recipient = recipient;
    row.accounting = true;
    row.basis = basis;
    return row;
}

const Suspension spoken{"FBI", SuspensionKind::oral, day("2026-05-01"), {}, "J. Roe", "by phone"};

}  // namespace

// Goal: vector 15; 45 CFR 164.528(a)(2)(ii)(C): thirty days from an oral statement, or the shorter
// time.
TEST_CASE("how long a suspension holds") {
    CHECK(suspended_until(spoken, federal()) == day("2026-05-31"));
    Suspension one = spoken;
    one.until = day("2026-05-10");
    CHECK(suspended_until(one, federal()) == day("2026-05-10"));
    one.until = day("2026-12-31");
    CHECK(suspended_until(one, federal()) == day("2026-05-31"));
    one.kind = SuspensionKind::written;
    CHECK(suspended_until(one, federal()) == day("2026-12-31"));
}

// Goal: 45 CFR 164.528(a)(2)(i), vector 26: that agency's disclosures, as oversight or law
// enforcement, while the statement holds; nobody else's and nothing else.
TEST_CASE("what a suspension keeps off the list") {
    struct Row {
        const char* recipient;
        const char* basis;
        const char* today;
        bool hidden;
    };
    const Row rows[] = {
        {"FBI", "law_enforcement", "2026-05-01", true},
        {"J. Roe, FBI", "law_enforcement", "2026-05-31", true},
        {"fbi", "oversight", "2026-05-15", true},
        {"FBI, field office", "law_enforcement", "2026-05-15", true},
        {"FBI", "law_enforcement", "2026-06-01", false},
        {"FBI", "law_enforcement", "2026-04-30", false},
        {"FBI", "public_health", "2026-05-15", false},
        {"FBI", "judicial", "2026-05-15", false},
        {"State Health Department", "law_enforcement", "2026-05-15", false},
        {"Not the FBI", "law_enforcement", "2026-05-15", false},
        {"FBIX", "law_enforcement", "2026-05-15", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.recipient);
        CAPTURE(row.today);
        CHECK(suspends(spoken, row_to(row.recipient, row.basis), federal(), day(row.today)) ==
              row.hidden);
    }
}

// Goal: a suspension is lifted at the agency's word, with the day and the reason; then the agency's
// disclosures are listed again.
TEST_CASE("lifting a suspension") {
    const Day today = day("2026-05-10");
    struct Row {
        const char* on;
        const char* because;
        const char* today;
        const char* says;  // empty: lifted
        const char* last_day;
    };
    const Row rows[] = {
        {"2026-05-10", "Call of Agent Roe", "2026-05-10", "", "2026-05-09"},
        {"2026-05-01", "Stated in error", "2026-05-10", "", "2026-04-30"},
        {"2026-04-30", "Call", "2026-05-10", "ended_on", "2026-05-31"},
        {"2026-05-11", "Call", "2026-05-10", "ended_on", "2026-05-31"},
        {"2026-05-10", " ", "2026-05-10", "because", "2026-05-31"},
        {"2026-05-31", "Call", "2026-05-31", "", "2026-05-30"},
        {"2026-06-01", "Call", "2026-06-01", "no longer", "2026-05-31"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.on);
        CAPTURE(row.because);
        Suspension one = spoken;
        const auto done = lift(one, day(row.on), row.because, federal(), day(row.today));
        CHECK(static_cast<bool>(done) == std::string(row.says).empty());
        if (!done) CHECK(done.error().message.find(row.says) != std::string::npos);
        CHECK(suspended_until(one, federal()) == day(row.last_day));
        CHECK(!(done && is_active(one, federal(), day(row.today))));
    }
    Suspension twice = spoken;
    REQUIRE(lift(twice, today, "Call", federal(), today));
    CHECK(!lift(twice, today, "Call", federal(), today));
}

// Goal: 45 CFR 164.528(a)(2)(i), 45 CFR 164.528(a)(2)(ii)(A): the time of a written statement, the
// identity of who spoke.
TEST_CASE("what a statement of an agency must say") {
    const Day today = day("2026-05-02");
    CHECK(check_suspension(spoken, today));
    struct Row {
        const char* what;
        void (*spoil)(Suspension&);
        const char* says;
    };
    const Row rows[] = {
        {"agency", [](Suspension& s) { s.agency = " "; }, "the agency"},
        {"day", [](Suspension& s) { s.stated_on = Day{}; }, "the day"},
        {"day to come", [](Suspension& s) { s.stated_on = day("2026-05-03"); }, "the day"},
        {"statement", [](Suspension& s) { s.statement = ""; }, "what was stated"},
        {"official", [](Suspension& s) { s.official = ""; }, "which official spoke"},
        {"time", [](Suspension& s) { s.kind = SuspensionKind::written; }, "until when"},
        {"end", [](Suspension& s) { s.until = day("2026-04-30"); }, "an end"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        Suspension one = spoken;
        row.spoil(one);
        const auto status = check_suspension(one, today);
        REQUIRE(!status);
        CHECK(status.error().message.find(row.says) != std::string::npos);
        CHECK(status.error().cite.starts_with("45 CFR 164.528(a)(2)"));
    }
}

// Goal: 45 CFR 164.528(a)(2)(ii); vector 15.
TEST_CASE("an oral statement suspends for thirty days") {
    const Day stated = day("2026-05-01");
    const Suspension oral{"Agency", SuspensionKind::oral, stated, {}, "an official", "in progress"};
    CHECK(!is_active(oral, sample::federal(), day("2026-04-30")));
    CHECK(is_active(oral, sample::federal(), stated));
    CHECK(is_active(oral, sample::federal(), day("2026-05-31")));
    CHECK(!is_active(oral, sample::federal(), day("2026-06-01")));
}

}  // namespace muniment::release
