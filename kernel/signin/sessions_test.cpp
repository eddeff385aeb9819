// Sign-in and sessions: who is let in, for how long, and that guessing gets nobody anywhere.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <barrier>
#include <fstream>
#include <thread>

#include "base/text.h"
#include "kernel/signin/staff_sample.h"

namespace muniment::signin {

using namespace tests;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

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

// Goal: a session is recognised by its token alone, in every program of the house, and is evidence.
TEST_CASE("sessions: sign in, be recognised, sign out") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Staff staff(engine);
        const Uuid id = staff.add("ada", {Role::release_specialist});
        Sessions sessions(*staff.house), elsewhere(*staff.house);
        const auto in = sign_in(sessions, "  Ada ", good_password);
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
        const auto first = sign_in(sessions, "ada", good_password);
        REQUIRE(first);
        for (int i = 0; i < 12 * 6 - 1; ++i) {
            staff.clock.move(std::chrono::minutes(10));
            REQUIRE(sessions.recognise(first->token));
        }
        staff.clock.move(std::chrono::minutes(10) - seconds(1));
        CHECK(sessions.recognise(first->token));
        staff.clock.move(seconds(1));
        CHECK(fault_of(sessions.recognise(first->token)) == Fault::unauthorized);
        const auto second = sign_in(sessions, "ada", good_password);
        REQUIRE(second);
        staff.change(id, [](people::User& user) { user.roles = {Role::privacy_officer}; });
        staff.clock.move(seconds(60));
        CHECK(sessions.recognise(second->token)->roles == std::vector{Role::privacy_officer});
        staff.change(id, [](people::User& user) { user.active = false; });
        staff.clock.move(seconds(60));
        CHECK(fault_of(sessions.recognise(second->token)) == Fault::unauthorized);
        CHECK(fault_of(sign_in(sessions, "ada", good_password)) == Fault::unauthorized);
        staff.change(id, [](people::User& user) { user.active = true; });
        CHECK(sign_in(sessions, "ada", good_password));
    }
}

// Goal: nobody learns from the answer whether the name is known; the words typed are not kept.
TEST_CASE("sign-in: an unknown name and a wrong password look the same") {
    Staff staff(Engine::sqlite);
    const Uuid id = staff.add("ada");
    Sessions sessions(*staff.house);
    const auto wrong = sign_in(sessions, "ada", "ZQPLANTEDQZ password");
    const auto unknown = sign_in(sessions, "zqplantedqz", good_password);
    const auto empty = sign_in(sessions, "", "");
    const auto long_name = sign_in(sessions, std::string(65, 'a'), good_password);
    const auto long_password = sign_in(sessions, "ada", std::string(1025, 'a'));
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
        CHECK(fault_of(sign_in(sessions, "zqplantedqz", "x")) == Fault::unauthorized);
    CHECK(fault_of(sign_in(sessions, "zqplantedqz", "x")) == Fault::busy);
}

// Goal: guessing gets slower and slower; the right password after the wait is let in and forgives.
TEST_CASE("sign-in: waits double after five failures") {
    Staff staff(Engine::sqlite);
    staff.add("ada");
    staff.add("bea");
    Sessions sessions(*staff.house);
    for (int i = 0; i < 5; ++i)
        CHECK(fault_of(sign_in(sessions, "ada", "wrong")) == Fault::unauthorized);
    for (const int wait : {1, 2, 4}) {
        CAPTURE(wait);
        CHECK(fault_of(sign_in(sessions, "ada", good_password)) == Fault::busy);
        staff.clock.move(seconds(wait) - std::chrono::microseconds(1));
        CHECK(fault_of(sign_in(sessions, "ada", good_password)) == Fault::busy);
        staff.clock.move(std::chrono::microseconds(1));
        CHECK(fault_of(sign_in(sessions, "ADA", "wrong")) == Fault::unauthorized);
    }
    CHECK(sign_in(sessions, "bea", good_password));  // another name does not wait
    staff.clock.move(seconds(8));
    CHECK(sign_in(sessions, "ada", good_password));
    for (int i = 0; i < 4; ++i)
        CHECK(fault_of(sign_in(sessions, "ada", "wrong")) == Fault::unauthorized);
    CHECK(sign_in(sessions, "ada", good_password));
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
                    sign_in(sessions, "n" + std::to_string(i), "some wrong password");
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
    CHECK(fault_of(sign_in(sessions, "later", "wrong")) ==
          Fault::unauthorized);  // none is left over
}

}  // namespace muniment::signin
