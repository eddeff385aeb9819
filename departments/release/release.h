// The door of the release desk: release of information, from the request to the delivered package.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/handlers.h"
#include "departments/release/replay.h"

namespace muniment::release {

Status settle(house::House& house);  // registers the tables; at start, once, after the kernel's

// Paths are below /api.
house::Routes routes();
std::vector<tasks::JobKind> job_kinds();

// One request of one actor to this desk, carried out as the server does it (kernel/desk). `target`
// is the route's path, with its query: "/release/cases?state=received".
Result<house::Answer> perform(house::House& house, const rules::Packs& packs,
                              const house::Actor& actor, std::string_view method,
                              std::string_view target, std::string_view content = {});

// Decides, releases and packs a case ("R-2026-000012" or an id) and gives the package file. A case
// that is released already is packed again. Errors: incorrect, naming the findings, when it may
// not be released.
Result<std::string> release_package(house::House& house, const rules::Packs& packs,
                                    const std::string& number_or_id, const house::Actor& actor);

// The decision of a case again, from what was kept of it (replay.h).
Result<Replay> replay(house::House& house, const rules::Packs& packs,
                      const std::string& number_or_id);
// What other packs would decide of all open cases.
Result<PackPreview> preview_packs(house::House& house, const rules::Packs& now,
                                  const rules::Packs& proposed);

}  // namespace muniment::release
