// SIGKILL at any moment: a child acts from several threads and tells of each act after it was
// answered; after the kill the house is opened again and every told act must be there.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>

#include <thread>

#include "tests/simulation/acts.h"

namespace muniment::simulation {

namespace {

using tests::Lodge;

// One act after another until the kill; every fifth is a second version of the last record.
void act_for_ever(Lodge& lodge, int out, const std::string& name) {
    for (int i = 0;; ++i) {
        const std::int64_t version = i % 5 == 4 ? 2 : 1;
        const int which = version == 2 ? i - 1 : i;
        const Uuid id = derived_uuid(name + std::to_string(which));
        const auto receipt =
            lodge.write(id, version, std::string(static_cast<std::size_t>(i % 700), 'w'));
        if (!receipt) _exit(3);
        const Answered told{id, receipt->entry, version};
        if (write(out, &told, sizeof told) != sizeof told) _exit(4);
        if (i % 16 == 15 && !lodge.house->ledger().checkpoint()) _exit(5);
    }
}

[[noreturn]] void child(Lodge& lodge, int out, const std::string& life) {
    if (!lodge.try_open()) _exit(2);
    if (write(out, "!", 1) != 1) _exit(4);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back(
            [&, t] { act_for_ever(lodge, out, life + "/" + std::to_string(t) + "/"); });
    for (std::thread& thread : threads) thread.join();
    _exit(0);
}

// Runs a child and kills it `after` microseconds after it began to work. What it told.
std::vector<Answered> one_life(Lodge& lodge, const std::string& life, unsigned after) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    lodge.close();
    const pid_t pid = fork();
    if (pid == 0) child(lodge, ends[1], life);
    ::close(ends[1]);
    char ready = 0;
    REQUIRE(read(ends[0], &ready, 1) == 1);
    std::thread killer([&] {
        usleep(after);
        kill(pid, SIGKILL);
    });
    std::vector<Answered> told;
    Answered one;
    while (read(ends[0], &one, sizeof one) == sizeof one) told.push_back(one);
    killer.join();
    int status = 0;
    waitpid(pid, &status, 0);
    ::close(ends[0]);
    CHECK_MESSAGE((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL),
                  "the child ended by itself, with code " << WEXITSTATUS(status));
    return told;
}

}  // namespace

// Goal: no answered act is lost and nothing is half done, wherever the kill comes.
TEST_CASE("a killed house has everything it answered") {
    const std::uint64_t seed = tests::seed_or(20261122);
    const int kills = tests::thorough() ? 300 : 20;
    MESSAGE("MUNIMENT_SEED=", seed, ", ", kills, " kills");
    tests::SeededRandom random(seed);
    std::size_t all = 0;
    for (int done = 0; done < kills;) {
        Lodge lodge(tests::Engine::sqlite, tests::quick_place(), seed);
        std::vector<Answered> answered;
        // A house lives through ten kills, so that recovery stands on recovery.
        for (int i = 0; i < 10 && done < kills; ++i, ++done) {
            CAPTURE(done);
            const auto dice = random.bytes(2);
            const unsigned after =
                (static_cast<unsigned char>(dice[0]) * 256U + static_cast<unsigned char>(dice[1])) %
                20000;
            // The child's own random source starts elsewhere in each life, or ids would repeat.
            random.fill(reinterpret_cast<unsigned char*>(&lodge.patient), sizeof lodge.patient);
            for (int skip = 0; skip <= done; ++skip) (void)lodge.random.bytes(4096);
            const auto told = one_life(lodge, std::to_string(done), after);
            answered.insert(answered.end(), told.begin(), told.end());
            lodge.open();
            hold_against(lodge, answered);
        }
        all += answered.size();
    }
    MESSAGE(all, " answered acts, all there");
    CHECK(all > static_cast<std::size_t>(kills));
}

}  // namespace muniment::simulation
