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

// One line of `muniment blocking assess`: {"id", "today", "practice"} -> {"assessment"}
// (docs/formats/blocking-assess.md). Pure; errors name the field.
Result<json::object> assess_line(const json::value& line, const rules::Packs& packs);

}  // namespace muniment::exchange
