// What the completeness test needs of every route: a call of it that shows something, prepared on a
// site. The rows stand in access_*_test.cpp, one file for each desk.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <span>

#include "base/text.h"
#include "kernel/people/policy.h"
#include "tests/support/policy_table.h"
#include "tests/support/review_site.h"

namespace muniment::tests {

enum class Shows { patient, nobody };
// Prepares what the route needs and gives target and content; what it prepares leaves access rows
// of its own, which are counted before the route is called.
struct Target {
    std::string path;
    std::string content;
};
struct AccessRow {
    const char* route;
    Shows shows;
    Target (*prepare)(Site&);
};

inline Target list(const char* name) { return {"/chart/" + Site::p() + "/" + name, ""}; }
inline Target with_version(Site& site, Site::Upto upto, const std::string& name) {
    const std::string path = site.make_case(upto);
    return {path + name, site.version_of(path)};
}

// A document that came as an image of one pixel.
inline Uuid scan(Site& site) {
    const std::string json =
        "{'resourceType':'DocumentReference','id':'scan','status':'current','subject':{'reference':"
        "'Patient/p'},'content':[{'attachment':{'contentType':'image/"
        "png','data':'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAAACklEQVR4nGNgAAAAAgABSK+"
        "kcQAAAABJRU5ErkJggg=='}}]}";
    REQUIRE(chart::import_text(*site.house, {}, "scan.json", json_of(json)));
    const auto rows = chart::documents(**site.house->view(), patient_of("p"), {});
    REQUIRE(rows);
    const auto found =
        std::ranges::find(rows->rows, "image/png", &chart::DocumentRow::content_type);
    REQUIRE(found != rows->rows.end());
    return found->id;
}

// The case's command with more in it.
inline Target with(Site& site, const std::string& path, const std::string& name,
                   const std::string& more) {
    std::string content = site.version_of(path);
    content.insert(1, more + ",");
    return {path + name, content};
}

// Letters to patients give a telephone.
inline void say_phone(Site& site) {
    site.must("PUT", "/release/settings", "{\"complaint_phone\":\"555-0199\"}");
}

inline const std::string acknowledgement = "\"letter\":{\"kind\":\"acknowledgement\"}";
inline const std::string denial =
    "\"letter\":{\"kind\":\"denial\",\"denial\":{\"ground\":\"endangers_life\",\"basis\":\"A "
    "professional judged that it endangers life.\",\"denied\":\"the note\",\"everything\":true,"
    "\"judgment\":{\"professional\":\"M. Ferreira, MD\",\"licence\":\"WA 1\",\"judged_on\":"
    "\"2026-11-21\",\"reasons\":\"risk\"}}}";

// A release that waits for the second person: ordered by somebody who is a clerk besides.
inline std::string held_case(Site& site) {
    const std::string path = site.make_case(Site::Upto::approved);
    house::Actor trainee = Site::actor();
    trainee.user = derived_uuid("trainee");
    trainee.roles = {"release_specialist", "clerk"};
    std::string content = site.version_of(path);
    content.insert(1, "\"confirmed\":true,");
    const auto answer = site.ask("POST", path + "/release", content, trainee);
    REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
    REQUIRE(answer->content.find("\"checking\"") != std::string::npos);
    return path;
}

inline int joined = 0;  // names of accounts must differ
inline std::string emergency() {
    return "{\"patient\":\"" + Site::p() +
           "\",\"reason\":\"treatment\",\"words\":\"Unconscious in the hall\"}";
}

// One of the account that asks.
inline Uuid own_account(Site& site) {
    const Uuid id = Site::actor().user;
    if (people::read_user(**site.house->view(), id)) return id;
    auto act = people::make_user(*site.house, **site.house->view(), {}, "rosa", "Rosa Vale",
                                 {people::Role::release_specialist}, password);
    REQUIRE(act);
    act->subject = act->drafts.front().id = id;
    REQUIRE(site.house->act(*std::move(act)));
    return id;
}
inline std::string review_path(Site& site) {
    site.add_user("reviewed" + std::to_string(++joined), people::Role::coder);
    tasks::JobRunner runner(*site.house, shipped_packs(), server::all_jobs());
    REQUIRE(runner.queue_daily());
    REQUIRE(runner.run_all());
    const auto reviews = site.must("GET", "/workforce/reviews").at("reviews");
    return "/workforce/reviews/" + std::string(reviews.at(0).at("id").as_string());
}
inline std::string course_command() {
    json::object course = {{"title", "Ours"},
                           {"acknowledgement", true},
                           {"attestation", "I sign."},
                           {"sections", {{{"heading", "One"}, {"text", "Two"}}}}};
    return json::serialize(json::object{{"version", 0}, {"course", course}});
}

inline std::string suspension() {
    return "{\"patient\":\"" + Site::p() +
           "\",\"agency\":\"Exampleton Police\",\"kind\":\"oral\",\"stated_on\":\"2026-11-20\","
           "\"official\":\"Lt. Marsh\",\"statement\":\"said by telephone\"}";
}

// A kept form of the patient; `source` paper or electronic.
inline json::value kept_form(Site& site, const std::string& source, const std::string& scan = "") {
    return site.must("POST", "/release/forms",
                     "{\"patient\":\"" + Site::p() + "\",\"source\":\"" + source +
                         "\",\"scan\":\"" + scan +
                         "\",\"form\":{\"information\":\"All records\"}}");
}
inline std::string path_of(const json::value& form) {
    return "/release/forms/" + std::string(form.at("id").as_string());
}
inline std::string sign_path(Site& site) {
    const auto form = kept_form(site, "electronic");
    const auto link = site.must("POST", path_of(form) + "/link", "{}");
    return "/public" + std::string(link.at("url").as_string());
}
// The police ask for a missing person: the law lists the fields that may go.
inline std::string police_case(Site& site) {
    const auto shown = site.must(
        "POST", "/release/cases",
        json_of("{'patient':'" + Site::p() +
                "','requester':{'kind':'law_enforcement','name':'Vane'},"
                "'ground':'le_identify','statements':{'identify_whom':'missing_person',"
                "'asks_for_tissue':'false'},'received_on':'2026-11-20','identity_verified':true,"
                "'verification_method':'badge'}"));
    return "/release/cases/" + std::string(shown.at("id").as_string());
}

// As make_case(released), for a requester who wants paper.
inline std::string released_on_paper(Site& site) {
    std::string asked = Site::request();
    asked.insert(1, "\"format\":\"paper\",");
    const auto shown = site.must("POST", "/release/cases", asked);
    const std::string path = "/release/cases/" + std::string(shown.at("id").as_string());
    site.must("POST", path + "/decision", site.version_of(path));
    const Target release = with(site, path, "/release", "\"confirmed\":true");
    site.must("POST", release.path, release.content);
    tasks::JobRunner runner(*site.house, shipped_packs(), server::all_jobs());
    REQUIRE(runner.run_all());
    return path;
}

// A claim of the patient's: the minimum-necessary rule reaches it.
inline std::string claim_case(Site& site) {
    const auto shown =
        site.must("POST", "/release/cases",
                  json_of("{'patient':'" + Site::p() +
                          "','requester':{'kind':'health_plan','name':'Plan'},'ground':'payment',"
                          "'statements':{'payment_of_recipient':'true','restriction':'none'},"
                          "'received_on':'2026-11-20','identity_verified':true,"
                          "'verification_method':'letterhead','scope':{'from':'2024-01-01'}}"));
    return "/release/cases/" + std::string(shown.at("id").as_string());
}
inline const std::string plans_word =
    "\"answer\":{\"kind\":\"reliance\",\"representation\":\"zqplan\",\"reasonable\":true}";

// An information blocking case of the patient's, with what a letter needs.
inline const std::string blocking_letter =
    R"({"version":1,"letter":{"asked_for":"x","contact":"x","signer":"x"}})";
inline std::string blocking_path(Site& site) {
    const auto shown = site.must(
        "POST", "/exchange/blocking",
        "{\"patient\":\"" + Site::p() +
            R"(","requester":"x","practice":{"received_on":"2026-01-02","claims":["security"]}})");
    return "/exchange/blocking/cases/" + std::string(shown.at("id").as_string());
}

