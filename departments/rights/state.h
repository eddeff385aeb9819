// A request about a right as a case: its kinds, what the patient asks, its states and which step
// leads where. Tables, nothing else.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/rights/accounting_ask.h"
#include "departments/rights/amendment.h"
#include "departments/rights/restriction.h"
#include "kernel/chart/consent.h"

namespace muniment::rights {

enum class Kind { access, amendment, restriction, confidential, accounting, complaint, consent };
BOOST_DESCRIBE_ENUM(Kind, access, amendment, restriction, confidential, accounting, complaint,
                    consent)

enum class State {
    received,
    accepted,  // an amendment, restriction or wish: we do it
    partly,    // an amendment: some of it
    denied,
    disputed,  // denied, and the patient filed a statement of disagreement
    answered,  // access, accounting, complaint, consent: done
    ended,     // a restriction or wish that holds no longer
    withdrawn
};
BOOST_DESCRIBE_ENUM(State, received, accepted, partly, denied, disputed, answered, ended, withdrawn)

enum class Step {
    extend,  // the notice that we need longer
    accept,
    accept_part,
    deny,
    statement,  // 45 CFR 164.526(d)(2)
    rebuttal,   // 45 CFR 164.526(d)(3)
    future,     // 45 CFR 164.526(d)(1)(iii): send request and denial with future disclosures
    tell,       // 45 CFR 164.526(c)(3): persons were informed
    answer,
    end,
    withdraw
};
BOOST_DESCRIBE_ENUM(Step, extend, accept, accept_part, deny, statement, rebuttal, future, tell,
                    answer, end, withdraw)

// The state after the step; conflict: this kind does not offer it in this state.
Result<State> next(Kind kind, State from, Step step);
std::vector<Step> allowed(Kind kind, State state);
// Steps that are the patient's own, in the portal.
bool is_patients(Step step);
bool is_open(State state);

// The event whose clock runs (packs, kind "clock"); empty: none.
std::string event_of(Kind kind, const AccountingAsk& accounting);

struct AccessAsk {
    std::string what;  // which records, in words
    std::optional<Day> from;
    std::optional<Day> to;
    std::string form = "electronic";  // electronic, paper, or to look at them
    std::string send_to;              // another person; empty: to me
    bool operator==(const AccessAsk&) const = default;
};
BOOST_DESCRIBE_STRUCT(AccessAsk, (), (what, from, to, form, send_to))

struct AmendmentAsk {
    std::vector<Uuid> items;         // of the chart; empty: said in words only
    std::string wrong;               // what is wrong or missing
    std::string right;               // what it should say
    std::string reason;              // 45 CFR 164.526(b)(1)
    std::vector<std::string> tell;   // who should be told if it is changed
    bool from_other_entity = false;  // 45 CFR 164.526(e): told by another covered entity
    bool operator==(const AmendmentAsk&) const = default;
};
BOOST_DESCRIBE_STRUCT(AmendmentAsk, (), (items, wrong, right, reason, tell, from_other_entity))

struct ComplaintAsk {
    std::string what;
    std::optional<Day> happened_on;
    bool operator==(const ComplaintAsk&) const = default;
};
BOOST_DESCRIBE_STRUCT(ComplaintAsk, (), (what, happened_on))

// What is asked: the part of the kind is there, the others are not.
struct RightsAsk {
    Kind kind = Kind::access;
    std::optional<AccessAsk> access;
    std::optional<AmendmentAsk> amendment;
    std::optional<chart::Restriction> restriction;
    std::optional<ConfidentialAsk> confidential;
    std::optional<AccountingAsk> accounting;
    std::optional<ComplaintAsk> complaint;
    bool operator==(const RightsAsk&) const = default;
};
BOOST_DESCRIBE_STRUCT(RightsAsk, (),
                      (kind, access, amendment, restriction, confidential, accounting, complaint))
// Everything that keeps the request from being taken, in words for whoever typed it.
std::vector<Finding> check(const RightsAsk& ask);
inline constexpr std::size_t words_bytes_max = 8000;

}  // namespace muniment::rights
