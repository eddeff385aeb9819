// The sections of a Continuity of Care Document, each a table and its entries: problems.cpp (what
// the patient has), treatments.cpp (what was done), measured.cpp (what was found), notes.cpp. Not
// part of the room's door.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "formats/ccda/section.h"

namespace muniment::ccda {

void add_allergies(Node body, const Document& document);
void add_problems(Node body, const Document& document);

void add_medications(Node body, const Document& document);
void add_procedures(Node body, const Document& document);
void add_immunizations(Node body, const Document& document);
void add_encounters(Node body, const Document& document);

void add_results(Node body, const Document& document);
void add_vital_signs(Node body, const Document& document);
void add_social_history(Node body, const Document& document);

void add_notices(Node body, const Document& document);
void add_notes(Node body, const Document& document);

}  // namespace muniment::ccda