// A bulk request of the patient's chart: taken, then prepared, released and delivered as far as
// asked. Each step is ordered, and its job run.
inline std::string bulk_path(Site& site, int steps) {
    const auto taken = site.must(
        "POST", "/release/bulk",
        json_of("{'request':{'requester':{'kind':'health_plan','name':'Plan'},'ground':'payment',"
                "'statements':{'payment_of_recipient':'true','restriction':'none'},"
                "'received_on':'2026-11-20','identity_verified':true,"
                "'verification_method':'letterhead','scope':{'from':'2024-01-01','to':'2024-12-31'}"
                "},'list':'mrn,dob\\nM-1,1950-02-03'}"));
    const std::string path = "/release/bulk/" + std::string(taken.at("id").as_string());
    constexpr const char* names[] = {"/prepare", "/release", "/deliver"};
    for (int step = 0; step < steps; ++step) {
        if (step == 0) {
            const Target word = with(site, path, "/minimum", plans_word);
            site.must("POST", word.path, word.content);
        }
        const Target order = with(site, path, names[step], "\"confirmed\":true");
        site.must("POST", order.path, step == 1 ? order.content : site.version_of(path));
        tasks::JobRunner runner(*site.house, shipped_packs(), server::all_jobs());
        REQUIRE(runner.run_all());
    }
    return path;
}
inline Target bulk(Site& site, int steps, const std::string& name, const std::string& more = "") {
    const std::string path = bulk_path(site, steps);
    return more.empty() ? Target{path + name, site.version_of(path)} : with(site, path, name, more);
}
inline std::string part_path(Site& site) {
    const std::string path = bulk_path(site, 3);
    const auto shown = site.must("GET", path);
    return path + "/parts/" + std::string(shown.at("parts").at(0).at("id").as_string());
}
inline const std::string to_nobody = "\"recipient\":\"Seed Company\",\"reason\":\"same name\"";

