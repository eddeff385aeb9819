// A review case: one person's accesses to one patient (or to many, as one question), what spoke for
// their being improper, what the person says, and what it came to. A person decides, and never on
// her own accesses.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/feedback.h"
#include "departments/privacy/judge.h"
#include "kernel/people/trail.h"
#include "kernel/tasks/tasks.h"

namespace muniment::privacy {

inline constexpr const char* review_kind = "access_review";
inline constexpr std::size_t accesses_kept_max = 200;  // of one case
inline constexpr std::size_t words_bytes_max = 4000;   // of what a person types

enum class ReviewState { open, explanation_requested, justified, undetermined, inappropriate };
BOOST_DESCRIBE_ENUM(ReviewState, open, explanation_requested, justified, undetermined,
                    inappropriate)
constexpr bool is_closed(ReviewState state) { return state >= ReviewState::justified; }

// One access as evidence: what the trail says of it, copied when the case was made.
struct AccessEvidence {
    Uuid id;
    Instant at{};
    std::string action;
    std::string purpose;
    std::string relation;  // what was looked for and found; "none": nothing
    std::string evidence;  // the record that shows it
    std::string from;      // network address
    std::int64_t records = 0;
    int score = 0;
    std::vector<std::string> facts;  // that held of this access
    Uuid patient;
    Uuid entry;
};
BOOST_DESCRIBE_STRUCT(AccessEvidence, (),
                      (id, at, action, purpose, relation, evidence, from, records, score, facts,
                       patient, entry))

struct ReviewExplanation {
    std::string question;
    std::string asked_by;
    Instant asked_at{};
    std::string answer;  // empty: not yet
    std::optional<Instant> answered_at;
};
BOOST_DESCRIBE_STRUCT(ReviewExplanation, (), (question, asked_by, asked_at, answer, answered_at))

struct ReviewClosing {
    Verdicted outcome = Verdicted::undetermined;
    std::string words;
    std::optional<Conduct> conduct;
    std::optional<SanctionStep> sanction;  // suggested
    std::string by;
    Instant at{};
    std::optional<CaseId> incident;
};
BOOST_DESCRIBE_STRUCT(ReviewClosing, (), (outcome, words, conduct, sanction, by, at, incident))

struct ReviewContent {
    Uuid user;
    std::string user_name;
    std::vector<std::string> roles;
    std::vector<std::string> departments;
    std::string patient_name;
    AccessVerdict verdict;
    std::vector<AccessEvidence> accesses;
    std::int64_t accesses_total = 0;
    std::vector<Uuid> others;         // further patients of the same question
    std::vector<std::string> checks;  // the relations that were looked for
    std::string usual;                // what this person usually does, in words
    std::optional<ReviewExplanation> explanation;
    std::optional<ReviewClosing> closing;
    std::map<std::string, std::string> notes;  // typed words by version; not in the ledger
};
BOOST_DESCRIBE_STRUCT(ReviewContent, (),
                      (user, user_name, roles, departments, patient_name, verdict, accesses,
                       accesses_total, others, checks, usual, explanation, closing, notes))

// What the worklist shows of a case.
struct ReviewBrief {
    Uuid user;
    std::string user_name;
    std::string patient_name;
    int score = 0;
    std::vector<std::string> reasons;  // sentences, heaviest first
    std::int64_t accesses = 0;
    std::int64_t others = 0;
    Instant last{};
};
BOOST_DESCRIBE_STRUCT(ReviewBrief, (),
                      (user, user_name, patient_name, score, reasons, accesses, others, last))

struct ReviewRow {
    CaseId id{};
    std::string number;
    std::int64_t version = 0;
    ReviewState state = ReviewState::open;
    PatientId patient{};
    std::optional<Day> due;
    bool urgent = false;  // page_score or more: tell the privacy officer at once
    bool today = false;   // fits into the staff's minutes
    ReviewBrief brief;
};
BOOST_DESCRIBE_STRUCT(ReviewRow, (),
                      (id, number, version, state, patient, due, urgent, today, brief))

struct ReviewList {
    std::int64_t total = 0;
    std::map<std::string, std::int64_t> counts;
    std::int64_t shown_today = 0;
    std::int64_t left = 0;
    int minutes = 0;
    ReviewLimits limits;
    std::optional<Instant> judged_until;
    std::vector<ReviewRow> reviews;
};
BOOST_DESCRIBE_STRUCT(ReviewList, (),
                      (total, counts, shown_today, left, minutes, limits, judged_until, reviews))

struct ReviewView {
    CaseId id{};
    std::string number;
    std::int64_t version = 0;
    ReviewState state = ReviewState::open;
    PatientId patient{};
    std::optional<Day> due;
    bool urgent = false;
    ReviewContent content;
    std::vector<SanctionStep> ladder;  // by conduct, as suggested for this person
    std::int64_t earlier_findings = 0;
    std::vector<tasks::HistoryItem> history;
};
BOOST_DESCRIBE_STRUCT(ReviewView, (),
                      (id, number, version, state, patient, due, urgent, content, ladder,
                       earlier_findings, history))

struct ReviewAsk {
    std::int64_t version = 0;
    std::string question;
};
BOOST_DESCRIBE_STRUCT(ReviewAsk, (), (version, question))
struct ReviewAnswer {
    std::int64_t version = 0;
    std::string answer;
};
BOOST_DESCRIBE_STRUCT(ReviewAnswer, (), (version, answer))
struct ReviewClose {
    std::int64_t version = 0;
    Verdicted outcome = Verdicted::undetermined;
    std::string words;
    std::optional<Conduct> conduct;  // needed where the outcome is inappropriate
};
BOOST_DESCRIBE_STRUCT(ReviewClose, (), (version, outcome, words, conduct))

// What closed cases teach, and the weights in use.
struct ReviewLearning {
    std::vector<WeightChange> weights;
    std::vector<DepartmentRate> departments;
    std::int64_t closed = 0;
    std::int64_t version = 0;  // of the weights in use; 0: the packs'
};
BOOST_DESCRIBE_STRUCT(ReviewLearning, (), (weights, departments, closed, version))

struct ReviewStarted {
    Uuid job;
};
BOOST_DESCRIBE_STRUCT(ReviewStarted, (), (job))

// A row of "who looked".
struct TrailRow {
    Uuid id;
    Instant at{};
    Uuid user;
    std::string user_name;
    std::vector<std::string> roles;
    PatientId patient{};
    std::string action;
    std::string deed;  // view, search, write, give, break_glass, denied
    std::string purpose;
    std::string relation;
    std::string from;
    std::int64_t records = 0;
};
BOOST_DESCRIBE_STRUCT(TrailRow, (),
                      (id, at, user, user_name, roles, patient, action, deed, purpose, relation,
                       from, records))
struct TrailList {
    std::int64_t total = 0;
    std::vector<TrailRow> rows;
};
BOOST_DESCRIBE_STRUCT(TrailList, (), (total, rows))

}  // namespace muniment::privacy
