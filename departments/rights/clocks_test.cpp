#include "departments/rights/clocks.h"

#include <doctest/doctest.h>

#include <sstream>

#include "departments/rights/clock_batch.h"
#include "departments/rights/sample.h"

namespace muniment::rights {

using sample::day;

namespace {

using FactList = std::map<std::string, std::string>;

ClockDates dates(const char* event, const char* date, FactList facts = {}, const char* zone = "") {
    const auto found = dates_of({"1", event, date, zone, std::move(facts)}, sample::packs());
    REQUIRE_MESSAGE(found, (found ? "" : found.error().message));
    return *found;
}

const FactList patient = {{"requester", "patient"}, {"manner", "copy"}};

FactList patient_in(const char* state, const char* manner = "copy") {
    return {{"requester", "patient"}, {"manner", manner}, {"state", state}};
}

std::string text(const std::optional<Day>& on) { return on ? to_text(*on) : "none"; }

}  // namespace

// Goal: no deadline is rolled, at year ends and in leap years neither; the earliest clock counts.
// Vectors 1-3, 7-9 and 12 of the domain file; 45 CFR 164.524(b)(2)(i), 45 CFR 164.526(b)(2)(i),
// 45 CFR 164.528(c)(1)(i), 42 CFR 2.24, 42 CFR 2.25, 45 CFR 160.306(b)(3), Policy RTS-1 1.1,
// Policy RTS-1 1.2, Policy RTS-1 1.3.
TEST_CASE("clocks: every event has its day") {
    struct Row {
        const char* event;
        const char* date;
        FactList facts;
        const char* due;
        const char* extended;  // of the earliest
    };
    const Row rows[] = {
        {"request_received", "2026-01-30", patient, "2026-03-01", "2026-03-31"},
        {"request_received", "2026-11-22", patient, "2026-12-22", "2027-01-21"},
        {"request_received", "2028-01-31", patient, "2028-03-01", "2028-03-31"},
        {"request_received", "2027-01-31", patient, "2027-03-02", "2027-04-01"},
        {"request_received", "2027-12-31", patient, "2028-01-30", "2028-02-29"},
        {"request_received", "2026-03-02", patient_in("CA"), "2026-03-17", "none"},
        {"request_received", "2026-03-02", patient_in("CA", "inspection"), "2026-03-09", "none"},
        {"amendment_requested", "2026-03-15", {}, "2026-05-14", "2026-06-13"},
        {"amendment_requested", "2026-12-31", {}, "2027-03-01", "2027-03-31"},
        {"amendment_requested", "2028-01-01", {}, "2028-03-01", "2028-03-31"},
        {"amendment_requested", "2027-01-01", {}, "2027-03-02", "2027-04-01"},
        {"accounting_requested", "2026-12-01", {}, "2027-01-30", "2027-03-01"},
        {"part2_accounting_requested", "2026-12-01", {}, "2027-01-30", "2027-03-01"},
        {"intermediary_list_requested", "2028-02-29", {}, "2028-03-30", "none"},
        {"violation_known", "2026-11-22", {}, "2027-05-21", "none"},
        {"restriction_requested", "2026-12-25", {}, "2027-01-08", "none"},
        {"confidential_requested", "2026-11-20", {}, "2026-11-30", "none"},
        {"complaint_received", "2026-12-31", {}, "2027-01-30", "none"},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.event));
        CAPTURE(std::string(row.date));
        const ClockDates found = dates(row.event, row.date, row.facts);
        CHECK(text(found.due) == row.due);
        REQUIRE(!found.clocks.empty());
        CHECK(text(found.clocks.front().extended) == row.extended);
    }
}

// Vectors 7 and 8: the federal and the state's clock run beside each other.
TEST_CASE("clocks: all that run are told, the earliest first") {
    const ClockDates ca = dates("request_received", "2026-03-02", patient_in("CA"));
    REQUIRE(ca.clocks.size() == 2);
    CHECK(ca.clocks[0].cite == "CA HSC 123110(b)");
    CHECK(ca.clocks[1].cite == "45 CFR 164.524(b)(2)(i)");
    CHECK(ca.clocks[1].due == day("2026-04-01"));
    FactList tx = patient_in("TX");
    tx["format"] = "electronic";
    CHECK(dates("request_received", "2026-03-02", tx).due == day("2026-03-23"));
}

