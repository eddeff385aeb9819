#include "engines/rules/rules.h"

#include <doctest/doctest.h>

namespace muniment::rules {

static Day day(const char* text) { return *parse_day(text); }

TEST_CASE("a condition holds when every fact has one of its values") {
    const When when{{{"requester", {"attorney", "patient"}}, {"form", {""}}}};
    struct Row {
        Facts facts;
        bool met;
    };
    const Row rows[] = {
        {{{"requester", "attorney"}}, true},
        {{{"requester", "patient"}, {"form", ""}}, true},
        {{{"requester", " patient "}}, true},
        {{{"requester", "provider"}}, false},
        {{{"requester", "attorney"}, {"form", "x"}}, false},
        {{}, false},
    };
    for (const Row& row : rows) CHECK(when.met(row.facts) == row.met);
    CHECK(When{}.met({}));
    CHECK(when.asks("form"));
    CHECK(!when.asks("other"));
}

TEST_CASE("requires: one of the facts is enough, and only under its condition") {
    Requires rule;
    rule.any_of = {"date", "event"};
    rule.when = {{{"kind", {"form"}}}};
    CHECK(satisfied(rule, {{"kind", "form"}, {"event", "end of the lawsuit"}}));
    CHECK(satisfied(rule, {{"kind", "form"}, {"date", "2027-01-01"}}));
    CHECK(satisfied(rule, {{"kind", "letter"}}));
    CHECK(!satisfied(rule, {{"kind", "form"}}));
}

TEST_CASE("forbids: the condition must not be met") {
    Forbids rule;
    rule.when = {{{"expired", {"true"}}}};
    CHECK(satisfied(rule, {{"expired", "false"}}));
    CHECK(satisfied(rule, {}));
    CHECK(!satisfied(rule, {{"expired", "true"}}));
}

TEST_CASE("answers have one order of strictness") {
    CHECK(strictness("required") == 0);
    CHECK(strictness("allow") < strictness("allow_minimum_necessary"));
    CHECK(strictness("allow_minimum_necessary") < strictness("need"));
    CHECK(strictness("need") < strictness("deny"));
    CHECK(strictness("perhaps") == -1);
}

// Goal: day 0 is the event's day; calendar days never roll; business days skip weekends and the
// listed holidays. Row 5 is Texas' 15 business days (patient-rights vector 8).
TEST_CASE("clocks count days") {
    struct Row {
        const char* event;
        int days;
        bool business;
        std::vector<Day> holidays;
        const char* due;
    };
    const Row rows[] = {
        {"2026-01-30", 30, false, {}, "2026-03-01"},  // a Sunday
        {"2028-01-31", 30, false, {}, "2028-03-01"},  // over a February 29
        {"2026-11-22", 0, false, {}, "2026-11-22"},
        {"2026-11-20", 1, true, {}, "2026-11-23"},  // Friday to Monday
        {"2026-03-02", 15, true, {}, "2026-03-23"},
        {"2026-11-25", 2, true, {day("2026-11-26")}, "2026-11-30"},
        {"2026-11-21", 1, true, {}, "2026-11-23"},  // received on a Saturday
    };
    for (const Row& row : rows) {
        CAPTURE(row.event);
        Clock clock;
        clock.days = row.days;
        clock.business = row.business;
        clock.holidays = row.holidays;
        clock.extension_days = 3;
        CHECK(to_text(due(clock, day(row.event))) == row.due);
        CHECK(due_extended(clock, day(row.event)) > due(clock, day(row.event)));
    }
}

TEST_CASE("a rule is in force from its first day through its last") {
    Rule rule;
    rule.from = day("2013-03-26");
    CHECK(!rule.in_force(day("2013-03-25")));
    CHECK(rule.in_force(day("2013-03-26")));
    CHECK(rule.in_force(day("2099-01-01")));
    rule.until = day("2026-06-30");
    CHECK(rule.in_force(day("2026-06-30")));
    CHECK(!rule.in_force(day("2026-07-01")));
}

}  // namespace muniment::rules
