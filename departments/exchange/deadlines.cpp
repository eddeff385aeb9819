#include "departments/exchange/deadlines.h"

#include <algorithm>

namespace muniment::exchange {
namespace {

Run run_of(Day due, const std::optional<Day>& done, Day today) {
    if (done) return *done <= due ? Run::kept : Run::late;
    return today <= due ? Run::running : Run::late;
}

struct Clocked {
    const char* event;
    const char* fact;       // the fact that says whether it was kept; null: none
    const char* exception;  // the exception it belongs to; null: any request by a provider
    std::optional<Day> Practice::* done;
};
constexpr Clocked clocks[] = {
    {"infeasible_request", "infeasibility_letter", "infeasibility", &Practice::letter_sent_on},
    {"licence_request", "licence_begun", "licensing", &Practice::licence_begun_on},
    {"licence_negotiation", "licence_concluded", "licensing", &Practice::licence_concluded_on},
};

std::optional<PracticeClock> deadline(const char* event, const std::optional<Day>& done,
                                      const Practice& practice, const rules::Packs& packs,
                                      Day today) {
    if (!practice.received_on) return std::nullopt;
    const auto found = packs.due(event, *practice.received_on, {}, *practice.received_on);
    if (found.clock == nullptr) return std::nullopt;
    return PracticeClock{event,
                         found.clock->cite,
                         found.clock->say,
                         found.day,
                         done,
                         run_of(found.day, done, today)};
}

bool asked_by_provider(const Practice& practice) {
    const auto asker = practice.facts.find("asker");
    return asker != practice.facts.end() &&
           (asker->second == "treating_provider" || asker->second == "provider");
}

void set(Computed& into, const std::string& name, const std::string& value,
         const std::string& because) {
    into.facts[name] = value;
    into.evidence[name] = {because, ""};
}

void say_whether_kept(Computed& into, const Clocked& clock, const PracticeClock& found) {
    if (found.run == Run::running) return;  // nobody knows yet
    const std::string done = found.done ? "done on " + to_text(*found.done) : "not done";
    set(into, clock.fact, found.run == Run::kept ? "on_time" : "late",
        "due on " + to_text(found.due) + ", " + done);
}

}  // namespace

bool is_over(const Practice& practice, Day today) {
    return practice.ends_on && practice.still_withheld && *practice.ends_on < today;
}

std::vector<PracticeClock> deadlines(const Practice& practice, const std::set<std::string>& claims,
                                     const rules::Packs& packs, Day today) {
    std::vector<PracticeClock> found;
    const auto add = [&](const char* event, const std::optional<Day>& done) {
        if (auto one = deadline(event, done, practice, packs, today)) found.push_back(*one);
    };
    for (const Clocked& clock : clocks)
        if (claims.contains(clock.exception)) add(clock.event, practice.*clock.done);
    if (!asked_by_provider(practice)) return found;
    add(practice.urgent ? "exchange_stat" : "exchange_provider", practice.answered_on);
    add("exchange_escalation", practice.answered_on);
    return found;
}

Computed computed(const Practice& practice, const rules::Packs& packs, Day today) {
    Computed facts;
    for (const Clocked& clock : clocks)
        if (const auto one = deadline(clock.event, practice.*clock.done, practice, packs, today))
            say_whether_kept(facts, clock, *one);
    if (is_over(practice, today))
        set(facts, "exception_over", "true", "its last day was " + to_text(*practice.ends_on));
    if (practice.alternatives.size() >= 2)
        set(facts, "two_alternatives_offered", "true",
            std::to_string(practice.alternatives.size()) + " alternatives are listed in the case");
    return facts;
}

}  // namespace muniment::exchange
