// Makes the demo's people: names of several cultures, addresses, fictional telephones.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>

#include "demo/dice.h"
#include "demo/record.h"

namespace muniment::demo {

// Given and family name, sex as asked; everything else by the dice.
Person person_of(std::uint64_t seed, std::size_t index, Sex sex, Day birth, Dice& dice);
// An adult's full name, for guardians and other people around a patient who share `family`.
std::string relative_name(std::string_view family, Dice& dice);
// "(928) 555-0100" to "(928) 555-0199": reserved for fiction.
std::string fictional_phone(Dice& dice);

}  // namespace muniment::demo
