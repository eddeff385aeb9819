// The store's door: versioned records with typed index columns, in SQLite or PostgreSQL.
//
// One record = organisation, id, version, typed index columns, content. A version is never
// overwritten: a change is a new row, and only the marker `current` moves. Every row names the
// ledger entry it was written with, and the entry lists the row's hash, so that no row can be
// changed, added or removed without fsck naming it.
//
// Writing is a value, not a session: a Batch holds the new versions, the versions that must still
// be current, and the ledger entries. Batches from many threads are committed together in groups,
// each batch whole or not at all, and answered only when they are on disk.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/asset.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/result.h"

namespace muniment::store {

// A value bound to SQL. Text is UTF-8; times are microseconds, money is cents, ids are 16 bytes.
struct Blob {
    std::string bytes;
    friend bool operator==(const Blob&, const Blob&) = default;
};
// A blob that somebody else keeps alive for as long as the call lasts: large content is not copied.
struct BlobView {
    std::string_view bytes;
    friend bool operator==(const BlobView&, const BlobView&) = default;
};
using Value = std::variant<std::monostate, std::int64_t, std::string, Blob, BlobView>;
inline Value null() { return std::monostate{}; }
inline Value value_of(const Uuid& id) { return Blob{std::string(id.view())}; }
// For statements that end before the id does.
inline Value view_of(const Uuid& id) { return BlobView{id.view()}; }
inline Value value_of(Instant at) { return microseconds_of(at); }
// Days are stored as days since 1970-01-01.
inline Value value_of(Day day) { return std::int64_t{day.time_since_epoch().count()}; }
template <class T>
Value value_of(const std::optional<T>& maybe) {
    return maybe ? value_of(*maybe) : null();
}
inline Value value_of_id(const Uuid& id) { return id.is_nil() ? null() : value_of(id); }

enum class Kind { integer, text, blob };
struct Column {
    const char* name;
    Kind kind;
};
// A table of records. Its schema.sql must begin with the standard columns
//     org BIGINT, id BLOB, version BIGINT, current BIGINT, entry BLOB, unit BLOB
// then the typed columns named here, then content BLOB, with PRIMARY KEY (org, id, version).
// Content comes last, so that SQLite reads a list without walking through it.
struct Table {
    const char* name;
    std::vector<Column> columns;
};

// One new version of one record. `version` is 1 for a new record, else the current one plus one.
struct Write {
    const Table* table = nullptr;
    Uuid id;
    std::int64_t version = 1;
    std::vector<Value> columns;  // as many, and of the kinds, the table names
    Uuid unit;                   // the retention unit whose key sealed the content; nil: not sealed
    std::string content;         // stored as it is
};

// What a batch relied on: this record's current version must still be this one at commit.
struct Expect {
    const Table* table = nullptr;
    Uuid id;
    std::int64_t version = 0;
};

// One ledger entry: see docs/formats/ledger.md.
struct Entry {
    Uuid id;
    std::string salt;     // 32 random bytes
    std::string payload;  // one line of JSON, no PHI
};

struct Batch {
    std::vector<Write> writes;
    std::vector<Expect> expects;
    std::vector<Entry> entries;
};

// The hash that stands for a row in its ledger entry: over the table's name and every column but
// `current` and `entry`, each with its kind and length.
Hash row_hash(std::int64_t org, const Write& write);

// One row of an answer. Views are valid until the next row.
class Row {
  public:
    virtual ~Row() = default;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;   // 0 when null
    virtual std::string_view text(int column) const = 0;  // text or blob; empty when null
    Uuid uuid(int column) const;                          // nil when null
    Instant instant(int column) const { return instant_of(integer(column)); }
    Day day(int column) const { return Day{std::chrono::days{integer(column)}}; }
    std::optional<Day> maybe_day(int column) const;
    std::optional<Instant> maybe_instant(int column) const;
};
using RowSink = std::function<void(const Row&)>;

// The database at one moment: the one at which it was taken. Statements are portable SQL with ? for
// parameters (docs/decisions). Not thread-safe; give it back soon, for it holds a connection.
class Snapshot {
  public:
    virtual ~Snapshot() = default;
    virtual Status query(std::string_view sql, std::span<const Value> parameters,
                         const RowSink& sink) const = 0;
    Status query(std::string_view sql, std::initializer_list<Value> parameters,
                 const RowSink& sink) const {
        return query(sql, std::span(parameters.begin(), parameters.size()), sink);
    }
    // The first column of the first row; 0 when there is none.
    Result<std::int64_t> number(std::string_view sql,
                                std::initializer_list<Value> parameters) const;
};

// Inside the transaction of a group. run() may be sent later (pipelined); flush() waits for all and
// tells of the first failure.
class Transaction {
  public:
    virtual ~Transaction() = default;
    // `changes_wanted` < 0 means any number of changed rows will do.
    virtual Status run(std::string_view sql, std::span<const Value> parameters,
                       std::int64_t changes_wanted) = 0;
    virtual Status query(std::string_view sql, std::span<const Value> parameters,
                         const RowSink& sink) = 0;
    virtual Status flush() = 0;
};

// Gives ledger entries their index, in commit order, inside the group's transaction. Called by the
// committing thread only. The ledger implements it.
class Sequencer {
  public:
    virtual ~Sequencer() = default;
    virtual Status write(Transaction& transaction, std::span<const Entry* const> entries) = 0;
    virtual void committed() = 0;
    virtual void rolled_back() = 0;
};

struct Options {
    std::int64_t org = 1;
    std::size_t readers_max = 16;
    std::size_t queue_bytes_max = std::size_t{256} << 20;
};

class Database {
  public:
    // "postgresql://..." opens PostgreSQL; anything else is the path of an SQLite file.
    static Result<std::unique_ptr<Database>> open(const std::string& url, Options options = {});
    virtual ~Database() = default;

    // Applies the room's upgrades that are missing: schema.sql is number 1, upgrade_002.sql 2, ...
    // Each runs in a transaction of its own and once only.
    virtual Status upgrade(std::string_view room, Assets sql_files) = 0;
    virtual Result<std::unique_ptr<Snapshot>> snapshot() = 0;

    // Hands over a batch. `done` is called from another thread once it is durable, or has failed:
    // conflict (a version moved on), busy (the queue is full), unavailable (disk full, ...).
    using Done = std::function<void(Status)>;
    virtual void commit(Batch batch, Done done) = 0;
    // The same, and waits.
    Status commit(Batch batch);

    // Waits for the committing thread to be idle and sets the sequencer (null: entries refused).
    virtual void use(Sequencer* sequencer) = 0;
    // Runs statements that are not records (housekeeping), in a transaction of their own.
    virtual Status maintain(const std::function<Status(Transaction&)>& work) = 0;
    virtual std::string_view engine() const = 0;  // "SQLite" or "PostgreSQL"
    virtual std::int64_t org() const = 0;
};

// The SQL that writes one record version, and that checks one expectation; used by both engines.
Status apply(Transaction& transaction, std::int64_t org, const Batch& batch);

}  // namespace muniment::store
