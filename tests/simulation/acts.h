// What a crash may not take: the acts that were answered, kept outside the house, and held against
// it when it is opened again.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <doctest/doctest.h>

#include <set>
#include <tuple>

#include "tests/support/lodge.h"

namespace muniment::simulation {

struct Answered {
    Uuid record, entry;
    std::int64_t version = 0;
    auto operator<=>(const Answered&) const = default;
};

// Every answered act is there with its entry, and nothing is half done.
inline void hold_against(tests::Lodge& lodge, const std::vector<Answered>& answered) {
    std::set<Answered> kept;
    std::set<Uuid> entries;
    const auto view = lodge.house->view();
    REQUIRE(view);
    REQUIRE((*view)->sql().query(
        "SELECT id, entry, version FROM test_note", {},
        [&](const store::Row& row) { kept.insert({row.uuid(0), row.uuid(1), row.integer(2)}); }));
    REQUIRE((*view)->sql().query("SELECT id FROM ledger_entry", {},
                                 [&](const store::Row& row) { entries.insert(row.uuid(0)); }));
    std::size_t lost = 0;
    for (const Answered& one : answered)
        if (!kept.contains(one) || !entries.contains(one.entry)) ++lost;
    CHECK(lost == 0);
    const auto damage = lodge.damage();
    std::string told;
    for (const house::Damage& one : damage) told += one.where + " " + one.what + "\n";
    CHECK_MESSAGE(damage.empty(), told);
}

}  // namespace muniment::simulation
