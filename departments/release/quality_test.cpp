#include "departments/release/quality.h"

#include <doctest/doctest.h>

#include <numeric>

#include "departments/release/sample.h"

namespace muniment::release {

using sample::day;
using sample::today;

TEST_CASE("percentiles are values that occurred") {
    std::vector<std::int64_t> ten(10);
    std::iota(ten.rbegin(), ten.rend(), 1);
    CHECK(percentile(ten, 50) == 5);
    CHECK(percentile(ten, 90) == 9);
    CHECK(percentile(ten, 100) == 10);
    CHECK(percentile({7}, 50) == 7);
    CHECK(percentile({1, 30}, 50) == 1);
    CHECK(percentile({1, 30}, 90) == 30);
    CHECK(percentile({0, 0, 0}, 90) == 0);
    CHECK(!percentile({}, 50));
}

TEST_CASE("the figures of the desk") {
    QualityRows rows;
    rows.received = 9;
    rows.refused = 2;
    rows.turnaround_days = {1, 2, 3, 30};
    rows.open_ages = {0, 7, 8, 14, 15, 30, 31, 400};
    rows.overdue = 3;
    rows.errors = {{"late", 1}, {"wrong_patient", 2}};
    rows.checks = 5;
    rows.checks_bad = 1;
    const Quality all = quality(rows, day("2026-11-01"), today, today);
    const std::pair<const char*, std::int64_t> wanted[] = {
        {"received", 9},        {"released", 4},
        {"refused", 2},         {"turnaround_median", 2},
        {"turnaround_p90", 30}, {"backlog", 8},
        {"backlog_to_7", 2},    {"backlog_to_14", 2},
        {"backlog_to_30", 2},   {"backlog_over_30", 2},
        {"overdue", 3},         {"errors", 3},
        {"errors_late", 1},     {"errors_wrong_patient", 2},
        {"errors_other", 0},    {"error_rate", 750},
        {"checks", 5},          {"checks_found", 1},
    };
    for (const auto& [name, value] : wanted) {
        CAPTURE(name);
        REQUIRE(all.figures.contains(name));
        CHECK(all.figures.at(name).value == value);
    }
    for (const auto& [name, figure] : all.figures) {
        CAPTURE(name);
        CHECK(figure.definition.ends_with("."));
        CHECK(!figure.unit.empty());
    }
    CHECK(all.as_of == today);
}

TEST_CASE("without a release there is no rate") {
    QualityRows rows;
    rows.errors = {{"late", 1}};
    const Quality all = quality(rows, today, today, today);
    CHECK(!all.figures.at("error_rate").value);
    CHECK(!all.figures.at("turnaround_p90").value);
    CHECK(all.figures.at("errors").value == 1);
}

}  // namespace muniment::release