// An incident that concerns the patient, taken as far as asked: 0 reported, 1 investigating, 2
// notifying, 3 with its notice written.
inline std::string incident_path(Site& site, int upto = 0) {
    const auto taken =
        site.must("POST", "/privacy/incidents",
                  json_of("{'what':'zqplan','learned':{'on':'2026-11-20'},'list':'M-1'}"));
    const std::string path = "/privacy/incidents/" + std::string(taken.at("id").as_string());
    const auto post = [&](const char* name, const std::string& more) {
        const Target target = with(site, path, name, json_of(more));
        site.must("POST", target.path, target.content);
    };
    if (upto < 1) return path;
    post("/step", "'action':'triage'");
    post("/entries", "'containment':{'what':'asked back','on':'2026-11-20'}");
    post("/step", "'action':'contain'");
    post("/step", "'action':'investigate'");
    if (upto < 2) return path;
    post("/decision",
         "'result':'breach','reason':'seen','signature':'the operator of this machine'");
    post("/step", "'action':'notify'");
    if (upto < 3) return path;
    post("/notices",
         "'words':{'happened':'A letter went astray','breach_day_unknown':true,'types':['name'],"
         "'steps':'Read your statements','doing':'We ask for it back','phone':'800-555-0142'}");
    return path;
}
inline Target incident(Site& site, int upto, const std::string& name, const std::string& more) {
    return with(site, incident_path(site, upto), name, json_of(more));
}
inline std::string incident_person(Site& site, const std::string& path) {
    const auto shown = site.must("GET", path + "/people");
    return std::string(shown.at("people").at(0).at("id").as_string());
}

// Requests about rights: an amendment of the patient's, a letter written in it, a consent.
inline std::string amendment_part(const std::string& begin) {
    return begin +
           "\"ask\":{\"kind\":\"amendment\",\"amendment\":{\"wrong\":\"a word\",\"reason\":"
           "\"it is wrong\"}}}";
}
inline std::string amendment_ask() { return amendment_part("{\"patient\":\"" + Site::p() + "\","); }
inline std::string amendment_case(Site& site) {
    const auto shown = site.must("POST", "/rights/cases", amendment_ask());
    return "/rights/cases/" + std::string(shown.at("id").as_string());
}
inline std::string rights_letter(Site& site, const std::string& side) {
    const Target accept = with(site, amendment_case(site), "/step", "\"step\":\"accept\"");
    const auto shown = site.must("POST", accept.path, accept.content);
    const std::string letter(shown.at("content").at("letters").at(0).at("id").as_string());
    return side + std::string(shown.at("id").as_string()) + "/letters/" + letter;
}
inline std::string consent(const std::string& patient) {
    return std::string("{") + (patient.empty() ? "" : "\"patient\":\"" + patient + "\",") +
           "\"kind\":\"no_network\",\"signer\":\"A. Zq\",\"agrees\":true}";
}

}  // namespace muniment::tests

namespace muniment::server {

std::span<const tests::AccessRow> kernel_rows();
std::span<const tests::AccessRow> release_rows();
std::span<const tests::AccessRow> release_papers_rows();
std::span<const tests::AccessRow> privacy_rows();
std::span<const tests::AccessRow> rights_rows();
std::span<const tests::AccessRow> exchange_rows();
std::span<const tests::AccessRow> workforce_rows();
// All of them, in this order.
std::vector<tests::AccessRow> access_rows();

}  // namespace muniment::server
