// Good cases for the tests of breaches: each test starts from one and spoils what it is about.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/ensure.h"
#include "departments/privacy/breach_assess.h"
#include "departments/privacy/breach_clocks.h"
#include "departments/privacy/notice_content.h"
#include "departments/privacy/penalty.h"
#include "packs/packs.h"

namespace muniment::privacy::sample {

inline Day day(const char* text) {
    const auto parsed = parse_day(text);
    ensure(parsed.has_value(), "a sample names a day that is none");
    return *parsed;
}
inline const Day today = day("2026-11-22");

inline const rules::Packs& law() {
    static const rules::Packs packs = [] {
        auto loaded = rules::Packs::load(packs::shipped());
        ensure(bool(loaded), loaded ? "" : loaded.error().message.c_str());
        return *std::move(loaded);
    }();
    return packs;
}

// A workforce member learned of it on the day.
inline BreachFacts found_on(const char* on) {
    BreachFacts facts;
    facts.learned.push_back({day(on), LearnedBy::workforce, "Rosa Vale", false});
    return facts;
}

inline BreachFactor factor(BreachLevel level) {
    return {level, "seen and written down", "file 3", ""};
}
inline std::vector<BreachFactor> factors(BreachLevel what, BreachLevel who, BreachLevel acquired,
                                         BreachLevel mitigated) {
    return {factor(what), factor(who), factor(acquired), factor(mitigated)};
}

// Vector 6: a fax to the wrong clinic, a covered entity, confirmed destroyed unread.
inline BreachFacts wrong_fax() {
    BreachFacts facts = found_on("2026-11-02");
    facts.residents["WA"] = 1;
    facts.factors =
        factors(BreachLevel::medium, BreachLevel::low, BreachLevel::low, BreachLevel::low);
    return facts;
}

inline NoticeWords notice() {
    NoticeWords words;
    words.happened = "A letter with your laboratory results was sent to another patient.";
    words.breach_on = day("2026-10-30");
    words.discovered_on = day("2026-11-02");
    words.types = {"name", "laboratory results"};
    words.steps = "Check your insurer's statements for care you did not get.";
    words.doing = "We asked for the letter back and now check each address twice.";
    words.phone = "800-555-0142";
    words.contact = "the Privacy Office";
    return words;
}

// The date of a kind and state; nullptr when the board has none.
inline const BreachDate* find(const BreachBoard& board, BreachTold told,
                              const std::string& state = "", const std::string& rule = "") {
    for (const BreachDate& date : board.dates)
        if (date.told == told && date.state == state &&
            (rule.empty() || date.reason.rule.ends_with(rule)))
            return &date;
    return nullptr;
}
inline std::string due(const BreachBoard& board, BreachTold told, const std::string& state = "",
                       const std::string& rule = "") {
    const auto* date = find(board, told, state, rule);
    if (date == nullptr) return "none";
    if (!date->required) return "not required";
    return date->due ? to_text(*date->due) : "unknown";
}
inline bool has_cite(const std::vector<BreachReason>& list, const std::string& cite) {
    for (const BreachReason& one : list)
        if (one.cite == cite) return true;
    return false;
}

}  // namespace muniment::privacy::sample
