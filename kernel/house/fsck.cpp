// fsck: every row against the entry that wrote it, every entry against the tree, every content
// opened. A row that no entry lists, an entry's row that is not there, and a row that was changed
// or moved are each named.
#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "kernel/house/house.h"

namespace muniment::house {

namespace {

struct Checker {
    House& house;
    const store::Snapshot& snapshot;
    FsckReport& report;
    std::unordered_map<std::string, const store::Table*> tables;
    std::vector<std::uint64_t> listed;  // one hash per row that an entry lists

    static std::uint64_t key_of(std::string_view table, std::string_view id, std::int64_t version) {
        const Hash hash = sha256({table, "|", id, "|", std::to_string(version)});
        std::uint64_t key;
        std::memcpy(&key, hash.bytes.data(), sizeof key);
        return key;
    }
    void damage(std::string where, std::string what) {
        report.damage.push_back({std::move(where), std::move(what)});
    }

    std::string select(const store::Table& table) const {
        std::string sql = "SELECT id, version, current, entry, unit, content";
        for (const store::Column& column : table.columns) sql += std::string(", ") + column.name;
        return sql + " FROM " + table.name + " WHERE org = ? AND id = ? AND version = ?";
    }

    // The row as it was written. A value of another kind than its column's cannot have been.
    static store::Write write_of(const store::Table& table, const store::Row& row) {
        store::Write write{&table, row.uuid(0), row.integer(1),
                           {},     row.uuid(4), std::string(row.text(5))};
        int at = 6;
        for (const store::Column& column : table.columns) {
            if (row.is_null(at))
                write.columns.push_back(store::null());
            else if (column.kind == store::Kind::integer)
                write.columns.push_back(row.integer(at));
            else if (column.kind == store::Kind::text)
                write.columns.push_back(std::string(row.text(at)));
            else
                write.columns.push_back(store::Blob{std::string(row.text(at))});
            ++at;
        }
        return write;
    }

    void check_content(const std::string& where, const store::Write& write) {
        if (write.unit.is_nil()) return;
        const auto plain = house.vault().open(
            write.unit, seal_context(*write.table, write.id, write.version), write.content);
        if (plain)
            ++report.contents_opened;
        else if (plain.error().fault == Fault::not_found)
            ++report.contents_destroyed;
        else
            damage(where, "has content that cannot be opened with its key");
    }

    Status check_row(const ledger::StoredEntry& entry, const json::array& item) {
        const std::string table_name(item.at(0).as_string());
        const std::string id_text(item.at(1).as_string());
        const std::int64_t version = item.at(2).as_int64();
        const std::string where =
            table_name + " " + id_text + " version " + std::to_string(version);
        const auto table = tables.find(table_name);
        const auto id = parse_uuid(id_text);
        if (table == tables.end() || !id) {
            damage(where, "is listed by entry " + std::to_string(entry.index) +
                              " but its table is not known to this program");
            return ok();
        }
        listed.push_back(key_of(table_name, id->view(), version));
        bool there = false;
        TRY(snapshot.query(select(*table->second),
                           {house.database().org(), store::value_of(*id), version},
                           [&](const store::Row& row) {
                               there = true;
                               ++report.rows;
                               const store::Write write = write_of(*table->second, row);
                               if (row.uuid(3) != entry.id)
                                   damage(where, "names another ledger entry");
                               if (hex(store::row_hash(house.database().org(), write)) !=
                                   std::string_view(item.at(3).as_string()))
                                   damage(where, "was changed after it was written");
                               else
                                   check_content(where, write);
                           }));
        if (!there) damage(where, "is missing");
        return ok();
    }

    Status check_entry(const ledger::StoredEntry& entry) {
        ++report.entries;
        const std::string where = "ledger entry " + std::to_string(entry.index);
        const auto payload = parse_json(entry.payload);
        const json::object* object = payload ? payload->if_object() : nullptr;
        const json::value* rows = object == nullptr ? nullptr : object->if_contains("rows");
        if (rows == nullptr || !rows->is_array()) {
            damage(where, "has a payload that is not an entry");
            return ok();
        }
        const json::value* id = object->if_contains("id");
        if (id == nullptr || !id->is_string() || id->get_string() != to_text(entry.id))
            damage(where, "is filed under another id than its payload says");
        for (const json::value& row : rows->get_array()) {
            const auto* item = row.if_array();
            const bool whole = item != nullptr && item->size() == 4 && item->at(0).is_string() &&
                               item->at(1).is_string() && item->at(2).is_int64() &&
                               item->at(3).is_string();
            if (whole)
                TRY(check_row(entry, *item));
            else
                damage(where, "lists a row that cannot be read");
        }
        return ok();
    }

    // Rows that no entry lists, and whether exactly the newest version is the current one.
    Status check_table(const store::Table& table) {
        return snapshot.query(
            std::string("SELECT id, version, current, org FROM ") + table.name +
                " ORDER BY id, version DESC",
            {}, [&, last = Uuid{}, first = true](const store::Row& row) mutable {
                const std::string where = std::string(table.name) + " " + to_text(row.uuid(0)) +
                                          " version " + std::to_string(row.integer(1));
                const bool is_newest = first || row.uuid(0) != last;
                first = false;
                last = row.uuid(0);
                if (!std::ranges::binary_search(listed,
                                                key_of(table.name, row.text(0), row.integer(1))) ||
                    row.integer(3) != house.database().org())
                    damage(where, "is in no ledger entry: it was added from outside");
                if (row.integer(2) != (is_newest ? 1 : 0))
                    damage(where, is_newest ? "is the newest version but not marked current"
                                            : "is an old version but marked current");
            });
    }
};

}  // namespace

Result<FsckReport> House::fsck() {
    FsckReport report;
    const auto snapshot = TRY(database_->snapshot());
    Checker checker{*this, *snapshot, report, {}, {}};
    for (const store::Table* table : tables_) checker.tables[table->name] = table;
    const auto ledger_damage = TRY(ledger_->check(
        *snapshot, [&](const ledger::StoredEntry& entry) { return checker.check_entry(entry); }));
    for (const ledger::Damage& one : ledger_damage) checker.damage(one.where, one.what);
    const auto damaged_keys = TRY(vault_->damaged_keys());
    for (const Uuid& unit : damaged_keys)
        checker.damage("the key of retention unit " + to_text(unit), "cannot be unwrapped");
    std::ranges::sort(checker.listed);
    for (const store::Table* table : tables_) TRY(checker.check_table(*table));
    return report;
}

}  // namespace muniment::house
