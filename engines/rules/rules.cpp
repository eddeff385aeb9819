#include "engines/rules/rules.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "engines/rules/holidays.h"

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
           !(clock.federal_holidays && is_federal_holiday(day)) &&
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

namespace {

bool is_word_sign(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c & 0x80) != 0;
}

// Does `phrase` stand in `text` as whole words? Both in small letters.
bool holds_phrase(std::string_view text, std::string_view phrase) {
    for (std::size_t at = text.find(phrase); at != text.npos; at = text.find(phrase, at + 1)) {
        const std::size_t end = at + phrase.size();
        if ((at == 0 || !is_word_sign(text[at - 1])) &&
            (end == text.size() || !is_word_sign(text[end])))
            return true;
    }
    return false;
}

bool is_code(By by) { return by != By::title && by != By::author && by != By::words; }

bool matches_code(std::string_view wanted, std::string_view code) {
    if (wanted.ends_with('*')) return code.starts_with(wanted.substr(0, wanted.size() - 1));
    return code == wanted;
}

}  // namespace

const std::string* recognizes(const Classifies& rule, std::string_view text) {
    const std::string small = is_code(rule.by) ? std::string() : lower(text);
    const auto at = std::ranges::find_if(rule.values, [&](const std::string& value) {
        return is_code(rule.by) ? matches_code(value, text) : holds_phrase(small, lower(value));
    });
    return at == rule.values.end() ? nullptr : &*at;
}

Spoke spoke(const Signal& rule, const Facts& facts) {
    if (!rule.when.met(facts)) return Spoke::silent;
    const auto explains = [&](const std::string& word) { return facts.filled(word); };
    return std::ranges::any_of(rule.unless, explains) ? Spoke::suppressed : Spoke::fired;
}

PenaltyRange penalty_for(const Penalty& rule, std::int64_t violations) {
    const std::int64_t count =
        std::clamp<std::int64_t>(violations, 0, PenaltyRange::violations_max);
    return {std::min(count * rule.minimum, rule.cap), std::min(count * rule.maximum, rule.cap)};
}

}  // namespace muniment::rules
