// The tables of the reviews (schema.sql), for their store alone.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/store/store.h"

namespace muniment::privacy::tables {

extern const store::Table run, weights, outcome;

}  // namespace muniment::privacy::tables
