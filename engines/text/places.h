// What the two files that find places share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engines/text/found.h"

namespace muniment::text {

// A word as names of places are written, none of those any sentence begins with.
bool is_place_word(const Tokens& t, std::size_t i);

// Past "'s" after a place, which belongs to the name of an institution ("St. Vincent's").
std::size_t with_possessive(const Tokens& t, std::size_t last);

void put_place(const Tokens& t, std::size_t first, std::size_t last, Found found, Finds& finds);

// Hospitals, clinics, schools, by their kind, their saint, their fame, or because one was "seen at"
// them.
void find_institutions(const Tokens& tokens, Finds& finds);

}  // namespace muniment::text
