// Joiner, mover, leaver: how long after somebody's end of employment anything is still open. The
// 2025 proposal asks for one hour; here it is a minute, by construction, also where another program
// recorded the end. 45 CFR 164.308(a)(3)(ii)(C).
// SPDX-License-Identifier: Apache-2.0
#include "kernel/people/use.h"
#include "kernel/signin/staff_sample.h"

namespace muniment::signin {

using namespace tests;
using people::User;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {
struct Leaving : Staff {
    explicit Leaving(Engine engine) : Staff(engine), lee(add("lee")), sessions(*house) {}
    using Staff::change;
    void change(const std::function<void(User&)>& how) { change(lee, how); }
    Result<SignedIn> enter() { return sessions.sign_in({"lee", good_password}); }
    Uuid lee;
    Sessions sessions;
};
}  // namespace

// Goal: security.md 10, vector 9: whatever was open at the end is closed within the hour.
TEST_CASE("leaver: out at the moment that was said, and a minute after one that was not") {
    struct Row {
        seconds ends;    // after now, when it is recorded
        seconds looked;  // after now, with the session in use until then
        bool open;
    };
    const Row rows[] = {
        {minutes(30), minutes(29), true},    // until then as before
        {minutes(30), minutes(30), false},   // said beforehand: at that moment
        {seconds(0), seconds(61), false},    // said as it happens: within the minute
        {-minutes(10), seconds(61), false},  // said afterwards
    };
    for (const Engine engine : engines())
        for (const Row& row : rows) {
            CAPTURE(std::string(name_of(engine)));
            CAPTURE(row.ends.count());
            Leaving desk(engine);
            const auto in = desk.enter();
            REQUIRE(in);
            const Instant ends = desk.house->now() + row.ends;
            desk.change([&](User& user) { user.person.ends = ends; });
            const Instant looked = desk.house->now() + row.looked;
            // In use all the time: a session that is looked at often is held in memory.
            for (; desk.house->now() + seconds(20) < looked; desk.clock.move(seconds(20)))
                (void)desk.sessions.recognise(in->token);
            desk.clock.move(looked - desk.house->now());
            CHECK(bool(desk.sessions.recognise(in->token)) == row.open);
            if (!row.open) CHECK_FALSE(desk.enter());
        }
}

TEST_CASE("leaver: an account that is made inactive is out within the minute") {
    Leaving desk(Engine::sqlite);
    const auto in = desk.enter();
    REQUIRE(in);
    REQUIRE(desk.sessions.recognise(in->token));
    desk.change([](User& user) { user.active = false; });
    desk.clock.move(seconds(60));
    CHECK_FALSE(desk.sessions.recognise(in->token));
    CHECK_FALSE(desk.enter());
}

// Goal: who was shut out for want of training is not held out by what is remembered of her.
TEST_CASE("training: taken, it opens at once") {
    Leaving desk(Engine::sqlite);
    desk.change([&](User& user) {
        user.person.trained_until = desk.house->today() - std::chrono::days(1);
    });
    const auto in = desk.enter();
    REQUIRE(in);
    const auto until = [&] { return desk.sessions.recognise(in->token)->person.trained_until; };
    CHECK(until() < desk.house->today());
    desk.change([&](User& user) { user.person.trained_until = desk.house->today(); });
    CHECK(until() == desk.house->today());
}

TEST_CASE("use: the last sign-in and the trail since a day") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Leaving desk(engine);
        const auto use = [&] {
            const auto all =
                people::uses(**desk.house->view(), {desk.lee}, desk.house->now() - minutes(5));
            REQUIRE(all);
            return all->at(desk.lee);
        };
        CHECK(use().signed_in == std::nullopt);
        CHECK(people::made_at(desk.lee) == desk.house->now());
        REQUIRE(desk.enter());
        const Instant first = desk.house->now();
        CHECK(use().signed_in == first);
        desk.clock.move(minutes(1));
        REQUIRE(desk.enter());
        CHECK(use().signed_in == first + minutes(1));
        CHECK(use().accessed == std::nullopt);
        CHECK(use().accesses == 0);
    }
}

}  // namespace muniment::signin
