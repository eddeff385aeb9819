// What the patient agreed to and what not, as FHIR R4 Consent resources in the chart: read, written
// (giving is a new resource, withdrawing a new version of it, never a deletion), and weighed: the
// most specific provision wins, and where two are as specific, the one that denies
// (docs/decisions/0038). Imported consents count as well as those given here.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/house/house.h"

namespace muniment::chart {

enum class Effect { permit, deny };
BOOST_DESCRIBE_ENUM(Effect, permit, deny)

// A rule of a consent: what it speaks of; an empty field speaks of all.
struct Provision {
    Effect effect = Effect::permit;
    std::string party;                  // a person or organization by name
    bool network = false;               // of health information networks only
    std::vector<std::string> labels;    // HL7 v3 ActCode: "SUD", "PSY", "HIV"
    std::vector<std::string> purposes;  // HL7 v3 ActReason: "TREAT", "HPAYMT", "HOPERAT"
    std::optional<Day> from;
    std::optional<Day> to;  // included
    bool operator==(const Provision&) const = default;
};
BOOST_DESCRIBE_STRUCT(Provision, (), (effect, party, network, labels, purposes, from, to))

// What the patient chose, in the words of the portal; `other`: a consent from elsewhere.
enum class ConsentKind {
    part2_single,  // one consent for all future treatment, payment and operations (42 CFR 2.31)
    no_sud,        // substance use disorder records to nobody
    no_network,    // nothing through a health information network
    no_party,      // nothing to one person or organization
    share_party,   // everything asked for to one person or organization
    other
};
BOOST_DESCRIBE_ENUM(ConsentKind, part2_single, no_sud, no_network, no_party, share_party, other)

enum class ConsentStatus { active, inactive, not_in_force };
BOOST_DESCRIBE_ENUM(ConsentStatus, active, inactive, not_in_force)

struct Consent {
    Uuid id;
    std::int64_t version = 1;
    PatientId patient{};
    ConsentKind kind = ConsentKind::other;
    ConsentStatus status = ConsentStatus::active;
    Day given_on{};
    std::optional<Day> withdrawn_on;    // counts from the beginning of this day
    std::optional<Uuid> form;           // the signed paper it rests on, if one is kept
    std::string signer;                 // as typed
    std::vector<Provision> provisions;  // the root first
    bool operator==(const Consent&) const = default;
};
BOOST_DESCRIBE_STRUCT(Consent, (),
                      (id, version, patient, kind, status, given_on, withdrawn_on, form, signer,
                       provisions))

// The provisions of a kind; `party` where it names one.
std::vector<Provision> provisions_of(ConsentKind kind, const std::string& party);

// One act of sharing to be weighed.
struct Sharing {
    std::string recipient;  // names, in any form
    bool network = false;
    std::string label;    // of the part of the record; empty: none in particular
    std::string purpose;  // "TREAT"; empty: not known
    Day on{};
};
struct Weighed {
    Effect effect = Effect::permit;
    Uuid consent;
    ConsentKind kind = ConsentKind::other;
    bool narrow = false;  // it speaks of some labels only
    Day since{};
};
// nullopt: no consent speaks, the law decides alone. Pure.
std::optional<Weighed> weigh(const std::vector<Consent>& consents, const Sharing& sharing);

// FHIR R4 JSON of a consent, and back. `patient_reference` as "Patient/123". Pure.
std::string consent_json(const Consent& consent, const std::string& patient_reference);
Result<Consent> consent_of_json(std::string_view json);

// All of a patient, oldest first; what cannot be read as a consent is left out. Noted in the view.
Result<std::vector<Consent>> consents(house::View& view, const PatientId& patient);
// The draft that gives a consent (version 1) or changes it (one more than what is kept).
Result<house::Draft> consent_draft(house::House& house, house::View& view, const Consent& consent);

}  // namespace muniment::chart
