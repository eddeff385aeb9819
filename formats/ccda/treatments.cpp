// What was ordered and done: medications, procedures, immunizations, encounters.
#include "formats/ccda/codes.h"
#include "formats/ccda/sections.h"

namespace muniment::ccda {

namespace {

// The dosage as words (Medication Free Text Sig): a chart's text is not taken apart.
void add_sig(Node activity, const std::string& row) {
    const Node relationship = add(activity, "entryRelationship", {{"typeCode", "COMP"}});
    const Node sig =
        add(relationship, "substanceAdministration", {{"classCode", "SBADM"}, {"moodCode", "INT"}});
    add_template(sig, "2.16.840.1.113883.10.20.22.4.147");
    add_fixed(sig, "code", "76662-6", oid::loinc, "Instructions Medication");
    add_reference(sig, row + "sig");
    const Node product = add(add(sig, "consumable"), "manufacturedProduct");
    add(add(product, "manufacturedLabeledDrug"), "code", {{"nullFlavor", "NA"}});
}

Node add_product(Node activity, std::string_view root, const Code& code, std::string_view wanted,
                 const std::string& row) {
    const Node product =
        add(add(activity, "consumable"), "manufacturedProduct", {{"classCode", "MANU"}});
    add_template(product, root, "2014-06-09");
    const Node material = add(product, "manufacturedMaterial");
    add_code(material, "code", code, wanted, row);
    return material;
}

// Medication Activity (C-CDA R2.1 3.50).
void add_medication(Node activity, const Medication& medication, const std::string& row) {
    add_template(activity, "2.16.840.1.113883.10.20.22.4.16", "2014-06-09");
    add_id(activity, medication.id);
    add_reference(activity, row);
    add_status(activity, act_status(medication.status));
    add_span(activity, medication.start, {}, Span::going_on)
        .prepend_attribute("xsi:type")
        .set_value("IVL_TS");
    add_unknown(activity, "doseQuantity");
    add_product(activity, "2.16.840.1.113883.10.20.22.4.23", medication.drug, oid::rxnorm, row);
    if (!medication.dosage.empty()) add_sig(activity, row);
}

// Procedure Activity Procedure (C-CDA R2.1 3.81).
void add_procedure(Node entry, const Procedure& procedure, const std::string& row) {
    add_template(entry, "2.16.840.1.113883.10.20.22.4.14", "2014-06-09");
    add_id(entry, procedure.id);
    add_code(entry, "code", procedure.procedure, {}, row);
    add_status(entry, act_status(procedure.status));
    add_time(entry, "effectiveTime", procedure.date);
}

// Immunization Activity (C-CDA R2.1 3.42): one that was not given says so in negationInd.
void add_immunization(Node activity, const Immunization& immunization, const std::string& row) {
    add_template(activity, "2.16.840.1.113883.10.20.22.4.52", "2015-08-01");
    add_id(activity, immunization.id);
    add_reference(activity, row);
    add_status(activity, "completed");
    add_time(activity, "effectiveTime", immunization.date);
    const Node material = add_product(activity, "2.16.840.1.113883.10.20.22.4.54",
                                      immunization.vaccine, oid::cvx, row);
    add_unknown(material, "lotNumberText");
}

// Encounter Activity (C-CDA R2.1 3.23).
void add_encounter(Node entry, const Encounter& encounter, const std::string& row) {
    add_template(entry, "2.16.840.1.113883.10.20.22.4.49", "2015-08-01");
    add_id(entry, encounter.id);
    const Node code = add_code(entry, "code", encounter.type, {}, row);
    if (!encounter.class_code.empty())
        add_fixed(code, "translation", encounter.class_code, oid::act_code, {});
    add_span(entry, encounter.start, encounter.end, Span::going_on);
}

}  // namespace

void add_medications(Node body, const Document& document) {
    static const Kind kind{"medication",
                           "2.16.840.1.113883.10.20.22.2.1.1",
                           "2014-06-09",
                           "10160-0",
                           "History of medication use",
                           "Medications",
                           {"Medication", "Dosage", "Date", "Status"}};
    Section section(body, kind, document.medications.size(), document.nothing_here);
    for (const Medication& medication : document.medications) {
        const std::string row = section.row({medication.drug.text, medication.dosage,
                                             shown_time(medication.start), medication.status});
        section.name_cell(1, row + "sig");
        const bool ordered = medication.mood == Mood::ordered;
        add_medication(
            section.entry("substanceAdministration",
                          {{"classCode", "SBADM"}, {"moodCode", ordered ? "INT" : "EVN"}}),
            medication, row);
    }
}

void add_procedures(Node body, const Document& document) {
    static const Kind kind{"procedure",
                           "2.16.840.1.113883.10.20.22.2.7.1",
                           "2014-06-09",
                           "47519-4",
                           "History of procedures",
                           "Procedures",
                           {"Procedure", "Date", "Status"}};
    Section section(body, kind, document.procedures.size(), document.nothing_here);
    for (const Procedure& procedure : document.procedures) {
        const std::string row =
            section.row({procedure.procedure.text, shown_time(procedure.date), procedure.status});
        add_procedure(section.entry("procedure", {{"classCode", "PROC"}, {"moodCode", "EVN"}}),
                      procedure, row);
    }
}

void add_immunizations(Node body, const Document& document) {
    static const Kind kind{"immunization",
                           "2.16.840.1.113883.10.20.22.2.2.1",
                           "2015-08-01",
                           "11369-6",
                           "History of immunizations",
                           "Immunizations",
                           {"Vaccine", "Date", "Status"}};
    Section section(body, kind, document.immunizations.size(), document.nothing_here);
    for (const Immunization& immunization : document.immunizations) {
        const std::string row = section.row(
            {immunization.vaccine.text, shown_time(immunization.date), immunization.status});
        const bool given = act_status(immunization.status) != "cancelled";
        add_immunization(
            section.entry("substanceAdministration", {{"classCode", "SBADM"},
                                                      {"moodCode", "EVN"},
                                                      {"negationInd", given ? "false" : "true"}}),
            immunization, row);
    }
}

void add_encounters(Node body, const Document& document) {
    static const Kind kind{"encounter",
                           "2.16.840.1.113883.10.20.22.2.22.1",
                           "2015-08-01",
                           "46240-8",
                           "History of encounters",
                           "Encounters",
                           {"Encounter", "From", "To", "Reason", "Place"}};
    Section section(body, kind, document.encounters.size(), document.nothing_here);
    for (const Encounter& encounter : document.encounters) {
        const std::string row =
            section.row({encounter.type.text, shown_time(encounter.start),
                         shown_time(encounter.end), encounter.reason, encounter.facility});
        add_encounter(section.entry("encounter", {{"classCode", "ENC"}, {"moodCode", "EVN"}}),
                      encounter, row);
    }
}

}  // namespace muniment::ccda
