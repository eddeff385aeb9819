// Writes a record's Observations and DiagnosticReports.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "demo/entries.h"

namespace muniment::demo {

void write_results(Entries& entries, const Record& record);

}  // namespace muniment::demo
