// Good cases for this room's tests: each test starts from one and spoils what it is about.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/ensure.h"
#include "departments/release/decision.h"
#include "engines/rules/packs.h"
#include "packs/packs.h"

namespace muniment::release::sample {

inline Day day(const char* text) {
    const auto parsed = parse_day(text);
    ensure(parsed.has_value(), "a sample names a day that is none");
    return *parsed;
}

inline const Day today = day("2026-11-22");

inline rules::Packs load(bool with_facility) {
    std::vector<rules::PackText> texts;
    for (rules::PackText& text : packs::shipped())
        if (with_facility || text.name.starts_with("us-federal/")) texts.push_back(std::move(text));
    auto loaded = rules::Packs::load(texts);
    ensure(bool(loaded), loaded ? "" : loaded.error().message.c_str());
    return *std::move(loaded);
}

inline const rules::Packs& federal() {
    static const rules::Packs packs = load(false);
    return packs;
}

inline const rules::Packs& with_facility() {
    static const rules::Packs packs = load(true);
    return packs;
}

// Valid under 45 CFR 164.508 in every part, with no duty left undone.
inline Authorization form() {
    Authorization form;
    form.information = "Entire medical record, 2026-01-01 to 2026-06-30";
    form.disclosing_party = "Muniment Hospital";
    form.recipient = "Doe and Partners";
    form.purpose = "at the request of the individual";
    form.expires_on = day("2027-01-31");
    form.signed_ = true;
    form.signed_on = day("2026-11-01");
    form.states_right_to_revoke = true;
    form.states_conditioning = true;
    form.states_redisclosure = true;
    form.plain_language = true;
    form.copy_given = true;
    return form;
}

inline Request request(RequesterKind kind) {
    Request request;
    request.patient = {derived_uuid("sample patient")};
    request.requester = {kind, "J. Doe", "Doe and Partners", "1 Main Street", "", "", ""};
    request.received_on = day("2026-11-20");
    request.scope.from = day("2026-01-01");
    request.scope.to = day("2026-06-30");
    request.identity_verified = true;
    request.verification_method = "photo identification";
    return request;
}

inline View patient() { return {request(RequesterKind::patient), {day("1960-05-04"), {}}, {}}; }

inline View attorney() {
    View view{request(RequesterKind::attorney), {day("1960-05-04"), {}}, {}};
    view.request.authorization = form();
    return view;
}

inline View provider() {
    View view{request(RequesterKind::treating_provider), {day("1960-05-04"), {}}, {}};
    view.request.treatment_statement = "We treat this patient since 2026-11-01.";
    return view;
}

inline std::string cites(const std::vector<Finding>& findings) {
    std::string all;
    for (const Finding& finding : findings)
        all += (all.empty() ? "" : ", ") + finding.cite +
               (finding.severity == Severity::warning ? " warning" : "");
    return all;
}

}  // namespace muniment::release::sample
