// The table of actions, events out of accesses, and places in the trail.
// SPDX-License-Identifier: Apache-2.0
#include "kernel/audit/audit.h"

#include <doctest/doctest.h>

#include <set>

#include "tests/support/lodge.h"

namespace muniment::audit {

using namespace tests;

namespace {

struct Trail : Lodge {
    explicit Trail(Engine engine) : Lodge(engine) {
        REQUIRE(people::settle(*house));
        REQUIRE(settle(*house));
    }
    Uuid write(const std::string& action, const Uuid& user = {}) {
        people::Access access;
        access.patient = derived_uuid("p");
        access.user = user;
        access.at = house->now();
        access.action = action;
        access.purpose = "TREATMENT";
        access.relation = people::Relation::order;
        access.evidence = "evidence";
        access.from = "10.0.0.7";
        access.seen = {{"chart_resource", 2, {derived_uuid("r")}}};
        house::Act act;
        act.action = "access";
        act.drafts.push_back(people::access_draft(*house, access));
        const Uuid id = act.drafts[0].id;
        REQUIRE(house->act(std::move(act)));
        return id;
    }
};

}  // namespace

TEST_CASE("audit actions: what each kind of address does") {
    const struct {
        const char* action;
        ActionClass wanted;
    } rows[] = {
        {"GET /chart/{patient}", ActionClass::view},
        {"GET /patients", ActionClass::search},
        {"GET /release/board", ActionClass::search},
        {"GET /audit/events", ActionClass::search},
        {"GET /release/cases/{id}/letter.pdf", ActionClass::print},
        {"GET /release/cases/{id}/package.zip", ActionClass::export_},
        {"GET /privacy/breach-log.csv", ActionClass::export_},
        {"POST /release/cases/{id}/encrypted", ActionClass::export_},
        {"POST /release/cases/{id}/printed", ActionClass::print},
        {"POST /release/cases", ActionClass::create},
        {"POST /release/cases/{id}/decision", ActionClass::amend},
        {"POST /release/cases/{id}/letters/preview", ActionClass::view},
        {"PUT /release/cases/{id}", ActionClass::amend},
        {"POST /release/cases/{id}/release", ActionClass::release},
        {"POST /public/d/{token}", ActionClass::release},
        {"release.disclose", ActionClass::release},
        {"release.deliver_part", ActionClass::release},
        {"release.bulk_read", ActionClass::view},
        {"POST /emergency", ActionClass::break_glass},
        {"POST /emergency/{id}/review", ActionClass::amend},
        {"access.denied", ActionClass::denied},
        {"imported: print", ActionClass::print},
        {"imported: something else", ActionClass::view},
        {"", ActionClass::view},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string(row.action));
        CHECK(class_of(row.action) == row.wanted);
    }
}

TEST_CASE("audit actions: patterns") {
    CHECK(fits("GET *{*", "GET /a/{b}"));
    CHECK_FALSE(fits("GET *{*", "GET /a/b"));
    CHECK(fits("*", ""));
    CHECK_FALSE(fits("GET *.pdf", "GET /a.pdf/b"));
    CHECK_FALSE(fits("POST /a", "POST /a/b"));
}

TEST_CASE("audit records: an access with the names around it") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Trail trail(engine);
        auto made = people::make_user(*trail.house, **trail.house->view(), {}, "ada", "Ada Vale",
                                      {people::Role::clerk}, "blue-harbor-17");
        REQUIRE(made);
        const Uuid ada = made->subject;
        REQUIRE(trail.house->act(*std::move(made)));
        trail.write("GET /chart/{patient}", ada);
        trail.write("release.disclose");
        trail.write("GET /patients", derived_uuid("nobody's account"));
        const auto view = trail.house->view();
        const auto accesses = people::accesses_behind(**view, {}, 10);
        REQUIRE(accesses);
        REQUIRE(accesses->size() == 3);
        std::set<std::string> names;
        Records records(*trail.house, **view);
        for (const people::Access& access : *accesses) {
            const auto record = records.of(access);
            REQUIRE(record);
            names.insert(record->user_name);
            CHECK(record->id == access.id);
            CHECK(record->relation == "order");
            CHECK(record->from == "10.0.0.7");
            CHECK(record->entities.at(0).records == 2);
            REQUIRE(record->index);
            const auto entry = trail.house->ledger().entry(*record->index);
            REQUIRE(entry);
            CHECK(entry->payload.find("access") != std::string::npos);
            if (record->user == ada) CHECK(record->roles == std::vector<std::string>{"clerk"});
        }
        CHECK(names == std::set<std::string>{"", "Ada Vale"});
        CHECK((*view)->reads().empty());
    }
}

TEST_CASE("audit place: kept, read again, and not by two at once") {
    for (const Engine engine : engines()) {
        Trail trail(engine);
        const auto fresh = read_place(**trail.house->view(), "siem:6514");
        REQUIRE(fresh);
        CHECK(fresh->version == 0);
        Kept kept = *fresh;
        kept.place.last = trail.write("GET /patients");
        kept.place.sent = 1;
        REQUIRE(trail.house->act(act_of(kept, 1)));
        const auto other = trail.house->act(act_of(kept, 1));
        REQUIRE_FALSE(other);
        CHECK(other.error().fault == Fault::conflict);
        const auto again = read_place(**trail.house->view(), "siem:6514");
        REQUIRE(again);
        CHECK(again->version == 1);
        CHECK(again->place.last == kept.place.last);
        const auto all = all_places(**trail.house->view());
        REQUIRE(all);
        CHECK(all->size() == 1);
        CHECK(trail.damage().empty());
    }
}

TEST_CASE("audit place: ids before and behind") {
    Trail trail(Engine::sqlite);
    const Uuid first = trail.write("GET /patients");
    trail.clock.move(std::chrono::minutes(1));
    const Uuid second = trail.write("GET /patients");
    CHECK(first < second);
    CHECK(before(second) < first);  // within the margin
    CHECK(first_id_of(trail.clock.now()) < first);
    CHECK(first < first_id_of(trail.clock.now() + std::chrono::minutes(5)));
    const auto view = trail.house->view();
    CHECK(*waiting_behind(**view, {}, 10) == 2);
    CHECK(*waiting_behind(**view, first, 10) == 1);
    CHECK(*waiting_behind(**view, second, 10) == 0);
    CHECK(*waiting_behind(**view, {}, 1) == 1);
}

}  // namespace muniment::audit
