// De-identification of FHIR R4 resources: an allow-list. Elements that are known to identify no one
// by themselves (codes of public systems, amounts, states of things) stay, dates are cut to the
// year, texts pass the scanner of engines/text, and everything else is left out: what this list
// does not know cannot leak. It stands in the department because it needs both the text engine and
// formats/fhir, which know only base.
//
// Ids become numbers in the order in which they are first seen, under which references still meet:
// a code that is not derived from the individual's information (45 CFR 164.514(c)(1)). What a
// Patient or RelatedPerson says of names, addresses and numbers is looked for in the texts of
// resources that come after it. The output is not "anonymous"; see engines/text/deid.h.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engines/text/deid.h"

namespace muniment::release {

// An uncertain removal in a text of a resource, for a person to look at.
struct DeidQuestion {
    std::string element;  // "Observation.note.text"
    text::Removed removed;
};
BOOST_DESCRIBE_STRUCT(DeidQuestion, (), (element, removed))

struct DeidResource {
    std::string json;                            // empty when the type is not on the list
    std::map<std::string, std::int64_t> counts;  // removals by class; "unlisted": elements left out
    std::vector<DeidQuestion> uncertain;
};

struct ChartLimits {
    std::size_t ids_max = 20'000'000;      // renumbered in one run
    std::size_t patients_max = 1'000'000;  // whose known identifiers are kept
};

class ChartDeidentifier {
  public:
    ChartDeidentifier(const text::Deidentifier& engine, const text::DeidOptions& options)
        : engine_(engine), options_(options) {}

    // One resource; `known` is looked for besides what earlier resources told. Refuses bad JSON and
    // what is not a resource.
    Result<DeidResource> run(std::string_view resource, const text::Known& known);

  private:
    friend class ChartWalk;

    const text::Deidentifier& engine_;
    text::DeidOptions options_;
    struct Numbered {
        std::size_t number = 0;
        std::string type;  // once a resource with this id was seen
    };
    std::map<std::string, Numbered, std::less<>> numbers_;  // "abc" -> 1
    Numbered& numbered(std::string_view id);
    std::map<std::string, text::Known, std::less<>> of_patient_;  // "abc"
};

}  // namespace muniment::release
