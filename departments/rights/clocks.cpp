#include "departments/rights/clocks.h"

#include <algorithm>
#include <set>

namespace muniment::rights {

namespace {

bool replaced_by_another(const rules::Packs& packs, const rules::Clock& clock,
                         const rules::Facts& facts, Day day) {
    for (const rules::Pack& pack : packs.packs())
        for (const rules::Clock& other : pack.clocks)
            if (other.replaces == clock.id && other.in_force(day) && other.when.met(facts))
                return true;
    return false;
}

RunningClock running(const rules::Clock& clock, Day day) {
    RunningClock one{clock.id, clock.cite, clock.say, due(clock, day), {}};
    if (clock.extension_days > 0) one.extended = due_extended(clock, day);
    return one;
}

Error refused(const RunningClock& clock, const std::string& why) {
    return {Fault::incorrect, "The extension does not count: " + why, clock.cite};
}

}  // namespace

std::vector<RunningClock> clocks(const rules::Packs& packs, std::string_view event, Day day,
                                 const rules::Facts& facts) {
    std::vector<RunningClock> found;
    for (const rules::Pack& pack : packs.packs())
        for (const rules::Clock& clock : pack.clocks)
            if (clock.event == event && clock.in_force(day) && clock.when.met(facts) &&
                !replaced_by_another(packs, clock, facts, day))
                found.push_back(running(clock, day));
    std::ranges::sort(found, {},
                      [](const RunningClock& one) { return std::pair(one.due, one.rule); });
    return found;
}

std::vector<std::string> known_events(const rules::Packs& packs) {
    std::set<std::string> events;
    for (const rules::Pack& pack : packs.packs())
        for (const rules::Clock& clock : pack.clocks) events.insert(clock.event);
    return {events.begin(), events.end()};
}

bool is_known_event(const rules::Packs& packs, std::string_view event) {
    return std::ranges::any_of(packs.packs(), [&](const rules::Pack& pack) {
        return std::ranges::find(pack.clocks, event, &rules::Clock::event) != pack.clocks.end();
    });
}

Result<Day> extended(const RunningClock& clock, const ExtensionNotice& notice, Taken before) {
    if (!clock.extended) return refused(clock, "the clock that runs has none.");
    if (before == Taken::one) return refused(clock, "only one is allowed.");
    if (notice.given_on > clock.due)
        return refused(clock, "the notice was given after the deadline.");
    if (trim(notice.reasons).empty()) return refused(clock, "the notice states no reasons.");
    if (!notice.stated)
        return refused(clock, "the notice states no date by which we will act (EXT_NO_DATE).");
    if (*notice.stated <= clock.due)
        return refused(clock, "the new date is not after the deadline it extends.");
    return std::min(*notice.stated, *clock.extended);
}

Result<Day> event_day(std::string_view text, const Zone& zone) {
    if (const auto day = parse_day(text)) return *day;
    const auto at = text.size() > 10 ? parse_fhir_time(text) : std::nullopt;
    if (!at)
        return Error{Fault::incorrect,
                     "Field \"date\" is neither a day (2026-11-22) nor an instant with its zone "
                     "(2026-11-22T23:30:00-05:00); correct it."};
    return day_in(zone, *at);
}

Day years_before(Day day, int years) {
    const std::chrono::year_month_day date{day};
    const auto moved = date - std::chrono::years{years};
    return moved.ok() ? Day{moved} : Day{moved.year() / moved.month() / std::chrono::day{28}};
}

}  // namespace muniment::rights
