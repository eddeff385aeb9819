#include "kernel/store/store.h"

#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <limits>
#include <thread>

#include "tests/support/engines.h"

namespace muniment::store {

namespace {

constexpr const char* things_sql =
    "CREATE TABLE thing (org BIGINT NOT NULL, id BLOB NOT NULL, version BIGINT NOT NULL, current "
    "BIGINT NOT NULL, entry BLOB NOT NULL, unit BLOB NOT NULL, content BLOB NOT NULL, number "
    "BIGINT, words TEXT, bytes BLOB, PRIMARY KEY (org, id, version));";
const Table things = {"thing",
                      {{"number", Kind::integer}, {"words", Kind::text}, {"bytes", Kind::blob}}};

// Numbers nothing: what the store itself promises is tested without a ledger.
class NoLedger final : public Sequencer {
  public:
    Status write(Transaction&, std::span<const Entry* const> entries) override {
        pending += static_cast<int>(entries.size());
        return failing ? Status(Error{Fault::unavailable, "the ledger cannot be written"}) : ok();
    }
    void committed() override { written = pending; }
    void rolled_back() override { pending = written; }
    int pending = 0;
    int written = 0;
    bool failing = false;
};

struct Shelf {
    explicit Shelf(tests::Engine engine, Options options = {}) {
        url = tests::fresh_database(engine, folder);
        auto opened = Database::open(url, options);
        REQUIRE(opened);
        database = std::move(*opened);
        const Asset files[] = {{"schema.sql", things_sql}};
        REQUIRE(database->upgrade("things", files));
        database->use(&ledger);
    }
    ~Shelf() { database->use(nullptr); }

    static Batch batch(const Uuid& id, std::int64_t version, std::vector<Value> columns = {},
                       std::string content = "content") {
        if (columns.empty()) columns = {null(), null(), null()};
        Batch batch;
        batch.writes.push_back(
            {&things, id, version, std::move(columns), Uuid{}, std::move(content)});
        batch.entries.push_back({derived_uuid("entry"), std::string(32, 's'), "{}"});
        return batch;
    }
    Status put(const Uuid& id, std::int64_t version, std::vector<Value> columns = {},
               std::string content = "content") {
        return database->commit(batch(id, version, std::move(columns), std::move(content)));
    }
    std::int64_t count(const char* sql = "SELECT COUNT(*) FROM thing") {
        const auto snapshot = database->snapshot();
        REQUIRE(snapshot);
        const auto number = (*snapshot)->number(sql, {});
        REQUIRE(number);
        return *number;
    }

    tests::Folder folder;
    std::string url;
    NoLedger ledger;
    std::unique_ptr<Database> database;
};

template <class Body>
void on_both(const Body& body) {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        body(engine);
    }
}

std::string every_byte() {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
    return bytes;
}

}  // namespace

// Goal: what is written is read back, to the bit, whatever it is, and null is not empty.
TEST_CASE("values of every kind come back as they were") {
    const std::int64_t least = std::numeric_limits<std::int64_t>::min();
    const std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const std::vector<Value> rows[] = {
        {std::int64_t{0}, "", Blob{""}},
        {std::int64_t{-1}, "words", Blob{every_byte()}},
        {least, "Zoë \xe2\x82\xac \xf0\x9f\xa9\xba", Blob{std::string(3, '\0')}},
        {most, "' ? $1 -- ;", Blob{std::string(5'000'000, '\xee')}},
        {null(), "one is there", null()},
        {std::int64_t{256}, null(), Blob{"b"}},
        {null(), null(), null()},
    };
    on_both([&](tests::Engine engine) {
        Shelf shelf(engine);
        for (std::size_t i = 0; i < std::size(rows); ++i) {
            CAPTURE(i);
            const Uuid id = derived_uuid(std::to_string(i));
            REQUIRE(shelf.put(id, 1, rows[i], every_byte() + std::to_string(i)));
            const auto snapshot = shelf.database->snapshot();
            int seen = 0;
            REQUIRE((*snapshot)->query(
                "SELECT number, words, bytes, content, id, current, unit FROM thing WHERE org = ? "
                "AND id = ?",
                {std::int64_t{1}, value_of(id)}, [&](const Row& row) {
                    ++seen;
                    CHECK(row.is_null(0) == std::holds_alternative<std::monostate>(rows[i][0]));
                    CHECK(row.is_null(1) == std::holds_alternative<std::monostate>(rows[i][1]));
                    CHECK(row.is_null(2) == std::holds_alternative<std::monostate>(rows[i][2]));
                    if (!row.is_null(0)) CHECK(row.integer(0) == std::get<1>(rows[i][0]));
                    if (!row.is_null(1)) CHECK(row.text(1) == std::get<std::string>(rows[i][1]));
                    if (!row.is_null(2)) CHECK((row.text(2) == std::get<Blob>(rows[i][2]).bytes));
                    CHECK(row.text(3) == every_byte() + std::to_string(i));
                    CHECK(row.uuid(4) == id);
                    CHECK(row.integer(5) == 1);
                    CHECK(row.uuid(6).is_nil());
                }));
            CHECK(seen == 1);
        }
    });
}

