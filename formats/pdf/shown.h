// What of a text can be shown: valid UTF-8, no control characters, only characters with a glyph, no
// marks that change the reading order in secret. Everything else becomes U+FFFD and is counted.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace muniment::pdf {

struct Shown {
    std::string text;
    std::size_t replaced = 0;
};

// Line ends (CR LF, CR, form feed, U+0085, U+2028, U+2029) become "\n"; tabs become spaces up to
// the next multiple of 8. Invisible characters (soft hyphen, zero-width space, BOM, variation
// selectors) are left out uncounted; bidirectional overrides (U+202A to U+202E, U+2066 to U+2069)
// are replaced, as they can make a page read differently from its text. At most 4 combining marks
// follow a base.
Shown shown_text(std::string_view bytes, const std::function<bool(char32_t)>& covers);

}  // namespace muniment::pdf
