// A decision replayed from what was kept of it: the inputs as they were and the packs of that day,
// by their hashes. And what other packs would say of the cases that are open now.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/desk.h"

namespace muniment::release {

struct Replay {
    std::string number;
    Decision then;   // as it was recorded
    Decision again;  // decided anew from the kept inputs and packs
    bool same = false;
    Decision today;                    // the case as it is now, under today's packs
    std::vector<std::string> changes;  // what differs today, for people; empty: nothing
};
BOOST_DESCRIBE_STRUCT(Replay, (), (number, then, again, same, today, changes))

// incorrect: the case was not decided, or its inputs were not kept; unavailable: a pack is missing.
Result<Replay> replay(house::View& view, const OpenCase& open, const rules::Packs& packs,
                      Day today);

// One open case that other packs decide differently.
struct PackEffect {
    CaseId id{};
    std::string number;
    Answer now = Answer::deny;
    Answer then = Answer::deny;
    std::vector<std::string> changes;
};
BOOST_DESCRIBE_STRUCT(PackEffect, (), (id, number, now, then, changes))
struct PackPreview {
    std::int64_t cases = 0;  // open cases looked at
    std::vector<PackEffect> changed;
};
BOOST_DESCRIBE_STRUCT(PackPreview, (), (cases, changed))
Result<PackPreview> preview_packs(house::View& view, const rules::Packs& now,
                                  const rules::Packs& proposed, Day today);

// What two decisions answer differently: the answer, reasons, findings, segments, the due day.
std::vector<std::string> differences(const Decision& a, const Decision& b);

// Drafts of the packs that are not kept yet; they go into the act that records a decision.
Result<std::vector<house::Draft>> pack_drafts(house::View& view, const rules::Packs& packs);

}  // namespace muniment::release
