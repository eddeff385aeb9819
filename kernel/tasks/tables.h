// The tables of kernel/tasks, inside this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/store/store.h"

namespace muniment::tasks {

extern const store::Table case_table;
extern const store::Table counter_table;
extern const store::Table job_table;

}  // namespace muniment::tasks
