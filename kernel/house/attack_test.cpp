// The exhaustive attack: every bit of every column of every row changed, every row deleted, every
// two rows of a table exchanged, every bit of the checkpoint file. Each single change must be
// found by fsck and named. make test takes every 61st change, make check all of them.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <fstream>
#include <thread>

#include "tests/support/lodge.h"

namespace muniment::house {

namespace {

using tests::Lodge;
using Cell = std::variant<std::monostate, std::int64_t, std::string, store::Blob>;
using Cells = std::vector<Cell>;

struct Shape {
    const char* table;
    std::vector<const char*> columns;
    std::size_t keys;  // the first columns that make the primary key
};

const std::vector<Shape>& shapes() {
    static const std::vector<Shape> all = {
        {"test_note",
         {"org", "id", "version", "current", "entry", "unit", "content", "patient", "title", "day"},
         3},
        {"ledger_head", {"org", "size", "edge"}, 1},
        {"ledger_entry", {"org", "idx", "id", "salt", "payload", "place"}, 2},
        {"ledger_tile", {"org", "level", "idx", "hashes"}, 3},
        {"ledger_checkpoint", {"org", "seq", "size", "note"}, 2},
        {"ledger_cosignature", {"org", "size", "witness", "line", "vkey"}, 3}};
    return all;
}

// The intruder's own hands on a database file.
class Intruder {
  public:
    explicit Intruder(const std::string& path) {
        REQUIRE(sqlite3_open(path.c_str(), &file_) == SQLITE_OK);
        sqlite3_exec(file_, "PRAGMA synchronous=OFF", nullptr, nullptr, nullptr);
        sqlite3_busy_timeout(file_, 10000);
    }
    ~Intruder() {
        for (auto& [sql, statement] : known_) sqlite3_finalize(statement);
        sqlite3_close(file_);
    }
    Intruder(const Intruder&) = delete;
    Intruder& operator=(const Intruder&) = delete;

    std::vector<Cells> rows(const Shape& shape) {
        std::string sql = "SELECT ";
        for (const char* column : shape.columns) sql += std::string(column) + ",";
        sql.back() = ' ';
        std::vector<Cells> rows;
        sqlite3_stmt* statement = prepared(sql + "FROM " + shape.table);
        while (sqlite3_step(statement) == SQLITE_ROW) rows.push_back(cells_of(statement));
        sqlite3_reset(statement);
        return rows;
    }

    // Takes rows away and puts others in their place; false, and nothing done, when the database
    // itself refuses (two rows of one key).
    bool replace(const Shape& shape, const std::vector<Cells>& old, const std::vector<Cells>& now) {
        std::string where, marks;
        for (std::size_t i = 0; i < shape.keys; ++i)
            where += std::string(i == 0 ? "" : " AND ") + shape.columns[i] + " IS ?";
        for (std::size_t i = 0; i < shape.columns.size(); ++i) marks += i == 0 ? "?" : ",?";
        run("BEGIN IMMEDIATE", {}, 0);
        bool good = true;
        for (const Cells& row : old)
            good = good && run(std::string("DELETE FROM ") + shape.table + " WHERE " + where, row,
                               shape.keys);
        for (const Cells& row : now)
            good =
                good && run(std::string("INSERT INTO ") + shape.table + " VALUES (" + marks + ")",
                            row, row.size());
        run(good ? "COMMIT" : "ROLLBACK", {}, 0);
        return good;
    }

