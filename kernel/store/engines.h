// What the two engines share, inside this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/store/store.h"

namespace muniment::store {

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, Options options);
Result<std::unique_ptr<Database>> open_postgres(const std::string& url, Options options);

// Runs the missing upgrades of a room; `translate` turns the schema's words into the engine's.
Status run_upgrades(Database& database, std::string_view room, Assets files,
                    const std::function<std::string(std::string_view)>& translate);

// A statement that had to change exactly one row found another version.
inline Error moved_on() {
    return {Fault::conflict, "The record was changed by somebody else; reload it."};
}

}  // namespace muniment::store
