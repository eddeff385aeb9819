#include "kernel/house/house.h"

#include <doctest/doctest.h>

#include <thread>

#include "tests/support/lodge.h"

namespace muniment::house {

using tests::Lodge;
using tests::notes;

// Goal: what was acted is there after a restart, with its evidence, on both engines.
TEST_CASE("an act is durable, readable and proved") {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        Lodge lodge(engine);
        const Uuid id = derived_uuid("a");
        const auto receipt = lodge.write(id, 1, "first words");
        REQUIRE(receipt);
        REQUIRE(lodge.write(id, 2, "second words"));
        lodge.open();
        auto view = lodge.house->view();
        REQUIRE(view);
        const auto now = (*view)->read(notes(), id);
        REQUIRE(now);
        CHECK(now->content == "second words");
        CHECK(now->version == 2);
        CHECK((*view)->read(notes(), id, 1)->content == "first words");
        REQUIRE((*view)->reads().size() == 1);
        CHECK((*view)->reads()[0].patient == lodge.patient);
        CHECK((*view)->reads()[0].records == 2);
        CHECK(lodge.house->ledger().size() == 2);
        const auto index = lodge.house->ledger().index_of(receipt->entry);
        REQUIRE((index && *index));
        const auto proof = lodge.house->ledger().prove(**index);
        REQUIRE(proof);
        const auto key = tlog::parse_verifier_key(proof->vkey);
        const Hash leaf =
            tlog::entry_leaf_hash(tlog::commitment(proof->entry.salt, proof->entry.payload));
        CHECK(tlog::verify_proof_file(proof->file, leaf, *key));
        CHECK(lodge.damage().empty());
    }
}

// Goal: two people change the same record: the first wins, the second is told, nothing is mixed.
TEST_CASE("a version that has moved on is a conflict") {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        Lodge lodge(engine);
        const Uuid id = derived_uuid("a");
        REQUIRE(lodge.write(id, 1, "one"));
        CHECK(lodge.write(id, 1, "again").error().fault == Fault::conflict);
        REQUIRE(lodge.write(id, 2, "two"));
        CHECK(lodge.write(id, 2, "late").error().fault == Fault::conflict);
        CHECK(lodge.write(id, 4, "gap").error().fault == Fault::conflict);
        Act relies;
        relies.action = "test.relies";
        relies.expects.push_back({&notes(), id, 1});
        CHECK(lodge.house->act(std::move(relies)).error().fault == Fault::conflict);
        CHECK(lodge.house->ledger().size() == 2);
        CHECK(lodge.damage().empty());
    }
}

// Goal: many writers at once; every one is answered, indexes have no gap, fsck is clean.
TEST_CASE("many writers share groups") {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        Lodge lodge(engine);
        std::vector<std::thread> writers;
        std::atomic<int> good = 0;
        for (int w = 0; w < 8; ++w)
            writers.emplace_back([&, w] {
                for (int i = 0; i < 60; ++i)
                    if (lodge.write(derived_uuid(std::to_string(w * 1000 + i)), 1, "words")) ++good;
            });
        for (auto& writer : writers) writer.join();
        CHECK(good == 480);
        CHECK(lodge.house->ledger().size() == 480);
        lodge.open();
        CHECK(lodge.house->ledger().size() == 480);
        CHECK(lodge.damage().empty());
        REQUIRE(lodge.write(derived_uuid("after"), 1, "more"));
        CHECK(lodge.damage().empty());
    }
}

// Goal: a destroyed key is reported as such, and the content is gone for good.
TEST_CASE("destroying a key destroys the content, not the evidence") {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        Lodge lodge(engine);
        const Uuid id = derived_uuid("a");
        REQUIRE(lodge.write(id, 1, "secret words"));
        REQUIRE(lodge.house->vault().destroy(lodge.patient));
        lodge.open();
        auto view = lodge.house->view();
        CHECK((*view)->read(notes(), id).error().fault == Fault::not_found);
        const auto report = lodge.house->fsck();
        REQUIRE(report);
        CHECK(report->damage.empty());
        CHECK(report->contents_destroyed == 1);
    }
}

// Goal: the day is the facility's; a change of the zone is in the ledger, holds from its commit on,
// outlives a restart, and reaches another program on the same database within a minute.
TEST_CASE("today is the facility's day") {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        Lodge lodge(engine);
        lodge.clock.move(*parse_fhir_time("2026-12-20T04:30:00Z") - lodge.clock.now());
        House& house = *lodge.house;
        CHECK(house.zone().name() == "UTC");
        CHECK(to_text(house.today()) == "2026-12-20");
        auto other = House::open(lodge.where, lodge.clock, lodge.random);
        REQUIRE(other);

        const auto view = house.view();
        auto act = house.change_zone(**view, *zone_of("America/Chicago"));
        REQUIRE(act);
        CHECK(to_text(house.today()) == "2026-12-20");  // nothing is done yet
        REQUIRE(house.act(std::move(*act)));
        CHECK(house.zone().name() == "America/Chicago");
        CHECK(to_text(house.today()) == "2026-12-19");
        CHECK(house.ledger().entry(0)->payload.find(
                  "\"detail\":{\"time_zone\":\"America/Chicago\",\"before\":\"UTC\"}") !=
              std::string::npos);

        CHECK((*other)->zone().name() == "UTC");
        lodge.clock.move(std::chrono::minutes(1));
        REQUIRE((*other)->view());
        CHECK((*other)->zone().name() == "America/Chicago");
        (*other).reset();

        lodge.open();
        CHECK(to_text(lodge.house->today()) == "2026-12-19");
        CHECK(lodge.damage().empty());
    }
}

// Goal: of two people who change it at once one is told so; a zone that is none changes nothing.
TEST_CASE("a change of the zone that fails leaves the day as it was") {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        Lodge lodge(engine);
        House& house = *lodge.house;
        const auto view = house.view();
        auto first = house.change_zone(**view, *zone_of("America/Denver"));
        auto second = house.change_zone(**view, *zone_of("America/Boise"));
        auto wrong = house.change_zone(**view, Zone{});
        REQUIRE((first && second && wrong));
        wrong->drafts[0].content = "{\"time_zone\":\"Mars/Olympus\"}";
        CHECK(house.act(std::move(*wrong)).error().fault == Fault::incorrect);
        REQUIRE(house.act(std::move(*first)));
        CHECK(house.act(std::move(*second)).error().fault == Fault::conflict);
        CHECK(house.zone().name() == "America/Denver");
        CHECK(house.ledger().size() == 1);
    }
}

}  // namespace muniment::house
