// Texts and letters of the desk: templates with an id and a version (templates/*.txt), paragraphs
// with places in braces. The id is kept with what was sent, so that the words of then can be found.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "formats/pdf/document.h"

namespace muniment::rights {

using Words = std::map<std::string, std::string>;

struct Text {
    std::string id;                       // "amendment-denied/1"
    std::vector<std::string> paragraphs;  // filled
};
// By the file's name without ".txt". A name that is not there, or a place without a word, is a Bug.
Text text_of(std::string_view name, const Words& words);

// Who writes to whom, when.
struct Letterhead {
    std::string facility;
    std::vector<std::string> address;
    std::string patient;
    std::string patient_address;
    std::string number;
    std::string signer;
    Day date{};
    Instant created{};
};
pdf::Document letter(const Letterhead& head, const std::string& title, const Text& text);

}  // namespace muniment::rights
