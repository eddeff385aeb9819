// The demo hospital: a pure function from a seed to a believable health system. The same options
// give the same bytes on every machine; nothing in it is a real person, place or telephone number
// (telephones are 555-0100 to 555-0199, which are reserved for fiction).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"

namespace muniment::demo {

inline constexpr const char* time_zone = "America/Phoenix";  // of the hospital

struct Options {
    std::uint64_t seed = 20260101;
    int patients = 40;
    Day today;  // nothing in the hospital is dated later than this day
};

// What was made, for a greeting or a status page.
struct Hospital {
    std::string name;                     // the health system
    std::vector<std::string> facilities;  // their names
    std::string address;                  // of the health information management department
    std::string phone;
    int staff = 0;
    int patients = 0;
    std::int64_t resources = 0;  // FHIR resources passed to the sink
    std::int64_t notes = 0;      // of which signed documents
};

// Somebody who treats patients there, as the charts name her.
struct Clinician {
    std::string name;
    std::string practitioner;  // FHIR id
    bool is_nurse = false;
};
std::vector<Clinician> clinicians(const Options& options);

// Receives one FHIR R4 transaction Bundle (UTF-8 JSON). The view ends with the call.
using Sink = std::function<void(std::string_view bundle)>;

// Calls `sink` first with the bundle of Organizations, Locations, Practitioners and
// PractitionerRoles, then once per patient. Keeps nothing between patients.
// Logical ids are UUIDs, fullUrl is "urn:uuid:<id>", each entry is a PUT. References within a
// bundle are "urn:uuid:<id>"; those to the first bundle are "Practitioner/<id>" and the like.
Hospital generate(const Options& options, const Sink& sink);

// The states that the demo brings a release case to. `received` means: leave it for the user.
struct ReleaseCase {
    json::value request;  // a `Request` of the release desk, as JSON
    std::string wish;     // received, approved, defective, released, refused, withdrawn
    std::string note;     // why this case is in the demo
};

// The release desk's cases in the order in which they were received into the system; the first has
// a complete authorization and waits for a decision. Needs options.patients >= 1; with fewer than
// 20 patients several cases share a patient.
std::vector<ReleaseCase> cases(const Options& options);

}  // namespace muniment::demo
