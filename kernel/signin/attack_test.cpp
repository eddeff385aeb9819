// What is tried against sign-in: codes used twice, sessions fixed or stolen, names found out or
// locked, idle screens, leavers.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "base/text.h"
#include "kernel/signin/jwt.h"
#include "kernel/signin/limits.h"
#include "kernel/signin/staff_sample.h"
#include "kernel/signin/totp.h"

namespace muniment::signin {

using namespace tests;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

static const std::string secret = "12345678901234567890";
static std::string code_at(Instant now) {
    const auto seconds_now = std::chrono::floor<seconds>(now).time_since_epoch().count();
    return hotp(secret, static_cast<std::uint64_t>(seconds_now / 30));
}

static void give_authenticator(Staff& staff, const Uuid& id) {
    staff.change_credentials(id, [](Credentials& mine) {
        mine.totp = to_base64url(secret);
        mine.recovery = {code_digest("abcde-fghjk")};
    });
}

TEST_CASE("attack: a code of the authenticator is good once, in every program of the house") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Staff staff(engine);
        give_authenticator(staff, staff.add("ada"));
        Sessions sessions(*staff.house), elsewhere(*staff.house);
        const auto asked = sign_in(sessions, "ada", good_password);
        REQUIRE(asked);
        CHECK(asked->next == Next::code);
        CHECK(asked->token.empty());
        const std::string code = code_at(staff.clock.now());
        CHECK(fault_of(sign_in(sessions, "ada", "wrong", code)) == Fault::unauthorized);
        const auto in = sign_in(sessions, "ada", good_password, code);
        REQUIRE(in);
        CHECK(in->session.facts.method == Method::code);
        for (Sessions* one : {&sessions, &elsewhere})
            CHECK(fault_of(sign_in(*one, "ada", good_password, code)) == Fault::unauthorized);
        staff.clock.move(seconds(30));
        CHECK(sign_in(elsewhere, "ada", good_password, code_at(staff.clock.now())));
        // A recovery code too.
        CHECK(sign_in(sessions, "ada", good_password, "ABCDE FGHJK"));
        CHECK(fault_of(sign_in(sessions, "ada", good_password, "abcde-fghjk")) ==
              Fault::unauthorized);
        CHECK(staff.payloads().find(code) == std::string::npos);
        CHECK(staff.damage().empty());
    }
}

TEST_CASE("attack: a wrong code counts as a failed attempt") {
    Staff staff(Engine::sqlite);
    give_authenticator(staff, staff.add("ada"));
    Sessions sessions(*staff.house);
    for (int i = 0; i < 5; ++i)
        CHECK(fault_of(sign_in(sessions, "ada", good_password, "000000")) == Fault::unauthorized);
    CHECK(fault_of(sign_in(sessions, "ada", good_password, code_at(staff.clock.now()))) ==
          Fault::busy);
}

TEST_CASE("attack: a passkey is not got round by the password alone") {
    Staff staff(Engine::sqlite);
    const Uuid id = staff.add("ada");
    staff.change_credentials(id, [](Credentials& mine) { mine.passkeys.push_back({}); });
    Sessions sessions(*staff.house);
    const auto in = sign_in(sessions, "ada", good_password);
    REQUIRE(in);
    CHECK(in->next == Next::passkey);
    CHECK(in->token.empty());
}

TEST_CASE("attack: a session that was there before signing in is ended, not carried over") {
    Staff staff(Engine::sqlite);
    staff.add("ada");
    staff.add("bea");
    Sessions sessions(*staff.house);
    const auto planted = sign_in(sessions, "bea", good_password);
    REQUIRE(planted);
    const auto in =
        sessions.sign_in({"ada", good_password, "", Workstation::office, "", planted->token});
    REQUIRE(in);
    CHECK(in->token != planted->token);
    CHECK(fault_of(sessions.recognise(planted->token)) == Fault::unauthorized);
    CHECK(sessions.recognise(in->token));
}

