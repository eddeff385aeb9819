// Every route of the release desk: what it shows, and how it is asked.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/access_rows.h"

namespace muniment::server {

using namespace tests;

// clang-format off
static const AccessRow table[] = {
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
    {"POST /release/cases/{id}/check", Shows::patient, [](Site& s) {
         return with(s, held_case(s), "/check", "\"good\":true"); }},
    {"POST /release/errors", Shows::patient, [](Site& s) {
         const std::string path = s.make_case(Site::Upto::received);
         return Target{"/release/errors", "{\"release_case\":\"" + path.substr(path.rfind('/') + 1) +
                                              "\",\"kind\":\"late\",\"note\":\"late\"}"}; }},
    {"GET /release/errors", Shows::patient, [](Site& s) {
         const std::string path = s.make_case(Site::Upto::received);
         s.must("POST", "/release/errors", "{\"release_case\":\"" + path.substr(path.rfind('/') + 1) +
                                               "\",\"kind\":\"late\",\"note\":\"late\"}");
         return Target{"/release/errors", ""}; }},
    {"GET /release/quality", Shows::nobody, [](Site&) { return Target{"/release/quality", ""}; }},
    {"GET /release/settings", Shows::nobody, [](Site&) { return Target{"/release/settings", ""}; }},
    {"PUT /release/settings", Shows::nobody, [](Site&) { return Target{"/release/settings", "{}"}; }},
};
// clang-format on

std::span<const AccessRow> release_rows() { return table; }

}  // namespace muniment::server