// Goal: both engines refuse the text that one of them cannot hold, and say which record it is in.
TEST_CASE("text with a zero byte is refused, by name") {
    on_both([](tests::Engine engine) {
        Shelf shelf(engine);
        const Uuid id = derived_uuid("zero");
        const Status refused = shelf.put(id, 1, {null(), std::string("a\0b", 3), null()});
        REQUIRE(!refused);
        CHECK(refused.error().fault == Fault::incorrect);
        CHECK(refused.error().message.find(to_text(id)) != std::string::npos);
        CHECK(shelf.count() == 0);
    });
}

// Goal: a version is a new row, only the newest is current, and none is overwritten.
TEST_CASE("versions are added, never overwritten") {
    on_both([](tests::Engine engine) {
        Shelf shelf(engine);
        const Uuid id = derived_uuid("v");
        REQUIRE(shelf.put(id, 1, {std::int64_t{10}, null(), null()}));
        REQUIRE(shelf.put(id, 2, {std::int64_t{20}, null(), null()}));
        REQUIRE(shelf.put(id, 3, {std::int64_t{30}, null(), null()}));
        CHECK(shelf.count() == 3);
        CHECK(shelf.count("SELECT number FROM thing WHERE current = 1") == 30);
        CHECK(shelf.count("SELECT COUNT(*) FROM thing WHERE current = 1") == 1);
        CHECK(shelf.count("SELECT number FROM thing WHERE version = 1") == 10);
    });
}

// Goal: each way of relying on what has moved on is a conflict and changes nothing.
TEST_CASE("conflicts") {
    struct Case {
        const char* what;
        std::int64_t write;   // version written to a record that has versions 1 and 2; 0: none
        std::int64_t expect;  // version expected of it; 0: none
        bool good;
    };
    const Case cases[] = {
        {"the next version", 3, 0, true},      {"a version again", 2, 0, false},
        {"the first again", 1, 0, false},      {"a version skipped", 4, 0, false},
        {"relies on the current", 0, 2, true}, {"relies on an old one", 0, 1, false},
        {"relies on none yet", 0, 3, false},   {"relies and writes", 3, 2, true},
        {"relies on old, writes", 3, 1, false}};
    on_both([&](tests::Engine engine) {
        Shelf shelf(engine);
        int number = 0;
        for (const Case& c : cases) {
            CAPTURE(c.what);
            const Uuid id = derived_uuid(std::to_string(number++));
            REQUIRE(shelf.put(id, 1));
            REQUIRE(shelf.put(id, 2));
            const std::int64_t before = shelf.count();
            const int entries = shelf.ledger.written;
            Batch batch = c.write > 0 ? Shelf::batch(id, c.write) : Batch{};
            if (c.write == 0) batch.entries.push_back({id, std::string(32, 's'), "{}"});
            if (c.expect > 0) batch.expects.push_back({&things, id, c.expect});
            const Status status = shelf.database->commit(std::move(batch));
            CHECK(static_cast<bool>(status) == c.good);
            if (!status) CHECK(status.error().fault == Fault::conflict);
            CHECK(shelf.count() == before + (c.good && c.write > 0 ? 1 : 0));
            CHECK(shelf.ledger.written == entries + (c.good ? 1 : 0));
            CHECK(shelf.count("SELECT COUNT(*) FROM thing WHERE current = 1") == number);
        }
    });
}

