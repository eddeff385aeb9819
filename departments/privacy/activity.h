// What a set of accesses says together: how many patients a person opened in an hour and a day, and
// what there was between one person and one patient. Two sorts over the whole set; no order needed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/judge.h"

namespace muniment::privacy {

// Distinct patients opened; what only stood in a search's list does not count.
struct Volume {
    std::uint32_t user = nobody;
    std::int32_t day = 0;
    std::int32_t hour = -1;  // -1: the whole day
    std::int32_t patients = 0;
    std::size_t events = 0;
};
enum class Span { hour, day };
std::vector<Volume> volumes_of(std::span<const Event> events, Span span);

// For each event, what concerns its person and patient together, in the events' order.
struct Between {
    FactSet evidence = 0;  // relations found at any access of the pair
    bool listed_only = true;
    bool searched = false;
    bool wrote = false;
    std::int32_t days = 0;          // on which the patient was opened
    bool glass_unfollowed = false;  // of this very event
    std::int32_t in_hour = 0;       // patients the person opened in the event's hour, and day
    std::int32_t in_day = 0;
};
std::vector<Between> between(std::span<const Event> events, Instant until,
                             std::chrono::hours follow_up);

}  // namespace muniment::privacy
