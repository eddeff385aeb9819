// What a Patient or RelatedPerson resource says of names, addresses and numbers, to be looked for
// in texts about that patient.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "engines/text/deid.h"
#include "formats/fhir/tree.h"

namespace muniment::release {

// Adds to `known`, up to a hundred entries of a kind.
void learn(fhir::Value person, text::Known& known);

// The id of the patient a resource is about: its own, or that of subject, patient or beneficiary;
// "".
std::string patient_of(fhir::Value resource);

// The last part of a reference: "abc" of "Patient/abc", "https://a.example/Patient/abc",
// "urn:uuid:abc".
std::string_view id_in(std::string_view reference);

}  // namespace muniment::release
