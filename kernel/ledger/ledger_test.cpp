#include "kernel/ledger/ledger.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>
#include <map>
#include <thread>

#include "tests/support/engines.h"

namespace muniment::ledger {

namespace {

tlog::SigningKey log_key() {
    return {"muniment.example/ledger/test", tlog::KeyKind::ed25519, std::string(32, 'k')};
}

// One program on a database: its own connection, its own ledger.
struct Clerk {
    explicit Clerk(const std::string& url, std::string file = "") {
        auto opened = store::Database::open(url);
        REQUIRE(opened);
        database = std::move(*opened);
        auto made = Ledger::open(*database, log_key(), std::move(file));
        REQUIRE_MESSAGE(made, (made ? "" : made.error().message));
        ledger = std::move(*made);
    }
    static store::Entry entry(const std::string& name) {
        const Hash salt = sha256(name);
        return {derived_uuid(name), std::string(salt.view()), "payload of " + name};
    }
    Status append(const std::string& name, int count = 1) {
        store::Batch batch;
        for (int i = 0; i < count; ++i)
            batch.entries.push_back(entry(count == 1 ? name : name + std::to_string(i)));
        return database->commit(std::move(batch));
    }
    std::vector<Damage> damage() {
        const auto snapshot = database->snapshot();
        REQUIRE(snapshot);
        auto found = ledger->check(**snapshot, [](const StoredEntry&) { return ok(); });
        REQUIRE(found);
        return *found;
    }
    tlog::Checkpoint checkpoint() {
        const auto note = ledger->checkpoint();
        REQUIRE(note);
        const auto opened = tlog::open_checkpoint(*note, tlog::verifier_of(log_key()));
        REQUIRE(opened);
        return *opened;
    }
    std::unique_ptr<store::Database> database;
    std::unique_ptr<Ledger> ledger;
};

template <class Body>
void on_both(const Body& body) {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        const tests::Folder folder(tests::quick_place());
        body(tests::fresh_database(engine, folder), folder);
    }
}

Hash leaf_of(const StoredEntry& entry) {
    return tlog::entry_leaf_hash(tlog::commitment(entry.salt, entry.payload));
}

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Tiles out of an exported folder, as a stranger reads them.
class FolderTiles final : public tlog::TileSource {
  public:
    explicit FolderTiles(std::string folder) : folder_(std::move(folder)) {}
    Result<std::string> read(const tlog::Tile& tile) override {
        return bytes_of(folder_ + "/" + tlog::tile_path(tile));
    }

  private:
    std::string folder_;
};

}  // namespace

// Goal: the ledger's root is the RFC's root at every size around the first tile borders, and after
// every restart in between.
TEST_CASE("roots at every size up to 600") {
    on_both([](const std::string& url, const tests::Folder&) {
        tlog::MemoryHashes expected;
        auto clerk = std::make_unique<Clerk>(url);
        CHECK(clerk->checkpoint().root == tlog::empty_root());
        for (int size = 1; size <= 600; ++size) {
            const std::string name = "e" + std::to_string(size);
            REQUIRE(clerk->append(name));
            const store::Entry entry = Clerk::entry(name);
            expected.append(tlog::entry_leaf_hash(tlog::commitment(entry.salt, entry.payload)));
            const bool border = size % 256 < 3 || size % 256 == 255;
            if (size % 37 == 0 || border) clerk = std::make_unique<Clerk>(url);
            if (size % 7 != 0 && !border) continue;
            CAPTURE(size);
            const tlog::Checkpoint now = clerk->checkpoint();
            CHECK(now.size == static_cast<std::uint64_t>(size));
            CHECK(now.root == expected.root());
        }
        CHECK(clerk->damage().empty());
    });
}

// Goal: every entry of small ledgers is proved in the form strangers check, for every size.
TEST_CASE("every entry is proved at every small size") {
    on_both([](const std::string& url, const tests::Folder&) {
        Clerk clerk(url);
        const auto key = tlog::verifier_of(log_key());
        for (int size = 1; size <= 20; ++size) {
            REQUIRE(clerk.append("e" + std::to_string(size)));
            for (int index = 0; index < size; ++index) {
                const auto proof = clerk.ledger->prove(index);
                REQUIRE(proof);
                const auto file = tlog::parse_proof_file(tlog::to_text(proof->file));
                REQUIRE(file);
                CHECK(tlog::verify_proof_file(*file, leaf_of(proof->entry), key));
                CHECK(*file->extra == proof->entry.salt);
                Hash other = leaf_of(proof->entry);
                other.bytes[0] ^= 1;
                CHECK(!tlog::verify_proof_file(*file, other, key));
            }
        }
        CHECK(clerk.ledger->prove(20).error().fault == Fault::not_found);
        CHECK(clerk.ledger->prove(-1).error().fault == Fault::not_found);
    });
}

