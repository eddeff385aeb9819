// Writes the header, tag table and nine tags of a matrix/TRC profile; big-endian throughout.
// SPDX-License-Identifier: Apache-2.0
#include "formats/pdf/icc.h"

#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

namespace muniment::pdf {
namespace {

void put(std::string& out, std::uint32_t value, int size) {
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8)
        out += static_cast<char>((value >> shift) & 0xff);
}

std::string curve() {  // ICC.1:2001-04 6.5.3, 1,024 points of the sRGB transfer function
    std::string out("curv\0\0\0\0", 8);
    put(out, 1024, 4);
    for (int i = 0; i < 1024; ++i) {
        const double v = i / 1023.0;
        const double linear = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
        put(out, static_cast<std::uint32_t>(std::lround(linear * 65535)), 2);
    }
    return out;
}

std::string xyz(double x, double y, double z) {  // s15Fixed16
    std::string out("XYZ \0\0\0\0", 8);
    for (const double value : {x, y, z})
        put(out, static_cast<std::uint32_t>(std::lround(value * 65536)), 4);
    return out;
}

std::string text(std::string_view words) {
    return std::string("text\0\0\0\0", 8).append(words) + '\0';
}

std::string description(std::string_view words) {  // textDescriptionType, ASCII part only
    std::string out("desc\0\0\0\0", 8);
    put(out, static_cast<std::uint32_t>(words.size() + 1), 4);
    out.append(words);
    return out + std::string(1 + 4 + 4 + 2 + 1 + 67, '\0');
}

struct Tag {
    std::string_view name;
    const std::string* data;
};

std::string header(std::uint32_t size) {
    std::string out;
    put(out, size, 4);
    put(out, 0, 4);           // no preferred CMM
    put(out, 0x02100000, 4);  // version 2.1
    out += "mntrRGB XYZ ";
    for (const std::uint32_t part : {2026u, 1u, 1u, 0u, 0u, 0u}) put(out, part, 2);
    out += "acsp";
    out += std::string(28, '\0');  // platform, flags, device, attributes, perceptual intent
    for (const std::uint32_t part : {0x0000f6d6u, 0x00010000u, 0x0000d32du}) put(out, part, 4);
    return out + std::string(128 - out.size(), '\0');
}

}  // namespace

std::string srgb_profile() {
    const std::string named = description("sRGB"), owner = text("Public domain"), trc = curve();
    // sRGB primaries and white, adapted to D50 (Bradford).
    const std::string white = xyz(0.9505, 1.0, 1.0891), red = xyz(0.4360, 0.2225, 0.0139),
                      green = xyz(0.3851, 0.7169, 0.0971), blue = xyz(0.1431, 0.0606, 0.7141);
    const std::vector<Tag> tags = {{"desc", &named}, {"cprt", &owner}, {"wtpt", &white},
                                   {"rXYZ", &red},   {"gXYZ", &green}, {"bXYZ", &blue},
                                   {"rTRC", &trc},   {"gTRC", &trc},   {"bTRC", &trc}};
    std::string table, data;
    put(table, static_cast<std::uint32_t>(tags.size()), 4);
    const std::size_t start = 128 + 4 + 12 * tags.size();
    std::size_t shared = 0;  // the three curves are one
    for (const Tag& tag : tags) {
        std::size_t offset = start + data.size();
        if (tag.data == &trc && shared != 0) offset = shared;
        if (tag.data == &trc) shared = offset;
        table += tag.name;
        put(table, static_cast<std::uint32_t>(offset), 4);
        put(table, static_cast<std::uint32_t>(tag.data->size()), 4);
        if (offset != start + data.size()) continue;
        data += *tag.data;
        data.resize((data.size() + 3) / 4 * 4, '\0');
    }
    return header(static_cast<std::uint32_t>(start + data.size())) + table + data;
}

}  // namespace muniment::pdf
