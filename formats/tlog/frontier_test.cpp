// The growing tree against the tree over stored hashes, and its stored form.
#include "formats/tlog/frontier.h"

#include <doctest/doctest.h>

using namespace muniment;
using namespace muniment::tlog;

static Hash leaf(std::uint64_t i) { return leaf_hash(std::to_string(i)); }

TEST_CASE("a tree grown leaf by leaf has the root of the stored one at every size") {
    MemoryHashes stored;
    Tree tree;
    CHECK(tree.root() == empty_root());
    for (std::uint64_t i = 0; i < 300; ++i) {
        stored.append(leaf(i));
        tree.append(leaf(i));
        REQUIRE(tree.size() == i + 1);
        REQUIRE(tree.root() == *root(stored, i + 1));
    }
}

TEST_CASE("append_nodes gives exactly the subtrees that the leaf completed") {
    Tree tree;
    std::size_t nodes = 0;
    for (std::uint64_t i = 0; i < 64; ++i) nodes += tree.append_nodes(leaf(i)).size();
    CHECK(nodes == 127);
    CHECK(tree.append_nodes(leaf(64)).size() == 1);
    const auto completed = tree.append_nodes(leaf(65));
    REQUIRE(completed.size() == 2);
    CHECK(completed[0].at == Subtree{0, 65});
    CHECK(completed[1].at == Subtree{1, 32});
    CHECK(completed[1].hash == node_hash(leaf(64), leaf(65)));
}

TEST_CASE("a stored tree goes on growing as if it had never been stored") {
    for (std::uint64_t cut = 0; cut < 70; ++cut) {
        Tree whole;
        MemoryHashes stored;
        for (std::uint64_t i = 0; i < cut; ++i) {
            whole.append(leaf(i));
            stored.append(leaf(i));
        }
        Tree parsed = *Tree::parse(whole.serialise());
        Tree loaded = *Tree::load(stored, cut);
        CHECK(parsed.serialise() == whole.serialise());
        CHECK(loaded.serialise() == whole.serialise());
        for (std::uint64_t i = cut; i < cut + 9; ++i) {
            whole.append(leaf(i));
            parsed.append(leaf(i));
            loaded.append(leaf(i));
        }
        CHECK(parsed.root() == whole.root());
        CHECK(loaded.root() == whole.root());
    }
}

TEST_CASE("a stored tree of the wrong length is refused") {
    Tree tree;
    for (std::uint64_t i = 0; i < 5; ++i) tree.append(leaf(i));
    const std::string good = tree.serialise();
    CHECK(good.size() == 8 + 2 * 32);
    CHECK(bool(Tree::parse(good)));
    CHECK_FALSE(bool(Tree::parse("")));
    CHECK_FALSE(bool(Tree::parse(good.substr(0, 7))));
    CHECK_FALSE(bool(Tree::parse(good.substr(0, good.size() - 1))));
    CHECK_FALSE(bool(Tree::parse(good + "x")));
    MemoryHashes empty;
    CHECK(Tree::load(empty, 3).error().fault == Fault::not_found);
}
