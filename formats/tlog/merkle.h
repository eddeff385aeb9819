// RFC 6962 2.1 Merkle trees over a source of stored hashes: roots, inclusion and consistency
// proofs, and their verification (RFC 9162 2.1.3.2 and 2.1.4.2, which are the same trees).
// Sizes and indexes count leaves from 0. Nothing here keeps state; see frontier.h for growing.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace muniment::tlog {

Hash leaf_hash(std::string_view data);                // SHA-256(0x00 || data)
Hash node_hash(const Hash& left, const Hash& right);  // SHA-256(0x01 || left || right)
Hash empty_root();                                    // SHA-256 of nothing: the tree of size 0

// A complete subtree: the 2^level leaves that begin at index * 2^level. Level 0 is a leaf hash.
struct Subtree {
    unsigned level = 0;
    std::uint64_t index = 0;
    auto operator<=>(const Subtree&) const = default;
};

struct Node {
    Subtree at;
    Hash hash;
};

// Where stored hashes come from: memory, 256-wide tiles (tiles.h), a table. Asked only for complete
// subtrees inside the tree size given to the functions below.
class HashSource {
  public:
    virtual ~HashSource() = default;
    virtual Result<Hash> read(Subtree at) = 0;
};

// Each fails with the source's Error, or Fault::incorrect when the sizes make no sense.
Result<Hash> root(HashSource& source, std::uint64_t size);
// PATH(index, D[size]): from the leaf's sibling up. index < size.
Result<std::vector<Hash>> inclusion_proof(HashSource& source, std::uint64_t index,
                                          std::uint64_t size);
// PROOF(old_size, D[new_size]): empty when old_size is 0 or the sizes are equal.
Result<std::vector<Hash>> consistency_proof(HashSource& source, std::uint64_t old_size,
                                            std::uint64_t new_size);

// The root that the proof leads to; an Error when the proof's length does not fit the tree.
Result<Hash> root_of_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                               const std::vector<Hash>& proof);
// ok, or Fault::incorrect saying what does not hold. Old size 0 wants the empty root and no proof.
Status verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Hash& root,
                        const std::vector<Hash>& proof);
Status verify_consistency(std::uint64_t old_size, const Hash& old_root, std::uint64_t new_size,
                          const Hash& new_root, const std::vector<Hash>& proof);

}  // namespace muniment::tlog
