// Who must be told, and by when: individuals, media, HHS, states, and what a business associate
// owed us. Every date with its rule, its paragraph and the facts it rests on; the earliest counts
// (45 CFR 164.404 to 164.412 and the states' statutes, packs/us-states).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/breach_discovery.h"

namespace muniment::privacy {

enum class BreachTold {
    individuals,
    media,
    hhs,         // 500 or more: with the individuals
    hhs_log,     // fewer: with the year's log
    regulator,   // a state's office
    associate,   // what the business associate owed us by statute
    contract,    // and by its contract
    web_notice,  // the end of the posting for those who cannot be reached
};
BOOST_DESCRIBE_ENUM(BreachTold, individuals, media, hhs, hhs_log, regulator, associate, contract,
                    web_notice)

struct BreachDate {
    BreachTold told = BreachTold::individuals;
    std::string state;  // whose residents or office; empty: all
    bool required = true;
    Day from{};                 // the day the clock starts
    std::optional<Day> due;     // none: the start is not known yet, or nothing is due
    std::optional<Day> latest;  // with the extension the statute knows
    std::optional<Day> held_until;
    std::optional<Day> done_on;
    bool late = false;  // done after `due`, or not done and `due` is past
    std::string confidence;
    BreachReason reason;
};
BOOST_DESCRIBE_STRUCT(BreachDate, (),
                      (told, state, required, from, due, latest, held_until, done_on, late,
                       confidence, reason))

enum class SubstituteNotice { none, other_means, web_or_media };
BOOST_DESCRIBE_ENUM(SubstituteNotice, none, other_means, web_or_media)

struct BreachBoard {
    BreachDiscovery discovery;
    std::int64_t individuals = 0;
    std::vector<BreachDate> dates;
    std::optional<Day> effective_due;  // the earliest date for individuals
    std::optional<Day> next_due;       // the earliest of all that is not done
    SubstituteNotice substitute = SubstituteNotice::none;
    std::vector<BreachReason> duties;    // what must be done besides
    std::vector<BreachReason> findings;  // what went wrong or is about to
};
BOOST_DESCRIBE_STRUCT(BreachBoard, (),
                      (discovery, individuals, dates, effective_due, next_due, substitute, duties,
                       findings))

BreachBoard board_of(const BreachFacts& facts, const rules::Packs& packs, Day today);

// The last day of a delay for law enforcement, 45 CFR 164.412: what a written statement specifies,
// else 30 days from the statement. A written one without a time counts as oral.
Day hold_end(const BreachHold& hold, const rules::Packs& packs);

// Days without a notice after which a reason must be on file, and how long a notice may wait once
// all it says is known (docs/decisions/0036).
inline constexpr int delay_guards[] = {20, 30, 45};
inline constexpr int idle_days_max = 20;

}  // namespace muniment::privacy
