// Ids that are not the asker's: every route with an id in it, out of the route table, with ids of
// other kinds of records and, in the portal, of another patient. Nothing of the record may come
// back, nothing may change, and nothing may break.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <map>

#include "base/text.h"
#include "kernel/people/policy.h"
#include "tests/support/site.h"

namespace muniment::server {

using namespace tests;

namespace {

std::string name_of(const house::Route& route) {
    return std::string(route.method) + " " + std::string(route.path);
}

bool has_id(const house::Route& route) { return route.path.find('{') != route.path.npos; }

std::string last_part(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// The records of one of each kind, by the route that shows their kind.
using Ids = std::map<std::string, std::string>;

std::string made(Site& site, const std::string& route, const std::string& content) {
    return std::string(site.must("POST", route, content).at("id").as_string());
}

std::string consent_of(const std::string& patient) {
    return "{\"patient\":\"" + patient +
           "\",\"kind\":\"no_network\",\"signer\":\"A. Zq\",\"agrees\":true}";
}

std::string amendment_of(const std::string& patient) {
    return "{\"patient\":\"" + patient +
           "\",\"ask\":{\"kind\":\"amendment\",\"amendment\":{\"wrong\":\"" + marker +
           "\",\"reason\":\"it is wrong\"}}}";
}

Ids records(Site& site) {
    Ids ids;
    ids["/release/cases"] = last_part(site.make_case(Site::Upto::approved));
    ids["/rights/cases"] = made(site, "/rights/cases", amendment_of(Site::p()));
    const auto consent = site.must("POST", "/rights/consents", consent_of(Site::p()));
    ids["/rights/consents"] = consent.at("consent").at("id").as_string();
    ids["/privacy/incidents"] =
        made(site, "/privacy/incidents",
             json_of("{'what':'" + marker + "','learned':{'on':'2026-11-20'},'list':'M-1'}"));
    ids["/release/bulk"] = made(
        site, "/release/bulk",
        json_of("{'request':{'requester':{'kind':'health_plan','name':'Plan'},'ground':'payment',"
                "'statements':{'payment_of_recipient':'true','restriction':'none'},"
                "'received_on':'2026-11-20','identity_verified':true,"
                "'verification_method':'letterhead','scope':{'from':'2024-01-01','to':'2024-12-31'}"
                "},'list':'mrn,dob\\nM-1,1950-02-03'}"));
    ids["/people/users"] = to_text(site.add_user("ada", people::Role::clerk));
    ids["/chart/{patient}/documents"] = to_text(site.document());
    ids["/chart"] = Site::p();
    ids["nobody's"] = to_text(derived_uuid("nobody's"));
    return ids;
}

// The collection that the route's first parameter is of.
std::string collection(const house::Route& route) {
    const std::string path(route.path);
    std::string before = path.substr(0, path.find("/{"));
    if (before == "/portal/requests") return "/rights/cases";
    if (before == "/portal/consents") return "/rights/consents";
    if (before == "/signin/users" || before == "/workforce/people") return "/people/users";
    return before;
}

// The route with `first` in its first place and `others` in those behind it.
std::string target_of(const house::Route& route, const std::string& first,
                      const std::string& others) {
    std::vector<std::string> parts;
    int at = 0;
    for (const std::string_view part : split(route.path, '/'))
        parts.push_back(!part.starts_with('{') ? std::string(part) : at++ == 0 ? first : others);
    return join(parts, "/");
}

// What is asked with it: a version, and what the commonest commands want.
std::string content_of(const house::Route& route) {
    return route.request == nullptr ? "" : "{\"version\":1}";
}

// Nothing came back, and the refusal says nothing.
void check_refused(const Result<house::Answer>& answer) {
    CHECK_FALSE(answer);
    if (answer) return;
    const Fault fault = answer.error().fault;
    CHECK_MESSAGE((fault == Fault::not_found || fault == Fault::forbidden ||
                   fault == Fault::incorrect || fault == Fault::unauthorized),
                  answer.error().message);
    CHECK(answer.error().message.find(marker) == std::string::npos);
}

house::Actor outsider(people::Role role, const Uuid& self) {
    people::Session session;
    session.user = derived_uuid("outsider");
    session.roles = {role};
    house::Actor actor = people::actor_of(session, shipped_packs(), *parse_day("2026-11-22"));
    actor.purpose = role == people::Role::patient ? "PATIENT_REQUEST" : "LEGAL";
    actor.self = self;
    return actor;
}

}  // namespace

TEST_CASE("idor: an id of another kind of record opens nothing, on any route") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Site site(engine);
        const Ids ids = records(site);
        const std::int64_t before = site.number("SELECT COUNT(*) FROM tasks_case WHERE org = 1");
        int asked = 0, not_found = 0;
        for (const house::Route& route : all_routes()) {
            if (!has_id(route)) continue;
            const std::string mine = collection(route);
            for (const auto& [kind, id] : ids) {
                // A patient is a kind of its own in the chart; an id of its own kind is no attack.
                if (kind == mine) continue;
                const std::string target = target_of(route, id, ids.at("nobody's"));
                const std::string what = name_of(route) + " with an id of " + kind;
                CAPTURE(what);
                const auto answer = site.ask(route.method, target, content_of(route));
                ++asked;
                // A list of the chart is empty for whoever is no patient.
                if (answer && route.path.starts_with("/chart/{patient}/")) {
                    CHECK(answer->content.find(marker) == std::string::npos);
                    CHECK(answer->content.find("\"id\"") == std::string::npos);
                    continue;
                }
                check_refused(answer);
                not_found += !answer && answer.error().fault == Fault::not_found;
            }
        }
        CHECK(asked > 700);
        CHECK(not_found > asked / 2);
        CHECK(site.number("SELECT COUNT(*) FROM tasks_case WHERE org = 1") == before);
        CHECK(site.damage().empty());
    }
}

TEST_CASE("idor: a patient gets nothing by the ids of another, an attorney nothing by any") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Site site(engine);
        const Ids ids = records(site);
        for (const people::Role role : {people::Role::patient, people::Role::attorney}) {
            const house::Actor who = outsider(role, patient_of("q").uuid);
            const std::int64_t shown = site.access_rows("p");
            int asked = 0;
            for (const house::Route& route : all_routes()) {
                if (!has_id(route) || route.path.starts_with("/public")) continue;
                for (const auto& [kind, id] : ids) {
                    const std::string what = name_of(route) + " with an id of " + kind + ", " +
                                             std::string(enum_name(role));
                    CAPTURE(what);
                    check_refused(
                        site.ask(route.method, target_of(route, id, id), content_of(route), who));
                    ++asked;
                }
            }
            CHECK(asked > 700);
            CHECK(site.access_rows("p") == shown);
        }
        CHECK(site.damage().empty());
    }
}

// The same requests by their owner are answered: the refusals above are not for another reason.
TEST_CASE("idor: the patient's own ids open what is the patient's") {
    Site site(Engine::sqlite);
    const Ids ids = records(site);
    const house::Actor who = outsider(people::Role::patient, patient_of("p").uuid);
    const auto mine = site.ask("GET", "/portal/requests/" + ids.at("/rights/cases"), "", who);
    REQUIRE_MESSAGE(mine, (mine ? "" : mine.error().message));
    const auto consent =
        site.ask("POST", "/portal/consents/" + ids.at("/rights/consents") + "/withdraw",
                 "{\"version\":1}", who);
    CHECK_MESSAGE(consent, (consent ? "" : consent.error().message));
}

}  // namespace muniment::server
