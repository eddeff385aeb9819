// How records become rows: the row hash, and the statements that write and check a version.
#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "kernel/store/store.h"

namespace muniment::store {

Uuid Row::uuid(int column) const {
    const auto id = uuid_of_bytes(text(column));
    return id ? *id : Uuid{};
}

std::optional<Day> Row::maybe_day(int column) const {
    return is_null(column) ? std::nullopt : std::optional(day(column));
}

std::optional<Instant> Row::maybe_instant(int column) const {
    return is_null(column) ? std::nullopt : std::optional(instant(column));
}

Result<std::int64_t> Snapshot::number(std::string_view sql,
                                      std::initializer_list<Value> parameters) const {
    std::int64_t found = 0;
    bool first = true;
    TRY(query(sql, parameters, [&](const Row& row) {
        if (first) found = row.integer(0);
        first = false;
    }));
    return found;
}

static void add_length(std::string& out, std::uint64_t number) {
    for (int i = 0; i < 8; ++i) out += static_cast<char>(number >> (8 * i));
}

static void add_bytes(std::string& out, char kind, std::string_view bytes) {
    out += kind;
    add_length(out, bytes.size());
    out += bytes;
}

static void add_value(std::string& out, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        out += 'i';
        add_length(out, static_cast<std::uint64_t>(*number));
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        add_bytes(out, 't', *text);
    } else if (const auto* blob = std::get_if<Blob>(&value)) {
        add_bytes(out, 'b', blob->bytes);
    } else if (const auto* view = std::get_if<BlobView>(&value)) {
        add_bytes(out, 'b', view->bytes);
    } else {
        out += 'n';
    }
}

Hash row_hash(std::int64_t org, const Write& write) {
    std::string head = "muniment-row-v1\n";
    add_bytes(head, 't', write.table->name);
    add_length(head, static_cast<std::uint64_t>(org));
    head += write.id.view();
    add_length(head, static_cast<std::uint64_t>(write.version));
    for (const Value& value : write.columns) add_value(head, value);
    head += write.unit.view();
    add_length(head, write.content.size());
    return sha256({head, write.content});
}

static std::string insert_statement(const Table& table) {
    std::string names = "org, id, version, current, entry, unit, content";
    std::string marks = "?, ?, ?, 1, ?, ?, ?";
    for (const Column& column : table.columns) {
        names += std::string(", ") + column.name;
        marks += ", ?";
    }
    return std::string("INSERT INTO ") + table.name + " (" + names + ") VALUES (" + marks + ")";
}

// Statements are made once per table and kept: tables are static objects.
static const std::string& statement(const Table& table, int which) {
    struct Texts {
        std::string insert, retire, check;
    };
    thread_local std::vector<std::pair<const Table*, Texts>> known;
    const Texts* texts = nullptr;
    for (const auto& [seen, text] : known)
        if (seen == &table) texts = &text;
    if (texts == nullptr) {
        const std::string where = " WHERE org = ? AND id = ? AND version = ? AND current = 1";
        known.reserve(64);
        known.push_back({&table,
                         {insert_statement(table),
                          std::string("UPDATE ") + table.name + " SET current = 0" + where,
                          std::string("UPDATE ") + table.name + " SET current = 1" + where}});
        texts = &known.back().second;
    }
    return which == 0 ? texts->insert : which == 1 ? texts->retire : texts->check;
}

// The column without a copy of its bytes. Text keeps its copy: engines tell text from blobs.
static Value borrowed(const Value& column) {
    if (const auto* blob = std::get_if<Blob>(&column)) return BlobView{blob->bytes};
    return column;
}

// PostgreSQL cannot hold a zero byte in text, so neither engine is asked to.
static bool has_zero_in_text(const Write& write) {
    return std::ranges::any_of(write.columns, [](const Value& column) {
        const auto* text = std::get_if<std::string>(&column);
        return text != nullptr && text->find('\0') != std::string::npos;
    });
}

static Status write_version(Transaction& transaction, std::int64_t org, const Write& write,
                            const Uuid& entry) {
    ensure(write.table != nullptr && write.columns.size() == write.table->columns.size(),
           "a write must give every typed column of its table");
    ensure(write.version >= 1, "versions count from 1");
    if (has_zero_in_text(write))
        return Error{Fault::incorrect, "A text of " + std::string(write.table->name) + " " +
                                           to_text(write.id) +
                                           " holds a zero byte; remove it from the source."};
    if (write.version > 1) {
        const Value key[] = {org, view_of(write.id), write.version - 1};
        TRY(transaction.run(statement(*write.table, 1), key, 1));
    }
    std::vector<Value> values;
    values.reserve(6 + write.columns.size());
    values.insert(values.end(), {org, view_of(write.id), write.version, view_of(entry),
                                 view_of(write.unit), BlobView{write.content}});
    for (const Value& column : write.columns) values.push_back(borrowed(column));
    return transaction.run(statement(*write.table, 0), values, 1);
}

Status apply(Transaction& transaction, std::int64_t org, const Batch& batch) {
    ensure(batch.writes.empty() || !batch.entries.empty(), "no write without its ledger entry");
    // An UPDATE that changes nothing checks the version and, in PostgreSQL, also locks the row
    // until commit, so that nobody moves it on between our look and our commit.
    for (const Expect& expect : batch.expects) {
        const Value key[] = {org, view_of(expect.id), expect.version};
        TRY(transaction.run(statement(*expect.table, 2), key, 1));
    }
    for (const Write& write : batch.writes)
        TRY(write_version(transaction, org, write, batch.entries.front().id));
    return ok();
}

Status Database::commit(Batch batch) {
    struct Wait {
        std::mutex mutex;
        std::condition_variable changed;
        std::optional<Status> status;
    };
    const auto wait = std::make_shared<Wait>();
    commit(std::move(batch), [wait](Status status) {
        const std::lock_guard lock(wait->mutex);
        wait->status = std::move(status);
        wait->changed.notify_one();
    });
    std::unique_lock lock(wait->mutex);
    wait->changed.wait(lock, [&] { return wait->status.has_value(); });
    return *wait->status;
}

}  // namespace muniment::store
