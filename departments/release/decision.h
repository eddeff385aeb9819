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

// What the law says of one part of the record: the answer for the request and, on top of it, what
// the segment's own table asks for.
struct SegmentAnswer {
    std::string segment;  // a name from the packs: "part2", "hiv"
    Answer answer = Answer::deny;
    std::vector<Reason> reasons;      // the strictest first
    std::string notice;               // id of the text that goes with it
    std::vector<std::string> only;    // the fields of it that may go, where the law lists them
    std::vector<std::string> duties;  // what must be done besides, where it goes
    bool operator==(const SegmentAnswer&) const = default;
};
BOOST_DESCRIBE_STRUCT(SegmentAnswer, (), (segment, answer, reasons, notice, only, duties))

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
    std::string ground;                   // the ground that was decided on
    std::string basis;                    // what follows hangs on it: accounting, minimum necessary
    std::vector<SegmentAnswer> segments;  // every segment the packs know
    std::vector<std::string> only;        // the fields that may go, where the law lists them
    std::vector<std::string> duties;      // what must be done besides
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
                      (answer, findings, reasons, ground, basis, segments, only, duties,
                       minimum_necessary, accounting, accounting_reason, due_on, due_cite, due_rule,
                       packs, inputs_sha256, decided_on))

// What the chart knows about the patient that the law asks for.
struct PatientFacts {
    std::optional<Day> birth_date;
    std::optional<Day> deceased_on;
    bool operator==(const PatientFacts&) const = default;
};
BOOST_DESCRIBE_STRUCT(PatientFacts, (), (birth_date, deceased_on))

enum class FacilityKind { hospital, critical_access_hospital, practice, laboratory };
BOOST_DESCRIBE_ENUM(FacilityKind, hospital, critical_access_hospital, practice, laboratory)

// What the law asks of the facility that holds the record.
struct FacilityFacts {
    std::string state;  // "CA"; empty: not stated, and no state's law is applied
    FacilityKind kind = FacilityKind::hospital;
    std::vector<std::string> part2_programs;  // names of its programs under 42 CFR 2.11
    bool operator==(const FacilityFacts&) const = default;
};
BOOST_DESCRIBE_STRUCT(FacilityFacts, (), (state, kind, part2_programs))

// All that is known when the desk decides.
struct View {
    Request request;
    PatientFacts patient;
    FacilityFacts facility;
};
BOOST_DESCRIBE_STRUCT(View, (), (request, patient, facility))

bool lets_go(Answer answer);  // neither need nor deny

// The decision on `today` under the rules in force that day. Never fails: what is missing or wrong
// is a finding. Collects all findings; the answer is `need` or `deny` while a defect is among them.
Decision decide(const View& view, const rules::Packs& packs, Day today);

}  // namespace muniment::release
