// Users, passwords, sign-in, sessions, and the rows that say who looked at what.
// SPDX-License-Identifier: Apache-2.0
#include "kernel/people/people.h"

#include <doctest/doctest.h>

#include <algorithm>

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
