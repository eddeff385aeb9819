// FHIR references in one normal form, and the record ids we derive from FHIR's own ids.
// Forms understood (FHIR R4 2.3.0): Type/id, Type/id/_history/v, urn:uuid:X, urn:oid:X, an absolute
// URL that ends in Type/id, the conditional Type?identifier=system|value of transactions, and a
// logical reference that carries only an identifier.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "base/id.h"

namespace muniment::fhir {

struct Reference {
    std::string type;  // "Patient"; empty when the reference does not say (urn:uuid:X)
    std::string id;    // logical id; empty for a reference by identifier only
    std::string identifier_system;
    std::string identifier_value;
    std::string display;  // may name a person: protected health information

    bool by_id() const { return !id.empty(); }
    bool by_identifier() const { return id.empty() && !identifier_value.empty(); }
    bool operator==(const Reference&) const = default;
};

// The normal form of the text of Reference.reference. Both id and identifier_value are empty when
// the text is none of the forms above (a fragment "#x" points into the same resource: not a
// record).
Reference parse_reference(std::string_view text);

// The record id of a resource: the same for every way of naming it, on every machine, every time
// it is imported. When the logical id is a UUID, the name derived from is the lower-case UUID
// alone, because urn:uuid:X names no type and must meet Type/X; otherwise it is "Type/id". So two
// resources of different types that share one UUID get ONE record id; FHIR allows that, senders do
// not do it (none in Synthea or MIMIC-IV); the importer must report it as a conflict of types.
Uuid resource_id(std::string_view type, std::string_view id);
// The record a reference by_id() points to.
inline Uuid resource_id(const Reference& to) { return resource_id(to.type, to.id); }

}  // namespace muniment::fhir
