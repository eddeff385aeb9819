// A desk for tests: a house in a folder of its own, on either engine, with the small chart of
// tests/scenarios/release/chart.json in it (Ada Lindgren with a stay, Ben Okoro with nothing).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <doctest/doctest.h>

#include <fstream>

#include "departments/release/release.h"
#include "departments/release/sample.h"
#include "kernel/chart/import.h"
#include "kernel/people/policy.h"
#include "tests/support/engines.h"

namespace muniment::release::sample {

inline std::string file_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
inline const std::string scenario_folder = "tests/scenarios/release";

class Desk {
  public:
    explicit Desk(tests::Engine engine) {
        where_.folder = folder.file("data");
        where_.database_url = tests::fresh_database(engine, folder);
        where_.keys_url = tests::fresh_database(engine, folder);
        REQUIRE(house::House::make(where_, "Example Hospital", random));
        reopen();
        const std::string chart = file_text(scenario_folder + "/chart.json");
        const auto report = chart::import_text(*house, {}, "chart.json", chart);
        REQUIRE_MESSAGE(report, (report ? "" : report.error().message));
        REQUIRE(report->refused == 0);
        ada = patient("lindgren");
        ben = patient("okoro");
    }
    // As after a crash: everything that was not durable is gone.
    void reopen() {
        house.reset();
        auto opened = house::House::open(where_, clock, random);
        REQUIRE_MESSAGE(opened, (opened ? "" : opened.error().message));
        house = std::move(*opened);
        REQUIRE(people::settle(*house));
        REQUIRE(chart::settle(*house));
        REQUIRE(tasks::settle(*house));
        REQUIRE(settle(*house));
    }
    PatientId patient(const std::string& family) {
        const auto view = house->view();
        const auto found = chart::find_patients(**view, family, 2);
        REQUIRE(found);
        REQUIRE(found->size() == 1);
        return found->front().id;
    }
    static house::Actor actor(people::Role role = people::Role::release_specialist) {
        house::Actor actor;
        actor.user = derived_uuid("Rosa");
        actor.name = "Rosa Vale, RHIT";
        actor.permissions = people::permissions_of(with_facility(), {role}, today);
        return actor;
    }
    Result<house::Answer> ask(std::string_view method, const std::string& target,
                              const std::string& content = "", const house::Actor& who = actor()) {
        return perform(*house, with_facility(), who, method, target, content);
    }
    // The same, and it must be answered with a case.
    CaseView view_of(std::string_view method, const std::string& target,
                     const std::string& content = "") {
        const auto answer = ask(method, target, content);
        REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
        auto view = from_json_text<CaseView>(answer->content);
        REQUIRE_MESSAGE(view, (view ? "" : view.error().message));
        return *view;
    }
    CaseView open_case(const Request& request) {
        return view_of("POST", "/release/cases", to_json_text(request));
    }
    CaseView step(const CaseView& on, const std::string& name, json::object command = {}) {
        command["version"] = on.version;
        return view_of("POST", path(on) + name, json::serialize(command));
    }
    CaseView look(const CaseView& on) { return view_of("GET", path(on)); }
    static std::string path(const CaseView& on) { return "/release/cases/" + to_text(on.id); }
    Status run_jobs() {
        tasks::JobRunner runner(*house, with_facility(), job_kinds());
        return runner.run_all();
    }
    // A case of Ada's that is decided and whose release is ordered; its job has not run.
    CaseView ordered(Request request) {
        request.patient = ada;
        const CaseView decided = step(open_case(request), "/decision");
        REQUIRE(decided.state == State::approved);
        return step(decided, "/release", {{"confirmed", true}});
    }
    std::int64_t entries() const { return static_cast<std::int64_t>(house->ledger().size()); }
    // The actions entered in the ledger since, oldest first.
    std::vector<std::string> actions_since(std::int64_t index) {
        std::vector<std::string> actions;
        for (std::int64_t i = index; i < entries(); ++i) {
            const auto payload = parse_json(house->ledger().entry(i)->payload);
            actions.emplace_back(payload->at("action").as_string());
        }
        return actions;
    }

    tests::Folder folder;
    tests::FixedClock clock;
    tests::SeededRandom random;
    std::unique_ptr<house::House> house;
    PatientId ada{};
    PatientId ben{};

  private:
    house::Where where_;
};

}  // namespace muniment::release::sample
