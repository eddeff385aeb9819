// The states of an incident and what may be done in each. `reported` is the trade's DETECTED,
// `filed` its REPORTED, `held` its HOLD_LE; what an assessment came to stands in the decision.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/breach_assess.h"

namespace muniment::privacy {

enum class IncidentState {
    reported,
    triaged,
    contained,
    investigating,
    assessed,
    notifying,
    held,
    filed,
    closed
};
BOOST_DESCRIBE_ENUM(IncidentState, reported, triaged, contained, investigating, assessed, notifying,
                    held, filed, closed)

enum class IncidentAction {
    edit,  // facts, people, containment, actions, sanctions
    triage,
    contain,
    investigate,
    decide,
    notify,  // a breach: the notices begin
    write,   // a notice, its sending, a filing
    hold,    // an official asks for delay
    resume,
    file,  // everybody who must be told has been told
    close,
    reopen
};
BOOST_DESCRIBE_ENUM(IncidentAction, edit, triage, contain, investigate, decide, notify, write, hold,
                    resume, file, close, reopen)

// `result`: what the assessment came to; none before it. A breach is notified, all else is closed.
Result<IncidentState> next(IncidentState from, IncidentAction action,
                           std::optional<BreachResult> result);
std::vector<IncidentAction> allowed(IncidentState state, std::optional<BreachResult> result);

}  // namespace muniment::privacy
