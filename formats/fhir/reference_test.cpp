// Every way of naming a record meets in one normal form and one id.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/reference.h"

#include <doctest/doctest.h>

using namespace muniment;
using fhir::parse_reference;
using fhir::Reference;
using fhir::resource_id;

TEST_CASE("references: each form of the text") {
    struct Row {
        const char* text;
        const char* type;
        const char* id;
        const char* system;
        const char* value;
    };
    // clang-format off
    const Row rows[] = {
        {"Patient/17", "Patient", "17", "", ""},
        {"Patient/17/_history/3", "Patient", "17", "", ""},
        {"Patient/a-b.c_9", "Patient", "a-b.c_9", "", ""},
        {"https://ehr.example/fhir/Patient/17", "Patient", "17", "", ""},
        {"https://ehr.example/fhir/Patient/17/_history/2", "Patient", "17", "", ""},
        {"http://ehr.example/Observation/17#part", "Observation", "17", "", ""},
        {"urn:uuid:057aa36e-b892-9964-75b9-ffb46b097e34", "", "057aa36e-b892-9964-75b9-ffb46b097e34", "", ""},
        {"urn:oid:1.2.840.1", "", "1.2.840.1", "", ""},
        {"Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|999", "Practitioner", "", "http://hl7.org/fhir/sid/us-npi", "999"},
        {"Practitioner?identifier=http%3A%2F%2Fx%7C999", "Practitioner", "", "http://x", "999"},
        {"Practitioner?active=true&identifier=|999", "Practitioner", "", "", "999"},
        {"Practitioner?identifier=999", "Practitioner", "", "", "999"},
        {"https://ehr.example/Patient?identifier=s|1", "Patient", "", "s", "1"},
        // What names no record.
        {"#contained", "", "", "", ""},
        {"", "", "", "", ""},
        {"17", "", "", "", ""},
        {"patient/17", "", "", "", ""},
        {"Patient/", "", "", "", ""},
        {"Patient/a b", "", "", "", ""},
        {"urn:uuid:", "", "", "", ""},
        {"Practitioner?name=x", "", "", "", ""},
        {"?identifier=s|1", "", "", "", ""},
        {"https://ehr.example/", "", "", "", ""},
    };
    // clang-format on
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const Reference to = parse_reference(row.text);
        CHECK(to.type == row.type);
        CHECK(to.id == row.id);
        CHECK(to.identifier_system == row.system);
        CHECK(to.identifier_value == row.value);
    }
}

TEST_CASE("record ids: urn:uuid:X and Type/X are one record, Type/17 is its type's own") {
    const char* const uuid = "057aa36e-b892-9964-75b9-ffb46b097e34";
    const Uuid id = resource_id("Patient", uuid);
    CHECK(resource_id("", uuid) == id);
    CHECK(resource_id("Patient", "057AA36E-B892-9964-75B9-FFB46B097E34") == id);
    CHECK(resource_id(parse_reference(std::string("urn:uuid:") + uuid)) == id);
    CHECK(resource_id(parse_reference(std::string("Patient/") + uuid)) == id);
    CHECK(resource_id(parse_reference(std::string("https://x/Patient/") + uuid)) == id);
    CHECK(resource_id("Patient", "057aa36e-b892-9964-75b9-ffb46b097e35") != id);

    CHECK(resource_id("Patient", "17") == resource_id("Patient", "17"));
    CHECK(resource_id("Patient", "17") != resource_id("Encounter", "17"));
    CHECK(resource_id("Patient", "a") != resource_id("Patient", "A"));  // ids are case sensitive
    // Stays the same for ever: records are stored under it.
    CHECK(resource_id("Patient", "17") == derived_uuid("Patient/17"));
    CHECK(id == derived_uuid(uuid));
}
