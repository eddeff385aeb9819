// A Continuity of Care Document (HL7 C-CDA R2.1, US Realm) from plain values: header, narrative
// tables with coded entries behind them, and the notes as text. Written so that C-CDA R1.1 readers
// take it too: templates that R1.1 had are also named without their extension. Pure; the same value
// gives the same bytes.
//
// Dates are FHIR's texts ("2026", "2026-03-04", "2026-03-04T10:15:00-05:00") and keep their
// precision. What is empty or no date becomes nullFlavor UNK, and the table shows what was written.
// Characters that XML 1.0 does not have become U+FFFD. HL7's Schematron rules are in no registry
// that the tests reach: they check the schema (tests/peers/ccda) and the rules that
// conformance_test lists by hand.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/time.h"

namespace muniment::ccda {

// A coded thing. Without code or system it is written as text with a nullFlavor.
struct Code {
    std::string system;  // OID, see oid_of
    std::string code;
    std::string text;  // what a person reads
};
// The OID of a code system given as FHIR writes it: a known URI, or urn:oid:X. Empty if unknown.
std::string oid_of(std::string_view fhir_system);

struct Address {
    std::vector<std::string> lines;
    std::string city, state, postal_code, country;
};

struct Identifier {
    std::string root;  // OID or UUID
    std::string extension;
};

struct Patient {
    std::vector<Identifier> identifiers;
    std::vector<std::string> given;
    std::string family;
    std::string sex;    // FHIR's words: male, female, other, unknown
    std::string birth;  // FHIR date
    Address address;
    std::string phone;
    Code race;       // CDC race and ethnicity code set; may be empty
    Code ethnicity;  // the same
};

struct Organization {
    std::vector<Identifier> identifiers;  // an NPI has the root 2.16.840.1.113883.4.6
    std::string name;
    Address address;
    std::string phone;
};

// `status` below is FHIR's word for the resource at hand; an unknown word says nothing.
struct Allergy {
    Uuid id;
    Code substance;
    std::string onset, status, category, reaction;  // category: food, medication, environment
};
enum class Mood { ordered, taken };
struct Medication {
    Uuid id;
    Code drug;
    std::string start, status, dosage;
    Mood mood = Mood::ordered;
};
struct Problem {
    Uuid id;
    Code problem;
    std::string onset, resolved, status;
};
struct Procedure {
    Uuid id;
    Code procedure;
    std::string date, status;
};
// A result, vital sign or social history item. `value` is the number as written (1.10 stays 1.10),
// with < <= > >= before it, two numbers "120/80" for a blood pressure, or text.
struct Measured {
    Uuid id;
    Code what;
    std::string date, value, unit, reference_range, interpretation, status;
};
struct Immunization {
    Uuid id;
    Code vaccine;
    std::string date, status;
};
struct Encounter {
    Uuid id;
    Code type;
    std::string class_code;  // v3 ActCode: AMB, IMP, EMER
    std::string start, end, reason, facility;
};
struct Note {
    Uuid id;
    Code type;  // LOINC
    std::string date, title, author, text;
};

struct Document {
    Uuid id;
    Instant created{};
    std::string title = "Continuity of Care Document";
    Patient patient;
    Organization custodian;
    std::string software = "Muniment";  // named as the author: it put the document together
    std::string care_from, care_to;     // the span of care; empty from: unknown; empty to: created
    enum class Confidentiality { normal, restricted } confidentiality = Confidentiality::normal;
    std::vector<std::string> notices;  // statements the law asks to go along (42 CFR 2.32)
    // What a section without entries says. A release may leave out what the chart has.
    std::string nothing_here = "Nothing of this kind is in this document.";

    std::vector<Allergy> allergies;
    std::vector<Medication> medications;
    std::vector<Problem> problems;
    std::vector<Procedure> procedures;
    std::vector<Measured> results;
    std::vector<Measured> vital_signs;
    std::vector<Measured> social_history;
    std::vector<Immunization> immunizations;
    std::vector<Encounter> encounters;
    std::vector<Note> notes;
};

// The XML document, UTF-8, indented.
std::string write(const Document& document);

}  // namespace muniment::ccda
