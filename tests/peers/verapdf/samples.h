// Documents that between them use every kind of block, odd text, attachments, one page and many:
// what the writer's judges (veraPDF, the unit tests, the benchmark) are shown. All names in them
// are invented.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "formats/pdf/document.h"

namespace muniment::pdf {

struct Sample {
    std::string name;  // of its file, without ".pdf"
    Document document;
};

// A release of records as the release desk sends it, with so many notes of about two pages.
Document sample_release(std::size_t notes);
// One page, one section, no header.
Document sample_letter();
// Control characters, invalid UTF-8, very long words, many scripts, in every kind of block.
Document sample_odd_text();
// Every kind of image page, turned in each of the eight ways.
Document sample_images();
std::vector<Sample> samples();

}  // namespace muniment::pdf
