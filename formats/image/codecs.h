// One file for each format and what they share. Private to the room.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "formats/image/image.h"

namespace muniment::image {

using Facts = Result<std::vector<PageFacts>>;

Facts png_facts(std::string_view bytes);
Result<Pixels> decode_png(std::string_view bytes, const PageFacts& page);
std::string encode_png(const Pixels& pixels);  // gray or colour

Facts jpeg_facts(std::string_view bytes);
Result<Pixels> decode_jpeg(std::string_view bytes);
std::string encode_jpeg(const Pixels& pixels);  // gray or colour
// The same coefficients without anything else; nullopt where a PDF would not show them rightly
// (CMYK, RGB) or they are damaged.
std::optional<std::string> bare_jpeg(std::string_view bytes);
// Exif's Orientation, 1 where it is not said. `exif` begins behind "Exif\0\0".
int exif_orientation(std::string_view exif);

Facts tiff_facts(std::string_view bytes, const Limits& limits);
Result<Pixels> decode_tiff(std::string_view bytes, const PageFacts& page, const Limits& limits);
// Whether the page's pixels were kept with loss.
bool is_lossy_tiff(std::string_view bytes, const PageFacts& page);
std::string encode_fax(const Pixels& pixels);  // bilevel

std::string cannot_read(std::string why);  // "The image cannot be read: <why>"
inline Error refused(std::string why) { return {Fault::incorrect, std::move(why)}; }

// Colour without colours becomes gray, gray of black and white becomes bilevel.
Pixels reduced(Pixels pixels);

}  // namespace muniment::image
