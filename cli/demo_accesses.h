// The demo's staff and what they opened in the last weeks, written as access entries, and judged.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/opened.h"
#include "demo/demo.h"

namespace muniment::cli {

Status write_accesses(Opened& opened, const demo::Options& options);

}  // namespace muniment::cli
