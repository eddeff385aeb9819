// The clocks of a request for exchange, and the facts that follow from days: whether the letter and
// the negotiation were in time, whether what an exception rested on is over.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <set>

#include "departments/exchange/assess.h"

namespace muniment::exchange {

// The clocks that run for a practice that invokes `claims`: 45 CFR 171.204(b), 171.303(a), and the
// facility's own for requests by other providers.
std::vector<PracticeClock> deadlines(const Practice& practice, const std::set<std::string>& claims,
                                     const rules::Packs& packs, Day today);

// Facts with their evidence that no person states.
struct Computed {
    std::map<std::string, std::string> facts;
    std::map<std::string, FactEvidence> evidence;
};
Computed computed(const Practice& practice, const rules::Packs& packs, Day today);

// True when the last day has passed and the information is still withheld.
bool is_over(const Practice& practice, Day today);

}  // namespace muniment::exchange
