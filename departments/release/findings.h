// From the rules' findings to the desk's: one finding for each paragraph of the law.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/decision.h"
#include "engines/rules/packs.h"

namespace muniment::release {

// What the rules on `subject` find wrong with the facts, in pack order. Rules that cite the same
// paragraph share one finding: the first one's rule id, all their sentences, a defect if any is.
std::vector<Finding> findings(rules::Subject subject, const rules::Facts& facts,
                              const rules::Packs& packs, Day today);

bool has_defect(const std::vector<Finding>& findings);

}  // namespace muniment::release
