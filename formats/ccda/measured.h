// A measured value as HL7 version 3 types it. Not part of the room's door.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "formats/ccda/xml.h"

namespace muniment::ccda {

// The text is a decimal number as XML Schema and PQ.value have it: 12, -0.5, 1.10, 2e3 not.
bool is_number(std::string_view text);
// May stand as PQ.unit: not empty and without white space.
bool is_unit(std::string_view text);

// <value>: PQ for a number with a unit or none, IVL_PQ for one with a comparator, else ST.
void add_value(Node observation, const std::string& value, const std::string& unit);
// PQ always, as vital signs ask for; nullFlavor OTH when the value is no number.
void add_quantity(Node observation, const std::string& value, const std::string& unit);

}  // namespace muniment::ccda
