// An import whose program is killed in the middle: whole batches or nothing, and the same import
// again completes it.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "tests/support/chart_lodge.h"

namespace muniment::chart {

using namespace tests;

namespace {

constexpr int files = 6;
constexpr int in_each = 1100;  // more than a batch

void write_files(const Folder& folder) {
    for (int file = 0; file < files; ++file) {
        std::vector<std::string> some = {patient_json("p" + std::to_string(file))};
        for (int i = 1; i < in_each; ++i)
            some.push_back(observation_json("o" + std::to_string(file * in_each + i),
                                            "p" + std::to_string(file), "2024-01-02"));
        std::ofstream(folder.file(std::to_string(file) + ".json")) << bundle_of(some);
    }
}

// In a process of its own: imports until the ledger has `entries`, then dies on the spot.
[[noreturn]] void import_and_die(const ChartLodge& lodge, const Folder& folder,
                                 std::uint64_t entries) {
    SystemRandom random;
    auto house = house::House::open(lodge.where, lodge.clock, random);
    if (!house || !people::settle(**house) || !settle(**house)) _exit(3);
    std::thread([&] {
        while ((*house)->ledger().size() < entries) std::this_thread::yield();
        kill(getpid(), SIGKILL);
    }).detach();
    if (!import_paths(**house, {}, {folder.path()}, nullptr)) _exit(4);
    for (;;) pause();  // all imported before the count was seen: the other thread ends this
}

}  // namespace

TEST_CASE("import: killed in the middle, then imported again") {
    Folder folder;
    write_files(folder);
    const std::vector<std::uint64_t> kills =
        thorough() ? std::vector<std::uint64_t>{0, 1, 2, 3, 4, 5, 6, 7}
                   : std::vector<std::uint64_t>{1, 4};
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        for (const std::uint64_t entries : kills) {
            CAPTURE(entries);
            ChartLodge lodge(engine);
            lodge.close();  // a child must not inherit threads and connections in use
            const pid_t child = fork();
            REQUIRE(child >= 0);
            if (child == 0) import_and_die(lodge, folder, entries);
            int how = 0;
            REQUIRE(waitpid(child, &how, 0) == child);
            REQUIRE(WIFSIGNALED(how));
            REQUIRE(WTERMSIG(how) == SIGKILL);
            lodge.reopen();
            CHECK(lodge.damage().empty());
            const std::int64_t left =
                lodge.number("SELECT COUNT(*) FROM chart_resource WHERE org = 1");
            CHECK(left >= static_cast<std::int64_t>(std::min<std::uint64_t>(entries, 6)) * 1000);
            // A batch is a thousand resources, but for the last one.
            CHECK((left % 1000 == 0 || left == files * in_each));
            const auto report = import_paths(*lodge.house, {}, {folder.path()}, nullptr);
            REQUIRE(report);
            CHECK(report->unchanged == left);
            CHECK(report->added == files * in_each - left);
            CHECK(report->changed == 0);
            CHECK(lodge.number("SELECT COUNT(*) FROM chart_resource WHERE org = 1") ==
                  files * in_each);
            CHECK(lodge.damage().empty());
        }
    }
}

}  // namespace muniment::chart
