// The demo's release cases: every state and requester, the exact fields of a Request, real
// patients.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <set>

#include "base/text.h"
#include "demo/demo.h"

namespace muniment::demo {
namespace {

using namespace std::chrono;

Options options_of(int patients) {
    Options options;
    options.patients = patients;
    options.today = Day{year{2026} / November / 22};
    return options;
}

const std::vector<ReleaseCase>& all() {
    static const std::vector<ReleaseCase> made = cases(options_of(40));
    return made;
}

std::string text_at(const json::value& from, std::string_view key) {
    const json::value* found = from.as_object().if_contains(key);
    return found == nullptr ? "" : std::string(found->as_string());
}

using Fields = std::set<std::string>;

Fields fields_of(const json::value& object) {
    Fields names;
    for (const auto& pair : object.as_object()) names.emplace(pair.key());
    return names;
}

// `names` without those in `optional`.
Fields required(Fields names, const Fields& optional) {
    for (const std::string& name : optional) names.erase(name);
    return names;
}

const Fields request_fields{"patient",
                            "requester",
                            "purpose",
                            "received_on",
                            "format",
                            "scope",
                            "identity_verified",
                            "verification_method",
                            "treatment_statement"};
const Fields requester_fields{"kind", "name", "organization", "address", "phone", "email"};
const Fields scope_fields{"encounters", "document_types", "sections", "entire_record",
                          "justification"};
const Fields form_fields{"information",
                         "disclosing_party",
                         "recipient",
                         "purpose",
                         "expiry_event",
                         "signed",
                         "signed_on",
                         "signed_by",
                         "representative_authority",
                         "states_right_to_revoke",
                         "states_conditioning",
                         "states_redisclosure",
                         "combined_with",
                         "treatment_conditioned",
                         "known_false",
                         "involves_remuneration",
                         "states_remuneration",
                         "plain_language",
                         "copy_given",
                         "covers",
                         "research"};

}  // namespace

TEST_CASE("the first case is complete and left for the user") {
    REQUIRE(!all().empty());
    const json::value& request = all().front().request;
    CHECK(all().front().wish == "received");
    CHECK(text_at(request.at("requester"), "kind") == "attorney");
    const json::value& form = request.at("authorization");
    for (const char* stated : {"signed", "states_right_to_revoke", "states_conditioning",
                               "states_redisclosure", "plain_language", "copy_given"})
        CHECK_MESSAGE(form.at(stated).as_bool(), stated);
    for (const char* said : {"information", "disclosing_party", "recipient", "purpose"})
        CHECK_MESSAGE(!text_at(form, said).empty(), said);
    CHECK(parse_day(text_at(form, "expires_on")) > options_of(40).today);
    CHECK(!form.as_object().contains("revoked_on"));
    CHECK(text_at(form, "signed_on") < text_at(request, "received_on"));
}

TEST_CASE("every state and every kind of requester occurs") {
    std::map<std::string, int> states, kinds;
    for (const ReleaseCase& one : all()) {
        ++states[one.wish];
        ++kinds[text_at(one.request.at("requester"), "kind")];
        CHECK(!one.note.empty());
    }
    for (const char* state :
         {"received", "approved", "defective", "released", "refused", "withdrawn"})
        CHECK_MESSAGE(states[state] >= 1, state);
    CHECK(states.size() == 6);
    for (const char* kind : {"patient", "attorney", "treating_provider"})
        CHECK_MESSAGE(kinds[kind] >= 2, kind);
    CHECK(kinds["personal_representative"] == 1);
    CHECK(all().size() >= 14);
}

TEST_CASE("a request has exactly the fields of the contract") {
    for (const ReleaseCase& one : all()) {
        const json::value& request = one.request;
        CHECK(required(fields_of(request), {"authorization", "ground", "statements"}) ==
              request_fields);
        CHECK(fields_of(request.at("requester")) == requester_fields);
        CHECK(required(fields_of(request.at("scope")), {"from", "to"}) == scope_fields);
        const bool attorney = text_at(request.at("requester"), "kind") == "attorney";
        CHECK(request.as_object().contains("authorization") == attorney);
        if (attorney)
            CHECK(required(fields_of(request.at("authorization")), {"expires_on", "revoked_on"}) ==
                  form_fields);
        CHECK(parse_json(json::serialize(request)));
    }
}

TEST_CASE("days are real and none but an expiry is after today") {
    for (const ReleaseCase& one : all()) {
        const auto received = parse_day(text_at(one.request, "received_on"));
        REQUIRE(received);
        CHECK(*received < options_of(40).today);
        for (const char* name : {"from", "to"}) {
            const std::string day = text_at(one.request.at("scope"), name);
            if (!day.empty()) CHECK(parse_day(day) < options_of(40).today);
        }
        if (!one.request.as_object().contains("authorization")) continue;
        const auto signed_on = parse_day(text_at(one.request.at("authorization"), "signed_on"));
        REQUIRE(signed_on);
        CHECK(*signed_on < *received);
    }
}

// Goal: 45 CFR 164.524(b)(2)(i), 30 days: one request close to it, one past it.
TEST_CASE("one access request is nearly due and one is overdue") {
    int nearly = 0, overdue = 0, unverified = 0;
    for (const ReleaseCase& one : all()) {
        if (text_at(one.request.at("requester"), "kind") != "patient") continue;
        const auto received = parse_day(text_at(one.request, "received_on"));
        REQUIRE(received);
        const auto waited = (options_of(40).today - *received).count();
        nearly += waited >= 25 && waited <= 30 ? 1 : 0;
        overdue += waited > 30 ? 1 : 0;
        unverified += one.request.at("identity_verified").as_bool() ? 0 : 1;
    }
    CHECK(nearly == 1);
    CHECK(overdue == 1);
    CHECK(unverified == 1);
}

TEST_CASE("each case is about a patient of the bundles, by the id the chart derives") {
    std::set<std::string> patients;
    generate(options_of(40), [&](std::string_view bundle) {
        const auto parsed = parse_json(bundle);
        REQUIRE(parsed);
        for (const json::value& entry : parsed->at("entry").as_array()) {
            const json::value& resource = entry.at("resource");
            if (text_at(resource, "resourceType") == "Patient")
                patients.insert(to_text(derived_uuid(text_at(resource, "id"))));
        }
    });
    for (const ReleaseCase& one : all())
        CHECK_MESSAGE(patients.contains(text_at(one.request, "patient")), one.note);
}

TEST_CASE("a small hospital has the same cases about fewer patients") {
    CHECK(cases(options_of(1)).size() == all().size());
    CHECK(cases(options_of(40)).front().request == all().front().request);
}

}  // namespace muniment::demo
