// One request carried out: one entry for what it did and what it saw, answered only when durable.
// SPDX-License-Identifier: Apache-2.0
#include "kernel/desk/perform.h"

#include <doctest/doctest.h>

#include "engines/rules/packs.h"
#include "kernel/people/people.h"
#include "tests/support/full_disk.h"
#include "tests/support/lodge.h"

namespace muniment::desk {

using namespace tests;
using house::Call;
using house::Outcome;

namespace {

const Uuid p = derived_uuid("p"), q = derived_uuid("q"), note_id = derived_uuid("note");
const std::string secret = "ZQPLANTEDQZ";

struct Shown {
    std::string words;
};
BOOST_DESCRIBE_STRUCT(Shown, (), (words))

Result<Outcome> look_at_note(const Call& call) {
    const house::Stored stored = TRY(call.view.read(notes(), note_id));
    return house::shows(Shown{stored.content});
}
Result<Outcome> look_at_two(const Call& call) {
    call.view.note(p, "a", note_id);
    call.view.note(p, "b", note_id);
    call.view.note(q, "a", note_id);
    return house::shows(Shown{});
}
Result<Outcome> look_at_nothing(const Call&) { return house::shows(Shown{"nothing"}); }
Result<Outcome> look_and_fail(const Call& call) {
    TRY(call.view.read(notes(), note_id));
    return Error{Fault::incorrect, "No."};
}

int calls = 0;
// The interferer writes between this handler's view and its commit, as another person would.
Lodge* interferer = nullptr;
int interferences = 0;
Result<Outcome> change(const Call& call) {
    ++calls;
    const house::Stored stored = TRY(call.view.read(notes(), note_id));
    if (interferences > 0) {
        --interferences;
        REQUIRE(interferer->write(note_id, stored.version + 1, "theirs"));
    }
    house::Act act;
    act.action = "test.change";
    act.subject = note_id;
    act.drafts.push_back({&notes(),
                          note_id,
                          stored.version + 1,
                          {store::value_of(p), std::string("t"), std::int64_t{7}},
                          p,
                          stored.content + "+mine"});
    return house::does(std::move(act), Shown{stored.content + "+mine"});
}

house::Route route(const char* method, const char* path, house::Handler handler) {
    house::Route made;
    made.method = method;
    made.path = path;
    made.permission = house::Permission::chart_read;
    made.handler = handler;
    return made;
}

struct Office : Lodge {
    explicit Office(Engine engine) : Lodge(engine) {
        patient = p;
        REQUIRE(people::settle(*house));
        REQUIRE(write(note_id, 1, secret));
        actor.user = derived_uuid("ada");
        actor.purpose = "LEGAL";
        actor.permissions = {house::Permission::chart_read};
        calls = interferences = 0;
        interferer = this;
    }
    Result<house::Answer> ask(const char* method, const char* path) {
        static const rules::Packs none;
        return perform({*house, none, router, [this] { ++woken; }}, actor, asked(method, path));
    }
    json::value last_entry() {
        const auto entry =
            house->ledger().entry(static_cast<std::int64_t>(house->ledger().size()) - 1);
        REQUIRE(entry);
        return *parse_json(entry->payload);
    }
    std::int64_t access_rows(const Uuid& patient_id) {
        const auto view = house->view();
        return *(**view).sql().number(
            "SELECT COUNT(*) FROM people_access WHERE org = 1 AND patient = ?",
            {store::value_of(patient_id)});
    }

