// Reads one image file and writes each of its pages upright, as a PNG, into a folder: 1.png, 2.png.
// A refusal is one line on standard error. Usage: image_peer FILE FOLDER
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <fstream>
#include <iterator>

#include "formats/image/image.h"

using namespace muniment;

int main(int count, char** arguments) {
    if (count != 3) return std::fprintf(stderr, "usage: image_peer FILE FOLDER\n"), 2;
    std::ifstream in(arguments[1], std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    const auto refuse = [](const Error& error) {
        std::fprintf(stderr, "%s\n", error.message.c_str());
        return 1;
    };
    const auto pages = image::whole_pages_of(bytes);
    if (!pages) return refuse(pages.error());
    for (std::size_t i = 0; i < pages->size(); ++i) {
        const auto png = image::png_of(bytes, (*pages)[i], {});
        if (!png) return refuse(png.error());
        const auto sheet = image::sheet_of(bytes, (*pages)[i], {});
        if (!sheet) return refuse(sheet.error());
        std::ofstream out(std::string(arguments[2]) + "/" + std::to_string(i + 1) + ".png",
                          std::ios::binary);
        out << *png;
        std::printf("%zu %d %zu\n", i + 1, static_cast<int>(sheet->coding), sheet->bytes.size());
    }
}
