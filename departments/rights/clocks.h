// By when a request about a right must be answered, and what an extension does to it. Days are
// calendar days at the facility; day 0 is the day of receipt, the deadline is the end of the last
// day and never rolled (docs/decisions/0004). Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/zone.h"
#include "engines/rules/packs.h"

namespace muniment::rights {

// One clock that an event starts.
struct RunningClock {
    std::string rule;
    std::string cite;
    std::string say;
    Day due{};
    std::optional<Day> extended;  // the latest day an extension can reach; none: it has none
    bool operator==(const RunningClock&) const = default;
};
BOOST_DESCRIBE_STRUCT(RunningClock, (), (rule, cite, say, due, extended))

// Every clock of every pack that the event starts under these facts, earliest first. A clock counts
// when it is in force on the day of the event and no lower layer replaces it.
std::vector<RunningClock> clocks(const rules::Packs& packs, std::string_view event, Day day,
                                 const rules::Facts& facts);
bool is_known_event(const rules::Packs& packs, std::string_view event);
std::vector<std::string> known_events(const rules::Packs& packs);  // sorted

// The written notice by which the facility gives itself more time.
struct ExtensionNotice {
    Day given_on{};
    std::optional<Day> stated;  // by when it will act
    std::string reasons;
    bool operator==(const ExtensionNotice&) const = default;
};
BOOST_DESCRIBE_STRUCT(ExtensionNotice, (), (given_on, stated, reasons))

enum class Taken { none, one };  // extensions before this one

// 45 CFR 164.526(b)(2)(ii), 45 CFR 164.528(c)(1)(ii): the stated date, at most the latest day; one
// notice, with reasons and a date, given by the day that was due. incorrect: it does not count; the
// error cites the clock's paragraph.
Result<Day> extended(const RunningClock& clock, const ExtensionNotice& notice, Taken before);

// An event's day as text: a day stands for itself, an instant for the day it was at the facility.
Result<Day> event_day(std::string_view text, const Zone& zone);

// The day `years` years before; of February 29, February 28: the longer window, for the patient.
Day years_before(Day day, int years);

}  // namespace muniment::rights
