// Allergies and problems: a concern that somebody follows, and in it what was observed.
#include "formats/ccda/codes.h"
#include "formats/ccda/sections.h"

namespace muniment::ccda {

namespace {

// Allergy Concern Act and Problem Concern Act (C-CDA R2.1 3.5 and 3.78): active as long as it is
// followed. Both ask for a beginning, and for an end once they are over.
Node add_concern(Node act, std::string_view root, const Uuid& id, std::string_view from,
                 std::string_view to, bool over) {
    add_template(act, root, "2015-08-01");
    add_id(act, id);
    add_fixed(act, "code", "CONC", oid::act_class, "Concern");
    add_status(act, over ? "completed" : "active");
    add_span(act, from, to, over ? Span::over : Span::going_on);
    return add(add(act, "entryRelationship", {{"typeCode", "SUBJ"}}), "observation",
               {{"classCode", "OBS"}, {"moodCode", "EVN"}});
}

struct AllergyKind {
    std::string_view code;
    std::string_view text;
};
AllergyKind allergy_kind(std::string_view category) {
    if (category == "medication") return {"416098002", "Allergy to drug"};
    if (category == "food") return {"414285001", "Allergy to food"};
    return {"419199007", "Allergy to substance"};
}

// Allergy - Intolerance Observation (C-CDA R2.1 3.6).
void add_allergy(Node observation, const Allergy& allergy, const std::string& row, bool over) {
    add_template(observation, "2.16.840.1.113883.10.20.22.4.7", "2014-06-09");
    add_id(observation, derived_uuid("ccda observation " + to_text(allergy.id)));
    add_fixed(observation, "code", "ASSERTION", oid::act_code, "Assertion");
    add_reference(observation, row);
    add_status(observation, "completed");
    add_span(observation, allergy.onset, {}, over ? Span::over : Span::going_on);
    const AllergyKind kind = allergy_kind(allergy.category);
    add_fixed(observation, "value", kind.code, oid::snomed, kind.text)
        .prepend_attribute("xsi:type")
        .set_value("CD");
    const Node role = add(add(observation, "participant", {{"typeCode", "CSM"}}), "participantRole",
                          {{"classCode", "MANU"}});
    add_code(add(role, "playingEntity", {{"classCode", "MMAT"}}), "code", allergy.substance, {},
             row);
}

// Problem Observation (C-CDA R2.1 3.79). Its value is SNOMED CT; what the chart has in ICD goes
// into a translation.
void add_problem(Node observation, const Problem& problem, const std::string& row, bool over) {
    add_template(observation, "2.16.840.1.113883.10.20.22.4.4", "2015-08-01");
    add_id(observation, derived_uuid("ccda observation " + to_text(problem.id)));
    Node code = add_fixed(observation, "code", "55607006", oid::snomed, "Problem");
    add_fixed(code, "translation", "75326-9", oid::loinc, "Problem");
    add_reference(observation, row);
    add_status(observation, "completed");
    add_span(observation, problem.onset, problem.resolved, over ? Span::over : Span::going_on);
    add_code(observation, "value", problem.problem, oid::snomed, row)
        .prepend_attribute("xsi:type")
        .set_value("CD");
}

}  // namespace

void add_allergies(Node body, const Document& document) {
    static const Kind kind{"allergy",
                           "2.16.840.1.113883.10.20.22.2.6.1",
                           "2015-08-01",
                           "48765-2",
                           "Allergies and adverse reactions",
                           "Allergies and Intolerances",
                           {"Substance", "Reaction", "Since", "Status"}};
    Section section(body, kind, document.allergies.size(), document.nothing_here);
    for (const Allergy& allergy : document.allergies) {
        const std::string row = section.row(
            {allergy.substance.text, allergy.reaction, shown_time(allergy.onset), allergy.status});
        const bool over = is_over(allergy.status);
        const Node act = section.entry("act", {{"classCode", "ACT"}, {"moodCode", "EVN"}});
        add_allergy(add_concern(act, "2.16.840.1.113883.10.20.22.4.30", allergy.id, allergy.onset,
                                {}, over),
                    allergy, row, over);
    }
}

void add_problems(Node body, const Document& document) {
    static const Kind kind{
        "problem",  "2.16.840.1.113883.10.20.22.2.5.1",     "2015-08-01", "11450-4", "Problem list",
        "Problems", {"Problem", "Since", "Until", "Status"}};
    Section section(body, kind, document.problems.size(), document.nothing_here);
    for (const Problem& problem : document.problems) {
        const std::string row = section.row({problem.problem.text, shown_time(problem.onset),
                                             shown_time(problem.resolved), problem.status});
        const bool over = is_over(problem.status) || !problem.resolved.empty();
        const Node act = section.entry("act", {{"classCode", "ACT"}, {"moodCode", "EVN"}});
        add_problem(add_concern(act, "2.16.840.1.113883.10.20.22.4.3", problem.id, problem.onset,
                                problem.resolved, over),
                    problem, row, over);
    }
}

}  // namespace muniment::ccda