// Goal: an instant counts for the facility's day, on both sides of midnight and of a change of
// clocks; a day counts as it stands.
TEST_CASE("clocks: an instant is a day at the facility") {
    struct Row {
        const char* date;
        const char* zone;
        const char* day;
    };
    const Row rows[] = {
        {"2026-11-22", "America/Chicago", "2026-11-22"},
        {"2026-11-23T05:59:59Z", "America/Chicago", "2026-11-22"},
        {"2026-11-23T06:00:00Z", "America/Chicago", "2026-11-23"},
        {"2026-11-23T06:00:00Z", "Pacific/Honolulu", "2026-11-22"},
        {"2026-11-22T23:30:00-05:00", "Asia/Tokyo", "2026-11-23"},
        {"2027-01-01T04:59:59Z", "America/New_York", "2026-12-31"},
        {"2028-03-01T04:59:59Z", "America/New_York", "2028-02-29"},
        {"2026-07-01T03:59:59Z", "America/New_York", "2026-06-30"},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.date));
        CHECK(dates("amendment_requested", row.date, {}, row.zone).day == day(row.day));
    }
}

// Goal: a wrong line names what is wrong and stops nothing.
TEST_CASE("clocks: the batch answers every line in order") {
    std::istringstream in(
        "{\"id\":\"a\",\"event\":\"amendment_requested\",\"date\":\"2026-03-15\"}\n\n"
        "{\"id\":\"b\",\"event\":\"tea_time\",\"date\":\"2026-03-15\"}\n"
        "{\"id\":\"c\",\"event\":\"amendment_requested\",\"date\":\"2026-02-30\"}\n"
        "{\"id\":\"d\",\"event\":\"amendment_requested\",\"date\":\"2026-03-15T10:00:00Z\","
        "\"zone\":\"Mars/Olympus\"}\n"
        "not json\n"
        "{\"id\":\"e\",\"event\":\"request_received\",\"date\":\"2026-03-15\","
        "\"facts\":{\"requester\":\"media\"}}\n" +
        std::string(clock_line_bytes_max + 1, 'x') + "\n");
    std::ostringstream out;
    const ClockCounts counts = compute_clocks(in, out, sample::packs());
    CHECK(counts.computed == 2);
    CHECK(counts.failed == 5);
    const std::string all = out.str();
    CHECK(all.find("\"id\":\"a\",\"event\":\"amendment_requested\",\"day\":\"2026-03-15\"") == 1);
    CHECK(all.find("names no event that starts a clock; the packs know ") != std::string::npos);
    CHECK(all.find("\"line\":4") != std::string::npos);
    CHECK(all.find("\"line\":6") != std::string::npos);
    CHECK(all.find("divide it") != std::string::npos);
}

// Vectors 4-6, for the clocks of this desk: 45 CFR 164.526(b)(2)(ii), 45 CFR 164.528(c)(1)(ii).
TEST_CASE("clocks: an extension counts once, in time, with reasons and a date") {
    const RunningClock clock =
        clocks(sample::packs(), "amendment_requested", day("2026-03-15"), {}).front();
    const ExtensionNotice good{day("2026-05-14"), day("2026-06-01"), "the author is away"};
    CHECK(*extended(clock, good, Taken::none) == day("2026-06-01"));
    ExtensionNotice late = good, none = good, mute = good, backward = good, far = good;
    late.given_on = day("2026-05-15");
    none.stated.reset();
    mute.reasons = "  ";
    backward.stated = day("2026-05-14");
    far.stated = day("2027-01-01");
    CHECK(extended(clock, late, Taken::none).error().message.find("after the deadline") !=
          std::string::npos);
    CHECK(extended(clock, none, Taken::none).error().message.find("EXT_NO_DATE") !=
          std::string::npos);
    CHECK(!extended(clock, mute, Taken::none));
    CHECK(!extended(clock, backward, Taken::none));
    CHECK(!extended(clock, good, Taken::one));
    CHECK(*extended(clock, far, Taken::none) == day("2026-06-13"));
    const RunningClock fixed =
        clocks(sample::packs(), "restriction_requested", day("2026-03-15"), {}).front();
    CHECK(!extended(fixed, good, Taken::none));
}

// Vector 12 and the leap day of the domain file: 45 CFR 164.528(a)(3).
TEST_CASE("clocks: years before keep the longer window") {
    CHECK(years_before(day("2026-12-01"), 6) == day("2020-12-01"));
    CHECK(years_before(day("2028-02-29"), 6) == day("2022-02-28"));
    CHECK(years_before(day("2026-12-01"), 3) == day("2023-12-01"));
}

}  // namespace muniment::rights
