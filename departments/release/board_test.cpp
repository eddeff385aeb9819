// Goal: everything that falls due stands once on the board, on its own day, and in its order.
// SPDX-License-Identifier: Apache-2.0
#include "departments/release/board.h"

#include <doctest/doctest.h>

#include "base/text.h"

namespace muniment::release {

namespace {

Day day(std::string_view text) { return *parse_day(text); }

BoardRow row(const std::string& number, const char* due, BoardKind kind = BoardKind::request) {
    BoardRow made;
    made.kind = kind;
    made.id = derived_uuid(number);
    made.number = number;
    if (*due != 0) made.due_on = day(due);
    return made;
}

// "overdue:A,B today 2026-11-25:C ..."; a day on which nobody is there has a star.
std::string shown(const Board& board) {
    std::vector<std::string> groups;
    for (const BoardGroup& group : board.groups) {
        std::vector<std::string> numbers;
        for (const BoardRow& one : group.rows) numbers.push_back(one.number);
        std::string name(enum_name(group.when));
        if (group.day) name = (name == "day" ? "" : name + " ") + to_text(*group.day).substr(5);
        groups.push_back(name + (group.working_day ? ":" : "*:") + join(numbers, ","));
    }
    return join(groups, " ");
}

}  // namespace

// Wednesday, November 25, 2026: Thursday is Thanksgiving. The five working days after it are the
// 27th, the 30th and the first three of December.
TEST_CASE("what falls due stands under its day") {
    struct Row {
        const char* due;
        const char* board;
    };
    const Row rows[] = {
        {"2025-01-01", "overdue:A today 11-25: 11-27: 11-30: 12-01: 12-02: 12-03:"},
        {"2026-11-24", "overdue:A today 11-25: 11-27: 11-30: 12-01: 12-02: 12-03:"},
        {"2026-11-25", "today 11-25:A 11-27: 11-30: 12-01: 12-02: 12-03:"},
        {"2026-11-26", "today 11-25: 11-26*:A 11-27: 11-30: 12-01: 12-02: 12-03:"},
        {"2026-11-27", "today 11-25: 11-27:A 11-30: 12-01: 12-02: 12-03:"},
        {"2026-11-28", "today 11-25: 11-27: 11-28*:A 11-30: 12-01: 12-02: 12-03:"},
        {"2026-12-03", "today 11-25: 11-27: 11-30: 12-01: 12-02: 12-03:A"},
        {"2026-12-04", "today 11-25: 11-27: 11-30: 12-01: 12-02: 12-03: later:A"},
        {"", "today 11-25: 11-27: 11-30: 12-01: 12-02: 12-03: undated:A"},
    };
    for (const Row& one : rows) {
        CAPTURE(one.due);
        CHECK(shown(board_of({row("A", one.due)}, day("2026-11-25"))) == one.board);
    }
}

TEST_CASE("today is on the board also when it is a Sunday") {
    const Board board = board_of({row("A", "2026-11-22")}, day("2026-11-22"));
    CHECK(shown(board) == "today 11-22*:A 11-23: 11-24: 11-25: 11-27: 11-30:");
}

TEST_CASE("rows of a day stand by kind, overdue ones by how late they are") {
    const Board board = board_of(
        {row("D", "2026-11-25", BoardKind::suspension), row("C", "2026-11-25", BoardKind::print),
         row("B", "2026-11-25"), row("A", "2026-11-25"), row("L", "2026-11-23"),
         row("M", "2026-11-20", BoardKind::form)},
        day("2026-11-25"));
    CHECK(shown(board) == "overdue:M,L today 11-25:A,B,C,D 11-27: 11-30: 12-01: 12-02: 12-03:");
    CHECK(board.counts == std::map<std::string, std::int64_t>{
                              {"form", 1}, {"print", 1}, {"request", 3}, {"suspension", 1}});
}

TEST_CASE("of a long group the first rows are shown and all are counted") {
    std::vector<BoardRow> rows;
    for (int i = 0; i < board_rows_max + 7; ++i)
        rows.push_back(row(std::to_string(1000 + i), "2026-11-25"));
    const Board board = board_of(rows, day("2026-11-25"));
    CHECK(board.groups[0].total == board_rows_max + 7);
    CHECK(std::ssize(board.groups[0].rows) == board_rows_max);
    CHECK(board.groups[0].rows.back().number == std::to_string(1000 + board_rows_max - 1));
    CHECK(board.counts.at("request") == board_rows_max + 7);
}

// 45 CFR 164.404(b): 60 days after the day of discovery, that day not counted.
TEST_CASE("a breach is told of within 60 days") {
    CHECK(to_text(breach_notice_due(day("2026-11-22"))) == "2027-01-21");
    CHECK(to_text(breach_notice_due(day("2027-12-31"))) == "2028-02-29");
}

}  // namespace muniment::release
