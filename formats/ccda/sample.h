// Documents for tests and for the outside judges: a full one, one with codes only, an empty one,
// and one whose texts are what no one expects.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "formats/ccda/ccda.h"

namespace muniment::ccda {

inline Uuid sample_id(const std::string& name) { return derived_uuid("ccda sample " + name); }

inline Code loinc(const char* code, const char* text) {
    return {"2.16.840.1.113883.6.1", code, text};
}
inline Code snomed(const char* code, const char* text) {
    return {"2.16.840.1.113883.6.96", code, text};
}

// Only what a document cannot be without.
inline Document empty_document() {
    Document document;
    document.id = sample_id("document");
    document.created = *parse_fhir_time("2026-11-22T05:45:00Z");
    document.custodian.name = "Example Hospital";
    return document;
}

inline Document full_document() {
    Document document = empty_document();
    document.patient = {{{"2.16.840.1.113883.19.5", "MRN-1001"}},
                        {"Ada", "Grace"},
                        "Example",
                        "female",
                        "1957-03-02",
                        {{"12 Main St"}, "Springfield", "MA", "02138", "US"},
                        "555-0100",
                        {"2.16.840.1.113883.6.238", "2106-3", "White"},
                        {}};
    document.custodian = {{{"2.16.840.1.113883.4.6", "1234567893"}},
                          "Example Hospital",
                          {{"1 Hospital Way"}, "Springfield", "MA", "02138", ""},
                          "(555) 555-0199"};
    document.care_from = "2019";
    document.allergies = {{sample_id("a1"),
                           {"2.16.840.1.113883.6.88", "7980", "Penicillin G"},
                           "1998-05",
                           "active",
                           "medication",
                           "Hives"},
                          {sample_id("a2"), {"", "", "Dust"}, "", "resolved", "environment", ""}};
    document.medications = {{sample_id("m1"),
                             {"2.16.840.1.113883.6.88", "197361", "amlodipine 5 MG Oral Tablet"},
                             "2020-01-02",
                             "active",
                             "one tablet a day",
                             Mood::ordered},
                            {sample_id("m2"),
                             {"2.16.840.1.113883.6.69", "0069-1530", "Amlodipine"},
                             "",
                             "stopped",
                             "",
                             Mood::taken}};
    document.problems = {
        {sample_id("p1"), snomed("38341003", "Hypertension"), "2019-04-01", "", "active"},
        {sample_id("p2"),
         {"2.16.840.1.113883.6.90", "J18.9", "Pneumonia"},
         "2020-03-04T10:15:00-05:00",
         "2020-04",
         "resolved"}};
    document.procedures = {{sample_id("o1"),
                            {"2.16.840.1.113883.6.12", "45378", "Colonoscopy"},
                            "2021-06-07T08:00:00Z",
                            "completed"},
                           {sample_id("o2"), {"", "", "Consultation"}, "", "unknown"}};
    document.results = {
        {sample_id("r1"), loinc("2160-0", "Creatinine"), "2020-01-02", "1.10", "mg/dL", "0.6 - 1.2",
         "N", "final"},
        {sample_id("r2"), loinc("33914-3", "eGFR"), "2020-01-02T07:30:00-05:00", ">=60",
         "mL/min/{1.73_m2}", "", "", "final"},
        {sample_id("r3"), loinc("5778-6", "Color of urine"), "2020-01", "yellow", "", "", "weird",
         "preliminary"},
        {sample_id("r4"), {"", "", "Home-made test"}, "", "12", "cells per field", "", "H", ""}};
    document.vital_signs = {{sample_id("v1"), loinc("85354-9", "Blood pressure"), "2020-01-02",
                             "120/80", "mm[Hg]", "", "", "final"},
                            {sample_id("v2"), loinc("29463-7", "Body weight"), "2020-01-02",
                             "70.50", "kg", "", "", "final"},
                            {sample_id("v3"), loinc("8310-5", "Body temperature"), "2020-01-02",
                             "warm", "", "", "", "final"}};
    document.social_history = {{sample_id("s1"), loinc("72166-2", "Tobacco smoking status"),
                                "2020-01-02", "Never smoker", "", "", "", "final"}};
    document.immunizations = {{sample_id("i1"),
                               {"2.16.840.1.113883.12.292", "140", "Influenza, seasonal"},
                               "2021-10-01",
                               "completed"},
                              {sample_id("i2"), {"", "", "Zoster"}, "2022", "not-done"}};
    document.encounters = {
        {sample_id("e1"), snomed("185345009", "Encounter for symptom"), "AMB",
         "2020-01-02T07:00:00-05:00", "2020-01-02T07:30:00-05:00", "Headache", "Example Clinic"},
        {sample_id("e2"), {"", "", "Stay"}, "IMP", "2020-03-04", "", "", ""}};
    document.notes = {{sample_id("n1"), loinc("11506-3", "Progress note"), "2020-01-02",
                       "Progress note", "Dr. Example", "First line\nSecond line\n\n  indented"},
                      {sample_id("n2"), {"", "", ""}, "", "", "", ""}};
    return document;
}

// Without the entries that have no code, for readers that want one.
inline Document coded_document() {
    Document document = full_document();
    std::erase_if(document.results, [](const Measured& one) { return one.what.code.empty(); });
    std::erase_if(document.immunizations,
                  [](const Immunization& one) { return one.vaccine.code.empty(); });
    return document;
}

// Markup, control characters, broken UTF-8 and sentences where a word is expected.
inline Document strange_document() {
    Document document = full_document();
    const std::string strange = std::string("<b>&\"']]> \x01\x0b", 12) + std::string(1, '\0') +
                                "\xff \xc3\x28 \xEF\xBF\xBF \U0001F600 \t\r\n end";
    document.title = document.patient.family = document.custodian.name = strange;
    document.patient.given = {strange, strange};
    document.patient.address.lines = {strange};
    document.patient.birth = strange;
    document.patient.phone = strange;
    document.patient.sex = strange;
    document.notices = {strange};
    document.nothing_here = strange;
    document.confidentiality = Document::Confidentiality::restricted;
    for (Problem& one : document.problems) {
        one.problem.text = one.onset = one.status = one.resolved = strange;
    }
    for (Measured& one : document.results)
        one.what.text = one.value = one.unit = one.reference_range = one.interpretation =
            one.status = one.date = strange;
    for (Measured& one : document.vital_signs) one.value = one.unit = strange;
    for (Medication& one : document.medications) one.dosage = one.start = one.status = strange;
    for (Note& one : document.notes) one.text = one.title = one.author = one.type.text = strange;
    return document;
}

}  // namespace muniment::ccda
