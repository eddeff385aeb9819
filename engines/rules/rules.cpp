#include "engines/rules/rules.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace muniment::rules {

bool When::met(const Facts& facts) const {
    return std::ranges::all_of(all, [&](const Is& is) {
        const std::string_view known = trim(facts.value(is.fact));
        return std::ranges::any_of(is.values, [&](const auto& value) { return value == known; });
    });
}

bool When::asks(std::string_view fact) const {
    return std::ranges::any_of(all, [&](const Is& is) { return is.fact == fact; });
}

bool satisfied(const Requires& rule, const Facts& facts) {
    if (!rule.when.met(facts)) return true;
    return std::ranges::any_of(rule.any_of,
                               [&](const std::string& name) { return facts.filled(name); });
}

bool satisfied(const Forbids& rule, const Facts& facts) { return !rule.when.met(facts); }

int strictness(std::string_view answer) {
    constexpr std::array<std::string_view, 5> words = {"required", "allow",
                                                       "allow_minimum_necessary", "need", "deny"};
    const auto at = std::ranges::find(words, answer);
    return at == words.end() ? -1 : static_cast<int>(at - words.begin());
}

namespace {

bool is_business(const Clock& clock, Day day) {
    const std::chrono::weekday weekday{day};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday &&
           std::ranges::find(clock.holidays, day) == clock.holidays.end();
}

Day after(const Clock& clock, Day event, int days) {
    if (!clock.business) return event + std::chrono::days{days};
    Day day = event;
    while (days > 0) {
        day += std::chrono::days{1};
        if (is_business(clock, day)) --days;
    }
    return day;
}

}  // namespace

Day due(const Clock& clock, Day event) { return after(clock, event, clock.days); }

Day due_extended(const Clock& clock, Day event) {
    return after(clock, event, clock.days + clock.extension_days);
}

}  // namespace muniment::rules
