// What a request for records says, as the desk has typed it in: who asks, for what, on which form.
// These structs are the JSON of the API (base/json.h); every field has the default "not stated".
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"

namespace muniment::release {

enum class RequesterKind { patient, personal_representative, attorney, treating_provider };
BOOST_DESCRIBE_ENUM(RequesterKind, patient, personal_representative, attorney, treating_provider)

struct Requester {
    RequesterKind kind = RequesterKind::patient;
    std::string name;
    std::string organization;
    std::string address;
    std::string phone;
    std::string email;
    bool operator==(const Requester&) const = default;
};
BOOST_DESCRIBE_STRUCT(Requester, (), (kind, name, organization, address, phone, email))

enum class Signer { patient, representative };
BOOST_DESCRIBE_ENUM(Signer, patient, representative)

enum class CombinedWith { none, research_permission, other_authorization, other_document };
BOOST_DESCRIBE_ENUM(CombinedWith, none, research_permission, other_authorization, other_document)

enum class Conditioned { none, research_treatment, plan_enrolment, third_party_care, other };
BOOST_DESCRIBE_ENUM(Conditioned, none, research_treatment, plan_enrolment, third_party_care, other)

// A signed authorization as a person has read it; 45 CFR 164.508(b) and (c) say what each field
// is for, packs/us-federal/hipaa-164-508.toml says what is missing when it is empty.
struct Authorization {
    std::string information;        // 45 CFR 164.508(c)(1)(i)
    std::string disclosing_party;   // 45 CFR 164.508(c)(1)(ii)
    std::string recipient;          // 45 CFR 164.508(c)(1)(iii)
    std::string purpose;            // 45 CFR 164.508(c)(1)(iv)
    std::optional<Day> expires_on;  // 45 CFR 164.508(c)(1)(v): a date or an event
    std::string expiry_event;
    std::optional<Day> event_occurred_on;  // when the event is known to have happened
    bool signed_ = false;                  // 45 CFR 164.508(c)(1)(vi); "signed" in JSON
    std::optional<Day> signed_on;
    Signer signed_by = Signer::patient;
    std::string representative_authority;
    bool states_right_to_revoke = false;  // 45 CFR 164.508(c)(2)(i)
    bool states_conditioning = false;     // 45 CFR 164.508(c)(2)(ii)
    bool states_redisclosure = false;     // 45 CFR 164.508(c)(2)(iii)
    std::optional<Day> revoked_on;        // the day the desk learned of it
    CombinedWith combined_with = CombinedWith::none;
    Conditioned treatment_conditioned = Conditioned::none;
    bool known_false = false;  // material information known to be false
    bool involves_remuneration = false;
    bool states_remuneration = false;
    bool plain_language = false;
    bool copy_given = false;
    bool covers_psychotherapy_notes = false;
    bool research = false;
    bool operator==(const Authorization&) const = default;
};
BOOST_DESCRIBE_STRUCT(Authorization, (),
                      (information, disclosing_party, recipient, purpose, expires_on, expiry_event,
                       event_occurred_on, signed_, signed_on, signed_by, representative_authority,
                       states_right_to_revoke, states_conditioning, states_redisclosure, revoked_on,
                       combined_with, treatment_conditioned, known_false, involves_remuneration,
                       states_remuneration, plain_language, copy_given, covers_psychotherapy_notes,
                       research))

enum class Section {
    documents,
    results,
    medications,
    conditions,
    procedures,
    allergies,
    immunizations
};
BOOST_DESCRIBE_ENUM(Section, documents, results, medications, conditions, procedures, allergies,
                    immunizations)

// Which part of the chart is asked for. Days are the service dates, both ends included; an empty
// list means all.
struct Scope {
    std::optional<Day> from;
    std::optional<Day> to;
    std::vector<EncounterId> encounters;
    std::vector<std::string> document_types;  // LOINC codes; limits section documents only
    std::vector<Section> sections;
    bool entire_record = false;
    std::string justification;  // 45 CFR 164.514(d)(5), where the entire record is asked for
    bool operator==(const Scope&) const = default;
};
BOOST_DESCRIBE_STRUCT(Scope, (),
                      (from, to, encounters, document_types, sections, entire_record,
                       justification))

enum class Format { electronic, paper };
BOOST_DESCRIBE_ENUM(Format, electronic, paper)

struct Request {
    PatientId patient{};
    Requester requester;
    std::string purpose;
    Day received_on{};  // 1970-01-01 is "not stated": the decision asks for it
    Format format = Format::electronic;
    Scope scope;
    bool identity_verified = false;  // 45 CFR 164.514(h)
    std::string verification_method;
    std::string treatment_statement;  // the provider's statement that it treats the patient
    std::optional<Authorization> authorization;
    bool operator==(const Request&) const = default;
};
BOOST_DESCRIBE_STRUCT(Request, (),
                      (patient, requester, purpose, received_on, format, scope, identity_verified,
                       verification_method, treatment_statement, authorization))

}  // namespace muniment::release
