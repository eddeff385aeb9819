// What a request for records says, as the desk has typed it in: who asks, for what, on which form.
// These structs are the JSON of the API (base/json.h); every field has the default "not stated".
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"

namespace muniment::release {

// Who asks. Which grounds of the law each may claim is data (kind "ground" in packs).
enum class RequesterKind {
    patient,
    personal_representative,
    treating_provider,
    health_plan,
    covered_entity,
    business_associate,
    attorney,
    life_insurer,
    disability_adjudicator,
    employer,
    school,
    workers_compensation,
    law_enforcement,
    court,
    health_oversight,
    hhs,
    public_health,
    fda_regulated,
    coroner,
    funeral_director,
    organ_procurement,
    researcher,
    military,
    national_security,
    government_benefits,
    correctional,
    family,
    exposed_person,
    disaster_relief,
    directory_caller,
    clergy,
    media,
    marketer,
    buyer,
    foundation,
    plan_sponsor,
    other
};
BOOST_DESCRIBE_ENUM(RequesterKind, patient, personal_representative, treating_provider, health_plan,
                    covered_entity, business_associate, attorney, life_insurer,
                    disability_adjudicator, employer, school, workers_compensation, law_enforcement,
                    court, health_oversight, hhs, public_health, fda_regulated, coroner,
                    funeral_director, organ_procurement, researcher, military, national_security,
                    government_benefits, correctional, family, exposed_person, disaster_relief,
                    directory_caller, clergy, media, marketer, buyer, foundation, plan_sponsor,
                    other)

struct Requester {
    RequesterKind kind = RequesterKind::patient;
    std::string name;
    std::string organization;
    std::string address;
    std::string phone;
    std::string email;
    std::string state;  // "CA"; where the requester is, for laws that stop at a border
    bool operator==(const Requester&) const = default;
};
BOOST_DESCRIBE_STRUCT(Requester, (), (kind, name, organization, address, phone, email, state))

enum class Signer { patient, representative };
BOOST_DESCRIBE_ENUM(Signer, patient, representative)

enum class CombinedWith { none, research_permission, other_authorization, other_document };
BOOST_DESCRIBE_ENUM(CombinedWith, none, research_permission, other_authorization, other_document)

enum class Conditioned { none, research_treatment, plan_enrolment, third_party_care, other };
BOOST_DESCRIBE_ENUM(Conditioned, none, research_treatment, plan_enrolment, third_party_care, other)

// What a consent to disclose records under 42 CFR part 2 is for.
enum class Part2Purpose {
    specific,
    treatment_payment_operations,
    proceedings,
    counseling_notes,
    criminal_justice
};
BOOST_DESCRIBE_ENUM(Part2Purpose, specific, treatment_payment_operations, proceedings,
                    counseling_notes, criminal_justice)

// What a form must say besides, to be a consent under 42 CFR 2.31(a).
struct Part2Consent {
    Part2Purpose purpose = Part2Purpose::specific;
    bool names_patient = false;                 // 42 CFR 2.31(a)(1)
    bool states_proceedings_exception = false;  // 42 CFR 2.31(a)(4)(iii)
    bool states_redisclosure = false;           // 42 CFR 2.31(a)(10)(i)
    bool states_refusal = false;                // 42 CFR 2.31(a)(10)(ii)
    bool recipient_is_intermediary = false;     // 42 CFR 2.31(a)(4)(ii)
    bool names_participants = false;            // 42 CFR 2.31(a)(4)(ii)
    bool monitors_only = false;                 // 42 CFR 2.35
    bool operator==(const Part2Consent&) const = default;
};
BOOST_DESCRIBE_STRUCT(Part2Consent, (),
                      (purpose, names_patient, states_proceedings_exception, states_redisclosure,
                       states_refusal, recipient_is_intermediary, names_participants,
                       monitors_only))

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
    std::vector<std::string> covers;  // segments the form names: "psychotherapy_notes", "hiv"
    bool research = false;
    std::optional<Part2Consent> part2;
    bool operator==(const Authorization&) const = default;
};
BOOST_DESCRIBE_STRUCT(Authorization, (),
                      (information, disclosing_party, recipient, purpose, expires_on, expiry_event,
                       event_occurred_on, signed_, signed_on, signed_by, representative_authority,
                       states_right_to_revoke, states_conditioning, states_redisclosure, revoked_on,
                       combined_with, treatment_conditioned, known_false, involves_remuneration,
                       states_remuneration, plain_language, copy_given, covers, research, part2))

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

enum class Manner { copy, inspection };
BOOST_DESCRIBE_ENUM(Manner, copy, inspection)

// An order, subpoena or other process as it reads. What lies outside its days does not go.
struct Process {
    std::string issuer;
    std::string number;
    std::optional<Day> issued_on;
    std::string describes;
    std::optional<Day> from;
    std::optional<Day> to;
    bool operator==(const Process&) const = default;
};
BOOST_DESCRIBE_STRUCT(Process, (), (issuer, number, issued_on, describes, from, to))

// Machine-readable forms of the record beside the printed copy (export_chart.h).
enum class Extra { fhir, ccda };
BOOST_DESCRIBE_ENUM(Extra, fhir, ccda)

struct Request {
    PatientId patient{};
    Requester requester;
    std::string purpose;
    Day received_on{};  // 1970-01-01 is "not stated": the decision asks for it
    Format format = Format::electronic;
    Manner manner = Manner::copy;
    std::vector<Extra> extras;
    std::string ground;  // a ground's name; empty: the first that the packs give the requester
    std::map<std::string, std::string> statements;  // answers to the ground's questions, by name
    std::optional<Process> process;
    Scope scope;
    bool identity_verified = false;  // 45 CFR 164.514(h)
    std::string verification_method;
    std::string treatment_statement;  // the provider's statement that it treats the patient
    std::optional<Authorization> authorization;
    std::optional<Uuid> form;  // a kept form (form.h); it stands for `authorization` as it is now
    bool operator==(const Request&) const = default;
};
BOOST_DESCRIBE_STRUCT(Request, (),
                      (patient, requester, purpose, received_on, format, manner, extras, ground,
                       statements, process, scope, identity_verified, verification_method,
                       treatment_statement, authorization, form))

}  // namespace muniment::release
