// Juniper Valley Health, the demo's two hospitals and their staff: hand-written facts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "base/id.h"

namespace muniment::demo {

enum class Place { cedar_fork, juniper_valley };  // also the index into facilities()

struct Facility {
    const char* name;
    const char* short_name;  // in note headings
    const char* street;
    const char* city;
    const char* postal_code;
    const char* phone;
    const char* mrn_prefix;
    int beds;
    bool critical_access;  // 42 CFR 485.620(a): at most 25 beds
};

enum class Role {
    hospitalist,
    emergency,
    family,
    pediatrician,
    surgeon,
    orthopedist,
    cardiologist,
    neurologist,
    obstetrician,
    nephrologist,
    intensivist,
    psychiatrist,
    psychologist,
    addiction,
    radiologist,
    nurse,
    nurse_practitioner,
};

struct Staff {
    const char* given;
    const char* family;
    const char* credential;  // "MD", "DO", "RN", ...
    const char* service;     // "Hospital Medicine"
    Role role;
    Place place;
};

inline constexpr const char* system_name = "Juniper Valley Health";
inline constexpr const char* state = "AZ";
// Arizona keeps no daylight saving time, so the whole demo has one offset.
inline constexpr const char* utc_offset = "-07:00";

std::span<const Facility> facilities();
std::span<const Staff> staff();
const Facility& facility(Place place);
std::string full_name(const Staff& member);  // "Priya Raman, MD"

// The ids of one seed's resources: kind "staff", "facility", "system", "location"; v8 UUIDs.
Uuid hospital_id(std::uint64_t seed, const char* kind, std::size_t index);

}  // namespace muniment::demo
