// Any bytes as a proof file, an entry bundle, a tile path or a stored tree: what is read is written
// back as the same bytes; any proof is walked to its end without trouble.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "base/ensure.h"
#include "formats/tlog/tlog.h"

using namespace muniment;
using namespace muniment::tlog;

static void fuzz_proof(std::string_view bytes) {
    const auto proof = parse_proof_file(bytes);
    if (!proof) return;
    ensure(to_text(*proof) == bytes, "a proof file is written otherwise than it was read");
    const Hash leaf = leaf_hash("x");
    for (const std::uint64_t tree : {proof->index, proof->index + 1, ~std::uint64_t{0}}) {
        (void)root_of_inclusion(leaf, proof->index, tree, proof->hashes);
        (void)verify_consistency(proof->index, leaf, tree, leaf, proof->hashes);
    }
}

static void fuzz_tree(std::string_view bytes) {
    auto tree = Tree::parse(bytes);
    if (!tree) return;
    ensure(tree->serialise() == bytes, "a tree is stored otherwise than it was read");
    if (tree->size() == ~std::uint64_t{0}) return;
    const Hash before = tree->root();
    tree->append(leaf_hash("x"));
    ensure(tree->root() != before, "a leaf did not change the root");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    fuzz_proof(bytes);
    fuzz_tree(bytes);
    if (const auto entries = parse_bundle(bytes))
        ensure(*encode_bundle(*entries) == bytes, "a bundle is written otherwise than it was read");
    if (const auto tile = parse_tile_path(bytes))
        ensure(tile_path(*tile) == bytes, "a tile path is written otherwise than it was read");
    if (const auto tile = parse_entries_path(bytes))
        ensure(entries_path(*tile) == bytes, "a bundle path is written otherwise than read");
    return 0;
}
