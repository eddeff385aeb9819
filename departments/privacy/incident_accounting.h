// What an incident puts on each patient's accounting of disclosures: an impermissible disclosure
// that was no release of ours (45 CFR 164.528(a)(1); docs/decisions/0049).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/incident_handlers.h"
#include "kernel/tasks/disclosure.h"

namespace muniment::privacy {

// None: there is nothing to list. Pure.
std::optional<tasks::NotedDisclosure> disclosure_of(const IncidentContent& content,
                                                    const std::string& number);

// Brings the cases of kind "disclosure" in line with the incident: written for each affected
// patient of the chart when the decision makes it one, withdrawn when a later decision unmakes it.
// While nothing is decided all stays as it is.
Status account(const house::Call& call, OpenIncident& next, std::vector<house::Draft>& more);
// The same for people who come to the list after the decision.
Status account_for(const house::Call& call, const OpenIncident& next,
                   const std::vector<Affected>& added, std::vector<house::Draft>& more);

}  // namespace muniment::privacy
