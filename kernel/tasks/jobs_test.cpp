// Background jobs: done once, taken up again after a crash, and plain about why they failed.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <barrier>
#include <stdexcept>
#include <thread>

#include "engines/rules/packs.h"
#include "kernel/people/people.h"
#include "kernel/tasks/tables.h"
#include "kernel/tasks/tasks.h"
#include "tests/support/lodge.h"

namespace muniment::tasks {

using namespace tests;

namespace {

const rules::Packs& packs() {
    static const rules::Packs none;
    return none;
}

// Each run writes a note, so that two runs of one job would be seen in the database.
Status write_note(JobRun& run) {
    run.progress(1, 2);
    house::Act act;
    act.action = "test.ran";
    act.drafts.push_back({&notes(),
                          run.house.new_id(),
                          1,
                          {store::null(), to_text(run.subject), std::int64_t{1}},
                          {},
                          ""});
    run.progress(2, 2);
    TRY(run.house.act(std::move(act)));
    return ok();
}
Status refuse(JobRun&) { return Error{Fault::unsupported, "The printer has no paper."}; }
Status throw_bug(JobRun&) {
    ensure(false, "ZQPLANTEDQZ");
    return ok();
}
Status throw_other(JobRun&) { throw std::runtime_error("ZQPLANTEDQZ"); }
// Says that it began, and never ends: only in a process that is to be killed.
int told = -1;
Status hang(JobRun&) {
    if (write(told, "x", 1) != 1) _exit(5);
    for (;;) pause();
}

std::vector<JobKind> kinds() {
    return {{"note", write_note}, {"refuse", refuse}, {"bug", throw_bug}, {"other", throw_other}};
}

struct Desk : Lodge {
    explicit Desk(Engine engine) : Lodge(engine) { settle_here(); }
    void settle_here() {
        REQUIRE(people::settle(*house));
        REQUIRE(settle(*house));
    }
    Uuid queue(const std::string& kind, const std::string& subject = "s") {
        house::Act act;
        act.action = "test.queue";
        act.drafts.push_back(new_job(*house, kind, derived_uuid(subject)));
        const Uuid id = act.drafts[0].id;
        REQUIRE(house->act(std::move(act)));
        clock.move(std::chrono::seconds(1));
        return id;
    }
    std::int64_t ran() {
        const auto view = house->view();
        return *(**view).sql().number("SELECT COUNT(*) FROM test_note WHERE org = 1", {});
    }
    std::int64_t distinct() {
        const auto view = house->view();
        return *(**view).sql().number("SELECT COUNT(DISTINCT title) FROM test_note WHERE org = 1",
                                      {});
    }
};

}  // namespace

TEST_CASE("jobs: what is queued is done once, oldest first, and remembered") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Desk desk(engine);
        JobRunner runner(*desk.house, packs(), kinds());
        REQUIRE(runner.run_all());
        CHECK(desk.ran() == 0);
        const Uuid first = desk.queue("note", "a"), second = desk.queue("note", "b");
        CHECK(runner.job(first)->state == JobState::queued);
        REQUIRE(runner.run_all());
        REQUIRE(runner.run_all());
        CHECK(desk.ran() == 2);
        for (const Uuid& id : {first, second}) {
            const auto job = runner.job(id);
            REQUIRE(job);
            CHECK(job->state == JobState::done);
            CHECK(job->done == 2);
            CHECK(job->total == 2);
            CHECK(job->message.empty());
        }
        CHECK(runner.recent(10)->size() == 2);
        CHECK(runner.recent(1)->size() == 1);
        CHECK(runner.job(derived_uuid("none")).error().fault == Fault::not_found);
        CHECK((**job_of(**desk.house->view(), derived_uuid("a"))).id == first);
        CHECK_FALSE(job_of(**desk.house->view(), derived_uuid("c"))->has_value());
        CHECK(desk.damage().empty());
    }
}

