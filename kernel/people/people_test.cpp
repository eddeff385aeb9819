// Users, passwords, sign-in, sessions, and the rows that say who looked at what.
// SPDX-License-Identifier: Apache-2.0
#include "kernel/people/people.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <barrier>
#include <fstream>
#include <thread>

#include "kernel/people/tables.h"
#include "kernel/people/trail.h"
#include "tests/support/lodge.h"

namespace muniment::people {

using namespace tests;
using house::Permission;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

const std::string good_password = "blue-harbor-17";

struct Staff : Lodge {
    explicit Staff(Engine engine) : Lodge(engine) { REQUIRE(settle(*house)); }
    Uuid add(const std::string& name, const std::vector<Role>& roles = {Role::clerk}) {
        auto act = make_user(*house, **house->view(), {}, name, "Ada B.", roles, good_password);
        REQUIRE_MESSAGE(act, (act ? "" : act.error().message));
        const Uuid id = act->subject;
        REQUIRE(house->act(*std::move(act)));
        return id;
    }
    void change(const Uuid& id, const std::function<void(User&)>& how) {
        auto user = house::read<User>(**house->view(), user_table, id);
        REQUIRE(user);
        how(user->value);
        house::Act act;
        act.action = "test.change";
        act.drafts.push_back({&user_table,
                              id,
                              user->version + 1,
                              {user->value.username},
                              staff_unit(),
                              to_json_text(user->value)});
        REQUIRE(house->act(std::move(act)));
    }
    std::string payloads() {
        std::string all;
        REQUIRE((**house->view())
                    .sql()
                    .query("SELECT payload FROM ledger_entry", {},
                           [&](const store::Row& row) { all += row.text(0); }));
        return all;
    }
};

template <class T>
Fault fault_of(const Result<T>& result) {
    return result ? Fault::bug : result.error().fault;
}

// The most memory this process has held since forget(), in MB.
void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }
std::int64_t memory(const std::string& what) {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (std::int64_t kilobytes = 0; word == what + ":" && status >> kilobytes)
            return kilobytes / 1024;
    return 0;
}

}  // namespace

TEST_CASE("passwords: what is refused, and why") {
    struct Row {
        const char* password;
        const char* reason;  // part of it; empty: accepted
    };
    const Row rows[] = {
        {"blue-harbor-17", ""},
        {"twelve chars", ""},
        {"eleven char", "at least 12"},
        {"", "at least 12"},
        {"xx-ada-xx-17-xx", "user name"},
        {"XX-ADA-XX-17-XX", "user name"},
        {"passwordpassword", "commonest"},
        {"PasswordPassword", "commonest"},
        {"aaaaaaaaaaaaaaaa", "commonest"},
        {"\xc3\xa9\xc3\xa9\xc3\xa9 \xe2\x82\xac twelve", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.password));
        const std::string fault = password_fault("ada", row.password);
        if (row.reason[0] == '\0')
            CHECK(fault.empty());
        else
            CHECK(fault.find(row.reason) != std::string::npos);
    }
    CHECK_FALSE(password_fault("ada", std::string(1025, 'x') + "y").empty());
    CHECK(password_fault("ada", std::string(1000, 'x') + "y").empty());
}

TEST_CASE("passwords: kept as Argon2id with a salt of its own") {
    const std::string one = hash_password(good_password), two = hash_password(good_password);
    CHECK(one.starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
    CHECK(one != two);
    CHECK(one.find(good_password) == std::string::npos);
}

TEST_CASE("users: names that are refused") {
    Staff staff(Engine::sqlite);
    const auto view = staff.house->view();
    for (const char* name : {"", " ", "a b", "a/b", "ad\xc3\xa9le", "a\nb", "<script>"}) {
        CAPTURE(std::string(name));
        CHECK(fault_of(make_user(*staff.house, **view, {}, name, "N", {}, good_password)) ==
              Fault::incorrect);
    }
    CHECK(fault_of(make_user(*staff.house, **view, {}, std::string(65, 'a'), "N", {},
                             good_password)) == Fault::incorrect);
    CHECK(fault_of(make_user(*staff.house, **view, {}, "ada", "N", {}, "short")) ==
          Fault::incorrect);
}

// Goal: a name belongs to one person, whoever is first.
TEST_CASE("users: two people make the same user name at once") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Staff staff(engine);
        const auto view = staff.house->view();
        auto one = make_user(*staff.house, **view, {}, "ada", "First", {}, good_password);
        auto two = make_user(*staff.house, **view, {}, " ADA ", "Second", {}, good_password);
        REQUIRE(one);
        REQUIRE(two);  // neither is there yet
        REQUIRE(staff.house->act(*std::move(one)));
        CHECK(fault_of(staff.house->act(*std::move(two))) == Fault::conflict);
        CHECK(fault_of(make_user(*staff.house, **staff.house->view(), {}, "Ada", "Third", {},
                                 good_password)) == Fault::conflict);
        CHECK(staff.damage().empty());
    }
}

