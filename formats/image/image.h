// Reads PNG, JPEG and TIFF from outside, scans and faxes above all, into pages of pixels, and makes
// of each page what a PDF or a browser can show. Nothing of a file reaches either but its pixels:
// no metadata, no thumbnails, nothing behind the end. Sizes are known and held against the limits
// before anything is unpacked; a refusal is a sentence for the person who brought the file.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace muniment::image {

enum class Kind { png, jpeg, tiff };
// By its first bytes; nullopt: none of them.
std::optional<Kind> kind_of(std::string_view bytes);
const char* media_type(Kind kind);

struct Limits {
    std::uint64_t bytes_max = std::uint64_t{200} << 20;       // of the file
    std::uint64_t pixels_max = 120'000'000;                   // of one page
    std::uint64_t page_bytes_max = std::uint64_t{160} << 20;  // of one page, unpacked
    std::size_t pages_max = 2'000;
    std::uint64_t all_pixels_max = 20'000'000'000;  // of all pages together
};

struct PageFacts {
    std::uint32_t width = 0, height = 0;  // pixels, as stored
    int orientation = 1;                  // TIFF 6.0 Orientation, Exif 2.3: 1 to 8
    double dpi_x = 0, dpi_y = 0;          // as stored; 0: not said
    bool bilevel = false;                 // one bit a pixel
    std::uint64_t place = 0;              // of its directory, in a TIFF

    bool on_its_side() const { return orientation >= 5; }
    std::uint32_t shown_width() const { return on_its_side() ? height : width; }
    std::uint32_t shown_height() const { return on_its_side() ? width : height; }
};

// What the headers say of every page. Errors: incorrect (not such a file, damaged, cut off, over a
// limit), unsupported (a compression or kind of pixel that is not read here).
Result<std::vector<PageFacts>> pages_of(std::string_view bytes, const Limits& limits = {});
// The same, after every page was unpacked once: all of it can be shown.
Result<std::vector<PageFacts>> whole_pages_of(std::string_view bytes, const Limits& limits = {});

enum class Ink { bilevel, gray, colour };

// As stored, rows from the top, each a whole number of bytes. Bilevel: most significant bit first,
// 1 is black. Gray: 0 is black. Colour: red, green, blue.
struct Pixels {
    std::uint32_t width = 0, height = 0;
    Ink ink = Ink::gray;
    std::string bytes;
    std::size_t stride() const;
};
Result<Pixels> decode(std::string_view bytes, const PageFacts& page, const Limits& limits = {});

// A rectangle of the page as it is shown, in 1/10000 of its width and height.
struct Area {
    std::int64_t left = 0, top = 0, width = 10'000, height = 10'000;
};
// Paints the areas black; a pixel that an area touches is gone.
void cover(Pixels& pixels, int orientation, std::span<const Area> areas);

// Turned upright; bilevel becomes gray.
Pixels upright(const Pixels& pixels, int orientation);

enum class Coding {
    fax,     // CCITT group 4, black runs are black
    jpeg,    // gray or YCbCr, without metadata
    pixels,  // as in Pixels
};

// A page as compact as it can be kept without loss beyond what its file had: black and white as
// fax, a JPEG's own coefficients, else pixels. What was lossy and cannot be taken over (CMYK, JPEG
// in TIFF, covered areas) is written as JPEG of quality 92.
struct Sheet {
    Coding coding = Coding::pixels;
    std::uint32_t width = 0, height = 0;
    Ink ink = Ink::gray;
    std::string bytes;
};
Result<Sheet> sheet_of(std::string_view bytes, const PageFacts& page, std::span<const Area> covered,
                       const Limits& limits = {});

// The page upright as a PNG, for a browser.
Result<std::string> png_of(std::string_view bytes, const PageFacts& page,
                           std::span<const Area> covered, const Limits& limits = {});

}  // namespace muniment::image
