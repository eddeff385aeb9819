// Writes the demo's facts as FHIR R4 (4.0.1) transaction Bundles.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>

#include "demo/record.h"

namespace muniment::demo {

struct Bundle {
    std::string json;
    std::int64_t resources = 0;
};

// Organizations, Locations, Practitioners and PractitionerRoles of a seed's hospitals.
Bundle hospital_bundle(std::uint64_t seed);
// Everything of one patient. References to the hospital are relative ("Practitioner/<id>").
Bundle patient_bundle(const Record& record);

}  // namespace muniment::demo
