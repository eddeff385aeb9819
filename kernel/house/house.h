// The house: an opened data folder (database, vault, ledger, clock) and the two ways to use it.
//
//   act(Act)  writes: seals the content, hashes the rows, composes the ledger entry and commits
//             all of it together. What is not in an Act does not happen.
//   view()    reads one moment; opening content is noted, so that the reader's access entry can
//             be made durable before anything is shown.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/zone.h"
#include "kernel/ledger/ledger.h"
#include "kernel/store/store.h"
#include "kernel/vault/vault.h"

namespace muniment::house {

// One new version of one record, content still in the clear.
struct Draft {
    const store::Table* table = nullptr;
    Uuid id;
    std::int64_t version = 1;
    std::vector<store::Value> columns;
    Uuid unit;  // seals the content with this unit's key; nil: content holds no secret
    std::string content;
};

// Who does what for which purpose, with everything it changes. Becomes one ledger entry.
struct Act {
    std::string action;   // "release.disclose"
    Uuid actor;           // nil: the system itself
    std::string purpose;  // purpose of use: "TREATMENT", "OPERATIONS", ...
    Uuid subject;         // the case, patient or record it is about; may be nil
    json::object detail;  // no PHI
    std::vector<Draft> drafts;
    std::vector<store::Expect> expects;
};

struct Receipt {
    Uuid entry;  // the ledger entry's id; its index is found with Ledger::index_of
    Instant at;
};

// Content of one patient's record that was opened or listed during a view.
struct Read {
    Uuid patient;  // nil: content that belongs to no patient
    std::string table;
    std::int64_t records = 0;
    std::vector<Uuid> ids;  // the first ones, at most read_ids_max
};
inline constexpr std::size_t read_ids_max = 64;

struct Stored {
    Uuid id;
    std::int64_t version = 0;
    Uuid entry;
    std::string content;  // in the clear
};

// One moment of the data. Not thread-safe; short-lived.
class View {
  public:
    View(std::unique_ptr<store::Snapshot> snapshot, vault::Vault& vault, std::int64_t org)
        : snapshot_(std::move(snapshot)), vault_(vault), org_(org) {}
    const store::Snapshot& sql() const { return *snapshot_; }
    std::int64_t org() const { return org_; }
    const Zone& zone() const { return zone_; }  // the facility's

    // The current version (or a given one) with its content opened; not_found when there is none.
    // For a table with a column "patient" the reading is noted for that patient.
    Result<Stored> read(const store::Table& table, const Uuid& id, std::int64_t version = 0);
    // Opens sealed content that a query of the caller's brought, and notes it.
    Result<std::string> open(const store::Table& table, const Uuid& id, std::int64_t version,
                             const Uuid& unit, std::string_view sealed, const Uuid& patient);
    // The same for a sealed column beside the content, with the context it was sealed with.
    Result<std::string> open_part(const store::Table& table, const Uuid& id,
                                  std::string_view context, const Uuid& unit,
                                  std::string_view sealed, const Uuid& patient);
    // True when the key of this retention unit was destroyed: nothing it sealed opens again.
    Result<bool> destroyed(const Uuid& unit) const { return vault_.destroyed(unit); }
    // Notes that index columns of a patient's records were read, as lists do.
    void note(const Uuid& patient, std::string_view table, const Uuid& record);
    const std::vector<Read>& reads() const { return reads_; }
    // Security labels of what this reader is not shown; the chart leaves it out as if it were not
    // there.
    void withhold(std::vector<std::string> labels) { withheld_ = std::move(labels); }
    const std::vector<std::string>& withheld() const { return withheld_; }

