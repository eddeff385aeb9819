// C2SP tlog-tiles: paths, contents, and hashes read back from 256-wide tiles.
#include "formats/tlog/tiles.h"

#include "base/ensure.h"
#include "base/text.h"
#include "formats/tlog/checkpoint.h"

namespace muniment::tlog {

namespace {

constexpr const char* cite = "C2SP tlog-tiles";

Error incorrect(std::string message) { return Error{Fault::incorrect, std::move(message), cite}; }

std::string three_digits(std::uint64_t value) {
    const std::string digits = std::to_string(value);
    return std::string(3 - digits.size(), '0') + digits;
}

std::string index_path(std::uint64_t index) {
    std::string path = three_digits(index % 1000);
    while (index >= 1000) {
        index /= 1000;
        path = "x" + three_digits(index % 1000) + "/" + path;
    }
    return path;
}

std::string with_width(std::string path, const Tile& tile) {
    ensure(tile.width >= 1 && tile.width <= tile_width, "a tile is 1 to 256 hashes wide");
    if (tile.width < tile_width) path += ".p/" + std::to_string(tile.width);
    return path;
}

// Loose reading of <N>[.p/<W>]; the callers compare with what we would have written.
std::optional<Tile> parse_position(std::string_view text, unsigned level) {
    Tile tile{level, 0, tile_width};
    if (const auto partial = text.find(".p/"); partial != std::string_view::npos) {
        const auto width = parse_decimal(text.substr(partial + 3));
        if (!width || *width < 1 || *width >= tile_width) return std::nullopt;
        tile.width = static_cast<unsigned>(*width);
        text = text.substr(0, partial);
    }
    if (text.size() > 40) return std::nullopt;
    std::string digits;
    for (const char c : text)
        if (c >= '0' && c <= '9') digits += c;
    const auto first = std::min(digits.find_first_not_of('0'), digits.size());
    const auto index = parse_decimal(first == digits.size() ? "0" : digits.substr(first));
    if (!index) return std::nullopt;
    tile.index = *index;
    return tile;
}

// Complete subtrees of 256^level leaves in a log of this size.
std::uint64_t hashes_at(std::uint64_t size, unsigned level) { return size >> tile_height * level; }

void add_new_tiles(unsigned level, std::uint64_t old_size, std::uint64_t new_size,
                   std::vector<Tile>& tiles) {
    const std::uint64_t before = hashes_at(old_size, level);
    const std::uint64_t after = hashes_at(new_size, level);
    if (before == after) return;
    for (std::uint64_t index = before / tile_width; index < after / tile_width; ++index)
        tiles.push_back({level, index, tile_width});
    if (const auto width = static_cast<unsigned>(after % tile_width); width != 0)
        tiles.push_back({level, after / tile_width, width});
}

Hash hash_range(std::string_view bytes) {
    if (bytes.size() == 32) return Hash::of(bytes);
    const std::size_t half = bytes.size() / 2;
    return node_hash(hash_range(bytes.substr(0, half)), hash_range(bytes.substr(half)));
}

}  // namespace

std::string tile_path(const Tile& tile) {
    return with_width("tile/" + std::to_string(tile.level) + "/" + index_path(tile.index), tile);
}

std::string entries_path(const Tile& tile) {
    return with_width("tile/entries/" + index_path(tile.index), tile);
}

std::optional<Tile> parse_tile_path(std::string_view path) {
    if (!path.starts_with("tile/")) return std::nullopt;
    const auto slash = path.find('/', 5);
    if (slash == std::string_view::npos) return std::nullopt;
    const auto level = parse_decimal(path.substr(5, slash - 5));
    if (!level || *level >= tile_levels) return std::nullopt;
    const auto tile = parse_position(path.substr(slash + 1), static_cast<unsigned>(*level));
    if (!tile || tile_path(*tile) != path) return std::nullopt;
    return tile;
}

std::optional<Tile> parse_entries_path(std::string_view path) {
    constexpr std::string_view prefix = "tile/entries/";
    if (!path.starts_with(prefix)) return std::nullopt;
    const auto tile = parse_position(path.substr(prefix.size()), 0);
    if (!tile || entries_path(*tile) != path) return std::nullopt;
    return tile;
}

std::vector<Tile> tiles_to_write(std::uint64_t old_size, std::uint64_t new_size) {
    std::vector<Tile> tiles;
    for (unsigned level = 0; level < tile_levels; ++level)
        add_new_tiles(level, old_size, new_size, tiles);
    return tiles;
}

std::vector<Tile> bundles_to_write(std::uint64_t old_size, std::uint64_t new_size) {
    std::vector<Tile> tiles;
    add_new_tiles(0, old_size, new_size, tiles);
    return tiles;
}

Result<std::string> tile_bytes(const Tile& tile, HashSource& source) {
    std::string bytes;
    for (unsigned i = 0; i < tile.width; ++i) {
        const Subtree at{tile.level * tile_height, tile.index * tile_width + i};
        bytes += TRY(source.read(at)).view();
    }
    return bytes;
}

Hash full_tile_hash(std::string_view bytes) {
    ensure(bytes.size() == 32 * tile_width, "only a full tile has a hash of its own");
    return hash_range(bytes);
}

Result<std::string_view> TileHashes::tile(unsigned level, std::uint64_t index) {
    const auto known = read_.find({level, index});
    if (known != read_.end()) return std::string_view(known->second);
    const std::uint64_t left = hashes_at(size_, level) - index * tile_width;
    const Tile wanted{level, index,
                      static_cast<unsigned>(std::min<std::uint64_t>(left, tile_width))};
    std::string bytes = TRY(tiles_.read(wanted));
    if (bytes.size() < 32 * wanted.width || bytes.size() > 32 * tile_width ||
        bytes.size() % 32 != 0)
        return incorrect(tile_path(wanted) + " has " + std::to_string(bytes.size()) +
                         " bytes; restore it or rebuild the tiles.");
    bytes.resize(32 * wanted.width);
    return std::string_view(read_.emplace(std::pair(level, index), std::move(bytes)).first->second);
}

Result<Hash> TileHashes::read(Subtree at) {
    const unsigned within = at.level % tile_height;
    const unsigned level = at.level / tile_height;
    const std::uint64_t first = at.index << within;  // in hashes of the tile's level
    const std::uint64_t count = std::uint64_t{1} << within;
    if (at.level > 63 || first >> within != at.index || first + count > hashes_at(size_, level) ||
        first + count < first)
        return Error{Fault::not_found, "That subtree is not complete in this log.", cite};
    const std::string_view bytes = TRY(tile(level, first / tile_width));
    return hash_range(bytes.substr(32 * (first % tile_width), 32 * count));
}

Result<std::string> encode_bundle(const std::vector<std::string>& entries) {
    if (entries.size() > tile_width) return incorrect("A bundle has at most 256 entries.");
    std::string bytes;
    for (const std::string& entry : entries) {
        if (entry.size() > entry_size_max)
            return incorrect("An entry of a bundle has at most 65535 bytes.");
        bytes += static_cast<char>(entry.size() >> 8);
        bytes += static_cast<char>(entry.size() & 0xff);
        bytes += entry;
    }
    return bytes;
}

Result<std::vector<std::string>> parse_bundle(std::string_view bytes) {
    std::vector<std::string> entries;
    while (!bytes.empty()) {
        if (entries.size() == tile_width) return incorrect("A bundle has more than 256 entries.");
        if (bytes.size() < 2) return incorrect("A bundle ends inside a length.");
        const std::size_t length = std::size_t{static_cast<unsigned char>(bytes[0])} << 8 |
                                   static_cast<unsigned char>(bytes[1]);
        if (bytes.size() - 2 < length) return incorrect("A bundle ends inside an entry.");
        entries.emplace_back(bytes.substr(2, length));
        bytes.remove_prefix(2 + length);
    }
    return entries;
}

}  // namespace muniment::tlog
