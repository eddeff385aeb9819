// Reading inside one snapshot: opens what is sealed, and notes whose records were looked at.
#include <algorithm>

#include "kernel/house/house.h"

namespace muniment::house {

static bool has_patient(const store::Table& table) {
    return std::ranges::any_of(table.columns, [](const store::Column& column) {
        return std::string_view(column.name) == "patient";
    });
}

void View::note(const Uuid& patient, std::string_view table, const Uuid& record) {
    // Lists note one row after the other of the same kind: the last place is nearly always right.
    if (last_ >= reads_.size() || reads_[last_].patient != patient ||
        reads_[last_].table != table) {
        const auto [place, is_new] =
            noted_.try_emplace({patient, std::string(table)}, reads_.size());
        if (is_new) reads_.push_back({patient, std::string(table), 0, {}});
        last_ = place->second;
    }
    Read& read = reads_[last_];
    ++read.records;
    if (read.ids.size() < read_ids_max) read.ids.push_back(record);
}

Result<std::string> View::open(const store::Table& table, const Uuid& id, std::int64_t version,
                               const Uuid& unit, std::string_view sealed, const Uuid& patient) {
    return open_part(table, id, seal_context(table, id, version), unit, sealed, patient);
}

Result<std::string> View::open_part(const store::Table& table, const Uuid& id,
                                    std::string_view context, const Uuid& unit,
                                    std::string_view sealed, const Uuid& patient) {
    if (!patient.is_nil()) note(patient, table.name, id);
    if (unit.is_nil()) return std::string(sealed);
    auto plain = vault_.open(unit, context, sealed);
    if (plain || plain.error().fault != Fault::incorrect) return plain;
    return Error{Fault::unavailable, "The content of " + std::string(table.name) + " " +
                                         to_text(id) + " is damaged; run fsck."};
}

Result<Stored> View::read(const store::Table& table, const Uuid& id, std::int64_t version) {
    const std::string sql = std::string("SELECT version, entry, unit, content") +
                            (has_patient(table) ? ", patient" : "") + " FROM " + table.name +
                            " WHERE org = ? AND id = ? AND " +
                            (version > 0 ? "version = ?" : "current = ?");
    std::optional<Stored> found;
    Uuid unit, patient;
    TRY(snapshot_->query(
        sql, {org_, store::value_of(id), version > 0 ? version : 1}, [&](const store::Row& row) {
            found = Stored{id, row.integer(0), row.uuid(1), std::string(row.text(3))};
            unit = row.uuid(2);
            if (has_patient(table)) patient = row.uuid(4);
        }));
    if (!found)
        return Error{Fault::not_found,
                     "There is no " + std::string(table.name) + " with id " + to_text(id) + "."};
    found->content = TRY(open(table, id, found->version, unit, found->content, patient));
    return *found;
}

}  // namespace muniment::house
