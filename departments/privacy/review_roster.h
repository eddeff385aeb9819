// The house's people and patients as the judge sees them: interned names and addresses, relations
// of the trail as evidence, routes as deeds.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/review_store.h"

namespace muniment::privacy {

// What an entry's action did: "GET /patients/{id}", "imported: search", "access.denied".
Deed deed_of(std::string_view action);
FactSet evidence_of(people::Relation relation);

// The accesses of a period with the roster they name.
struct Docket {
    Roster roster;
    std::vector<house::Record<people::User>> users;  // by place in the roster
    std::vector<Uuid> patients;                      // by place in the roster
    std::vector<Event> history;
    std::vector<Event> events;
    std::vector<people::Access> accesses;  // of the events, in their order
};

inline constexpr int history_days = 28;
inline constexpr int judged_days = 7;  // so that repetition and late evidence are seen

// Accesses of the last five weeks up to `until`: the last week is judged, what came before is the
// history. Nothing is noted in the view.
// `follow_up`: how long an order or a note counts for a broken glass.
Result<Docket> docket(house::House& house, house::View& view, Instant until,
                      std::chrono::hours follow_up);

}  // namespace muniment::privacy
