// The federal legal holidays, computed from the rule of 5 USC 6103(a) and (b), for any year. A
// holiday on a Saturday is observed on the Friday before it (5 USC 6103(b)(1)), one on a Sunday on
// the Monday after (Executive Order 11582, section 3(a)). Not Inauguration Day, which is one in and
// around Washington only (5 USC 6103(c)).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "base/time.h"

namespace muniment::rules {

// The days, weekends aside, that are off in a year, in their order. The observed day of a New
// Year's Day on a Saturday is in the year before.
std::vector<Day> federal_holidays(std::chrono::year year);
bool is_federal_holiday(Day day);

}  // namespace muniment::rules
