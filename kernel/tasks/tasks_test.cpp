// Cases: numbers, worklists, history.
// SPDX-License-Identifier: Apache-2.0
#include "kernel/tasks/tasks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

#include "kernel/people/people.h"
#include "kernel/tasks/tables.h"
#include "tests/support/lodge.h"

namespace muniment::tasks {

using namespace tests;
using std::chrono::days;

namespace {

struct Desk : Lodge {
    explicit Desk(Engine engine) : Lodge(engine) {
        REQUIRE(people::settle(*house));
        REQUIRE(settle(*house));
    }
    Case make(const std::string& number) {
        Case record;
        record.id = CaseId{derived_uuid(number)};
        record.kind = "release";
        record.number = number;
        record.state = "received";
        record.updated = clock.now();
        record.brief = "brief of " + number;
        record.content = "content of " + number;
        return record;
    }
    Result<house::Receipt> save(const Case& record, const std::string& note = "",
                                const Uuid& actor = {}) {
        house::Act act;
        act.action = "test.case";
        act.actor = actor;
        if (!note.empty()) act.detail = {{"note", note}};
        act.drafts.push_back(TRY(draft_of(*house, record)));
        return house->act(std::move(act));
    }
    Worklist list(const Filter& filter) {
        const auto view = house->view();
        auto found = worklist(**view, filter);
        REQUIRE(found);
        return *found;
    }
    std::string numbers(const Filter& filter) {
        std::vector<std::string> ends;
        for (const Case& one : list(filter).cases) ends.push_back(one.number.substr(12));
        return join(ends, " ");
    }
};

}  // namespace

// Goal: two people never get one number, and no number is left out, whoever meets a conflict.
TEST_CASE("cases: numbers under concurrency are unique and without a gap") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Desk desk(engine);
        constexpr int clerks = 4, each = 12;
        std::vector<std::string> given[clerks];
        std::atomic<int> conflicts = 0;
        const auto take = [&](int clerk) -> Status {
            auto view = TRY(desk.house->view());
            auto next = TRY(next_number(*view, "release", "R", 2026));
            view.reset();
            Case record = desk.make(next.number);
            record.id = CaseId{desk.house->new_id()};
            house::Act act;
            act.action = "test.case";
            act.drafts = {std::move(next.draft), TRY(draft_of(*desk.house, record))};
            TRY(desk.house->act(std::move(act)));
            given[clerk].push_back(next.number);
            return ok();
        };
        std::vector<std::thread> threads;
        for (int clerk = 0; clerk < clerks; ++clerk)
            threads.emplace_back([&, clerk] {
                while (given[clerk].size() < each) {
                    const Status taken = take(clerk);
                    if (!taken && taken.error().fault != Fault::conflict) return;
                    if (!taken) ++conflicts;
                }
            });
        for (std::thread& thread : threads) thread.join();
        std::vector<std::string> all;
        for (const auto& some : given) all.insert(all.end(), some.begin(), some.end());
        std::ranges::sort(all);
        REQUIRE(all.size() == clerks * each);
        CHECK(all.front() == "R-2026-000001");
        CHECK(all.back() == "R-2026-000048");
        CHECK(std::ranges::adjacent_find(all) == all.end());
        auto view = desk.house->view();
        CHECK(next_number(**view, "release", "R", 2026)->number == "R-2026-000049");
        CHECK(next_number(**view, "release", "R", 2027)->number == "R-2027-000001");
        CHECK(next_number(**view, "other", "X", 2026)->number == "X-2026-000001");
        CHECK(desk.damage().empty());
    }
}

TEST_CASE("cases: what is written is read, under the patient's key") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Desk desk(engine);
        Case record = desk.make("R-2026-000001");
        record.patient = derived_uuid("p");
        record.due = parse_day("2026-12-01");
        record.received = parse_day("2026-11-01");
        record.assignee = derived_uuid("ada");
        REQUIRE(desk.save(record));
        auto view = desk.house->view();
        const auto read = read_case(**view, record.id);
        REQUIRE(read);
        CHECK(read->number == record.number);
        CHECK(read->content == record.content);
        CHECK(read->brief == record.brief);
        CHECK(read->patient == record.patient);
        CHECK(read->due == record.due);
        CHECK(read->received == record.received);
        CHECK(read->updated == record.updated);
        CHECK(read->assignee == record.assignee);
        REQUIRE_FALSE((**view).reads().empty());
        for (const house::Read& one : (**view).reads()) CHECK(one.patient == record.patient);
        CHECK(read_case(**view, CaseId{derived_uuid("none")}).error().fault == Fault::not_found);
        REQUIRE(desk.house->vault().destroy(record.patient));
        CHECK(read_case(**desk.house->view(), record.id).error().fault == Fault::not_found);
    }
}