// Goal: a session is recognised by its token alone, in every program of the house, and is evidence.
TEST_CASE("sessions: sign in, be recognised, sign out") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Staff staff(engine);
        const Uuid id = staff.add("ada", {Role::release_specialist});
        Sessions sessions(*staff.house), elsewhere(*staff.house);
        const auto in = sessions.sign_in("  Ada ", good_password);
        REQUIRE(in);
        CHECK(in->session.user == id);
        CHECK(in->token.size() == 43);
        CHECK(in->session.expires == staff.clock.now() + hours(12));
        for (Sessions* one : {&sessions, &elsewhere}) {
            const auto session = one->recognise(in->token);
            REQUIRE(session);
            CHECK(session->user == id);
            CHECK(session->name == "Ada B.");
            CHECK(session->roles == std::vector{Role::release_specialist});
        }
        for (const std::string& wrong :
             {std::string(), std::string(43, 'A'), in->token + "A", in->token.substr(1) + "_"})
            CHECK(fault_of(sessions.recognise(wrong)) == Fault::unauthorized);
        REQUIRE(sessions.sign_out(in->token));
        CHECK(fault_of(sessions.recognise(in->token)) == Fault::unauthorized);
        CHECK(fault_of(sessions.sign_out(in->token)) == Fault::unauthorized);
        // Elsewhere it was looked up a moment ago; a minute later it is looked up again.
        staff.clock.move(seconds(60));
        CHECK(fault_of(elsewhere.recognise(in->token)) == Fault::unauthorized);
        const std::string entries = staff.payloads();
        CHECK(entries.find("\"people.sign_in\"") != std::string::npos);
        CHECK(entries.find("\"people.sign_out\"") != std::string::npos);
        CHECK(entries.find(in->token) == std::string::npos);
        CHECK(staff.damage().empty());
    }
}

TEST_CASE("sessions: the end of twelve hours, and of a user") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Staff staff(engine);
        const Uuid id = staff.add("ada");
        Sessions sessions(*staff.house);
        const auto first = sessions.sign_in("ada", good_password);
        REQUIRE(first);
        staff.clock.move(hours(12) - seconds(1));
        CHECK(sessions.recognise(first->token));
        staff.clock.move(seconds(1));
        CHECK(fault_of(sessions.recognise(first->token)) == Fault::unauthorized);
        const auto second = sessions.sign_in("ada", good_password);
        REQUIRE(second);
        staff.change(id, [](User& user) { user.roles = {Role::privacy_officer}; });
        staff.clock.move(seconds(60));
        CHECK(sessions.recognise(second->token)->roles == std::vector{Role::privacy_officer});
        staff.change(id, [](User& user) { user.active = false; });
        staff.clock.move(seconds(60));
        CHECK(fault_of(sessions.recognise(second->token)) == Fault::unauthorized);
        CHECK(fault_of(sessions.sign_in("ada", good_password)) == Fault::unauthorized);
        staff.change(id, [](User& user) { user.active = true; });
        CHECK(sessions.sign_in("ada", good_password));
    }
}

// Goal: nobody learns from the answer whether the name is known; the words typed are not kept.
TEST_CASE("sign-in: an unknown name and a wrong password look the same") {
    Staff staff(Engine::sqlite);
    const Uuid id = staff.add("ada");
    Sessions sessions(*staff.house);
    const auto wrong = sessions.sign_in("ada", "ZQPLANTEDQZ password");
    const auto unknown = sessions.sign_in("zqplantedqz", good_password);
    const auto empty = sessions.sign_in("", "");
    const auto long_name = sessions.sign_in(std::string(65, 'a'), good_password);
    const auto long_password = sessions.sign_in("ada", std::string(1025, 'a'));
    for (const auto* one : {&wrong, &unknown, &empty, &long_name, &long_password}) {
        CHECK(fault_of(*one) == Fault::unauthorized);
        CHECK(one->error().message == wrong.error().message);
    }
    const std::string entries = staff.payloads();
    CHECK(entries.find("people.sign_in.refused") != std::string::npos);
    CHECK(entries.find(to_text(id)) != std::string::npos);
    CHECK(lower(entries).find("zqplantedqz") == std::string::npos);
    // An unknown name is slowed down like a known one.
    for (int i = 0; i < 4; ++i)
        CHECK(fault_of(sessions.sign_in("zqplantedqz", "x")) == Fault::unauthorized);
    CHECK(fault_of(sessions.sign_in("zqplantedqz", "x")) == Fault::busy);
}

