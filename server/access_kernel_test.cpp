// Every route of the chart, the ledger and the house: what it shows, and how it is asked.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/access_rows.h"

namespace muniment::server {

using namespace tests;

// clang-format off
static const AccessRow table[] = {
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
};
// clang-format on

std::span<const AccessRow> kernel_rows() { return table; }

}  // namespace muniment::server
