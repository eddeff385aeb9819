// AuditEvents: the profile, codes, agents and entities of each kind of event, and a golden file of
// all of them, which HL7's validator reads in tests/peers/audit.
// SPDX-License-Identifier: Apache-2.0
#include "formats/audit/audit_event.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "formats/audit/sample.h"

namespace muniment::audit {

namespace {

std::string text_at(const json::object& event, std::string_view pointer) {
    boost::json::error_code failed;
    const json::value whole(event);
    const json::value* found = whole.find_pointer(pointer, failed);
    return found != nullptr && found->is_string() ? std::string(found->as_string()) : "";
}

// The agent of a DCM or participation type.
const json::object* agent_of(const json::object& event, std::string_view code) {
    for (const json::value& agent : event.at("agent").as_array())
        if (agent.at("type").at("coding").at(0).at("code").as_string() == code)
            return &agent.as_object();
    return nullptr;
}

}  // namespace

// Goal: every kind of event has the profile and codes that IHE BALP 1.1.3 gives it.
TEST_CASE("audit event: profile, type, subtype and action of each kind") {
    const struct {
        ActionClass action;
        const char* profile;
        const char* type;
        const char* subtype;
        const char* letter;
        const char* client;  // DCM role of whoever asked
        const char* user;
        const char* outcome;
    } rows[] = {
        {ActionClass::view, "PatientRead", "rest", "read", "R", "110152", "IRCP", "0"},
        {ActionClass::export_, "PatientRead", "rest", "read", "R", "110152", "IRCP", "0"},
        {ActionClass::print, "PatientRead", "rest", "read", "R", "110152", "IRCP", "0"},
        {ActionClass::search, "PatientQuery", "rest", "search", "E", "110153", "IRCP", "0"},
        {ActionClass::create, "PatientCreate", "rest", "create", "C", "110153", "AUT", "0"},
        {ActionClass::amend, "PatientUpdate", "rest", "update", "U", "110153", "AUT", "0"},
        {ActionClass::release, "PrivacyDisclosure.Source", "110106", "disclose", "R", "110152",
         "IRCP", "0"},
        {ActionClass::break_glass, "", "110113", "110127", "E", "110153", "IRCP", "0"},
        {ActionClass::denied, "", "110113", "110132", "E", "110153", "IRCP", "4"},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string(name_of(row.action)));
        const auto event = audit_event(sample::record(row.action), sample::source);
        const std::string profile = text_at(event, "/meta/profile/0");
        CHECK(profile.substr(profile.find("Audit.") == profile.npos
                                 ? 0
                                 : profile.find("Audit.") + 6) == row.profile);
        CHECK(text_at(event, "/type/code") == row.type);
        CHECK(text_at(event, "/subtype/0/code") == row.subtype);
        CHECK(text_at(event, "/action") == row.letter);
        CHECK(text_at(event, "/outcome") == row.outcome);
        CHECK(text_at(event, "/recorded") == "2026-11-22T14:03:00.125Z");
        REQUIRE(agent_of(event, row.client) != nullptr);
        REQUIRE(agent_of(event, row.user) != nullptr);
        CHECK(agent_of(event, row.user)->at("requestor").as_bool());
        CHECK(agent_of(event, row.user)->if_contains("network") == nullptr);
        CHECK(text_at(event, "/entity/0/what/reference") ==
              "Patient/" + to_text(derived_uuid("p")));
    }
}

TEST_CASE("audit event: without a patient the profiles are those of no patient, or none") {
    for (const AuditRecord& record : sample::all()) {
        CAPTURE(record.route);
        const std::string profile = profile_of(record);
        const bool named = profile.find("Patient") != profile.npos ||
                           profile.find("PrivacyDisclosure") != profile.npos;
        if (!profile.empty()) CHECK(named == !record.patient.is_nil());
        const auto event = audit_event(record, sample::source);
        std::size_t people = 0;
        for (const json::value& entity : event.at("entity").as_array())
            people += entity.at("type").at("code").as_string() == "1";
        CHECK(people == (record.patient.is_nil() ? 0 : 1));
    }
}

TEST_CASE("audit event: the glass broken is said in the purpose") {
    const auto codes = [](const AuditRecord& record) { return reason_codes(record); };
    using Codes = std::vector<std::string_view>;
    CHECK(codes(sample::record(ActionClass::view)) == Codes{"TREAT"});
    CHECK(codes(sample::record(ActionClass::break_glass)) == Codes{"TREAT", "BTG"});
    AuditRecord later = sample::record(ActionClass::view);
    later.relation = "emergency";
    CHECK(codes(later) == Codes{"TREAT", "BTG"});
    CHECK(reason_code("PATIENT_REQUEST") == "PATRQT");
    CHECK(reason_code("LEGAL") == "HLEGAL");
    CHECK(reason_code("PAYMENT") == "HPAYMT");
    CHECK(reason_code("CURIOSITY") == "HOPERAT");
}

TEST_CASE("audit event: a release without an account was asked for by its recipient") {
    AuditRecord link = sample::record(ActionClass::release);
    link.user = Uuid{};
    const auto event = audit_event(link, sample::source);
    const auto* recipient = agent_of(event, "110152");
    REQUIRE(recipient != nullptr);
    CHECK(recipient->at("requestor").as_bool());
    CHECK(recipient->at("network").at("address").as_string() == "10.0.0.7");
    CHECK(recipient->at("who").at("identifier").at("value").as_string() ==
          "urn:uuid:" + to_text(derived_uuid("case")));
    CHECK(agent_of(event, "IRCP") == nullptr);
    // BALP: the source is the observer too.
    CHECK(agent_of(event, "110153")->at("who") == event.at("source").at("observer"));
}

TEST_CASE("audit event: bundles") {
    json::array events;
    events.push_back(audit_event(sample::record(ActionClass::view), sample::source));
    const auto found = searchset_of(events, 7, {{"self", "a"}, {"next", "b"}});
    CHECK(found.at("total").as_int64() == 7);
    CHECK(found.at("link").at(1).at("relation").as_string() == "next");
    CHECK(found.at("entry").at(0).at("search").at("mode").as_string() == "match");
    CHECK(found.at("entry").at(0).at("fullUrl").as_string().starts_with("urn:uuid:"));
    CHECK(searchset_of({}, 0, {}).if_contains("entry") == nullptr);  // FHIR has no empty lists
    const auto kept = collection_of(events, *parse_fhir_time("2026-11-22T14:03:00Z"));
    CHECK(kept.at("timestamp").as_string() == "2026-11-22T14:03:00.000Z");
}

// Goal: the bytes of every kind. MUNIMENT_BLESS=1 writes them anew, for review.
TEST_CASE("audit event: golden") {
    constexpr const char* kept = "tests/golden/audit/events.ndjson";
    std::string made;
    for (const AuditRecord& record : sample::all())
        made += audit_event_line(record, sample::source);
    if (std::getenv("MUNIMENT_BLESS") != nullptr) std::ofstream(kept) << made;
    std::ifstream in(kept);
    std::ostringstream read;
    read << in.rdbuf();
    CHECK(read.str() == made);
}

}  // namespace muniment::audit
