// Every route of the privacy office: what it shows, and how it is asked.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/access_rows.h"

namespace muniment::server {

using namespace tests;

// clang-format off
static const AccessRow table[] = {
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
};
// clang-format on

std::span<const AccessRow> privacy_rows() { return table; }

}  // namespace muniment::server
