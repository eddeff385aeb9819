// fsck's part in the ledger: everything is hashed again from the entries up, and every difference
// is named.
#include <fstream>
#include <iterator>
#include <limits>

#include "kernel/ledger/hashes.h"
#include "kernel/ledger/ledger.h"

namespace muniment::ledger {

using store::Row;

namespace {

// The tree grown again from the entries, with the roots the checkpoints must have.
class Recount {
  public:
    explicit Recount(std::vector<Damage>& damage) : damage_(damage) {}

    void add(const StoredEntry& entry) {
        while (next_ < entry.index && missing_ < 100) {
            damage_.push_back({"ledger entry " + std::to_string(next_), "is missing"});
            ++next_;
            ++missing_;
        }
        next_ = entry.index + 1;
        const bool salted = entry.salt.size() == tlog::salt_size;
        if (!salted)
            damage_.push_back(
                {"ledger entry " + std::to_string(entry.index), "has a damaged salt"});
        hashes_.append(salted ? leaf_of(entry.salt, entry.payload) : Hash{});
        roots_.push_back(hashes_.root());
    }

    std::uint64_t size() const { return hashes_.size(); }
    Hash root_at(std::uint64_t size) const {
        return size == 0 ? tlog::empty_root() : roots_[size - 1];
    }
    tlog::MemoryHashes& hashes() { return hashes_; }
    tlog::Tree edge() {
        auto tree = tlog::Tree::load(hashes_, hashes_.size());
        return tree ? *tree : tlog::Tree();
    }

  private:
    std::vector<Damage>& damage_;
    tlog::MemoryHashes hashes_;
    std::vector<Hash> roots_;
    std::int64_t next_ = 0;
    int missing_ = 0;
};

}  // namespace

static Status check_tiles(const store::Snapshot& snapshot, std::int64_t org, Recount& recount,
                          std::vector<Damage>& damage) {
    std::vector<tlog::Tile> wanted = tlog::tiles_to_write(0, recount.size());
    // An unfinished level-0 tile is not kept: it is made from the entries.
    std::erase_if(wanted, [](const tlog::Tile& tile) {
        return tile.level == 0 && tile.width < tlog::tile_width;
    });
    for (const tlog::Tile& tile : wanted) {
        const std::string where =
            "tile level " + std::to_string(tile.level) + " number " + std::to_string(tile.index);
        const std::string right = TRY(tlog::tile_bytes(tile, recount.hashes()));
        std::optional<std::string> kept;
        TRY(snapshot.query("SELECT hashes FROM ledger_tile WHERE org = ? AND level = ? AND idx = ?",
                           {org, std::int64_t{tile.level}, static_cast<std::int64_t>(tile.index)},
                           [&](const Row& row) { kept = row.text(0); }));
        if (!kept)
            damage.push_back({where, "is missing"});
        else if (*kept != right)
            damage.push_back({where, "does not match the entries"});
    }
    const std::int64_t rows = TRY(snapshot.number("SELECT COUNT(*) FROM ledger_tile", {}));
    if (rows > static_cast<std::int64_t>(wanted.size()))
        damage.push_back({"the tiles", "hold rows that the tree does not have"});
    return ok();
}

static void check_one(const std::string& where, std::int64_t size, const std::string& note,
                      const tlog::VerifierKey& key, const Recount& recount,
                      std::vector<Damage>& damage) {
    const auto signed_then = tlog::open_checkpoint(note, key);
    if (!signed_then)
        damage.push_back({where, "has no valid signature of this ledger"});
    else if (size >= 0 && signed_then->size != static_cast<std::uint64_t>(size))
        damage.push_back({where, "is filed under another size"});
    else if (signed_then->size > recount.size())
        damage.push_back({where, "covers " + std::to_string(signed_then->size) +
                                     " entries, but only " + std::to_string(recount.size()) +
                                     " are there"});
    else if (recount.root_at(signed_then->size) != signed_then->root)
        damage.push_back({where, "does not match the entries it covers"});
}

static Status check_checkpoints(const store::Snapshot& snapshot, std::int64_t org,
                                const tlog::VerifierKey& key, const Recount& recount,
                                std::string& last, std::vector<Damage>& damage) {
    std::int64_t next = 1;
    return snapshot.query(
        "SELECT seq, size, note FROM ledger_checkpoint WHERE org = ? ORDER BY seq", {org},
        [&](const Row& row) {
            for (; next < row.integer(0) && next < row.integer(0) + 100; ++next)
                damage.push_back({"checkpoint " + std::to_string(next), "is missing"});
            next = row.integer(0) + 1;
            last = row.text(2);
            check_one("checkpoint " + std::to_string(row.integer(0)), row.integer(1), last, key,
                      recount, damage);
        });
}

// All entries in order, a page at a time: PostgreSQL gives a whole answer at once.
static Status for_each_entry(const store::Snapshot& snapshot, std::int64_t org,
                             const std::function<Status(const StoredEntry&)>& each) {
    std::int64_t next = std::numeric_limits<std::int64_t>::min();
    for (bool more = true; more;) {
        std::vector<StoredEntry> page;
        TRY(
            snapshot.query("SELECT idx, id, salt, payload FROM ledger_entry WHERE org = ? AND idx "
                           ">= ? ORDER BY idx LIMIT 2000",
                           {org, next}, [&](const Row& row) {
                               page.push_back({row.integer(0), row.uuid(1),
                                               std::string(row.text(2)), std::string(row.text(3))});
                           }));
        for (const StoredEntry& entry : page) TRY(each(entry));
        more = !page.empty();
        if (more) next = page.back().index + 1;
    }
    return ok();
}

Result<std::vector<Damage>> Ledger::check(const store::Snapshot& moment,
                                          const std::function<Status(const StoredEntry&)>& each) {
    std::vector<Damage> damage;

    Recount recount(damage);
    TRY(for_each_entry(moment, database_.org(), [&](const StoredEntry& entry) {
        recount.add(entry);
        return each(entry);
    }));
    bool headed = false;
    TRY(moment.query("SELECT size, edge FROM ledger_head WHERE org = ?", {database_.org()},
                     [&](const Row& row) {
                         headed = true;
                         if (row.integer(0) != static_cast<std::int64_t>(recount.size()) ||
                             row.text(1) != recount.edge().serialise())
                             damage.push_back({"the ledger's head", "does not match the entries"});
                     }));
    if (!headed) damage.push_back({"the ledger's head", "is missing"});
    const std::int64_t all = TRY(moment.number("SELECT COUNT(*) FROM ledger_entry", {}));
    if (all != static_cast<std::int64_t>(recount.size()))
        damage.push_back({"the ledger", "holds entries filed under another organisation"});
    TRY(check_tiles(moment, database_.org(), recount, damage));
    std::string last;
    TRY(check_checkpoints(moment, database_.org(), verifier_of(key_), recount, last, damage));
    if (checkpoint_file_.empty()) return damage;
    std::ifstream in(checkpoint_file_, std::ios::binary);
    const std::string file{std::istreambuf_iterator<char>(in), {}};
    if (!in && !last.empty()) damage.push_back({"the checkpoint file", "is missing"});
    if (in) check_one("the checkpoint file", -1, file, verifier_of(key_), recount, damage);
    // The file is written after the row, so it may be older than the last row, never newer.
    const auto filed = tlog::open_checkpoint(file, verifier_of(key_));
    const auto kept = tlog::open_checkpoint(last, verifier_of(key_));
    if (filed && (!kept || filed->size > kept->size))
        damage.push_back({"the last checkpoint", "is missing"});
    return damage;
}

}  // namespace muniment::ledger
