// A hospital made up from a seed, to measure the access review on: units, shifts, care teams,
// coders' worklists, consults, floats, transport, families and neighbours among the patients,
// innocents that look bad, and planted snoopers of many kinds. Nothing in it is a real person.
// The kinds are in two halves: the second was not looked at while weights were chosen.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/daily.h"

namespace muniment::privacy {

enum class Snooper : std::uint8_t {
    // first half
    household,
    vip,
    colleague,
    neighbour,
    former_spouse,
    leaver,
    deceased,
    browsing,  // dozens of strangers in an hour
    // held out
    relative,  // the same name, another address
    news,
    protected_record,
    broken_glass,
    following,  // one stranger, again and again
    colleague_elsewhere,
    stranger  // once, without any connection: nothing but the missing relation speaks
};
BOOST_DESCRIBE_ENUM(Snooper, household, vip, colleague, neighbour, former_spouse, leaver, deceased,
                    browsing, relative, news, protected_record, broken_glass, following,
                    colleague_elsewhere, stranger)
inline constexpr std::size_t snooper_kinds = 15;
constexpr bool held_out(Snooper kind) { return kind >= Snooper::relative; }

struct Planted {
    Snooper kind = Snooper::household;
    std::uint32_t user = nobody;
    std::uint32_t patient = nobody;  // nobody: of many
};

struct Simulated {
    Roster roster;
    std::vector<Event> history;  // four weeks, for the baselines; nobody snoops in them
    std::vector<Event> events;   // the days judged
    std::vector<Planted> planted;
    int days = 0;
    Instant until{};
};
struct SimulationSize {
    std::uint64_t seed = 1;
    int staff_per_unit = 30;
    int patients = 8000;
    int days = 10;
    int each = 6;  // snoopers of each kind
};
Simulated simulate(const SimulationSize& size, Day first);

struct Measured {
    int cases = 0;                   // pairs of at least review_score over all days
    int shown = 0;                   // within the minutes of each day
    int shown_true = 0;              // of which planted
    int caught[snooper_kinds] = {};  // scored high enough
    int listed[snooper_kinds] = {};  // and within the day's minutes
    int planted[snooper_kinds] = {};
    int at[4] = {};  // planted among the first 1, 3, 5, 10 of each day, summed
    double false_per_day = 0;
    double false_minutes_per_day = 0;
};
// Judges day by day, as the desk does, each with what came before.
Measured measure(const Simulated& hospital, const Scoring& scoring);
std::string report_of(const Measured& measured, const Simulated& hospital,
                      const ReviewLimits& limits);

}  // namespace muniment::privacy
