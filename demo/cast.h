// Who is in the demo: which patient has which main course, and the whole record of each.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string_view>

#include "demo/demo.h"
#include "demo/record.h"

namespace muniment::demo {

// The complete record of patient number `index`, from nothing but the options' seed and day.
Record record_of(const Options& options, std::size_t index);

// The first patient whose main course has this name ("hip fracture"), whatever the seed.
std::size_t patient_with(std::string_view course);
std::size_t cast_size();

}  // namespace muniment::demo
