// From judged accesses to the day's list: one line for each person and patient, ranked, and cut to
// the minutes that the staff has. What is cut is counted, never dropped in silence.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/judge.h"

namespace muniment::privacy {

struct Suspicion {
    std::uint32_t user = nobody;
    std::uint32_t patient = nobody;
    int score = 0;                      // of all that spoke at any of the accesses
    Judged together;                    // the same, as bits
    std::int32_t days = 0;              // on which something spoke
    std::vector<std::uint32_t> events;  // places in the events judged, by time
    std::vector<std::uint32_t> others;  // further patients, where one person looked at many
};

// Pairs with at least `review_score` points, most points first; equal ones by days, then by how
// many accesses, then by place in the roster. A person suspected with more than `pairs_per_person`
// patients is one line: her foremost pair, with the other patients.
std::vector<Suspicion> suspicions(std::span<const Event> events, std::span<const Judged> judged,
                                  const Scoring& scoring);

struct Today {
    std::size_t shown = 0;  // how many of the list, from its head, fit into the minutes
    std::size_t left = 0;
    int minutes = 0;  // that the shown ones take
};
// What must be told at once (page_score) is shown whatever the minutes.
Today cut(const std::vector<Suspicion>& list, const ReviewLimits& limits);

}  // namespace muniment::privacy
