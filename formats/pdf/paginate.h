// Puts pieces of known height onto pages. Arithmetic only: it knows nothing of text or PDF.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <limits>
#include <vector>

namespace muniment::pdf {

enum class Keep { free, with_next };
inline constexpr std::size_t no_head = std::numeric_limits<std::size_t>::max();

struct Extent {
    double gap = 0;     // white space above, left out at the top of a page; points
    double height = 0;  // points
    Keep keep = Keep::free;
    bool new_page = false;       // stands at the top of a page
    std::size_t head = no_head;  // a piece repeated above this one at the top of a page
};

struct Place {
    std::size_t page = 0;  // 0-based
    double y = 0;          // from the top of the body, points
};

struct Repeat {
    std::size_t page = 0;
    std::size_t piece = 0;
};

struct Pages {
    std::vector<Place> places;    // one per piece, in order
    std::vector<Repeat> repeats;  // heads drawn once more, at y = 0
    std::size_t count = 1;
};

// Pieces stay in order. A piece higher than the body is put on a page of its own and may overhang.
// A chain of with_next pieces stays together if it fits on one page.
Pages paginate(const std::vector<Extent>& pieces, double body_height);

}  // namespace muniment::pdf
