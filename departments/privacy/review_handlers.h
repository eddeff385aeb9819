// The access reviews' side of the door: its routes, jobs and tables.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/house/desk.h"
#include "kernel/tasks/tasks.h"

namespace muniment::privacy {

std::vector<house::Route> review_routes();
std::vector<tasks::JobKind> review_job_kinds();
std::vector<const store::Table*> review_tables();

}  // namespace muniment::privacy
