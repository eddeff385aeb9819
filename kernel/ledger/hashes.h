// The ledger's tree read back from its tables, inside this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "formats/tlog/tlog.h"
#include "kernel/store/store.h"

namespace muniment::ledger {

// The leaf hash of an entry: RFC 6962 2.1 over its salted commitment.
inline Hash leaf_of(std::string_view salt, std::string_view payload) {
    return tlog::entry_leaf_hash(tlog::commitment(salt, payload));
}

// Kept beside an entry: an entry that was changed, or filed under another index, does not fit it.
inline Hash place_of(std::int64_t index, const Hash& leaf) {
    std::string place = "muniment-place-v1\n";
    for (int i = 7; i >= 0; --i)
        place += static_cast<char>(static_cast<std::uint64_t>(index) >> (8 * i));
    place += leaf.view();
    return sha256(place);
}

// Tiles from ledger_tile; an unfinished level-0 tile is made from the entries themselves.
class SnapshotTiles final : public tlog::TileSource {
  public:
    SnapshotTiles(const store::Snapshot& snapshot, std::int64_t org, std::uint64_t size)
        : snapshot_(snapshot), org_(org), size_(size) {}
    Result<std::string> read(const tlog::Tile& tile) override;

  private:
    Result<std::string> from_entries(std::uint64_t index) const;
    const store::Snapshot& snapshot_;
    std::int64_t org_;
    std::uint64_t size_;
};

}  // namespace muniment::ledger
