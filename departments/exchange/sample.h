// Good cases for this room's tests, and the shipped packs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/ensure.h"
#include "departments/exchange/assess.h"
#include "packs/packs.h"

namespace muniment::exchange::sample {

inline Day day(std::string_view text) {
    const auto parsed = parse_day(text);
    ensure(parsed.has_value(), "a sample names a day that is none");
    return *parsed;
}
inline const Day today = day("2026-11-22");

inline const rules::Packs& packs() {
    static const rules::Packs loaded = [] {
        auto packs = rules::Packs::load(packs::shipped());
        ensure(bool(packs), packs ? "" : packs.error().message.c_str());
        return *std::move(packs);
    }();
    return loaded;
}

// FactEvidence for whatever is stated.
inline void prove(const std::map<std::string, std::string>& facts,
                  std::map<std::string, FactEvidence>& evidence) {
    for (const auto& [name, value] : facts) evidence[name] = {"as written", "file 7"};
}

// An application with malware is kept out, like all of its kind: safe under 45 CFR 171.203.
inline Practice security() {
    Practice practice;
    practice.description = "Application blocked after a malware signature";
    practice.received_on = day("2026-11-10");
    practice.facts = {{"actor", "hospital"},        {"information", "record"},
                      {"asker", "developer"},       {"practice", "refusal"},
                      {"security_related", "true"}, {"tailored_to_risk", "true"},
                      {"consistent", "true"},       {"security_policy", "true"}};
    prove(practice.facts, practice.evidence);
    practice.claims = {"security"};
    return practice;
}

}  // namespace muniment::exchange::sample
