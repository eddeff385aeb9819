// A house in a temporary folder with one table of notes, opened again as often as a test likes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <doctest/doctest.h>

#include "kernel/house/house.h"
#include "tests/support/engines.h"

namespace muniment::tests {

inline const store::Table& notes() {
    static const store::Table table = {"test_note",
                                       {{"patient", store::Kind::blob},
                                        {"title", store::Kind::text},
                                        {"day", store::Kind::integer}}};
    return table;
}

inline Assets notes_schema() {
    static const Asset files[] = {
        {"schema.sql",
         "CREATE TABLE test_note (org BIGINT NOT NULL, id BLOB NOT NULL, version BIGINT NOT NULL, "
         "current BIGINT NOT NULL, entry BLOB NOT NULL, unit BLOB NOT NULL, content BLOB NOT NULL, "
         "patient BLOB, title TEXT, day BIGINT, PRIMARY KEY (org, id, version));"}};
    return files;
}

struct Lodge {
    explicit Lodge(Engine engine,
                   const std::string& place = std::filesystem::temp_directory_path().string(),
                   std::uint64_t seed = 1)
        : folder(place), random(seed) {
        where.folder = folder.file("data");
        where.database_url = fresh_database(engine, folder);
        where.keys_url = fresh_database(engine, folder);
        REQUIRE(house::House::make(where, "Test Hospital", random));
        open();
    }
    void open() {
        const Status opened = try_open();
        REQUIRE_MESSAGE(opened, (opened ? "" : opened.error().message));
    }
    Status try_open() {
        close();
        house = TRY(house::House::open(where, clock, random));
        return house->add_room("test", notes_schema(), {&notes()});
    }
    void close() { house.reset(); }

    house::Draft draft(const Uuid& id, std::int64_t version, const std::string& words) const {
        return {&notes(), id,   version, {store::value_of(patient), words, std::int64_t{7}},
                patient,  words};
    }
    Result<house::Receipt> write(const Uuid& id, std::int64_t version, const std::string& words) {
        house::Act act;
        act.action = "test.write";
        act.drafts.push_back(draft(id, version, words));
        return house->act(std::move(act));
    }
    // An act that changes no record, as an access entry does.
    Result<house::Receipt> look() {
        house::Act act;
        act.action = "test.look";
        return house->act(std::move(act));
    }
    std::vector<house::Damage> damage() {
        auto report = house->fsck();
        REQUIRE(report);
        return report->damage;
    }

    Folder folder;
    FixedClock clock;
    SeededRandom random;
    house::Where where;
    Uuid patient = derived_uuid("patient");
    std::unique_ptr<house::House> house;
};

}  // namespace muniment::tests
