// The door: training and acknowledgements, and the reviews of who may what.
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

// The job that says of an account (its subject; nil: of all) until when its training is good.
// Daily, and after whatever changes roles: queue it in the act (tasks::new_job) and wake the jobs.
inline constexpr const char* standing_job = "workforce.standing";

}  // namespace muniment::workforce
