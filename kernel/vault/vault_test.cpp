#include "kernel/vault/vault.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <thread>

#include "base/text.h"
#include "tests/support/engines.h"

namespace muniment::vault {

namespace {

Key key_of(char byte) {
    Key key;
    key.bytes.fill(static_cast<unsigned char>(byte));
    return key;
}

struct Strongroom {
    explicit Strongroom(tests::Engine engine) : url(tests::fresh_database(engine, folder)) {
        REQUIRE(open('m'));
        REQUIRE(vault->make_keys(std::vector{unit, other}));
    }
    Status open(char master) {
        vault.reset();
        auto keys = TRY(store::Database::open(url));
        vault = TRY(Vault::open(std::move(keys), key_of(master), random));
        return ok();
    }
    std::string seal(std::string_view plain, std::string_view context = "note|1|1") {
        auto sealed = vault->seal(unit, context, plain);
        REQUIRE(sealed);
        return *sealed;
    }

    tests::Folder folder;
    tests::SeededRandom random;
    std::string url;
    Uuid unit = derived_uuid("unit");
    Uuid other = derived_uuid("other unit");
    std::unique_ptr<Vault> vault;
};

template <class Body>
void on_both(const Body& body) {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        Strongroom room(engine);
        body(room);
    }
}

}  // namespace

