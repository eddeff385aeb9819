#include "departments/privacy/penalty.h"

#include <chrono>

namespace muniment::privacy {
namespace {

using namespace std::chrono_literals;

// The inflated amounts apply to violations after this day (45 CFR 102.3).
constexpr Day last_base_day = std::chrono::sys_days(2015y / 11 / 2);

std::string dollars(std::int64_t amount) {
    std::string digits = std::to_string(amount);
    for (auto at = std::ssize(digits) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return "$" + digits;
}

bool is_neglect(PenaltyTier tier) { return tier >= PenaltyTier::neglect_corrected; }

Day last_day_to_assess(Day violated_on) {
    std::chrono::year_month_day day{violated_on};
    day += std::chrono::years(6);
    return day.ok() ? Day(day) : Day(day.year() / std::chrono::March / 1);  // from February 29
}

const rules::Clock* cure_clock(const rules::Packs& packs, const PenaltyAsk& ask) {
    const auto clocks = packs.clocks("breach_known", {}, ask.assessed_on);
    return clocks.empty() ? nullptr : clocks.front();
}

bool corrected_in_time(const PenaltyAsk& ask, const rules::Clock* cure) {
    return cure != nullptr && ask.knew_on && ask.corrected_on &&
           *ask.corrected_on <= rules::due(*cure, *ask.knew_on);
}

Status check(const PenaltyAsk& ask) {
    if (ask.violations < 1 || ask.violations > rules::PenaltyRange::violations_max)
        return Error{Fault::incorrect, "Give the number of violations, at least 1."};
    if (ask.assessed_on < ask.violated_on)
        return Error{Fault::incorrect, "The day of assessment is before the violation."};
    if (ask.corrected_on && ask.knew_on && *ask.corrected_on < *ask.knew_on)
        return Error{Fault::incorrect, "The day of correction is before the day it was known."};
    return ok();
}

// No penalty at all, and why; false: there may be one.
bool is_barred(const PenaltyAsk& ask, const rules::Clock* cure, PenaltyEstimate& into) {
    if (ask.criminal_penalty)
        into.reasons.push_back({"",
                                "45 CFR 160.410(a)(2)",
                                "A criminal penalty was imposed for the same act.",
                                {"criminal_penalty = true"}});
    if (ask.assessed_on > last_day_to_assess(ask.violated_on))
        into.reasons.push_back({"",
                                "45 CFR 160.414",
                                "More than six years have passed.",
                                {"violated_on = " + to_text(ask.violated_on)}});
    if (!is_neglect(ask.tier) && corrected_in_time(ask, cure))
        into.reasons.push_back({cure->id,
                                cure->cite,
                                cure->say,
                                {"knew_on = " + to_text(*ask.knew_on),
                                 "corrected_on = " + to_text(*ask.corrected_on)}});
    return !into.reasons.empty();
}

// Willful neglect that was not corrected in time is the fourth tier, whatever was said.
int tier_of(const PenaltyAsk& ask, const rules::Clock* cure, PenaltyEstimate& into) {
    if (ask.tier != PenaltyTier::neglect_corrected || corrected_in_time(ask, cure))
        return static_cast<int>(ask.tier) + 1;
    into.reasons.push_back({"",
                            "45 CFR 160.404(b)(2)(iv)",
                            "A correction within 30 days is not shown: the fourth tier applies.",
                            {}});
    return 4;
}

std::string line(std::int64_t count, std::int64_t each, std::int64_t cap) {
    std::string text =
        std::to_string(count) + " x " + dollars(each) + " = " + dollars(count * each);
    if (count * each > cap) text += ", limited to " + dollars(cap);
    return text;
}

}  // namespace

Result<PenaltyEstimate> estimate(const PenaltyAsk& ask, const rules::Packs& packs) {
    TRY(check(ask));
    PenaltyEstimate found;
    const rules::Clock* cure = cure_clock(packs, ask);
    found.barred = is_barred(ask, cure, found);
    if (found.barred) return found;
    rules::Facts facts;
    facts.set("breach_tier", std::to_string(tier_of(ask, cure, found)));
    facts.set("breach_violation", ask.violated_on > last_base_day ? "adjusted" : "base");
    const auto* row = packs.penalty(facts, ask.assessed_on);
    if (row == nullptr)
        return Error{
            Fault::incorrect,
            "No table of penalties is loaded for assessments on " + to_text(ask.assessed_on) + ".",
            "45 CFR 102.3"};
    const auto range = rules::penalty_for(*row, ask.violations);
    found.least = range.least;
    found.most = range.most;
    found.year_cap = row->cap;
    found.discretion_cap = row->discretion_cap;
    found.lines = {"least: " + line(ask.violations, row->minimum, row->cap),
                   "most: " + line(ask.violations, row->maximum, row->cap)};
    auto reason = reason_of(*row, facts);
    reason.facts.push_back("assessed_on = " + to_text(ask.assessed_on));
    found.reasons.push_back(std::move(reason));
    return found;
}

}  // namespace muniment::privacy
