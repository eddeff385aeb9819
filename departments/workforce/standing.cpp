#include "departments/workforce/standing.h"

#include <algorithm>

namespace muniment::workforce {

using std::chrono::days;

int limit_or(const rules::Packs& packs, std::string_view name, int otherwise, Day today) {
    const rules::Limit* limit = packs.limit(name, today);
    return limit == nullptr ? otherwise : limit->value;
}

// Which rule makes somebody of these roles take the course; nullptr: none does.
static const rules::Rule* who_must(const rules::Packs& packs, const std::string& course,
                                   const std::vector<people::Role>& roles, Day today) {
    for (const people::Role role : roles) {
        const rules::Answers* row = packs.answer(
            "training", {{"workforce_course", course}, {"workforce_role", enum_name(role)}}, today);
        if (row != nullptr && row->yes) return row;
    }
    return nullptr;
}

namespace {
struct ByWhen {
    Day day{};
    const rules::Rule* rule = nullptr;
};
}  // namespace

// From joining until it is done; then a year, or whatever the packs say, from the last time. A
// material change after that brings the day forward.
static ByWhen by_when(const rules::Packs& packs, const Given& course,
                      const std::optional<Day>& done, Day joined, Day today) {
    const rules::Facts facts = {{"workforce_course", course.name}};
    const auto first = packs.due("training_joined", joined, facts, today);
    if (!done) return {first.clock == nullptr ? joined : first.day, first.clock};
    const auto again = packs.due("training_done", *done, facts, today);
    ByWhen found = {again.clock == nullptr ? Day::max() : again.day, again.clock};
    if (!course.changed || *course.changed <= *done) return found;
    const auto changed = packs.due("training_changed", *course.changed, facts, today);
    if (changed.clock != nullptr && changed.day < found.day) found = {changed.day, changed.clock};
    return found;
}

static Standing standing_of(const Owed& owed, Day today) {
    if (today > owed.closes) return Standing::overdue;
    if (today > owed.due) return Standing::grace;
    return today >= owed.remind_from ? Standing::due_soon : Standing::in_time;
}

static std::optional<Day> last_of(const std::vector<Passed>& passed, const std::string& course) {
    std::optional<Day> last;
    for (const Passed& one : passed)
        if (one.course == course && (!last || one.on > *last)) last = one.on;
    return last;
}

std::vector<Owed> owed_by(const rules::Packs& packs, const std::vector<people::Role>& roles,
                          const std::vector<Given>& courses, const std::vector<Passed>& passed,
                          Day joined, Day today) {
    const days grace{limit_or(packs, "training_grace_days", 0, today)};
    const days remind{limit_or(packs, "training_remind_days", 14, today)};
    std::vector<Owed> all;
    for (const Given& course : courses) {
        Owed owed;
        owed.who = who_must(packs, course.name, roles, today);
        if (owed.who == nullptr) continue;
        owed.course = course.name;
        owed.done = last_of(passed, course.name);
        const ByWhen by = by_when(packs, course, owed.done, joined, today);
        if (by.day == Day::max()) continue;  // done once and for all
        owed.when = by.rule;
        owed.due = by.day;
        owed.remind_from = by.day - remind;
        owed.closes = by.day + grace;
        owed.standing = standing_of(owed, today);
        all.push_back(std::move(owed));
    }
    std::ranges::sort(all, {}, [](const Owed& one) { return std::pair(one.due, one.course); });
    return all;
}

std::optional<Day> trained_until(const std::vector<Owed>& owed) {
    std::optional<Day> first;
    for (const Owed& one : owed)
        if (!first || one.closes < *first) first = one.closes;
    return first;
}

Standing worst_of(const std::vector<Owed>& owed) {
    Standing worst = Standing::in_time;
    for (const Owed& one : owed) worst = std::max(worst, one.standing);
    return worst;
}

}  // namespace muniment::workforce
