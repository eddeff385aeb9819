#include "departments/release/accounting_list.h"

#include <doctest/doctest.h>

#include "departments/release/sample.h"

namespace muniment::release {

using sample::day;
using sample::federal;
using sample::today;

namespace {

AccountingRow row_of(Day date, const char* recipient, const char* basis, bool listed = true) {
    AccountingRow row;
    row.date = date;
    row.recipient = recipient;
    row.purpose = "influenza";
    row.description = "1 result";
    row.basis = basis;
    row.accounting = listed;
    row.accounting_reason = listed ? "listed" : "by authorization";
    return row;
}

const Window all_years{day("2020-11-22"), today};

std::vector<AccountingRow> weekly(int count) {
    std::vector<AccountingRow> rows;
    for (int i = 0; i < count; ++i)
        rows.push_back(
            row_of(day("2026-01-05") + std::chrono::days(7 * i), "Health", "public_health"));
    return rows;
}

std::vector<AccountingLine> lines_of(const std::vector<AccountingRow>& rows,
                                     Show show = Show::listed) {
    return accounting_lines(rows, all_years, {}, federal(), today, show);
}

}  // namespace

// Goal: vector 27; 45 CFR 164.528(b)(3)(i), 45 CFR 164.528(b)(3)(ii), 45 CFR 164.528(b)(3)(iii):
// the first in full, how often, the last.
TEST_CASE("twelve weekly reports are one line") {
    const auto lines = lines_of(weekly(12));
    REQUIRE(lines.size() == 1);
    const AccountingLine& line = lines.front();
    CHECK(line.date == day("2026-01-05"));
    CHECK(line.count == 12);
    CHECK(line.frequency == Frequency::weekly);
    CHECK(line.last_date == day("2026-03-23"));
    CHECK(line.summary == "weekly, 12 times, last on March 23, 2026");
    CHECK(summary_of(line, Language::spanish) ==
          "cada semana, 12 veces, última el 23 de marzo de 2026");
    CHECK(lines_of(weekly(12), Show::all).size() == 12);
    CHECK(lines_of(weekly(1)).front().summary.empty());
}

// Goal: what differs in who, why or on what ground is told apart; what no rule permits is never
// summed up.
TEST_CASE("what may be one line") {
    struct Row {
        const char* what;
        void (*spoil)(AccountingRow&);
        std::size_t lines;
    };
    const Row rows[] = {
        {"nothing differs", [](AccountingRow&) {}, 1},
        {"recipient", [](AccountingRow& r) { r.recipient = "Other"; }, 2},
        {"address", [](AccountingRow& r) { r.recipient_address = "Elsewhere"; }, 2},
        {"purpose", [](AccountingRow& r) { r.purpose = "measles"; }, 2},
        {"ground", [](AccountingRow& r) { r.basis = "judicial"; }, 2},
        {"description", [](AccountingRow& r) { r.description = "2 results"; }, 1},
        {"not listed", [](AccountingRow& r) { r.accounting = false; }, 1},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        auto two = weekly(2);
        row.spoil(two.back());
        CHECK(lines_of(two).size() == row.lines);
    }
    for (const char* basis : {"misdirected", "impermissible"}) {
        CAPTURE(basis);
        auto wrong = weekly(2);
        for (AccountingRow& one : wrong) one.basis = basis;
        CHECK(lines_of(wrong).size() == 2);
    }
}

TEST_CASE("words for how often") {
    struct Row {
        std::vector<int> days;
        Frequency frequency;
    };
    const Row rows[] = {
        {{0}, Frequency::once},
        {{0, 1, 2}, Frequency::daily},
        {{0, 7, 13, 21}, Frequency::weekly},
        {{0, 31, 59, 90}, Frequency::monthly},
        {{0, 92, 182}, Frequency::quarterly},
        {{0, 365, 731}, Frequency::yearly},
        {{0, 7, 40}, Frequency::irregular},
        {{0, 0}, Frequency::irregular},
    };
    for (const Row& row : rows) {
        std::vector<Day> days;
        for (const int one : row.days) days.push_back(day("2026-01-01") + std::chrono::days(one));
        CHECK(enum_name(frequency_of(days)) == enum_name(row.frequency));
    }
}

// Goal: both ends of the window are in it; 45 CFR 164.528(a)(3).
TEST_CASE("the window cuts the list") {
    const auto rows = weekly(3);  // January 5, 12, 19
    const auto dates = [&](const char* from, const char* to) {
        std::string text;
        for (const auto& line :
             accounting_lines(rows, {day(from), day(to)}, {}, federal(), today, Show::all))
            text += to_text(line.date).substr(8) + " ";
        return text;
    };
    CHECK(dates("2026-01-05", "2026-01-19") == "19 12 05 ");
    CHECK(dates("2026-01-06", "2026-01-19") == "19 12 ");
    CHECK(dates("2026-01-05", "2026-01-18") == "12 05 ");
    CHECK(dates("2026-01-20", "2026-11-22").empty());
}

// Goal: what is not listed is shown to the desk with its reason, and is in no list that is given.
TEST_CASE("what is hidden, and why") {
    const std::vector<AccountingRow> rows = {
        row_of(day("2026-04-01"), "FBI", "law_enforcement"),
        row_of(day("2026-04-02"), "Health", "public_health"),
        row_of(day("2026-04-03"), "Doe and Partners", "authorization", false)};
    const std::vector<Suspension> suspended = {
        {"FBI", SuspensionKind::oral, day("2026-05-01"), {}, "J. Roe", "by phone"}};
    const auto given =
        accounting_lines(rows, all_years, suspended, federal(), day("2026-05-31"), Show::listed);
    REQUIRE(given.size() == 1);
    CHECK(given.front().recipient == "Health");
    const auto shown =
        accounting_lines(rows, all_years, suspended, federal(), day("2026-05-31"), Show::all);
    REQUIRE(shown.size() == 3);
    CHECK(shown[0].why_hidden == "by authorization");
    CHECK(shown[1].why_hidden.empty());
    CHECK(shown[2].why_hidden.find("until 2026-05-31") != std::string::npos);
    CHECK(accounting_lines(rows, all_years, suspended, federal(), day("2026-06-01"), Show::listed)
              .size() == 2);
}

}  // namespace muniment::release
