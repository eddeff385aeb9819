// Writes the sample documents as PDF files into the folder given. Usage: write_pdf_samples FOLDER
// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cstdio>
#include <fstream>

#include "formats/pdf/render.h"
#include "tests/peers/verapdf/samples.h"

int main(int count, char** arguments) {
    if (count != 2) return std::fprintf(stderr, "usage: write_pdf_samples FOLDER\n"), 2;
    for (const auto& sample : muniment::pdf::samples()) {
        const auto rendered = muniment::pdf::render(sample.document);
        if (!rendered)
            return std::fprintf(stderr, "%s: %s\n", sample.name.c_str(),
                                rendered.error().message.c_str()),
                   1;
        const std::string path = std::string(arguments[1]) + "/" + sample.name + ".pdf";
        std::ofstream file(path, std::ios::binary);
        file << rendered->bytes;
        if (!file.flush()) return std::fprintf(stderr, "%s cannot be written\n", path.c_str()), 1;
        std::printf("%s\n", path.c_str());
    }
}