// Goal: a failed job says why, in our words: an exception's may hold what it worked on.
TEST_CASE("jobs: failures") {
    struct Row {
        const char* kind;
        const char* message;  // part of it
    };
    const Row rows[] = {{"refuse", "The printer has no paper."},
                        {"bug", "internal error"},
                        {"other", "unexpected error"},
                        {"no such kind", "does not know jobs of this kind"}};
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Desk desk(engine);
        JobRunner runner(*desk.house, packs(), kinds());
        for (const Row& row : rows) {
            CAPTURE(std::string(row.kind));
            const Uuid id = desk.queue(row.kind);
            REQUIRE(runner.run_all());
            const auto job = runner.job(id);
            REQUIRE(job);
            CHECK(job->state == JobState::failed);
            CHECK(job->message.find(row.message) != std::string::npos);
            CHECK(job->message.find("ZQPLANTEDQZ") == std::string::npos);
        }
        desk.queue("note");  // the runner goes on after failures
        REQUIRE(runner.run_all());
        CHECK(desk.ran() == 1);
    }
}

// Goal: two runners on one database share the work; no job is run twice, none is left.
TEST_CASE("jobs: two runners claim each job once") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Desk desk(engine);
        constexpr int jobs = 20;
        for (int i = 0; i < jobs; ++i) desk.queue("note", std::to_string(i));
        JobRunner one(*desk.house, packs(), kinds()), two(*desk.house, packs(), kinds());
        std::barrier together(2);
        Status ended = ok();
        std::thread other([&] {
            together.arrive_and_wait();
            ended = two.run_all();
        });
        together.arrive_and_wait();
        CHECK(one.run_all());
        other.join();
        CHECK(ended);
        CHECK(desk.ran() == jobs);
        CHECK(desk.distinct() == jobs);
        CHECK(desk.damage().empty());
    }
}

TEST_CASE("jobs: a runner with a thread of its own, woken") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Desk desk(engine);
        Uuid id;
        {
            JobRunner runner(*desk.house, packs(), kinds());
            runner.start();
            id = desk.queue("note");
            runner.wake();
            for (int i = 0; i < 2000 && runner.job(id)->state != JobState::done; ++i)
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
            CHECK(runner.job(id)->state == JobState::done);
        }
        CHECK(desk.ran() == 1);
    }
}

// Goal: a program killed in the middle of a job leaves it to its next life, or, where several
// programs share a database, to any of them after ten minutes; never sooner, for it may be running.
TEST_CASE("jobs: a job whose program was killed is taken up again") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Desk desk(engine);
        const Uuid id = desk.queue("note", "a");
        desk.close();  // a child must not inherit threads and connections in use
        int ends[2];
        REQUIRE(pipe(ends) == 0);
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            SystemRandom random;
            auto house = house::House::open(desk.where, desk.clock, random);
            if (!house || !people::settle(**house) || !settle(**house)) _exit(3);
            told = ends[1];
            JobRunner runner(**house, packs(), {{"note", hang}});
            (void)runner.run_all();
            _exit(4);
        }
        char byte = 0;
        close(ends[1]);
        CHECK(read(ends[0], &byte, 1) == 1);  // it runs
        close(ends[0]);
        REQUIRE(kill(child, SIGKILL) == 0);
        REQUIRE(waitpid(child, nullptr, 0) == child);
        desk.open();
        desk.settle_here();
        CHECK(desk.damage().empty());
        JobRunner runner(*desk.house, packs(), kinds());
        CHECK(runner.job(id)->state == JobState::running);
        REQUIRE(runner.run_all());
        CHECK(desk.ran() == 0);
        if (engine == Engine::postgres) desk.clock.move(std::chrono::minutes(10));
        runner.start();
        for (int i = 0; i < 2000 && runner.job(id)->state != JobState::done; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        CHECK(runner.job(id)->state == JobState::done);
        CHECK(desk.ran() == 1);
    }
}

// Goal: a daily job runs once on each day, however many programs and starts there are.
TEST_CASE("jobs: what is daily is queued once a day") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Desk desk(engine);
        const std::vector<JobKind> daily = {{"note", write_note, Runs::daily}, {"refuse", refuse}};
        const auto day = [&] {
            JobRunner one(*desk.house, packs(), daily), two(*desk.house, packs(), daily);
            REQUIRE(one.queue_daily());
            REQUIRE(one.queue_daily());
            REQUIRE(two.queue_daily());
            REQUIRE(one.run_all());
        };
        day();
        CHECK(desk.ran() == 1);
        day();
        CHECK(desk.ran() == 1);
        desk.clock.move(std::chrono::hours(24));
        day();
        CHECK(desk.ran() == 2);
    }
}

}  // namespace muniment::tasks