TEST_CASE("attack: a step-up exchanges the token, and a wrong one is no step-up") {
    Staff staff(Engine::sqlite);
    staff.add("ada");
    Sessions sessions(*staff.house);
    const auto in = sign_in(sessions, "ada", good_password);
    REQUIRE(in);
    CHECK(sessions.is_fresh(in->session) == true);
    staff.clock.move(minutes(14));
    REQUIRE(sessions.recognise(in->token));
    staff.clock.move(minutes(1));
    const auto stale = sessions.recognise(in->token);
    REQUIRE(stale);
    CHECK_FALSE(sessions.is_fresh(*stale));
    CHECK(fault_of(sessions.freshen(in->token, "wrong", "")) == Fault::forbidden);
    CHECK(sessions.recognise(in->token));
    const auto again = sessions.freshen(in->token, good_password, "");
    REQUIRE(again);
    CHECK(sessions.is_fresh(again->session));
    CHECK(fault_of(sessions.recognise(in->token)) == Fault::unauthorized);
    const auto session = sessions.recognise(again->token);
    REQUIRE(session);
    CHECK(session->id == in->session.id);
    CHECK(sessions.is_fresh(*session));
}

// 45 CFR 164.312(a)(2)(iii)
TEST_CASE("attack: an unattended screen, by workstation; polls keep nobody in") {
    struct Row {
        Workstation workstation;
        int minutes;
    };
    for (const Engine engine : engines()) {
        Staff staff(engine);
        staff.add("ada");
        for (const Row& row : {Row{Workstation::clinical, 15}, Row{Workstation::office, 15},
                               Row{Workstation::kiosk, 2}}) {
            Sessions sessions(*staff.house), elsewhere(*staff.house);
            const auto in = sessions.sign_in({"ada", good_password, "", row.workstation, "", ""});
            REQUIRE(in);
            staff.clock.move(minutes(row.minutes) - seconds(1));
            REQUIRE(sessions.recognise(in->token));  // touched just now
            staff.clock.move(minutes(row.minutes) - seconds(21));
            // What one program saw another knows, within 20 seconds.
            CHECK(elsewhere.recognise(in->token, minutes(row.minutes)));
            staff.clock.move(seconds(20));
            // The page asks by itself; nobody touched it since.
            CHECK(sessions.recognise(in->token, minutes(row.minutes)));
            staff.clock.move(seconds(1));
            CHECK(fault_of(sessions.recognise(in->token, minutes(row.minutes))) ==
                  Fault::unauthorized);
            CHECK(fault_of(sessions.recognise(in->token)) == Fault::unauthorized);
        }
    }
}

// 45 CFR 164.308(a)(3)(ii)(C)
TEST_CASE("attack: whoever has left is out at that moment") {
    Staff staff(Engine::sqlite);
    const Uuid id = staff.add("ada");
    const Instant last = staff.clock.now() + minutes(10);
    staff.change(id, [&](people::User& user) { user.person.ends = last; });
    Sessions sessions(*staff.house);
    const auto in = sign_in(sessions, "ada", good_password);
    REQUIRE(in);
    staff.clock.move(minutes(10) - seconds(1));
    CHECK(sessions.recognise(in->token));
    staff.clock.move(seconds(1));
    CHECK(fault_of(sessions.recognise(in->token)) == Fault::unauthorized);
    CHECK(fault_of(sign_in(sessions, "ada", good_password)) == Fault::unauthorized);
    Entry entry;
    entry.user = id;
    CHECK(fault_of(sessions.enter(entry)) == Fault::unauthorized);
    // Made inactive here: out at once, not within the minute.
    const Uuid bea = staff.add("bea");
    const auto hers = sign_in(sessions, "bea", good_password);
    REQUIRE(sessions.recognise(hers->token));
    staff.change(bea, [](people::User& user) { user.active = false; });
    sessions.look_again();
    CHECK(fault_of(sessions.recognise(hers->token)) == Fault::unauthorized);
}

