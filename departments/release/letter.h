// Texts of letters: templates with an id and a version (templates/*.txt), paragraphs with places in
// braces to fill in. The id is kept with what was sent, so that the words of then can be found.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "departments/release/language.h"

namespace muniment::release {

struct Template {
    std::string id;                       // "refusal/1"
    std::vector<std::string> paragraphs;  // not yet filled
};

// By the file's name without ".txt". A name that is not there is a Bug.
Template letter_template(std::string_view name);
// Spanish texts stand beside the English ones as name.es.txt.
Template letter_template(std::string_view name, Language language);

// The packs' sentences, English in the packs, in the letter's language: each that
// templates/sentences-spanish.txt knows is replaced, wherever it stands; the others stay.
std::string in_language(std::string text, Language language);

using Words = std::map<std::string, std::string>;
// Each {name} replaced by its word; a name without a word is a Bug.
std::string fill(std::string_view paragraph, const Words& words);

}  // namespace muniment::release
