// An incident: a use or disclosure that may have been improper, from the day somebody told us to
// the notices and what was learned. It is a case of kernel/tasks (kind "privacy", numbers
// P-2026-...); the release desk opens one by itself when records went to the wrong person, the
// access reviews when an access was not explained.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/breach_assess.h"
#include "departments/privacy/breach_clocks.h"
#include "departments/privacy/incident_state.h"
#include "departments/privacy/notice_content.h"
#include "kernel/tasks/disclosure.h"
#include "kernel/tasks/tasks.h"

namespace muniment::privacy {

inline constexpr const char* incident_kind = "privacy";

enum class IncidentSource { self, business_associate, patient, law_enforcement, ocr, other };
BOOST_DESCRIBE_ENUM(IncidentSource, self, business_associate, patient, law_enforcement, ocr, other)
enum class IncidentType {
    misdirected,
    lost,
    theft,
    hacking,
    snooping,
    improper_disposal,
    ransomware,
    other
};
BOOST_DESCRIBE_ENUM(IncidentType, misdirected, lost, theft, hacking, snooping, improper_disposal,
                    ransomware, other)
enum class IncidentPlace { paper, email, emr, network, laptop, portable, server, other };
BOOST_DESCRIBE_ENUM(IncidentPlace, paper, email, emr, network, laptop, portable, server, other)

// Did it leave the house? A use inside is no disclosure (45 CFR 160.103). by_kind: snooping stayed
// inside, all else went out.
enum class IncidentReach { by_kind, outside, inside };
BOOST_DESCRIBE_ENUM(IncidentReach, by_kind, outside, inside)

// What the release desk writes of a release that went to the wrong person.
struct IncidentRecall {
    Day on{};
    std::string recipient;
    std::string recipient_address;
    std::string reason;
    bool reached = false;
    std::string privacy_case;
};
BOOST_DESCRIBE_STRUCT(IncidentRecall, (),
                      (on, recipient, recipient_address, reason, reached, privacy_case))

struct Containment {
    std::string what;
    std::string by;
    Day on{};
};
BOOST_DESCRIBE_STRUCT(Containment, (), (what, by, on))

struct CorrectiveAction {
    std::string what;
    std::string owner;
    Day due{};
    std::optional<Day> done_on;
};
BOOST_DESCRIBE_STRUCT(CorrectiveAction, (), (what, owner, due, done_on))

// 45 CFR 164.530(e)(2): sanctions that were applied are documented. Levels 1 to 4 of the facility's
// matrix.
struct IncidentSanction {
    std::int64_t level = 1;
    std::string who;
    std::string action;
    Day on{};
    std::string reference;  // where personnel keeps it
};
BOOST_DESCRIBE_STRUCT(IncidentSanction, (), (level, who, action, on, reference))

struct IncidentDecision {
    BreachResult result = BreachResult::breach;
    BreachResult proposed = BreachResult::breach;
    std::string reason;
    Uuid by;
    std::string by_name;
    std::string signature;  // the name as it was typed
    Instant at{};
};
BOOST_DESCRIBE_STRUCT(IncidentDecision, (), (result, proposed, reason, by, by_name, signature, at))

enum class NoticeAudience { individuals, media, web, regulator };
BOOST_DESCRIBE_ENUM(NoticeAudience, individuals, media, web, regulator)

// A notice as it was written; the letter to each individual is made from it, word for word.
struct IncidentNotice {
    Uuid id;
    NoticeAudience audience = NoticeAudience::individuals;
    std::string state;  // media, regulator
    std::string template_id;
    Day written_on{};
    NoticeWords words;
    std::vector<std::string> from_address;  // lines of the letterhead
    std::string signer;
};
BOOST_DESCRIBE_STRUCT(IncidentNotice, (),
                      (id, audience, state, template_id, written_on, words, from_address, signer))

// Proof that somebody other than an individual was told: HHS, media, a state's office.
struct IncidentFiling {
    BreachTold to = BreachTold::hhs;
    std::string state;
    std::string rule;  // the date of the board that it answers, for states' offices
    Day on{};
    std::string method;
    std::string confirmation;
};
BOOST_DESCRIBE_STRUCT(IncidentFiling, (), (to, state, rule, on, method, confirmation))

// All letters have been mailed and a job is writing it down, person by person.
struct IncidentMailing {
    Day on{};
    std::string method;
    Uuid by;
    std::string by_name;
    std::int64_t letters = 0;
};
BOOST_DESCRIBE_STRUCT(IncidentMailing, (), (on, method, by, by_name, letters))

struct IncidentContent {
    std::string release_case;  // written by the release desk, with `recall`
    std::optional<IncidentRecall> recall;
    std::string opened_from;  // another case's number: the access review that found it
    std::string what;
    IncidentSource source = IncidentSource::self;
    IncidentType type = IncidentType::other;
    IncidentPlace place = IncidentPlace::other;
    bool ephi = false;
    std::optional<Day> occurred_from;
    std::optional<Day> occurred_to;
    Uuid subject;  // the user whose conduct it is; nil: nobody or not known
    std::string subject_name;
    std::string recipient;  // who got it
    IncidentReach reach = IncidentReach::by_kind;
    std::string disclosed;  // what was disclosed, in words that each patient may read
    BreachFacts facts;      // counts and days of notices are taken from the people affected
    std::vector<Containment> containment;
    std::optional<IncidentDecision> decision;
    std::optional<tasks::NotedDisclosure> accounted;  // as it stands on the patients' accountings
    bool accounting_withdrawn = false;                // a later decision took it off again
    std::vector<IncidentNotice> notices;
    std::optional<IncidentMailing> mailing;  // while its job runs
    std::vector<IncidentFiling> filings;
    std::vector<CorrectiveAction> actions;
    std::vector<IncidentSanction> sanctions;
    std::string root_cause;
    std::string lessons;
    std::map<std::string, std::string> notes;  // typed words by version
};
BOOST_DESCRIBE_STRUCT(IncidentContent, (),
                      (release_case, recall, opened_from, what, source, type, place, ephi,
                       occurred_from, occurred_to, subject, subject_name, recipient, reach,
                       disclosed, facts, containment, decision, accounted, accounting_withdrawn,
                       notices, mailing, filings, actions, sanctions, root_cause, lessons, notes))

// The worklist's row; the release desk writes the first two.
struct IncidentBrief {
    std::string patient_name;
    std::string what;
    std::int64_t people = 0;
    std::string result;
};
BOOST_DESCRIBE_STRUCT(IncidentBrief, (), (patient_name, what, people, result))

// What opens an incident besides the desk's own form.
struct IncidentReport {
    std::string what;
    IncidentSource source = IncidentSource::self;
    IncidentType type = IncidentType::other;
    IncidentPlace place = IncidentPlace::other;
    bool ephi = false;
    std::optional<Day> occurred_from;
    std::optional<Day> occurred_to;
    BreachLearned learned;
    Uuid subject;
    std::string subject_name;
    std::string opened_from;
    std::vector<PatientId> patients;  // of the chart
};

struct OpenedIncident {
    CaseId id{};
    std::string number;
    std::vector<house::Draft> drafts;  // to be put into the act that opens it
};
Result<OpenedIncident> open_incident(const house::Call& call, const IncidentReport& report);

}  // namespace muniment::privacy