// Goal: filters, orders, pages and counts are the same on both engines.
TEST_CASE("cases: worklists") {
    const Uuid p = derived_uuid("p"), q = derived_uuid("q");
    const auto filter = [](auto change) {
        Filter made;
        made.kind = "release";
        change(made);
        return made;
    };
    struct Row {
        Filter filter;
        const char* numbers;
        int total;
    };
    const Row rows[] = {
        {filter([](Filter&) {}), "3 2 1 4 5", 5},
        {filter([](Filter& f) { f.sort = "received"; }), "5 4 3 2 1", 5},
        {filter([](Filter& f) { f.sort = "updated"; }), "1 5 4 3 2", 5},
        {filter([](Filter& f) { f.sort = "no such order"; }), "3 2 1 4 5", 5},
        {filter([](Filter& f) { f.state = "approved"; }), "3 4", 2},
        {filter([](Filter& f) { f.state = "none"; }), "", 0},
        {filter([](Filter& f) { f.number_prefix = "R-2026-000002"; }), "2", 1},
        {filter([](Filter& f) { f.number_prefix = "R-2026"; }), "3 2 1 4 5", 5},
        {filter([](Filter& f) { f.number_prefix = "%"; }), "", 0},
        {filter([&](Filter& f) { f.patients = {p}; }), "3 1", 2},
        {filter([&](Filter& f) { f.patients = {p, q}; }), "3 2 1", 3},
        {filter([&](Filter& f) {
             f.number_prefix = "R-2026-000005";
             f.patients = {q};
         }),
         "2 5", 2},
        {filter([&](Filter& f) {
             f.state = "approved";
             f.patients = {p};
         }),
         "3", 1},
        {filter([](Filter& f) { f.limit = 2; }), "3 2", 5},
        {filter([](Filter& f) {
             f.limit = 2;
             f.offset = 4;
         }),
         "5", 5},
        {filter([](Filter& f) { f.offset = 9; }), "", 5},
        {filter([](Filter& f) { f.offset = -9; }), "3 2 1 4 5", 5},
        {filter([](Filter& f) { f.limit = -1; }), "3", 5},
        {filter([](Filter& f) { f.kind = "other"; }), "", 0},
    };
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Desk desk(engine);
        for (int i = 1; i <= 5; ++i) {
            Case record = desk.make("R-2026-00000" + std::to_string(i));
            record.patient = i == 1 || i == 3 ? p : i == 2 ? q : Uuid{};
            record.state = i == 3 || i == 4 ? "approved" : "received";
            if (i <= 3) record.due = Day{days{20000 - i}};
            record.received = Day{days{19000 + i}};
            REQUIRE(desk.save(record));
            desk.clock.move(std::chrono::seconds(1));
        }
        Case again = desk.make("R-2026-000001");
        again.version = 2;
        again.patient = p;
        again.due = Day{days{19999}};
        again.received = Day{days{19001}};
        REQUIRE(desk.save(again));
        for (const Row& row : rows) {
            CAPTURE(&row - rows);
            std::vector<std::string> numbers;
            const Worklist found = desk.list(row.filter);
            for (const Case& one : found.cases) {
                numbers.push_back(one.number.substr(12));
                CHECK(one.brief == "brief of " + one.number);
                CHECK(one.content.empty());
            }
            CHECK(join(numbers, " ") == row.numbers);
            CHECK(found.total == row.total);
            if (row.filter.kind == "release")
                CHECK(found.counts ==
                      std::map<std::string, std::int64_t>{{"approved", 2}, {"received", 3}});
        }
        const auto theirs = cases_of(**desk.house->view(), "release", p);
        REQUIRE(theirs);
        REQUIRE(theirs->size() == 2);
        CHECK(theirs->front().number == "R-2026-000001");  // the last one changed
        CHECK(cases_of(**desk.house->view(), "release", derived_uuid("x"))->empty());
    }
}

// Goal: the history is the ledger's: who, what, when, with the index at which it can be proved.
TEST_CASE("cases: history") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Desk desk(engine);
        auto user = people::make_user(*desk.house, **desk.house->view(), {}, "ada", "Ada B.", {},
                                      "blue-harbor-17");
        REQUIRE(user);
        const Uuid ada = user->subject;
        REQUIRE(desk.house->act(*std::move(user)));
        Case record = desk.make("R-2026-000001");
        REQUIRE(desk.save(record));
        desk.clock.move(std::chrono::seconds(5));
        REQUIRE(desk.look());  // something else in between
        record.version = 2;
        REQUIRE(desk.save(record, "asked for the form", ada));
        record.version = 3;
        REQUIRE(desk.save(record, "", derived_uuid("gone")));
        auto view = desk.house->view();
        const auto items = history(**view, record.id);
        REQUIRE(items);
        REQUIRE(items->size() == 3);
        CHECK((*items)[0].actor == "system");
        CHECK((*items)[1].actor == "Ada B.");
        CHECK((*items)[2].actor == "a former user");
        CHECK((*items)[1].note == "asked for the form");
        CHECK((*items)[0].note.empty());
        CHECK((*items)[1].action == "test.case");
        CHECK((*items)[1].at - (*items)[0].at == std::chrono::seconds(5));
        CHECK((*items)[0].entry_index == 1);
        CHECK((*items)[1].entry_index == 3);
        CHECK((*items)[2].entry_index == 4);
        const auto proof = desk.house->ledger().prove(3);
        REQUIRE(proof);
        CHECK(proof->entry.payload.find(to_text(record.id)) != std::string::npos);
        CHECK(history(**view, CaseId{derived_uuid("none")})->empty());
    }
}

}  // namespace muniment::tasks
