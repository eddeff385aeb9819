// Proves that the decision tables of a set of packs are whole: no combination of the facts that
// the rows ask about gets two answers within a layer, and in the layer that owns the table none
// falls between the rows. A row is a box in the space of the facts (each fact, the values it
// accepts), so this is geometry: boxes that do not meet fill the space exactly when their volumes
// add up to it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engines/rules/packs.h"

namespace muniment::rules {

// The first fault, naming rows and an example of the facts; a value that no fact has is one too.
// A table is owned by the highest layer that has rows of it; it must be whole for every ground (and
// for every state that its rows name). Packs that declare no ground are not asked to be whole.
Status check_tables(const std::vector<Pack>& packs);

}  // namespace muniment::rules
