// When accounts were last used: what a review of who may what looks at. Of staff, not of patients:
// nothing is noted in the view.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/people/people.h"

namespace muniment::people {

struct Use {
    std::optional<Instant> signed_in;  // the last time
    std::optional<Instant> accessed;   // the last access to something of a patient
    std::int64_t accesses = 0;         // since `from`
};
// Of every account that signed in; one pass over the sessions, then a look at each one's trail.
Result<std::map<Uuid, Use>> uses(house::View& view, const std::vector<Uuid>& users, Instant from);

// Ids are version 7: the moment at which one was made, in milliseconds.
Instant made_at(const Uuid& id);

}  // namespace muniment::people
