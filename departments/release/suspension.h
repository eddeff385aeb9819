// An agency's statement that the accounting must not list its disclosures for a time
// (45 CFR 164.528(a)(2)), and which disclosures it keeps off the list. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/accounting.h"
#include "departments/release/store.h"

namespace muniment::release {

enum class SuspensionKind { written, oral };
BOOST_DESCRIBE_ENUM(SuspensionKind, written, oral)

struct Suspension {
    std::string agency;  // as the recipient of the disclosures is written
    SuspensionKind kind = SuspensionKind::written;
    Day stated_on{};
    std::optional<Day> until;  // the time a written statement specifies; required there
    std::string official;      // who stated it
    std::string statement;     // what was stated: how the accounting would impede the agency
    // Lifted early at the agency's word: from this day on it no longer holds, and why.
    std::optional<Day> ended_on = {};
    std::string ended_because = {};
};
BOOST_DESCRIBE_STRUCT(Suspension, (),
                      (agency, kind, stated_on, until, official, statement, ended_on,
                       ended_because))

// The last day on which it holds: the written one's own, the oral one's 30th at most, the day
// before it was lifted. Before stated_on: it never held.
Day suspended_until(const Suspension& suspension, const rules::Packs& packs);

bool is_active(const Suspension& suspension, const rules::Packs& packs, Day today);

// Is this disclosure kept off a list that is made on `today`? Only one to that agency, and only as
// health oversight or law enforcement.
bool suspends(const Suspension& suspension, const AccountingRow& row, const rules::Packs& packs,
              Day today);

// Everything that is missing, in one error (incorrect).
Status check_suspension(const Suspension& suspension, Day today);

// Lifts it. Only one that holds today (conflict), from a day since it was stated, for a reason.
Status lift(Suspension& suspension, Day on, std::string_view because, const rules::Packs& packs,
            Day today);

}  // namespace muniment::release
