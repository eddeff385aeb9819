// The desk's tables (schema.sql), for its stores alone, and the unit that seals them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/id.h"
#include "kernel/store/store.h"

namespace muniment::workforce::tables {

extern const store::Table record, course, review;

Uuid unit();  // of the workforce's own records

}  // namespace muniment::workforce::tables
