// The tables of kernel/people, inside this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/id.h"
#include "kernel/store/store.h"

namespace muniment::people {

extern const store::Table user_table;
extern const store::Table session_table;
extern const store::Table access_table;
extern const store::Table emergency_table;

// The retention unit of the staff's own records.
Uuid staff_unit();

}  // namespace muniment::people
