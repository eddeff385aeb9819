// Proof files and the entry commitment, ending in the attack that flips every single bit.
#include "formats/tlog/proof_file.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "formats/tlog/commitment.h"
#include "formats/tlog/frontier.h"
#include "formats/tlog/merkle.h"

using namespace muniment;
using namespace muniment::tlog;

namespace {

const SigningKey key{"muniment.example/ledger/a", KeyKind::ed25519, std::string(32, 'k')};
const std::string salt(32, 's');
const std::string payload = R"({"v":1,"action":"release.disclose"})";

Hash leaf_at(std::uint64_t i) {
    return entry_leaf_hash(commitment(salt, i == 5 ? payload : "entry " + std::to_string(i)));
}

ProofFile proof_of_five(std::uint64_t size) {
    MemoryHashes log;
    for (std::uint64_t i = 0; i < size; ++i) log.append(leaf_at(i));
    const std::string note = signed_checkpoint({key.name, size, log.root(), {}}, key);
    return {salt, 5, *inclusion_proof(log, 5, size), note};
}

// What a reader does: proof and payload are all it has besides the key.
bool proves(std::string_view text, std::string_view entry) {
    const auto proof = parse_proof_file(text);
    if (!proof || !proof->extra || proof->extra->size() != salt_size) return false;
    const Hash leaf = entry_leaf_hash(commitment(*proof->extra, entry));
    return bool(verify_proof_file(*proof, leaf, verifier_of(key)));
}

}  // namespace

TEST_CASE("the commitment is the documented hash") {
    CHECK(commitment(salt, payload) == sha256("muniment-entry-v1\n" + salt + payload));
    CHECK(entry_leaf_hash(commitment(salt, payload)) ==
          leaf_hash(commitment(salt, payload).view()));
    // The worked example of docs/formats/ledger.md.
    std::string counted;
    for (char i = 0; i < 32; ++i) counted += i;
    const Hash example = commitment(counted, R"({"v":1})");
    const Hash leaf = entry_leaf_hash(example);
    CHECK(hex(example) == "1c6f5a229a694e8e510a905f683fa13ec4369275c75505943f87de89a212c629");
    CHECK(hex(leaf) == "713fc4c0da2ed32ea42b05ff9d5786cd190a9c414369657813577c4d02d9ec3b");
    CHECK(hex(node_hash(leaf, leaf)) ==
          "dc882e44d54f1f43f4178581bab991b816fa45ac179533cf9554cbe81da2bee6");
    CHECK_THROWS_AS(commitment("short", payload), Bug);
    CHECK_THROWS_AS(commitment(salt + "s", payload.substr(1)), Bug);
}

TEST_CASE("a proof file is the specification's lines and reads back") {
    const ProofFile proof = proof_of_five(11);
    const std::string text = to_text(proof);
    CHECK(text.starts_with("c2sp.org/tlog-proof@v1\nextra " + to_base64(salt) + "\nindex 5\n"));
    CHECK(text.ends_with("=\n\n" + proof.checkpoint));
    CHECK(*parse_proof_file(text) == proof);
    CHECK(proves(text, payload));
    CHECK_FALSE(proves(text, payload + " "));
    ProofFile bare = proof;
    bare.extra.reset();
    CHECK(*parse_proof_file(to_text(bare)) == bare);
    bare.extra = "";
    CHECK(*parse_proof_file(to_text(bare)) == bare);
}

TEST_CASE("a log of one entry has a proof without hashes") {
    Tree tree;
    tree.append(leaf_at(5));
    const ProofFile proof{salt, 0, {}, signed_checkpoint({key.name, 1, tree.root(), {}}, key)};
    CHECK(proves(to_text(proof), payload));
}

TEST_CASE("a proof file written any other way is refused") {
    const std::string good = to_text(proof_of_five(11));
    const ProofFile proof = proof_of_five(11);
    ProofFile long_proof = proof;
    long_proof.hashes.resize(65);
    struct {
        const char* what;
        std::string text;
    } rows[] = {
        {"empty", ""},
        {"another version", replaced(good, "@v1", "@v2")},
        {"no index", replaced(good, "index 5\n", "")},
        {"index with a zero before it", replaced(good, "index 5", "index 05")},
        {"negative index", replaced(good, "index 5", "index -5")},
        {"extra after index", replaced(good, "index 5\n", "index 5\nextra AAAA\n")},
        {"two extras", replaced(good, "index 5", "extra AAAA\nindex 5")},
        {"extra not base64", replaced(good, "extra ", "extra !")},
        {"carriage returns", replaced(good, "\n", "\r\n")},
        {"no blank line", replaced(good, "=\n\n", "=\n")},
        {"two blank lines", replaced(good, "=\n\nmuniment", "=\n\n\nmuniment")},
        {"a short hash", replaced(good, "index 5\n", "index 5\nAAAA\n")},
        {"65 hashes", to_text(long_proof)},
        {"no checkpoint", good.substr(0, good.find("\n\n") + 2)},
        {"cut off", good.substr(0, good.size() - 1)},
        {"unsigned checkpoint", good.substr(0, good.find("\xe2\x80\x94"))},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK_FALSE(proves(row.text, payload));
    }
}

TEST_CASE("flipping any one bit of the proof or of the entry breaks the proof") {
    for (const std::uint64_t size : {6u, 8u, 11u}) {
        const std::string good = to_text(proof_of_five(size));
        REQUIRE(proves(good, payload));
        std::string spoiled = good;
        for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
            spoiled[bit / 8] = static_cast<char>(spoiled[bit / 8] ^ 1 << bit % 8);
            CAPTURE(bit);
            CHECK_FALSE(proves(spoiled, payload));
            spoiled[bit / 8] = good[bit / 8];
        }
        std::string entry = payload;
        for (std::size_t bit = 0; bit < entry.size() * 8; ++bit) {
            entry[bit / 8] = static_cast<char>(entry[bit / 8] ^ 1 << bit % 8);
            CHECK_FALSE(proves(good, entry));
            entry[bit / 8] = payload[bit / 8];
        }
    }
}

TEST_CASE("leaving out any byte, or doubling it, breaks the proof") {
    const std::string good = to_text(proof_of_five(11));
    for (std::size_t i = 0; i < good.size(); ++i) {
        CAPTURE(i);
        CHECK_FALSE(proves(good.substr(0, i) + good.substr(i + 1), payload));
        CHECK_FALSE(proves(good.substr(0, i + 1) + good.substr(i), payload));
    }
}
