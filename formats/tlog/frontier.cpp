// The right edge works like a binary counter: appending a leaf merges as many subtrees as the
// size has trailing ones.
#include "formats/tlog/frontier.h"

#include <bit>

namespace muniment::tlog {

Result<Tree> Tree::parse(std::string_view bytes) {
    Tree tree;
    if (bytes.size() < 8)
        return Error{Fault::incorrect, "A stored tree is at least 8 bytes long; this one is not."};
    for (const char byte : bytes.substr(0, 8))
        tree.size_ = tree.size_ << 8 | static_cast<unsigned char>(byte);
    const auto count = static_cast<std::size_t>(std::popcount(tree.size_));
    if (bytes.size() != 8 + 32 * count)
        return Error{Fault::incorrect, "A stored tree has another number of hashes than its size."};
    for (std::size_t i = 0; i < count; ++i)
        tree.edge_.push_back(Hash::of(bytes.substr(8 + 32 * i, 32)));
    return tree;
}

Result<Tree> Tree::load(HashSource& source, std::uint64_t size) {
    Tree tree;
    for (std::uint64_t left = size; left != 0; left -= std::bit_floor(left)) {
        const auto level = static_cast<unsigned>(std::bit_width(left) - 1);
        tree.edge_.push_back(TRY(source.read({level, (size - left) >> level})));
    }
    tree.size_ = size;
    return tree;
}

Hash Tree::root() const {
    if (edge_.empty()) return empty_root();
    Hash hash = edge_.back();
    for (std::size_t i = edge_.size() - 1; i-- > 0;) hash = node_hash(edge_[i], hash);
    return hash;
}

void Tree::append(const Hash& leaf) {
    Hash hash = leaf;
    for (int merges = std::countr_one(size_); merges > 0; --merges) {
        hash = node_hash(edge_.back(), hash);
        edge_.pop_back();
    }
    edge_.push_back(hash);
    ++size_;
}

std::vector<Node> Tree::append_nodes(const Hash& leaf) {
    std::vector<Node> nodes = {{{0, size_}, leaf}};
    for (int merges = std::countr_one(size_); merges > 0; --merges) {
        const Node& last = nodes.back();
        nodes.push_back(
            {{last.at.level + 1, last.at.index >> 1}, node_hash(edge_.back(), last.hash)});
        edge_.pop_back();
    }
    edge_.push_back(nodes.back().hash);
    ++size_;
    return nodes;
}

std::string Tree::serialise() const {
    std::string bytes;
    for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(size_ >> shift & 0xff);
    for (const Hash& hash : edge_) bytes += hash.view();
    return bytes;
}

void MemoryHashes::append(const Hash& leaf) {
    for (const Node& node : tree_.append_nodes(leaf)) {
        if (levels_.size() <= node.at.level) levels_.emplace_back();
        levels_[node.at.level].push_back(node.hash);
    }
}

Result<Hash> MemoryHashes::read(Subtree at) {
    if (at.level >= levels_.size() || at.index >= levels_[at.level].size())
        return Error{Fault::not_found, "The subtree " + std::to_string(at.level) + "/" +
                                           std::to_string(at.index) + " is not complete."};
    return levels_[at.level][at.index];
}

}  // namespace muniment::tlog
