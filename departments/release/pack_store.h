// The texts of rule packs under which something was decided, by their SHA-256.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/replay.h"

namespace muniment::release {

// nullopt: it was never kept.
Result<std::optional<std::string>> read_pack_text(house::View& view, const Hash& sha256);

}  // namespace muniment::release
