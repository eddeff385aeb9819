// Reads rows whose content is the JSON of one struct: the loop that the desk's stores share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/house/house.h"

namespace muniment::release {

struct KeptRow {
    Uuid id;
    std::int64_t version = 0;
    Uuid patient;
    std::string extra;  // the column asked for besides
};

// Calls take(KeptRow, T) for every current row of a table with a column "patient". `extra` is one
// more text column, `where` what follows "org = ? AND current = 1 AND", `values` its values.
template <class T, class Take>
Status read_rows(house::View& view, const store::Table& table, const std::string& extra,
                 const std::string& where, std::vector<store::Value> values, Take take) {
    values.insert(values.begin(), view.org());
    Status opened = ok();
    const std::string sql = "SELECT id, version, unit, content, patient, " + extra + " FROM " +
                            std::string(table.name) + " WHERE org = ? AND current = 1 AND " + where;
    TRY(view.sql().query(sql, values, [&](const store::Row& row) {
        if (!opened) return;
        auto content =
            view.open(table, row.uuid(0), row.integer(1), row.uuid(2), row.text(3), row.uuid(4));
        if (!content) return void(opened = content.error());
        auto value = from_json_text<T>(*content);
        if (!value) return void(opened = value.error());
        take(KeptRow{row.uuid(0), row.integer(1), row.uuid(4), std::string(row.text(5))},
             *std::move(value));
    }));
    return opened;
}

}  // namespace muniment::release
