// Days and FHIR times: every form that is read, and each way a text is not a time.
// SPDX-License-Identifier: Apache-2.0
#include "base/time.h"

#include <doctest/doctest.h>

#include <random>

namespace muniment {

using namespace std::chrono;

namespace {

std::string read(std::string_view text) {
    const auto at = parse_fhir_time(text);
    return at ? to_text(*at) : "none";
}

}  // namespace

TEST_CASE("time: a day is exactly YYYY-MM-DD and real") {
    struct Row {
        const char* text;
        bool good;
    };
    const Row rows[] = {
        {"2026-11-22", true},
        {"0001-01-01", true},
        {"9999-12-31", true},
        {"2024-02-29", true},
        {"2000-02-29", true},
        {"2023-02-29", false},
        {"1900-02-29", false},
        {"2100-02-29", false},
        {"2026-02-30", false},
        {"2026-04-31", false},
        {"2026-12-31", true},
        {"2026-12-32", false},
        {"2026-00-10", false},
        {"2026-13-10", false},
        {"2026-01-00", false},
        {"0000-01-01", false},
        {"", false},
        {"2026", false},
        {"2026-11", false},
        {"2026-1-22", false},
        {"2026-11-2", false},
        {"20261122", false},
        {"2026/11/22", false},
        {"22-11-2026", false},
        {"2026-11-22 ", false},
        {" 2026-11-22", false},
        {"2026-11-22T", false},
        {"+026-11-22", false},
        {"-026-11-22", false},
        {"2026-+1-22", false},
        {"2026-1 -22", false},
        {"2o26-11-22", false},
        {"12026-11-22", false},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.text));
        const auto day = parse_day(row.text);
        REQUIRE(day.has_value() == row.good);
        if (day) CHECK(to_text(*day) == row.text);
    }
}

TEST_CASE("time: every day of four centuries is read as it is written") {
    Day day = sys_days{year{1800} / 1 / 1};
    for (const Day end = sys_days{year{2200} / 1 / 1}; day < end; day += days{1}) {
        const auto read_back = parse_day(to_text(day));
        REQUIRE(read_back == day);
    }
}

TEST_CASE("time: a day in words") {
    CHECK(to_long_text(sys_days{year{2026} / 11 / 22}) == "November 22, 2026");
    CHECK(to_long_text(sys_days{year{2024} / 2 / 29}) == "February 29, 2024");
    CHECK(to_long_text(sys_days{year{1999} / 1 / 1}) == "January 1, 1999");
    CHECK(to_long_text(sys_days{year{1999} / 12 / 9}) == "December 9, 1999");
}

// FHIR R4 2.24.0.1: date, dateTime and instant.
TEST_CASE("time: each form of FHIR, as UTC") {
    struct Row {
        const char* text;
        const char* utc;
    };
    const Row rows[] = {
        {"2026", "2026-01-01T00:00:00Z"},
        {"2026-11", "2026-11-01T00:00:00Z"},
        {"2026-11-22", "2026-11-22T00:00:00Z"},
        {"2026-11-22T05:45:09Z", "2026-11-22T05:45:09Z"},
        {"2026-11-22T05:45Z", "2026-11-22T05:45:00Z"},
        {"2026-11-22T05:45:09+00:00", "2026-11-22T05:45:09Z"},
        {"2026-11-22T05:45:09-00:00", "2026-11-22T05:45:09Z"},
        {"2026-11-22T05:45:09-05:00", "2026-11-22T10:45:09Z"},
        {"2026-11-22T05:45:09+05:30", "2026-11-22T00:15:09Z"},
        {"2026-11-22T00:00:00+14:00", "2026-11-21T10:00:00Z"},
        {"2026-12-31T23:00:00-14:00", "2027-01-01T13:00:00Z"},
        {"2024-02-28T23:59:59-00:01", "2024-02-29T00:00:59Z"},
        {"2026-11-22T05:45:09.5Z", "2026-11-22T05:45:09.500000Z"},
        {"2026-11-22T05:45:09.000Z", "2026-11-22T05:45:09Z"},
        {"2026-11-22T05:45:09.123456Z", "2026-11-22T05:45:09.123456Z"},
        {"2026-11-22T05:45:09.1234569999Z", "2026-11-22T05:45:09.123456Z"},
        {"2026-11-22T05:45:09.000001-05:00", "2026-11-22T10:45:09.000001Z"},
        {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},  // a leap second
        {"1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"},
        {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
        {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.text));
        CHECK(read(row.text) == row.utc);
    }
}

TEST_CASE("time: what is not a FHIR time") {
    const char* rows[] = {
        "",
        "2",
        "202",
        "20261",
        "202611",
        "2026-",
        "2026-1",
        "2026-13",
        "2026-00",
        "0000",
        "0000-01",
        "abcd",
        "2026/11",
        "20o6",
        "2026-11-",
        "2026-11-2",
        "2026-02-29",
        " 2026",
        "2026 ",
        "2026-11-22T",
        "2026-11-22T05",
        "2026-11-22T05:45",
        "2026-11-22T05:45:09",
        "2026-11-22 05:45:09Z",
        "2026-11-22t05:45:09Z",
        "2026-11-22T05:45:09z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T05:60:00Z",
        "2026-11-22T05:45:61Z",
        "2026-11-22T5:45:09Z",
        "2026-11-22T05-45-09Z",
        "2026-11-22T0545:09Z",
        "2026-11-22T05:45:9Z",
        "2026-11-22T05:45:.5Z",
        "2026-11-22T05:45:09.Z",
        "2026-11-22T05:45:09,5Z",
        "2026-11-22T05:45:09.5",
        "2026-11-22T05:45:09.5xZ",
        "2026-11-22T05:45:09ZZ",
        "2026-11-22T05:45:09Z ",
        "2026-11-22T05:45:09+5:00",
        "2026-11-22T05:45:09+0500",
        "2026-11-22T05:45:09+05",
        "2026-11-22T05:45:09 05:00",
        "2026-11-22T05:45:09+05:60",
        "2026-11-22T05:45:09+15:00",
        "2026-11-22T05:45:09+14:01",
        "2026-11-22T05:45:09-14:59",
        "2026-11-22T05:45:09+05:0x",
        "2026-11-22T-5:45:09Z",
        "2026-02-30T05:45:09Z",
        "2026-11-22T05:45+",
        "2026-11-22T05:45:0",
    };
    for (const char* row : rows) {
        CAPTURE(std::string(row));
        CHECK(read(row) == "none");
    }
}

TEST_CASE("time: a time cut off anywhere never crashes and is never a time with a clock") {
    const std::string whole = "2026-11-22T05:45:09.123+05:00";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        const bool partial_date = size == 4 || size == 7 || size == 10;
        CHECK((read(whole.substr(0, size)) != "none") == partial_date);
    }
}

TEST_CASE("time: any instant of our range is read as it is written") {
    std::mt19937_64 random(11);
    const auto first = microseconds_of(*parse_fhir_time("0001-01-01T00:00:00Z"));
    const auto last = microseconds_of(*parse_fhir_time("9999-12-31T23:59:59.999999Z"));
    std::uniform_int_distribution<std::int64_t> any(first, last);
    for (int i = 0; i < 20000; ++i) {
        const Instant at = instant_of(any(random));
        REQUIRE(parse_fhir_time(to_text(at)) == at);
    }
}

TEST_CASE("time: the system's clock is in our century") {
    const Instant now = SystemClock().now();
    CHECK(to_text(now) > "2025");
    CHECK(to_text(now) < "2100");
}

}  // namespace muniment
