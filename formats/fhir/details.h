// The parts of a Summary that belong to one kind of resource: people, encounters, observed values,
// dosages, attachments.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "formats/fhir/reader.h"

namespace muniment::fhir {

std::string printed_name(Reader& read, Value resource);  // the official name of HumanName[]
std::vector<Identifier> identifiers_of(Reader& read, Value resource);
PatientFacts patient_facts(Reader& read, Value patient, const std::vector<Identifier>& identifiers);
EncounterFacts encounter_facts(Reader& read, Value encounter);

// Observation: value, unit, reference_range, interpretation.
void add_observed(Reader& read, Value observation, Summary& summary);
// Medication*: the first dosage that says something, as one line.
std::string dosage_line(Reader& read, Value resource);
// content_type and content_bytes of the resource's attachments.
void add_content(Reader& read, Value resource, Summary& summary);

// Every reference in the resource that names a record, each once, sorted by its text.
std::vector<Reference> all_references(Reader& read, Value resource);

}  // namespace muniment::fhir
