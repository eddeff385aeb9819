// The case of this desk as it is kept and shown: the JSON content of tasks::Case, the worklist's
// row, what staff see and what the patient sees, and the act that writes the next version.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/rights/state.h"
#include "departments/rights/store.h"
#include "kernel/chart/rows.h"
#include "kernel/house/desk.h"
#include "kernel/tasks/tasks.h"

namespace muniment::rights {

inline constexpr const char* case_kind = "rights";

struct RightsLetter {
    Uuid id;
    std::string template_id;
    std::string title;
    Day written_on{};
    Hash sha256;
};
BOOST_DESCRIBE_STRUCT(RightsLetter, (), (id, template_id, title, written_on, sha256))

struct RightsContent {
    RightsAsk ask;
    bool by_portal = false;
    std::optional<ExtensionNotice> extension;
    std::optional<Day> extended_to;
    std::optional<AmendmentDenial> denial;
    std::string answer;  // in words, to the patient
    std::string statement;
    std::string rebuttal;
    bool future = false;            // 45 CFR 164.526(d)(1)(iii): asked for
    std::vector<std::string> told;  // 45 CFR 164.526(c)(3)
    std::optional<AccountingTerms> terms;
    std::optional<Uuid> directive;  // what is kept of it in the chart
    std::optional<Uuid> consent;
    std::string consent_says;  // a kind consent's: what was given or withdrawn
    std::string reference;     // the number of the release case that carries it out
    std::vector<RightsLetter> letters;
};
BOOST_DESCRIBE_STRUCT(RightsContent, (),
                      (ask, by_portal, extension, extended_to, denial, answer, statement, rebuttal,
                       future, told, terms, directive, consent, consent_says, reference, letters))

struct Brief {
    std::string patient_name;
    Kind kind = Kind::access;
    bool by_portal = false;
};
BOOST_DESCRIBE_STRUCT(Brief, (), (patient_name, kind, by_portal))

struct RightsRow {
    CaseId id{};
    std::string number;
    std::int64_t version = 0;
    Kind kind = Kind::access;
    State state = State::received;
    std::string patient_name;
    PatientId patient_id{};
    bool by_portal = false;
    Day received_on{};
    std::optional<Day> due_on;
    Instant updated_at{};
};
BOOST_DESCRIBE_STRUCT(RightsRow, (),
                      (id, number, version, kind, state, patient_name, patient_id, by_portal,
                       received_on, due_on, updated_at))
struct RightsCases {
    std::int64_t total = 0;
    std::map<std::string, std::int64_t> counts;
    std::vector<RightsRow> cases;
};
BOOST_DESCRIBE_STRUCT(RightsCases, (), (total, counts, cases))

// What staff see of a case.
struct RightsCase {
    CaseId id{};
    std::string number;
    std::int64_t version = 0;
    Kind kind = Kind::access;
    State state = State::received;
    chart::PatientBanner patient;
    Day received_on{};
    std::optional<Day> due_on;  // an extension counted in
    RightsContent content;
    std::vector<RunningClock> clocks;
    std::vector<LawSays> duties;         // what the law says of the request itself
    std::vector<AmendmentRule> grounds;  // an amendment's
    std::optional<chart::Directive> kept;
    std::vector<Step> allowed_steps;
    std::vector<tasks::HistoryItem> history;
};
BOOST_DESCRIBE_STRUCT(RightsCase, (),
                      (id, number, version, kind, state, patient, received_on, due_on, content,
                       clocks, duties, grounds, kept, allowed_steps, history))

// What the patient sees of an own request.
struct MyRequest {
    CaseId id{};
    std::string number;
    std::int64_t version = 0;
    Kind kind = Kind::access;
    State state = State::received;
    Day received_on{};
    std::optional<Day> due_on;
    RightsContent content;
    std::vector<Step> allowed_steps;
};
BOOST_DESCRIBE_STRUCT(MyRequest, (),
                      (id, number, version, kind, state, received_on, due_on, content,
                       allowed_steps))
struct MyRequests {
    std::vector<MyRequest> requests;
};
BOOST_DESCRIBE_STRUCT(MyRequests, (), (requests))

struct OpenRights {
    PatientId patient{};
    std::optional<Day> received_on;  // today, unless said
    RightsAsk ask;
};
BOOST_DESCRIBE_STRUCT(OpenRights, (), (patient, received_on, ask))

// One step of a case; which fields it needs hangs on the step.
struct RightsStep {
    std::int64_t version = 0;
    Step step = Step::answer;
    std::string words;                      // answer, statement, rebuttal, reasons, why refused
    std::optional<Day> until;               // extend
    std::optional<AmendmentDenial> denial;  // deny, accept_part
    EndedBy ended_by = EndedBy::patient_in_writing;
    bool unreasonable = false;      // deny of a confidential communication
    std::vector<std::string> told;  // tell
    std::string reference;          // answer to access: the release case
};
BOOST_DESCRIBE_STRUCT(RightsStep, (),
                      (version, step, words, until, denial, ended_by, unreasonable, told,
                       reference))

// A case with everything that a handler needs of it.
struct OpenCase {
    tasks::Case record;
    RightsContent content;
    State state = State::received;
    chart::PatientBanner patient;
    Kind kind() const { return content.ask.kind; }
};

Result<OpenCase> load(house::View& view, const CaseId& id);
// The case of this version; conflict: it moved on.
Result<OpenCase> load(house::View& view, const CaseId& id, std::int64_t seen_version);
Result<RightsCase> view_of(const house::Call& call, const OpenCase& open);
MyRequest mine_of(const OpenCase& open);
// The act that writes this version of the case; the number and further drafts are added by callers.
Result<house::Act> act_of(const house::Call& call, OpenCase& open, const std::string& action);

// Takes a request: a new case and the draft of its number. Errors: incorrect, with all findings.
struct Opened {
    OpenCase open;
    house::Act act;
};
enum class Through { desk, portal };
Result<Opened> take(const house::Call& call, const PatientId& patient, Day received_on,
                    RightsAsk ask, Through through);
// A case that is a record of something already done: a consent given or withdrawn.
Result<std::vector<house::Draft>> record_consent(const house::Call& call,
                                                 const chart::Consent& consent,
                                                 const std::string& says);
// The clocks that the request started.
std::vector<RunningClock> clocks_of(const RightsContent& content, Day received,
                                    const RightsSettings& settings, const rules::Packs& packs);

// One step, with its letter and what is kept of it in the chart. Pure of the actor: staff and
// patient come through here, each with the steps that are theirs.
struct Stepped {
    OpenCase open;
    house::Act act;
    std::optional<chart::Directive> kept;  // as it will be
};
Result<Stepped> take_step(const house::Call& call, OpenCase open, const RightsStep& command);

house::Outcome pdf_answer(std::string bytes, const std::string& name);
Result<house::Outcome> letter_of(const house::Call& call, const OpenCase& open);

}  // namespace muniment::rights
