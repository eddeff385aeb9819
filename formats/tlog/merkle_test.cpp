// RFC 6962 trees against the RFC's own definition, and every proof spoiled in every way that fits.
#include "formats/tlog/merkle.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "formats/tlog/frontier.h"

using namespace muniment;
using namespace muniment::tlog;

namespace {

std::vector<Hash> leaves(std::uint64_t count) {
    std::vector<Hash> out;
    for (std::uint64_t i = 0; i < count; ++i)
        out.push_back(leaf_hash("entry " + std::to_string(i)));
    return out;
}

// MTH as RFC 6962 2.1 states it, over all leaves, with nothing stored.
Hash plain_root(const std::vector<Hash>& all, std::size_t begin, std::size_t end) {
    if (begin == end) return sha256("");
    if (end - begin == 1) return all[begin];
    std::size_t k = 1;
    while (k * 2 < end - begin) k *= 2;
    return node_hash(plain_root(all, begin, begin + k), plain_root(all, begin + k, end));
}

MemoryHashes log_of(std::uint64_t size) {
    MemoryHashes log;
    for (const Hash& leaf : leaves(size)) log.append(leaf);
    return log;
}

constexpr std::uint64_t largest = 33;

}  // namespace

TEST_CASE("the hashes of RFC 6962 are the published ones") {
    // Certificate Transparency's test vectors: the empty tree, an empty leaf, leaf "L123456", and
    // the tree of the first two of its eight reference entries ("" and 0x00).
    CHECK(hex(empty_root()) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hex(leaf_hash("")) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    CHECK(hex(leaf_hash("L123456")) ==
          "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
    CHECK(hex(node_hash(leaf_hash(""), leaf_hash(std::string(1, '\0')))) ==
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
}

TEST_CASE("the root from stored hashes is the RFC's root") {
    const auto all = leaves(largest);
    MemoryHashes log = log_of(largest);
    for (std::uint64_t size = 0; size <= largest; ++size)
        CHECK(*root(log, size) == plain_root(all, 0, size));
    CHECK_FALSE(bool(root(log, largest + 1)));
}

TEST_CASE("every inclusion proof verifies, and only for its own leaf, index, size and root") {
    const auto all = leaves(largest);
    MemoryHashes log = log_of(largest);
    for (std::uint64_t size = 1; size <= largest; ++size) {
        const Hash top = *root(log, size);
        for (std::uint64_t index = 0; index < size; ++index) {
            const auto proof = *inclusion_proof(log, index, size);
            REQUIRE(bool(verify_inclusion(all[index], index, size, top, proof)));
            for (std::uint64_t other = 0; other < size + 2; ++other) {
                if (other == index) continue;
                CHECK_FALSE(bool(verify_inclusion(all[index], other, size, top, proof)));
            }
            CHECK_FALSE(bool(verify_inclusion(leaf_hash("x"), index, size, top, proof)));
            CHECK_FALSE(bool(verify_inclusion(all[index], index, size, leaf_hash("x"), proof)));
            auto longer = proof;
            longer.push_back(top);
            CHECK_FALSE(bool(verify_inclusion(all[index], index, size, top, longer)));
            if (proof.empty()) continue;
            auto shorter = proof;
            shorter.pop_back();
            CHECK_FALSE(bool(verify_inclusion(all[index], index, size, top, shorter)));
        }
    }
}

TEST_CASE("every consistency proof verifies, and only for its own sizes and roots") {
    MemoryHashes log = log_of(largest);
    for (std::uint64_t later = 0; later <= largest; ++later) {
        const Hash after = *root(log, later);
        for (std::uint64_t earlier = 0; earlier <= later; ++earlier) {
            const Hash before = *root(log, earlier);
            const auto proof = *consistency_proof(log, earlier, later);
            REQUIRE(bool(verify_consistency(earlier, before, later, after, proof)));
            CHECK_FALSE(bool(verify_consistency(earlier, leaf_hash("x"), later, after, proof)));
            auto longer = proof;
            longer.push_back(after);
            CHECK_FALSE(bool(verify_consistency(earlier, before, later, after, longer)));
            // From the empty log, and between equal sizes, there is nothing to prove.
            if (earlier == 0 || earlier == later) continue;
            CHECK_FALSE(bool(verify_consistency(earlier, before, later, leaf_hash("x"), proof)));
            for (std::size_t i = 0; i < proof.size(); ++i) {
                auto spoiled = proof;
                spoiled[i].bytes[i % 32] ^= 1;
                CHECK_FALSE(bool(verify_consistency(earlier, before, later, after, spoiled)));
            }
            auto shorter = proof;
            shorter.pop_back();
            CHECK_FALSE(bool(verify_consistency(earlier, before, later, after, shorter)));
        }
    }
}

TEST_CASE("sizes that make no sense are refused") {
    MemoryHashes log = log_of(5);
    CHECK(inclusion_proof(log, 5, 5).error().fault == Fault::incorrect);
    CHECK(inclusion_proof(log, 0, 0).error().fault == Fault::incorrect);
    CHECK(consistency_proof(log, 5, 4).error().fault == Fault::incorrect);
    CHECK_FALSE(bool(verify_inclusion(leaf_hash("a"), 0, 0, empty_root(), {})));
    CHECK_FALSE(bool(verify_consistency(2, empty_root(), 1, empty_root(), {})));
    CHECK_FALSE(bool(verify_consistency(0, empty_root(), 0, leaf_hash("a"), {})));
    // A log cannot be said to have grown from another "empty" one.
    CHECK_FALSE(bool(verify_consistency(0, leaf_hash("a"), 3, leaf_hash("b"), {})));
    CHECK(bool(verify_consistency(0, empty_root(), 3, *root(log, 3), {})));
}

TEST_CASE("a proof near the largest size is walked without overflow") {
    const std::uint64_t size = ~std::uint64_t{0};
    const std::vector<Hash> proof(64, leaf_hash("n"));
    CHECK(bool(root_of_inclusion(leaf_hash("a"), 0, size, proof)));
    CHECK_FALSE(bool(root_of_inclusion(leaf_hash("a"), size, size, proof)));
    CHECK_FALSE(bool(root_of_inclusion(leaf_hash("a"), 0, size, std::vector<Hash>(63))));
}