  private:
    static Cells cells_of(sqlite3_stmt* statement) {
        Cells cells;
        for (int c = 0; c < sqlite3_column_count(statement); ++c) {
            const int type = sqlite3_column_type(statement, c);
            const auto* raw = static_cast<const char*>(sqlite3_column_blob(statement, c));
            std::string bytes(raw == nullptr ? "" : raw,
                              static_cast<std::size_t>(sqlite3_column_bytes(statement, c)));
            if (type == SQLITE_INTEGER)
                cells.emplace_back(std::int64_t{sqlite3_column_int64(statement, c)});
            else if (type == SQLITE_NULL)
                cells.emplace_back();
            else if (type == SQLITE_TEXT)
                cells.emplace_back(std::move(bytes));
            else
                cells.emplace_back(store::Blob{std::move(bytes)});
        }
        return cells;
    }
    bool run(const std::string& sql, const Cells& cells, std::size_t count) {
        sqlite3_stmt* statement = prepared(sql);
        for (std::size_t i = 0; i < count; ++i) {
            const int at = static_cast<int>(i + 1);
            if (const auto* number = std::get_if<std::int64_t>(&cells[i]))
                sqlite3_bind_int64(statement, at, *number);
            else if (const auto* text = std::get_if<std::string>(&cells[i]))
                sqlite3_bind_text64(statement, at, text->data(), text->size(), SQLITE_STATIC,
                                    SQLITE_UTF8);
            else if (const auto* blob = std::get_if<store::Blob>(&cells[i]))
                sqlite3_bind_blob64(statement, at, blob->bytes.data(), blob->bytes.size(),
                                    SQLITE_STATIC);
            else
                sqlite3_bind_null(statement, at);
        }
        sqlite3_step(statement);
        return sqlite3_reset(statement) == SQLITE_OK;
    }
    sqlite3_stmt* prepared(const std::string& sql) {
        sqlite3_stmt*& statement = known_[sql];
        if (statement == nullptr) sqlite3_prepare_v2(file_, sql.c_str(), -1, &statement, nullptr);
        ensure(statement != nullptr, "the intruder's SQL is wrong");
        return statement;
    }
    sqlite3* file_ = nullptr;
    std::unordered_map<std::string, sqlite3_stmt*> known_;
};

std::size_t bits_of(const Cell& cell) {
    if (std::holds_alternative<std::int64_t>(cell)) return 64;
    if (const auto* text = std::get_if<std::string>(&cell)) return text->size() * 8;
    if (const auto* blob = std::get_if<store::Blob>(&cell)) return blob->bytes.size() * 8;
    return 0;
}

Cell flipped(Cell cell, std::size_t bit) {
    const auto flip = [bit](std::string& bytes) {
        bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    };
    if (auto* number = std::get_if<std::int64_t>(&cell))
        *number = static_cast<std::int64_t>(static_cast<std::uint64_t>(*number) ^
                                            (std::uint64_t{1} << bit));
    else if (auto* text = std::get_if<std::string>(&cell))
        flip(*text);
    else
        flip(std::get<store::Blob>(cell).bytes);
    return cell;
}

std::string number_text(const Cell& cell) { return std::to_string(std::get<std::int64_t>(cell)); }

// What fsck calls the row.
std::string name_of(const Shape& shape, const Cells& row) {
    const std::string_view table = shape.table;
    if (table == "ledger_head") return "the ledger's head";
    if (table == "ledger_entry") return "ledger entry " + number_text(row[1]);
    if (table == "ledger_tile")
        return "tile level " + number_text(row[1]) + " number " + number_text(row[2]);
    if (table == "ledger_checkpoint") return "checkpoint " + number_text(row[1]);
    if (table == "ledger_cosignature")
        return "the cosignature of " + std::get<std::string>(row[2]) + " on size " +
               number_text(row[1]);
    return std::string(table) + " " + to_text(*uuid_of_bytes(std::get<store::Blob>(row[1]).bytes)) +
           " version " + number_text(row[2]);
}

// One change to a database, and the names of which fsck must give one.
struct Change {
    const Shape* shape;
    std::vector<Cells> old, now;
    std::vector<std::string> names;
    std::string what;
};

void add_flips(const Shape& shape, const Cells& row, std::vector<Change>& changes) {
    for (std::size_t column = 0; column < row.size(); ++column)
        for (std::size_t bit = 0; bit < bits_of(row[column]); ++bit) {
            Cells now = row;
            now[column] = flipped(row[column], bit);
            std::vector<std::string> names = {name_of(shape, row)};
            // A cosignature is checked under the name that it bears now.
            if (std::string_view(shape.table) == "ledger_cosignature")
                names = {name_of(shape, now), "the table ledger_cosignature"};
            changes.push_back({&shape,
                               {row},
                               {now},
                               std::move(names),
                               name_of(shape, row) + ": bit " + std::to_string(bit) + " of " +
                                   shape.columns[column]});
        }
}

void add_exchanges(const Shape& shape, const std::vector<Cells>& rows,
                   std::vector<Change>& changes) {
    for (std::size_t a = 0; a < rows.size(); ++a)
        for (std::size_t b = a + 1; b < rows.size(); ++b) {
            Cells now_a = rows[b], now_b = rows[a];
            std::copy_n(rows[a].begin(), shape.keys, now_a.begin());
            std::copy_n(rows[b].begin(), shape.keys, now_b.begin());
            changes.push_back(
                {&shape,
                 {rows[a], rows[b]},
                 {now_a, now_b},
                 {name_of(shape, rows[a]), name_of(shape, rows[b])},
                 "exchange of " + name_of(shape, rows[a]) + " and " + name_of(shape, rows[b])});
        }
}

std::vector<Change> changes_of(Intruder& intruder, const std::vector<const char*>& tables) {
    std::vector<Change> changes;
    for (const Shape& shape : shapes()) {
        if (std::ranges::find(tables, std::string_view(shape.table)) == tables.end()) continue;
        const std::vector<Cells> rows = intruder.rows(shape);
        for (const Cells& row : rows) {
            // A witness keeps its own cosignatures: that we lost one is no damage to the evidence.
            if (std::string_view(shape.table) != "ledger_cosignature")
                changes.push_back(
                    {&shape, {row}, {}, {name_of(shape, row)}, name_of(shape, row) + ": deleted"});
            add_flips(shape, row, changes);
        }
        add_exchanges(shape, rows, changes);
    }
    return changes;
}

bool names_one(const std::vector<Damage>& damage, const std::vector<std::string>& names) {
    return std::ranges::any_of(damage, [&](const Damage& one) {
        return std::ranges::find(names, one.where) != names.end();
    });
}

std::string list_of(const std::vector<Damage>& damage) {
    std::string list;
    for (const Damage& one : damage) list += "\n    " + one.where + " " + one.what;
    return damage.empty() ? " nothing" : list;
}

// A few acts of every kind: sealed and plain content, versions, nulls, no record at all; three
// checkpoints, the last one cosigned by a witness.
void fill(Lodge& lodge) {
    const Uuid a = derived_uuid("a"), b = derived_uuid("b");
    REQUIRE(lodge.write(a, 1, "first words"));
    REQUIRE(lodge.house->ledger().checkpoint());
    REQUIRE(lodge.write(b, 1, "other words"));
    REQUIRE(lodge.write(a, 2, "second words"));
    REQUIRE(lodge.house->ledger().checkpoint());
    Act act;
    act.action = "test.two";
    act.drafts.push_back(lodge.draft(b, 2, "later"));
    act.drafts.push_back({&tests::notes(),
                          derived_uuid("c"),
                          1,
                          {store::null(), store::null(), std::int64_t{-3}},
                          Uuid{},
                          "open content"});
    REQUIRE(lodge.house->act(std::move(act)));
    REQUIRE(lodge.look());
    REQUIRE(lodge.write(b, 3, "at last"));
    const auto note = lodge.house->ledger().checkpoint();
    REQUIRE(note);
    const tlog::SigningKey witness{"witness.example/w", tlog::KeyKind::cosignature,
                                   std::string(32, 'w')};
    auto parsed = tlog::parse_note(*note);
    parsed->signatures.push_back(tlog::cosign(parsed->text, witness, 1790000000));
    REQUIRE(lodge.house->ledger().accept_cosignature(tlog::to_text(*parsed),
                                                     tlog::verifier_of(witness)));
}

struct Tally {
    std::size_t made = 0, refused = 0;
    std::vector<std::string> unseen;
};

// One hand works in a house of its own on every `hands`-th change. The house stays open: fsck
// looks at the file anew each time.
using Filling = void (*)(Lodge&);
Tally work(Filling filling, const std::vector<const char*>& tables, std::size_t hand,
           std::size_t hands, std::size_t stride) {
    Lodge lodge(tests::Engine::sqlite, tests::quick_place());
    filling(lodge);
    REQUIRE(lodge.damage().empty());
    Intruder intruder(lodge.where.database_url);
    const std::vector<Change> changes = changes_of(intruder, tables);
    Tally tally;
    for (std::size_t i = hand * stride; i < changes.size(); i += hands * stride) {
        const Change& change = changes[i];
        if (!intruder.replace(*change.shape, change.old, change.now)) {
            ++tally.refused;
            continue;
        }
        ++tally.made;
        const auto report = lodge.house->fsck();
        if (!report)
            tally.unseen.push_back(change.what + ": fsck failed: " + report.error().message);
        else if (!names_one(report->damage, change.names))
            tally.unseen.push_back(change.what + ": fsck told" + list_of(report->damage));
        ensure(intruder.replace(*change.shape, change.now, change.old), "the change is undone");
    }
    REQUIRE(lodge.damage().empty());
    return tally;
}

// All changes to the tables, shared out to two hands.
void attack(Filling filling, const std::vector<const char*>& tables, std::size_t stride) {
    Tally tallies[2];
    std::thread other([&] { tallies[1] = work(filling, tables, 1, 2, stride); });
    tallies[0] = work(filling, tables, 0, 2, stride);
    other.join();
    const std::size_t made = tallies[0].made + tallies[1].made;
    const std::size_t refused = tallies[0].refused + tallies[1].refused;
    MESSAGE(made, " changes tried; ", refused, " more the database itself refused");
    CHECK(made > 100);
    for (const Tally& tally : tallies)
        for (std::size_t i = 0; i < std::min<std::size_t>(tally.unseen.size(), 10); ++i)
            FAIL_CHECK(tally.unseen[i]);
}

// 257 entries: one full tile, one begun above it.
void fill_a_tile(Lodge& lodge) {
    std::atomic<int> left = 256;
    for (int i = 0; i < 256; ++i) {
        store::Batch batch;
        const Uuid id = derived_uuid("entry" + std::to_string(i));
        batch.entries.push_back({id, std::string(32, static_cast<char>(i)),
                                 R"({"id":")" + to_text(id) + R"(","rows":[]})"});
        lodge.house->database().commit(std::move(batch), [&](Status status) {
            if (status) --left;
        });
    }
    store::Batch last;
    last.entries.push_back({derived_uuid("last"), std::string(32, 'x'),
                            R"({"id":")" + to_text(derived_uuid("last")) + R"(","rows":[]})"});
    REQUIRE(lodge.house->database().commit(std::move(last)));
    REQUIRE(left == 0);
    REQUIRE(lodge.house->ledger().checkpoint());
}

}  // namespace

// Goal: no single change of a row goes unnoticed, and each is named.
TEST_CASE("every bit, row and pair of a small house") {
    attack(fill,
           {"test_note", "ledger_head", "ledger_entry", "ledger_checkpoint", "ledger_cosignature"},
           tests::thorough() ? 1 : 61);
}

// Goal: the same for tiles, which a ledger has from 256 entries on.
TEST_CASE("every bit of the tiles, and the tiles' rows") {
    attack(fill_a_tile, {"ledger_tile"}, tests::thorough() ? 1 : 401);
}

// Goal: the file that others keep copies of is checked to the bit, and its absence is told.
TEST_CASE("every bit of the checkpoint file") {
    Lodge lodge(tests::Engine::sqlite, tests::quick_place());
    fill(lodge);
    const std::string path = lodge.where.folder + "/checkpoint";
    std::ifstream in(path, std::ios::binary);
    const std::string right{std::istreambuf_iterator<char>(in), {}};
    REQUIRE(right.size() > 100);
    const auto put = [&](const std::string& bytes) {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    };
    const std::vector<std::string> names = {"the checkpoint file"};
    for (std::size_t bit = 0; bit < right.size() * 8; bit += tests::thorough() ? 1 : 7) {
        put(std::get<std::string>(flipped(right, bit)));
        CHECK_MESSAGE(names_one(lodge.damage(), names), "bit " << bit);
    }
    put("");
    CHECK(names_one(lodge.damage(), names));
    std::filesystem::remove(path);
    CHECK(names_one(lodge.damage(), names));
    put(right);
    CHECK(lodge.damage().empty());
}

// Goal: what was changed while the house was closed is found after opening, or opening says it.
TEST_CASE("a house changed while it was closed") {
    Lodge lodge(tests::Engine::sqlite, tests::quick_place());
    fill(lodge);
    lodge.close();
    std::vector<Change> changes;
    {
        Intruder intruder(lodge.where.database_url);
        changes = changes_of(intruder, {"test_note", "ledger_head", "ledger_entry",
                                        "ledger_checkpoint", "ledger_cosignature"});
    }
    for (std::size_t i = 0; i < changes.size(); i += tests::thorough() ? 173 : 997) {
        const Change& change = changes[i];
        // A new head is made where there was none; the entries show that it is not the old one.
        const bool made =
            Intruder(lodge.where.database_url).replace(*change.shape, change.old, change.now);
        if (!made) continue;
        lodge.open();
        CHECK_MESSAGE(names_one(lodge.damage(), change.names), change.what);
        lodge.close();
        Intruder intruder(lodge.where.database_url);
        for (const Shape& shape : shapes())  // the head that opening may have made
            if (std::string_view(shape.table) == "ledger_head" && change.shape == &shape)
                REQUIRE(intruder.replace(shape, intruder.rows(shape), {}));
        REQUIRE(intruder.replace(*change.shape, change.now, change.old));
    }
    lodge.open();
    CHECK(lodge.damage().empty());
}

// Goal: a damaged key database is named: by opening, by the key, or by the content it cannot open.
TEST_CASE("every bit of the key database") {
    static const std::vector<Shape> shapes = {{"content_key", {"org", "unit", "wrapped"}, 2},
                                              {"secret", {"org", "name", "wrapped"}, 2}};
    Lodge lodge(tests::Engine::sqlite, tests::quick_place());
    fill(lodge);
    lodge.close();
    std::vector<Change> changes;
    {
        Intruder intruder(lodge.where.keys_url);
        for (const Shape& shape : shapes)
            for (const Cells& row : intruder.rows(shape)) {
                // The probe only recognises the master key; a new one is as good.
                const auto* name = std::get_if<std::string>(&row[1]);
                const bool probe = name != nullptr && *name == "master-key-probe";
                for (std::size_t c = probe ? 2 : 0; c < row.size(); ++c)
                    for (std::size_t bit = 0; bit < bits_of(row[c]); ++bit) {
                        Cells now = row;
                        now[c] = flipped(row[c], bit);
                        changes.push_back({&shape, {row}, {now}, {}, shape.columns[c]});
                    }
                if (!probe) changes.push_back({&shape, {row}, {}, {}, "deleted"});
            }
    }
    REQUIRE(changes.size() > 500);
    for (std::size_t i = 0; i < changes.size(); i += tests::thorough() ? 1 : 13) {
        const Change& change = changes[i];
        REQUIRE(Intruder(lodge.where.keys_url).replace(*change.shape, change.old, change.now));
        const Status opened = lodge.try_open();
        const std::string found = opened ? list_of(lodge.damage()) : opened.error().message;
        CHECK_MESSAGE(found != " nothing", change.shape->table << " " << change.what << " " << i);
        lodge.close();
        Intruder intruder(lodge.where.keys_url);
        // Opening makes the secrets that are missing: take them away again.
        std::vector<Cells> made;
        for (const Cells& row : intruder.rows(*change.shape))
            if (row[1] == change.old[0][1] && row[0] == change.old[0][0] &&
                (change.now.empty() || row != change.now[0]))
                made.push_back(row);
        REQUIRE(intruder.replace(*change.shape, made, {}));
        REQUIRE(intruder.replace(*change.shape, change.now, change.old));
    }
    lodge.open();
    CHECK(lodge.damage().empty());
}

// Goal: a room's schema that is said to be missing, or is another's, does not open the house.
TEST_CASE("the list of schema upgrades is not silently redone") {
    static const Shape shape = {"schema_upgrade", {"room", "number"}, 2};
    Lodge lodge(tests::Engine::sqlite, tests::quick_place());
    fill(lodge);
    lodge.close();
    const std::vector<Cells> rows = Intruder(lodge.where.database_url).rows(shape);
    REQUIRE(rows.size() == 4);
    for (const Cells& row : rows) {
        REQUIRE(Intruder(lodge.where.database_url).replace(shape, {row}, {}));
        const Status opened = lodge.try_open();
        CHECK(!opened);
        lodge.close();
        REQUIRE(Intruder(lodge.where.database_url).replace(shape, {}, {row}));
    }
    lodge.open();
    CHECK(lodge.damage().empty());
}

}  // namespace muniment::house
