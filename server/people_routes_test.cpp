// Accounts and emergencies, as requests.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "kernel/people/policy.h"
#include "kernel/signin/sessions.h"
#include "tests/support/site.h"

namespace muniment::server {

using namespace tests;
using people::Role;

namespace {

house::Actor somebody(const char* name, Role role) {
    people::Session session;
    session.user = derived_uuid(name);
    session.name = name;
    session.roles = {role};
    return people::actor_of(session, shipped_packs(), *parse_day("2026-11-22"));
}

std::string joiner(const std::string& more) {
    return "{\"username\":\"jo\",\"name\":\"Jo Ine\",\"password\":\"blue-harbor-17\"" + more + "}";
}

struct Office : Site {
    Office() : Site(Engine::sqlite) {}
    house::Actor admin = somebody("admin", Role::administrator);
    json::value join(const std::string& more = ",\"roles\":[\"coder\"]") {
        const auto answer = ask("POST", "/people/users", joiner(more), admin);
        REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
        return *parse_json(answer->content);
    }
    Result<house::Answer> change(const json::value& account, const std::string& more,
                                 const house::Actor& who) {
        return ask("PUT", "/people/users/" + std::string(account.at("id").as_string()),
                   "{\"version\":" + json::serialize(account.at("version")) + more + "}", who);
    }
    static std::string break_glass(const std::string& words) {
        return "{\"patient\":\"" + p() + "\",\"reason\":\"treatment\",\"words\":\"" + words + "\"}";
    }
};

}  // namespace

// 45 CFR 164.308(a)(4)(ii)(C), 45 CFR 164.308(a)(3)(ii)(B)
// Goal: an account is what the administrator says, within what one person may be.
TEST_CASE("accounts: joining") {
    struct Row {
        const char* more;
        bool good;
    };
    const Row rows[] = {
        {",\"roles\":[\"coder\"],\"departments\":[\"coding\"]", true},
        {",\"roles\":[]", false},
        {"", false},
        {",\"roles\":[\"auditor\",\"administrator\"]", false},
        {",\"roles\":[\"patient\"]", false},  // whose?
        {",\"roles\":[\"astronaut\"]", false},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.more));
        Office office;
        const auto answer = office.ask("POST", "/people/users", joiner(row.more), office.admin);
        CHECK(bool(answer) == row.good);
    }
    Office office;
    const auto account = office.join(",\"roles\":[\"patient\"],\"patient\":\"" + Site::p() + "\"");
    CHECK(account.at("patient").as_string() == Site::p());
    signin::Sessions sessions(*office.house);
    const auto in = sessions.sign_in({"jo", "blue-harbor-17"});
    REQUIRE(in);
    CHECK(in->session.person.patient == patient_of("p").uuid);
}

// Goal: who moves has the new roles and not the old; nobody changes her own; a stale page is told.
TEST_CASE("accounts: moving") {
    Office office;
    const auto account = office.join();
    house::Actor herself = office.admin;
    herself.user = *parse_uuid(std::string(account.at("id").as_string()));
    const auto own = office.change(account, ",\"roles\":[\"administrator\"]", herself);
    REQUIRE(!own);
    CHECK(own.error().fault == Fault::forbidden);
    const auto moved = office.change(account, ",\"roles\":[\"clerk\"]", office.admin);
    REQUIRE(moved);
    CHECK(moved->content.find("\"roles\":[\"clerk\"]") != std::string::npos);
    const auto stale = office.change(account, ",\"roles\":[\"coder\"]", office.admin);
    REQUIRE(!stale);
    CHECK(stale.error().fault == Fault::conflict);
}

// 90 FR 898: access ends within an hour of the employment; here within a minute.
// Goal: from the instant an account ends nobody signs in with it, and sessions of it are over.
TEST_CASE("accounts: leaving") {
    Office office;
    const auto account = office.join();
    signin::Sessions sessions(*office.house);
    const auto in = sessions.sign_in({"jo", "blue-harbor-17"});
    REQUIRE(in);
    const Instant ends = office.clock.now() + std::chrono::minutes(10);
    REQUIRE(office.change(account, ",\"ends\":\"" + to_text(ends) + "\"", office.admin));
    office.clock.move(std::chrono::minutes(10) - std::chrono::seconds(1));
    CHECK(sessions.recognise(in->token));
    CHECK(sessions.sign_in({"jo", "blue-harbor-17"}));
    office.clock.move(std::chrono::seconds(61));
    CHECK(!sessions.recognise(in->token));
    CHECK(!sessions.sign_in({"jo", "blue-harbor-17"}));
}

// 45 CFR 164.312(a)(2)(ii), Policy HIM-2 4.2
// Goal: an emergency needs words, is reviewed in three business days, and not by who opened it.
TEST_CASE("emergencies: opened with a reason, reviewed by somebody else") {
    Office office;
    const auto doctor = somebody("doctor", Role::physician);
    CHECK(!office.ask("POST", "/emergency", Office::break_glass("now"), doctor));
    const auto opened =
        office.ask("POST", "/emergency", Office::break_glass("Unconscious here"), doctor);
    REQUIRE_MESSAGE(opened, (opened ? "" : opened.error().message));
    const auto shown = *parse_json(opened->content);
    CHECK(shown.at("number").as_string() == "E-2026-000001");
    const Day due = *parse_day(std::string(shown.at("due").as_string()));
    CHECK(due > office.house->today() + std::chrono::days(2));
    CHECK(due < office.house->today() + std::chrono::days(7));
    const auto officer = somebody("officer", Role::privacy_officer);
    const auto waiting = office.ask("GET", "/emergency?state=waiting", "", officer);
    REQUIRE(waiting);
    CHECK(waiting->content.find("Unconscious here") != std::string::npos);
    const std::string path = "/emergency/" + std::string(shown.at("id").as_string()) + "/review";
    const std::string finding = "{\"finding\":\"appropriate\",\"note\":\"On call that night.\"}";
    house::Actor same = officer;
    same.user = doctor.user;
    const auto own = office.ask("POST", path, finding, same);
    REQUIRE(!own);
    CHECK(own.error().fault == Fault::forbidden);
    CHECK(!office.ask("POST", path, "{\"finding\":\"appropriate\"}", officer));  // why?
    REQUIRE(office.ask("POST", path, finding, officer));
    const auto again = office.ask("POST", path, finding, officer);
    REQUIRE(!again);
    CHECK(again.error().fault == Fault::conflict);
    CHECK(office.damage().empty());
}

}  // namespace muniment::server
