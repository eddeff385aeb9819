// privacy: judge accesses, bring in other systems' access logs, measure the review on a simulation.
#include <iostream>

#include "base/text.h"
#include "cli/opened.h"
#include "departments/privacy/access_import.h"
#include "departments/privacy/simulation.h"

namespace muniment::cli {

int privacy_review(const Common& common) {
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    const auto started = (*opened)->ask("POST", "/privacy/reviews/run");
    if (!started) return fail(started.error());
    const auto list = (*opened)->ask("GET", "/privacy/reviews");
    if (!list) return fail(list.error());
    const auto parsed = parse_json(*list);
    if (!parsed) return fail(parsed.error());
    std::cout << parsed->at("reviews").as_array().size() << " access reviews wait, "
              << parsed->at("shown_today").as_int64() << " of them today, about "
              << parsed->at("minutes").as_int64() << " minutes.\n";
    return 0;
}

int privacy_import(const Common& common, const std::string& file) {
    const auto text = read_whole_file(file);
    if (!text) return fail(text.error());
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    const auto report = privacy::import_accesses((*opened)->house(), *text);
    if (!report) return fail(report.error());
    std::cout << report->rows << " rows, " << report->kept << " accesses kept, " << report->known
              << " known before.\n";
    for (const auto& problem : report->problems)
        std::cerr << "row " << problem.row << ": " << problem.why << "\n";
    return report->problems.empty() ? 0 : 1;
}

int privacy_simulate(const Common& common, std::uint64_t seed) {
    const auto packs = load_packs(common);
    if (!packs) return fail(packs.error());
    const Day first = *parse_day("2026-11-23");
    const auto scoring = privacy::scoring_of(*packs, first);
    if (!scoring) return fail(scoring.error());
    const auto hospital = privacy::simulate({.seed = seed}, first);
    std::cout << "seed " << seed << ": "
              << privacy::report_of(privacy::measure(hospital, *scoring), hospital,
                                    scoring->limits);
    return 0;
}

}  // namespace muniment::cli
