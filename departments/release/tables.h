// The desk's tables (schema.sql and its upgrades), for its stores alone.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/store/store.h"

namespace muniment::release::tables {

extern const store::Table disclosure, package, letter, link, settings, correction, form, scan, pack,
    suspension, error, accounting, order, bulk_line, part;

}  // namespace muniment::release::tables
