// Every route of accounts, emergencies and training: what it shows, and how it is asked.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/access_rows.h"

namespace muniment::server {

using namespace tests;

// clang-format off
static const AccessRow table[] = {
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
};
// clang-format on

std::span<const AccessRow> workforce_rows() { return table; }

}  // namespace muniment::server
