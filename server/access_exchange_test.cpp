// Every route of information blocking: what it shows, and how it is asked.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/access_rows.h"

namespace muniment::server {

using namespace tests;

// clang-format off
static const AccessRow table[] = {
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
};
// clang-format on

std::span<const AccessRow> exchange_rows() { return table; }

}  // namespace muniment::server
