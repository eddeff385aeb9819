// A workforce desk for tests: a house on either engine, people with roles, and a way to ask.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <doctest/doctest.h>

#include "departments/workforce/training_handlers.h"
#include "departments/workforce/workforce.h"
#include "kernel/chart/chart.h"
#include "kernel/desk/perform.h"
#include "kernel/people/policy.h"
#include "packs/packs.h"
#include "tests/support/lodge.h"

namespace muniment::workforce::sample {

inline const rules::Packs& packs() {
    static const auto loaded = rules::Packs::load(packs::shipped());
    ensure(bool(loaded), "the shipped packs do not load");
    return *loaded;
}

struct Desk : tests::Lodge {
    explicit Desk(tests::Engine engine) : Lodge(engine) {
        REQUIRE(people::settle(*house));
        REQUIRE(chart::settle(*house));
        REQUIRE(tasks::settle(*house));
        REQUIRE(settle(*house));
    }
    std::unique_ptr<house::View> view() {
        auto made = house->view();
        REQUIRE(made);
        return *std::move(made);
    }
    Uuid add(const std::string& username, const std::vector<people::Role>& roles,
             const char* joined = "2026-11-01") {
        auto act =
            people::make_user(*house, *view(), {}, username, username, roles, "blue-harbor-17");
        REQUIRE_MESSAGE(act, (act ? "" : act.error().message));
        const Uuid id = act->subject;
        REQUIRE(house->act(*std::move(act)));
        change(id, [&](people::User& user) { user.person.joined = parse_day(joined); });
        return id;
    }
    people::User user(const Uuid& id) {
        const auto found = people::read_user(*view(), id);
        REQUIRE(found);
        return found->value;
    }
    template <class How>
    void change(const Uuid& id, How how) {
        const auto was = people::read_user(*view(), id);
        REQUIRE(was);
        people::User next = was->value;
        how(next);
        auto act = people::change_user({}, *was, next, "test.change");
        REQUIRE(act);
        REQUIRE(house->act(*std::move(act)));
    }
    house::Actor actor(const Uuid& id) {
        const auto one = user(id);
        return people::actor_of({{}, id, one.name, one.roles, {}, one.person}, packs(),
                                house->today());
    }
    Result<house::Answer> ask(const Uuid& who, std::string_view method, const std::string& target,
                              const std::string& content = "") {
        static const desk::Router router(routes());
        const desk::Performer by{*house, packs(), router, [] {}};
        return desk::perform(by, actor(who), desk::asked(method, target, content));
    }
    template <class T>
    T must(const Uuid& who, std::string_view method, const std::string& target,
           const std::string& content = "") {
        const auto answer = ask(who, method, target, content);
        REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
        auto value = from_json_text<T>(answer->content);
        REQUIRE_MESSAGE(value, (value ? "" : value.error().message));
        return *std::move(value);
    }
    std::string refusal(const Uuid& who, std::string_view method, const std::string& target,
                        const std::string& content = "") {
        const auto answer = ask(who, method, target, content);
        return answer ? "" : answer.error().message;
    }
    Status run_jobs() {
        tasks::JobRunner runner(*house, packs(), job_kinds());
        TRY(runner.queue_daily());
        return runner.run_all();
    }
    // Right in everything, signed.
    AttemptResult pass(const Uuid& who, const std::string& course) {
        return must<AttemptResult>(who, "POST", "/workforce/courses/" + course + "/attempt",
                                   attempt_of(who, course));
    }
    std::string attempt_of(const Uuid& who, const std::string& course, int wrong = 0) {
        const auto now = course_now(*view(), course);
        REQUIRE(now);
        Attempt attempt{now->course.edition, {}, user(who).name, true};
        for (const Question& question : now->course.questions)
            attempt.answers.push_back(wrong-- > 0 ? -1 : question.right);
        return to_json_text(attempt);
    }
    std::string last_entry() {
        const auto size = static_cast<std::int64_t>(house->ledger().size());
        return house->ledger().entry(size - 1)->payload;
    }
};

}  // namespace muniment::workforce::sample
