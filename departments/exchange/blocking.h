// The blocking case as the desk keeps and shows it: the JSON content of tasks::Case of the kind
// "blocking" (numbers I-2026-000001), what the routes take and give, and the handlers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/exchange/barriers.h"
#include "departments/exchange/consistency.h"
#include "departments/exchange/letter.h"
#include "kernel/house/desk.h"
#include "kernel/tasks/tasks.h"

namespace muniment::exchange {

inline constexpr const char* case_kind = "blocking";
inline constexpr const char* look_job_kind = "exchange.look";

// open -> assessed (its assessment is kept) -> closed; an edit opens it again.
enum class State { open, assessed, closed };
BOOST_DESCRIBE_ENUM(State, open, assessed, closed)

// A letter that was written in the case; its pages are in exchange_letter.
struct BlockingLetter {
    Uuid id;
    std::string template_id;
    Day written_on{};
    Hash sha256;
};
BOOST_DESCRIBE_STRUCT(BlockingLetter, (), (id, template_id, written_on, sha256))

struct BlockingContent {
    std::string requester;  // by name
    Practice practice;
    std::string release_number;  // of the release case that it was opened for; empty: none
    std::optional<PracticeAssessed> kept;
    std::vector<BlockingLetter> letters;
    std::string closed_because;
};
BOOST_DESCRIBE_STRUCT(BlockingContent, (),
                      (requester, practice, release_number, kept, letters, closed_because))

struct BlockingBrief {
    std::string requester;
    std::string description;
    std::string practice;  // what was done
    Verdict verdict = Verdict::NOT_APPLICABLE;
    std::string release_number;
    std::optional<Day> ends_on;  // while the information is withheld
};
BOOST_DESCRIBE_STRUCT(BlockingBrief, (),
                      (requester, description, practice, verdict, release_number, ends_on))

struct BlockingRow {
    CaseId id{};
    std::string number;
    State state = State::open;
    std::optional<Day> received_on;
    std::optional<Day> due_on;
    Instant updated_at{};
    bool ended = false;  // the exception has ended, and the information is still withheld
    BlockingBrief brief;
};
BOOST_DESCRIBE_STRUCT(BlockingRow, (),
                      (id, number, state, received_on, due_on, updated_at, ended, brief))
struct BlockingList {
    std::int64_t total = 0;
    std::map<std::string, std::int64_t> counts;
    std::vector<BlockingRow> cases;
    std::optional<Day> looked_on;  // when release cases were last looked through
};
BOOST_DESCRIBE_STRUCT(BlockingList, (), (total, counts, cases, looked_on))

struct BlockingView {
    CaseId id{};
    std::string number;
    std::int64_t version = 0;
    State state = State::open;
    Uuid patient;  // nil: the practice concerns no single patient
    std::string requester;
    Practice practice;
    std::string release_number;
    PracticeAssessed assessment;           // as of today
    std::optional<PracticeAssessed> kept;  // as of the day it was assessed
    std::vector<UnlikePair> differences;
    std::vector<BlockingLetter> letters;
    std::string closed_because;
    std::vector<tasks::HistoryItem> history;
};
BOOST_DESCRIBE_STRUCT(BlockingView, (),
                      (id, number, version, state, patient, requester, practice, release_number,
                       assessment, kept, differences, letters, closed_because, history))

struct OpenBlocking {
    std::optional<PatientId> patient;
    std::string requester;
    Practice practice;
};
BOOST_DESCRIBE_STRUCT(OpenBlocking, (), (patient, requester, practice))
struct EditBlocking {
    std::int64_t version = 0;
    std::string requester;
    Practice practice;
};
BOOST_DESCRIBE_STRUCT(EditBlocking, (), (version, requester, practice))
struct BlockingStep {
    std::int64_t version = 0;
    std::string because;  // of closing
};
BOOST_DESCRIBE_STRUCT(BlockingStep, (), (version, because))

struct WriteBlockingLetter {
    std::int64_t version = 0;
    LetterWords letter;
};
BOOST_DESCRIBE_STRUCT(WriteBlockingLetter, (), (version, letter))

// What the form asks: facts with their values, exceptions with their conditions' facts.
struct ExceptionAsked {
    std::string name;
    std::string cite;
    std::string say;
    std::vector<std::string> facts;
};
BOOST_DESCRIBE_STRUCT(ExceptionAsked, (), (name, cite, say, facts))
struct BlockingFacts {
    std::vector<FactAsked> facts;
    std::vector<ExceptionAsked> exceptions;
};
BOOST_DESCRIBE_STRUCT(BlockingFacts, (), (facts, exceptions))

struct LookQueued {
    Uuid job;
};
BOOST_DESCRIBE_STRUCT(LookQueued, (), (job))

struct BlockingCase {
    tasks::Case record;
    BlockingContent content;
    State state = State::open;
};

Result<BlockingCase> load(house::View& view, const CaseId& id);
// The act that writes the case as it is now; what the list shows is brought up to date.
Result<house::Act> act_of(house::House& house, const rules::Packs& packs, BlockingCase& next,
                          const Uuid& actor, const std::string& purpose, const std::string& action);
Result<BlockingView> view_of(house::House& house, house::View& view, const rules::Packs& packs,
                             const BlockingCase& open);
// The case that the path names.
Result<BlockingCase> load_case(const house::Call& call);
// The next version of it, if it is still the one that the person has seen; else conflict.
Result<BlockingCase> load_next(const house::Call& call, std::int64_t seen);
// Writes the case, and answers with it.
Result<house::Outcome> changed(const house::Call& call, BlockingCase next,
                               const std::string& action);
// Every case of the desk, opened; the comparison of all with all needs them.
Result<std::vector<UnlikePair>> all_differences(house::View& view);

extern const store::Table letter_table;
// The desk's one record of its last look.
extern const store::Table look_table;
struct LookRecord {
    std::int64_t version = 0;
    Look look;
};
Result<LookRecord> read_look(house::View& view);
house::Draft look_draft(const Look& look, std::int64_t version);

// The document for counsel: everything of the case in words, the assessment as JSON attached, the
// ledger entries by which each version can be proved.
Result<std::string> counsel_pdf(const std::string& facility, const BlockingView& shown,
                                Instant created);

// Looks through the release desk's cases as the kernel lists them, opens a case for each request of
// a treating provider or patient that was refused or is late, once, and notes the barriers found.
Status look_at_releases(tasks::JobRun& run);

Result<house::Outcome> list_blocking(const house::Call& call);
Result<house::Outcome> open_blocking(const house::Call& call);
Result<house::Outcome> show_blocking(const house::Call& call);
Result<house::Outcome> edit_blocking(const house::Call& call);
Result<house::Outcome> assess_blocking(const house::Call& call);
Result<house::Outcome> close_blocking(const house::Call& call);
Result<house::Outcome> write_blocking_letter(const house::Call& call);
Result<house::Outcome> show_blocking_letter(const house::Call& call);
Result<house::Outcome> export_blocking(const house::Call& call);
Result<house::Outcome> list_facts(const house::Call& call);
Result<house::Outcome> show_barriers(const house::Call& call);
Result<house::Outcome> start_look(const house::Call& call);

}  // namespace muniment::exchange
