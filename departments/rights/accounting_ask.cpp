#include "departments/rights/accounting_ask.h"

#include <algorithm>

namespace muniment::rights {

AccountingTerms terms_of(const AccountingAsk& ask, Day requested, const std::vector<Day>& given) {
    const Day earliest = years_before(requested, ask.part2 ? 3 : 6);
    AccountingTerms terms;
    terms.from = std::max(ask.from.value_or(earliest), earliest);
    terms.to = std::min(ask.to.value_or(requested), requested);
    const Day year_ago = years_before(requested, 1);
    terms.free =
        std::ranges::none_of(given, [&](Day one) { return one > year_ago && one <= requested; });
    terms.fee_say =
        terms.free ? "Free: the first list in twelve months."
                   : "A list was given within the last twelve months: a reasonable, cost-based fee "
                     "may be charged, but we must tell you the amount first, and you may withdraw "
                     "or change your request (45 CFR 164.528(c)(2)).";
    return terms;
}

}  // namespace muniment::rights
