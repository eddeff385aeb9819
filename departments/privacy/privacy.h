// The door: access review, incidents and breaches: every access judged with a reason, and what
// follows when one was wrong.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "kernel/house/desk.h"
#include "kernel/tasks/tasks.h"

namespace muniment::privacy {

Status settle(house::House& house);  // registers the tables; at start, once, after the kernel's

// Paths are below /api.
std::vector<house::Route> routes();
std::vector<tasks::JobKind> job_kinds();

}  // namespace muniment::privacy
