// Decides a request for records: which permission of the Privacy Rule applies, what is missing, by
// when, and why, with citations. Pure: no clock, no database, no network; the rules come from
// packs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "departments/release/request.h"

namespace muniment::rules {
class Packs;
}

namespace muniment::release {

// required: the rule commands it (45 CFR 164.502(a)(2)); allow: permitted, the minimum-necessary
// rule does not apply; need: one or more findings must be mended first; deny: no permission.
enum class Answer { required, allow, allow_minimum_necessary, need, deny };
BOOST_DESCRIBE_ENUM(Answer, required, allow, allow_minimum_necessary, need, deny)

enum class Severity { defect, warning };
BOOST_DESCRIBE_ENUM(Severity, defect, warning)

// One thing that is not as a rule wants it. A defect stands in the way of release, a warning is a
// duty of ours that does not (45 CFR 164.508(b)(1)(i)).
struct Finding {
    std::string rule;  // "us-federal/hipaa-164-508#expiry-stated"
    std::string cite;  // "45 CFR 164.508(c)(1)(v)"
    std::string message;
    Severity severity = Severity::defect;
    bool operator==(const Finding&) const = default;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (rule, cite, message, severity))

// Why the answer is what it is.
struct Reason {
    std::string rule;
    std::string cite;
    std::string message;
    bool operator==(const Reason&) const = default;
};
BOOST_DESCRIBE_STRUCT(Reason, (), (rule, cite, message))

struct PackUsed {
    std::string id;
    Hash sha256;  // of the pack's text
    bool operator==(const PackUsed&) const = default;
};
BOOST_DESCRIBE_STRUCT(PackUsed, (), (id, sha256))

struct Decision {
    Answer answer = Answer::deny;
    std::vector<Finding> findings;
    std::vector<Reason> reasons;
    bool minimum_necessary = false;
    bool accounting = false;  // does 45 CFR 164.528 list this disclosure to the patient?
    std::string accounting_reason;
    std::optional<Day> due_on;  // absent: no clock runs for this requester
    std::string due_cite;
    std::string due_rule;
    std::vector<PackUsed> packs;
    Hash inputs_sha256;
    Day decided_on{};
    bool operator==(const Decision&) const = default;
};
BOOST_DESCRIBE_STRUCT(Decision, (),
                      (answer, findings, reasons, minimum_necessary, accounting, accounting_reason,
                       due_on, due_cite, due_rule, packs, inputs_sha256, decided_on))

// What the chart knows about the patient that the law asks for.
struct PatientFacts {
    std::optional<Day> birth_date;
    std::optional<Day> deceased_on;
    bool operator==(const PatientFacts&) const = default;
};
BOOST_DESCRIBE_STRUCT(PatientFacts, (), (birth_date, deceased_on))

// All that is known when the desk decides.
struct View {
    Request request;
    PatientFacts patient;
};
BOOST_DESCRIBE_STRUCT(View, (), (request, patient))

// The decision on `today` under the rules in force that day. Never fails: what is missing or wrong
// is a finding. Collects all findings; the answer is `need` or `deny` while a defect is among them.
Decision decide(const View& view, const rules::Packs& packs, Day today);

}  // namespace muniment::release
