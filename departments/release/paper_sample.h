// A paper and its records for tests: every section filled, something withheld, invented people.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/compose.h"
#include "departments/release/sample.h"

namespace muniment::release::sample {

inline Paper paper(const View& view) {
    Paper paper;
    paper.facility = "Example Hospital";
    paper.settings.address = {"Health Information Management", "12 Hill Road, Exampleton"};
    paper.settings.complaint_phone = "555-0199";
    paper.number = "R-2026-000012";
    paper.request = view.request;
    paper.decision = decide(view, with_facility(), today);
    paper.patient = {view.request.patient, "Ada Lindgren",  "1960-05-04", "female", "A-1001",
                     std::nullopt,         "7 Quay Street", "555-0101"};
    paper.signer = "Rosa Vale, RHIT";
    paper.date = today;
    paper.created = Instant{today} + std::chrono::hours(9);
    return paper;
}

inline Uuid id_of(Section section, std::size_t number) {
    return derived_uuid(std::string(enum_name(section)) + std::to_string(number));
}

// `notes` documents of some 40 lines and ten times as many results, one of everything else.
inline Records records(std::size_t notes = 2) {
    Records records;
    Choice& choice = records.choice;
    std::string text = "PROGRESS NOTE\n\n";
    for (int line = 0; line < 40; ++line)
        text += "    Line " + std::to_string(line) + " of the note, as it was written.\n";
    for (std::size_t i = 0; i < notes; ++i) {
        const Uuid id = id_of(Section::documents, i);
        choice.chosen[Section::documents].push_back(id);
        records.documents.push_back({{id, "2026-03-04T09:30:00Z", "11506-3", "Progress note",
                                      "Progress note " + std::to_string(i + 1), "M. Ferreira, MD",
                                      std::nullopt, "final", "text/plain", 1},
                                     3,
                                     text});
    }
    for (std::size_t i = 0; i < 10 * notes; ++i) {
        const Uuid id = id_of(Section::results, i);
        choice.chosen[Section::results].push_back(id);
        records.results.push_back({id, "2026-03-03T06:00:00-07:00", "2823-3", "Potassium", "5.6",
                                   "mmol/L", "3.5 - 5.1", "High",
                                   i % 2 == 0 ? "Laboratory" : "Vital signs", std::nullopt});
    }
    choice.chosen[Section::medications] = {id_of(Section::medications, 0)};
    records.medications = {{id_of(Section::medications, 0), "2026-03-06", "Furosemide 20 mg tablet",
                            "1 tablet in the morning", "active", std::nullopt}};
    for (const Section section :
         {Section::conditions, Section::procedures, Section::allergies, Section::immunizations}) {
        choice.chosen[section] = {id_of(section, 0)};
        records.lists[section] = {{id_of(section, 0), "2026-03-02", "84114007",
                                   "One of the " + std::string(enum_name(section)), "active",
                                   std::nullopt}};
    }
    choice.withheld = {{derived_uuid("w1"), "psychotherapy note of 2026-03-05", "Kept apart.",
                        "45 CFR 164.508(a)(2)", ""}};
    return records;
}

}  // namespace muniment::release::sample
