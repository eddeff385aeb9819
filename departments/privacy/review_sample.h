// A ward for the tests of access reviews: a nurse, a privacy officer, two patients, and what they
// look at and ask for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <doctest/doctest.h>

#include "departments/privacy/privacy.h"
#include "departments/privacy/review.h"
#include "departments/privacy/review_roster.h"
#include "kernel/desk/perform.h"
#include "packs/packs.h"
#include "tests/support/chart_lodge.h"

namespace muniment::privacy::sample {

using namespace tests;
using people::Relation;
using people::Role;
using std::chrono::hours;

inline const rules::Packs& shipped() {
    static const auto packs = rules::Packs::load(packs::shipped());
    REQUIRE(packs);
    return *packs;
}

struct Ward : ChartLodge {
    explicit Ward(Engine engine) : ChartLodge(engine) {
        REQUIRE(tasks::settle(*house));
        REQUIRE(privacy::settle(*house));
        import(bundle_of({patient_json("p"), patient_json("q", "Zimmer", "Otto", "M-2")}));
        nora = hire("nora", Role::nurse, {"ICU"}, "quimby");
        paul = hire("paul", Role::privacy_officer, {"Compliance"}, "adeyemi");
    }
    Uuid hire(const std::string& name, Role role, std::vector<std::string> departments,
              const std::string& family) {
        auto made = people::make_user(*house, *view(), {}, name, name, {role}, "a long word 12");
        REQUIRE(made);
        const Uuid id = made->subject;
        REQUIRE(house->act(*std::move(made)));
        change(id, [&](people::Person& person) {
            person.departments = departments;
            person.family = family;
        });
        return id;
    }
    template <class Change>
    void change(const Uuid& user, Change how) {
        const auto was = people::read_user(*view(), user);
        REQUIRE(was);
        people::User next = was->value;
        how(next.person);
        auto act = people::change_user({}, *was, next, "people.user.change");
        REQUIRE(act);
        REQUIRE(house->act(*std::move(act)));
    }
    void look(const Uuid& user, const char* patient, hours before, Relation relation,
              const char* action = "GET /chart/{patient}") {
        people::Access access;
        access.patient = patient_of(patient).uuid;
        access.user = user;
        access.at = clock.now() - before;
        access.action = action;
        access.purpose = "TREATMENT";
        access.relation = relation;
        access.seen = {{"chart_resource", 2, {}}};
        house::Act act;
        act.action = "access";
        act.drafts.push_back(people::access_draft(*house, access));
        REQUIRE(house->act(std::move(act)));
    }
    house::Actor actor(const Uuid& user, const char* name) const {
        house::Actor one = desk::operator_of_this_machine();
        one.user = user;
        one.name = name;
        return one;
    }
    Result<house::Answer> ask(std::string_view method, const std::string& target,
                              const std::string& content = "") {
        return ask_as(actor(paul, "Paul"), method, target, content);
    }
    Result<house::Answer> ask_as(const house::Actor& who, std::string_view method,
                                 const std::string& target, const std::string& content = "") {
        static const desk::Router router(routes());
        const desk::Performer by{*house, shipped(), router};
        return desk::perform(by, who, desk::asked(method, target, json_of(content)));
    }
    template <class T>
    T must(std::string_view method, const std::string& target, const std::string& content = "") {
        const auto answer = ask(method, target, content);
        REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
        auto value = from_json_text<T>(answer->content);
        REQUIRE_MESSAGE(value, (value ? "" : value.error().message));
        return *std::move(value);
    }
    void judge_now() {
        must<ReviewStarted>("POST", "/privacy/reviews/run");
        tasks::JobRunner runner(*house, shipped(), job_kinds());
        const Status done = runner.run_all();
        REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
    }
    ReviewList list(const std::string& state = "") {
        return must<ReviewList>("GET",
                                "/privacy/reviews" + (state.empty() ? "" : "?state=" + state));
    }
    std::string path() {
        const auto found = list();
        REQUIRE(found.reviews.size() == 1);
        return "/privacy/reviews/" + to_text(found.reviews[0].id);
    }
    Uuid nora, paul;
};

inline std::string command(std::int64_t version, const std::string& more) {
    return "{'version':" + std::to_string(version) + "," + more + "}";
}

}  // namespace muniment::privacy::sample
