// Sorts the items of a chart into the segments that the law decides on their own: by security
// label, code, title, author and words, as packs say (kind "classifies"), and as persons have
// corrected it. Every sorting says why. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "departments/release/scope.h"
#include "engines/rules/packs.h"
#include "engines/text/phrases.h"

namespace muniment::release {

// What of an item can tell its segment. Codes are as the chart's index has them.
struct Evidence {
    std::string labels;       // HL7 v3 ActCode security labels, space between
    std::string code;         // "B20"
    std::string code_system;  // "http://hl7.org/fhir/sid/icd-10-cm"
    std::string title;        // of a document; the name of a result, medication or condition
    std::string author;
    std::string_view text;  // lives elsewhere
};

// A person's word on whether an item belongs to a segment; it outranks every rule.
struct Correction {
    Uuid item;
    std::string segment;
    bool belongs = false;
    std::string reason;
    std::string by;
};
BOOST_DESCRIBE_STRUCT(Correction, (), (item, segment, belongs, reason, by))

class Sorter {
  public:
    // The rules in force on `today` for the facility. Pointers into `packs` are kept.
    static Result<Sorter> make(const rules::Packs& packs, const FacilityFacts& facility, Day today,
                               std::vector<Correction> corrections = {});

    // One entry for each segment, in the packs' order.
    std::vector<Sorted> sort(const Uuid& item, const Evidence& evidence) const;

  private:
    void sort_by_codes(const Evidence& evidence, std::vector<Sorted>& into) const;
    void sort_by_words(rules::By by, std::string_view text, std::vector<Sorted>& into) const;
    void correct(const Uuid& item, std::vector<Sorted>& sorted) const;

    std::vector<const rules::Classifies*> rules_;
    std::vector<std::string> programs_;
    std::vector<Correction> corrections_;
    text::Phrases phrases_;
    struct Word {
        const rules::Classifies* rule;
        const std::string* value;
    };
    std::vector<Word> words_;  // by the phrases' ids
};

}  // namespace muniment::release
