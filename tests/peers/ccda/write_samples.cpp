// Writes the sample documents into a folder, for the outside judge, and names them.
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <fstream>

#include "formats/ccda/sample.h"

using namespace muniment;

int main(int count, char** words) {
    if (count != 2) return 2;
    const std::pair<const char*, ccda::Document> samples[] = {
        {"full.xml", ccda::full_document()},
        {"coded.xml", ccda::coded_document()},
        {"empty.xml", ccda::empty_document()},
        {"strange.xml", ccda::strange_document()},
    };
    for (const auto& [name, document] : samples) {
        const std::string path = std::string(words[1]) + "/" + name;
        std::ofstream(path, std::ios::binary) << ccda::write(document);
        std::printf("%s\n", path.c_str());
    }
    return 0;
}