TEST_CASE("sessions: listed and ended, one or all") {
    for (const Engine engine : engines()) {
        Staff staff(engine);
        const Uuid id = staff.add("ada");
        Sessions sessions(*staff.house);
        const auto one = sign_in(sessions, "ada", good_password, "", "192.0.2.7");
        const auto two = sign_in(sessions, "ada", good_password);
        const auto three = sign_in(sessions, "ada", good_password);
        auto rows = sessions.of_user(id, one->session.id);
        REQUIRE(rows);
        CHECK(rows->size() == 3);
        CHECK(std::ranges::count(*rows, true, &SessionRow::current) == 1);
        CHECK(std::ranges::count(*rows, "192.0.2.7", &SessionRow::from) == 1);
        REQUIRE(sessions.recognise(two->token));
        REQUIRE(sessions.end(id, two->session.id));
        CHECK(fault_of(sessions.recognise(two->token)) == Fault::unauthorized);
        CHECK(fault_of(sessions.end(id, two->session.id)) == Fault::not_found);
        REQUIRE(sessions.end_all(id, id, one->session.id));
        CHECK(sessions.recognise(one->token));
        CHECK(fault_of(sessions.recognise(three->token)) == Fault::unauthorized);
        CHECK(sessions.of_user(id, one->session.id)->size() == 1);
        CHECK(staff.damage().empty());
    }
}

TEST_CASE("passwords: changed by their owner, and every other session ends") {
    Staff staff(Engine::sqlite);
    staff.add("ada");
    Sessions sessions(*staff.house);
    const auto other = sign_in(sessions, "ada", good_password);
    const auto in = sign_in(sessions, "ada", good_password);
    REQUIRE(in);
    const std::string fresh = "green-meadow-81";
    CHECK(fault_of(sessions.change_password(in->session, "wrong", fresh)) == Fault::forbidden);
    CHECK(fault_of(sessions.change_password(in->session, good_password, "short")) ==
          Fault::incorrect);
    REQUIRE(sessions.change_password(in->session, good_password, fresh));
    CHECK(sessions.recognise(in->token));
    CHECK(fault_of(sessions.recognise(other->token)) == Fault::unauthorized);
    CHECK(fault_of(sign_in(sessions, "ada", good_password)) == Fault::unauthorized);
    CHECK(sign_in(sessions, "ada", fresh));
    CHECK(staff.payloads().find(fresh) == std::string::npos);
}

TEST_CASE("passwords: an administrator's code signs in once, for a day, to a new password only") {
    Staff staff(Engine::sqlite);
    const Uuid id = staff.add("ada"), admin = staff.add("root", {Role::administrator});
    Sessions sessions(*staff.house);
    const auto before = sign_in(sessions, "ada", good_password);
    const auto code = sessions.reset_password(admin, id, Sessions::Factors::keep);
    REQUIRE(code);
    CHECK(fault_of(sessions.recognise(before->token)) == Fault::unauthorized);
    CHECK(fault_of(sign_in(sessions, "ada", good_password)) == Fault::unauthorized);
    const auto in = sign_in(sessions, "ada", *code);
    REQUIRE(in);
    CHECK(in->session.facts.owes == Owes::new_password);
    CHECK(fault_of(sign_in(sessions, "ada", *code)) == Fault::unauthorized);  // once
    REQUIRE(sessions.change_password(in->session, "", "green-meadow-81"));
    CHECK(sessions.recognise(in->token)->facts.owes == Owes::nothing);
    CHECK(sign_in(sessions, "ada", "green-meadow-81"));
    const auto late = sessions.reset_password(admin, id, Sessions::Factors::keep);
    staff.clock.move(hours(24));
    CHECK(fault_of(sign_in(sessions, "ada", *late)) == Fault::unauthorized);
    CHECK(staff.payloads().find(*code) == std::string::npos);
}