    Router router{{route("GET", "/look", look_at_note), route("GET", "/two", look_at_two),
                   route("GET", "/nothing", look_at_nothing), route("GET", "/fail", look_and_fail),
                   route("POST", "/change", change)}};
    house::Actor actor;
    int woken = 0;
};

}  // namespace

TEST_CASE("perform: reading leaves one entry with one access row for each patient") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Office office(engine);
        const auto size = office.house->ledger().size();
        const auto answer = office.ask("GET", "/look");
        REQUIRE(answer);
        CHECK(answer->content == "{\"words\":\"" + secret + "\"}");
        CHECK(office.house->ledger().size() == size + 1);
        const json::value entry = office.last_entry();
        CHECK(entry.at("action").as_string() == "access");
        CHECK(entry.at("actor").as_string() == to_text(office.actor.user));
        CHECK(entry.at("purpose").as_string() == "LEGAL");
        CHECK(entry.at("subject").as_string() == to_text(p));
        CHECK(entry.at("rows").as_array().size() == 1);
        REQUIRE(office.ask("GET", "/two"));
        CHECK(office.house->ledger().size() == size + 2);
        CHECK(office.last_entry().at("rows").as_array().size() == 2);
        CHECK(office.access_rows(p) == 2);
        CHECK(office.access_rows(q) == 1);
        REQUIRE(office.ask("GET", "/nothing"));
        CHECK(office.house->ledger().size() == size + 2);
        CHECK(office.woken == 0);
        CHECK(office.damage().empty());
    }
}

TEST_CASE("perform: what was decided and what was seen are one entry") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Office office(engine);
        const auto size = office.house->ledger().size();
        REQUIRE(office.ask("POST", "/change"));
        CHECK(office.house->ledger().size() == size + 1);
        const json::value entry = office.last_entry();
        CHECK(entry.at("action").as_string() == "test.change");
        REQUIRE(entry.at("rows").as_array().size() == 2);
        CHECK(entry.at("rows").at(0).at(0).as_string() == "test_note");
        CHECK(entry.at("rows").at(1).at(0).as_string() == "people_access");
        CHECK(office.damage().empty());
    }
}

// Goal: two people at once: the second handler sees the first one's work; it is not overwritten.
TEST_CASE("perform: a conflict calls the handler again on a new view, three times at most") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Office office(engine);
        interferences = 1;
        const auto answer = office.ask("POST", "/change");
        REQUIRE(answer);
        CHECK(calls == 2);
        CHECK(answer->content == "{\"words\":\"theirs+mine\"}");
        CHECK((**office.house->view()).read(notes(), note_id)->content == "theirs+mine");
        CHECK(office.access_rows(p) == 1);  // the try that failed left nothing
        interferences = 99;
        calls = 0;
        const auto refused = office.ask("POST", "/change");
        REQUIRE_FALSE(refused);
        CHECK(refused.error().fault == Fault::conflict);
        CHECK(calls == 3);
        CHECK(office.access_rows(p) == 1);
        CHECK(office.damage().empty());
    }
}

TEST_CASE("perform: refused before anything is read") {
    Office office(Engine::sqlite);
    const auto size = office.house->ledger().size();
    CHECK(office.ask("GET", "/none").error().fault == Fault::not_found);
    CHECK(office.ask("DELETE", "/look").error().fault == Fault::not_found);
    CHECK(office.ask("GET", "/fail").error().message == "No.");
    office.actor.permissions.clear();
    CHECK(office.ask("GET", "/look").error().fault == Fault::forbidden);
    CHECK(office.house->ledger().size() == size);
}

// Goal: no protected content leaves before its access entry is on disk.
TEST_CASE("perform: on a disk that takes nothing there is no answer") {
    Office office(Engine::sqlite);  // PostgreSQL's disk is another process's
    for (const char* what : {"GET /look", "POST /change"}) {
        CAPTURE(std::string(what));
        const std::string method(what, std::string_view(what).find(' '));
        std::optional<Result<house::Answer>> answer;
        {
            const FullDisk full;
            answer = office.ask(method.c_str(), what + method.size() + 1);
        }
        REQUIRE_FALSE(*answer);
        CHECK(answer->error().fault == Fault::unavailable);
        CHECK(answer->error().message.find(secret) == std::string::npos);
    }
    CHECK(office.ask("GET", "/look"));
    CHECK(office.access_rows(p) == 1);
    CHECK(office.damage().empty());
}

TEST_CASE("perform: a target to a request") {
    const Asked made = asked("GET", "/a/b?x=1&y=&z&w=a=b", "body");
    CHECK(made.path == "/a/b");
    CHECK(made.content == "body");
    CHECK(made.query == std::map<std::string, std::string>{{"w", "a=b"}, {"x", "1"}, {"y", ""}});
    CHECK(asked("GET", "/a").query.empty());
}

}  // namespace muniment::desk
