// The demo's people: one account for each job, all with one password, their training in order but
// for one. A production folder never has them (init).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/opened.h"
#include "demo/demo.h"

namespace muniment::cli {

inline constexpr const char* demo_password = "open-the-cedar-chest";

// After the charts are there: the physician and the nurse are two who treat patients in them.
Status add_demo_people(Opened& opened, const demo::Options& options);

}  // namespace muniment::cli
