// Was it a breach? It is presumed to be one unless the risk assessment of 45 CFR 164.402(2) shows a
// low probability that the information has been compromised. The software proposes; a person
// decides within what the facts allow, and signs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/breach_facts.h"

namespace muniment::privacy {

// not_phi: it was no protected health information. permitted: subpart E allowed it. secured: it was
// unreadable to whoever got it. All three end the case like an exception or a low probability.
enum class BreachResult { not_phi, permitted, secured, exception, low_probability, breach };
BOOST_DESCRIBE_ENUM(BreachResult, not_phi, permitted, secured, exception, low_probability, breach)

struct BreachAssessment {
    BreachResult proposed = BreachResult::breach;
    std::vector<BreachResult> allowed;  // what a person may decide; `breach` always
    std::vector<BreachReason> reasons;
    std::int64_t score = 0;            // low 1, medium 2, high 3; of the documented factors
    std::vector<std::string> missing;  // factors that are not documented
};
BOOST_DESCRIBE_STRUCT(BreachAssessment, (), (proposed, allowed, reasons, score, missing))

// Above this the software proposes no low probability, though a person may still conclude it
// (docs/decisions/0035).
inline constexpr std::int64_t low_score_max = 7;

BreachAssessment assess(const BreachFacts& facts, const rules::Packs& packs, Day today);

bool is_secured(const BreachSecured& secured);
bool is_documented(const BreachFactor& factor);
const char* factor_name(std::size_t index);  // "nature and extent of the information"

}  // namespace muniment::privacy
