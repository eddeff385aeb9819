// Reviews of who may what: periods, what is unused, findings and what they do, who may not review.
// SPDX-License-Identifier: Apache-2.0
#include "departments/workforce/review.h"

#include "departments/workforce/desk_sample.h"
#include "departments/workforce/review_handlers.h"

namespace muniment::workforce {

using people::Role;
using sample::Desk;

TEST_CASE("reviews: periods begin with January") {
    struct Row {
        const char* day;
        int months;
        const char* first;
    };
    const Row rows[] = {
        {"2026-01-01", 3, "2026-01-01"},  {"2026-03-31", 3, "2026-01-01"},
        {"2026-04-01", 3, "2026-04-01"},  {"2026-11-22", 3, "2026-10-01"},
        {"2026-12-31", 12, "2026-01-01"}, {"2026-11-22", 1, "2026-11-01"},
        {"2026-11-22", 6, "2026-07-01"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.day);
        CHECK(period_of(*parse_day(row.day), row.months) == *parse_day(row.first));
    }
}

TEST_CASE("reviews: an account is unused when nothing of it is recent") {
    const Instant since = *parse_fhir_time("2026-09-23T00:00:00Z");
    const Instant before = since - std::chrono::seconds(1);
    struct Row {
        people::Use use;
        Instant made;
        bool unused;
    };
    const Row rows[] = {
        {{}, before, true},
        {{}, since, false},  // just made
        {{before, before, 0}, before, true},
        {{since, before, 0}, before, false},
        {{before, since, 0}, before, false},
        {{std::nullopt, since, 0}, before, false},
    };
    for (const Row& row : rows) CHECK(is_unused(row.use, row.made, since) == row.unused);
}

namespace {
struct Reviewed : Desk {
    explicit Reviewed(tests::Engine engine = tests::Engine::sqlite) : Desk(engine) {
        ada = add("ada", {Role::administrator});
        bea = add("bea", {Role::administrator});
        cora = add("cora", {Role::coder});
        nina = add("nina", {Role::nurse});
        change(add("gone", {Role::clerk}), [](people::User& one) { one.active = false; });
        REQUIRE(run_jobs());
        path = "/workforce/reviews/" + to_text(review_id(*parse_day("2026-10-01")));
    }
    AccessReview look() { return must<AccessReview>(ada, "GET", path); }
    ReviewedAccount account(const Uuid& user) {
        const AccessReview shown = look();
        const auto found = std::ranges::find(shown.accounts, user, &ReviewedAccount::user);
        REQUIRE(found != shown.accounts.end());
        return *found;
    }
    std::string at(const Uuid& user) { return path + "/accounts/" + to_text(account(user).id); }
    static std::string say(Finding finding, const std::vector<Role>& roles = {},
                           const char* note = "seen", std::int64_t version = 1) {
        return to_json_text(FindingCommand{version, finding, roles, note});
    }
    Uuid ada, bea, cora, nina;
    std::string path;
};
}  // namespace

// Goal: 45 CFR 164.308(a)(4)(ii)(C), Policy HR-7 5.1: every active account once a quarter, by
// somebody else; what is found is carried out in the same commit; done when none waits.
TEST_CASE("reviews: from opened to done") {
    for (const tests::Engine engine : tests::engines()) {
        CAPTURE(std::string(tests::name_of(engine)));
        Reviewed desk(engine);
        AccessReview shown = desk.look();
        CHECK(shown.state == ReviewState::open);
        CHECK(shown.due == parse_day("2026-12-14"));
        CHECK(shown.waiting == 4);
        REQUIRE(shown.accounts.size() == 4);
        desk.must<ReviewedAccount>(desk.ada, "POST", desk.at(desk.bea), desk.say(Finding::keep));
        desk.must<ReviewedAccount>(desk.bea, "POST", desk.at(desk.ada), desk.say(Finding::keep));
        desk.must<ReviewedAccount>(desk.ada, "POST", desk.at(desk.cora),
                                   desk.say(Finding::change, {Role::cdi_specialist}));
        CHECK(desk.user(desk.cora).roles == std::vector{Role::cdi_specialist});
        CHECK(desk.look().state == ReviewState::open);
        desk.must<ReviewedAccount>(desk.ada, "POST", desk.at(desk.nina), desk.say(Finding::end));
        CHECK(!desk.user(desk.nina).active);
        CHECK(desk.user(desk.nina).person.ends == desk.house->now());
        shown = desk.look();
        CHECK(shown.state == ReviewState::done);
        CHECK(shown.waiting == 0);
        CHECK(!shown.overdue);
        CHECK(shown.history.size() == 5);
        CHECK(desk.last_entry().find("workforce.review.end") != std::string::npos);
        CHECK(desk.damage().empty());
    }
}

TEST_CASE("reviews: findings that are refused") {
    Reviewed desk;
    struct Row {
        Uuid who;
        Uuid account;
        std::string content;
        const char* word;
    };
    const Row rows[] = {
        {desk.ada, desk.ada, desk.say(Finding::keep), "Nobody reviews her own"},
        {desk.ada, desk.cora, desk.say(Finding::waiting), "keep, change or end"},
        {desk.ada, desk.cora, desk.say(Finding::keep, {}, "seen", 2), "meanwhile"},
        {desk.ada, desk.cora, desk.say(Finding::end, {}, " "), "in a few words"},
        {desk.ada, desk.cora, desk.say(Finding::change), "at least one role"},
        {desk.ada, desk.cora, desk.say(Finding::change, {Role::coder}), "the roles it has"},
        // 45 CFR 164.308(a)(3)(ii)(B): duties that are held apart
        {desk.ada, desk.cora, desk.say(Finding::change, {Role::auditor, Role::administrator}),
         "separation of duties"},
        {desk.nina, desk.cora, desk.say(Finding::keep), "role does not allow"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.word);
        CHECK(desk.refusal(row.who, "POST", desk.at(row.account), row.content).find(row.word) !=
              std::string::npos);
    }
    desk.must<ReviewedAccount>(desk.ada, "POST", desk.at(desk.cora), desk.say(Finding::keep));
    CHECK(desk.refusal(desk.bea, "POST", desk.at(desk.cora), desk.say(Finding::keep))
              .find("meanwhile") != std::string::npos);
    CHECK(desk.refusal(desk.ada, "GET", "/workforce/reviews/" + to_text(desk.cora))
              .find("There is no") != std::string::npos);
}

TEST_CASE("reviews: one a quarter, and overdue shows") {
    Reviewed desk;
    const auto count = [&] {
        return desk.must<AccessReviewList>(desk.ada, "GET", "/workforce/reviews").reviews.size();
    };
    REQUIRE(desk.run_jobs());
    CHECK(count() == 1);
    desk.clock.move(std::chrono::hours(24 * 24));  // 2026-12-16
    REQUIRE(desk.run_jobs());
    CHECK(count() == 1);
    CHECK(desk.look().overdue);
    desk.clock.move(std::chrono::hours(24 * 16));  // 2027-01-01
    REQUIRE(desk.run_jobs());
    CHECK(count() == 2);
    // Policy HR-7 5.2, 45 CFR 164.308(a)(3)(ii)(C): nobody signed in since.
    CHECK(desk.must<UnusedList>(desk.ada, "GET", "/workforce/unused").accounts.empty());
    desk.clock.move(std::chrono::hours(24 * 21));
    CHECK(desk.must<UnusedList>(desk.ada, "GET", "/workforce/unused").accounts.size() == 4);
}

}  // namespace muniment::workforce
