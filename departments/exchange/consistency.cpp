#include "departments/exchange/consistency.h"

#include <algorithm>
#include <array>

namespace muniment::exchange {
namespace {

// What makes a request what it is: who asked in which role, for what, and what is true of it
// whatever the actor did. The rest of the facts is conduct and explanation.
constexpr std::array of_the_request = {"actor",
                                       "asker",
                                       "information",
                                       "about_another_person",
                                       "precondition",
                                       "precondition_kind",
                                       "asked_not_to_share",
                                       "modification_use",
                                       "both_in_tefca",
                                       "fhir_api_requested",
                                       "uncontrollable_event",
                                       "patient_asked_to_share",
                                       "care_patient_information",
                                       "care_facilitator_information"};

std::string value(const std::map<std::string, std::string>& facts, const std::string& name) {
    const auto found = facts.find(name);
    return found == facts.end() ? "" : found->second;
}

std::string basis_of(const Handled& one) {
    std::string basis;
    for (const char* name : of_the_request) basis += value(one.facts, name) + "\n";
    return basis;
}

}  // namespace

std::vector<Handled> handled(const std::string& number, const Practice& practice) {
    if (practice.segments.empty()) return {{number, "", practice.facts}};
    std::vector<Handled> all;
    for (const PracticeSegment& segment : practice.segments) {
        Handled one{number, segment.id, practice.facts};
        for (const auto& [name, said] : segment.facts) one.facts[name] = said;
        if (segment.shared) one.facts["practice"] = "done_as_asked";
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<UnlikePair> differences(const std::vector<Handled>& all) {
    // Of each basis the first request with each outcome speaks for its like.
    std::map<std::string, std::vector<const Handled*>> alike;
    std::vector<UnlikePair> found;
    for (const Handled& one : all) {
        const std::string outcome = value(one.facts, "practice");
        if (outcome.empty() || value(one.facts, "asker").empty()) continue;  // not said yet
        auto& before = alike[basis_of(one)];
        const auto same = [&](const Handled* other) {
            return value(other->facts, "practice") == outcome;
        };
        for (const Handled* other : before)
            if (!same(other))
                found.push_back({one.number, one.segment, outcome, other->number, other->segment,
                                 value(other->facts, "practice")});
        if (std::ranges::none_of(before, same)) before.push_back(&one);
    }
    return found;
}

}  // namespace muniment::exchange
