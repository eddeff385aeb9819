// Background jobs: one thread, oldest first, each claimed by a new version of its record, so that
// two programs on one database do not run the same job.
#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "kernel/tasks/tables.h"
#include "kernel/tasks/tasks.h"

namespace muniment::tasks {

using house::Draft;
using house::House;
using store::Row;

// A job that a program claimed and then did not touch for this long is taken for abandoned.
static constexpr auto abandoned_after = std::chrono::minutes(10);
static constexpr int tries_max = 100;
static constexpr auto looks_every = std::chrono::seconds(5);

static Draft draft_of_job(House& house, const Job& job, const Uuid& subject, std::int64_t version) {
    return {&job_table,
            job.id,
            version,
            {job.kind, std::string(enum_name(job.state)), store::value_of_id(subject),
             store::value_of(house.now())},
            {},
            to_json_text(job)};
}

Draft new_job(House& house, const std::string& kind, const Uuid& subject) {
    Job job;
    job.id = house.new_id();
    job.kind = kind;
    return draft_of_job(house, job, subject, 1);
}

struct JobRunner::State {
    House& house;
    const rules::Packs& packs;
    std::vector<JobKind> kinds;
    std::mutex mutex;
    std::condition_variable changed;
    bool woken = true;  // at start: what was left over
    bool stopping = false;
    Uuid running;
    std::int64_t done = 0;
    std::int64_t total = 0;
    Day daily_until{};  // whose daily jobs are queued
    std::thread thread;

    struct Claimed {
        Job job;
        Uuid subject;
        std::int64_t version = 0;
    };

    Status record(const Claimed& claimed, const char* action) {
        house::Act act;
        act.action = action;
        act.purpose = "OPERATIONS";
        act.subject = claimed.subject;
        act.detail = {{"job", to_text(claimed.job.id)}, {"kind", claimed.job.kind}};
        act.drafts.push_back(draft_of_job(house, claimed.job, claimed.subject, claimed.version));
        TRY(house.act(std::move(act)));
        return ok();
    }

    // The oldest job that waits, or that was abandoned. `leftovers`: at start every running job is
    // one of this program's earlier life; but on a server's database it may be another program's,
    // which is left its ten minutes.
    Result<std::optional<Claimed>> oldest(bool leftovers) {
        const auto view = TRY(house.view());
        std::optional<Claimed> found;
        const bool mine = leftovers && house.database().engine() == "SQLite";
        const Instant stale = mine ? house.now() : house.now() - abandoned_after;
        TRY(view->sql().query(
            "SELECT id, version, subject, content FROM tasks_job WHERE org = ? AND current = 1 AND "
            "(state = 'queued' OR (state = 'running' AND updated <= ?)) ORDER BY updated, id LIMIT "
            "1",
            {view->org(), store::value_of(stale)}, [&](const Row& row) {
                auto job = from_json_text<Job>(row.text(3));
                if (job) found = Claimed{*job, row.uuid(2), row.integer(1) + 1};
            }));
        return found;
    }

    Result<std::optional<Claimed>> claim(bool leftovers) {
        for (int tries = 0; tries < tries_max; ++tries) {
            auto found = TRY(oldest(leftovers));
            if (!found) return found;
            found->job.state = JobState::running;
            const Status claimed = record(*found, "job.start");
            if (claimed) return found;
            if (claimed.error().fault != Fault::conflict) return claimed.error();
            // Another program was faster; perhaps the next one is left.
        }
        return std::optional<Claimed>();
    }

    Status work(const Claimed& claimed) {
        const auto kind = std::ranges::find_if(
            kinds, [&](const JobKind& one) { return one.kind == claimed.job.kind; });
        if (kind == kinds.end())
            return Error{Fault::unsupported, "This program does not know jobs of this kind."};
        JobRun run{house, packs, claimed.job.id, claimed.subject,
                   [this](std::int64_t now, std::int64_t of) {
                       const std::lock_guard lock(mutex);
                       done = now;
                       total = of;
                   }};
        try {
            return kind->run(run);
        } catch (const Bug&) {
            return Error{Fault::bug, "The job met an internal error; nothing was changed by it."};
        } catch (const std::exception&) {
            // Not its words: they may hold what the job was working on.
            return Error{
                Fault::bug,
                "The job met an unexpected error of a library; nothing was changed by it."};
        }
    }

