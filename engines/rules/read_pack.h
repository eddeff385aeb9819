// Reads one pack from its TOML text and runs its rules' own examples. toml++ is included nowhere
// but in read_pack.cpp.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engines/rules/packs.h"

namespace muniment::rules {

// The pack, or the first thing wrong with it: file, line, rule, reason. Limits as in packs.h.
Result<Pack> read_pack(const PackText& text);

}  // namespace muniment::rules
