// A growing RFC 6962 tree that keeps only its right edge: at most 64 hashes, one per bit of the
// size. Appending costs one node hash on average; the stored hashes are for its owner to keep.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "formats/tlog/merkle.h"

namespace muniment::tlog {

class Tree {
  public:
    Tree() = default;
    // The tree that serialise() wrote; Fault::incorrect when the length does not fit the size.
    static Result<Tree> parse(std::string_view bytes);
    // The tree of `size` leaves, its edge read from stored hashes.
    static Result<Tree> load(HashSource& source, std::uint64_t size);

    std::uint64_t size() const { return size_; }
    Hash root() const;
    // Appends a leaf hash (leaf_hash of the data), O(1) amortised.
    void append(const Hash& leaf);
    // The same, and gives what a store of hashes must keep: the leaf, then every subtree that it
    // completed, bottom up.
    std::vector<Node> append_nodes(const Hash& leaf);
    // Size as 8 bytes big-endian, then the edge from the largest subtree to the smallest.
    std::string serialise() const;

  private:
    std::uint64_t size_ = 0;
    std::vector<Hash> edge_;  // one per set bit of size_, the largest subtree first
};

// All stored hashes in memory, for tests and small logs. Not thread-safe.
class MemoryHashes final : public HashSource {
  public:
    void append(const Hash& leaf);
    std::uint64_t size() const { return tree_.size(); }
    Hash root() const { return tree_.root(); }
    Result<Hash> read(Subtree at) override;  // not_found for a subtree not complete yet

  private:
    Tree tree_;
    std::vector<std::vector<Hash>> levels_;
};

}  // namespace muniment::tlog