TEST_CASE("second factor: asked of the roles that the facility names, before anything else") {
    Staff staff(Engine::sqlite);
    staff.add("ada", {Role::clerk});
    const Uuid bea = staff.add("bea", {Role::him_director});
    staff.choose([](SignInSettings& all) { all.second_factor = {Role::him_director}; });
    Sessions sessions(*staff.house);
    CHECK(sign_in(sessions, "ada", good_password)->session.facts.owes == Owes::nothing);
    const auto in = sign_in(sessions, "bea", good_password);
    CHECK(in->session.facts.owes == Owes::second_factor);
    give_authenticator(staff, bea);
    REQUIRE(sessions.settle_debt(in->session));
    CHECK(sessions.recognise(in->token)->facts.owes == Owes::nothing);
}

TEST_CASE("attack: strangers' guesses do not lock the owner out at the usual place") {
    Staff staff(Engine::sqlite);
    staff.add("ada");
    Sessions sessions(*staff.house);
    REQUIRE(sign_in(sessions, "ada", good_password, "", "192.0.2.1"));
    for (int i = 0; i < 5; ++i)
        CHECK(fault_of(sign_in(sessions, "ada", "wrong", "", "198.51.100.9")) ==
              Fault::unauthorized);
    CHECK(fault_of(sign_in(sessions, "ada", good_password, "", "198.51.100.9")) == Fault::busy);
    CHECK(sign_in(sessions, "ada", good_password, "", "192.0.2.1"));
}

TEST_CASE("attack: one address that tries many names has to wait; a restart forgives nothing") {
    Staff staff(Engine::sqlite);
    Limits limits(*staff.house);
    for (int i = 0; i < free_failures_of_address; ++i)
        REQUIRE(limits.failed("n" + std::to_string(i), "198.51.100.9"));
    CHECK(fault_of(limits.may_try("other", "198.51.100.9")) == Fault::busy);
    CHECK(limits.may_try("other", "198.51.100.10"));
    Limits restarted(*staff.house);
    CHECK(fault_of(restarted.may_try("other", "198.51.100.9")) == Fault::busy);
    staff.clock.move(seconds(2));
    CHECK(restarted.may_try("other", "198.51.100.9"));
}

TEST_CASE("limits: the wait doubles up to a quarter of an hour, and a day forgives") {
    const Instant now = *parse_fhir_time("2026-11-22T09:00:00Z");
    Count count;
    for (int i = 1; i <= 40; ++i) {
        count = failed_again(count, 5, now);
        const auto wait = count.next_try - now;
        if (i < 5) CHECK(count.next_try == Instant{});
        if (i == 5) CHECK(wait == seconds(1));
        if (i == 8) CHECK(wait == seconds(8));
        if (i >= 15) CHECK(wait == seconds(1024));
    }
    CHECK(failed_again(count, 5, now + hours(25)).failures == 1);
}

TEST_CASE("slips: of another purpose, expired, changed, or used twice") {
    Staff staff(Engine::sqlite);
    const auto slip =
        sealed_slip(*staff.house, "one", {{"x", "y"}}, staff.clock.now() + minutes(5));
    REQUIRE(slip);
    CHECK(opened_slip(*staff.house, "one", *slip)->at("x").as_string() == "y");
    CHECK(fault_of(opened_slip(*staff.house, "two", *slip)) == Fault::unauthorized);
    std::string changed = *slip;
    changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
    CHECK(fault_of(opened_slip(*staff.house, "one", changed)) == Fault::unauthorized);
    CHECK(fault_of(opened_slip(*staff.house, "one", "")) == Fault::unauthorized);
    const Instant later = staff.clock.now() + minutes(5);
    CHECK(*use_once(*staff.house, "a", later));
    CHECK_FALSE(*use_once(*staff.house, "a", later));
    CHECK(*use_once(*staff.house, "b", later));
    staff.clock.move(minutes(5));
    CHECK(fault_of(opened_slip(*staff.house, "one", *slip)) == Fault::unauthorized);
}

}  // namespace muniment::signin
