// The access review: accesses judged per second on one core, and what it finds in a simulated
// hospital with planted snoopers: recall, precision, false alarms a day and their minutes. Target:
// 200,000 accesses/s. Nothing is tuned to what it prints.
//
// Usage: judge_bench        MUNIMENT_SEED chooses another seed
#include <iostream>

#include "bench/probe.h"
#include "departments/privacy/simulation.h"
#include "packs/packs.h"

namespace muniment {
namespace {

void speed(const privacy::Scoring& scoring, Day today) {
    const auto hospital = privacy::simulate(
        {.seed = bench::seed(), .staff_per_unit = 60, .patients = 40000, .days = 20}, today);
    std::vector<double> seconds;
    std::size_t found = 0;
    const auto baselines = privacy::baselines_of(hospital.history, hospital.roster);
    for (int run = 0; run < 5; ++run) {
        const bench::Stopwatch watch;
        const auto judged =
            privacy::judge(hospital.events, hospital.roster, baselines, scoring, hospital.until);
        found = privacy::suspicions(hospital.events, judged, scoring).size();
        seconds.push_back(watch.seconds());
    }
    const bench::Stopwatch watch;
    privacy::baselines_of(hospital.history, hospital.roster);
    const double learning = watch.seconds();
    std::printf(
        "  %zu accesses judged and grouped at %.0f/s on one core (target 200000), %zu pairs "
        "suspected; baselines of %zu accesses at %.0f/s\n",
        hospital.events.size(),
        static_cast<double>(hospital.events.size()) / bench::quantile(seconds, 0.5), found,
        hospital.history.size(), static_cast<double>(hospital.history.size()) / learning);
}

}  // namespace
}  // namespace muniment

int main() {
    using namespace muniment;
    const Day today = *parse_day("2026-11-23");
    const auto packs = rules::Packs::load(packs::shipped());
    const auto scoring = packs ? privacy::scoring_of(*packs, today) : packs.error();
    if (!scoring) {
        std::cerr << scoring.error().message << "\n";
        return 1;
    }
    std::cout << bench::machine() << ", seed " << bench::seed() << "\n";
    speed(*scoring, today);
    for (std::uint64_t seed = bench::seed(); seed < bench::seed() + 2; ++seed) {
        const auto hospital = privacy::simulate({.seed = seed}, today);
        std::cout << "seed " << seed << ": "
                  << privacy::report_of(privacy::measure(hospital, *scoring), hospital,
                                        scoring->limits);
    }
    return 0;
}
