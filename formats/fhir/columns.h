// Which element gives which index column, for each resource type: a table of FHIR R4 paths.
// A path is element names with dots; "[]" marks a list, of which the first element counts.
// Alternatives stand one after another with a space between; the first that is there counts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace muniment::fhir {

struct Columns {
    std::string_view type;
    std::string_view patient;    // Reference
    std::string_view encounter;  // Reference
    std::string_view date;       // date, dateTime or instant
    std::string_view status;     // code
    std::string_view code;       // CodeableConcept
    std::string_view author;     // Reference (its display)
    std::string_view category;   // CodeableConcept, Coding or code
    std::string_view title;      // text that comes before the code's text
};

// The row of a type; nullptr for the types nobody lists in a chart (they are kept all the same).
const Columns* columns_of(std::string_view type);
// What is tried, without complaint about wrong types, for a type without a row.
const Columns& columns_of_others();

}  // namespace muniment::fhir
