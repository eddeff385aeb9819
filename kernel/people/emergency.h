// Breaking the glass: access to a record that nothing else connects a person with, for a stated
// reason, for an hour, reviewed afterwards. It hangs on nothing but the house: no identity
// provider, no care team. Source: 45 CFR 164.312(a)(2)(ii).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/people/people.h"

namespace muniment::people {

enum class EmergencyReason { treatment, consultation, transfer, public_safety, other };
BOOST_DESCRIBE_ENUM(EmergencyReason, treatment, consultation, transfer, public_safety, other)

struct Emergency {
    Uuid id;
    std::int64_t version = 1;
    Uuid patient;
    Uuid user;
    Instant begins{};
    Instant ends{};
    EmergencyReason reason = EmergencyReason::treatment;
    std::string words;  // the person's own; sealed with the patient's key
    Uuid review;        // the case in which it is reviewed
};

inline constexpr auto emergency_length = std::chrono::minutes(60);
inline constexpr std::size_t emergency_words_min = 10;
inline constexpr std::size_t emergency_words_max = 1000;

// Why it is not opened; empty when it is: a reason needs words of its own.
std::string fault_of(const Emergency& emergency);
house::Draft emergency_draft(const Emergency& emergency);
// The person's emergency for this patient that has not ended; absent: none. Notes nothing.
Result<std::optional<Uuid>> emergency_now(house::View& view, const Uuid& user, const Uuid& patient,
                                          Instant now);
Result<Emergency> read_emergency(house::View& view, const Uuid& id);

}  // namespace muniment::people
