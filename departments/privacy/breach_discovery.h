// The day on which a breach is discovered: every clock of subpart D starts from it, not from the
// day somebody judged the incident (45 CFR 164.404(a)(2), 45 CFR 164.410(a)(2)).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/breach_facts.h"

namespace muniment::privacy {

struct BreachDiscovery {
    std::optional<Day> day;             // none: nobody who counts has learned of it yet
    std::vector<BreachReason> reasons;  // each day that was weighed, and why it counts or does not
};
BOOST_DESCRIBE_STRUCT(BreachDiscovery, (), (day, reasons))

BreachDiscovery discovery_of(const BreachFacts& facts);

}  // namespace muniment::privacy
