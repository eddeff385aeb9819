// Barriers in the facility's own house: what its prices and its answering times do to access and
// exchange, whatever any single case says. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/exchange/assess.h"

namespace muniment::exchange {

// How requests of one kind of requester were answered.
struct Answering {
    std::string requester;  // the release desk's word
    std::int64_t released = 0;
    std::int64_t median_days = 0;  // from receipt to release
    std::int64_t refused = 0;
    std::int64_t overdue = 0;  // open, past the day they were due
};
BOOST_DESCRIBE_STRUCT(Answering, (), (requester, released, median_days, refused, overdue))

struct Barrier {
    std::string kind;  // fee, delay, overdue, unlike
    std::string cite;
    std::string say;
    std::string where;  // the setting, rule or requester it was found in
};
BOOST_DESCRIBE_STRUCT(Barrier, (), (kind, cite, say, where))

// What was found, and of which day.
struct Look {
    std::optional<Day> looked_on;  // none: never
    std::int64_t cases_seen = 0;
    std::int64_t opened = 0;  // blocking cases opened by this look
    std::vector<Answering> answering;
    std::vector<Barrier> barriers;
};
BOOST_DESCRIBE_STRUCT(Look, (), (looked_on, cases_seen, opened, answering, barriers))

// One release case, as the kernel's list shows it.
struct ReleaseSeen {
    std::string requester;
    std::string state;
    std::optional<Day> received;
    std::optional<Day> due;
    Day updated{};
};
std::vector<Answering> answering(const std::vector<ReleaseSeen>& cases, Day today);

// Whether a release case was refused, or is late: an open one past its day.
bool is_refused(std::string_view state);
bool is_late(const ReleaseSeen& one, Day today);

std::vector<Barrier> barriers(const std::vector<Answering>& figures, const rules::Packs& packs,
                              Day today);

}  // namespace muniment::exchange
