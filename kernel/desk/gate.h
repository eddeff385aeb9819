// The gate before a patient's record: what connects the person who asks with each patient whose
// record a handler read, and whether her roles allow it. It looks at what was read and not at what
// a route says of itself, so no route can forget it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/people/policy.h"

namespace muniment::desk {

// May the actor enter this route at all: permission, purpose of use, training. Routes that are open
// are entered by everybody.
people::Decision admit(const rules::Packs& packs, const house::Actor& actor,
                       const house::Route& route, Instant now, Day today);

// What connects the actor with each patient of `reads`, for the access entries. Of more patients
// than these, as in a list of search results, it is not looked for.
inline constexpr std::size_t connections_max = 8;
Result<people::Connections> connections_of(house::View& view, const house::Actor& actor,
                                           Instant now, const std::vector<house::Read>& reads);

// The first patient whose record the actor's roles do not open; nullopt: all are open. A name found
// by a search opens nothing.
struct Refused {
    Uuid patient;
    people::Decision decision;
};
std::optional<Refused> refused_at(const rules::Packs& packs, const house::Actor& actor,
                                  house::Permission permission,
                                  const std::vector<house::Read>& reads,
                                  const people::Connections& connections, Instant now, Day today);

}  // namespace muniment::desk