// Goal: any two moments of a ledger are proved to be one history; and over a tile border.
TEST_CASE("consistency between all pairs of sizes") {
    on_both([](const std::string& url, const tests::Folder&) {
        Clerk clerk(url);
        std::map<std::uint64_t, Hash> roots = {{0, tlog::empty_root()}};
        const auto grow = [&](int count) {
            REQUIRE(clerk.append("more" + std::to_string(roots.size()) + "-", count));
            const tlog::Checkpoint now = clerk.checkpoint();
            roots[now.size] = now.root;
        };
        for (int i = 0; i < 16; ++i) grow(1);
        for (const int count : {230, 9, 1, 1, 250, 10}) grow(count);
        for (const auto& [old_size, old_root] : roots)
            for (const auto& [new_size, new_root] : roots) {
                if (new_size < old_size) continue;
                const auto proof = clerk.ledger->prove_consistency(old_size, new_size);
                REQUIRE(proof);
                CHECK(tlog::verify_consistency(old_size, old_root, new_size, new_root, *proof));
            }
        CHECK(clerk.ledger->prove_consistency(1, 10'000).error().fault == Fault::not_found);
    });
}

// Goal: a ledger beyond 65,536 entries, where the third level of tiles begins.
TEST_CASE("a ledger of 65,536 and some entries") {
    const tests::Folder folder(tests::quick_place());
    Clerk clerk(folder.file("large.db"));
    tlog::Tree expected;
    int made = 0;
    const auto grow_to = [&](int size) {
        while (made < size) {
            store::Batch batch;
            for (const int end = std::min(size, made + 4096); made < end; ++made) {
                batch.entries.push_back(Clerk::entry(std::to_string(made)));
                const store::Entry& entry = batch.entries.back();
                expected.append(tlog::entry_leaf_hash(tlog::commitment(entry.salt, entry.payload)));
            }
            REQUIRE(clerk.database->commit(std::move(batch)));
        }
        CHECK(clerk.checkpoint().root == expected.root());
    };
    for (const int size : {65'535, 65'536, 65'537, 65'800}) grow_to(size);
    for (const std::int64_t index : {0, 255, 256, 65'535, 65'536, 65'799}) {
        const auto proof = clerk.ledger->prove(index);
        REQUIRE(proof);
        CHECK(tlog::verify_proof_file(proof->file, leaf_of(proof->entry),
                                      tlog::verifier_of(log_key())));
    }
    CHECK(clerk.damage().empty());
}

// Goal: nothing new, no new signature; something new, one more, numbered.
TEST_CASE("a checkpoint is signed again only when the ledger grew") {
    on_both([](const std::string& url, const tests::Folder& folder) {
        const std::string file = folder.file("checkpoint");
        Clerk clerk(url, file);
        REQUIRE(clerk.append("a"));
        const std::string first = *clerk.ledger->checkpoint();
        CHECK(*clerk.ledger->checkpoint() == first);
        CHECK(bytes_of(file) == first);
        REQUIRE(clerk.append("b"));
        CHECK(*clerk.ledger->checkpoint() != first);
        CHECK(bytes_of(file) == *clerk.ledger->checkpoint());
        const auto snapshot = clerk.database->snapshot();
        CHECK(*(*snapshot)->number("SELECT COUNT(*) FROM ledger_checkpoint", {}) == 2);
        CHECK(clerk.damage().empty());
    });
}

// Goal: entries are found by number and id, newest first, and what is not there is said.
TEST_CASE("finding entries") {
    on_both([](const std::string& url, const tests::Folder&) {
        Clerk clerk(url);
        REQUIRE(clerk.append("e", 10));
        CHECK(clerk.ledger->entry(3)->payload == "payload of e3");
        CHECK(clerk.ledger->entry(10).error().fault == Fault::not_found);
        CHECK(*clerk.ledger->index_of(derived_uuid("e7")) == std::optional<std::int64_t>(7));
        CHECK(*clerk.ledger->index_of(derived_uuid("none")) == std::nullopt);
        const auto recent = clerk.ledger->recent(8, 3);
        REQUIRE(recent);
        REQUIRE(recent->size() == 3);
        CHECK((*recent)[0].index == 7);
        CHECK((*recent)[2].index == 5);
        CHECK(clerk.append("e3").error().fault == Fault::conflict);  // one id, one entry
        CHECK(clerk.ledger->size() == 10);
    });
}

// Goal: two programs that append in turn see each other's entries: one tree, no gap.
TEST_CASE("two programs append in turn") {
    on_both([](const std::string& url, const tests::Folder&) {
        Clerk one(url), two(url);
        tlog::MemoryHashes expected;
        for (int i = 0; i < 520; ++i) {
            const std::string name = "turn" + std::to_string(i);
            // Sometimes a program appends twice running: its own state is still right then.
            REQUIRE((i % 5 < 2 ? one : two).append(name));
            const store::Entry entry = Clerk::entry(name);
            expected.append(tlog::entry_leaf_hash(tlog::commitment(entry.salt, entry.payload)));
        }
        CHECK(one.checkpoint().root == expected.root());
        CHECK(two.checkpoint().root == expected.root());
        CHECK(one.damage().empty());
    });
}

// Goal: the same with both writing at once, conflicts and all.
TEST_CASE("two programs append at once") {
    on_both([](const std::string& url, const tests::Folder&) {
        Clerk clerks[] = {Clerk(url), Clerk(url)};
        std::atomic<int> good = 0, conflicts = 0, other = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 6; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 60; ++i) {
                    // Every tenth id is tried by all threads; one of them may have it.
                    const std::string name = i % 10 == 0
                                                 ? "same" + std::to_string(i)
                                                 : std::to_string(t) + "/" + std::to_string(i);
                    const Status status = clerks[t % 2].append(name);
                    if (status)
                        ++good;
                    else
                        ++(status.error().fault == Fault::conflict ? conflicts : other);
                }
            });
        for (std::thread& thread : threads) thread.join();
        CHECK(good == 6 * 54 + 6);
        CHECK(conflicts == 30);
        CHECK(other == 0);
        CHECK(clerks[0].checkpoint().size == 330);
        CHECK(clerks[1].damage().empty());
    });
}

