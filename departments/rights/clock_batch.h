// Every deadline for a list of events: JSON lines in, JSON lines out, one for one and in order
// (docs/formats/clocks.md). A bad line becomes an error line and never stops the batch.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <iosfwd>

#include "departments/rights/clocks.h"

namespace muniment::rights {

inline constexpr std::size_t clock_line_bytes_max = 1 << 16;

struct ClockEvent {
    std::string id;
    std::string event;  // a clock's: "amendment_requested"
    std::string date;   // a day, or an instant with its zone
    std::string zone;   // of the facility, IANA; needed for an instant. Empty: UTC
    std::map<std::string, std::string> facts;
};
BOOST_DESCRIBE_STRUCT(ClockEvent, (), (id, event, date, zone, facts))

struct ClockDates {
    Day day{};  // the event's, at the facility
    std::vector<RunningClock> clocks;
    std::optional<Day> due;  // the earliest; none: no clock runs under these facts
};
BOOST_DESCRIBE_STRUCT(ClockDates, (), (day, clocks, due))

// incorrect: the event is in no pack (the error names those that are), the date is none.
Result<ClockDates> dates_of(const ClockEvent& event, const rules::Packs& packs);

struct ClockCounts {
    std::int64_t computed = 0;
    std::int64_t failed = 0;
};
ClockCounts compute_clocks(std::istream& in, std::ostream& out, const rules::Packs& packs);

}  // namespace muniment::rights
