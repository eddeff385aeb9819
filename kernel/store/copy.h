// A copy of an SQLite database at one moment, while others read and write it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "base/result.h"

namespace muniment::store {

// `to` must not be there; it is on disk when this returns. All pages are taken in one step: the
// copy is of one moment, writers are not held up and do not make it begin again.
Status copy_sqlite(const std::string& from, const std::string& to);

}  // namespace muniment::store