// Goal: of batches that share a group, those that conflict fail alone.
TEST_CASE("a conflict in a group does not fail its neighbours") {
    on_both([](tests::Engine engine) {
        Shelf shelf(engine);
        const Uuid taken = derived_uuid("taken");
        REQUIRE(shelf.put(taken, 1));
        std::atomic<int> good = 0, conflicts = 0, left = 200;
        for (int i = 0; i < 200; ++i)
            shelf.database->commit(
                Shelf::batch(i % 10 == 3 ? taken : derived_uuid(std::to_string(i)), 1),
                [&](Status status) {
                    if (status)
                        ++good;
                    else if (status.error().fault == Fault::conflict)
                        ++conflicts;
                    --left;
                });
        while (left > 0) std::this_thread::yield();
        CHECK(good == 180);
        CHECK(conflicts == 20);
        CHECK(shelf.count() == 181);
        CHECK(shelf.ledger.written == 181);
    });
}

// Goal: a batch is whole or not at all: its last write fails, its first is not there.
TEST_CASE("half a batch is none") {
    on_both([](tests::Engine engine) {
        Shelf shelf(engine);
        Batch batch = Shelf::batch(derived_uuid("good"), 1);
        batch.writes.push_back(Shelf::batch(derived_uuid("bad"), 5).writes[0]);
        CHECK(shelf.database->commit(std::move(batch)).error().fault == Fault::conflict);
        CHECK(shelf.count() == 0);
        shelf.ledger.failing = true;
        CHECK(shelf.put(derived_uuid("good"), 1).error().fault == Fault::unavailable);
        shelf.ledger.failing = false;
        CHECK(shelf.count() == 0);
        CHECK(shelf.ledger.written == 0);
        REQUIRE(shelf.put(derived_uuid("good"), 1));
    });
}

// Goal: our own mistakes are answered as such, and the next batch is not harmed by them.
TEST_CASE("a batch that cannot be is a bug, and the database goes on") {
    on_both([](tests::Engine engine) {
        Shelf shelf(engine);
        Batch no_entry = Shelf::batch(derived_uuid("a"), 1);
        no_entry.entries.clear();
        CHECK(shelf.database->commit(std::move(no_entry)).error().fault == Fault::bug);
        CHECK(shelf.put(derived_uuid("a"), 0).error().fault == Fault::bug);
        CHECK(shelf.put(derived_uuid("a"), 1, {null()}).error().fault == Fault::bug);
        CHECK(shelf.count() == 0);
        REQUIRE(shelf.put(derived_uuid("a"), 1));
    });
}

// Goal: a snapshot is the moment it was taken, also when it is first asked later.
TEST_CASE("a snapshot does not see what comes after it") {
    on_both([](tests::Engine engine) {
        Shelf shelf(engine);
        REQUIRE(shelf.put(derived_uuid("a"), 1));
        const auto before = shelf.database->snapshot();
        REQUIRE(before);
        REQUIRE(shelf.put(derived_uuid("b"), 1));
        REQUIRE(shelf.put(derived_uuid("a"), 2));
        CHECK(*(*before)->number("SELECT COUNT(*) FROM thing", {}) == 1);
        CHECK(*(*before)->number("SELECT MAX(version) FROM thing", {}) == 1);
        CHECK(shelf.count() == 3);
    });
}

// Goal: more snapshots than connections wait for one another and all are served.
TEST_CASE("many readers share few connections") {
    on_both([](tests::Engine engine) {
        Options options;
        options.readers_max = 3;
        Shelf shelf(engine, options);
        REQUIRE(shelf.put(derived_uuid("a"), 1));
        std::atomic<int> seen = 0;
        std::vector<std::thread> readers;
        for (int r = 0; r < 8; ++r)
            readers.emplace_back([&] {
                for (int i = 0; i < 20; ++i) {
                    const auto snapshot = shelf.database->snapshot();
                    if (snapshot && *(*snapshot)->number("SELECT COUNT(*) FROM thing", {}) == 1)
                        ++seen;
                }
            });
        for (std::thread& reader : readers) reader.join();
        CHECK(seen == 160);
    });
}

