// Accounting of disclosures (45 CFR 164.528): which releases the patient's list shows, over which
// years, and when the list is free. The desk records every release; this decides about the list.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "departments/release/decision.h"
#include "engines/rules/packs.h"

namespace muniment::release {

struct Accounted {
    bool listed = true;
    std::string rule;
    std::string cite;  // the paragraph that leaves the disclosure out, or the rule itself
    std::string message;
};

// 45 CFR 164.528(a)(1): listed unless one of (i)-(ix) leaves it out. `basis` is the permission's
// ground, a word of the packs: access, authorization, treatment, subpoena, misdirected ...
Accounted accounting(std::string_view basis, const rules::Packs& packs, Day today);

struct Window {
    Day first{};
    Day last{};
    bool operator==(const Window&) const = default;
};

// 45 CFR 164.528(a)(3): the period asked for, at most the six years before the request.
Window accounting_window(Day requested, std::optional<Day> asked_from = {});

// 45 CFR 164.528(c)(2): the first accounting in any 12-month period is free.
bool accounting_is_free(Day requested, const std::vector<Day>& provided_before);

}  // namespace muniment::release
