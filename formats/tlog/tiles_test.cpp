// Tile paths as the specification writes them, and hashes read back from tiles alone.
#include "formats/tlog/tiles.h"

#include <doctest/doctest.h>

#include "formats/tlog/frontier.h"

using namespace muniment;
using namespace muniment::tlog;

namespace {

struct TileFiles final : TileSource {
    std::map<std::string, std::string> files;
    bool only_wider = false;
    Result<std::string> read(const Tile& tile) override {
        Tile asked = tile;
        if (only_wider) asked.width = tile_width;
        const auto found = files.find(tile_path(asked));
        if (found == files.end()) return Error{Fault::not_found, tile_path(asked) + " is missing."};
        return found->second;
    }
};

MemoryHashes log_of(std::uint64_t size) {
    MemoryHashes log;
    for (std::uint64_t i = 0; i < size; ++i) log.append(leaf_hash(std::to_string(i)));
    return log;
}

TileFiles tiles_of(MemoryHashes& log) {
    TileFiles files;
    for (const Tile& tile : tiles_to_write(0, log.size()))
        files.files[tile_path(tile)] = *tile_bytes(tile, log);
    return files;
}

}  // namespace

TEST_CASE("tile paths are those of the specification, and read back") {
    struct {
        Tile tile;
        const char* path;
    } rows[] = {
        {{0, 1234067, 256}, "tile/0/x001/x234/067"},
        {{0, 0, 256}, "tile/0/000"},
        {{1, 0, 17}, "tile/1/000.p/17"},
        {{0, 273, 112}, "tile/0/273.p/112"},
        {{2, 999, 1}, "tile/2/999.p/1"},
        {{0, 1000, 255}, "tile/0/x001/000.p/255"},
        {{7, 18446744073709551615u, 256}, "tile/7/x018/x446/x744/x073/x709/x551/615"},
    };
    for (const auto& row : rows) {
        CHECK(tile_path(row.tile) == row.path);
        CHECK(parse_tile_path(row.path) == row.tile);
    }
    CHECK(entries_path({0, 1234067, 9}) == "tile/entries/x001/x234/067.p/9");
    CHECK(parse_entries_path("tile/entries/x001/x234/067.p/9") == Tile{0, 1234067, 9});
}

TEST_CASE("a path that is not written exactly so is no tile") {
    for (const char* path : {"",
                             "tile",
                             "tile/",
                             "tile/0",
                             "tile/0/",
                             "tile/0/0",
                             "tile/0/00",
                             "tile/0/0000",
                             "tile/00/000",
                             "tile/8/000",
                             "tile/64/000",
                             "tile/-1/000",
                             "tile/0/000.p/0",
                             "tile/0/000.p/256",
                             "tile/0/000.p/01",
                             "tile/0/000.p/",
                             "tile/0/x000/001",
                             "tile/0/001/000",
                             "tile/0/x001/x000",
                             "tile/0/000/",
                             "/tile/0/000",
                             "tile/entries/000",
                             "tile/0/x018/x446/x744/x073/x709/x551/616",
                             "tile/0/../000"})
        CHECK_FALSE(parse_tile_path(path).has_value());
    CHECK_FALSE(parse_entries_path("tile/0/000").has_value());
    CHECK_FALSE(parse_entries_path("tile/entries/0").has_value());
}

TEST_CASE("the specification's example of 70,000 entries has its tiles") {
    std::map<unsigned, std::pair<int, unsigned>> found;  // level -> full tiles, partial width
    for (const Tile& tile : tiles_to_write(0, 70'000)) {
        if (tile.width == tile_width)
            ++found[tile.level].first;
        else
            found[tile.level].second = tile.width;
    }
    CHECK(found.size() == 3);
    CHECK(found[0] == std::pair(273, 112u));
    CHECK(found[1] == std::pair(1, 17u));
    CHECK(found[2] == std::pair(0, 1u));
    CHECK(tiles_to_write(256, 256).empty());
    CHECK(tiles_to_write(0, 256) == std::vector<Tile>{{0, 0, 256}, {1, 0, 1}});
    CHECK(tiles_to_write(255, 257) == std::vector<Tile>{{0, 0, 256}, {0, 1, 1}, {1, 0, 1}});
    CHECK(bundles_to_write(255, 257) == std::vector<Tile>{{0, 0, 256}, {0, 1, 1}});
}

TEST_CASE("writing only the new tiles leaves every tile of the larger log") {
    MemoryHashes log = log_of(1300);
    TileFiles grown;
    std::uint64_t old_size = 0;
    for (const std::uint64_t size : {1u, 255u, 256u, 300u, 512u, 1024u, 1300u}) {
        for (const Tile& tile : tiles_to_write(old_size, size))
            grown.files[tile_path(tile)] = *tile_bytes(tile, log);
        old_size = size;
        TileHashes hashes(grown, size);
        CHECK(*root(hashes, size) == *root(log, size));
    }
}

TEST_CASE("proofs from tiles are the proofs from stored hashes") {
    MemoryHashes log = log_of(1000);
    TileFiles files = tiles_of(log);
    for (const std::uint64_t index : {0u, 1u, 255u, 256u, 511u, 767u, 768u, 998u, 999u}) {
        TileHashes hashes(files, 1000);
        CHECK(*inclusion_proof(hashes, index, 1000) == *inclusion_proof(log, index, 1000));
        CHECK(*consistency_proof(hashes, index, 1000) == *consistency_proof(log, index, 1000));
    }
    CHECK(full_tile_hash(files.files["tile/0/000"]) == *log.read({8, 0}));
}

TEST_CASE("a wider tile serves a smaller log; a missing, short or ragged one is an error") {
    MemoryHashes log = log_of(512);
    TileFiles files = tiles_of(log);
    files.only_wider = true;
    TileHashes hashes(files, 200);
    CHECK(*root(hashes, 200) == *root(log, 200));
    CHECK(hashes.read({8, 0}).error().fault == Fault::not_found);
    CHECK(hashes.read({0, 200}).error().fault == Fault::not_found);
    CHECK(hashes.read({63, 1}).error().fault == Fault::not_found);

    for (const std::size_t bytes : {0u, 32u, 32u * 199, 32u * 256 - 1, 32u * 257}) {
        files.files["tile/0/000"] = std::string(bytes, 'x');
        TileHashes spoiled(files, 200);
        CHECK(root(spoiled, 200).error().fault == Fault::incorrect);
    }
    files.files.clear();
    TileHashes missing(files, 200);
    CHECK(root(missing, 200).error().fault == Fault::not_found);
}

TEST_CASE("entry bundles keep their entries") {
    const std::vector<std::string> entries = {"", "a", std::string(65535, 'z'),
                                              std::string(300, '\0')};
    const std::string bytes = *encode_bundle(entries);
    CHECK(bytes.substr(0, 5) == std::string("\0\0\0\1a", 5));
    CHECK(*parse_bundle(bytes) == entries);
    CHECK(parse_bundle("")->empty());
    CHECK_FALSE(bool(parse_bundle(bytes.substr(0, bytes.size() - 1))));
    CHECK_FALSE(bool(parse_bundle(bytes + '\0')));
    CHECK_FALSE(bool(encode_bundle({std::string(65536, 'z')})));
    CHECK_FALSE(bool(encode_bundle(std::vector<std::string>(257))));
    CHECK_FALSE(bool(parse_bundle(std::string(2 * 257, '\0'))));
}
