// fsck's part in the ledger: everything is hashed again from the entries up, and every difference
// is named. Damage must not stop the checking, nor fill the report: what repeats is told
// told_max times.
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <set>

#include "kernel/ledger/hashes.h"
#include "kernel/ledger/ledger.h"

namespace muniment::ledger {

using store::Row;

namespace {

constexpr int told_max = 100;

struct Mark {  // a row of ledger_checkpoint
    std::int64_t seq = 0;
    std::int64_t size = 0;
    std::string note;
};

// The tree grown again from the entries, with the roots that checkpoints must have.
class Recount {
  public:
    Recount(std::vector<Damage>& damage, std::set<std::uint64_t> sizes)
        : damage_(damage), wanted_(std::move(sizes)) {}

    void add(const StoredEntry& entry) {
        const std::string where = "ledger entry " + std::to_string(entry.index);
        if (entry.index < 0) damage_.push_back({where, "has a number that no entry can have"});
        missing_up_to(entry.index);
        if (entry.index >= next_ && entry.index < std::numeric_limits<std::int64_t>::max())
            next_ = entry.index + 1;
        const bool salted = entry.salt.size() == tlog::salt_size;
        const Hash leaf = salted ? leaf_of(entry.salt, entry.payload) : Hash{};
        if (!salted || place_of(entry.index, leaf).view() != entry.place)
            damage_.push_back({where, "was changed or moved after it was written"});
        hashes_.append(leaf);
        tree_.append(leaf);
        if (wanted_.contains(tree_.size())) roots_[tree_.size()] = tree_.root();
    }

    void missing_up_to(std::int64_t end) {
        for (; next_ < end && told_ < told_max; ++next_, ++told_)
            damage_.push_back({"ledger entry " + std::to_string(next_), "is missing"});
    }

    std::uint64_t size() const { return tree_.size(); }
    Hash root_at(std::uint64_t size) const {
        const auto found = roots_.find(size);
        return found == roots_.end() ? tlog::empty_root() : found->second;
    }
    tlog::MemoryHashes& hashes() { return hashes_; }
    const tlog::Tree& tree() const { return tree_; }

  private:
    std::vector<Damage>& damage_;
    const std::set<std::uint64_t> wanted_;
    std::map<std::uint64_t, Hash> roots_;
    tlog::MemoryHashes hashes_;
    tlog::Tree tree_;
    std::int64_t next_ = 0;
    int told_ = 0;
};

// One run of check() over one moment.
struct Check {
    const store::Snapshot& snapshot;
    const std::int64_t org;
    const tlog::VerifierKey key;
    std::vector<Damage>& damage;

