// Every route of patients' rights and the portal: what it shows, and how it is asked.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/access_rows.h"

namespace muniment::server {

using namespace tests;

// clang-format off
static const AccessRow table[] = {
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

std::span<const AccessRow> rights_rows() { return table; }

}  // namespace muniment::server
