// The work of a bulk request, in the background, in the name of who asked for it. Each job does one
// chart after another, each in acts of its own: a crash loses nothing that was done, and a second
// run goes on where the first ended. A chart that fails never stops the others.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/bulk.h"

namespace muniment::release {

// Opens a case for each line that has none, and decides every chart that is not released.
inline constexpr const char* bulk_prepare_kind = "release.bulk_prepare";
Status prepare_charts(tasks::JobRun& run);
// Releases the charts that were approved.
inline constexpr const char* bulk_release_kind = "release.bulk_release";
Status release_charts(tasks::JobRun& run);
// Makes parts of what is released and not yet delivered.
inline constexpr const char* bulk_deliver_kind = "release.bulk_deliver";
Status deliver_charts(tasks::JobRun& run);

}  // namespace muniment::release
