// What the patient said in consents and restrictions kept in the chart (kernel/chart), as this desk
// hears it: which authorization it revokes, which statement it answers, what it denies. Pure; the
// desk of patients' rights keeps them (docs/decisions/0037, 0038).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/decision.h"
#include "engines/rules/facts.h"
#include "kernel/chart/consent.h"
#include "kernel/chart/directives.h"

namespace muniment::release {

// The statement of a request that says what its patient's consents deny: "everything", "sud", or
// absent. Set anew whenever a case is loaded; nobody types it.
inline constexpr const char* consent_denies = "consent_denies";

// Writes into the request what the patient said: a withdrawn consent revokes the form it stands
// for from that day (42 CFR 2.31(a)(6), 45 CFR 164.508(b)(5)); a restriction that covers the whole
// of what this requester asks for answers the statement "restriction", whatever was typed; a
// consent that denies sets `consent_denies`.
void hear_patient(Request& request, const std::vector<chart::Consent>& consents,
                  const std::vector<chart::Directive>& directives);

// Narrows a decision by `consent_denies`, on the grounds where consent binds (packs,
// "consent_binds"); never what the law requires.
void obey_patient(Decision& decision, const Request& request, const rules::Facts& facts,
                  const rules::Packs& packs, Day today);

}  // namespace muniment::release