// Goal: content of every size comes back, in this life and the next, and is not to be seen inside.
TEST_CASE("what was sealed opens again") {
    on_both([](Strongroom& room) {
        std::vector<std::string> plains = {"", "x", "Jane Roe, DOB 1970-01-01"};
        for (const std::size_t size : {127U, 511U, 512U, 70'000U}) plains.emplace_back(size, 'w');
        plains.push_back(room.random.bytes(5000));  // does not compress
        std::vector<std::string> sealed;
        for (const std::string& plain : plains) sealed.push_back(room.seal(plain));
        CHECK(sealed[2].find("Roe") == std::string::npos);
        CHECK(sealed[6].size() < 200);  // 70,000 times the same letter
        CHECK(sealed[7].size() == 5000 + 2 + 12 + 16);
        CHECK(room.seal("x") != room.seal("x"));
        REQUIRE(room.open('m'));
        for (std::size_t i = 0; i < plains.size(); ++i) {
            const auto plain = room.vault->open(room.unit, "note|1|1", sealed[i]);
            REQUIRE(plain);
            CHECK((*plain == plains[i]));
        }
    });
}

// Goal: sealed content is bound to its place: each way of moving it is refused.
TEST_CASE("sealed content that was moved does not open") {
    on_both([](Strongroom& room) {
        const std::string sealed = room.seal("words", "note|id|1");
        for (const char* context : {"", "note|id|2", "note|ie|1", "mote|id|1", "note|id|1 "})
            CHECK(room.vault->open(room.unit, context, sealed).error().fault == Fault::incorrect);
        CHECK(room.vault->open(room.other, "note|id|1", sealed).error().fault == Fault::incorrect);
        CHECK(room.vault->open(room.unit, "note|id|1", sealed));
    });
}

// Goal: no bit of sealed bytes can be changed, no byte taken away or added.
TEST_CASE("every bit of a sealed text") {
    on_both([](Strongroom& room) {
        for (const std::string& plain : {std::string("short words"), std::string(3000, 'z')}) {
            const std::string sealed = room.seal(plain);
            for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
                std::string spoilt = sealed;
                spoilt[bit / 8] = static_cast<char>(spoilt[bit / 8] ^ (1 << bit % 8));
                const auto opened = room.vault->open(room.unit, "note|1|1", spoilt);
                CHECK_MESSAGE((!opened && opened.error().fault == Fault::incorrect), bit);
            }
            for (std::size_t size = 0; size < sealed.size(); ++size)
                CHECK(!room.vault->open(room.unit, "note|1|1", sealed.substr(0, size)));
            CHECK(!room.vault->open(room.unit, "note|1|1", sealed + '\0'));
        }
    });
}

// Goal: the wrong master key is told when the house is opened, not when a record is read.
TEST_CASE("a wrong master key is told at once") {
    on_both([](Strongroom& room) {
        const std::string sealed = room.seal("words");
        const Status wrong = room.open('n');
        REQUIRE(!wrong);
        CHECK(wrong.error().fault == Fault::incorrect);
        CHECK(wrong.error().message.find("master key") != std::string::npos);
        REQUIRE(room.open('m'));
        CHECK(room.vault->open(room.unit, "note|1|1", sealed));
    });
}

// Goal: a destroyed key is gone for everyone and for good; other units are not touched.
TEST_CASE("a destroyed key") {
    on_both([](Strongroom& room) {
        const std::string sealed = room.seal("words");
        CHECK(*room.vault->key_count() == 2);
        REQUIRE(room.vault->destroy(room.unit));
        for (int life = 0; life < 2; ++life) {
            CHECK(room.vault->open(room.unit, "note|1|1", sealed).error().fault ==
                  Fault::not_found);
            CHECK(room.vault->seal(room.unit, "c", "new").error().fault == Fault::not_found);
            // Its row stays, so that the unit does not get another key as if nothing had been.
            CHECK(room.vault->make_keys(std::vector{room.unit}).error().fault == Fault::not_found);
            CHECK(*room.vault->key_count() == 1);
            CHECK(room.vault->seal(room.other, "c", "new"));
            CHECK(room.vault->damaged_keys()->empty());
            REQUIRE(room.open('m'));
        }
        CHECK(!room.vault->destroy(derived_uuid("never there")));
    });
}

// Goal: a unit whose key was never made is an error that names it, not a new key.
TEST_CASE("a key that is not there") {
    on_both([](Strongroom& room) {
        const Uuid stranger = derived_uuid("stranger");
        const auto sealed = room.vault->seal(stranger, "c", "words");
        REQUIRE(!sealed);
        CHECK(sealed.error().fault == Fault::unavailable);
        CHECK(sealed.error().message.find(to_text(stranger)) != std::string::npos);
    });
}

// Goal: two programs that make the same unit's key at once end with one and the same key.
TEST_CASE("two vaults on one key database") {
    on_both([](Strongroom& room) {
        tests::SeededRandom own(99);
        auto second = Vault::open(*store::Database::open(room.url), key_of('m'), own);
        REQUIRE(second);
        std::vector<Uuid> units;
        for (int i = 0; i < 40; ++i) units.push_back(derived_uuid("shared" + std::to_string(i)));
        Status statuses[2] = {ok(), ok()};
        std::thread other([&] {
            for (const Uuid& unit : units) {
                Status made = (*second)->make_keys(std::span(&unit, 1));
                if (!made) statuses[1] = made;
            }
        });
        for (const Uuid& unit : units) {
            Status made = room.vault->make_keys(std::span(&unit, 1));
            if (!made) statuses[0] = made;
        }
        other.join();
        REQUIRE(statuses[0]);
        REQUIRE(statuses[1]);
        for (const Uuid& unit : units) {
            const auto sealed = room.vault->seal(unit, "c", "words");
            REQUIRE(sealed);
            const auto opened = (*second)->open(unit, "c", *sealed);
            REQUIRE(opened);
            CHECK(*opened == "words");
        }
        CHECK(*room.vault->key_count() == 42);
    });
}

// Goal: more keys than memory keeps are read again when needed.
TEST_CASE("more keys than are kept in memory") {
    Strongroom room(tests::Engine::sqlite);
    const std::string sealed = room.seal("words");
    std::vector<Uuid> many;
    const int count = tests::thorough() ? 101'000 : 3'000;
    for (int i = 0; i < count; ++i) many.push_back(derived_uuid("many" + std::to_string(i)));
    REQUIRE(room.vault->make_keys(many));
    CHECK(*room.vault->key_count() == count + 2);
    CHECK(*room.vault->open(room.unit, "note|1|1", sealed) == "words");
    CHECK(room.vault->seal(many.front(), "c", "words"));
    CHECK(room.vault->seal(many.back(), "c", "words"));
}

// Goal: a secret is made once and stays; two names have two secrets.
TEST_CASE("named secrets") {
    on_both([](Strongroom& room) {
        const auto first = room.vault->secret("signing", 32);
        REQUIRE(first);
        CHECK(first->size() == 32);
        CHECK(*room.vault->secret("signing", 32) == *first);
        CHECK(*room.vault->secret("other", 32) != *first);
        REQUIRE(room.open('m'));
        CHECK(*room.vault->secret("signing", 32) == *first);
    });
}

// Goal: the master key's file is its owner's only, is not overwritten, and is read strictly.
TEST_CASE("the master key's file") {
    const tests::Folder folder;
    tests::SeededRandom random;
    const std::string file = folder.file("master.key");
    CHECK(read_master_key(file).error().fault == Fault::unavailable);
    REQUIRE(write_master_key(file, random));
    struct stat facts{};
    REQUIRE(stat(file.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    const auto key = read_master_key(file);
    REQUIRE(key);
    CHECK(write_master_key(file, random).error().fault == Fault::conflict);
    CHECK((read_master_key(file)->bytes == key->bytes));
    REQUIRE(setenv("MUNIMENT_MASTER_KEY", std::string(64, 'a').c_str(), 1) == 0);
    CHECK((read_master_key(file)->bytes != key->bytes));
    for (const char* bad : {"", "abc", "zz", "aabb"}) {
        REQUIRE(setenv("MUNIMENT_MASTER_KEY", bad, 1) == 0);
        CHECK(read_master_key(file).error().fault == Fault::incorrect);
    }
    unsetenv("MUNIMENT_MASTER_KEY");
}

}  // namespace muniment::vault
