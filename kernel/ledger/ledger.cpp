#include "kernel/ledger/ledger.h"

#include "base/text.h"
#include "kernel/assets.h"
#include "kernel/ledger/hashes.h"

namespace muniment::ledger {

using store::Row;
using store::Value;

Result<std::unique_ptr<Ledger>> Ledger::open(store::Database& database, tlog::SigningKey key,
                                             std::string checkpoint_file) {
    TRY(database.upgrade("kernel/ledger", assets::kernel_ledger()));
    std::unique_ptr<Ledger> ledger(
        new Ledger(database, std::move(key), std::move(checkpoint_file)));
    const Value first[] = {database.org(), store::Blob{tlog::Tree().serialise()}};
    TRY(database.maintain([&](store::Transaction& transaction) -> Status {
        TRY(
            transaction.run("INSERT INTO ledger_head (org, size, edge) VALUES (?, 0, ?) "
                            "ON CONFLICT (org) DO NOTHING",
                            first, -1));
        const Value org[] = {database.org()};
        std::uint64_t size = 0;
        std::string edge;
        TRY(transaction.query("SELECT size, edge FROM ledger_head WHERE org = ?", org,
                              [&](const Row& row) {
                                  size = static_cast<std::uint64_t>(row.integer(0));
                                  edge = row.text(1);
                              }));
        // A damaged edge does not keep the house shut: fsck must be able to name it. Every append
        // reads it again and fails with the same error.
        if (!ledger->load(transaction, size, edge)) return ok();
        ledger->stale_ = false;
        const std::lock_guard lock(ledger->mutex_);
        ledger->durable_ = ledger->pending_;
        return ok();
    }));
    database.use(ledger.get());
    return ledger;
}

Ledger::~Ledger() { database_.use(nullptr); }

std::uint64_t Ledger::size() const {
    const std::lock_guard lock(mutex_);
    return durable_.tree.size();
}

// Reads the right edge into pending_: the tree, the unfinished leaves, the unfinished upper tiles.
Status Ledger::load(store::Transaction& transaction, std::uint64_t size, std::string_view edge) {
    pending_ = {};
    pending_.tree = TRY(tlog::Tree::parse(edge));
    if (pending_.tree.size() != size)
        return Error{Fault::unavailable,
                     "The ledger's head does not fit its size; run fsck and restore a backup."};
    pending_.partial.assign(tlog::tile_levels, {});
    const Value unfinished[] = {database_.org(),
                                static_cast<std::int64_t>(size - size % tlog::tile_width)};
    TRY(transaction.query(
        "SELECT salt, payload FROM ledger_entry WHERE org = ? AND idx >= ? ORDER BY idx",
        unfinished, [&](const Row& row) {
            if (row.text(0).size() == tlog::salt_size)
                pending_.partial[0] += leaf_of(row.text(0), row.text(1)).view();
        }));
    if (pending_.partial[0].size() != size % tlog::tile_width * 32)
        return Error{Fault::unavailable,
                     "The ledger's last entries do not fit its head; run fsck and restore a "
                     "backup."};
    std::uint64_t nodes = size / tlog::tile_width;
    for (std::size_t level = 1; level < tlog::tile_levels; ++level, nodes /= tlog::tile_width) {
        if (nodes % tlog::tile_width == 0) continue;
        const Value key[] = {database_.org(), static_cast<std::int64_t>(level),
                             static_cast<std::int64_t>(nodes / tlog::tile_width)};
        TRY(transaction.query(
            "SELECT hashes FROM ledger_tile WHERE org = ? AND level = ? AND idx = ?", key,
            [&](const Row& row) { pending_.partial[level] = row.text(0); }));
    }
    return ok();
}

// Adds one hash to the tile being filled at a level; a full tile is stored and its hash goes up.
Status Ledger::grow(store::Transaction& transaction, State& state, std::size_t level,
                    std::uint64_t leaves, const Hash& hash) {
    std::string& tile = state.partial[level];
    tile += hash.view();
    const bool full = tile.size() == std::size_t{tlog::tile_width} * 32;
    if (level > 0 || full) {
        const Value values[] = {database_.org(), static_cast<std::int64_t>(level),
                                static_cast<std::int64_t>((leaves - 1) / tlog::tile_width),
                                store::BlobView{tile}};
        TRY(
            transaction.run("INSERT INTO ledger_tile (org, level, idx, hashes) VALUES (?, ?, ?, ?) "
                            "ON CONFLICT (org, level, idx) DO UPDATE SET hashes = excluded.hashes",
                            values, -1));
    }
    if (!full) return ok();
    const Hash above = tlog::full_tile_hash(tile);
    tile.clear();
    return grow(transaction, state, level + 1, leaves / tlog::tile_width, above);
}

Status Ledger::append(store::Transaction& transaction, const store::Entry& entry, State& state) {
    const auto index = static_cast<std::int64_t>(state.tree.size());
    const Hash leaf = leaf_of(entry.salt, entry.payload);
    const Hash place = place_of(index, leaf);
    const Value values[] = {database_.org(),
                            index,
                            store::view_of(entry.id),
                            store::BlobView{entry.salt},
                            store::BlobView{entry.payload},
                            store::BlobView{place.view()}};
    TRY(
        transaction.run("INSERT INTO ledger_entry (org, idx, id, salt, payload, place) VALUES "
                        "(?, ?, ?, ?, ?, ?)",
                        values, 1));
    state.tree.append(leaf);
    return grow(transaction, state, 0, state.tree.size(), leaf);
}

Status Ledger::write(store::Transaction& transaction,
                     std::span<const store::Entry* const> entries) {
    // Taking the head's row lock first puts the groups of several programs in one order. A head
    // that is not ours means that another program has appended since: read its edge.
    const Value org[] = {database_.org()};
    std::string edge;
    TRY(transaction.query("UPDATE ledger_head SET size = size WHERE org = ? RETURNING edge", org,
                          [&](const Row& row) { edge = row.text(0); }));
    {
        const std::lock_guard lock(mutex_);
        if (!stale_ && durable_.tree.serialise() == edge)
            pending_ = durable_;
        else
            stale_ = true;
    }
    if (stale_) {
        const tlog::Tree tree = TRY(tlog::Tree::parse(edge));
        TRY(load(transaction, tree.size(), edge));
    }
    for (const store::Entry* entry : entries) TRY(append(transaction, *entry, pending_));
    const Value head[] = {static_cast<std::int64_t>(pending_.tree.size()),
                          store::Blob{pending_.tree.serialise()}, database_.org()};
    return transaction.run("UPDATE ledger_head SET size = ?, edge = ? WHERE org = ?", head, 1);
}

void Ledger::committed() {
    const std::lock_guard lock(mutex_);
    durable_ = std::move(pending_);
    stale_ = false;
}

void Ledger::rolled_back() {
    const std::lock_guard lock(mutex_);
    stale_ = true;
}

static StoredEntry entry_of(const Row& row) {
    return {row.integer(0), row.uuid(1), std::string(row.text(2)), std::string(row.text(3)), {}};
}

Result<StoredEntry> Ledger::entry(std::int64_t index) {
    const auto snapshot = TRY(database_.snapshot());
    std::optional<StoredEntry> found;
    TRY(snapshot->query("SELECT idx, id, salt, payload FROM ledger_entry WHERE org = ? AND idx = ?",
                        {database_.org(), index}, [&](const Row& row) { found = entry_of(row); }));
    if (!found)
        return Error{Fault::not_found, "The ledger has no entry " + std::to_string(index) +
                                           "; it has " + std::to_string(size()) +
                                           " entries, counted from 0."};
    return *found;
}

Result<std::optional<std::int64_t>> Ledger::index_of(const Uuid& entry) {
    const auto snapshot = TRY(database_.snapshot());
    std::optional<std::int64_t> found;
    TRY(snapshot->query("SELECT idx FROM ledger_entry WHERE org = ? AND id = ?",
                        {database_.org(), store::value_of(entry)},
                        [&](const Row& row) { found = row.integer(0); }));
    return found;
}

Result<std::vector<StoredEntry>> Ledger::recent(std::int64_t before, std::int64_t limit) {
    const auto snapshot = TRY(database_.snapshot());
    std::vector<StoredEntry> entries;
    TRY(
        snapshot->query("SELECT idx, id, salt, payload FROM ledger_entry WHERE org = ? AND idx < ? "
                        "ORDER BY idx DESC LIMIT ?",
                        {database_.org(), before, limit},
                        [&](const Row& row) { entries.push_back(entry_of(row)); }));
    return entries;
}

Result<Proof> Ledger::prove(std::int64_t index) {
    Proof proof;
    proof.entry = TRY(entry(index));
    proof.file.checkpoint = TRY(checkpoint());
    const auto signed_now = TRY(tlog::open_checkpoint(proof.file.checkpoint, verifier_of(key_)));
    const auto snapshot = TRY(database_.snapshot());
    SnapshotTiles tiles(*snapshot, database_.org(), signed_now.size);
    tlog::TileHashes hashes(tiles, signed_now.size);
    proof.file.extra = proof.entry.salt;
    proof.file.index = static_cast<std::uint64_t>(index);
    proof.file.hashes = TRY(tlog::inclusion_proof(hashes, proof.file.index, signed_now.size));
    proof.vkey = vkey();
    return proof;
}

Result<std::vector<Hash>> Ledger::prove_consistency(std::uint64_t old_size,
                                                    std::uint64_t new_size) {
    if (new_size > size()) return Error{Fault::not_found, "The ledger is not that long yet."};
    const auto snapshot = TRY(database_.snapshot());
    SnapshotTiles tiles(*snapshot, database_.org(), new_size);
    tlog::TileHashes hashes(tiles, new_size);
    return tlog::consistency_proof(hashes, old_size, new_size);
}

}  // namespace muniment::ledger
