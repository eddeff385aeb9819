// Images for tests, made by code: a page with a black bar, a gray and a coloured field, in every
// format and kind that is read here. Links with libtiff, libpng and libjpeg through the room.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <tiffio.h>

#include <cstring>
#include <string>
#include <vector>

#include "formats/image/codecs.h"

namespace muniment::image::sample {

// White, with a black bar over the upper left: columns 8 to 39, rows 4 to 11; gray at the upper
// right and, with colours, red along the bottom.
inline Pixels page(Ink ink, std::uint32_t width = 64, std::uint32_t height = 48) {
    Pixels pixels{width, height, ink, {}};
    const std::size_t each = ink == Ink::colour ? 3 : 1;
    pixels.bytes.assign(pixels.stride() * height, ink == Ink::bilevel ? '\0' : '\xff');
    for (std::uint32_t y = 0; y < height; ++y)
        for (std::uint32_t x = 0; x < width; ++x) {
            const bool bar = x >= 8 && x < 40 && y >= 4 && y < 12;
            char* at = pixels.bytes.data() + y * pixels.stride();
            if (ink == Ink::bilevel) {
                if (bar) at[x / 8] = static_cast<char>(at[x / 8] | (0x80 >> (x % 8)));
                continue;
            }
            if (bar) std::memset(at + x * each, 0, each);
            if (x >= 48 && y < 12) std::memset(at + x * each, 0x80, each);
            if (ink == Ink::colour && y >= 36) std::memcpy(at + x * each, "\xc0\x10\x10", 3);
        }
    return pixels;
}

struct TiffPage {
    Pixels pixels = page(Ink::bilevel);
    std::uint16_t compression = COMPRESSION_CCITTFAX4;
    std::uint16_t orientation = ORIENTATION_TOPLEFT;
    std::uint32_t rows_per_strip = 16;
    float dpi_x = 204, dpi_y = 196;
    bool min_is_black = false;
};

namespace detail {
struct Sink {
    std::string bytes;
    std::uint64_t at = 0;
};
inline tmsize_t read(thandle_t handle, void* into, tmsize_t size) {
    auto& sink = *static_cast<Sink*>(handle);
    if (sink.at >= sink.bytes.size()) return 0;
    const std::size_t count = std::min(static_cast<std::size_t>(size), sink.bytes.size() - sink.at);
    std::memcpy(into, sink.bytes.data() + sink.at, count);
    sink.at += count;
    return static_cast<tmsize_t>(count);
}
inline tmsize_t write(thandle_t handle, void* from, tmsize_t size) {
    auto& sink = *static_cast<Sink*>(handle);
    const auto count = static_cast<std::size_t>(size);
    if (sink.at + count > sink.bytes.size()) sink.bytes.resize(sink.at + count);
    std::memcpy(sink.bytes.data() + sink.at, from, count);
    sink.at += count;
    return size;
}
inline toff_t seek(thandle_t handle, toff_t to, int whence) {
    auto& sink = *static_cast<Sink*>(handle);
    sink.at = to + (whence == SEEK_SET ? 0 : whence == SEEK_CUR ? sink.at : sink.bytes.size());
    return sink.at;
}
inline toff_t size(thandle_t handle) { return static_cast<Sink*>(handle)->bytes.size(); }
inline int close(thandle_t) { return 0; }
}  // namespace detail

inline void write_page(TIFF* out, const TiffPage& page) {
    const Pixels& pixels = page.pixels;
    const bool bilevel = pixels.ink == Ink::bilevel, colour = pixels.ink == Ink::colour;
    TIFFSetField(out, TIFFTAG_IMAGEWIDTH, pixels.width);
    TIFFSetField(out, TIFFTAG_IMAGELENGTH, pixels.height);
    TIFFSetField(out, TIFFTAG_BITSPERSAMPLE, bilevel ? 1 : 8);
    TIFFSetField(out, TIFFTAG_SAMPLESPERPIXEL, colour ? 3 : 1);
    TIFFSetField(out, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(out, TIFFTAG_COMPRESSION, page.compression);
    TIFFSetField(out, TIFFTAG_PHOTOMETRIC,
                 colour                          ? PHOTOMETRIC_RGB
                 : bilevel && !page.min_is_black ? PHOTOMETRIC_MINISWHITE
                                                 : PHOTOMETRIC_MINISBLACK);
    TIFFSetField(out, TIFFTAG_ORIENTATION, page.orientation);
    TIFFSetField(out, TIFFTAG_ROWSPERSTRIP, page.rows_per_strip);
    TIFFSetField(out, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    TIFFSetField(out, TIFFTAG_XRESOLUTION, static_cast<double>(page.dpi_x));
    TIFFSetField(out, TIFFTAG_YRESOLUTION, static_cast<double>(page.dpi_y));
    std::string bytes = pixels.bytes;
    if (page.min_is_black && bilevel)
        for (char& byte : bytes) byte = static_cast<char>(~byte);
    for (std::uint32_t row = 0; row < pixels.height; ++row)
        TIFFWriteScanline(out, bytes.data() + row * pixels.stride(), row, 0);
    TIFFWriteDirectory(out);
}

inline std::string tiff(const std::vector<TiffPage>& pages) {
    detail::Sink sink;
    TIFF* out = TIFFClientOpen("sample", "w", &sink, detail::read, detail::write, detail::seek,
                               detail::close, detail::size, nullptr, nullptr);
    for (const TiffPage& page : pages) write_page(out, page);
    TIFFClose(out);
    return std::move(sink.bytes);
}

// An Exif block behind SOI that says how the page was held.
inline std::string with_exif(const std::string& jpeg, int orientation) {
    std::string exif("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 24);
    exif += static_cast<char>(orientation);
    exif += std::string(7, '\0');
    const std::size_t length = exif.size() + 2;
    std::string marker("\xff\xe1", 2);
    marker += static_cast<char>(length >> 8);
    marker += static_cast<char>(length & 0xff);
    return jpeg.substr(0, 2) + marker + exif + jpeg.substr(2);
}

struct File {
    std::string name, bytes;
    Ink ink;  // of what is decoded
    std::size_t pages;
    double tolerance;  // JPEG loses a little
};

inline std::vector<File> files() {
    const Pixels bilevel = page(Ink::bilevel), gray = page(Ink::gray), colour = page(Ink::colour);
    std::vector<File> all = {
        {"gray.png", encode_png(gray), Ink::gray, 1, 0},
        {"colour.png", encode_png(colour), Ink::colour, 1, 0},
        {"bilevel.png", encode_png(upright(bilevel, 1)), Ink::bilevel, 1, 0},
        {"gray.jpg", encode_jpeg(gray), Ink::gray, 1, 40},
        {"colour.jpg", encode_jpeg(colour), Ink::colour, 1, 60},
    };
    const std::pair<const char*, std::uint16_t> bilevel_codings[] = {
        {"g4", COMPRESSION_CCITTFAX4},     {"g3", COMPRESSION_CCITTFAX3},
        {"rle", COMPRESSION_CCITTRLE},     {"none", COMPRESSION_NONE},
        {"lzw", COMPRESSION_LZW},          {"deflate", COMPRESSION_ADOBE_DEFLATE},
        {"packbits", COMPRESSION_PACKBITS}};
    for (const auto& [name, compression] : bilevel_codings) {
        all.push_back({std::string(name) + ".tif",
                       tiff({{.pixels = bilevel, .compression = compression}}), Ink::bilevel, 1,
                       0});
        all.push_back(
            {std::string(name) + "_black.tif",
             tiff({{.pixels = bilevel, .compression = compression, .min_is_black = true}}),
             Ink::bilevel, 1, 0});
    }
    const std::pair<const char*, std::uint16_t> codings[] = {{"none", COMPRESSION_NONE},
                                                             {"lzw", COMPRESSION_LZW},
                                                             {"deflate", COMPRESSION_ADOBE_DEFLATE},
                                                             {"packbits", COMPRESSION_PACKBITS}};
    for (const auto& [name, compression] : codings) {
        all.push_back({std::string(name) + "_gray.tif",
                       tiff({{.pixels = gray, .compression = compression}}), Ink::gray, 1, 0});
        all.push_back({std::string(name) + "_colour.tif",
                       tiff({{.pixels = colour, .compression = compression}}), Ink::colour, 1, 0});
    }
    all.push_back({"jpeg_gray.tif", tiff({{.pixels = gray, .compression = COMPRESSION_JPEG}}),
                   Ink::gray, 1, 40});
    all.push_back({"jpeg_colour.tif", tiff({{.pixels = colour, .compression = COMPRESSION_JPEG}}),
                   Ink::colour, 1, 60});
    all.push_back({"three.tif", tiff({{}, {}, {}}), Ink::bilevel, 3, 0});
    return all;
}

}  // namespace muniment::image::sample
