// Our side of the encrypted archives that we exchange with others' programs.
//   zip_peer write ARCHIVE PASSPHRASE FILE...     zip_peer read ARCHIVE PASSPHRASE FOLDER
// Exit 0: done; 3: the passphrase is wrong; 4: the archive is damaged; 1: anything else.
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/id.h"
#include "formats/zip/zip.h"

using namespace muniment;

static std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

static int say(const Error& error) {
    std::fprintf(stderr, "zip_peer: %s\n", error.message.c_str());
    if (error.fault == Fault::forbidden) return 3;
    return error.fault == Fault::incorrect ? 4 : 1;
}

static int write(const std::string& archive, const std::string& passphrase,
                 const std::vector<std::string>& paths) {
    std::vector<zip::File> files;
    for (const std::string& path : paths) {
        const auto method = files.size() % 2 == 0 ? zip::Method::deflated : zip::Method::stored;
        files.push_back({std::filesystem::path(path).filename(), bytes_of(path), method});
    }
    const std::string salts = SystemRandom().bytes(files.size() * zip::salt_bytes_each);
    const auto bytes =
        zip::write(files, *parse_fhir_time("2026-11-22T05:45:00Z"), {passphrase, salts});
    if (!bytes) return say(bytes.error());
    std::ofstream(archive, std::ios::binary) << *bytes;
    return 0;
}

static int read(const std::string& archive, const std::string& passphrase,
                const std::string& folder) {
    const auto files = zip::read(bytes_of(archive), {}, passphrase);
    if (!files) return say(files.error());
    for (const zip::File& file : *files)
        std::ofstream(std::filesystem::path(folder) / file.name, std::ios::binary) << file.content;
    return 0;
}

int main(int count, char** words) {
    const std::vector<std::string> given(words + 1, words + count);
    if (given.size() >= 4 && given[0] == "write")
        return write(given[1], given[2], {given.begin() + 3, given.end()});
    if (given.size() == 4 && given[0] == "read") return read(given[1], given[2], given[3]);
    std::fprintf(stderr, "usage: zip_peer write|read ARCHIVE PASSPHRASE FILE...|FOLDER\n");
    return 2;
}
