#include "kernel/ledger/hashes.h"

namespace muniment::ledger {

Result<std::string> SnapshotTiles::from_entries(std::uint64_t index) const {
    const std::uint64_t first = index * tlog::tile_width;
    const std::uint64_t end = std::min<std::uint64_t>(first + tlog::tile_width, size_);
    std::string hashes;
    TRY(
        snapshot_.query("SELECT salt, payload FROM ledger_entry WHERE org = ? AND idx >= ? AND "
                        "idx < ? ORDER BY idx",
                        {org_, static_cast<std::int64_t>(first), static_cast<std::int64_t>(end)},
                        [&](const store::Row& row) {
                            if (row.text(0).size() == tlog::salt_size)
                                hashes += leaf_of(row.text(0), row.text(1)).view();
                        }));
    return hashes;
}

Result<std::string> SnapshotTiles::read(const tlog::Tile& tile) {
    std::string hashes;
    TRY(snapshot_.query("SELECT hashes FROM ledger_tile WHERE org = ? AND level = ? AND idx = ?",
                        {org_, std::int64_t{tile.level}, static_cast<std::int64_t>(tile.index)},
                        [&](const store::Row& row) { hashes = row.text(0); }));
    if (hashes.empty() && tile.level == 0) hashes = TRY(from_entries(tile.index));
    if (hashes.size() < std::size_t{tile.width} * 32)
        return Error{Fault::unavailable, "A tile of the ledger is missing or too short (level " +
                                             std::to_string(tile.level) + ", number " +
                                             std::to_string(tile.index) + "); run fsck."};
    return hashes;
}

}  // namespace muniment::ledger
