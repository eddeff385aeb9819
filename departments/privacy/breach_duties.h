// What is to be done besides the dates, and what went wrong: substitute notice, states whose rules
// are not loaded, delay without a reason, what a business associate owed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/breach_clocks.h"

namespace muniment::privacy {

void add_duties(BreachBoard& board, const BreachFacts& facts, const rules::Packs& packs, Day today);

}  // namespace muniment::privacy
