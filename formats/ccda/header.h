// The US Realm header of a document (C-CDA R2.1, 2.16.840.1.113883.10.20.22.1.1). Not part of the
// room's door.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "formats/ccda/xml.h"

namespace muniment::ccda {

// Everything of <ClinicalDocument> before its body.
void add_header(Node root, const Document& document);

}  // namespace muniment::ccda