// Goal: guessing gets slower and slower; the right password after the wait is let in and forgives.
TEST_CASE("sign-in: waits double after five failures") {
    Staff staff(Engine::sqlite);
    staff.add("ada");
    staff.add("bea");
    Sessions sessions(*staff.house);
    for (int i = 0; i < 5; ++i)
        CHECK(fault_of(sessions.sign_in("ada", "wrong")) == Fault::unauthorized);
    for (const int wait : {1, 2, 4}) {
        CAPTURE(wait);
        CHECK(fault_of(sessions.sign_in("ada", good_password)) == Fault::busy);
        staff.clock.move(seconds(wait) - std::chrono::microseconds(1));
        CHECK(fault_of(sessions.sign_in("ada", good_password)) == Fault::busy);
        staff.clock.move(std::chrono::microseconds(1));
        CHECK(fault_of(sessions.sign_in("ADA", "wrong")) == Fault::unauthorized);
    }
    CHECK(sessions.sign_in("bea", good_password));  // another name does not wait
    staff.clock.move(seconds(8));
    CHECK(sessions.sign_in("ada", good_password));
    for (int i = 0; i < 4; ++i)
        CHECK(fault_of(sessions.sign_in("ada", "wrong")) == Fault::unauthorized);
    CHECK(sessions.sign_in("ada", good_password));
}

// Goal: a burst of sign-ins takes the memory of two password checks (64 MB each), not of all.
TEST_CASE("sign-in: never more than two passwords are checked at once") {
    Staff staff(Engine::sqlite);
    Sessions sessions(*staff.house);
    constexpr int callers = 8;
    std::barrier together(callers);
    std::atomic<int> refused = 0, busy = 0, other = 0;
    forget_peak();
    const std::int64_t before = memory("VmRSS");
    REQUIRE(before > 0);
    std::vector<std::thread> threads;
    for (int i = 0; i < callers; ++i)
        threads.emplace_back([&, i] {
            together.arrive_and_wait();
            for (int again = 0; again < 2; ++again) {
                const auto answer =
                    sessions.sign_in("n" + std::to_string(i), "some wrong password");
                ++(fault_of(answer) == Fault::unauthorized ? refused
                   : fault_of(answer) == Fault::busy       ? busy
                                                           : other);
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(other == 0);
    CHECK(refused >= 1);
    CHECK(refused + busy == callers * 2);
    CHECK(memory("VmHWM") - before < 2 * 64 + 40);
    CHECK(fault_of(sessions.sign_in("later", "wrong")) ==
          Fault::unauthorized);  // none is left over
}

// Goal: what a view read becomes one row per patient, with tables, counts and ids, and no content.
TEST_CASE("access: one row per patient") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Staff staff(engine);
        const Uuid p = derived_uuid("p"), q = derived_uuid("q");
        house::Actor actor;
        actor.user = derived_uuid("ada");
        actor.purpose = "TREATMENT";
        const std::vector<house::Read> reads = {{p, "chart_resource", 3, {derived_uuid("1")}},
                                                {q, "chart_resource", 1, {derived_uuid("2")}},
                                                {p, "chart_document", 1, {derived_uuid("3")}},
                                                {Uuid{}, "test", 1, {}}};
        auto drafts = access_drafts(*staff.house, actor, "GET /x", reads);
        CHECK(drafts.size() == 3);
        CHECK(access_drafts(*staff.house, actor, "GET /x", {}).empty());
        house::Act act;
        act.action = "access";
        act.drafts = std::move(drafts);
        REQUIRE(staff.house->act(std::move(act)));
        const auto view = staff.house->view();
        int rows = 0;
        REQUIRE((**view).sql().query(
            "SELECT person, action, purpose, content FROM people_access WHERE org = 1 AND patient "
            "= ?",
            {store::value_of(p)}, [&](const store::Row& row) {
                ++rows;
                CHECK(row.uuid(0) == actor.user);
                CHECK(row.text(1) == "GET /x");
                CHECK(row.text(2) == "TREATMENT");
                const auto what = parse_json(row.text(3));
                REQUIRE(what);
                const auto& seen = what->at("seen");
                CHECK(seen.as_array().size() == 2);
                CHECK(seen.at(0).at("records").as_int64() == 3);
                CHECK(seen.at(1).at("what").as_string() == "chart_document");
                CHECK(seen.at(1).at("ids").at(0).as_string() == to_text(derived_uuid("3")));
            }));
        CHECK(rows == 1);
        CHECK(staff.damage().empty());
    }
}

TEST_CASE("users: the names of users, also of those who are gone") {
    Staff staff(Engine::sqlite);
    const Uuid id = staff.add("ada");
    auto view = staff.house->view();
    CHECK(*user_name(**view, id) == "Ada B.");
    CHECK(*user_name(**view, derived_uuid("nobody")) == "a former user");
}

}  // namespace muniment::people
