// SIGKILL to PostgreSQL under load: the house stays open, is told, goes on when the server is back,
// and nothing that was answered is lost. MUNIMENT_CHECK=1 kills more often.
#include <doctest/doctest.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "tests/simulation/acts.h"
#include "tests/support/postgres_server.h"

namespace muniment::simulation {

namespace {

using tests::Lodge;

struct Load {
    std::mutex mutex;
    std::vector<Answered> answered;
    std::atomic<int> unavailable = 0, other = 0;
    std::atomic<bool> stop = false;
};

void act_until_stopped(Lodge& lodge, Load& load, const std::string& name) {
    for (int i = 0; !load.stop; ++i) {
        const Uuid id = derived_uuid(name + std::to_string(i));
        const auto receipt = lodge.write(id, 1, "words");
        if (receipt) {
            const std::lock_guard lock(load.mutex);
            load.answered.push_back({id, receipt->entry, 1});
            continue;
        }
        ++(receipt.error().fault == Fault::unavailable ? load.unavailable : load.other);
        usleep(2000);
    }
}

}  // namespace

// Goal: a killed server costs errors while it is away, and nothing else.
TEST_CASE("PostgreSQL is killed under load") {
    if (!tests::PostgresServer::is_there() || std::getenv("MUNIMENT_TEST_POSTGRES") == nullptr) {
        MESSAGE("skipped: PostgreSQL 15 is not installed");
        return;
    }
    const tests::Folder folder(tests::quick_place());
    tests::PostgresServer server(folder);
    REQUIRE(server.start());
    Lodge lodge(tests::Engine::sqlite, tests::quick_place());
    lodge.close();
    // The records on the server that will be killed; the keys stay where they are.
    lodge.where.database_url = server.url();
    lodge.open();
    Load load;
    const std::uint64_t seed = tests::seed_or(7);
    tests::SeededRandom random(seed);
    const int kills = tests::thorough() ? 12 : 2;
    MESSAGE("MUNIMENT_SEED=", seed, ", ", kills, " kills");
    for (int i = 0; i < kills; ++i) {
        CAPTURE(i);
        load.stop = false;
        const std::size_t before = load.answered.size();
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                act_until_stopped(lodge, load, std::to_string(i) + "/" + std::to_string(t) + "/");
            });
        const auto dice = random.bytes(1);
        usleep(50'000 + 1000U * static_cast<unsigned char>(dice[0]));
        server.kill_all();
        usleep(20'000);
        REQUIRE(server.start());
        usleep(100'000);  // the same house goes on by itself
        load.stop = true;
        for (std::thread& thread : threads) thread.join();
        CHECK(load.answered.size() > before);
        const auto after = lodge.write(derived_uuid("after" + std::to_string(i)), 1, "words");
        CHECK_MESSAGE(after, (after ? "" : after.error().message));
        hold_against(lodge, load.answered);
        lodge.open();
        hold_against(lodge, load.answered);
    }
    CHECK(load.unavailable > 0);
    CHECK(load.other == 0);
    MESSAGE(load.answered.size(), " answered acts, all there; ", load.unavailable.load(),
            " were told that the database was away");
    lodge.close();
}

}  // namespace muniment::simulation
