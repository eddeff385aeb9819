// What the routes take and give beside cases (desk.h): consents, settings, what is kept for a
// patient, and the portal's trail of accesses.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/rights/desk.h"
#include "kernel/people/trail.h"

namespace muniment::rights {

struct ConsentView {
    chart::Consent consent;
    std::string title;              // "Do not share through a network"
    std::vector<std::string> text;  // what the patient reads and signs
    bool may_withdraw = false;
};
BOOST_DESCRIBE_STRUCT(ConsentView, (), (consent, title, text, may_withdraw))
// What may be given: every kind with its words, `party` where one must be named.
struct ConsentChoice {
    chart::ConsentKind kind = chart::ConsentKind::other;
    std::string title;
    std::vector<std::string> text;
    bool names_party = false;
};
BOOST_DESCRIBE_STRUCT(ConsentChoice, (), (kind, title, text, names_party))
struct ConsentList {
    std::vector<ConsentView> consents;  // newest first
    std::vector<ConsentChoice> choices;
};
BOOST_DESCRIBE_STRUCT(ConsentList, (), (consents, choices))

struct GiveConsent {
    PatientId patient{};  // the desk's only; in the portal the patient is who signs in
    chart::ConsentKind kind = chart::ConsentKind::other;
    std::string party;
    std::string signer;  // typed as signature (42 CFR 2.31(a)(8))
    bool agrees = false;
    std::optional<Uuid> form;  // the desk's: the signed paper
};
BOOST_DESCRIBE_STRUCT(GiveConsent, (), (patient, kind, party, signer, agrees, form))
struct WithdrawConsent {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(WithdrawConsent, (), (version))

struct KeptList {
    std::vector<chart::Directive> directives;
};
BOOST_DESCRIBE_STRUCT(KeptList, (), (directives))

// The portal's own requests never name a patient: it is the one who signed in.
struct MyOpen {
    RightsAsk ask;
};
BOOST_DESCRIBE_STRUCT(MyOpen, (), (ask))

struct MyHome {
    std::string name;
    std::string facility;
    std::string contact;
    std::string phone;
    std::int64_t open_requests = 0;
    std::int64_t accesses = 0;
    std::int64_t consents = 0;  // in force
};
BOOST_DESCRIBE_STRUCT(MyHome, (),
                      (name, facility, contact, phone, open_requests, accesses, consents))

// One look into the record. No name of an employee: role and department, as the hospital's answer
// to "who looked, and why" (the accounting names recipients outside).
struct MyAccess {
    Uuid id;
    Instant at{};
    std::string who;   // "Release specialist, Medical records"
    std::string why;   // "To answer your own request"
    std::string tie;   // what connects them with the patient: "works on a request of yours"
    std::string what;  // "12 records of your chart"
    Uuid entry;        // of the ledger
    std::optional<std::int64_t> index;
};
BOOST_DESCRIBE_STRUCT(MyAccess, (), (id, at, who, why, tie, what, entry, index))
struct MyAccesses {
    std::int64_t total = 0;  // all there are; equal to the rows once every page was fetched
    std::int64_t ledger_size = 0;
    std::vector<MyAccess> accesses;  // newest first
};
BOOST_DESCRIBE_STRUCT(MyAccesses, (), (total, ledger_size, accesses))
// Everything to check offline that the access stands in the ledger: docs/formats/ledger.md.
struct MyProof {
    std::int64_t index = 0;
    std::string entry;  // the payload, as hashed
    std::string salt;   // hex
    std::string proof;  // C2SP tlog-proof, with the signed checkpoint
    std::string key;    // the log's verifier key
};
BOOST_DESCRIBE_STRUCT(MyProof, (), (index, entry, salt, proof, key))

// A thing in the own record that an amendment can point at.
struct MyItem {
    Uuid id;
    std::string date;
    std::string what;
};
BOOST_DESCRIBE_STRUCT(MyItem, (), (id, date, what))
struct MyItems {
    std::vector<MyItem> items;
};
BOOST_DESCRIBE_STRUCT(MyItems, (), (items))

// consents.cpp
Result<ConsentList> consent_list(const house::Call& call, const PatientId& patient);
Result<house::Outcome> give_consent(const house::Call& call, const PatientId& patient,
                                    const GiveConsent& command);
Result<house::Outcome> end_consent(const house::Call& call, const PatientId& patient);
Result<house::Outcome> list_consents(const house::Call& call);
Result<house::Outcome> take_consent(const house::Call& call);
Result<house::Outcome> withdraw_consent(const house::Call& call);

// cases.cpp
Result<house::Outcome> list_cases(const house::Call& call);
Result<house::Outcome> open_case(const house::Call& call);
Result<house::Outcome> show_case(const house::Call& call);
Result<house::Outcome> step_case(const house::Call& call);
Result<house::Outcome> show_letter(const house::Call& call);
Result<house::Outcome> list_kept(const house::Call& call);
Result<house::Outcome> show_settings(const house::Call& call);
Result<house::Outcome> change_settings(const house::Call& call);

// portal.cpp, trail.cpp: the patient is Actor.self and nothing else.
Result<PatientId> self_of(const house::Call& call);
Result<house::Outcome> my_home(const house::Call& call);
Result<house::Outcome> my_requests(const house::Call& call);
Result<house::Outcome> my_request(const house::Call& call);
Result<house::Outcome> ask_for_me(const house::Call& call);
Result<house::Outcome> my_step(const house::Call& call);
Result<house::Outcome> my_letter(const house::Call& call);
Result<house::Outcome> my_consents(const house::Call& call);
Result<house::Outcome> give_my_consent(const house::Call& call);
Result<house::Outcome> withdraw_my_consent(const house::Call& call);
Result<house::Outcome> my_items(const house::Call& call);
Result<house::Outcome> my_accesses(const house::Call& call);
Result<house::Outcome> my_proof(const house::Call& call);

}  // namespace muniment::rights