    // True when a job was run.
    Result<bool> run_one(bool leftovers) {
        auto claimed = TRY(claim(leftovers));
        if (!claimed) return false;
        {
            const std::lock_guard lock(mutex);
            running = claimed->job.id;
            done = total = 0;
        }
        const Status status = work(*claimed);
        {
            const std::lock_guard lock(mutex);
            claimed->job.done = done;
            claimed->job.total = total;
            running = {};
        }
        claimed->job.state = status ? JobState::done : JobState::failed;
        claimed->job.message = status ? "" : status.error().message;
        ++claimed->version;
        TRY(record(*claimed, status ? "job.done" : "job.fail"));
        return true;
    }

    // The id is that of kind and day: of two programs that try, one meets a conflict.
    Status queue_one(const JobKind& kind, Day today) {
        Job job;
        job.id = derived_uuid("daily|" + std::string(kind.kind) + "|" + to_text(today));
        job.kind = kind.kind;
        const auto view = TRY(house.view());
        const auto there = house::read<Job>(*view, job_table, job.id);
        if (there) return ok();
        if (there.error().fault != Fault::not_found) return there.error();
        house::Act act;
        act.action = "job.daily";
        act.purpose = "OPERATIONS";
        act.detail = {{"kind", job.kind}, {"day", to_text(today)}};
        act.drafts.push_back(draft_of_job(house, job, Uuid{}, 1));
        const auto queued = house.act(std::move(act));
        if (queued || queued.error().fault == Fault::conflict) return ok();
        return queued.error();
    }

    Status queue_daily() {
        const Day today = house.today();
        if (daily_until == today) return ok();
        for (const JobKind& kind : kinds)
            if (kind.runs == Runs::daily) TRY(queue_one(kind, today));
        daily_until = today;
        return ok();
    }

    void loop() {
        bool leftovers = true;
        for (;;) {
            // What could not be queued is tried again at the next look.
            [[maybe_unused]] const Status queued = queue_daily();
            const auto ran = run_one(leftovers);
            if (ran && *ran) continue;
            leftovers = false;
            std::unique_lock lock(mutex);
            changed.wait_for(lock, looks_every, [this] { return stopping || woken; });
            woken = false;
            if (stopping) return;
        }
    }
};

JobRunner::JobRunner(House& house, const rules::Packs& packs, std::vector<JobKind> kinds)
    : state_(new State{house, packs, std::move(kinds), {}, {}, true, false, {}, 0, 0, {}, {}}) {}

JobRunner::~JobRunner() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->stopping = true;
    }
    state_->changed.notify_all();
    if (state_->thread.joinable()) state_->thread.join();
}

void JobRunner::start() {
    state_->thread = std::thread([state = state_.get()] { state->loop(); });
}

void JobRunner::wake() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->woken = true;
    }
    state_->changed.notify_all();
}

Status JobRunner::queue_daily() { return state_->queue_daily(); }

Result<Job> JobRunner::job(const Uuid& id) {
    const auto view = TRY(state_->house.view());
    Job job = TRY(house::read<Job>(*view, job_table, id)).value;
    const std::lock_guard lock(state_->mutex);
    if (state_->running == id) {
        job.done = state_->done;
        job.total = state_->total;
    }
    return job;
}

Result<std::vector<Job>> JobRunner::recent(std::int64_t limit) {
    const auto view = TRY(state_->house.view());
    std::vector<Job> jobs;
    TRY(view->sql().query(
        "SELECT content FROM tasks_job WHERE org = ? AND current = 1 ORDER BY updated DESC LIMIT ?",
        {view->org(), limit}, [&](const Row& row) {
            auto job = from_json_text<Job>(row.text(0));
            if (job) jobs.push_back(*job);
        }));
    const std::lock_guard lock(state_->mutex);
    for (Job& job : jobs)
        if (job.id == state_->running) {
            job.done = state_->done;
            job.total = state_->total;
        }
    return jobs;
}

Status JobRunner::run_all() {
    for (;;)
        if (!TRY(state_->run_one(false))) return ok();
}

Result<std::optional<Job>> job_of(house::View& view, const Uuid& subject) {
    std::optional<Job> found;
    TRY(
        view.sql().query("SELECT content FROM tasks_job WHERE org = ? AND subject = ? AND current "
                         "= 1 ORDER BY updated DESC LIMIT 1",
                         {view.org(), store::value_of(subject)}, [&](const Row& row) {
                             auto job = from_json_text<Job>(row.text(0));
                             if (job) found = *job;
                         }));
    return found;
}

}  // namespace muniment::tasks
