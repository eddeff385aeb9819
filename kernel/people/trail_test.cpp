// The access trail, as it is written and read again.
// SPDX-License-Identifier: Apache-2.0
#include "kernel/people/trail.h"

#include <doctest/doctest.h>

#include "tests/support/lodge.h"

namespace muniment::people {

using namespace tests;
using std::chrono::hours;

namespace {

struct Trail : Lodge {
    explicit Trail(Engine engine) : Lodge(engine) { REQUIRE(settle(*house)); }
    Uuid write(const char* patient, const char* user, hours after, Relation relation) {
        Access access;
        access.patient = derived_uuid(patient);
        access.user = derived_uuid(user);
        access.at = clock.now() + after;
        access.action = "GET /patients/{id}";
        access.purpose = "TREATMENT";
        access.relation = relation;
        access.evidence = "an encounter's id";
        access.from = "10.0.0.7";
        access.seen = {{"chart_resource", 3, {derived_uuid("one")}}};
        house::Act act;
        act.action = "access";
        act.drafts.push_back(access_draft(*house, access));
        const Uuid id = act.drafts.front().id;
        REQUIRE(house->act(std::move(act)));
        return id;
    }
};

}  // namespace

// 45 CFR 164.312(b)
// Goal: an entry is read as it was written, newest first, by patient, person and time.
TEST_CASE("trail: filters") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Trail trail(engine);
        const Uuid a = trail.write("p", "ada", hours(0), Relation::encounter);
        const Uuid b = trail.write("p", "ben", hours(1), Relation::none);
        const Uuid c = trail.write("q", "ada", hours(2), Relation::self);
        const Instant t = trail.clock.now();
        struct Row {
            AccessFilter filter;
            std::vector<Uuid> found;
        };
        const Row rows[] = {
            {{}, {c, b, a}},
            {{.patient = derived_uuid("p")}, {b, a}},
            {{.user = derived_uuid("ada")}, {c, a}},
            {{.patient = derived_uuid("p"), .user = derived_uuid("ada")}, {a}},
            {{.from = t + hours(1)}, {c, b}},
            {{.to = t + hours(1)}, {a}},  // the end is not included
            {{.limit = 1}, {c}},
            {{.offset = 1, .limit = 1}, {b}},
            {{.patient = derived_uuid("nobody")}, {}},
            {{.limit = -1}, {}},
        };
        for (const Row& row : rows) {
            const auto view = trail.house->view();
            const auto found = accesses(**view, row.filter);
            REQUIRE(found);
            std::vector<Uuid> ids;
            for (const Access& one : *found) ids.push_back(one.id);
            CHECK(ids == row.found);
        }
        const auto view = trail.house->view();
        const auto one = accesses(**view, {.patient = derived_uuid("p"), .limit = 1});
        REQUIRE(one);
        const Access& access = one->front();
        CHECK(access.relation == Relation::none);
        CHECK(access.user == derived_uuid("ben"));
        CHECK(access.at == t + hours(1));
        CHECK(access.purpose == "TREATMENT");
        CHECK(access.evidence == "an encounter's id");
        CHECK(access.from == "10.0.0.7");
        REQUIRE(access.seen.size() == 1);
        CHECK(access.seen[0].records == 3);
        CHECK(!access.entry.is_nil());
        const auto count = count_accesses(**view, {.user = derived_uuid("ada")});
        REQUIRE(count);
        CHECK(*count == 2);
        CHECK(trail.damage().empty());
    }
}

// Goal: to read a patient's trail is an access to that patient; the system's own walk is none.
TEST_CASE("trail: who reads it is noted") {
    Trail trail(Engine::sqlite);
    trail.write("p", "ada", hours(0), Relation::none);
    trail.write("q", "ada", hours(1), Relation::none);
    const auto view = trail.house->view();
    std::vector<Instant> walked;
    REQUIRE(each_access(**view, {}, [&](const Access& one) { walked.push_back(one.at); }));
    CHECK(walked.size() == 2);
    CHECK(std::ranges::is_sorted(walked));
    CHECK((*view)->reads().empty());
    REQUIRE(accesses(**view, {.patient = derived_uuid("p")}));
    REQUIRE((*view)->reads().size() == 1);
    CHECK((*view)->reads()[0].patient == derived_uuid("p"));
}

// Goal: entries of before relations were kept are still read.
TEST_CASE("trail: entries of the first form") {
    Trail trail(Engine::sqlite);
    house::Act act;
    act.action = "access";
    act.drafts.push_back(access_draft(*trail.house, {}));
    act.drafts[0].content = "[{\"what\":\"chart_document\",\"records\":2,\"ids\":[\"" +
                            to_text(derived_uuid("d")) + "\"]}]";
    REQUIRE(trail.house->act(std::move(act)));
    const auto found = accesses(**trail.house->view(), {});
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK((*found)[0].relation == Relation::unknown);
    REQUIRE((*found)[0].seen.size() == 1);
    CHECK((*found)[0].seen[0].what == "chart_document");
}

}  // namespace muniment::people
