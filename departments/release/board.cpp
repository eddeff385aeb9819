// Which day a row belongs to.
#include "departments/release/board.h"

#include <algorithm>

#include "engines/rules/holidays.h"

namespace muniment::release {

using std::chrono::days;

Day breach_notice_due(Day discovered) { return discovered + breach_notice_days; }

bool is_working_day(Day day) {
    const std::chrono::weekday on{day};
    return on != std::chrono::Saturday && on != std::chrono::Sunday &&
           !rules::is_federal_holiday(day);
}

static Day last_working_day(Day today) {
    Day day = today;
    for (int left = board_working_days; left > 0;)
        if (is_working_day(day += days{1})) --left;
    return day;
}

// In the order in which the board shows them; `day` is set only where the group is one day.
static BoardGroup group_of(const BoardRow& row, Day today, Day last) {
    if (!row.due_on) return {BoardWhen::undated, {}, true, 0, {}};
    if (*row.due_on < today) return {BoardWhen::overdue, {}, true, 0, {}};
    if (*row.due_on > last) return {BoardWhen::later, {}, true, 0, {}};
    const auto when = *row.due_on == today ? BoardWhen::today : BoardWhen::day;
    return {when, row.due_on, is_working_day(*row.due_on), 0, {}};
}

static auto place(const BoardGroup& group) {
    return std::pair(group.when, group.day.value_or(Day{}));
}

Board board_of(std::vector<BoardRow> rows, Day today) {
    const Day last = last_working_day(today);
    std::map<std::pair<BoardWhen, Day>, BoardGroup> groups;
    for (Day day = today; day <= last; day += days{1})
        if (day == today || is_working_day(day)) {
            BoardRow empty;
            empty.due_on = day;
            const auto group = group_of(empty, today, last);
            groups.emplace(place(group), group);
        }
    std::ranges::sort(rows, {}, [](const BoardRow& row) {
        return std::tuple(row.due_on.value_or(Day{}), row.kind, row.number, row.id);
    });
    Board board;
    board.today = today;
    for (BoardRow& row : rows) {
        ++board.counts[std::string(enum_name(row.kind))];
        const auto kind = group_of(row, today, last);
        BoardGroup& group = groups.try_emplace(place(kind), kind).first->second;
        if (group.total++ < board_rows_max) group.rows.push_back(std::move(row));
    }
    for (auto& [at, group] : groups) board.groups.push_back(std::move(group));
    return board;
}

}  // namespace muniment::release
