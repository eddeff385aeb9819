// A request for an accounting of disclosures (45 CFR 164.528, 42 CFR 2.25): the window it can reach
// and whether it is free. The list itself is given by the release desk. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/rights/clocks.h"

namespace muniment::rights {

struct AccountingAsk {
    std::optional<Day> from;  // none: as far back as the law reaches
    std::optional<Day> to;    // none: the day of the request
    bool part2 = false;       // disclosures made with consent under 42 CFR part 2
    bool operator==(const AccountingAsk&) const = default;
};
BOOST_DESCRIBE_STRUCT(AccountingAsk, (), (from, to, part2))

struct AccountingTerms {
    Day from{};  // 45 CFR 164.528(a)(3): at most six years back; 42 CFR 2.25: three
    Day to{};
    bool free = true;  // 45 CFR 164.528(c)(2): the first in any twelve months
    std::string fee_say;
    bool operator==(const AccountingTerms&) const = default;
};
BOOST_DESCRIBE_STRUCT(AccountingTerms, (), (from, to, free, fee_say))

// `given` are the days on which accountings were given before.
AccountingTerms terms_of(const AccountingAsk& ask, Day requested, const std::vector<Day>& given);

}  // namespace muniment::rights
