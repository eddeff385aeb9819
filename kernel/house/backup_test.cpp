// Backups: what was there comes back and is proved, and nothing that was damaged, cut short,
// changed for another or sealed with another key does (45 CFR 164.308(a)(7)(ii)(A), 45 CFR
// 164.308(a)(7)(ii)(B), 45 CFR 164.308(a)(7)(ii)(D)).
#include "kernel/house/backup.h"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "base/text.h"
#include "kernel/vault/sealed_file.h"
#include "tests/support/lodge.h"

namespace muniment::house {

namespace {

namespace fs = std::filesystem;
using tests::Engine;
using tests::Lodge;

vault::Key key_of(char fill) {
    vault::Key key;
    key.bytes.fill(static_cast<unsigned char>(fill));
    return key;
}

struct Backed : Lodge {
    explicit Backed(std::uint64_t seed = 1)
        : Lodge(Engine::sqlite, fs::temp_directory_path().string(), seed) {
        for (int i = 0; i < 30; ++i) REQUIRE(write(id(i), 1, "a plain word, many times"));
    }
    static Uuid id(int i) { return derived_uuid("note " + std::to_string(i)); }
    BackupFiles files(const std::string& name = "b") const {
        return {folder.file(name + ".records"), folder.file(name + ".keys")};
    }
    BackupMade back_up(const std::string& name = "b") {
        auto made = make_backup(*house, where, key_of('k'), files(name));
        REQUIRE_MESSAGE(made, (made ? "" : made.error().message));
        return *made;
    }
    // The restored house, with the master key put beside it.
    std::unique_ptr<House> opened(const std::string& place) {
        fs::copy_file(folder.file("data") + "/master.key", place + "/master.key");
        auto restored = House::open({place, "", ""}, clock, random);
        REQUIRE_MESSAGE(restored, (restored ? "" : restored.error().message));
        REQUIRE((*restored)->add_room("test", tests::notes_schema(), {&tests::notes()}));
        return *std::move(restored);
    }
    DrillPlace drill_place() const {
        return {folder.file("scratch"), folder.file("data") + "/master.key", [](House& other) {
                    return other.add_room("test", tests::notes_schema(), {&tests::notes()});
                }};
    }
    DrillReport drill(const BackupFiles& from) {
        auto report = restore_drill(*house, key_of('k'), from, drill_place());
        REQUIRE_MESSAGE(report, (report ? "" : report.error().message));
        return *report;
    }
};

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
void put(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace

TEST_CASE("what was backed up comes back whole, and what came later does not") {
    Backed lodge;
    const BackupMade made = lodge.back_up();
    CHECK(made.records_bytes == static_cast<std::int64_t>(fs::file_size(lodge.files().records)));
    REQUIRE(lodge.write(Backed::id(99), 1, "later"));
    const std::string place = lodge.folder.file("restored");
    const auto head = restore_backup(key_of('k'), lodge.files(), place);
    REQUIRE_MESSAGE(head, (head ? "" : head.error().message));
    CHECK(head->facility == "Test Hospital");
    CHECK(head->backup == made.head.backup);
    CHECK(head->checkpoint == made.head.checkpoint);
    const auto restored = lodge.opened(place);
    const auto view = restored->view();
    const auto note = (*view)->read(tests::notes(), Backed::id(3));
    REQUIRE(note);
    CHECK(note->content == "a plain word, many times");
    CHECK_FALSE((*view)->read(tests::notes(), Backed::id(99)));
    const auto report = restored->fsck();
    REQUIRE(report);
    CHECK(report->damage.empty());
    CHECK((fs::status(place).permissions() & fs::perms::others_all) == fs::perms::none);
    CHECK_FALSE(fs::exists(lodge.folder.file("data") + "/backup-copy"));
}

TEST_CASE("a backup file shows nothing, and neither file alone is enough") {
    Backed lodge;
    lodge.back_up();
    const std::string records = bytes_of(lodge.files().records);
    const std::string master = bytes_of(lodge.folder.file("data") + "/master.key");
    for (const std::string& secret : {std::string("Test Hospital"), std::string("plain word"),
                                      std::string("SQLite format"), master})
        for (const std::string& file : {lodge.files().records, lodge.files().keys})
            CHECK(bytes_of(file).find(secret) == std::string::npos);
    CHECK(fs::status(lodge.files().keys).permissions() ==
          (fs::perms::owner_read | fs::perms::owner_write));
    // The records' file does not hold the keys: the place it restores to lacks keys.db.
    const auto twice = restore_backup(key_of('k'), {lodge.files().records, lodge.files().records},
                                      lodge.folder.file("x"));
    REQUIRE_FALSE(twice);
    CHECK(twice.error().message.find("holds records, not keys") != std::string::npos);
    CHECK_FALSE(fs::exists(lodge.folder.file("x")));
}

TEST_CASE(
    "a file that was damaged, cut short, extended or is no backup is refused in clear words") {
    Backed lodge;
    lodge.back_up();
    lodge.back_up("c");
    const std::string good = bytes_of(lodge.files().records);
    const auto flipped = [&](std::size_t at) {
        std::string bytes = good;
        bytes[at] = static_cast<char>(bytes[at] ^ 1);
        return bytes;
    };
    struct Row {
        std::string what, bytes, says;
    };
    const Row rows[] = {
        {"empty", "", "is not a backup"},
        {"something else", std::string(5000, 'x'), "is not a backup"},
        {"only its head", good.substr(0, 59), "was cut short"},
        {"half", good.substr(0, good.size() / 2), "was cut short"},
        {"without its last byte", good.substr(0, good.size() - 1), "was cut short"},
        {"with a byte more", good + "x", "has more after its end"},
        {"another backup's end", good + bytes_of(lodge.files("c").records),
         "has more after its end"},
        {"a bit in the key's name", flipped(20), "was sealed with the backup key named"},
        {"a bit in the stream's header", flipped(40), "is damaged"},
        {"a bit in a size", flipped(62), "is damaged"},
        {"a bit in the first message", flipped(80), "is damaged"},
        {"a bit in the middle", flipped(good.size() / 2), "is damaged"},
        {"a bit in the last message", flipped(good.size() - 1), "is damaged"},
    };
    const BackupFiles spoiled{lodge.folder.file("s.records"), lodge.files().keys};
    const std::string place = lodge.folder.file("restored");
    for (const Row& row : rows) {
        CAPTURE(row.what);
        put(spoiled.records, row.bytes);
        const auto head = restore_backup(key_of('k'), spoiled, place);
        REQUIRE_FALSE(head);
        CHECK(head.error().fault == Fault::incorrect);
        CHECK(head.error().message.find(row.says) != std::string::npos);
        CHECK_FALSE(fs::exists(place));
        CHECK_FALSE(fs::exists(place + ".part"));
    }
    const auto other_key = restore_backup(key_of('o'), lodge.files(), place);
    REQUIRE_FALSE(other_key);
    for (const char fill : {'k', 'o'})
        CHECK(other_key.error().message.find(vault::name_of_key(key_of(fill))) !=
              std::string::npos);
}

TEST_CASE("keys older than the records, or of another house, are refused; newer ones will do") {
    Backed lodge, other(2);
    lodge.back_up("old");
    lodge.clock.move(std::chrono::hours(24));
    REQUIRE(lodge.write(Backed::id(50), 1, "new"));
    lodge.back_up("new");
    other.back_up();
    const std::string place = lodge.folder.file("restored");
    const auto older =
        restore_backup(key_of('k'), {lodge.files("new").records, lodge.files("old").keys}, place);
    REQUIRE_FALSE(older);
    CHECK(older.error().message.find("some keys would be missing") != std::string::npos);
    const auto anothers =
        restore_backup(key_of('k'), {lodge.files("new").records, other.files().keys}, place);
    REQUIRE_FALSE(anothers);
    CHECK(anothers.error().message.find("different houses") != std::string::npos);
    CHECK(
        restore_backup(key_of('k'), {lodge.files("old").records, lodge.files("new").keys}, place));
    // What is there is never written over.
    const auto again = restore_backup(key_of('k'), lodge.files("new"), place);
    REQUIRE_FALSE(again);
    CHECK(again.error().fault == Fault::conflict);
    const auto same_name = make_backup(*lodge.house, lodge.where, key_of('k'), lodge.files("new"));
    REQUIRE_FALSE(same_name);
    CHECK(same_name.error().fault == Fault::conflict);
}

TEST_CASE(
    "a destroyed key is gone from the next backup, and old records stay closed with new keys") {
    Backed lodge;
    lodge.back_up("before");
    REQUIRE(lodge.house->vault().destroy(lodge.patient));
    lodge.back_up("after");
    const std::string place = lodge.folder.file("restored");
    REQUIRE(restore_backup(key_of('k'), {lodge.files("before").records, lodge.files("after").keys},
                           place));
    const auto restored = lodge.opened(place);
    const auto view = restored->view();
    CHECK_FALSE((*view)->read(tests::notes(), Backed::id(3)));
}

TEST_CASE("a drill proves the backup, measures itself, and is in the ledger") {
    Backed lodge;
    const BackupMade made = lodge.back_up();
    REQUIRE(lodge.write(Backed::id(99), 1, "later"));
    const DrillReport report = lodge.drill(lodge.files());
    CHECK(report.findings == std::vector<std::string>{});
    CHECK(report.contents_opened == 30);
    CHECK(report.entries >= made.head.entries);
    CHECK(report.seconds >= 1);
    CHECK_FALSE(fs::exists(lodge.folder.file("scratch")));
    const auto kept = last_upkeep(**lodge.house->view(), UpkeepKind::drill);
    REQUIRE(kept);
    REQUIRE(kept->has_value());
    CHECK((*kept)->good);
    CHECK((*kept)->backup == made.head.backup);
    CHECK((*kept)->of == made.head.made_at);
    const auto entries = lodge.house->ledger().recent(1'000'000, 1);
    REQUIRE(entries);
    CHECK(entries->at(0).payload.find("\"house.drill\"") != std::string::npos);
    CHECK(lodge.damage().empty());
}

TEST_CASE("a drill finds a ledger that is not the one in use, and damage within the backup") {
    Backed lodge, other(2);
    lodge.back_up();
    other.back_up();
    // Another house's backup: neither its signature nor its tree are ours.
    const DrillReport anothers = lodge.drill(other.files());
    CHECK_FALSE(anothers.findings.empty());
    // Cut short.
    const std::string bytes = bytes_of(lodge.files().records);
    put(lodge.files().records, bytes.substr(0, bytes.size() / 3));
    const DrillReport cut = lodge.drill(lodge.files());
    REQUIRE(cut.findings.size() == 1);
    CHECK(cut.findings[0].find("cut short") != std::string::npos);
    const auto kept = last_upkeep(**lodge.house->view(), UpkeepKind::drill);
    REQUIRE(kept);
    REQUIRE(kept->has_value());
    CHECK_FALSE((*kept)->good);
    // A folder that is there is not touched.
    fs::create_directory(lodge.folder.file("scratch"));
    put(lodge.folder.file("scratch") + "/mine", "x");
    CHECK_FALSE(restore_drill(*lodge.house, key_of('k'), lodge.files(), lodge.drill_place()));
    CHECK(bytes_of(lodge.folder.file("scratch") + "/mine") == "x");
}

TEST_CASE("a drill finds a row that was changed behind the ledger's back") {
    Backed lodge;
    REQUIRE(lodge.house->database().maintain([](store::Transaction& transaction) {
        return transaction.run("UPDATE test_note SET day = 8 WHERE day = 7", {}, -1);
    }));
    lodge.back_up();
    const DrillReport report = lodge.drill(lodge.files());
    CHECK(report.findings.size() == 30);
}

TEST_CASE("a backup is of one moment while others write, and holds what was answered before") {
    Backed lodge;
    std::atomic<bool> stop = false;
    std::atomic<int> written = 0;
    std::thread writer([&] {
        for (int i = 100; !stop; ++i) {
            if (!lodge.write(Backed::id(i), 1, std::string(3000, 'w'))) return;
            ++written;
        }
    });
    while (written < 20) std::this_thread::yield();
    for (const char* name : {"1", "2", "3"}) {
        const int before = written;
        lodge.back_up(name);
        const std::string place = lodge.folder.file(std::string("restored") + name);
        REQUIRE(restore_backup(key_of('k'), lodge.files(name), place));
        const auto restored = lodge.opened(place);
        const auto report = restored->fsck();
        REQUIRE(report);
        CHECK(report->damage.empty());
        CHECK((*restored->view())->read(tests::notes(), Backed::id(100 + before - 1)));
    }
    stop = true;
    writer.join();
}

// Goal: wherever a kill comes, a name without ".part" is a whole backup or a whole folder, and the
// next try is not hindered by what was left.
TEST_CASE("killed backups and restores leave nothing that could be taken for whole") {
    Backed lodge;
    for (int i = 100; i < 160; ++i)
        REQUIRE(lodge.write(Backed::id(i), 1, to_hex(lodge.random.bytes(20'000))));
    lodge.back_up("good");
    const std::string place = lodge.folder.file("restored");
    const auto killed_after = [&](unsigned microseconds, const std::function<void()>& work) {
        lodge.close();
        const pid_t child = fork();
        if (child == 0) {
            work();
            _exit(0);
        }
        usleep(microseconds);
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        lodge.open();
        (void)lodge.random.bytes(1 << 16);  // or ids of the child would come again
        return WIFSIGNALED(status);
    };
    int killed = 0;
    const int rounds = tests::thorough() ? 100 : 12;
    for (int round = 0; round < rounds; ++round) {
        CAPTURE(round);
        const std::string name = "k" + std::to_string(round);
        const auto after = static_cast<unsigned>(500 + round * 2500);
        killed += killed_after(after, [&] {
            if (lodge.try_open())
                (void)make_backup(*lodge.house, lodge.where, key_of('k'), lodge.files(name));
        });
        const BackupFiles files = lodge.files(name);
        if (fs::exists(files.records) && fs::exists(files.keys))
            CHECK(lodge.drill(files).findings == std::vector<std::string>{});
        const int lives = killed_after(
            after, [&] { (void)restore_backup(key_of('k'), lodge.files("good"), place); });
        killed += lives;
        if (!fs::exists(place)) REQUIRE(restore_backup(key_of('k'), lodge.files("good"), place));
        CHECK(lodge.opened(place)->fsck()->damage.empty());
        fs::remove_all(place);
    }
    CHECK(killed > 0);
    lodge.back_up("last");
    CHECK(lodge.drill(lodge.files("last")).findings == std::vector<std::string>{});
}

TEST_CASE("PostgreSQL is told of its own tool") {
    for (const Engine engine : tests::engines()) {
        if (engine == Engine::sqlite) continue;
        Lodge lodge(engine);
        const auto made = make_backup(*lodge.house, lodge.where, key_of('k'),
                                      {lodge.folder.file("r"), lodge.folder.file("k")});
        REQUIRE_FALSE(made);
        CHECK(made.error().fault == Fault::unsupported);
        CHECK(made.error().message.find("docs/manual") != std::string::npos);
    }
}

}  // namespace muniment::house
