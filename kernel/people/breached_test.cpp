// What is common, and a file of breached passwords searched where it lies.
// SPDX-License-Identifier: Apache-2.0
#include "kernel/people/breached.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <vector>

#include "base/text.h"
#include "tests/support/engines.h"

namespace muniment::people {

TEST_CASE("common passwords: listed, said twice, or with something behind") {
    struct Row {
        const char* password;
        bool common;
    };
    const Row rows[] = {
        {"password", true},
        {"PassWord", true},
        {"passwordpassword", true},
        {"password1234!", true},
        {"qwertyuiop2026", true},
        {"blue-harbor-17", false},
        {"", false},
        {"123456789", true},
        {"correct horse battery", false},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.password));
        CHECK(is_common(row.password) == row.common);
    }
}

// SHA-1 of "password", as the download has it.
static const std::string sha1_password = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";

TEST_CASE("breached file: found wherever it stands, and nothing else") {
    const tests::Folder folder;
    const std::string path = folder.file("hashes.txt");
    std::vector<std::string> others;
    for (int i = 0; i < 500; ++i) {
        const std::string digits = std::to_string(100'000'007LL * i % 999'999'937LL);
        others.push_back(std::string(40 - digits.size(), "0123456789ABCDEF"[i % 16]) + digits);
    }
    for (const char* end : {"\n", "\r\n"})
        for (const std::string& count : {std::string(), std::string(":10434004")}) {
            std::vector<std::string> lines = others;
            lines.push_back(sha1_password);
            std::ranges::sort(lines);
            std::ofstream out(path, std::ios::binary);
            for (const std::string& line : lines) out << line << count << end;
            out.close();
            const auto file = BreachedFile::open(path);
            REQUIRE(file);
            CHECK(*(**file).holds("password"));
            CHECK_FALSE(*(**file).holds("blue-harbor-17"));
        }
    for (const std::string& only : {sha1_password, sha1_password + ":3\n"}) {
        std::ofstream(path, std::ios::binary) << only;
        CHECK(*(**BreachedFile::open(path)).holds("password"));
        CHECK_FALSE(*(**BreachedFile::open(path)).holds("Password"));
    }
    std::ofstream(path, std::ios::binary) << "password\n123456\n";
    CHECK_FALSE(BreachedFile::open(path));
    CHECK_FALSE(BreachedFile::open(folder.file("none")));
}

}  // namespace muniment::people
