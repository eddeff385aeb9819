#include "departments/rights/state.h"

#include <algorithm>
#include <array>

namespace muniment::rights {

namespace {

struct Move {
    Kind kind;
    State from;
    Step step;
    State to;
};

using enum State;
using enum Step;

// Every kind may be extended and withdrawn while it is received; the rest stands here.
constexpr std::array moves = {
    Move{Kind::access, received, answer, answered},
    Move{Kind::amendment, received, accept, accepted},
    Move{Kind::amendment, received, accept_part, partly},
    Move{Kind::amendment, received, deny, denied},
    Move{Kind::amendment, accepted, tell, accepted},
    Move{Kind::amendment, partly, tell, partly},
    Move{Kind::amendment, partly, statement, disputed},
    Move{Kind::amendment, partly, future, partly},
    Move{Kind::amendment, denied, statement, disputed},
    Move{Kind::amendment, denied, future, denied},
    Move{Kind::amendment, disputed, rebuttal, disputed},
    Move{Kind::amendment, disputed, tell, disputed},
    Move{Kind::restriction, received, accept, accepted},
    Move{Kind::restriction, received, deny, denied},
    Move{Kind::restriction, accepted, end, ended},
    Move{Kind::confidential, received, accept, accepted},
    Move{Kind::confidential, received, deny, denied},
    Move{Kind::confidential, accepted, end, ended},
    Move{Kind::accounting, received, answer, answered},
    Move{Kind::complaint, received, answer, answered},
};

std::optional<State> moved(Kind kind, State from, Step step) {
    if (from == received && step == extend) return received;
    if (from == received && step == withdraw) return withdrawn;
    const auto at = std::ranges::find_if(moves, [&](const Move& one) {
        return one.kind == kind && one.from == from && one.step == step;
    });
    return at == moves.end() ? std::nullopt : std::optional(at->to);
}

}  // namespace

Result<State> next(Kind kind, State from, Step step) {
    if (const auto to = moved(kind, from, step)) return *to;
    return Error{Fault::conflict, "A request of kind " + std::string(enum_name(kind)) +
                                      " that is " + std::string(enum_name(from)) +
                                      " does not offer the step " + std::string(enum_name(step)) +
                                      "; look at it again."};
}

std::vector<Step> allowed(Kind kind, State state) {
    std::vector<Step> steps;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Step>>([&](auto one) {
        if (moved(kind, state, one.value)) steps.push_back(one.value);
    });
    return steps;
}

bool is_patients(Step step) { return step == statement || step == future || step == withdraw; }

bool is_open(State state) { return state == received; }

std::string event_of(Kind kind, const AccountingAsk& accounting) {
    switch (kind) {
        case Kind::access:
            return "request_received";
        case Kind::amendment:
            return "amendment_requested";
        case Kind::restriction:
            return "restriction_requested";
        case Kind::confidential:
            return "confidential_requested";
        case Kind::accounting:
            return accounting.part2 ? "part2_accounting_requested" : "accounting_requested";
        case Kind::complaint:
            return "complaint_received";
        case Kind::consent:
            break;
    }
    return "";
}

namespace {

void need(std::vector<Finding>& found, const std::string& text, const char* cite,
          const char* words) {
    if (trim(text).empty()) found.push_back({"", cite, words});
    if (text.size() > words_bytes_max)
        found.push_back({"", cite, "The text is too long; at most 8,000 characters."});
}

void check_amendment(std::vector<Finding>& found, const AmendmentAsk& ask) {
    constexpr auto cite = "45 CFR 164.526(b)(1)";
    need(found, ask.wrong, cite, "Say what is wrong or missing in the record.");
    need(found, ask.reason, cite, "Say why it should be changed.");
    if (ask.items.size() > 100 || ask.tell.size() > 100 || ask.right.size() > words_bytes_max)
        found.push_back({"", cite, "This is too much for one request; make several."});
}

void check_restriction(std::vector<Finding>& found, const chart::Restriction& ask) {
    need(found, ask.what, "45 CFR 164.522(a)(1)(i)", "Say which information should be kept back.");
    if (ask.keeps_from == chart::KeepsFrom::named)
        need(found, ask.named, "45 CFR 164.522(a)(1)(i)", "Say from whom it should be kept.");
    if (ask.paid_in_full && ask.keeps_from != chart::KeepsFrom::health_plan)
        found.push_back({"", "45 CFR 164.522(a)(1)(vi)",
                         "Care paid in full is kept from the health plan; choose that."});
}

}  // namespace

std::vector<Finding> check(const RightsAsk& ask) {
    std::vector<Finding> found;
    const int parts = int(ask.access.has_value()) + int(ask.amendment.has_value()) +
                      int(ask.restriction.has_value()) + int(ask.confidential.has_value()) +
                      int(ask.accounting.has_value()) + int(ask.complaint.has_value());
    const bool there = (ask.kind == Kind::access && ask.access) ||
                       (ask.kind == Kind::amendment && ask.amendment) ||
                       (ask.kind == Kind::restriction && ask.restriction) ||
                       (ask.kind == Kind::confidential && ask.confidential) ||
                       (ask.kind == Kind::accounting && ask.accounting) ||
                       (ask.kind == Kind::complaint && ask.complaint);
    if (!there || parts != 1)
        return {{"", "", "Say what is asked, once, in the field named after the kind."}};
    if (ask.access)
        need(found, ask.access->what, "45 CFR 164.524(b)(1)", "Say which records you want.");
    if (ask.amendment) check_amendment(found, *ask.amendment);
    if (ask.restriction) check_restriction(found, *ask.restriction);
    if (ask.confidential) found = check_wish(*ask.confidential);
    if (ask.complaint)
        need(found, ask.complaint->what, "45 CFR 164.530(d)(1)", "Say what happened.");
    if (ask.accounting && ask.accounting->from && ask.accounting->to &&
        *ask.accounting->to < *ask.accounting->from)
        found.push_back({"", "45 CFR 164.528(a)(3)", "The last day is before the first."});
    return found;
}

}  // namespace muniment::rights
