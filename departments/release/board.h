// The board: everything at the desk that falls due, by the day on which it does. Days are the
// facility's. Deadlines never roll (deadline.h), so what falls on a weekend or a federal holiday
// stands under that day, and the day says that nobody is there. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>

#include "base/id.h"
#include "base/json.h"
#include "departments/release/state.h"

namespace muniment::release {

// What a row is, in the order in which rows of one day stand.
enum class BoardKind {
    request,     // the requester waits: 45 CFR 164.524(b)(2) or a shorter clock
    check,       // a release that waits for the second person
    print,       // released, and waits to be printed
    privacy,     // a misdirected release: 45 CFR 164.404(b)
    form,        // an authorization that is about to expire: 45 CFR 164.508(c)(1)(v)
    suspension,  // an agency's suspension of the accounting that ends: 45 CFR 164.528(a)(2)
    bulk,        // a bulk request: the requester's own deadline, or the clock's
};
BOOST_DESCRIBE_ENUM(BoardKind, request, check, print, privacy, form, suspension, bulk)

struct BoardRow {
    BoardKind kind = BoardKind::request;
    Uuid id;  // of the case, form, suspension or bulk request
    std::optional<Day> due_on;
    std::string number;  // of the case; empty: it has none
    std::string state;   // of the case
    PatientId patient_id{};
    std::string patient_name;
    std::string other;  // who waits or receives: requester, recipient, agency
    std::string rule;   // id in a pack; empty: the paragraph itself
    std::string cite;
    std::optional<Uuid> release_case;  // the case that the row leads to
    bool extended = false;             // by the one extension of 45 CFR 164.524(b)(2)(ii)
};
BOOST_DESCRIBE_STRUCT(BoardRow, (),
                      (kind, id, due_on, number, state, patient_id, patient_name, other, rule, cite,
                       release_case, extended))

enum class BoardWhen { overdue, today, day, later, undated };
BOOST_DESCRIBE_ENUM(BoardWhen, overdue, today, day, later, undated)

struct BoardGroup {
    BoardWhen when = BoardWhen::today;
    std::optional<Day> day;   // of `today` and `day`
    bool working_day = true;  // Monday to Friday and no federal holiday
    std::int64_t total = 0;   // rows may be fewer: board_rows_max
    std::vector<BoardRow> rows;
};
BOOST_DESCRIBE_STRUCT(BoardGroup, (), (when, day, working_day, total, rows))

struct Board {
    Day today{};
    std::string time_zone;
    std::map<std::string, std::int64_t> counts;  // by kind
    std::vector<BoardGroup> groups;
};
BOOST_DESCRIBE_STRUCT(Board, (), (today, time_zone, counts, groups))

inline constexpr int board_working_days = 5;
inline constexpr std::int64_t board_rows_max = 50;     // of a group
inline constexpr std::chrono::days board_horizon{30};  // forms that expire later are not on it
inline constexpr std::chrono::days breach_notice_days{60};

// 45 CFR 164.404(b): the patient is told of a breach no later than 60 days after its discovery;
// until somebody finds that it was none, a misdirected release is held to that.
Day breach_notice_due(Day discovered);

bool is_working_day(Day day);

// Overdue, today, the next board_working_days working days with the days between them on which
// something falls due, later, and what has no date. Today and the working days are there even when
// nothing is in them; the other groups only when something is.
Board board_of(std::vector<BoardRow> rows, Day today);

}  // namespace muniment::release
