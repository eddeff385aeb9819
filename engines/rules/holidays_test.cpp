// The federal holidays: years as the Office of Personnel Management prints them, and the rule of
// 5 USC 6103 as it stands in words, held against what is computed.
// SPDX-License-Identifier: Apache-2.0
#include "engines/rules/holidays.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "engines/rules/rules.h"

namespace muniment::rules {

using namespace std::chrono;

namespace {

Day day(const std::string& text) { return *parse_day(text); }

// Word by word, and by counting days rather than by calendar arithmetic: is this date, not its
// observed day, one of 5 USC 6103(a)?
bool is_named(Day at) {
    const year_month_day date{at};
    const auto is = [&](month m, unsigned from, unsigned to) {
        return date.month() == m && static_cast<unsigned>(date.day()) >= from &&
               static_cast<unsigned>(date.day()) <= to;
    };
    const weekday on{at};
    return is(January, 1, 1) ||                       // New Year's Day, January 1
           (on == Monday && is(January, 15, 21)) ||   // third Monday in January
           (on == Monday && is(February, 15, 21)) ||  // third Monday in February
           (on == Monday && is(May, 25, 31)) ||       // last Monday in May
           (date.year() >= year{2021} && is(June, 19, 19)) || is(July, 4, 4) ||  // Independence Day
           (on == Monday && is(September, 1, 7)) ||     // first Monday in September
           (on == Monday && is(October, 8, 14)) ||      // second Monday in October
           is(November, 11, 11) ||                      // Veterans Day
           (on == Thursday && is(November, 22, 28)) ||  // fourth Thursday in November
           is(December, 25, 25);                        // Christmas Day
}

// Off for whoever works Monday to Friday: the day itself, the Friday before a Saturday, the Monday
// after a Sunday.
bool is_off(Day at) {
    const weekday on{at};
    if (on == Saturday || on == Sunday) return false;
    return is_named(at) || (on == Friday && is_named(at + days{1})) ||
           (on == Monday && is_named(at - days{1}));
}

}  // namespace

// 5 USC 6103: as printed for federal employees.
TEST_CASE("the federal holidays of 2025 to 2030") {
    struct Row {
        int year;
        std::vector<std::string> days;  // month and day
    };
    const Row rows[] = {
        {2025,
         {"01-01", "01-20", "02-17", "05-26", "06-19", "07-04", "09-01", "10-13", "11-11", "11-27",
          "12-25"}},
        {2026,
         {"01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11", "11-26",
          "12-25"}},
        {2027,
         {"01-01", "01-18", "02-15", "05-31", "06-18", "07-05", "09-06", "10-11", "11-11", "11-25",
          "12-24", "12-31"}},
        {2028,
         {"01-17", "02-21", "05-29", "06-19", "07-04", "09-04", "10-09", "11-10", "11-23",
          "12-25"}},
        {2029,
         {"01-01", "01-15", "02-19", "05-28", "06-19", "07-04", "09-03", "10-08", "11-12", "11-22",
          "12-25"}},
        {2030,
         {"01-01", "01-21", "02-18", "05-27", "06-19", "07-04", "09-02", "10-14", "11-11", "11-28",
          "12-25"}},
        {2020,
         {"01-01", "01-20", "02-17", "05-25", "07-03", "09-07", "10-12", "11-11", "11-26",
          "12-25"}},
        {2021,
         {"01-01", "01-18", "02-15", "05-31", "06-18", "07-05", "09-06", "10-11", "11-11", "11-25",
          "12-24", "12-31"}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.year);
        std::vector<Day> wanted;
        for (const std::string& one : row.days)
            wanted.push_back(day(std::to_string(row.year) + "-" + one));
        CHECK(federal_holidays(year{row.year}) == wanted);
    }
}

TEST_CASE("every day of a hundred years agrees with the words of 5 USC 6103(a) and (b)") {
    for (Day at = day("2000-01-01"); at < day("2100-01-01"); at += days{1}) {
        CAPTURE(to_text(at));
        REQUIRE(is_federal_holiday(at) == is_off(at));
    }
}

// Goal: a clock of business days never ends on a federal holiday and counts none, in any year; a
// state's or a facility's own days come on top.
TEST_CASE("business days leave out federal holidays") {
    Clock clock;
    clock.business = true;
    clock.federal_holidays = true;
    for (Day event = day("2025-01-01"); event < day("2031-01-01"); event += days{1}) {
        clock.days = 1;
        Day wanted = event + days{1};
        while (weekday{wanted} == Saturday || weekday{wanted} == Sunday || is_off(wanted))
            wanted += days{1};
        CAPTURE(to_text(event));
        REQUIRE(due(clock, event) == wanted);
        clock.days = 15;
        Day counted = event;
        for (int i = 0; i < 15; ++i) {
            clock.days = 1;
            counted = due(clock, counted);
        }
        clock.days = 15;
        REQUIRE(due(clock, event) == counted);
    }
    clock.days = 2;
    CHECK(to_text(due(clock, day("2026-12-22"))) == "2026-12-24");
    clock.holidays = {day("2026-12-24")};
    CHECK(to_text(due(clock, day("2026-12-22"))) == "2026-12-28");
    clock.federal_holidays = false;
    CHECK(to_text(due(clock, day("2026-12-22"))) == "2026-12-25");
    clock.business = false;
    CHECK(to_text(due(clock, day("2026-12-22"))) == "2026-12-24");  // calendar days skip nothing
}

}  // namespace muniment::rules
