// Document -> PDF/A-3b bytes (ISO 19005-3, level B), US Letter, tagged, fonts embedded, sRGB.
// Pure: no clock, no network; equal documents give equal bytes on machines with the same fonts and
// libraries. Safe to call from several threads. Why PDF/A-3b and what is written:
// docs/formats/pdf.md.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "formats/pdf/document.h"

namespace muniment::pdf {

struct Rendered {
    std::string bytes;
    std::size_t page_count = 0;
    std::vector<std::size_t> section_pages;  // first page of each section, 1-based, in order
    std::size_t replaced_characters = 0;     // shown as U+FFFD because they could not be shown
};

inline constexpr std::size_t page_count_max = 50'000;

// How long a document is. It is laid out twice, to be measured and to be drawn, and each time a
// chapter at a time: what a document of thousands of pages needs is its own text, its PDF, and the
// longest of its chapters.
struct Measured {
    std::size_t page_count = 0;
    std::vector<std::size_t> section_pages;  // first page of each section, 0-based
    bool operator==(const Measured&) const = default;
};
// Errors: those of render.
Result<Measured> measure(const Document& document);

// Errors: incorrect (no title, no section, a table row of the wrong length, ...: names section and
// block by number), unsupported (over page_count_max), unavailable (a font is not installed).
Result<Rendered> render(const Document& document);
// What was measured need not be measured again, though a word has changed since, such as the number
// of pages itself. Error conflict: with that word it is of another length.
Result<Rendered> render(const Document& document, const Measured& measured);

}  // namespace muniment::pdf
