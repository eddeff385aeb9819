// For tests of the server: a house with every department settled, a chart with planted words,
// users, and a way to ask it things without a socket.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <doctest/doctest.h>

#include "kernel/desk/perform.h"
#include "packs/packs.h"
#include "server/app.h"
#include "tests/support/chart_lodge.h"

namespace muniment::tests {

// Stands in names, values and notes of the chart; may leave only in answers that show the chart.
inline const std::string marker = "ZQPLANTEDQZ";
inline const std::string password = "blue-harbor-17";

inline const rules::Packs& shipped_packs() {
    static const auto loaded = rules::Packs::load(packs::shipped());
    ensure(bool(loaded), "the shipped packs do not load");
    return *loaded;
}

struct Site : Lodge {
    explicit Site(Engine engine) : Lodge(engine) {
        const Status settled = server::settle_all(*house);
        REQUIRE_MESSAGE(settled, (settled ? "" : settled.error().message));
        const auto report = chart::import_text(*house, {}, "a.json", chart_text());
        REQUIRE(report);
        REQUIRE(report->problems.empty());
    }
    static std::string chart_text() {
        return bundle_of(
            {patient_json("p", marker), patient_json("q", "Zimmer", "Otto", "M-2"),
             encounter_json("e", "p", "2024-01-10T10:00:00Z"),
             observation_json("o", "p", "2024-01-10", "1", in_encounter("e")),
             document_json("d", "p", "2024-01-10", "A note about " + marker + ".", in_context("e")),
             coded_json("MedicationRequest", "m", "p", "medicationCodeableConcept",
                        "'authoredOn':'2024-01-11'"),
             coded_json("Condition", "c", "p", "code", "'onsetDateTime':'2024-01-12'")});
    }
    static std::string p() { return to_text(patient_of("p")); }
    Uuid document() {
        const auto rows = chart::documents(**house->view(), patient_of("p"), {});
        REQUIRE(rows);
        return rows->rows.at(0).id;
    }
    // A patient's own request, which is approved; with `spoiled` an attorney's without a form.
    static std::string request(bool spoiled = false) {
        return json_of("{'patient':'" + p() + "','requester':{'kind':'" +
                       (spoiled ? "attorney" : "patient") + "','name':'" + marker +
                       "','address':'1 Main St'},'purpose':'own use',"
                       "'received_on':'2026-11-20','identity_verified':true,"
                       "'verification_method':'photo identification'}");
    }
    Uuid add_user(const std::string& name, people::Role role) {
        auto act =
            people::make_user(*house, **house->view(), {}, name, "Rosa Vale", {role}, password);
        REQUIRE(act);
        const Uuid id = act->subject;
        REQUIRE(house->act(*std::move(act)));
        return id;
    }

    static house::Actor actor() {
        house::Actor all = desk::operator_of_this_machine();
        all.user = derived_uuid("Rosa");
        all.purpose = "PATIENT_REQUEST";
        return all;
    }
    // The portal is asked by the patient p, everything else by the staff.
    static house::Actor asking(const std::string& target) {
        house::Actor who = actor();
        if (target.starts_with("/portal")) who.self = patient_of("p").uuid;
        return who;
    }
    Result<house::Answer> ask(std::string_view method, const std::string& target,
                              const std::string& content = "") {
        return ask(method, target, content, asking(target));
    }
    Result<house::Answer> ask(std::string_view method, const std::string& target,
                              const std::string& content, const house::Actor& who) {
        const desk::Performer by{*house, shipped_packs(), router};
        return desk::perform(by, who, desk::asked(method, target, content));
    }
    json::value must(std::string_view method, const std::string& target,
                     const std::string& content = "") {
        const auto answer = ask(method, target, content);
        REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
        auto parsed = parse_json(answer->content);
        REQUIRE(parsed);
        return *parsed;
    }
    // The path of a new case, brought as far as asked.
    enum class Upto { received, approved, refused, released };
    std::string make_case(Upto upto) {
        const bool refuse = upto == Upto::refused;
        json::value shown = must("POST", "/release/cases", request(refuse));
        const std::string path = "/release/cases/" + std::string(shown.at("id").as_string());
        const auto step = [&](const char* name, json::object command = {}) {
            command["version"] = shown.at("version");
            shown = must("POST", path + name, json::serialize(command));
        };
        if (upto == Upto::received) return path;
        step("/decision");
        if (refuse) step("/refuse");
        if (upto == Upto::released) {
            step("/release", {{"confirmed", true}});
            tasks::JobRunner runner(*house, shipped_packs(), server::all_jobs());
            REQUIRE(runner.run_all());
            shown = must("GET", path);
            REQUIRE(shown.at("state").as_string() == "released");
        }
        return path;
    }
    std::string version_of(const std::string& path) {
        return "{\"version\":" + json::serialize(must("GET", path).at("version")) + "}";
    }

    std::int64_t number(std::string_view sql, std::initializer_list<store::Value> values = {}) {
        const auto view = house->view();
        REQUIRE(view);
        const auto found = (**view).sql().number(sql, values);
        REQUIRE(found);
        return *found;
    }
    std::int64_t access_rows(const char* patient) {
        return number("SELECT COUNT(*) FROM people_access WHERE org = 1 AND patient = ?",
                      {store::value_of(patient_of(patient).uuid)});
    }
    std::int64_t access_rows() {
        return number("SELECT COUNT(*) FROM people_access WHERE org = 1");
    }

    desk::Router router{server::all_routes()};
};

}  // namespace muniment::tests
