// A request as facts for the rules: every name a pack may ask about is set here, in
// authorization.cpp or in decision.cpp.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/decision.h"
#include "engines/rules/facts.h"

namespace muniment::release {

// The request, the patient and the form, if one is attached, as they are on `today`.
rules::Facts request_facts(const View& view, Day today);

// The answers to the questions that the packs put, by their names; "" where nobody answered.
void add_statements(rules::Facts& facts, const Request& request, const rules::Packs& packs,
                    Day today);

// What the law asks of the place where the record is kept.
rules::Facts facility_facts(const FacilityFacts& facility);

// 45 CFR 164.502(f), 45 CFR 160.103: a record is protected until 50 years after the patient's
// death, that day included.
bool is_protected(const PatientFacts& patient, Day today);

// The same day so many years later; February 29 becomes March 1, or, looking back, February 28.
Day years_later(Day day, int years);
Day years_before(Day day, int years);

}  // namespace muniment::release
