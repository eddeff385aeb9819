// RFC 6962 2.1: the recursive definitions of MTH, PATH and SUBPROOF, written as the RFC writes
// them, and the iterative verifications of RFC 9162.
#include "formats/tlog/merkle.h"

#include <bit>
#include <string>

namespace muniment::tlog {

namespace {

Error incorrect(std::string message, const char* cite) {
    return Error{Fault::incorrect, std::move(message), cite};
}

// The largest power of two smaller than n; n > 1.
std::uint64_t split_point(std::uint64_t n) { return std::bit_floor(n - 1); }

// Leaves [begin, begin + size). Every split of the RFC puts `begin` on a multiple of the left
// part's size, so a range whose size is a power of two is always one stored subtree.
struct Range {
    std::uint64_t begin;
    std::uint64_t size;
    Range left() const { return {begin, split_point(size)}; }
    Range right() const { return {begin + split_point(size), size - split_point(size)}; }
};

Result<Hash> range_hash(HashSource& source, Range range) {
    if (std::has_single_bit(range.size)) {
        const auto level = static_cast<unsigned>(std::countr_zero(range.size));
        return source.read({level, range.begin >> level});
    }
    const Hash left = TRY(range_hash(source, range.left()));
    const Hash right = TRY(range_hash(source, range.right()));
    return node_hash(left, right);
}

Status add_path(HashSource& source, std::uint64_t index, Range range, std::vector<Hash>& path) {
    if (range.size == 1) return ok();
    const bool goes_left = index < range.right().begin;
    TRY(add_path(source, index, goes_left ? range.left() : range.right(), path));
    path.push_back(TRY(range_hash(source, goes_left ? range.right() : range.left())));
    return ok();
}

// SUBPROOF(m, D[range], whole): `whole` while the old tree is still the one its owner knows.
Status add_subproof(HashSource& source, std::uint64_t old_end, Range range, bool whole,
                    std::vector<Hash>& proof) {
    if (old_end == range.begin + range.size) {
        if (!whole) proof.push_back(TRY(range_hash(source, range)));
        return ok();
    }
    if (old_end <= range.right().begin) {
        TRY(add_subproof(source, old_end, range.left(), whole, proof));
        proof.push_back(TRY(range_hash(source, range.right())));
    } else {
        TRY(add_subproof(source, old_end, range.right(), false, proof));
        proof.push_back(TRY(range_hash(source, range.left())));
    }
    return ok();
}

constexpr const char* inclusion_cite = "RFC 9162 2.1.3.2";
constexpr const char* consistency_cite = "RFC 9162 2.1.4.2";

}  // namespace

Hash leaf_hash(std::string_view data) { return sha256({std::string_view("\0", 1), data}); }

Hash node_hash(const Hash& left, const Hash& right) {
    char block[65];
    block[0] = 1;
    std::memcpy(block + 1, left.bytes.data(), 32);
    std::memcpy(block + 33, right.bytes.data(), 32);
    return sha256(std::string_view(block, sizeof block));
}

Hash empty_root() { return sha256(std::string_view()); }

Result<Hash> root(HashSource& source, std::uint64_t size) {
    if (size == 0) return empty_root();
    return range_hash(source, {0, size});
}

Result<std::vector<Hash>> inclusion_proof(HashSource& source, std::uint64_t index,
                                          std::uint64_t size) {
    if (index >= size)
        return incorrect("Entry " + std::to_string(index) + " is not in a log of " +
                             std::to_string(size) + " entries.",
                         "RFC 6962 2.1.1");
    std::vector<Hash> path;
    TRY(add_path(source, index, {0, size}, path));
    return path;
}

Result<std::vector<Hash>> consistency_proof(HashSource& source, std::uint64_t old_size,
                                            std::uint64_t new_size) {
    if (old_size > new_size)
        return incorrect("A log of " + std::to_string(new_size) + " entries cannot follow one of " +
                             std::to_string(old_size) + ".",
                         "RFC 6962 2.1.2");
    std::vector<Hash> proof;
    if (old_size == 0) return proof;
    TRY(add_subproof(source, old_size, {0, new_size}, true, proof));
    return proof;
}

Result<Hash> root_of_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                               const std::vector<Hash>& proof) {
    if (index >= size)
        return incorrect("The proof is for entry " + std::to_string(index) + ", but the log has " +
                             std::to_string(size) + " entries.",
                         inclusion_cite);
    std::uint64_t node = index;
    std::uint64_t last = size - 1;
    Hash hash = leaf;
    for (const Hash& sibling : proof) {
        if (last == 0) return incorrect("The inclusion proof is too long.", inclusion_cite);
        if ((node & 1) != 0 || node == last) {
            hash = node_hash(sibling, hash);
            // A last node without a right sibling rises unchanged until it is a right child.
            while (node != 0 && (node & 1) == 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if (last != 0) return incorrect("The inclusion proof is too short.", inclusion_cite);
    return hash;
}

Status verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Hash& root,
                        const std::vector<Hash>& proof) {
    const Hash reached = TRY(root_of_inclusion(leaf, index, size, proof));
    if (reached != root)
        return incorrect("The inclusion proof does not lead to the root.", inclusion_cite);
    return ok();
}

Status verify_consistency(std::uint64_t old_size, const Hash& old_root, std::uint64_t new_size,
                          const Hash& new_root, const std::vector<Hash>& proof) {
    const auto fails = [](const char* message) { return incorrect(message, consistency_cite); };
    if (old_size > new_size) return fails("The later log is shorter than the earlier one.");
    if (old_size == 0 && old_root != empty_root()) return fails("Size 0 has another root.");
    if (new_size == 0 && new_root != empty_root()) return fails("Size 0 has another root.");
    if (old_size == 0 || old_size == new_size) {
        if (!proof.empty()) return fails("The consistency proof is too long.");
        if (old_size == new_size && old_root != new_root)
            return fails("Two logs of one size have different roots.");
        return ok();
    }
    auto next = proof.begin();
    std::uint64_t node = old_size - 1;
    std::uint64_t last = new_size - 1;
    const int shared = std::countr_one(node);
    node >>= shared;
    last >>= shared;
    // A complete old tree is itself the first node; its owner knows it, the proof leaves it out.
    Hash old_hash = old_root;
    if (node != 0) {
        if (next == proof.end()) return fails("The consistency proof is too short.");
        old_hash = *next++;
    }
    Hash new_hash = old_hash;
    for (; next != proof.end(); ++next) {
        if (last == 0) return fails("The consistency proof is too long.");
        if ((node & 1) != 0 || node == last) {
            old_hash = node_hash(*next, old_hash);
            new_hash = node_hash(*next, new_hash);
            while (node != 0 && (node & 1) == 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = node_hash(new_hash, *next);
        }
        node >>= 1;
        last >>= 1;
    }
    if (last != 0) return fails("The consistency proof is too short.");
    if (old_hash != old_root) return fails("The proof does not lead to the earlier root.");
    if (new_hash != new_root) return fails("The proof does not lead to the later root.");
    return ok();
}

}  // namespace muniment::tlog
