// A desk of incidents for tests: a house in a folder of its own with the small chart of
// tests/scenarios/release/chart.json in it (Ada Lindgren of Washington, Ben Okoro).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <doctest/doctest.h>

#include <fstream>

#include "departments/privacy/breach_sample.h"
#include "departments/privacy/incident_handlers.h"
#include "departments/privacy/privacy.h"
#include "kernel/chart/chart.h"
#include "kernel/chart/import.h"
#include "kernel/desk/perform.h"
#include "kernel/people/people.h"
#include "kernel/people/policy.h"
#include "tests/support/engines.h"

namespace muniment::privacy::sample {

inline std::string file_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class IncidentDesk {
  public:
    explicit IncidentDesk(tests::Engine engine) {
        where_.folder = folder.file("data");
        where_.database_url = tests::fresh_database(engine, folder);
        where_.keys_url = tests::fresh_database(engine, folder);
        REQUIRE(house::House::make(where_, "Example Hospital", random));
        reopen();
        const auto report = chart::import_text(*house, {}, "chart.json",
                                               file_text("tests/scenarios/release/chart.json"));
        REQUIRE_MESSAGE(report, (report ? "" : report.error().message));
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
        const Status settled = settle(*house);
        REQUIRE_MESSAGE(settled, (settled ? "" : settled.error().message));
    }
    chart::PatientBanner patient(const std::string& family) {
        const auto view = house->view();
        const auto found = chart::find_patients(**view, family, 2);
        REQUIRE(found);
        REQUIRE(found->size() == 1);
        return found->front();
    }
    static house::Actor actor(const std::string& name = "Paula Ito",
                              people::Role role = people::Role::privacy_officer) {
        house::Actor actor;
        actor.user = derived_uuid(name);
        actor.name = name;
        actor.permissions = people::permissions_of(law(), {role}, today);
        return actor;
    }
    Result<house::Answer> ask(std::string_view method, const std::string& target,
                              const std::string& content = "", const house::Actor& who = actor()) {
        static const desk::Router router(incident_routes());
        return desk::perform({*house, law(), router}, who, desk::asked(method, target, content));
    }
    // The same, and it must be answered with an incident.
    IncidentView view_of(std::string_view method, const std::string& target,
                         const std::string& content = "") {
        const auto answer = ask(method, target, content);
        REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
        auto view = from_json_text<IncidentView>(answer->content);
        REQUIRE_MESSAGE(view, (view ? "" : view.error().message));
        return *view;
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
    chart::PatientBanner ada;
    chart::PatientBanner ben;

  private:
    house::Where where_;
};

}  // namespace muniment::privacy::sample
