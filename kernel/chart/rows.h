// What the chart's lists show: one struct per kind of row, as the API gives it (base/json.h).
// Dates are as the source wrote them, with their precision; lists are sorted by the instant.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"

namespace muniment::chart {

struct PatientBanner {
    PatientId id{};
    std::string name;
    std::optional<std::string> birth_date;
    std::string sex;
    std::string mrn;
    std::optional<std::string> deceased_on;
    std::string address;
    std::string phone;
};
BOOST_DESCRIBE_STRUCT(PatientBanner, (),
                      (id, name, birth_date, sex, mrn, deceased_on, address, phone))

struct EncounterRow {
    Uuid id;
    std::optional<std::string> start;
    std::optional<std::string> end;
    std::string class_;
    std::string type;
    std::string reason;
    std::string facility;
    std::string status;
};
BOOST_DESCRIBE_STRUCT(EncounterRow, (), (id, start, end, class_, type, reason, facility, status))

struct DocumentRow {
    Uuid id;
    std::optional<std::string> date;
    std::string type_code;
    std::string type;
    std::string title;
    std::string author;
    std::optional<Uuid> encounter;
    std::string status;
    std::string content_type;
    std::int64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(DocumentRow, (),
                      (id, date, type_code, type, title, author, encounter, status, content_type,
                       bytes))

struct ResultRow {
    Uuid id;
    std::optional<std::string> date;
    std::string code;
    std::string name;
    std::string value;
    std::string unit;
    std::string reference_range;
    std::string interpretation;
    std::string category;
    std::optional<Uuid> encounter;
};
BOOST_DESCRIBE_STRUCT(ResultRow, (),
                      (id, date, code, name, value, unit, reference_range, interpretation, category,
                       encounter))

struct MedicationRow {
    Uuid id;
    std::optional<std::string> date;
    std::string name;
    std::string dosage;
    std::string status;
    std::optional<Uuid> encounter;
};
BOOST_DESCRIBE_STRUCT(MedicationRow, (), (id, date, name, dosage, status, encounter))

// Conditions, procedures, allergies and immunizations.
struct ConditionRow {
    Uuid id;
    std::optional<std::string> onset;
    std::string code;
    std::string name;
    std::string status;
    std::optional<Uuid> encounter;
};
BOOST_DESCRIBE_STRUCT(ConditionRow, (), (id, onset, code, name, status, encounter))

}  // namespace muniment::chart
