// Days in a zone: either side of midnight, west and east, and on the days the clock changes.
// SPDX-License-Identifier: Apache-2.0
#include "base/zone.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace muniment {

using namespace std::chrono_literals;

namespace {

Zone zone(const std::string& name) {
    const auto found = zone_of(name);
    REQUIRE_MESSAGE(found, name);
    return *found;
}
Instant at(std::string_view text) {
    const auto found = parse_fhir_time(text);
    REQUIRE(found);
    return *found;
}

}  // namespace

// Goal: the day is the one on the wall there, to the second around midnight. 2026: clocks in
// Chicago go forward on March 8 and back on November 1, in Berlin on March 29 and October 25.
TEST_CASE("an instant falls on the facility's calendar day") {
    struct Row {
        const char* zone;
        const char* instant;
        const char* day;
    };
    const Row rows[] = {
        {"UTC", "2026-12-20T04:30:00Z", "2026-12-20"},
        {"America/Chicago", "2026-12-20T04:30:00Z", "2026-12-19"},  // 22:30 the evening before
        {"America/Chicago", "2026-12-20T05:59:59Z", "2026-12-19"},
        {"America/Chicago", "2026-12-20T06:00:00Z", "2026-12-20"},
        {"America/Chicago", "2026-07-01T04:59:59Z", "2026-06-30"},  // summer: UTC-5
        {"America/Chicago", "2026-07-01T05:00:00Z", "2026-07-01"},
        {"America/Chicago", "2026-03-08T05:59:59Z", "2026-03-07"},  // its midnight is still CST
        {"America/Chicago", "2026-03-08T06:00:00Z", "2026-03-08"},
        {"America/Chicago", "2026-03-09T04:59:59Z", "2026-03-08"},  // 23 hours later the next
        {"America/Chicago", "2026-03-09T05:00:00Z", "2026-03-09"},
        {"America/Chicago", "2026-11-01T05:00:00Z", "2026-11-01"},
        {"America/Chicago", "2026-11-02T05:59:59Z", "2026-11-01"},  // a day of 25 hours
        {"America/Chicago", "2026-11-02T06:00:00Z", "2026-11-02"},
        {"America/Phoenix", "2026-07-01T06:59:59Z", "2026-06-30"},  // no summer time
        {"Pacific/Honolulu", "2026-11-22T09:59:59Z", "2026-11-21"},
        {"Pacific/Guam", "2026-11-21T14:00:00Z", "2026-11-22"},  // ahead of UTC
        {"Asia/Kolkata", "2026-11-21T18:30:00Z", "2026-11-22"},
        {"Pacific/Kiritimati", "2026-11-21T10:00:00Z", "2026-11-22"},
        {"America/Chicago", "1969-12-31T23:00:00Z", "1969-12-31"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.zone);
        CAPTURE(row.instant);
        CHECK(to_text(day_in(zone(row.zone), at(row.instant))) == row.day);
    }
}

// Goal: a day begins at its first moment there, also when midnight is leapt over or comes twice.
TEST_CASE("a day begins when the clock there says so") {
    struct Row {
        const char* zone;
        const char* day;
        const char* start;
    };
    const Row rows[] = {
        {"UTC", "2026-03-08", "2026-03-08T00:00:00Z"},
        {"America/Chicago", "2026-03-08", "2026-03-08T06:00:00Z"},
        {"America/Chicago", "2026-03-09", "2026-03-09T05:00:00Z"},
        {"America/Chicago", "2026-11-01", "2026-11-01T05:00:00Z"},
        {"America/Chicago", "2026-11-02", "2026-11-02T06:00:00Z"},
        {"Pacific/Guam", "2026-11-22", "2026-11-21T14:00:00Z"},
        {"America/Havana", "2026-03-08", "2026-03-08T05:00:00Z"},  // 0:00 leaps to 1:00
        {"America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"},  // 1:00 back to 0:00
    };
    for (const Row& row : rows) {
        CAPTURE(row.zone);
        CAPTURE(row.day);
        const Zone there = zone(row.zone);
        const Day day = *parse_day(row.day);
        CHECK(to_text(start_of(there, day)) == row.start);
        CHECK(day_in(there, start_of(there, day)) == day);
        CHECK(day_in(there, start_of(there, day) - 1us) == day - std::chrono::days(1));
    }
}

TEST_CASE("every day of six years begins once, and after the one before it") {
    for (const char* name : {"America/New_York", "America/Phoenix", "America/Anchorage",
                             "Pacific/Guam", "America/Havana", "Australia/Lord_Howe"}) {
        const Zone there = zone(name);
        CAPTURE(name);
        for (Day day = *parse_day("2025-01-01"); day < *parse_day("2031-01-01"); ++day) {
            const Instant start = start_of(there, day);
            REQUIRE(day_in(there, start) == day);
            REQUIRE(day_in(there, start - 1us) == day - std::chrono::days(1));
        }
    }
}

TEST_CASE("a date without a time is its own day everywhere") {
    CHECK(to_text(chart_day(zone("America/Chicago"), at("2026-11-22"))) == "2026-11-22");
    CHECK(to_text(chart_day(zone("Pacific/Guam"), at("2026-11-22"))) == "2026-11-22");
    CHECK(to_text(chart_day(zone("America/Chicago"), at("2026-11-21T22:30:00-06:00"))) ==
          "2026-11-21");
}

TEST_CASE("wall time is for people") {
    CHECK(wall_text(zone("America/Chicago"), at("2026-11-22T04:05:59Z")) == "2026-11-21 22:05");
    CHECK(wall_text(zone("Asia/Kolkata"), at("2026-11-21T18:30:00Z")) == "2026-11-22 00:00");
    CHECK(wall_text(Zone{}, at("2026-11-22T04:05:59Z")) == "2026-11-22 04:05");
}

// Goal: what is no zone is refused with the name of one that is.
TEST_CASE("an unknown name is refused") {
    for (const char* name : {"", "Chicago", "America/Chicag", "america/chicago ", "../etc/passwd",
                             "/etc/localtime", "America", "CST6CDT,M3.2.0,M11.1.0", "utc+6"}) {
        CAPTURE(name);
        const auto found = zone_of(name);
        REQUIRE(!found);
        CHECK(found.error().fault == Fault::incorrect);
        CHECK(found.error().message.find("America/Chicago") != std::string::npos);
    }
    CHECK(zone("UTC").offset(at("2026-07-01")) == 0s);
    CHECK(zone_of(machine_zone().value_or(Zone{}).name()));
}

TEST_CASE("zones are read by many threads at once") {
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            const auto there = zone_of("America/Denver");
            if (there && to_text(day_in(*there, Instant{} + 1h)) == "1969-12-31") ++right;
        });
    for (auto& thread : threads) thread.join();
    CHECK(right == 8);
}

}  // namespace muniment
