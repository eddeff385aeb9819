#include "departments/release/segment.h"

#include <algorithm>

#include "base/text.h"
#include "departments/release/facts.h"

namespace muniment::release {
namespace {

using rules::By;
using rules::Classifies;

struct System {
    std::string_view uri;
    By by;
};
constexpr System systems[] = {
    {"http://loinc.org", By::loinc},
    {"http://hl7.org/fhir/sid/icd-10-cm", By::icd10},
    {"http://hl7.org/fhir/sid/icd-10", By::icd10},
    {"http://snomed.info/sct", By::snomed},
    {"http://www.nlm.nih.gov/research/umls/rxnorm", By::rxnorm},
    {"http://www.ama-assn.org/go/cpt", By::cpt},
};

std::optional<By> kind_of_system(std::string_view uri) {
    const auto at = std::ranges::find(systems, uri, &System::uri);
    return at == std::end(systems) ? std::nullopt : std::optional(at->by);
}

bool looks_at_words(By by) { return by == By::title || by == By::author || by == By::words; }

// A certain reason replaces an uncertain one; otherwise the first stands.
void add(std::vector<Sorted>& into, const Classifies& rule, std::string why) {
    const auto same = std::ranges::find(into, rule.segment, &Sorted::segment);
    if (same == into.end())
        into.push_back({rule.segment, std::move(why), rule.cite, rule.certain});
    else if (rule.certain && !same->certain)
        *same = {rule.segment, std::move(why), rule.cite, true};
}

std::string why_words(By by, const std::string& words) {
    if (by == By::title) return "its title has \"" + words + "\"";
    if (by == By::author) return "its author is of \"" + words + "\"";
    return "its text has \"" + words + "\"";
}

}  // namespace

Result<Sorter> Sorter::make(const rules::Packs& packs, const FacilityFacts& facility, Day today,
                            std::vector<Correction> corrections) {
    Sorter sorter;
    const rules::Facts facts = facility_facts(facility);
    sorter.rules_ = packs.classifies(facts, today);
    sorter.programs_ = facility.part2_programs;
    sorter.corrections_ = std::move(corrections);
    std::vector<text::Phrase> phrases;
    for (const Classifies* rule : sorter.rules_) {
        if (!looks_at_words(rule->by)) continue;
        for (const std::string& value : rule->values) {
            phrases.push_back({value, static_cast<std::uint32_t>(sorter.words_.size())});
            sorter.words_.push_back({rule, &value});
        }
    }
    sorter.phrases_ = TRY(text::Phrases::build(phrases));
    return sorter;
}

void Sorter::sort_by_codes(const Evidence& evidence, std::vector<Sorted>& into) const {
    const auto system = kind_of_system(evidence.code_system);
    for (const Classifies* rule : rules_) {
        if (rule->by == By::label) {
            for (const std::string_view label : split(evidence.labels, ' '))
                if (rules::recognizes(*rule, label) != nullptr)
                    add(into, *rule, "its security label is " + std::string(label));
        } else if (rule->by == system && rules::recognizes(*rule, evidence.code) != nullptr) {
            add(into, *rule, "its code is " + evidence.code);
        }
    }
}

void Sorter::sort_by_words(By by, std::string_view words, std::vector<Sorted>& into) const {
    for (const text::Hit& hit : phrases_.find(words))
        if (words_[hit.id].rule->by == by)
            add(into, *words_[hit.id].rule, why_words(by, *words_[hit.id].value));
}

void Sorter::correct(const Uuid& item, std::vector<Sorted>& sorted) const {
    for (const Correction& one : corrections_) {
        if (one.item != item) continue;
        std::erase_if(sorted, [&](const Sorted& s) { return s.segment == one.segment; });
        if (one.belongs)
            sorted.push_back({one.segment, "sorted by " + one.by + ": " + one.reason,
                              "45 CFR 164.530(c)(1)", true});
    }
}

std::vector<Sorted> Sorter::sort(const Uuid& item, const Evidence& evidence) const {
    std::vector<Sorted> sorted;
    sort_by_codes(evidence, sorted);
    sort_by_words(By::title, evidence.title, sorted);
    sort_by_words(By::author, evidence.author, sorted);
    sort_by_words(By::words, evidence.text, sorted);
    // 42 CFR 2.11: what a part 2 program made is a part 2 record.
    for (const std::string& program : programs_)
        if (!program.empty() && lower(evidence.author).find(lower(program)) != std::string::npos &&
            std::ranges::find(sorted, "part2", &Sorted::segment) == sorted.end())
            sorted.push_back({"part2", "its author is of the program " + program, "42 CFR 2.11"});
    // 42 CFR 2.31(b): counseling notes have a table of their own, beside that of other records.
    if (std::ranges::find(sorted, "sud_counseling_notes", &Sorted::segment) != sorted.end())
        std::erase_if(sorted, [](const Sorted& one) { return one.segment == "part2"; });
    correct(item, sorted);
    return sorted;
}

}  // namespace muniment::release
