// The door: training and acknowledgements, and who joined, moved and left.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "kernel/house/desk.h"
#include "kernel/tasks/tasks.h"

namespace muniment::workforce {

Status settle(house::House& house);  // registers the tables; at start, once, after the kernel's

// Paths are below /api.
std::vector<house::Route> routes();
std::vector<tasks::JobKind> job_kinds();

}  // namespace muniment::workforce
