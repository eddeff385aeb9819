// What was done to keep the house: backups, restore drills, checks of everything. Each is a record
// of its own with its ledger entry (house.backup, house.drill, house.fsck), so that what doctor and
// an auditor are told of them can be proved.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/house/house.h"

namespace muniment::house {

enum class UpkeepKind { backup, drill, fsck };
BOOST_DESCRIBE_ENUM(UpkeepKind, backup, drill, fsck)

struct Upkeep {
    UpkeepKind kind = UpkeepKind::backup;
    Instant at{};  // when it was over
    bool good = true;
    std::int64_t seconds = 0;   // it took
    std::int64_t entries = 0;   // ledger entries that it covered
    std::string backup;         // backup and drill: the backup's id
    std::optional<Instant> of;  // drill: when that backup was made
    std::vector<std::string> findings;
};
BOOST_DESCRIBE_STRUCT(Upkeep, (), (kind, at, good, seconds, entries, backup, of, findings))

// Keeps the record. The findings stand in the record, their number in the ledger.
Status keep_upkeep(House& house, Upkeep upkeep);
// The newest of its kind; nullopt: it was never done.
Result<std::optional<Upkeep>> last_upkeep(View& view, UpkeepKind kind);

}  // namespace muniment::house