    Result<std::vector<Mark>> marks() const;
    Status head(Recount& recount) const;
    Status tiles(Recount& recount) const;
    Status extra_tiles(const std::vector<tlog::Tile>& wanted) const;
    void note(const std::string& where, std::int64_t size, const std::string& text,
              const Recount& recount) const;
    void checkpoints(const std::vector<Mark>& marks, const Recount& recount) const;
    Status cosignatures(const std::vector<Mark>& marks) const;
    void file(const std::string& path, const std::vector<Mark>& marks,
              const Recount& recount) const;
    Status strangers() const;
};

Result<std::vector<Mark>> Check::marks() const {
    std::vector<Mark> marks;
    TRY(snapshot.query("SELECT seq, size, note FROM ledger_checkpoint WHERE org = ? ORDER BY seq",
                       {org}, [&](const Row& row) {
                           marks.push_back(
                               {row.integer(0), row.integer(1), std::string(row.text(2))});
                       }));
    return marks;
}

Status Check::head(Recount& recount) const {
    bool there = false, right = false;
    std::uint64_t claimed = 0;
    TRY(snapshot.query(
        "SELECT size, edge FROM ledger_head WHERE org = ?", {org}, [&](const Row& row) {
            there = true;
            const auto size = static_cast<std::uint64_t>(row.integer(0));
            const auto tree = tlog::Tree::parse(row.text(1));
            right = size == recount.size() && row.text(1) == recount.tree().serialise();
            if (tree && tree->size() == size) claimed = size;
        }));
    // A head that fits itself knows which entries at the end were taken away.
    recount.missing_up_to(static_cast<std::int64_t>(claimed));
    if (!there) damage.push_back({"the ledger's head", "is missing"});
    if (there && !right) damage.push_back({"the ledger's head", "does not match the entries"});
    return ok();
}

std::string name_of(std::int64_t level, std::int64_t index) {
    return "tile level " + std::to_string(level) + " number " + std::to_string(index);
}

Status Check::tiles(Recount& recount) const {
    std::vector<tlog::Tile> wanted = tlog::tiles_to_write(0, recount.size());
    // An unfinished level-0 tile is not kept: it is made from the entries.
    std::erase_if(wanted, [](const tlog::Tile& tile) {
        return tile.level == 0 && tile.width < tlog::tile_width;
    });
    for (const tlog::Tile& tile : wanted) {
        const auto index = static_cast<std::int64_t>(tile.index);
        const std::string right = TRY(tlog::tile_bytes(tile, recount.hashes()));
        std::optional<std::string> kept;
        TRY(snapshot.query("SELECT hashes FROM ledger_tile WHERE org = ? AND level = ? AND idx = ?",
                           {org, std::int64_t{tile.level}, index},
                           [&](const Row& row) { kept = row.text(0); }));
        if (!kept)
            damage.push_back({name_of(tile.level, index), "is missing"});
        else if (*kept != right)
            damage.push_back({name_of(tile.level, index), "does not match the entries"});
    }
    return extra_tiles(wanted);
}

Status Check::extra_tiles(const std::vector<tlog::Tile>& wanted) const {
    std::set<std::pair<std::int64_t, std::int64_t>> known;
    for (const tlog::Tile& tile : wanted)
        known.emplace(tile.level, static_cast<std::int64_t>(tile.index));
    return snapshot.query(
        "SELECT level, idx FROM ledger_tile WHERE org = ?", {org}, [&](const Row& row) {
            if (!known.contains({row.integer(0), row.integer(1)}))
                damage.push_back(
                    {name_of(row.integer(0), row.integer(1)), "is not one of this tree's"});
        });
}

void Check::note(const std::string& where, std::int64_t size, const std::string& text,
                 const Recount& recount) const {
    const auto signed_then = tlog::open_checkpoint(text, key);
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

void Check::checkpoints(const std::vector<Mark>& marks, const Recount& recount) const {
    std::int64_t next = 1, size = -1;
    int told = 0;
    for (const Mark& mark : marks) {
        const std::string where = "checkpoint " + std::to_string(mark.seq);
        for (; next < mark.seq && told < told_max; ++next, ++told)
            damage.push_back({"checkpoint " + std::to_string(next), "is missing"});
        if (mark.seq < 1) damage.push_back({where, "has a number that no checkpoint can have"});
        if (mark.seq >= 1) next = mark.seq + 1;
        if (mark.size <= size)
            damage.push_back({where, "does not cover more than the one before: was it moved?"});
        size = mark.size;
        // Sizes that no checkpoint can have are told as "filed under another size".
        note(where, std::max<std::int64_t>(mark.size, 0), mark.note, recount);
    }
}

bool is_cosigned(const std::string& note, const std::string& line, const std::string& vkey,
                 std::string_view witness) {
    const auto key = tlog::parse_verifier_key(vkey);
    if (!key || key->name != witness) return false;
    const auto cosigned = tlog::parse_note(note + line + "\n");
    return cosigned && tlog::verify_cosignature(*cosigned, *key);
}

Status Check::cosignatures(const std::vector<Mark>& marks) const {
    return snapshot.query(
        "SELECT size, witness, line, vkey FROM ledger_cosignature WHERE org = ?", {org},
        [&](const Row& row) {
            bool good = false;
            for (const Mark& mark : marks)
                good = good || (mark.size == row.integer(0) &&
                                is_cosigned(mark.note, std::string(row.text(2)),
                                            std::string(row.text(3)), row.text(1)));
            if (!good)
                damage.push_back({"the cosignature of " + std::string(row.text(1)) + " on size " +
                                      std::to_string(row.integer(0)),
                                  "does not verify with the witness's key"});
        });
}

void Check::file(const std::string& path, const std::vector<Mark>& marks,
                 const Recount& recount) const {
    if (path.empty()) return;
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in && !marks.empty()) damage.push_back({"the checkpoint file", "is missing"});
    if (!in) return;
    note("the checkpoint file", -1, text, recount);
    // The file is written after the row, so it may be older than the last row, never newer.
    const auto filed = tlog::open_checkpoint(text, key);
    Mark last{0, -1, ""};
    for (const Mark& mark : marks)
        if (mark.seq >= 1 && mark.size > last.size) last = mark;
    if (filed && static_cast<std::int64_t>(filed->size) > last.size)
        damage.push_back({"checkpoint " + std::to_string(last.seq + 1), "is missing"});
}

// Rows of the ledger's tables under another organisation are nobody's evidence.
Status Check::strangers() const {
    const std::pair<const char*, const char*> tables[] = {{"ledger_entry", "entry"},
                                                          {"ledger_tile", "tile"},
                                                          {"ledger_checkpoint", "checkpoint"},
                                                          {"ledger_cosignature", "cosignature"},
                                                          {"ledger_head", "head"}};
    for (const auto& [table, what] : tables) {
        const std::int64_t count = TRY(snapshot.number(
            std::string("SELECT COUNT(*) FROM ") + table + " WHERE org <> ?", {org}));
        if (count > 0)
            damage.push_back(
                {std::string("the table ") + table, "holds " + std::to_string(count) + " " + what +
                                                        " rows filed under another organisation"});
    }
    return ok();
}

// All entries in order, a page at a time: PostgreSQL gives a whole answer at once.
Status for_each_entry(const store::Snapshot& snapshot, std::int64_t org,
                      const std::function<Status(const StoredEntry&)>& each) {
    constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
    std::int64_t next = std::numeric_limits<std::int64_t>::min();
    for (bool more = true; more;) {
        std::vector<StoredEntry> page;
        TRY(snapshot.query(
            "SELECT idx, id, salt, payload, place FROM ledger_entry WHERE org = ? AND idx >= ? "
            "ORDER BY idx LIMIT 2000",
            {org, next}, [&](const Row& row) {
                page.push_back({row.integer(0), row.uuid(1), std::string(row.text(2)),
                                std::string(row.text(3)), std::string(row.text(4))});
            }));
        for (const StoredEntry& entry : page) TRY(each(entry));
        more = !page.empty() && page.back().index < last;
        if (more) next = page.back().index + 1;
    }
    return ok();
}

}  // namespace

Result<std::vector<Damage>> Ledger::check(const store::Snapshot& moment,
                                          const std::function<Status(const StoredEntry&)>& each) {
    std::vector<Damage> damage;
    const Check check{moment, database_.org(), verifier_of(key_), damage};
    const std::vector<Mark> marks = TRY(check.marks());
    std::set<std::uint64_t> sizes;
    for (const Mark& mark : marks)
        if (const auto opened = tlog::open_checkpoint(mark.note, check.key))
            sizes.insert(opened->size);
    if (std::ifstream in(checkpoint_file_, std::ios::binary); in) {
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        if (const auto opened = tlog::open_checkpoint(text, check.key)) sizes.insert(opened->size);
    }
    Recount recount(damage, std::move(sizes));
    TRY(for_each_entry(moment, database_.org(), [&](const StoredEntry& entry) {
        recount.add(entry);
        return each(entry);
    }));
    TRY(check.head(recount));
    TRY(check.tiles(recount));
    check.checkpoints(marks, recount);
    TRY(check.cosignatures(marks));
    check.file(checkpoint_file_, marks, recount);
    TRY(check.strangers());
    return damage;
}

}  // namespace muniment::ledger
