// C2SP tlog-tiles: the tree cut into files of up to 256 hashes, their paths, and bundles of the
// entries themselves. Pure: which tiles there are, what is in them, and how to read hashes back.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/tlog/merkle.h"

namespace muniment::tlog {

inline constexpr unsigned tile_width = 256;  // hashes in a full tile
inline constexpr unsigned tile_height = 8;   // tree levels in a tile
inline constexpr unsigned tile_levels = 8;   // levels of tiles that a 64-bit index can need

// Hashes [index * 256, index * 256 + width) of the tree level 8 * level.
struct Tile {
    unsigned level = 0;  // 0..7; the format allows up to 63, which no 64-bit size reaches
    std::uint64_t index = 0;
    unsigned width = tile_width;  // 1..256
    auto operator<=>(const Tile&) const = default;
};

std::string tile_path(const Tile& tile);  // "tile/0/x001/x234/067" or "tile/1/000.p/7"
// "tile/entries/x001/x234/067" or "tile/entries/000.p/7"; level is not used.
std::string entries_path(const Tile& tile);
// The tile of a path; nullopt unless tile_path would write exactly this path.
std::optional<Tile> parse_tile_path(std::string_view path);
std::optional<Tile> parse_entries_path(std::string_view path);  // level 0

// The tiles to write when a log grows from old_size to new_size: those new or wider than before,
// full ones and, at the right edge, partial ones.
std::vector<Tile> tiles_to_write(std::uint64_t old_size, std::uint64_t new_size);
// The bundles to write, likewise (level 0 tiles).
std::vector<Tile> bundles_to_write(std::uint64_t old_size, std::uint64_t new_size);

// A tile's bytes: width * 32, read from stored hashes at tree level 8 * tile.level.
Result<std::string> tile_bytes(const Tile& tile, HashSource& source);
// The Merkle hash over a full tile's 256 hashes: what the level above holds for it.
Hash full_tile_hash(std::string_view bytes);

// Where a tile's bytes come from: files, a table, HTTP. Asked for tiles that a log of the size
// in use has, and may be answered with a wider version of the same tile.
class TileSource {
  public:
    virtual ~TileSource() = default;
    virtual Result<std::string> read(const Tile& tile) = 0;
};

// Stored hashes out of tiles, for a log of the given size. Keeps the tiles it read, so it is meant
// for one proof or one batch, not for ever. What it gives is only as good as the tiles: compare the
// root, or verify the proof, with a checkpoint.
class TileHashes final : public HashSource {
  public:
    TileHashes(TileSource& tiles, std::uint64_t size) : tiles_(tiles), size_(size) {}
    Result<Hash> read(Subtree at) override;

  private:
    Result<std::string_view> tile(unsigned level, std::uint64_t index);
    TileSource& tiles_;
    std::uint64_t size_;
    std::map<std::pair<unsigned, std::uint64_t>, std::string> read_;
};

inline constexpr std::size_t entry_size_max = 65535;

// An entry bundle: each entry's length as 2 bytes big-endian, then its bytes. Entries longer than
// entry_size_max or more than 256 of them are Fault::incorrect.
Result<std::string> encode_bundle(const std::vector<std::string>& entries);
Result<std::vector<std::string>> parse_bundle(std::string_view bytes);

}  // namespace muniment::tlog
