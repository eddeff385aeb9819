// The ledger's door: an append-only Merkle log (RFC 6962) of salted commitments, written in the
// same transaction as the actions it proves. Checkpoints, proofs and the export are C2SP formats
// (docs/formats/ledger.md), so that tools no one here wrote can check them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "formats/tlog/tlog.h"
#include "kernel/store/store.h"

namespace muniment::ledger {

struct StoredEntry {
    std::int64_t index = 0;
    Uuid id;
    std::string salt;
    std::string payload;
    std::string place = {};  // 32 bytes over index and leaf; given to check() only
};

// Everything a stranger needs to check one entry.
struct Proof {
    StoredEntry entry;
    tlog::ProofFile file;
    std::string vkey;  // the log's verifier key, one line
};

// One thing that fsck found wrong; empty findings mean the evidence holds.
struct Damage {
    std::string where;  // "ledger entry 17", "tile level 0 number 2", "checkpoint 5"
    std::string what;
};

class Ledger final : public store::Sequencer {
  public:
    // Upgrades the schema and becomes the database's sequencer. The database must outlive it.
    // `checkpoint_file` receives each new checkpoint (empty: none), for others to keep.
    static Result<std::unique_ptr<Ledger>> open(store::Database& database, tlog::SigningKey key,
                                                std::string checkpoint_file);
    ~Ledger() override;

    std::uint64_t size() const;  // entries known to be durable
    const std::string& origin() const { return key_.name; }
    std::string vkey() const { return tlog::to_text(tlog::verifier_of(key_)); }

    // A signed checkpoint over everything durable now; the last one again if nothing was added.
    Result<std::string> checkpoint();
    // The last signed checkpoint, with the cosignatures of witnesses that were accepted for it.
    Result<std::string> cosigned_checkpoint();
    // Accepts a checkpoint of ours that a witness has cosigned (C2SP tlog-cosignature): our own
    // signature, size and root must be ours and the witness's signature must verify.
    Status accept_cosignature(const std::string& note, const tlog::VerifierKey& witness);

    Result<StoredEntry> entry(std::int64_t index);
    Result<std::optional<std::int64_t>> index_of(const Uuid& entry);
    // Newest first, those with index < before.
    Result<std::vector<StoredEntry>> recent(std::int64_t before, std::int64_t limit);
    // Inclusion of the entry in a checkpoint over everything durable now.
    Result<Proof> prove(std::int64_t index);
    Result<std::vector<Hash>> prove_consistency(std::uint64_t old_size, std::uint64_t new_size);
    // Writes the C2SP tlog-tiles layout (checkpoint, tile/..., tile/entries/...) into a folder.
    Status export_tiles(const std::string& folder);

    // Re-hashes every entry, tile, edge and checkpoint of one moment. `each` is given every entry
    // in order.
    Result<std::vector<Damage>> check(const store::Snapshot& moment,
                                      const std::function<Status(const StoredEntry&)>& each);

    Status write(store::Transaction& transaction,
                 std::span<const store::Entry* const> entries) override;
    void committed() override;
    void rolled_back() override;

  private:
    struct State {  // the tree at its right edge, as in ledger_head
        tlog::Tree tree;
        std::vector<std::string> partial;  // per tile level, the hashes of the tile being filled
    };
    Ledger(store::Database& database, tlog::SigningKey key, std::string file)
        : database_(database), key_(std::move(key)), checkpoint_file_(std::move(file)) {}
    Status load(store::Transaction& transaction, std::uint64_t size, std::string_view edge);
    Status append(store::Transaction& transaction, const store::Entry& entry, State& state);
    Status grow(store::Transaction& transaction, State& state, std::size_t level,
                std::uint64_t leaves, const Hash& hash);

    store::Database& database_;
    const tlog::SigningKey key_;
    const std::string checkpoint_file_;
    std::mutex file_mutex_;     // one thread at a time writes the file
    mutable std::mutex mutex_;  // guards durable_
    State durable_;             // what is on disk
    State pending_;             // during a group; committing thread only
    bool stale_ = true;         // durable_ must be read again before it is built upon
};

}  // namespace muniment::ledger
