// What the routes of incidents and breaches take and give (incident_routes.cpp).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/incident_people.h"
#include "departments/privacy/penalty.h"

namespace muniment::privacy {

std::vector<house::Route> incident_routes();
std::vector<tasks::JobKind> incident_job_kinds();

// The desk's own form. `list`: the people affected, as read_people_list takes them; none: later.
struct IncidentForm {
    std::string what;
    IncidentSource source = IncidentSource::self;
    IncidentType type = IncidentType::other;
    IncidentPlace place = IncidentPlace::other;
    bool ephi = false;
    std::optional<Day> occurred_from;
    std::optional<Day> occurred_to;
    BreachLearned learned;
    std::string subject_name;
    std::string list;
};
BOOST_DESCRIBE_STRUCT(IncidentForm, (),
                      (what, source, type, place, ephi, occurred_from, occurred_to, learned,
                       subject_name, list))

// What may be corrected while the incident is worked on. Counts and days of the facts that follow
// from the people affected and the proofs are overwritten by those.
struct IncidentEdit {
    std::int64_t version = 0;
    std::string what;
    IncidentSource source = IncidentSource::self;
    IncidentType type = IncidentType::other;
    IncidentPlace place = IncidentPlace::other;
    bool ephi = false;
    std::optional<Day> occurred_from;
    std::optional<Day> occurred_to;
    std::string subject_name;
    std::string recipient;
    IncidentReach reach = IncidentReach::by_kind;
    std::string disclosed;
    BreachFacts facts;
    std::string root_cause;
    std::string lessons;
};
BOOST_DESCRIBE_STRUCT(IncidentEdit, (),
                      (version, what, source, type, place, ephi, occurred_from, occurred_to,
                       subject_name, recipient, reach, disclosed, facts, root_cause, lessons))

struct IncidentStep {
    std::int64_t version = 0;
    IncidentAction action = IncidentAction::triage;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(IncidentStep, (), (version, action, note))

struct IncidentVerdict {
    std::int64_t version = 0;
    BreachResult result = BreachResult::breach;
    std::string reason;
    std::string signature;  // the decider's name, typed
};
BOOST_DESCRIBE_STRUCT(IncidentVerdict, (), (version, result, reason, signature))

// One thing to put on the incident's file; exactly one of them.
struct IncidentEntry {
    std::int64_t version = 0;
    std::optional<Containment> containment;
    std::optional<CorrectiveAction> action;  // one of the same words is replaced: it is done
    std::optional<IncidentSanction> sanction;
    std::optional<DelayReason> delay_reason;
    std::optional<BreachHold> hold;
    std::optional<IncidentFiling> filing;
    std::optional<Day> web_notice_from;
};
BOOST_DESCRIBE_STRUCT(IncidentEntry, (),
                      (version, containment, action, sanction, delay_reason, hold, filing,
                       web_notice_from))

struct PeopleCommand {
    std::int64_t version = 0;
    std::string list;
};
BOOST_DESCRIBE_STRUCT(PeopleCommand, (), (version, list))

struct NoticeCommand {
    std::int64_t version = 0;
    NoticeAudience audience = NoticeAudience::individuals;
    std::string state;
    NoticeWords words;
    std::vector<std::string> from_address;
};
BOOST_DESCRIBE_STRUCT(NoticeCommand, (), (version, audience, state, words, from_address))

// Proof of sending: of the people by id, of those of a list (as read_people_list takes it; the
// letters that came back, by the numbers or names on them), or (neither) of all who wait. Of more
// than letters_max who wait it is a job, and the answer shows the mailing that runs.
struct SentCommand {
    std::int64_t version = 0;
    std::vector<Uuid> people;
    std::string list;
    PersonStatus status = PersonStatus::sent;
    Day on{};
    std::string method;
};
BOOST_DESCRIBE_STRUCT(SentCommand, (), (version, people, list, status, on, method))

struct PersonCommand {
    std::int64_t version = 0;  // the person's
    std::string address;
    std::string residence;
    std::string next_of_kin;
    bool deceased = false;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(PersonCommand, (), (version, address, residence, next_of_kin, deceased, note))

struct PersonView {
    Uuid id;
    std::int64_t version = 0;
    PatientId patient{};
    std::string residence;
    PersonStatus status = PersonStatus::waiting;
    std::optional<Day> told_on;
    AffectedWords words;
};
BOOST_DESCRIBE_STRUCT(PersonView, (), (id, version, patient, residence, status, told_on, words))
struct PeopleView {
    std::int64_t total = 0;
    std::vector<PersonView> people;
};
BOOST_DESCRIBE_STRUCT(PeopleView, (), (total, people))

struct IncidentRow {
    CaseId id{};
    std::string number;
    IncidentState state = IncidentState::reported;
    std::string patient_name;
    std::string what;
    std::int64_t people = 0;
    std::string result;
    std::optional<Day> received;
    std::optional<Day> due_on;
    Instant updated{};
};
BOOST_DESCRIBE_STRUCT(IncidentRow, (),
                      (id, number, state, patient_name, what, people, result, received, due_on,
                       updated))
struct IncidentList {
    std::int64_t total = 0;
    std::map<std::string, std::int64_t> counts;
    std::vector<IncidentRow> incidents;
};
BOOST_DESCRIBE_STRUCT(IncidentList, (), (total, counts, incidents))

struct IncidentView {
    CaseId id{};
    std::string number;
    std::int64_t version = 0;
    IncidentState state = IncidentState::reported;
    PatientId patient{};
    std::string patient_name;
    IncidentContent content;
    PeopleCounts people;
    BreachAssessment assessment;
    BreachBoard board;
    std::vector<tasks::HistoryItem> history;
    std::vector<IncidentAction> allowed_actions;
};
BOOST_DESCRIBE_STRUCT(IncidentView, (),
                      (id, number, version, state, patient, patient_name, content, people,
                       assessment, board, history, allowed_actions))

// The year's log of breaches that concern fewer than 500 (45 CFR 164.408(c)).
struct BreachLogRow {
    CaseId id{};
    std::string number;
    std::string what;
    Day discovered_on{};
    std::int64_t people = 0;
    Day due_on{};
    std::optional<Day> told_on;
};
BOOST_DESCRIBE_STRUCT(BreachLogRow, (), (id, number, what, discovered_on, people, due_on, told_on))
struct BreachLog {
    std::int64_t year = 0;
    std::optional<Day> due_on;
    std::string cite;
    std::vector<BreachLogRow> breaches;
};
BOOST_DESCRIBE_STRUCT(BreachLog, (), (year, due_on, cite, breaches))

// An incident with what it needs of its people; facts are brought up to date from them.
struct OpenIncident {
    tasks::Case record;
    IncidentContent content;
    IncidentBrief brief;
    IncidentState state = IncidentState::reported;
    PeopleCounts people;
    std::optional<BreachResult> result() const {
        return content.decision ? std::optional(content.decision->result) : std::nullopt;
    }
};
Result<OpenIncident> load_incident(house::View& view, const CaseId& id);
// The incident of the path; conflict when the client has seen another version.
Result<OpenIncident> load_incident(const house::Call& call, std::int64_t seen_version);
// Takes the step: the state it leads to.
Status advance(OpenIncident& open, IncidentAction action);
Result<IncidentView> view_of(const house::Call& call, const OpenIncident& open);
// The act of a changed incident and its view; `more` are the drafts of people, `people` their
// counts after it.
Result<house::Outcome> changed(const house::Call& call, OpenIncident next,
                               const std::string& action, json::object detail,
                               std::vector<house::Draft> more = {}, const std::string& note = "");

// Names and MRNs: one MRN a line, or a table with a first line naming its columns ("mrn", "name",
// "address", "state"). Errors: incorrect, naming the line.
struct ListedPerson {
    std::string mrn, name, address, state;
};
Result<std::vector<ListedPerson>> read_people_list(const std::string& text);
// Those of the list who are not on the incident yet, found in the chart by their MRN.
Result<std::vector<Affected>> people_in_list(const house::Call& call, const CaseId& incident,
                                             const std::string& list);
// A patient of the chart as somebody affected.
Result<Affected> affected_patient(const house::Call& call, const CaseId& incident,
                                  const PatientId& patient);
// Those of the incident whom the list names, each once. Errors: incorrect, with every line that
// names nobody or several.
Result<std::vector<Affected>> people_named(house::View& view, const CaseId& incident,
                                           const std::string& list);
// Writes the proof into the person's record.
Status mark(Affected& person, const SentCommand& command);
// Letters to so many that a job marks them as mailed, letters_max in one act; the job's record.
Result<house::Draft> start_mailing(const house::Call& call, OpenIncident& next,
                                   const SentCommand& command);
// The counts as they will be with these people changed or added.
void count_in(PeopleCounts& counts, const std::vector<Affected>& added);

Result<house::Outcome> list_incidents(const house::Call& call);
Result<house::Outcome> report_incident(const house::Call& call);
Result<house::Outcome> show_incident(const house::Call& call);
Result<house::Outcome> edit_incident(const house::Call& call);
Result<house::Outcome> step_incident(const house::Call& call);
Result<house::Outcome> decide_incident(const house::Call& call);
Result<house::Outcome> note_incident(const house::Call& call);
Result<house::Outcome> list_people(const house::Call& call);
Result<house::Outcome> add_people(const house::Call& call);
Result<house::Outcome> correct_person(const house::Call& call);
Result<house::Outcome> mark_sent(const house::Call& call);
Result<house::Outcome> preview_notice(const house::Call& call);
Result<house::Outcome> write_notice(const house::Call& call);
Result<house::Outcome> show_notice(const house::Call& call);
Result<house::Outcome> hhs_fields(const house::Call& call);
Result<house::Outcome> show_breach_log(const house::Call& call);
Result<house::Outcome> breach_log_file(const house::Call& call);
Result<house::Outcome> estimate_penalty(const house::Call& call);

}  // namespace muniment::privacy
