#include "departments/privacy/feedback.h"

#include <algorithm>
#include <cmath>

namespace muniment::privacy {
namespace {

struct Count {
    int cases = 0;
    int inappropriate = 0;
};

// As if `weight` further cases had come out like all cases together: few cases move little.
double share(const Count& count, double overall, double weight) {
    return (count.inappropriate + overall * weight) / (count.cases + weight);
}

int moved(int pack, double ratio) {
    const int wanted = static_cast<int>(std::lround(pack * std::sqrt(ratio)));
    return std::clamp(wanted, (pack + 1) / 2, pack + pack / 2);
}

std::string words(const WeightChange& change) {
    const std::string seen = std::to_string(change.inappropriate) + " of " +
                             std::to_string(change.cases) + " clear cases were improper";
    if (change.cases < cases_least)
        return seen + "; too few to move the weight (" + std::to_string(cases_least) + ").";
    if (change.proposed == change.now) return seen + "; the weight stays.";
    return seen + "; " + std::to_string(change.now) + " becomes " +
           std::to_string(change.proposed) + ", within " + std::to_string((change.pack + 1) / 2) +
           " and " + std::to_string(change.pack + change.pack / 2) + ".";
}

}  // namespace

std::vector<WeightChange> proposals(const std::map<std::string, int>& pack_weights,
                                    const std::map<std::string, int>& now,
                                    const std::vector<Closed>& closed) {
    Count all;
    std::map<std::string, Count> counts;
    for (const Closed& one : closed) {
        if (one.outcome == Verdicted::undetermined) continue;
        const int improper = one.outcome == Verdicted::inappropriate;
        ++all.cases;
        all.inappropriate += improper;
        for (const std::string& signal : one.signals) {
            ++counts[signal].cases;
            counts[signal].inappropriate += improper;
        }
    }
    // Half a case on either side: neither share is ever none or all.
    const double overall = (all.inappropriate + 0.5) / (all.cases + 1.0);
    std::vector<WeightChange> changes;
    for (const auto& [signal, pack] : pack_weights) {
        const auto kept = now.find(signal);
        const Count& count = counts[signal];
        WeightChange change{signal, pack,        kept == now.end() ? pack : kept->second,
                            0,      count.cases, count.inappropriate,
                            ""};
        change.proposed = count.cases < cases_least
                              ? change.now
                              : moved(pack, share(count, overall, cases_least) / overall);
        change.why = words(change);
        changes.push_back(std::move(change));
    }
    return changes;
}

std::vector<DepartmentRate> false_alarms(const std::vector<Closed>& closed) {
    std::map<std::string, DepartmentRate> rates;
    for (const Closed& one : closed)
        for (const std::string& department : one.departments) {
            DepartmentRate& rate = rates[department];
            rate.department = department;
            ++rate.closed;
            rate.justified += one.outcome == Verdicted::justified;
        }
    std::vector<DepartmentRate> list;
    for (auto& [name, rate] : rates) {
        rate.permille = 1000 * rate.justified / rate.closed;
        list.push_back(rate);
    }
    return list;
}

SanctionStep sanction_for(Conduct conduct, int earlier_findings) {
    static const char* const actions[] = {
        "Train again, and note it in the file.",
        "Written warning; audit this person's accesses for 90 days.", "Suspension or termination.",
        "Termination; report to the licensing board and law enforcement."};
    static const char* const found[] = {"inadvertent", "careless, or a policy ignored",
                                        "intentional, without a purpose of work",
                                        "malicious, for gain, or with disclosure"};
    const int step = static_cast<int>(conduct);
    // What was never meant stays below what was: repetition does not make it malice.
    const int raised = step + (earlier_findings > 0 && conduct < Conduct::curious ? 1 : 0);
    const auto level = static_cast<std::size_t>(raised);
    std::string why = std::string("The conduct was ") + found[step] + ".";
    if (raised > step) why += " It was found before, which is one step up.";
    return {raised + 1, actions[level], why};
}

}  // namespace muniment::privacy
