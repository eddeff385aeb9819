#include "engines/rules/examples.h"

#include <algorithm>
#include <set>

namespace muniment::rules {
namespace {

template <class Holds>
std::string judged(const Examples& examples, const char* good, const char* bad, bool needs_bad,
                   Holds holds) {
    if (examples.good.empty()) return std::string("it has no example under ") + good;
    if (needs_bad && examples.bad.empty()) return std::string("it has no example under ") + bad;
    for (std::size_t i = 0; i < examples.good.size(); ++i)
        if (!holds(examples.good[i]))
            return "its example " + std::to_string(i + 1) + " under " + good + " does not hold";
    for (std::size_t i = 0; i < examples.bad.size(); ++i)
        if (holds(examples.bad[i]))
            return "its example " + std::to_string(i + 1) + " under " + bad + " does not hold";
    return "";
}

}  // namespace

std::string failing(const Requires& rule, const Examples& examples) {
    return judged(examples, "pass", "fail", true,
                  [&](const Facts& facts) { return satisfied(rule, facts); });
}

std::string failing(const Forbids& rule, const Examples& examples) {
    return judged(examples, "pass", "fail", true,
                  [&](const Facts& facts) { return satisfied(rule, facts); });
}

std::string failing_when(const Rule& rule, const Examples& examples) {
    return judged(examples, "applies", "silent", !rule.when.all.empty(),
                  [&](const Facts& facts) { return rule.when.met(facts); });
}

std::string failing(const Classifies& rule, const std::vector<std::string>& applies,
                    const std::vector<std::string>& silent) {
    if (applies.empty() || silent.empty()) return "it has no example under applies or silent";
    for (const std::string& text : applies)
        if (recognizes(rule, text) == nullptr) return "it does not recognize its example " + text;
    for (const std::string& text : silent)
        if (recognizes(rule, text) != nullptr)
            return "it recognizes " + text + ", listed as silent";
    return "";
}

// Every reason under `unless` needs a silent example that it alone keeps silent.
std::string failing(const Role& rule, const Examples& examples) {
    const auto bound = [&](const Facts& facts) { return refused_by(rule, asked_of(facts)); };
    if (examples.good.empty() || examples.bad.empty()) return "it needs what it allows and refuses";
    for (const Facts& facts : examples.good)
        if (bound(facts) != Bound::none) return "it refuses what its example allows";
    std::set<Bound> shown;
    for (const Facts& facts : examples.bad) shown.insert(bound(facts));
    if (shown.contains(Bound::none)) return "it allows what its example refuses";
    if (!rule.relations.empty() && !shown.contains(Bound::relation))
        return "no example is refused for want of a relation";
    if (rule.trained && !shown.contains(Bound::training))
        return "no example is refused for want of training";
    return {};
}

std::string failing(const Signal& rule, const Examples& examples) {
    for (const std::string& word : rule.unless) {
        const auto explained = [&](const Facts& facts) {
            return facts.filled(word) && spoke(rule, facts) == Spoke::suppressed;
        };
        if (std::ranges::none_of(examples.bad, explained))
            return "it has no example under silent in which " + word + " explains it";
    }
    return judged(examples, "applies", "silent", true,
                  [&](const Facts& facts) { return spoke(rule, facts) == Spoke::fired; });
}

// "Not met" is known: an example that only leaves the condition open would not notice a value that
// was dropped.
std::string failing(const Condition& rule, const std::vector<Facts>& met,
                    const std::vector<Facts>& not_met) {
    for (const Facts& facts : not_met)
        if (truth(rule, facts) == Truth::unknown) return "an example under not_met leaves it open";
    return judged({met, not_met}, "met", "not_met", true,
                  [&](const Facts& facts) { return truth(rule, facts) == Truth::yes; });
}

std::string failing(const Clock& rule, const std::vector<ClockExample>& examples) {
    if (examples.empty()) return "it has no example";
    for (const ClockExample& one : examples) {
        const Day reached = due(rule, one.event);
        if (reached != one.due)
            return "from " + to_text(one.event) + " it reaches " + to_text(reached) +
                   ", its example says " + to_text(one.due);
        if (one.extended && due_extended(rule, one.event) != *one.extended)
            return "from " + to_text(one.event) + " its extension reaches " +
                   to_text(due_extended(rule, one.event)) + ", its example says " +
                   to_text(*one.extended);
    }
    return "";
}

namespace {

// The page from which the rule's last price counts: an example must reach it, or nothing would
// notice a price that was left out.
std::int64_t last_tier_begins(const Fee& rule) {
    return rule.pages.size() < 2 ? 1 : rule.pages[rule.pages.size() - 2].to + 1;
}

}  // namespace

std::string failing(const Fee& rule, const std::vector<FeeExample>& examples) {
    if (rule.unlimited) return examples.empty() ? "" : "it sets no amount, so it has no example";
    if (examples.empty()) return "it has no example";
    std::int64_t pages_most = 0;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const std::int64_t total = amount_of(rule, examples[i].copying).total;
        pages_most = std::max(pages_most, examples[i].copying.pages);
        if (total != examples[i].total)
            return "its example " + std::to_string(i + 1) + " comes to " + std::to_string(total) +
                   " cents, not " + std::to_string(examples[i].total);
    }
    if (!rule.pages.empty() && pages_most < last_tier_begins(rule))
        return "no example reaches page " + std::to_string(last_tier_begins(rule)) +
               ", where its last price begins";
    return "";
}

std::string failing(const Penalty& rule, const std::vector<PenaltyExample>& examples) {
    bool capped = false;
    for (const PenaltyExample& one : examples) {
        const PenaltyRange found = penalty_for(rule, one.violations);
        if (found.least != one.range.least || found.most != one.range.most)
            return std::to_string(one.violations) + " violations cost " +
                   std::to_string(found.least) + " to " + std::to_string(found.most) +
                   ", its example says otherwise";
        capped = capped || found.most == rule.cap;
    }
    if (examples.size() < 2 || !capped) return "its examples do not show an amount and the cap";
    return "";
}

}  // namespace muniment::rules
