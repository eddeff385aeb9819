// "Who looked": a patient with 100,000 access entries, the first page of 200 with the count of all
// (kernel/people/trail.h), and the desk's own request, on every engine that is there.
// Target: 100 ms.
//
//     MUNIMENT_POSTGRES_FSYNC=on tests/support/with_postgres trail_bench [folder [entries]]
// SPDX-License-Identifier: Apache-2.0
#include "bench/probe.h"
#include "departments/privacy/privacy.h"
#include "kernel/chart/chart.h"
#include "kernel/desk/perform.h"
#include "kernel/people/trail.h"
#include "kernel/tasks/tasks.h"
#include "packs/packs.h"
#include "tests/support/engines.h"

using namespace muniment;

namespace {

constexpr std::size_t per_act = 500;
constexpr std::size_t people_count = 400;
constexpr int runs = 20;

[[noreturn]] void give_up(const Error& error) {
    std::fprintf(stderr, "trail_bench: %s\n", error.message.c_str());
    std::exit(1);
}
void must(const Status& status) {
    if (!status) give_up(status.error());
}
template <class T>
T must(Result<T> result) {
    if (!result) give_up(result.error());
    return *std::move(result);
}

struct Bench {
    Bench(tests::Engine engine, const tests::Folder& folder) {
        house::Where where{folder.file("data"), tests::fresh_database(engine, folder),
                           tests::fresh_database(engine, folder)};
        must(house::House::make(where, "Bench Hospital", random));
        house = must(house::House::open(where, clock, random));
        must(people::settle(*house));
        must(chart::settle(*house));
        must(tasks::settle(*house));
        must(privacy::settle(*house));
    }
    tests::SeededRandom random{bench::seed()};
    SystemClock clock;
    std::unique_ptr<house::House> house;
};

const Uuid patient = derived_uuid("the patient");

// Over a year, by many people; every second one is of another patient.
void fill(Bench& bench, std::size_t entries) {
    const Instant end = bench.house->now();
    const auto step = std::chrono::microseconds(std::chrono::days(365)) / entries;
    must(bench.house->vault().make_keys(std::vector<Uuid>{patient, derived_uuid("another")}));
    for (std::size_t done = 0; done < 2 * entries;) {
        house::Act act;
        act.action = "access";
        for (std::size_t i = 0; i < per_act && done < 2 * entries; ++i, ++done) {
            people::Access access;
            access.patient = done % 2 == 0 ? patient : derived_uuid("another");
            access.user = derived_uuid("user" + std::to_string(done % people_count));
            access.at = end - step * (done / 2);
            access.action = "GET /chart/{patient}";
            access.purpose = "TREATMENT";
            access.relation = people::Relation::care_team;
            access.seen = {{"chart_resource", 2, {}}};
            act.drafts.push_back(people::access_draft(*bench.house, access));
        }
        must(bench.house->act(std::move(act)));
    }
}

template <class Work>
void measure(const char* what, Work work) {
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        const bench::Stopwatch watch;
        work();
        times.push_back(watch.seconds() * 1e3);
    }
    std::printf("    %-44s p50 %6.1f ms, p95 %6.1f ms (target 100)\n", what,
                bench::quantile(times, 0.5), bench::quantile(times, 0.95));
}

void read_kernel(Bench& bench, std::int64_t offset) {
    const auto view = must(bench.house->view());
    people::AccessFilter filter;
    filter.patient = patient;
    filter.offset = offset;
    must(people::count_accesses(*view, filter));
    must(people::accesses(*view, filter));
}

void read_desk(Bench& bench, const rules::Packs& packs) {
    static const desk::Router router(privacy::routes());
    const desk::Performer by{*bench.house, packs, router};
    must(desk::perform(by, desk::operator_of_this_machine(),
                       desk::asked("GET", "/privacy/trail?patient=" + to_text(patient), "")));
}

}  // namespace

int main(int argc, char** argv) {
    const std::string place = argc > 1 ? argv[1] : "/tmp";
    const auto entries = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 100'000;
    const auto packs = must(rules::Packs::load(packs::shipped()));
    std::printf("%s, seed %llu, %lu entries of one patient and as many of another\n",
                bench::machine().c_str(), static_cast<unsigned long long>(bench::seed()), entries);
    for (const tests::Engine engine : tests::engines()) {
        const tests::Folder folder(place);
        Bench bench(engine, folder);
        fill(bench, entries);
        std::printf("  %s\n", std::string(tests::name_of(engine)).c_str());
        measure("count and first page", [&] { read_kernel(bench, 0); });
        measure("count and the page in the middle",
                [&] { read_kernel(bench, static_cast<std::int64_t>(entries) / 2); });
        measure("GET /privacy/trail, its access written", [&] { read_desk(bench, packs); });
    }
    return 0;
}
