// By when the desk must act, and what an extension does to it. Days are calendar days at the
// facility; day 0 is the day of receipt, the deadline is the end of the last day and never rolled.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/decision.h"
#include "engines/rules/packs.h"

namespace muniment::release {

struct Deadline {
    Day due{};
    Day latest{};  // the furthest an extension can reach; equal to due where there is none
    std::string rule;
    std::string cite;
    std::string message;
    bool operator==(const Deadline&) const = default;
};

// The earliest of the clocks that the request starts; nullopt when none runs, or when the day of
// receipt is not stated (a finding of its own).
std::optional<Deadline> deadline(const View& view, const rules::Packs& packs, Day today);

// The written notice by which the facility gives itself more time.
struct Extension {
    Day given_on{};
    std::optional<Day> stated_date;  // by when it will act
    bool states_reasons = false;
};

// 45 CFR 164.524(b)(2)(ii): the deadline after an extension: the stated date, at most the latest
// day. Errors (incorrect): no extension exists or one was taken, the notice came after the
// deadline, or it lacks its reasons or its date.
Result<Day> extended(const Deadline& deadline, const Extension& extension, bool taken_before);

}  // namespace muniment::release
