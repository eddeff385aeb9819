// What the chart's index columns need of one FHIR R4 resource, taken out in one pass over the bytes
// received. The bytes stay the truth; the summary can be made again from them at any time.
// Which element gives which column for each type: docs/formats/import.md.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "formats/fhir/reference.h"

namespace muniment::fhir {

struct Coding {
    std::string system;   // "http://loinc.org"; may be empty
    std::string code;     // "4548-4"
    std::string display;  // "Hemoglobin A1c"
    bool empty() const { return code.empty() && display.empty(); }
    std::string token() const { return system + "|" + code; }  // FHIR search form
    bool operator==(const Coding&) const = default;
};

struct Identifier {
    std::string system;
    std::string value;
    std::string type;  // code of Identifier.type: MR, SS, DL, NPI ...; may be empty
    bool operator==(const Identifier&) const = default;
};

// Only for Patient.
struct PatientFacts {
    std::string family;
    std::string given;             // all given names, joined by a space
    std::string name;              // as printed: prefix given family suffix, or HumanName.text
    std::string birth_date;        // as written: YYYY, YYYY-MM or YYYY-MM-DD
    std::optional<Day> birth_day;  // only when the whole date is known
    std::string gender;            // male | female | other | unknown
    bool deceased = false;         // deceasedBoolean, or deceasedDateTime present
    std::optional<Instant> deceased_at;
    std::string address;  // one line: "12 Main St, Springfield, MA 02138"
    std::string phone;
    std::string mrn;  // the identifier typed MR; the first identifier when none is
};

// Only for Encounter.
struct EncounterFacts {
    std::string class_code;  // AMB, IMP, EMER ...
    std::string class_display;
    std::string reason;    // reasonCode text
    std::string facility;  // serviceProvider.display
    std::optional<Reference> service_provider;
    std::optional<Instant> start;
    std::optional<Instant> end;
};

struct Summary {
    std::string type;                    // resourceType
    std::string id;                      // logical id; empty when the sender gave none
    std::optional<Reference> patient;    // subject, patient, beneficiary ...; a Patient's own
    std::optional<Reference> encounter;  // an Encounter's own
    std::optional<Instant> date;         // the best clinical date of the type
    std::string date_text;               // as written, with its precision and zone
    std::string status;
    Coding code;        // the first coding of the code that says what it is (LOINC, SNOMED, RxNorm)
    std::string title;  // the code's text, else its display, else title/name: what a list shows
    std::string author;    // display of author/performer/requester/participant
    std::string labels;    // codes of meta.security and securityLabel, a space between: "R ETH"
    std::string category;  // code of the first category: laboratory, vital-signs, encounter ...

    std::string value;  // Observation: number text exactly as written, with comparator; or text;
                        // components joined "120/80" (blood pressure) or "label: value unit; ..."
    std::string unit;
    std::string reference_range;
    std::string interpretation;  // code: H, L, N ...
    std::string dosage;          // Medication*: dosage text, or put together from timing and dose
    std::optional<Reference> medication;  // medicationReference, when the name is kept elsewhere

    std::string content_type;  // first attachment (DocumentReference, DiagnosticReport, Binary)
    std::size_t content_bytes = 0;  // all its attachments' data, decoded

    std::vector<Identifier> identifiers;
    std::vector<Reference> references;  // every reference in the resource but fragments and
                                        // `contained`; each one once
    std::optional<PatientFacts> patient_facts;
    std::optional<EncounterFacts> encounter_facts;
};

constexpr std::size_t depth_max = 64;
constexpr std::size_t resource_bytes_max = 64u << 20;
constexpr std::size_t resource_values_max = 4u << 20;  // objects, lists, texts, numbers: 160 MB

// The summary of one resource. Strict: the whole text is checked, not only what is used. Refused
// (Fault::incorrect; the message names element and byte, never a value): bad JSON or UTF-8,
// anything after the object, a key twice in one object, depth over depth_max, size over
// resource_bytes_max, no resourceType, an element we use with the wrong type or a date that is no
// date. Thread-safe; keeps one buffer per thread.
Result<Summary> summarize(std::string_view json);

}  // namespace muniment::fhir
