// The tables of the facility's record and of upkeep, inside this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/house/house.h"

namespace muniment::house {

extern const store::Table facility_table;
extern const store::Table upkeep_table;

// The zone that this act would set; nullopt when it leaves it alone.
Result<std::optional<Zone>> zone_in(const Act& act);

}  // namespace muniment::house
