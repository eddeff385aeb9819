// The door: exchange of records with others: information blocking, each practice assessed against
// the exceptions.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "kernel/house/desk.h"
#include "kernel/tasks/tasks.h"

namespace muniment::exchange {

Status settle(house::House& house);  // registers the tables; at start, once, after the kernel's

// Paths are below /api.
std::vector<house::Route> routes();
std::vector<tasks::JobKind> job_kinds();

}  // namespace muniment::exchange
