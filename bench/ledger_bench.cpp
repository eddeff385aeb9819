// How fast evidence becomes durable: ledger entries per second in groups, and how long one act
// waits when many write at once. Every engine that is there is measured in the same run.
//
//     MUNIMENT_POSTGRES_FSYNC=on tests/support/with_postgres ledger_bench [folder [entries]]
//
// The folder's disk is measured, and SQLite lies there; PostgreSQL lies in /tmp.
// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <filesystem>
#include <mutex>
#include <semaphore>

#include "bench/probe.h"
#include "kernel/house/house.h"
#include "tests/support/engines.h"

using namespace muniment;

namespace {

constexpr std::string_view schema =
    "CREATE TABLE bench_note (org BIGINT NOT NULL, id BLOB NOT NULL, version BIGINT NOT NULL, "
    "current BIGINT NOT NULL, entry BLOB NOT NULL, unit BLOB NOT NULL, content BLOB NOT NULL, "
    "patient BLOB, PRIMARY KEY (org, id, version));";
const store::Table notes = {"bench_note", {{"patient", store::Kind::blob}}};
const Asset schema_file[] = {{"schema.sql", schema}};
constexpr int writers = 64;

struct Bench {
    Bench(tests::Engine on, std::uint64_t count) : engine(on), entries(count) {}
    tests::Engine engine;
    std::uint64_t entries;
    tests::SeededRandom random{bench::seed()};
    SystemClock clock;
    std::unique_ptr<house::House> house;
};

[[noreturn]] void give_up(const Error& error) {
    std::fprintf(stderr, "ledger_bench: %s\n", error.message.c_str());
    std::exit(1);
}
void must(const Status& status) {
    if (!status) give_up(status.error());
}

void open(Bench& bench, const tests::Folder& folder) {
    house::Where where{folder.file("data"), tests::fresh_database(bench.engine, folder),
                       tests::fresh_database(bench.engine, folder)};
    must(house::House::make(where, "Bench Hospital", bench.random));
    auto opened = house::House::open(where, bench.clock, bench.random);
    if (!opened) give_up(opened.error());
    bench.house = std::move(*opened);
    must(bench.house->add_room("bench", schema_file, {&notes}));
}

store::Entry entry(Bench& bench) {
    const Uuid id = bench.house->new_id();
    std::string payload = R"({"v":1,"id":")" + to_text(id) +
                          R"(","at":"2026-11-22T09:00:00Z","action":"chart.read","actor":")" +
                          to_text(derived_uuid("actor")) +
                          R"(","purpose":"TREATMENT","subject":")" + to_text(derived_uuid("p")) +
                          R"(","detail":{"table":"chart_document","records":3},"rows":[]})";
    return {id, bench.random.bytes(32), std::move(payload)};
}

// Batches of entries handed over without waiting for each; the clock stops when all are durable.
double entries_per_second(Bench& bench) {
    constexpr std::size_t per_batch = 64;
    std::vector<store::Batch> batches(bench.entries / per_batch);
    for (store::Batch& batch : batches)
        for (std::size_t i = 0; i < per_batch; ++i) batch.entries.push_back(entry(bench));
    std::counting_semaphore<> room(256);
    std::atomic<std::size_t> failed = 0;
    const bench::Stopwatch watch;
    for (store::Batch& batch : batches) {
        room.acquire();
        bench.house->database().commit(std::move(batch), [&](Status status) {
            if (!status) ++failed;
            room.release();
        });
    }
    for (int i = 0; i < 256; ++i) room.acquire();
    const double taken = watch.seconds();
    if (failed > 0) give_up({Fault::unavailable, "some batches failed"});
    return static_cast<double>(batches.size() * per_batch) / taken;
}

struct Waits {
    double per_second = 0;
    std::vector<double> milliseconds = {};
};

// `writers` threads, each waiting until its act is durable before the next.
template <class Work>
Waits waits(double seconds, const Work& work) {
    Waits waits;
    std::mutex mutex;
    std::vector<std::thread> threads;
    const bench::Stopwatch watch;
    for (int w = 0; w < writers; ++w)
        threads.emplace_back([&] {
            std::vector<double> mine;
            while (watch.seconds() < seconds) {
                const bench::Stopwatch one;
                must(work());
                mine.push_back(one.seconds() * 1e3);
            }
            const std::lock_guard lock(mutex);
            waits.milliseconds.insert(waits.milliseconds.end(), mine.begin(), mine.end());
        });
    for (std::thread& thread : threads) thread.join();
    waits.per_second = static_cast<double>(waits.milliseconds.size()) / watch.seconds();
    return waits;
}

Status act_once(Bench& bench) {
    house::Act act;
    act.action = "bench.write";
    act.purpose = "OPERATIONS";
    act.drafts.push_back({&notes,
                          bench.house->new_id(),
                          1,
                          {store::value_of(derived_uuid("patient"))},
                          derived_uuid("patient"),
                          "a few words of content"});
    TRY(bench.house->act(std::move(act)));
    return ok();
}

Status entry_once(Bench& bench) {
    store::Batch batch;
    batch.entries.push_back(entry(bench));
    return bench.house->database().commit(std::move(batch));
}

void report(const char* what, Waits waited) {
    std::printf("  %-34s %9.0f/s   p50 %6.2f ms   p99 %6.2f ms   max %6.2f ms\n", what,
                waited.per_second, bench::quantile(waited.milliseconds, 0.5),
                bench::quantile(waited.milliseconds, 0.99),
                bench::quantile(waited.milliseconds, 1));
}

void run(tests::Engine engine, const std::string& folder, std::uint64_t entries) {
    const tests::Folder inside(folder);
    Bench bench(engine, entries);
    open(bench, inside);
    const char* waits_for_disk = std::getenv("MUNIMENT_POSTGRES_FSYNC");
    const bool durable = engine == tests::Engine::sqlite ||
                         (waits_for_disk != nullptr && std::string(waits_for_disk) == "on");
    std::printf("%s%s\n", tests::name_of(engine),
                durable ? "" : " without waiting for its disk: MUNIMENT_POSTGRES_FSYNC=on");
    std::printf("  %-34s %9.0f/s   (batches of 64)\n", "entries durable in groups",
                entries_per_second(bench));
    report("64 writers, one bare entry each", waits(4, [&] { return entry_once(bench); }));
    report("64 writers, one act each", waits(4, [&] { return act_once(bench); }));
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string folder = argc > 1 ? argv[1] : std::filesystem::temp_directory_path().string();
    const std::uint64_t entries = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 500'000;
    std::printf("machine: %s\n", bench::machine().c_str());
    const bench::Disk disk = bench::probe_disk(folder);
    std::printf("disk: %.0f fdatasync/s of 4 KB in %s, p50 %.2f ms, p99 %.2f ms\n",
                disk.fsyncs_per_second, folder.c_str(), disk.p50_ms, disk.p99_ms);
    std::printf("seed: %llu, %llu entries of about 300 bytes\n",
                static_cast<unsigned long long>(bench::seed()),
                static_cast<unsigned long long>(entries));
    for (const tests::Engine engine : tests::engines()) run(engine, folder, entries);
    return 0;
}
