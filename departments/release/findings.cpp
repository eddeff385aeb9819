#include "departments/release/findings.h"

#include <algorithm>

namespace muniment::release {
namespace {

void add(std::vector<Finding>& to, const rules::Found& found) {
    const Severity severity = found.warning ? Severity::warning : Severity::defect;
    const auto same = std::ranges::find(to, found.rule->cite, &Finding::cite);
    if (same == to.end()) {
        to.push_back({found.rule->id, found.rule->cite, found.rule->say, severity});
        return;
    }
    same->message += " " + found.rule->say;
    if (severity == Severity::defect) same->severity = severity;
}

}  // namespace

std::vector<Finding> findings(rules::Subject subject, const rules::Facts& facts,
                              const rules::Packs& packs, Day today) {
    std::vector<Finding> list;
    for (const rules::Found& found : packs.check(subject, facts, today)) add(list, found);
    return list;
}

bool has_defect(const std::vector<Finding>& findings) {
    return std::ranges::find(findings, Severity::defect, &Finding::severity) != findings.end();
}

}  // namespace muniment::release