// Goal: when the disk does not keep up, writers are told to come back, and nothing is lost.
TEST_CASE("a full queue answers busy") {
    on_both([](tests::Engine engine) {
        Options options;
        options.queue_bytes_max = 50'000;
        Shelf shelf(engine, options);
        std::atomic<int> good = 0, busy = 0, other = 0;
        constexpr int tries = 3000;
        for (int i = 0; i < tries; ++i)
            shelf.database->commit(
                Shelf::batch(derived_uuid(std::to_string(i)), 1, {}, std::string(10'000, 'c')),
                [&](Status status) {
                    if (status)
                        ++good;
                    else
                        ++(status.error().fault == Fault::busy ? busy : other);
                });
        while (good + busy + other < tries) std::this_thread::yield();
        CHECK(other == 0);
        CHECK(busy > 0);
        CHECK(good > 0);
        CHECK(shelf.count() == good);
        // One batch larger than the whole queue is still taken when nothing else waits.
        REQUIRE(shelf.put(derived_uuid("large"), 1, {}, std::string(80'000, 'c')));
    });
}

// Goal: a long run of writes is copied back beside the writer: all of it is there, for readers that
// came before too, and the write-ahead log does not grow with everything ever written.
TEST_CASE("the write-ahead log is copied back") {
    const tests::Folder place(tests::quick_place());
    auto opened = Database::open(place.file("log.db"));
    REQUIRE(opened);
    Database& database = **opened;
    const Asset files[] = {{"schema.sql", things_sql}};
    REQUIRE(database.upgrade("things", files));
    NoLedger ledger;
    database.use(&ledger);
    const auto write = [&](int i) {
        return database.commit(Shelf::batch(derived_uuid(std::to_string(i)), 1, {},
                                            std::string(300'000, static_cast<char>(i))));
    };
    REQUIRE(write(0));
    std::unique_ptr<Snapshot> early = *database.snapshot();
    for (int i = 1; i < 200; ++i) REQUIRE(write(i));  // 60 MB, all of it after the reader's moment
    CHECK(*early->number("SELECT COUNT(*) FROM thing", {}) == 1);
    early.reset();
    for (int i = 200; i < 600; ++i) REQUIRE(write(i));
    const auto log = std::filesystem::file_size(place.file("log.db-wal"));
    CHECK(log < 70'000'000);  // of 180 MB written: the 64 MB at most, and a transaction
    const auto snapshot = database.snapshot();
    CHECK(*(*snapshot)->number("SELECT COUNT(*) FROM thing", {}) == 600);
    CHECK(*(*snapshot)->number("SELECT SUM(LENGTH(content)) FROM thing", {}) == 180'000'000);
    database.use(nullptr);
}

// Goal: upgrades run in number order, each once, and a later program adds only what is new.
TEST_CASE("schema upgrades are numbered and run once") {
    on_both([](tests::Engine engine) {
        const tests::Folder folder;
        const std::string url = tests::fresh_database(engine, folder);
        const Asset first[] = {{"schema.sql",
                                "CREATE TABLE t (a BIGINT); -- a comment; with ;\n"
                                "INSERT INTO t (a) VALUES (1)"}};
        // Files come in path order, as assets do; 010 after 002, not between 001 and 002.
        const Asset later[] = {first[0],
                               {"upgrade_002.sql", "INSERT INTO t (a) VALUES (2);"},
                               {"upgrade_010.sql", "UPDATE t SET a = a * 10"}};
        for (int life = 0; life < 2; ++life) {
            auto database = Database::open(url);
            REQUIRE(database);
            REQUIRE((*database)->upgrade("t", first));
        }
        for (int life = 0; life < 2; ++life) {
            auto database = Database::open(url);
            REQUIRE((*database)->upgrade("t", later));
            const auto snapshot = (*database)->snapshot();
            CHECK(*(*snapshot)->number("SELECT COUNT(*) FROM t", {}) == 2);
            CHECK(*(*snapshot)->number("SELECT MIN(a) FROM t", {}) == 10);
            CHECK(*(*snapshot)->number("SELECT MAX(a) FROM t", {}) == 20);
            CHECK(*(*snapshot)->number("SELECT COUNT(*) FROM schema_upgrade", {}) == 3);
        }
    });
}

// Goal: an upgrade that fails leaves nothing behind and can be run again when it is mended.
TEST_CASE("an upgrade is whole or not at all") {
    on_both([](tests::Engine engine) {
        const tests::Folder folder;
        auto database = Database::open(tests::fresh_database(engine, folder));
        REQUIRE(database);
        const Asset broken[] = {{"schema.sql", "CREATE TABLE t (a BIGINT); CREATE TALBE u (a)"}};
        const Asset mended[] = {{"schema.sql", "CREATE TABLE t (a BIGINT)"}};
        const Asset misnamed[] = {{"schema2.sql", "CREATE TABLE u (a BIGINT)"}};
        CHECK(!(*database)->upgrade("t", broken));
        REQUIRE((*database)->upgrade("t", mended));
        CHECK((*database)->upgrade("u", misnamed).error().fault == Fault::bug);
    });
}

// Goal: programs that start at the same time both come up, and each upgrade runs once.
TEST_CASE("two programs upgrade at once") {
    on_both([](tests::Engine engine) {
        const tests::Folder folder;
        const Asset files[] = {
            {"schema.sql", "CREATE TABLE t (a BIGINT); INSERT INTO t (a) VALUES (1)"},
            {"upgrade_002.sql", "INSERT INTO t (a) VALUES (2)"}};
        for (int round = 0; round < 4; ++round) {
            const std::string url = tests::fresh_database(engine, folder);
            std::atomic<int> good = 0;
            std::vector<std::thread> programs;
            std::vector<std::string> errors(4);
            for (std::size_t p = 0; p < 4; ++p)
                programs.emplace_back([&, p] {
                    auto database = Database::open(url);
                    const Status status =
                        database ? (*database)->upgrade("t", files) : Status(database.error());
                    if (status)
                        ++good;
                    else
                        errors[p] = status.error().message;
                });
            for (std::thread& program : programs) program.join();
            CHECK_MESSAGE(good == 4, errors[0] << errors[1] << errors[2] << errors[3]);
            auto database = Database::open(url);
            const auto snapshot = (*database)->snapshot();
            CHECK(*(*snapshot)->number("SELECT COUNT(*) FROM t", {}) == 2);
        }
    });
}

// Goal: the row hash tells apart rows that differ in anything, and not the two forms of a blob.
TEST_CASE("the row hash covers every part of a row") {
    const Write good{&things,           derived_uuid("a"), 2, {std::int64_t{1}, "words", Blob{"b"}},
                     derived_uuid("u"), "content"};
    const Hash hash = row_hash(1, good);
    std::vector<Write> spoilt(10, good);
    spoilt[0].id = derived_uuid("b");
    spoilt[1].version = 3;
    spoilt[2].columns[0] = std::int64_t{2};
    spoilt[3].columns[1] = Blob{"words"};
    spoilt[4].columns[1] = null();
    spoilt[5].columns[2] = Blob{""};
    spoilt[6].unit = Uuid{};
    spoilt[7].content = "contents";
    spoilt[8].columns = {std::int64_t{1}, "word", Blob{"sb"}};
    spoilt[9].columns[0] = null();
    for (std::size_t i = 0; i < spoilt.size(); ++i)
        CHECK_MESSAGE(row_hash(1, spoilt[i]) != hash, i);
    CHECK(row_hash(2, good) != hash);
    Write view = good;
    const std::string b = "b";
    view.columns[2] = BlobView{b};
    CHECK(row_hash(1, view) == hash);
}

// Goal: opening what is not a database, or cannot be reached, says what to do.
TEST_CASE("a database that cannot be opened") {
    const tests::Folder folder;
    CHECK(Database::open(folder.file("no/such/folder/x.db")).error().fault == Fault::unavailable);
    CHECK(Database::open("postgresql://nobody@/x?host=/nonexistent").error().fault ==
          Fault::unavailable);
}

}  // namespace muniment::store
