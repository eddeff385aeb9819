// The machine-readable forms of a release: a FHIR bundle of the stored resources and a Continuity
// of Care Document, from the records that were gathered. Neither may say more than the printed
// copy: a stored resource holds more than its printed row, so each is looked at again, whole.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/compose.h"
#include "formats/fhir/fhir.h"

namespace muniment::release {

inline constexpr std::string_view fhir_file = "records.fhir.json";
inline constexpr std::string_view ccda_file = "records.ccda.xml";

struct ExportedResource {
    Uuid item;  // the chosen item; for a document's DocumentReference, the document
    fhir::Summary summary;
    std::string json;
};

struct Export {
    std::vector<ExportedResource> resources;  // the patient first
    // Chosen items whose stored resource does not go as it is: it names or points to what is
    // withheld. Their printed rows go all the same. For the desk, not for the requester (42 CFR
    // 2.13(c)(2)).
    std::vector<Withheld> left_out;

    const ExportedResource* find(const Uuid& item) const;
};

// Opens what was chosen. As stored, byte for byte, with these exceptions, which are made anew and
// tagged SUBSETTED:
// - the patient, where the minimum-necessary rule applies: name, sex, birth date, record number;
// - a document that goes in part, or whose resource has attachments that nobody has read.
// unsupported: the law lists the fields that may go (45 CFR 164.512(f)(2)(i)); then there is no
// machine-readable form.
Result<Export> open_export(house::View& view, const Paper& paper, const Records& records,
                           const Sorter& sorter);

// Bundle of type collection (formats/fhir/bundle.h). What refers to another resource by urn:uuid
// finds it by urn:uuid, what refers by Type/id finds it by a URL on a server that is none.
std::string fhir_bundle(const Paper& paper, const Records& records, const Export& exported);

// C-CDA R2.1 (formats/ccda/ccda.h). Encounters are in it where the entire record was asked for.
std::string ccda_document(const Paper& paper, const Records& records, const Export& exported);

}  // namespace muniment::release
