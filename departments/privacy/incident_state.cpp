#include "departments/privacy/incident_state.h"

#include <algorithm>

namespace muniment::privacy {
namespace {

using enum IncidentState;
using enum IncidentAction;

enum class If { any, breach, none };
struct Step {
    IncidentState from;
    IncidentAction action;
    IncidentState to;
    If when = If::any;
};

constexpr Step steps[] = {
    {reported, edit, reported},
    {reported, triage, triaged},
    {triaged, edit, triaged},
    {triaged, contain, contained},
    {contained, edit, contained},
    {contained, investigate, investigating},
    {investigating, edit, investigating},
    {investigating, decide, assessed},
    {assessed, edit, assessed},
    {assessed, notify, notifying, If::breach},
    {assessed, close, closed, If::none},
    {assessed, reopen, investigating},
    {notifying, edit, notifying},
    {notifying, write, notifying},
    {notifying, hold, held},
    {notifying, file, filed},
    {notifying, reopen, investigating},
    {held, edit, held},
    {held, resume, notifying},
    {filed, edit, filed},
    {filed, write, filed},
    {filed, close, closed},
    {filed, reopen, investigating},
    {closed, reopen, investigating},
};

bool fits(const Step& step, std::optional<BreachResult> result) {
    const bool breach = result == BreachResult::breach;
    if (step.when == If::breach) return breach;
    return step.when == If::any || (result && !breach);
}

}  // namespace

Result<IncidentState> next(IncidentState from, IncidentAction action,
                           std::optional<BreachResult> result) {
    for (const Step& step : steps)
        if (step.from == from && step.action == action && fits(step, result)) return step.to;
    return Error{Fault::conflict, "An incident that is " + std::string(enum_name(from)) +
                                      " cannot take the step " + std::string(enum_name(action)) +
                                      "."};
}

std::vector<IncidentAction> allowed(IncidentState state, std::optional<BreachResult> result) {
    std::vector<IncidentAction> found;
    for (const Step& step : steps)
        if (step.from == state && fits(step, result)) found.push_back(step.action);
    return found;
}

}  // namespace muniment::privacy
