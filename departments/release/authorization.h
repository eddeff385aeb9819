// Decides whether a HIPAA authorization is valid. Pure: no clock, no database, no network. What
// must be on the form is data (packs/us-federal/hipaa-164-508.toml); here the form becomes facts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/findings.h"

namespace muniment::release {

// The form as facts, each named form_...; what needs a comparison of days is decided here.
void add_form_facts(rules::Facts& facts, const Authorization& form, Day today);

// Every reason the authorization is defective on `today`, and every duty left undone (warnings);
// one finding per paragraph. No defect among them: the form is valid (45 CFR 164.508(b)(1)(i)).
std::vector<Finding> defects(const Authorization& form, const rules::Packs& packs, Day today);

// 45 CFR 164.508(b)(2)(i): the expiration date has passed or the event is known to have occurred.
// A form is valid through its last day (docs/decisions/0001).
bool is_expired(const Authorization& form, Day today);

// The days the description names (YYYY-MM-DD or M/D/YYYY), first and last, when it names at least
// two; nothing else is read out of the words (docs/decisions/0005).
struct Period {
    Day first{};
    Day last{};
};
std::optional<Period> described_period(std::string_view information);

// Do the description's words cover a whole record ("entire", "all records", "medical record")?
bool describes_whole_record(std::string_view information);

}  // namespace muniment::release
