// Taking passages out of a document before it goes: by place, by section or by words. What is taken
// out never reaches the page that is drawn: the text is cut first, so no layer of the PDF, no
// attachment and no machine-readable form has it. The stored document stays as it is. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>

#include "base/json.h"
#include "base/result.h"

namespace muniment::release {

// A rectangle of a page as it is shown, in 1/10000 of its width and height.
struct PageArea {
    std::int64_t left = 0;
    std::int64_t top = 0;
    std::int64_t width = 10'000;
    std::int64_t height = 10'000;
    bool operator==(const PageArea&) const = default;
};
BOOST_DESCRIBE_STRUCT(PageArea, (), (left, top, width, height))

// One passage of one version of a document: bytes [begin, end) of its text; or, of a document that
// came as an image, a page or an area of one.
struct Redaction {
    Uuid document;
    std::int64_t version = 0;
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::string reason;     // printed in the passage's place: "another person's information"
    std::string cite;       // "45 CFR 164.502(b)(1)"
    std::int64_t page = 0;  // of an image, from 1; 0: a passage of text
    std::optional<PageArea> area = {};  // none: the whole page
    bool operator==(const Redaction&) const = default;
};
BOOST_DESCRIBE_STRUCT(Redaction, (), (document, version, begin, end, reason, cite, page, area))

// A section of a text: from its heading to the next. Offsets as in Redaction.
struct TextSection {
    std::string title;
    std::int64_t begin = 0;
    std::int64_t end = 0;
    bool operator==(const TextSection&) const = default;
};
BOOST_DESCRIBE_STRUCT(TextSection, (), (title, begin, end))
// A heading is a line in capital letters, or a short line that ends in a colon.
std::vector<TextSection> sections_of(std::string_view text);

// Every passage where one of the phrases stands, whole words, any case.
Result<std::vector<Redaction>> find_words(const Uuid& document, std::int64_t version,
                                          std::string_view text,
                                          std::span<const std::string> phrases,
                                          const std::string& reason, const std::string& cite);

// Why the passages cannot be taken out of this text; empty: they can. A passage must lie within the
// text, begin and end between characters, and give its reason.
std::string fault_of(const Redaction& redaction, std::string_view text, std::int64_t version);

// The text with each passage replaced by "[removed: reason]"; overlapping ones become one.
std::string without(std::string_view text, std::vector<Redaction> passages);

}  // namespace muniment::release
