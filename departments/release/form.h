// Authorizations and consents as objects: taken once, by form, scan or the patient's own electronic
// signature, used by any number of cases, revoked once for all of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/decision.h"
#include "kernel/house/desk.h"

namespace muniment::release {

enum class FormSource { paper, scan, electronic };
BOOST_DESCRIBE_ENUM(FormSource, paper, scan, electronic)

enum class FormState { draft, active, revoked };
BOOST_DESCRIBE_ENUM(FormState, draft, active, revoked)

// What shows that the patient signed on a page of ours (15 USC 7001, 45 CFR 164.508(c)(1)(vi)).
struct ElectronicSignature {
    std::string name;  // as typed
    Instant at{};
    std::string language;  // of the text that was shown: "en", "es"
    Hash text;             // SHA-256 of that text
    bool operator==(const ElectronicSignature&) const = default;
};
BOOST_DESCRIBE_STRUCT(ElectronicSignature, (), (name, at, language, text))

// The content of release_form.
struct KeptForm {
    Authorization form;
    FormSource source = FormSource::paper;
    std::string language = "en";
    std::optional<ElectronicSignature> signature;
    std::string scan_type;  // "application/pdf", "image/tiff" ...; empty: no scan
    Hash sign_token;        // SHA-256 of the link's token; zero: no link was made
    std::optional<Instant> sign_until;
    std::string revocation;  // how it was revoked, in a person's words
};
BOOST_DESCRIBE_STRUCT(KeptForm, (),
                      (form, source, language, signature, scan_type, sign_token, sign_until,
                       revocation))

struct FormRecord {
    Uuid id;
    std::int64_t version = 0;
    Uuid patient;
    FormState state = FormState::active;
    KeptForm kept;
};

// form_store.cpp
house::Draft form_draft(const FormRecord& record);
house::Draft scan_draft(const FormRecord& record, std::string bytes);
Result<FormRecord> read_form(house::View& view, const Uuid& id);
Result<house::Stored> read_scan(house::View& view, const Uuid& id);
Result<std::vector<FormRecord>> forms_of(house::View& view, const PatientId& patient);
// Active forms that expire from `from` to `to`, soonest first.
Result<std::vector<FormRecord>> expiring_forms(house::View& view, Day from, Day to);

// What the patient reads before signing: one paragraph for each element and statement of
// 45 CFR 164.508(c), in plain language. `patient` is the name shown.
std::vector<std::string> form_text(const Authorization& form, const std::string& patient,
                                   const std::string& language);

}  // namespace muniment::release
