// Every route of the release desk's forms, accountings and bulk requests: what it shows, and how it
// is asked.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/access_rows.h"

namespace muniment::server {

using namespace tests;

// clang-format off
static const AccessRow table[] = {
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
    {"POST /release/accounting/preview", Shows::patient, [](Site&) {
         return Target{"/release/accounting/preview", "{\"patient\":\"" + Site::p() + "\"}"}; }},
    {"POST /release/suspensions/{id}/lift", Shows::patient, [](Site& s) {
         const auto kept = s.must("POST", "/release/suspensions", suspension());
         return Target{"/release/suspensions/" + std::string(kept.at("id").as_string()) + "/lift",
                       "{\"ended_on\":\"2026-11-22\",\"because\":\"taken back\"}"}; }},
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
};
// clang-format on

std::span<const AccessRow> release_papers_rows() { return table; }

}  // namespace muniment::server
