// Names and forms that HL7 version 3 has for what FHIR writes otherwise: code systems, times,
// states. Not part of the room's door.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "formats/ccda/ccda.h"

namespace muniment::ccda {

namespace oid {
inline constexpr std::string_view loinc = "2.16.840.1.113883.6.1";
inline constexpr std::string_view snomed = "2.16.840.1.113883.6.96";
inline constexpr std::string_view rxnorm = "2.16.840.1.113883.6.88";
inline constexpr std::string_view cvx = "2.16.840.1.113883.12.292";
inline constexpr std::string_view act_class = "2.16.840.1.113883.5.6";
inline constexpr std::string_view act_code = "2.16.840.1.113883.5.4";
inline constexpr std::string_view interpretation = "2.16.840.1.113883.5.83";
inline constexpr std::string_view gender = "2.16.840.1.113883.5.1";
inline constexpr std::string_view confidentiality = "2.16.840.1.113883.5.25";
}  // namespace oid

// "LOINC" for its OID; empty when unknown.
std::string_view system_name(std::string_view oid);

// HL7 v3 TS of a FHIR date, dateTime or instant, with its precision and zone: "2026-03" gives
// "202603", "2026-03-04T10:15:00-05:00" gives "20260304101500-0500". nullopt if it is none.
std::optional<std::string> hl7_time(std::string_view fhir);
std::string hl7_time(Instant at);  // whole seconds, UTC
// As a person reads it: "2026-03-04 10:15". What is no date is given back.
std::string shown_time(std::string_view fhir);

// ActStatus for FHIR's status words of all resources we write; empty when the word says nothing.
std::string_view act_status(std::string_view fhir_status);
// Whether the words of Condition and AllergyIntolerance say that it is over.
bool is_over(std::string_view clinical_status);

// A v3 ObservationInterpretation code, or empty.
std::string_view interpretation_code(std::string_view fhir_code);

}  // namespace muniment::ccda
