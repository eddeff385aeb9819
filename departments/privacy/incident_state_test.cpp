#include "departments/privacy/incident_state.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace muniment::privacy {

using enum IncidentState;
using enum IncidentAction;

// Goal: a breach goes to its notices, anything else to its end; nothing is skipped.
TEST_CASE("the states of an incident") {
    struct Row {
        IncidentState from;
        IncidentAction action;
        std::optional<BreachResult> result;
        std::optional<IncidentState> to;
    };
    const auto none = std::optional<BreachResult>();
    const auto breach = std::optional(BreachResult::breach);
    const auto low = std::optional(BreachResult::low_probability);
    const Row rows[] = {
        {reported, triage, none, triaged},
        {reported, contain, none, {}},
        {triaged, contain, none, contained},
        {contained, investigate, none, investigating},
        {contained, decide, none, {}},
        {investigating, decide, none, assessed},
        {assessed, notify, breach, notifying},
        {assessed, notify, low, {}},
        {assessed, close, breach, {}},
        {assessed, close, low, closed},
        {assessed, close, none, {}},
        {notifying, hold, breach, held},
        {held, resume, breach, notifying},
        {held, write, breach, {}},
        {notifying, file, breach, filed},
        {notifying, close, breach, {}},
        {filed, close, breach, closed},
        {closed, edit, breach, {}},
        {closed, reopen, breach, investigating},
        {investigating, notify, none, {}},
    };
    for (const Row& row : rows) {
        const auto to = next(row.from, row.action, row.result);
        CHECK(bool(to) == row.to.has_value());
        if (to && row.to) CHECK(*to == *row.to);
        const auto offered = allowed(row.from, row.result);
        CHECK((std::ranges::find(offered, row.action) != offered.end()) == row.to.has_value());
    }
}

}  // namespace muniment::privacy
