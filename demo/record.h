// One demo patient's facts, before they become FHIR: what the scenarios write and the bundle reads.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "demo/catalogue.h"
#include "demo/hospital.h"

namespace muniment::demo {

// A minute on the wall clock of the hospital (utc_offset), not UTC.
using LocalMinute = std::chrono::sys_time<std::chrono::minutes>;
std::string fhir_time(LocalMinute at);   // "2026-01-03T14:20:00-07:00"
std::string chart_time(LocalMinute at);  // "01/03/2026 14:20", as notes write it
std::string chart_day(Day day);          // "01/03/2026"
Day day_of(LocalMinute at);

enum class Sex { female, male };
enum class VisitClass { inpatient, emergency, outpatient };
// Confidentiality labels of a visit and all that belongs to it, or of one note.
enum class Label { none, part2, psychotherapy };

struct Person {
    std::uint64_t seed = 0;
    std::size_t index = 0;
    Uuid id;
    std::string given, middle, family;
    Sex sex = Sex::female;
    Day birth;
    std::optional<LocalMinute> died;
    std::string street, city, postal_code, phone, email;
    std::string race_ethnicity;
    std::string guardian;  // full name of a minor's parent, empty for adults
    Place home = Place::juniper_valley;
    std::string mrn(Place place) const;
    std::string name() const { return given + " " + middle + ". " + family; }
    int age_on(Day day) const;  // whole years
};

struct Visit {
    Uuid id;
    Place place = Place::juniper_valley;
    VisitClass kind = VisitClass::outpatient;
    LocalMinute start, end;
    std::string type, reason, disposition;
    std::size_t attending = 0;  // index into staff()
    Label label = Label::none;
};

constexpr std::size_t no_visit = static_cast<std::size_t>(-1);

struct Problem {
    std::string code, name;  // ICD-10-CM
    std::string spoken;      // as clinicians write it
    Day onset;
    bool chronic = false;
    bool resolved = false;
    std::size_t visit = no_visit;
};

// One measurement. Blood pressure has `value` systolic and `second` diastolic.
struct Reading {
    const Test* test = nullptr;
    int value = 0, second = 0;  // in units of the test's last decimal
    LocalMinute at;
    std::size_t visit = 0;
    bool ranged = true;        // the adult reference range applies
    std::string text() const;  // "17.2", "104/58"
    const char* flag() const;  // "H", "L" or ""
};

enum class MedicationUse { home, inpatient, discharge };
struct Medication {
    std::string name, dosage, reason;
    LocalMinute at;
    bool active = false;
    MedicationUse use = MedicationUse::home;
    std::size_t visit = no_visit;
};

struct Operation {
    std::string code, name;  // ICD-10-PCS; the code is empty for office procedures
    LocalMinute at;
    std::size_t visit = 0, performer = 0;
};

struct Allergy {
    std::string code, name, reaction;  // SNOMED CT code of the substance or allergy
    bool severe = false;
    Day noted;
};

struct Vaccination {
    std::string code, name;  // CVX
    Day day;
};

struct Report {
    std::string code, name, conclusion;  // LOINC
    bool radiology = false;
    LocalMinute at;
    std::size_t visit = 0, author = 0;
    std::vector<std::size_t> results;  // indexes into readings
};

struct Note {
    const NoteKind* kind = nullptr;
    std::string title, text;
    LocalMinute written, signed_at;
    std::size_t visit = 0, author = 0, authenticator = 0;  // staff
    Label label = Label::none;
};

struct Record {
    Person person;
    std::vector<Visit> visits;
    std::vector<Problem> problems;
    std::vector<Reading> readings;
    std::vector<Medication> medications;
    std::vector<Operation> operations;
    std::vector<Allergy> allergies;
    std::vector<Vaccination> vaccinations;
    std::vector<Report> reports;
    std::vector<Note> notes;
    // The id of the n-th resource of a type, the same in every run of one seed.
    Uuid id_of(const char* type, std::size_t index) const;
};

}  // namespace muniment::demo