// Goal: many ask for a checkpoint at once, while entries arrive: each gets one, and the file is
// whole.
TEST_CASE("checkpoints are written by one at a time") {
    on_both([](const std::string& url, const tests::Folder& folder) {
        Clerk clerk(url, folder.file("checkpoint"));
        std::atomic<int> good = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 6; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 40; ++i)
                    if (clerk.append(std::to_string(t) + "/" + std::to_string(i)) &&
                        clerk.ledger->checkpoint())
                        ++good;
            });
        for (std::thread& thread : threads) thread.join();
        CHECK(good == 240);
        const auto kept = tlog::open_checkpoint(bytes_of(folder.file("checkpoint")),
                                                tlog::verifier_of(log_key()));
        REQUIRE(kept);
        CHECK(kept->size <= 240);
        CHECK(clerk.damage().empty());
        CHECK(clerk.checkpoint().size == 240);
    });
}

// Goal: only a witness's good signature over our own checkpoint is kept, and it is then served.
TEST_CASE("cosignatures of witnesses") {
    on_both([](const std::string& url, const tests::Folder&) {
        Clerk clerk(url);
        REQUIRE(clerk.append("a"));
        const std::string ours = *clerk.ledger->checkpoint();
        const tlog::SigningKey witness{"witness.example/w", tlog::KeyKind::cosignature,
                                       std::string(32, 'w')};
        const tlog::VerifierKey key = tlog::verifier_of(witness);
        const auto cosigned = [&](std::string note_text, const tlog::SigningKey& by) {
            auto note = tlog::parse_note(note_text);
            REQUIRE(note);
            note->signatures.push_back(tlog::cosign(note->text, by, 1790000000));
            return tlog::to_text(*note);
        };
        const tlog::SigningKey stranger{"witness.example/w", tlog::KeyKind::cosignature,
                                        std::string(32, 'x')};
        const tlog::SigningKey forger{log_key().name, tlog::KeyKind::ed25519, std::string(32, 'f')};
        CHECK(!clerk.ledger->accept_cosignature(ours, key));  // no cosignature at all
        CHECK(!clerk.ledger->accept_cosignature(cosigned(ours, stranger), key));
        CHECK(!clerk.ledger->accept_cosignature(
            cosigned(tlog::signed_checkpoint({log_key().name, 1, Hash{}, {}}, forger), witness),
            key));
        // Signed with our key, of a size that was never signed here: somebody else has the key.
        CHECK(clerk.ledger
                  ->accept_cosignature(
                      cosigned(tlog::signed_checkpoint({log_key().name, 7, Hash{}, {}}, log_key()),
                               witness),
                      key)
                  .error()
                  .fault == Fault::not_found);
        CHECK(*clerk.ledger->cosigned_checkpoint() == ours);
        REQUIRE(clerk.ledger->accept_cosignature(cosigned(ours, witness), key));
        REQUIRE(clerk.ledger->accept_cosignature(cosigned(ours, witness), key));
        const auto served = tlog::parse_note(*clerk.ledger->cosigned_checkpoint());
        REQUIRE(served);
        CHECK(served->signatures.size() == 2);
        CHECK(*tlog::verify_cosignature(*served, key) == 1790000000);
        CHECK(clerk.damage().empty());
        REQUIRE(clerk.append("b"));
        CHECK(*clerk.ledger->cosigned_checkpoint() == *clerk.ledger->checkpoint());
    });
}

