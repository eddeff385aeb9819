// Whatever shows something of a patient leaves an access row for that patient: every route, by a
// table that fails when a route has no row in it.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "kernel/people/policy.h"
#include "tests/support/policy_table.h"
#include "tests/support/review_site.h"

namespace muniment::server {

using namespace tests;

namespace {

enum class Shows { patient, nobody };
// Prepares what the route needs and gives target and content; what it prepares leaves access rows
// of its own, which are counted before the route is called.
struct Target {
    std::string path;
    std::string content;
};
struct Row {
    const char* route;
    Shows shows;
    Target (*prepare)(Site&);
};

Target list(const char* name) { return {"/chart/" + Site::p() + "/" + name, ""}; }
Target with_version(Site& site, Site::Upto upto, const std::string& name) {
    const std::string path = site.make_case(upto);
    return {path + name, site.version_of(path)};
}

// A document that came as an image of one pixel.
Uuid scan(Site& site) {
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
Target with(Site& site, const std::string& path, const std::string& name, const std::string& more) {
    std::string content = site.version_of(path);
    content.insert(1, more + ",");
    return {path + name, content};
}

// Letters to patients give a telephone.
void say_phone(Site& site) {
    site.must("PUT", "/release/settings", "{\"complaint_phone\":\"555-0199\"}");
}

const std::string acknowledgement = "\"letter\":{\"kind\":\"acknowledgement\"}";
const std::string denial =
    "\"letter\":{\"kind\":\"denial\",\"denial\":{\"ground\":\"endangers_life\",\"basis\":\"A "
    "professional judged that it endangers life.\",\"denied\":\"the note\",\"everything\":true,"
    "\"judgment\":{\"professional\":\"M. Ferreira, MD\",\"licence\":\"WA 1\",\"judged_on\":"
    "\"2026-11-21\",\"reasons\":\"risk\"}}}";

// A release that waits for the second person: ordered by somebody who is a clerk besides.
std::string held_case(Site& site) {
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

int joined = 0;  // names of accounts must differ
std::string emergency() {
    return "{\"patient\":\"" + Site::p() +
           "\",\"reason\":\"treatment\",\"words\":\"Unconscious in the hall\"}";
}

// One of the account that asks.
Uuid own_account(Site& site) {
    const Uuid id = Site::actor().user;
    if (people::read_user(**site.house->view(), id)) return id;
    auto act = people::make_user(*site.house, **site.house->view(), {}, "rosa", "Rosa Vale",
                                 {people::Role::release_specialist}, password);
    REQUIRE(act);
    act->subject = act->drafts.front().id = id;
    REQUIRE(site.house->act(*std::move(act)));
    return id;
}
std::string review_path(Site& site) {
    site.add_user("reviewed" + std::to_string(++joined), people::Role::coder);
    tasks::JobRunner runner(*site.house, shipped_packs(), all_jobs());
    REQUIRE(runner.queue_daily());
    REQUIRE(runner.run_all());
    const auto reviews = site.must("GET", "/workforce/reviews").at("reviews");
    return "/workforce/reviews/" + std::string(reviews.at(0).at("id").as_string());
}
std::string course_command() {
    json::object course = {{"title", "Ours"},
                           {"acknowledgement", true},
                           {"attestation", "I sign."},
                           {"sections", {{{"heading", "One"}, {"text", "Two"}}}}};
    return json::serialize(json::object{{"version", 0}, {"course", course}});
}

std::string suspension() {
    return "{\"patient\":\"" + Site::p() +
           "\",\"agency\":\"Exampleton Police\",\"kind\":\"oral\",\"stated_on\":\"2026-11-20\","
           "\"official\":\"Lt. Marsh\",\"statement\":\"said by telephone\"}";
}

// A kept form of the patient; `source` paper or electronic.
json::value kept_form(Site& site, const std::string& source, const std::string& scan = "") {
    return site.must("POST", "/release/forms",
                     "{\"patient\":\"" + Site::p() + "\",\"source\":\"" + source +
                         "\",\"scan\":\"" + scan +
                         "\",\"form\":{\"information\":\"All records\"}}");
}
std::string path_of(const json::value& form) {
    return "/release/forms/" + std::string(form.at("id").as_string());
}
std::string sign_path(Site& site) {
    const auto form = kept_form(site, "electronic");
    const auto link = site.must("POST", path_of(form) + "/link", "{}");
    return "/public" + std::string(link.at("url").as_string());
}
// The police ask for a missing person: the law lists the fields that may go.
std::string police_case(Site& site) {
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
std::string released_on_paper(Site& site) {
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
std::string claim_case(Site& site) {
    const auto shown =
        site.must("POST", "/release/cases",
                  json_of("{'patient':'" + Site::p() +
                          "','requester':{'kind':'health_plan','name':'Plan'},'ground':'payment',"
                          "'statements':{'payment_of_recipient':'true','restriction':'none'},"
                          "'received_on':'2026-11-20','identity_verified':true,"
                          "'verification_method':'letterhead','scope':{'from':'2024-01-01'}}"));
    return "/release/cases/" + std::string(shown.at("id").as_string());
}
const std::string plans_word =
    "\"answer\":{\"kind\":\"reliance\",\"representation\":\"zqplan\",\"reasonable\":true}";

// An information blocking case of the patient's, with what a letter needs.
const std::string blocking_letter =
    R"({"version":1,"letter":{"asked_for":"x","contact":"x","signer":"x"}})";
std::string blocking_path(Site& site) {
    const auto shown = site.must(
        "POST", "/exchange/blocking",
        "{\"patient\":\"" + Site::p() +
            R"(","requester":"x","practice":{"received_on":"2026-01-02","claims":["security"]}})");
    return "/exchange/blocking/cases/" + std::string(shown.at("id").as_string());
}

// A bulk request of the patient's chart: taken, then prepared, released and delivered as far as
// asked. Each step is ordered, and its job run.
std::string bulk_path(Site& site, int steps) {
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
Target bulk(Site& site, int steps, const std::string& name, const std::string& more = "") {
    const std::string path = bulk_path(site, steps);
    return more.empty() ? Target{path + name, site.version_of(path)} : with(site, path, name, more);
}
std::string part_path(Site& site) {
    const std::string path = bulk_path(site, 3);
    const auto shown = site.must("GET", path);
    return path + "/parts/" + std::string(shown.at("parts").at(0).at("id").as_string());
}
const std::string to_nobody = "\"recipient\":\"Seed Company\",\"reason\":\"same name\"";

// An incident that concerns the patient, taken as far as asked: 0 reported, 1 investigating, 2
// notifying, 3 with its notice written.
std::string incident_path(Site& site, int upto = 0) {
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
Target incident(Site& site, int upto, const std::string& name, const std::string& more) {
    return with(site, incident_path(site, upto), name, json_of(more));
}
std::string incident_person(Site& site, const std::string& path) {
    const auto shown = site.must("GET", path + "/people");
    return std::string(shown.at("people").at(0).at("id").as_string());
}

// Requests about rights: an amendment of the patient's, a letter written in it, a consent.
std::string amendment_part(const std::string& begin) {
    return begin +
           "\"ask\":{\"kind\":\"amendment\",\"amendment\":{\"wrong\":\"a word\",\"reason\":"
           "\"it is wrong\"}}}";
}
std::string amendment_ask() { return amendment_part("{\"patient\":\"" + Site::p() + "\","); }
std::string amendment_case(Site& site) {
    const auto shown = site.must("POST", "/rights/cases", amendment_ask());
    return "/rights/cases/" + std::string(shown.at("id").as_string());
}
std::string rights_letter(Site& site, const std::string& side) {
    const Target accept = with(site, amendment_case(site), "/step", "\"step\":\"accept\"");
    const auto shown = site.must("POST", accept.path, accept.content);
    const std::string letter(shown.at("content").at("letters").at(0).at("id").as_string());
    return side + std::string(shown.at("id").as_string()) + "/letters/" + letter;
}
std::string consent(const std::string& patient) {
    return std::string("{") + (patient.empty() ? "" : "\"patient\":\"" + patient + "\",") +
           "\"kind\":\"no_network\",\"signer\":\"A. Zq\",\"agrees\":true}";
}

// clang-format off
const Row table[] = {
    {"GET /exchange/blocking", Shows::nobody, [](Site&) { return Target{"/exchange/blocking", ""}; }},
    {"POST /exchange/blocking", Shows::patient, [](Site&) {
         return Target{"/exchange/blocking", "{\"patient\":\"" + Site::p() + "\"}"};
     }},
    {"GET /exchange/blocking/facts", Shows::nobody, [](Site&) { return Target{"/exchange/blocking/facts", ""}; }},
    {"GET /exchange/blocking/barriers", Shows::nobody, [](Site&) { return Target{"/exchange/blocking/barriers", ""}; }},
    {"POST /exchange/blocking/look", Shows::nobody, [](Site&) { return Target{"/exchange/blocking/look", "{}"}; }},
    {"GET /exchange/blocking/cases/{id}", Shows::patient, [](Site& s) { return Target{blocking_path(s), ""}; }},
    {"PUT /exchange/blocking/cases/{id}", Shows::patient, [](Site& s) {
         return Target{blocking_path(s), "{\"version\":1}"};
     }},
    {"POST /exchange/blocking/cases/{id}/assess", Shows::patient, [](Site& s) {
         return Target{blocking_path(s) + "/assess", "{\"version\":1}"};
     }},
    {"POST /exchange/blocking/cases/{id}/close", Shows::patient, [](Site& s) {
         const std::string path = blocking_path(s);
         s.must("POST", path + "/assess", "{\"version\":1}");
         return Target{path + "/close", "{\"version\":2,\"because\":\"settled\"}"};
     }},
    {"POST /exchange/blocking/cases/{id}/letter", Shows::patient, [](Site& s) {
         return Target{blocking_path(s) + "/letter", blocking_letter};
     }},
    {"GET /exchange/blocking/cases/{id}/letters/{letter}", Shows::patient, [](Site& s) {
         const std::string path = blocking_path(s);
         const auto shown = s.must("POST", path + "/letter", blocking_letter);
         const auto& letter = shown.at("letters").as_array().at(0).as_object();
         return Target{path + "/letters/" + std::string(letter.at("id").as_string()), ""};
     }},
    {"GET /exchange/blocking/cases/{id}/counsel.pdf", Shows::patient, [](Site& s) {
         return Target{blocking_path(s) + "/counsel.pdf", ""};
     }},
    {"GET /privacy/reviews", Shows::patient, [](Site& s) {
         make_review(s);
         return Target{"/privacy/reviews", ""}; }},
    {"POST /privacy/reviews/run", Shows::nobody, [](Site&) {
         return Target{"/privacy/reviews/run", ""}; }},
    {"GET /privacy/reviews/{id}", Shows::patient, [](Site& s) { return Target{make_review(s), ""}; }},
    {"POST /privacy/reviews/{id}/explanation", Shows::patient, [](Site& s) {
         return Target{make_review(s) + "/explanation", R"({"version":1,"question":"Why?"})"}; }},
    {"POST /privacy/reviews/{id}/answer", Shows::patient, [](Site& s) {
         const std::string path = make_review(s);
         s.must("POST", path + "/explanation", R"({"version":1,"question":"Why?"})");
         return Target{path + "/answer", R"({"version":2,"answer":"On call."})"}; }},
    {"POST /privacy/reviews/{id}/close", Shows::patient, [](Site& s) {
         return Target{make_review(s) + "/close",
                       R"({"version":1,"outcome":"justified","words":"On call."})"}; }},
    {"GET /privacy/learning", Shows::nobody, [](Site&) { return Target{"/privacy/learning", ""}; }},
    {"POST /privacy/learning", Shows::nobody, [](Site&) { return Target{"/privacy/learning", ""}; }},
    {"GET /privacy/trail", Shows::patient, [](Site&) {
         return Target{"/privacy/trail?patient=" + Site::p(), ""}; }},
    {"GET /privacy/trail.csv", Shows::patient, [](Site&) {
         return Target{"/privacy/trail.csv?patient=" + Site::p(), ""}; }},
    {"GET /patients", Shows::patient, [](Site&) { return Target{"/patients?q=zqplan", ""}; }},
    {"GET /chart/{patient}", Shows::patient, [](Site&) { return Target{"/chart/" + Site::p(), ""}; }},
    {"GET /chart/{patient}/encounters", Shows::patient, [](Site&) { return list("encounters"); }},
    {"GET /chart/{patient}/documents", Shows::patient, [](Site&) { return list("documents"); }},
    {"GET /chart/{patient}/results", Shows::patient, [](Site&) { return list("results"); }},
    {"GET /chart/{patient}/medications", Shows::patient, [](Site&) { return list("medications"); }},
    {"GET /chart/{patient}/conditions", Shows::patient, [](Site&) { return list("conditions"); }},
    {"GET /chart/{patient}/documents/{id}", Shows::patient, [](Site& s) {
         return list(("documents/" + to_text(s.document())).c_str()); }},
    {"GET /audit/events", Shows::patient, [](Site& s) {
         s.must("GET", "/chart/" + Site::p());
         return Target{"/audit/events?patient=" + Site::p(), ""}; }},
    {"GET /ledger", Shows::nobody, [](Site&) { return Target{"/ledger", ""}; }},
    {"GET /ledger/entries/{index}", Shows::nobody, [](Site&) { return Target{"/ledger/entries/0", ""}; }},
    {"GET /status", Shows::nobody, [](Site&) { return Target{"/status", ""}; }},
    {"GET /security/doctor", Shows::nobody,
     [](Site&) { return Target{"/security/doctor", ""}; }},
    {"GET /facility", Shows::nobody, [](Site&) { return Target{"/facility", ""}; }},
    {"PUT /facility", Shows::nobody, [](Site&) {
         return Target{"/facility", "{\"time_zone\":\"America/Denver\"}"}; }},
    {"GET /release/cases", Shows::patient, [](Site& s) {
         s.make_case(Site::Upto::received);
         return Target{"/release/cases", ""}; }},
    {"POST /release/cases", Shows::patient, [](Site&) {
         return Target{"/release/cases", Site::request()}; }},
    {"GET /release/board", Shows::patient, [](Site& s) {
         s.make_case(Site::Upto::received);
         return Target{"/release/board", ""}; }},
    {"GET /release/cases/{id}", Shows::patient, [](Site& s) {
         return Target{s.make_case(Site::Upto::received), ""}; }},
    {"PUT /release/cases/{id}", Shows::patient, [](Site& s) {
         const std::string path = s.make_case(Site::Upto::received);
         return Target{path, "{\"version\":1,\"request\":" + Site::request() + "}"}; }},
    {"POST /release/cases/{id}/decision", Shows::patient, [](Site& s) {
         return with_version(s, Site::Upto::received, "/decision"); }},
    {"GET /release/cases/{id}/minimum", Shows::patient, [](Site& s) {
         return Target{claim_case(s) + "/minimum", ""}; }},
    {"POST /release/cases/{id}/minimum", Shows::patient, [](Site& s) {
         return with(s, claim_case(s), "/minimum", plans_word); }},
    {"GET /release/cases/{id}/preview", Shows::patient, [](Site& s) {
         return Target{s.make_case(Site::Upto::approved) + "/preview", ""}; }},
    {"GET /release/cases/{id}/preview.pdf", Shows::patient, [](Site& s) {
         return Target{s.make_case(Site::Upto::approved) + "/preview.pdf", ""}; }},
    {"POST /release/cases/{id}/release", Shows::patient, [](Site& s) {
         Target target = with_version(s, Site::Upto::approved, "/release");
         target.content.insert(1, "\"confirmed\":true,");
         return target; }},
    {"POST /release/cases/{id}/refuse", Shows::patient, [](Site& s) {
         json::value shown = s.must("POST", "/release/cases", Site::request(true));
         const std::string path = "/release/cases/" + std::string(shown.at("id").as_string());
         s.must("POST", path + "/decision", "{\"version\":1}");
         return Target{path + "/refuse", "{\"version\":2}"}; }},
    {"GET /release/cases/{id}/letter.pdf", Shows::patient, [](Site& s) {
         return Target{s.make_case(Site::Upto::refused) + "/letter.pdf", ""}; }},
    {"POST /release/cases/{id}/withdraw", Shows::patient, [](Site& s) {
         return with_version(s, Site::Upto::received, "/withdraw"); }},
    {"POST /release/cases/{id}/link", Shows::patient, [](Site& s) {
         return Target{s.make_case(Site::Upto::released) + "/link", "{}"}; }},
    {"POST /public/d/{token}", Shows::patient, [](Site& s) {
         const std::string path = s.make_case(Site::Upto::released);
         const auto made = s.must("POST", path + "/link", "{}");
         const auto shown = s.must("GET", path);
         return Target{"/public" + std::string(made.at("url").as_string()),
                       "{\"code\":\"" + std::string(shown.at("code").as_string()) + "\"}"}; }},
    {"POST /release/cases/{id}/encrypted", Shows::patient, [](Site& s) {
         return with_version(s, Site::Upto::released, "/encrypted"); }},
    {"GET /release/cases/{id}/package.zip", Shows::patient, [](Site& s) {
         const std::string path = s.make_case(Site::Upto::released);
         s.must("POST", path + "/encrypted", s.version_of(path));
         return Target{path + "/package.zip", ""}; }},
    {"GET /release/print-queue", Shows::patient, [](Site& s) {
         s.make_case(Site::Upto::released);
         return Target{"/release/print-queue", ""}; }},
    {"GET /release/cases/{id}/release.pdf", Shows::patient, [](Site& s) {
         return Target{s.make_case(Site::Upto::released) + "/release.pdf", ""}; }},
    {"POST /release/cases/{id}/printed", Shows::patient, [](Site& s) {
         const std::string path = released_on_paper(s);
         return Target{path + "/printed", s.version_of(path)}; }},
    {"GET /release/grounds", Shows::nobody, [](Site&) { return Target{"/release/grounds", ""}; }},
    {"POST /release/cases/{id}/segment", Shows::patient, [](Site& s) {
         return Target{s.make_case(Site::Upto::received) + "/segment",
                       "{\"item\":\"" + to_text(s.document()) +
                           "\",\"segment\":\"part2\",\"belongs\":true,\"reason\":\"program\"}"}; }},
    {"POST /release/cases/{id}/letters", Shows::patient, [](Site& s) {
         say_phone(s);
         return with(s, s.make_case(Site::Upto::received), "/letters", acknowledgement); }},
    {"POST /release/cases/{id}/letters/preview", Shows::patient, [](Site& s) {
         say_phone(s);
         return with(s, s.make_case(Site::Upto::received), "/letters/preview", acknowledgement); }},
    {"GET /release/cases/{id}/letters/{letter}", Shows::patient, [](Site& s) {
         say_phone(s);
         const std::string path = s.make_case(Site::Upto::received);
         const Target write = with(s, path, "/letters", acknowledgement);
         const auto shown = s.must("POST", write.path, write.content);
         return Target{write.path + "/" + std::string(shown.at("letters").at(0).at("id").as_string()), ""}; }},
    {"GET /release/cases/{id}/denial-grounds", Shows::patient, [](Site& s) {
         return Target{s.make_case(Site::Upto::received) + "/denial-grounds", ""}; }},
    {"POST /release/cases/{id}/review", Shows::patient, [](Site& s) {
         say_phone(s);
         const std::string path = s.make_case(Site::Upto::received);
         const Target write = with(s, path, "/letters", denial);
         s.must("POST", write.path, write.content);
         return with(s, path, "/review", "\"review\":{\"requested_on\":\"2026-11-22\"}"); }},
    {"POST /release/cases/{id}/fee", Shows::patient, [](Site& s) {
         return with(s, s.make_case(Site::Upto::received), "/fee", "\"job\":{\"pages\":3}"); }},
    {"GET /release/cases/{id}/documents/{document}", Shows::patient, [](Site& s) {
         return Target{s.make_case(Site::Upto::received) + "/documents/" + to_text(s.document()), ""}; }},
    {"GET /release/cases/{id}/documents/{document}/pages/{page}", Shows::patient, [](Site& s) {
         return Target{s.make_case(Site::Upto::received) + "/documents/" + to_text(scan(s)) +
                       "/pages/1", ""}; }},
    {"POST /release/cases/{id}/redactions", Shows::patient, [](Site& s) {
         return with(s, s.make_case(Site::Upto::received), "/redactions",
                     "\"words\":[\"note\"],\"reason\":\"another person\""); }},
    {"POST /release/cases/{id}/given", Shows::patient, [](Site& s) {
         return with(s, police_case(s), "/given", "\"fields\":{\"name and address\":\"known\"}"); }},
    {"POST /release/cases/{id}/recall", Shows::patient, [](Site& s) {
         say_phone(s);
         return with(s, s.make_case(Site::Upto::released), "/recall",
                     "\"recipient\":\"Daw\",\"recipient_address\":\"9 Other St\",\"reason\":\"typed wrong\",\"reached\":true"); }},
    {"GET /release/cases/{id}/replay", Shows::patient, [](Site& s) {
         return Target{s.make_case(Site::Upto::approved) + "/replay", ""}; }},
    {"GET /public/status", Shows::patient, [](Site& s) {
         const auto shown = s.must("GET", s.make_case(Site::Upto::received));
         return Target{"/public/status?number=" + std::string(shown.at("number").as_string()) +
                           "&code=" + std::string(shown.at("code").as_string()), ""}; }},
    {"POST /release/forms", Shows::patient, [](Site&) {
         return Target{"/release/forms", "{\"patient\":\"" + Site::p() + "\",\"form\":{}}"}; }},
    {"GET /release/forms", Shows::patient, [](Site& s) {
         kept_form(s, "paper");
         return Target{"/release/forms?patient=" + Site::p(), ""}; }},
    {"GET /release/forms/{id}", Shows::patient, [](Site& s) {
         return Target{path_of(kept_form(s, "paper")), ""}; }},
    {"GET /release/forms/{id}/scan", Shows::patient, [](Site& s) {
         const auto pdf = s.ask("GET", s.make_case(Site::Upto::approved) + "/preview.pdf");
         return Target{path_of(kept_form(s, "scan", to_base64(pdf->content))) + "/scan", ""}; }},
    {"POST /release/forms/{id}/revoke", Shows::patient, [](Site& s) {
         return Target{path_of(kept_form(s, "paper")) + "/revoke",
                       "{\"version\":1,\"received_on\":\"2026-11-20\"}"}; }},
    {"POST /release/forms/{id}/link", Shows::patient, [](Site& s) {
         return Target{path_of(kept_form(s, "electronic")) + "/link", "{}"}; }},
    {"GET /public/sign/{id}/{token}", Shows::patient, [](Site& s) { return Target{sign_path(s), ""}; }},
    {"POST /public/sign/{id}/{token}", Shows::patient, [](Site& s) {
         return Target{sign_path(s), "{\"name\":\"Ada\",\"agrees\":true}"}; }},
    {"GET /release/accounting", Shows::patient, [](Site& s) {
         s.make_case(Site::Upto::released);
         return Target{"/release/accounting?patient=" + Site::p(), ""}; }},
    {"POST /release/cases/{id}/check", Shows::patient, [](Site& s) {
         return with(s, held_case(s), "/check", "\"good\":true"); }},
    {"POST /release/accounting", Shows::patient, [](Site&) {
         return Target{"/release/accounting", "{\"patient\":\"" + Site::p() + "\"}"}; }},
    {"GET /release/accounting/{id}", Shows::patient, [](Site& s) {
         const auto given = s.must("POST", "/release/accounting", "{\"patient\":\"" + Site::p() + "\"}");
         return Target{"/release/accounting/" + std::string(given.at("id").as_string()), ""}; }},
    {"POST /release/suspensions", Shows::patient, [](Site&) {
         return Target{"/release/suspensions", suspension()}; }},
    {"GET /release/suspensions", Shows::patient, [](Site& s) {
         s.must("POST", "/release/suspensions", suspension());
         return Target{"/release/suspensions?patient=" + Site::p(), ""}; }},
    {"POST /release/errors", Shows::patient, [](Site& s) {
         const std::string path = s.make_case(Site::Upto::received);
         return Target{"/release/errors", "{\"release_case\":\"" + path.substr(path.rfind('/') + 1) +
                                              "\",\"kind\":\"late\",\"note\":\"late\"}"}; }},
    {"GET /release/errors", Shows::patient, [](Site& s) {
         const std::string path = s.make_case(Site::Upto::received);
         s.must("POST", "/release/errors", "{\"release_case\":\"" + path.substr(path.rfind('/') + 1) +
                                               "\",\"kind\":\"late\",\"note\":\"late\"}");
         return Target{"/release/errors", ""}; }},
    {"POST /release/accounting/preview", Shows::patient, [](Site&) {
         return Target{"/release/accounting/preview", "{\"patient\":\"" + Site::p() + "\"}"}; }},
    {"POST /release/suspensions/{id}/lift", Shows::patient, [](Site& s) {
         const auto kept = s.must("POST", "/release/suspensions", suspension());
         return Target{"/release/suspensions/" + std::string(kept.at("id").as_string()) + "/lift",
                       "{\"ended_on\":\"2026-11-22\",\"because\":\"taken back\"}"}; }},
    {"GET /release/quality", Shows::nobody, [](Site&) { return Target{"/release/quality", ""}; }},
    {"GET /release/bulk", Shows::nobody, [](Site& s) {
         bulk_path(s, 1);
         return Target{"/release/bulk", ""}; }},
    {"POST /release/bulk", Shows::patient, [](Site&) {
         return Target{"/release/bulk", "{\"list\":\"mrn\\nM-1\"}"}; }},
    {"GET /release/bulk/{id}", Shows::nobody, [](Site& s) { return Target{bulk_path(s, 3), ""}; }},
    {"GET /release/bulk/{id}/lines", Shows::patient, [](Site& s) {
         return Target{bulk_path(s, 1) + "/lines", ""}; }},
    {"POST /release/bulk/{id}/lines/{line}", Shows::patient, [](Site& s) {
         const std::string path = bulk_path(s, 0);
         const auto lines = s.must("GET", path + "/lines").at("lines");
         return Target{path + "/lines/" + std::string(lines.at(0).at("id").as_string()),
                       "{\"version\":1,\"note\":\"dropped\"}"}; }},
    {"GET /release/bulk/{id}/minimum", Shows::nobody, [](Site& s) {
         return Target{bulk_path(s, 0) + "/minimum", ""}; }},
    {"POST /release/bulk/{id}/minimum", Shows::nobody, [](Site& s) {
         return bulk(s, 0, "/minimum", plans_word); }},
    {"POST /release/bulk/{id}/prepare", Shows::nobody, [](Site& s) { return bulk(s, 0, "/prepare"); }},
    {"POST /release/bulk/{id}/release", Shows::nobody, [](Site& s) {
         return bulk(s, 1, "/release", "\"confirmed\":true"); }},
    {"POST /release/bulk/{id}/deliver", Shows::nobody, [](Site& s) { return bulk(s, 2, "/deliver"); }},
    {"POST /release/bulk/{id}/close", Shows::patient, [](Site& s) {
         return bulk(s, 1, "/close", "\"note\":\"enough\""); }},
    {"POST /release/bulk/{id}/withdraw", Shows::patient, [](Site& s) { return bulk(s, 1, "/withdraw"); }},
    {"POST /release/bulk/{id}/encrypted", Shows::nobody, [](Site& s) { return bulk(s, 3, "/encrypted"); }},
    {"GET /release/bulk/{id}/parts/{part}/package.zip", Shows::patient, [](Site& s) {
         const std::string part = part_path(s), path = part.substr(0, part.find("/parts"));
         s.must("POST", path + "/encrypted", s.version_of(path));
         return Target{part + "/package.zip", ""}; }},
    {"POST /release/bulk/{id}/parts/{part}/link", Shows::nobody, [](Site& s) {
         return Target{part_path(s) + "/link", "{}"}; }},
    {"POST /release/bulk/{id}/parts/{part}/recall", Shows::patient, [](Site& s) {
         const std::string part = part_path(s), path = part.substr(0, part.find("/parts"));
         return with(s, path, part.substr(path.size()) + "/recall", to_nobody); }},
    {"GET /release/bulk/{id}/letters/{letter}", Shows::nobody, [](Site& s) {
         const std::string part = part_path(s), path = part.substr(0, part.find("/parts"));
         const Target recall = with(s, path, part.substr(path.size()) + "/recall", to_nobody);
         const auto shown = s.must("POST", recall.path, recall.content);
         return Target{path + "/letters/" + std::string(shown.at("letters").at(0).at("id").as_string()), ""}; }},
    {"GET /people/users", Shows::nobody, [](Site&) { return Target{"/people/users", ""}; }},
    {"POST /people/users", Shows::nobody, [](Site&) {
         return Target{"/people/users", "{\"username\":\"joiner" + std::to_string(++joined) +
                                            "\",\"name\":\"Jo Ine\",\"roles\":[\"coder\"],"
                                            "\"password\":\"blue-harbor-17\"}"}; }},
    {"PUT /people/users/{id}", Shows::nobody, [](Site& s) {
         const Uuid id = s.add_user("mover" + std::to_string(++joined), people::Role::coder);
         return Target{"/people/users/" + to_text(id), "{\"version\":1,\"active\":false}"}; }},
    {"POST /emergency", Shows::patient, [](Site&) {
         return Target{"/emergency", emergency()}; }},
    {"GET /emergency", Shows::patient, [](Site& s) {
         s.must("POST", "/emergency", emergency());
         return Target{"/emergency", ""}; }},
    {"GET /emergency/{id}", Shows::patient, [](Site& s) {
         const auto opened = s.must("POST", "/emergency", emergency());
         return Target{"/emergency/" + std::string(opened.at("id").as_string()), ""}; }},
    {"GET /workforce/training", Shows::nobody, [](Site& s) {
         own_account(s);
         return Target{"/workforce/training", ""}; }},
    {"GET /workforce/courses/{course}", Shows::nobody, [](Site&) {
         return Target{"/workforce/courses/confidentiality", ""}; }},
    {"POST /workforce/courses/{course}/attempt", Shows::nobody, [](Site& s) {
         own_account(s);
         return Target{"/workforce/courses/confidentiality/attempt",
                       "{\"edition\":1,\"agrees\":true,\"signature\":\"" + Site::actor().name + "\"}"}; }},
    {"GET /workforce/people", Shows::nobody, [](Site&) { return Target{"/workforce/people", ""}; }},
    {"GET /workforce/people/{id}", Shows::nobody, [](Site& s) {
         return Target{"/workforce/people/" + to_text(own_account(s)), ""}; }},
    {"POST /workforce/records", Shows::nobody, [](Site& s) {
         const Uuid id = s.add_user("taught" + std::to_string(++joined), people::Role::coder);
         return Target{"/workforce/records", "{\"user\":\"" + to_text(id) +
                                                 "\",\"course\":\"hipaa_privacy\",\"done_on\":"
                                                 "\"2026-11-20\",\"note\":\"Room 4\"}"}; }},
    {"GET /workforce/courses", Shows::nobody, [](Site&) { return Target{"/workforce/courses", ""}; }},
    {"PUT /workforce/courses/{course}", Shows::nobody, [](Site&) {
         return Target{"/workforce/courses/ours" + std::to_string(++joined), course_command()}; }},
    {"GET /workforce/reviews", Shows::nobody, [](Site& s) {
         review_path(s);
         return Target{"/workforce/reviews", ""}; }},
    {"GET /workforce/reviews/{id}", Shows::nobody, [](Site& s) { return Target{review_path(s), ""}; }},
    {"POST /workforce/reviews/{id}/accounts/{account}", Shows::nobody, [](Site& s) {
         const std::string path = review_path(s);
         const auto accounts = s.must("GET", path).at("accounts").as_array();
         for (const auto& one : accounts)
             if (one.at("finding").as_string() == "waiting" &&
                 one.at("user").as_string() != to_text(Site::actor().user))
                 return Target{path + "/accounts/" + std::string(one.at("id").as_string()),
                               "{\"version\":1,\"finding\":\"keep\"}"};
         return Target{path, ""}; }},
    {"GET /workforce/unused", Shows::nobody, [](Site&) { return Target{"/workforce/unused", ""}; }},
    {"POST /emergency/{id}/review", Shows::patient, [](Site& s) {
         house::Actor doctor = Site::actor();
         doctor.user = derived_uuid("doctor");
         const auto opened = s.ask("POST", "/emergency", emergency(), doctor);
         REQUIRE(opened);
         const auto shown = parse_json(opened->content);
         return Target{"/emergency/" + std::string(shown->at("id").as_string()) + "/review",
                       "{\"finding\":\"appropriate\",\"note\":\"On call.\"}"}; }},
    {"GET /release/settings", Shows::nobody, [](Site&) { return Target{"/release/settings", ""}; }},
    {"PUT /release/settings", Shows::nobody, [](Site&) { return Target{"/release/settings", "{}"}; }},
    {"GET /privacy/incidents", Shows::patient, [](Site& s) {
         incident_path(s);
         return Target{"/privacy/incidents", ""}; }},
    {"POST /privacy/incidents", Shows::patient, [](Site&) {
         return Target{"/privacy/incidents", json_of("{'what':'zqplan','learned':{'on':'2026-11-20'},'list':'M-1'}")}; }},
    {"GET /privacy/incidents/{id}", Shows::patient, [](Site& s) { return Target{incident_path(s), ""}; }},
    {"PUT /privacy/incidents/{id}", Shows::patient, [](Site& s) { return incident(s, 0, "", "'what':'zqplan'"); }},
    {"POST /privacy/incidents/{id}/step", Shows::patient, [](Site& s) { return incident(s, 0, "/step", "'action':'triage'"); }},
    {"POST /privacy/incidents/{id}/decision", Shows::patient, [](Site& s) {
         return incident(s, 1, "/decision", "'result':'breach','reason':'seen','signature':'the operator of this machine'"); }},
    {"POST /privacy/incidents/{id}/entries", Shows::patient, [](Site& s) {
         return incident(s, 0, "/entries", "'containment':{'what':'asked back','on':'2026-11-20'}"); }},
    {"GET /privacy/incidents/{id}/people", Shows::patient, [](Site& s) { return Target{incident_path(s) + "/people", ""}; }},
    {"POST /privacy/incidents/{id}/people", Shows::patient, [](Site& s) {
         return incident(s, 0, "/people", "'list':'name\\nCarl Moe'"); }},
    {"POST /privacy/incidents/{id}/people/{person}", Shows::patient, [](Site& s) {
         const std::string path = incident_path(s);
         return Target{path + "/people/" + incident_person(s, path), "{\"version\":1,\"residence\":\"WA\"}"}; }},
    {"POST /privacy/incidents/{id}/sent", Shows::patient, [](Site& s) {
         return incident(s, 3, "/sent", "'on':'2026-11-22','method':'first-class mail'"); }},
    {"POST /privacy/incidents/{id}/notices/preview", Shows::patient, [](Site& s) {
         return incident(s, 2, "/notices/preview", "'words':{}"); }},
    {"POST /privacy/incidents/{id}/notices", Shows::patient, [](Site& s) {
         return incident(s, 2, "/notices",
             "'words':{'happened':'It','breach_day_unknown':true,'types':['name'],'steps':'Read','doing':'Ask','phone':'1'}"); }},
    {"GET /privacy/incidents/{id}/notices/{notice}", Shows::patient, [](Site& s) {
         const std::string path = incident_path(s, 3);
         const auto shown = s.must("GET", path);
         const auto notice = std::string(shown.at("content").at("notices").at(0).at("id").as_string());
         return Target{path + "/notices/" + notice + "?person=" + incident_person(s, path), ""}; }},
    {"GET /privacy/incidents/{id}/hhs.csv", Shows::patient, [](Site& s) { return Target{incident_path(s) + "/hhs.csv", ""}; }},
    {"GET /privacy/breach-log", Shows::patient, [](Site& s) {
         incident_path(s, 2);
         return Target{"/privacy/breach-log?year=2026", ""}; }},
    {"GET /privacy/breach-log.csv", Shows::patient, [](Site& s) {
         incident_path(s, 2);
         return Target{"/privacy/breach-log.csv?year=2026", ""}; }},
    {"GET /privacy/penalties", Shows::nobody, [](Site&) {
         return Target{"/privacy/penalties?violated_on=2026-02-01&tier=neglect", ""}; }},
    {"GET /rights/cases", Shows::patient, [](Site& s) {
         amendment_case(s);
         return Target{"/rights/cases", ""}; }},
    {"POST /rights/cases", Shows::patient, [](Site&) {
         return Target{"/rights/cases", amendment_ask()}; }},
    {"GET /rights/cases/{id}", Shows::patient, [](Site& s) { return Target{amendment_case(s), ""}; }},
    {"POST /rights/cases/{id}/step", Shows::patient, [](Site& s) {
         return with(s, amendment_case(s), "/step", "\"step\":\"accept\""); }},
    {"GET /rights/cases/{id}/letters/{letter}", Shows::patient, [](Site& s) {
         return Target{rights_letter(s, "/rights/cases/"), ""}; }},
    {"GET /rights/kept", Shows::patient, [](Site&) {
         return Target{"/rights/kept?patient=" + Site::p(), ""}; }},
    {"GET /rights/consents", Shows::patient, [](Site&) {
         return Target{"/rights/consents?patient=" + Site::p(), ""}; }},
    {"POST /rights/consents", Shows::patient, [](Site&) {
         return Target{"/rights/consents", consent(Site::p())}; }},
    {"POST /rights/consents/{id}/withdraw", Shows::patient, [](Site& s) {
         const auto given = s.must("POST", "/rights/consents", consent(Site::p()));
         return Target{"/rights/consents/" + std::string(given.at("consent").at("id").as_string()) +
                       "/withdraw?patient=" + Site::p(), "{\"version\":1}"}; }},
    {"GET /rights/settings", Shows::nobody, [](Site&) { return Target{"/rights/settings", ""}; }},
    {"PUT /rights/settings", Shows::nobody, [](Site&) { return Target{"/rights/settings", "{}"}; }},
    {"GET /portal/home", Shows::patient, [](Site&) { return Target{"/portal/home", ""}; }},
    {"GET /portal/accesses", Shows::patient, [](Site& s) {
         s.must("GET", "/portal/home");
         return Target{"/portal/accesses", ""}; }},
    {"GET /portal/accesses/{id}/proof", Shows::patient, [](Site& s) {
         s.must("GET", "/portal/home");
         const auto seen = s.must("GET", "/portal/accesses").at("accesses");
         return Target{"/portal/accesses/" + std::string(seen.at(0).at("id").as_string()) + "/proof", ""}; }},
    {"GET /portal/requests", Shows::patient, [](Site& s) {
         amendment_case(s);
         return Target{"/portal/requests", ""}; }},
    {"POST /portal/requests", Shows::patient, [](Site&) {
         return Target{"/portal/requests", amendment_part("{")}; }},
    {"GET /portal/requests/{id}", Shows::patient, [](Site& s) {
         return Target{replaced(amendment_case(s), "/rights/cases", "/portal/requests"), ""}; }},
    {"POST /portal/requests/{id}/step", Shows::patient, [](Site& s) {
         return with(s, replaced(amendment_case(s), "/rights/cases", "/portal/requests"), "/step",
                     "\"step\":\"withdraw\""); }},
    {"GET /portal/requests/{id}/letters/{letter}", Shows::patient, [](Site& s) {
         return Target{rights_letter(s, "/portal/requests/"), ""}; }},
    {"GET /portal/consents", Shows::patient, [](Site&) { return Target{"/portal/consents", ""}; }},
    {"POST /portal/consents", Shows::patient, [](Site&) {
         return Target{"/portal/consents", consent("")}; }},
    {"POST /portal/consents/{id}/withdraw", Shows::patient, [](Site& s) {
         const auto given = s.must("POST", "/portal/consents", consent(""));
         return Target{"/portal/consents/" + std::string(given.at("consent").at("id").as_string()) +
                       "/withdraw", "{\"version\":1}"}; }},
    {"GET /portal/items", Shows::patient, [](Site&) { return Target{"/portal/items", ""}; }},
};
// clang-format on

std::string name_of(const house::Route& route) {
    return std::string(route.method) + " " + std::string(route.path);
}

}  // namespace

TEST_CASE("access: every route has a row in this table, and every row is a route") {
    std::set<std::string> routes, rows;
    for (const house::Route& route : all_routes()) routes.insert(name_of(route));
    for (const Row& row : table) rows.insert(row.route);
    CHECK(routes.size() == all_routes().size());
    CHECK(rows.size() == std::size(table));
    for (const std::string& one : routes) {
        CAPTURE(one);
        CHECK(rows.contains(one));
    }
    for (const std::string& one : rows) {
        CAPTURE(one);
        CHECK(routes.contains(one));
    }
}

// Goal: no route shows a patient without an access row of exactly that patient, in one entry.
TEST_CASE("access: what a route shows of a patient is written down before it is answered") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(tests::name_of(engine)));
        Site site(engine);
        for (const Row& row : table) {
            CAPTURE(std::string(row.route));
            const Target target = row.prepare(site);
            const std::string method(row.route, std::string_view(row.route).find(' '));
            const auto mine = site.access_rows("p"), others = site.access_rows("q"),
                       all = site.access_rows();
            const auto entries = site.house->ledger().size();
            const auto answer = site.ask(method, target.path, target.content);
            REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
            CHECK(answer->status == 200);
            const std::int64_t wanted = row.shows == Shows::patient ? 1 : 0;
            CHECK(site.access_rows("p") == mine + wanted);
            CHECK(site.access_rows("q") == others);
            CHECK(site.access_rows() == all + wanted);
            CHECK(site.house->ledger().size() - entries ==
                  (wanted == 1 || method != "GET" ? 1 : 0));
            if (row.shows == Shows::nobody)
                CHECK(answer->content.find(marker) == std::string::npos);
            const std::string action(row.route);
            if (wanted == 1)
                CHECK(site.number("SELECT COUNT(*) FROM people_access WHERE org = 1 AND action = ? "
                                  "AND purpose = 'PATIENT_REQUEST'",
                                  {action}) > 0);
        }
        CHECK(site.damage().empty());
    }
}

// Goal: the second statement of the policy holds for real requests too: a role that may not enter a
// route gets no word of a patient, and her attempt changes nothing.
TEST_CASE("access: no route answers a role that may not enter") {
    Site site(Engine::sqlite);
    const Statement said = policy_statement();
    std::int64_t refused = 0;
    for (const Row& row : table) {
        CAPTURE(std::string(row.route));
        const Words& who = said.routes.at(row.route);
        if (who.contains("everybody") || who.contains("signed_in")) continue;
        const Target target = row.prepare(site);
        const std::string method(row.route, std::string_view(row.route).find(' '));
        const auto before = site.access_rows();
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<people::Role>>(
            [&](auto role) {
                if (who.contains(role.name)) return;
                CAPTURE(std::string(role.name));
                people::Session session;
                session.user = derived_uuid("somebody");
                session.roles = {role.value};
                const auto actor = people::actor_of(session, shipped_packs(), site.house->today());
                const auto answer = site.ask(method, target.path, target.content, actor);
                REQUIRE(!answer);
                CHECK(answer.error().fault == Fault::forbidden);
                CHECK(answer.error().message.find(marker) == std::string::npos);
                ++refused;
            });
        CHECK(site.access_rows() == before);
    }
    CHECK(refused > 1000);
}

// Goal: who needs a relation and has none is refused after the record was found and before a word
// of it leaves; the attempt stands in the patient's trail.
TEST_CASE("access: no route shows a patient to somebody whom nothing connects") {
    Site site(Engine::sqlite);
    const Statement said = policy_statement();
    for (const Row& row : table) {
        CAPTURE(std::string(row.route));
        const Words& who = said.routes.at(row.route);
        if (row.shows == Shows::nobody || std::string_view(row.route) == "GET /patients" ||
            std::string_view(row.route) == "POST /emergency")
            continue;
        for (const auto role : {people::Role::physician, people::Role::nurse}) {
            if (!who.contains(std::string(enum_name(role)))) continue;
            const Target target = row.prepare(site);
            const std::string method(row.route, std::string_view(row.route).find(' '));
            people::Session session;
            session.user = derived_uuid("stranger");
            session.roles = {role};
            const auto actor = people::actor_of(session, shipped_packs(), site.house->today());
            const auto mine = site.access_rows("p");
            const auto answer = site.ask(method, target.path, target.content, actor);
            REQUIRE(!answer);
            CHECK(answer.error().fault == Fault::forbidden);
            CHECK(site.access_rows("p") == mine + 1);
        }
    }
    CHECK(site.number("SELECT COUNT(*) FROM people_access WHERE org = 1 AND action = "
                      "'access.denied'") > 0);
}

// Goal: a question about nobody in particular names everybody it showed.
TEST_CASE("access: a search leaves one row for each patient found") {
    Site site(Engine::sqlite);
    const auto mine = site.access_rows("p"), others = site.access_rows("q");
    const auto found = site.must("GET", "/patients?q=");
    CHECK(found.at("patients").as_array().size() == 2);
    CHECK(site.access_rows("p") == mine + 1);
    CHECK(site.access_rows("q") == others + 1);
    site.must("GET", "/patients?q=nobody");
    CHECK(site.access_rows("p") == mine + 1);
}

}  // namespace muniment::server
