// What a violation may cost: the tiers of 45 CFR 160.404 by the day of assessment, with the
// arithmetic, the defence of 45 CFR 160.410(c) and the six years of 45 CFR 160.414. An estimate for
// counsel, not a decision.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/breach_facts.h"

namespace muniment::privacy {

enum class PenaltyTier { did_not_know, reasonable_cause, neglect_corrected, neglect };
BOOST_DESCRIBE_ENUM(PenaltyTier, did_not_know, reasonable_cause, neglect_corrected, neglect)

// Violations of one identical provision in one calendar year; a continuing one counts each day.
struct PenaltyAsk {
    Day assessed_on{};
    Day violated_on{};
    PenaltyTier tier = PenaltyTier::did_not_know;
    std::int64_t violations = 1;
    std::optional<Day> knew_on;  // knew, or by reasonable diligence would have known
    std::optional<Day> corrected_on;
    bool criminal_penalty = false;  // one was imposed under 42 USC 1320d-6
};
BOOST_DESCRIBE_STRUCT(PenaltyAsk, (),
                      (assessed_on, violated_on, tier, violations, knew_on, corrected_on,
                       criminal_penalty))

struct PenaltyEstimate {
    bool barred = false;     // no penalty: defence, limitation or a criminal penalty
    std::int64_t least = 0;  // whole dollars
    std::int64_t most = 0;
    std::int64_t year_cap = 0;
    std::int64_t discretion_cap = 0;  // the enforcer's own; binds nobody; 0: none
    std::vector<std::string> lines;   // "3 x $1,461 = $4,383"
    std::vector<BreachReason> reasons;
};
BOOST_DESCRIBE_STRUCT(PenaltyEstimate, (),
                      (barred, least, most, year_cap, discretion_cap, lines, reasons))

// Errors: incorrect, when the days contradict each other or no table is loaded for the day.
Result<PenaltyEstimate> estimate(const PenaltyAsk& ask, const rules::Packs& packs);

}  // namespace muniment::privacy