  private:
    friend class House;
    std::unique_ptr<store::Snapshot> snapshot_;
    vault::Vault& vault_;
    std::int64_t org_;
    Zone zone_;
    std::vector<Read> reads_;
    std::vector<std::string> withheld_;
    std::map<std::pair<Uuid, std::string>, std::size_t> noted_;  // where in reads_
    std::size_t last_ = 0;
};

// A stored record whose content is the JSON of T.
template <class T>
struct Record {
    Uuid id;
    std::int64_t version = 0;
    Uuid entry;
    T value{};
};
template <class T>
Result<Record<T>> read(View& view, const store::Table& table, const Uuid& id,
                       std::int64_t version = 0) {
    const Stored stored = TRY(view.read(table, id, version));
    return Record<T>{stored.id, stored.version, stored.entry,
                     TRY(from_json_text<T>(stored.content))};
}

struct Damage {
    std::string where;
    std::string what;
};
struct FsckReport {
    std::vector<Damage> damage;
    std::int64_t entries = 0;
    std::int64_t rows = 0;
    std::int64_t contents_opened = 0;
    std::int64_t contents_destroyed = 0;  // their keys were destroyed, as they should be
};
BOOST_DESCRIBE_STRUCT(Damage, (), (where, what))
BOOST_DESCRIBE_STRUCT(FsckReport, (), (damage, entries, rows, contents_opened, contents_destroyed))

// What is kept of the facility in the database, one record of the table house_facility. A house of
// several facilities would hold one of each; days are always those of the facility.
struct Facility {
    std::string time_zone = "UTC";  // IANA name
};
BOOST_DESCRIBE_STRUCT(Facility, (), (time_zone))

struct Where {
    std::string folder;        // the data folder
    std::string database_url;  // empty: muniment.db in the folder
    std::string keys_url;      // empty: keys.db in the folder
};

class House {
  public:
    // Makes a new data folder: master key, databases, signing key. conflict when one is there.
    static Status make(const Where& where, const std::string& facility, Random& random);
    static Result<std::unique_ptr<House>> open(const Where& where, const Clock& clock,
                                               Random& random);
    ~House();

    // Registers a room's tables: upgrades its schema, and lets fsck know them. At start only.
    Status add_room(std::string_view room, Assets schema, std::vector<const store::Table*> tables);
    const std::vector<const store::Table*>& tables() const { return tables_; }

    Result<std::unique_ptr<View>> view();
    using Done = std::function<void(Result<Receipt>)>;
    void act(Act act, Done done);
    Result<Receipt> act(Act act);

    // Re-hashes rows against entries, entries against tree, and opens every content.
    Result<FsckReport> fsck();

    const std::string& facility() const { return facility_; }
    const std::string& folder() const { return where_.folder; }
    Instant now() const { return clock_.now(); }
    // The facility's time zone; every day of the desk is a day there. UTC until it is said. A
    // change holds from its commit on, and in other programs on the same database within a minute.
    Zone zone() const;
    Day day_of(Instant at) const { return day_in(zone(), at); }
    Day today() const { return day_of(clock_.now()); }
    // The act that changes it, entered in the ledger as house.facility.
    Result<Act> change_zone(View& view, const Zone& zone);
    Uuid new_id() { return new_uuid(clock_.now(), random_); }
    Random& random() { return random_; }
    store::Database& database() { return *database_; }
    vault::Vault& vault() { return *vault_; }
    ledger::Ledger& ledger() { return *ledger_; }

  private:
    House(Where where, const Clock& clock, Random& random)
        : where_(std::move(where)), clock_(clock), random_(random) {}
    Result<store::Batch> prepare(Act& act, Receipt& receipt);
    Status read_zone(View& view);
    void use(const std::optional<Zone>& zone);

    Where where_;
    const Clock& clock_;
    Random& random_;
    std::string facility_;
    mutable std::mutex zone_guard_;
    Zone zone_;
    Instant zone_read_{};
    std::vector<const store::Table*> tables_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<vault::Vault> vault_;
    std::unique_ptr<ledger::Ledger> ledger_;  // before the database goes: it is its sequencer
};

// The context that sealed content is bound to.
std::string seal_context(const store::Table& table, const Uuid& id, std::int64_t version);

}  // namespace muniment::house
