// Cases, their numbers, worklists and history, and background jobs: the same for every department.
// A department keeps its own facts as the JSON content of the case; what all cases share is in
// index columns here. States and transitions are declared by the department (its state.h).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/house/desk.h"

namespace muniment::tasks {

Status settle(house::House& house);  // registers the tables; at start, once

struct Case {
    CaseId id{};
    std::int64_t version = 1;
    std::string kind;    // "release"
    std::string number;  // "R-2026-000012"
    std::string state;
    Uuid patient;
    std::optional<Day> due;
    std::optional<Day> received;
    Instant updated;
    Uuid assignee;
    std::string brief;    // the department's JSON for the worklist's row; sealed
    std::string content;  // the department's JSON; sealed with the patient's key
};

// The draft that writes this version of the case. Makes the patient's key if need be.
Result<house::Draft> draft_of(house::House& house, const Case& record);

// The next number of a kind in a year ("R-2026-000001") and the draft that uses it up. Two people
// who take the same number meet a conflict, and the server calls the second handler again.
struct Numbered {
    std::string number;
    house::Draft draft;
};
Result<Numbered> next_number(house::View& view, const std::string& kind, const std::string& prefix,
                             int year);

Result<Case> read_case(house::View& view, const CaseId& id);

struct Filter {
    std::string kind;
    std::string state;           // empty: all
    std::string number_prefix;   // empty: all
    std::vector<Uuid> patients;  // with number_prefix: either will do; empty: all
    std::string sort = "due";    // due | received | updated
    std::int64_t offset = 0;
    std::int64_t limit = 50;
};
struct Worklist {
    std::int64_t total = 0;
    std::map<std::string, std::int64_t> counts;  // cases of the kind by state
    std::vector<Case> cases;                     // without content
};
Result<Worklist> worklist(house::View& view, const Filter& filter);
// All current cases of a patient, newest first, without content.
Result<std::vector<Case>> cases_of(house::View& view, const std::string& kind, const Uuid& patient);

// A case of the patient's on which somebody worked in the last 30 days, the latest; nothing is
// noted, for nothing of it is shown. A noted disclosure (disclosure.h) is a line, not work.
Result<std::optional<Uuid>> open_case(house::View& view, const Uuid& patient, Instant now);

// What happened to a case, oldest first, out of the ledger entries of its versions.
struct HistoryItem {
    Instant at{};
    std::string actor;  // the user's name, or "system"
    std::string action;
    std::string note;
    std::optional<std::int64_t> entry_index;
};
BOOST_DESCRIBE_STRUCT(HistoryItem, (), (at, actor, action, note, entry_index))
Result<std::vector<HistoryItem>> history(house::View& view, const CaseId& id);

enum class JobState { queued, running, done, failed };
BOOST_DESCRIBE_ENUM(JobState, queued, running, done, failed)

struct Job {
    Uuid id;
    std::string kind;  // "release.package"
    JobState state = JobState::queued;
    std::int64_t done = 0;
    std::int64_t total = 0;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(Job, (), (id, kind, state, done, total, message))

// A job record as a draft, to be put into the act that asks for the work (Outcome::wakes_jobs).
house::Draft new_job(house::House& house, const std::string& kind, const Uuid& subject);

// The last job for a subject, as recorded; its running progress is JobRunner::job's.
Result<std::optional<Job>> job_of(house::View& view, const Uuid& subject);

struct JobRun {
    house::House& house;
    const rules::Packs& packs;
    Uuid job;
    Uuid subject;
    std::function<void(std::int64_t done, std::int64_t total)> progress;
};
// Does the work for the subject, including the act that records its result. Must be safe to run
// again after a crash: look first whether the result is there already.
using JobFunction = Status (*)(JobRun&);
// A daily job is queued once on each of the facility's days, at start or when the day begins, by
// whichever program comes first; its subject is nil.
enum class Runs { when_asked, daily };
struct JobKind {
    std::string_view kind;
    JobFunction run;
    Runs runs = Runs::when_asked;
};

// Runs queued jobs on one thread of its own, oldest first. At start it takes up again what a crash
// left running.
class JobRunner {
  public:
    JobRunner(house::House& house, const rules::Packs& packs, std::vector<JobKind> kinds);
    ~JobRunner();  // lets the running job finish
    void start();  // begins the thread; without it jobs run only in run_all()
    void wake();
    // The job as it is now, with its progress.
    Result<Job> job(const Uuid& id);
    Result<std::vector<Job>> recent(std::int64_t limit);
    // Runs everything queued on this thread and returns; for the command line.
    Status run_all();
    // Queues today's daily jobs that nobody queued; the thread does so by itself.
    Status queue_daily();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace muniment::tasks