// Goal: a checkpoint of our size with another root is a fork, and is not taken for ours.
TEST_CASE("a cosignature on a fork is refused") {
    const tests::Folder folder;
    Clerk clerk(folder.file("fork.db"));
    REQUIRE(clerk.append("a"));
    REQUIRE(clerk.ledger->checkpoint());
    const tlog::SigningKey witness{"witness.example/w", tlog::KeyKind::cosignature,
                                   std::string(32, 'w')};
    auto fork = tlog::parse_note(
        tlog::signed_checkpoint({log_key().name, 1, sha256("another tree"), {}}, log_key()));
    fork->signatures.push_back(tlog::cosign(fork->text, witness, 1790000000));
    CHECK(!clerk.ledger->accept_cosignature(tlog::to_text(*fork), tlog::verifier_of(witness)));
}

// Goal: the exported folder alone gives root, proofs and commitments, read as a stranger would.
TEST_CASE("the export is read back and verified") {
    on_both([](const std::string& url, const tests::Folder& folder) {
        Clerk clerk(url);
        REQUIRE(clerk.append("e", 600));
        const std::string out = folder.file("export");
        REQUIRE(clerk.ledger->export_tiles(out));
        const auto signed_then =
            tlog::open_checkpoint(bytes_of(out + "/checkpoint"), tlog::verifier_of(log_key()));
        REQUIRE(signed_then);
        CHECK(signed_then->size == 600);
        FolderTiles tiles(out);
        tlog::TileHashes hashes(tiles, 600);
        const auto root = tlog::root(hashes, 600);
        REQUIRE(root);
        CHECK(*root == signed_then->root);
        std::vector<std::string> commitments;
        for (const tlog::Tile& bundle : tlog::bundles_to_write(0, 600)) {
            const auto part = tlog::parse_bundle(bytes_of(out + "/" + tlog::entries_path(bundle)));
            REQUIRE(part);
            commitments.insert(commitments.end(), part->begin(), part->end());
        }
        REQUIRE(commitments.size() == 600);
        for (std::uint64_t index = 0; index < 600; index += 7) {
            const auto proof = tlog::inclusion_proof(hashes, index, 600);
            REQUIRE(proof);
            CHECK(tlog::verify_inclusion(tlog::leaf_hash(commitments[index]), index, 600,
                                         signed_then->root, *proof));
        }
        REQUIRE(clerk.append("later"));
        REQUIRE(clerk.ledger->export_tiles(out));
        CHECK(tlog::open_checkpoint(bytes_of(out + "/checkpoint"), tlog::verifier_of(log_key()))
                  ->size == 601);
    });
}

}  // namespace muniment::ledger
