// Turns a hand-written narrative with slots and alternatives into the text of a note.
//
//     "{Name} is a {aged} {man} who presents with [three days|most of a week] of cough."
//
// {word} is replaced from `words` (an unknown word is a bug), [a|b|c] by one of its parts; parts
// may hold slots but not further brackets. Lines are then joined into paragraphs and wrapped at 92
// columns; headings (capitals only), lines that end with a colon, "- " items (one line each), the
// starts of "1. " items and lines that begin with two spaces stay lines.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "demo/dice.h"

namespace muniment::demo {

using Words = std::map<std::string, std::string, std::less<>>;

std::string filled(std::string_view narrative, const Words& words, Dice& dice);
std::string flowed(std::string_view text);

}  // namespace muniment::demo
