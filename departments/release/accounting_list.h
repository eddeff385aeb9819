// The accounting of disclosures that a patient is given (45 CFR 164.528(b)): of all disclosures,
// those the law lists, in the window, without those an agency suspended, repeated ones to one
// recipient for one purpose as one. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/language.h"
#include "departments/release/suspension.h"

namespace muniment::release {

enum class Frequency { once, daily, weekly, monthly, quarterly, yearly, irregular };
BOOST_DESCRIBE_ENUM(Frequency, once, daily, weekly, monthly, quarterly, yearly, irregular)

// A line of the accounting: the first disclosure of its group in full (45 CFR 164.528(b)(3)(i)),
// and of the others how often (ii) and when last (iii).
struct AccountingLine : AccountingRow {
    bool listed = false;     // accounting, and not suspended
    std::string why_hidden;  // of what is not listed; shown to the desk only
    std::int64_t count = 1;
    Frequency frequency = Frequency::once;
    std::optional<Day> last_date;  // of a group
    std::string summary;           // "weekly, 12 times, last on 2026-03-20"; empty: once
};
BOOST_DESCRIBE_STRUCT(AccountingLine, (AccountingRow),
                      (listed, why_hidden, count, frequency, last_date, summary))

enum class Show { listed, all };
// Newest first. `today` is the day for which suspensions are weighed. Show::all groups nothing.
std::vector<AccountingLine> accounting_lines(const std::vector<AccountingRow>& rows,
                                             const Window& window,
                                             const std::vector<Suspension>& suspensions,
                                             const rules::Packs& packs, Day today, Show show);

// From the days between neighbours; `days` ascend.
Frequency frequency_of(const std::vector<Day>& days);
// "weekly, 12 times, last on March 20, 2026"
std::string summary_of(const AccountingLine& line, Language language);

}  // namespace muniment::release
