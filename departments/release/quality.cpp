#include "departments/release/quality.h"

#include <algorithm>

#include "base/text.h"

namespace muniment::release {

namespace {

struct Age {
    const char* name;
    const char* words;
    std::int64_t least, most;
};
constexpr Age ages[] = {
    {"backlog_to_7", "at most 7 days", 0, 7},
    {"backlog_to_14", "8 to 14 days", 8, 14},
    {"backlog_to_30", "15 to 30 days", 15, 30},
    {"backlog_over_30", "more than 30 days", 31, INT64_MAX},
};

void add_flow(Quality& to, const QualityRows& rows) {
    auto& figures = to.figures;
    const auto released = static_cast<std::int64_t>(rows.turnaround_days.size());
    figures["received"] = {rows.received, "cases",
                           "Cases whose request was received in the period, whatever became of "
                           "them."};
    figures["released"] = {released, "cases",
                           "Cases whose records were released in the period, later recalled ones "
                           "included."};
    figures["refused"] = {rows.refused, "cases",
                          "Cases that are refused now and were last worked on in the period."};
    figures["turnaround_median"] = {
        percentile(rows.turnaround_days, 50), "days",
        "Calendar days from receipt to release, of the cases released in the period: half of them "
        "took no longer."};
    figures["turnaround_p90"] = {percentile(rows.turnaround_days, 90), "days",
                                 "Calendar days from receipt to release, of the cases released in "
                                 "the period: nine in ten took no longer."};
}

void add_backlog(Quality& to, const QualityRows& rows) {
    to.figures["backlog"] = {static_cast<std::int64_t>(rows.open_ages.size()), "cases",
                             "Cases open today: received, approved, defective, checking, releasing "
                             "or reviewing."};
    for (const Age& age : ages)
        to.figures[age.name] = {
            std::ranges::count_if(
                rows.open_ages,
                [&](std::int64_t days) { return days >= age.least && days <= age.most; }),
            "cases", std::string("Cases open today that were received ") + age.words + " ago."};
    to.figures["overdue"] = {rows.overdue, "cases",
                             "Cases open today whose deadline, an extension counted in, is past."};
}

void add_errors(Quality& to, const QualityRows& rows) {
    std::int64_t all = 0;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<ErrorKind>>([&](auto kind) {
        const auto found = rows.errors.find(kind.name);
        const std::int64_t count = found == rows.errors.end() ? 0 : found->second;
        all += count;
        to.figures[std::string("errors_") + kind.name] = {
            count, "errors",
            "Errors of the kind \"" + replaced(kind.name, "_", " ") + "\" found in the period."};
    });
    const auto released = static_cast<std::int64_t>(rows.turnaround_days.size());
    to.figures["errors"] = {all, "errors", "Errors of all kinds found in the period."};
    Figure rate{
        {},
        "errors per 1,000 releases",
        "Errors found in the period for every 1,000 cases released in it, rounded; an error "
        "may be of an earlier release."};
    if (released > 0) rate.value = (all * 1000 + released / 2) / released;
    to.figures["error_rate"] = rate;
}

void add_checks(Quality& to, const QualityRows& rows) {
    to.figures["checks"] = {rows.checks, "checks",
                            "Second checks done in the period, by another person than the one who "
                            "released."};
    to.figures["checks_found"] = {rows.checks_bad, "checks",
                                  "Second checks done in the period that sent the case back."};
}

}  // namespace

std::optional<std::int64_t> percentile(std::vector<std::int64_t> values, int percent) {
    if (values.empty()) return {};
    std::ranges::sort(values);
    const std::size_t rank = (values.size() * static_cast<std::size_t>(percent) + 99) / 100;
    return values[std::max<std::size_t>(rank, 1) - 1];
}

Quality quality(const QualityRows& rows, Day from, Day to, Day today) {
    Quality result{from, to, today, {}};
    add_flow(result, rows);
    add_backlog(result, rows);
    add_errors(result, rows);
    add_checks(result, rows);
    return result;
}

}  // namespace muniment::release
