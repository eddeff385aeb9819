// Writes packages for the offline page to judge, each with what verify_package says of it:
//   FOLDER/<case>/package.zip, trusted.txt, expected.json {proved, caution, statements: [{good,
//   says}]} FOLDER/flips/package.zip, trusted.txt, expected.txt: one character per bit of the
//   archive, '1' where the package with that bit flipped is still proved (dates and the like), else
//   '0'.
// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/text.h"
#include "departments/release/package_example.h"
#include "departments/release/verification.h"
#include "formats/zip/zip.h"

using namespace muniment;
using namespace muniment::release;

namespace {

struct Writer {
    std::filesystem::path folder;

    void put(const std::filesystem::path& path, std::string_view bytes) const {
        std::filesystem::create_directories((folder / path).parent_path());
        std::ofstream(folder / path, std::ios::binary) << bytes;
    }

    void add(const std::string& name, std::string_view package, std::string_view trusted) const {
        const Verification checked = verify_package(package, trusted);
        json::array statements;
        for (const auto& statement : checked.statements)
            statements.push_back(json::object{{"good", statement.good}, {"says", statement.says}});
        put(name + "/package.zip", package);
        put(name + "/trusted.txt", trusted);
        put(name + "/expected.json", json::serialize(json::object{{"proved", checked.proved},
                                                                  {"caution", checked.caution},
                                                                  {"statements", statements}}));
    }
};

using Files = std::vector<zip::File>;

struct Edit {
    const char* name;
    const char* file;
    const char* from;
    const char* to;
};

constexpr Edit edits[] = {
    {"file_changed", "release.pdf", "real", "fake"},
    {"manifest_number", "manifest.json", "000012", "000013"},
    {"manifest_format", "manifest.json", "package-v1", "package-v2"},
    {"manifest_hash", "manifest.json", "\"sha256\":\"", "\"sha256\":\"0"},
    {"manifest_lists_evidence", "manifest.json", "release.pdf", "entry.json"},
    {"manifest_lists_twice", "manifest.json", "verify.html", "release.pdf"},
    {"manifest_bytes_text", "manifest.json", "\"bytes\":41", "\"bytes\":\"41\""},
    {"manifest_bytes", "manifest.json", "\"bytes\":41", "\"bytes\":42"},
    {"manifest_not_json", "manifest.json", "{", "<"},
    {"manifest_not_utf8", "manifest.json", "release", "rel\xff"},
    {"entry_action", "entry.json", "release.disclose", "release.refuse"},
    {"entry_version", "entry.json", "\"v\":1", "\"v\":2"},
    {"entry_time", "entry.json", "2026-11-22", "2026-11-23"},
    {"entry_no_hash", "entry.json", "manifest_sha256", "manifest_sha"},
    {"proof_index", "proof.tlog-proof", "index 118", "index 117"},
    {"proof_index_zero", "proof.tlog-proof", "index 118", "index 0118"},
    {"proof_index_beyond", "proof.tlog-proof", "index 118", "index 120"},
    {"proof_index_huge", "proof.tlog-proof", "index 118", "index 18446744073709551616"},
    {"proof_no_salt", "proof.tlog-proof", "extra ", "other "},
    {"proof_header", "proof.tlog-proof", "@v1", "@v2"},
    {"proof_crlf", "proof.tlog-proof", "\n", "\r\n"},
    {"proof_size", "proof.tlog-proof", "\n120\n", "\n121\n"},
    {"proof_signer", "proof.tlog-proof", "\x94 muniment", "\x94 monument"},
    {"proof_more_signers", "proof.tlog-proof", "\n\n\xe2\x80\x94",
     "\n\n\xe2\x80\x94 a AAAAAAAA\n\xe2\x80\x94"},
    {"proof_bad_signer", "proof.tlog-proof", "\n\n\xe2\x80\x94",
     "\n\n\xe2\x80\x94 a AAAA\n\xe2\x80\x94"},
    {"key_name", "key.txt", "muniment", "monument"},
    {"key_two_lines", "key.txt", "\n", "\n\n"},
    {"key_no_newline", "key.txt", "\n", ""},
};

std::string edited(Files files, const Edit& edit) {
    for (zip::File& file : files)
        if (file.name == edit.file) file.content = replaced(file.content, edit.from, edit.to);
    return *zip::write(files, package_example().created);
}

void add_shapes(const Writer& writer, const std::string& good, const std::string& key) {
    const Files files = *zip::read(good);
    const Instant created = package_example().created;
    for (const zip::File& gone : files) {
        Files rest = files;
        std::erase_if(rest, [&](const zip::File& file) { return file.name == gone.name; });
        writer.add("without_" + replaced(gone.name, "/", "_"), *zip::write(rest, created), key);
    }
    Files more = files;
    more.push_back({"zz.txt", "added"});
    more.push_back({"\xf0\x9f\x93\x84.txt", "added"});
    writer.add("two_added", *zip::write(more, created), key);
    Files large = files;
    large[0].content.assign(3'000'000, 'x');
    writer.add("large", *zip::write(large, created), key);
    writer.add("empty_file", "", key);
    writer.add("no_zip", "hello", key);
    writer.add("empty_zip", *zip::write({}, created), key);
    writer.add("cut_off", good.substr(0, good.size() / 2), key);
    writer.add("more_after", good + "x", key);
    writer.add("more_before", "x" + good, key);
}

void add_flips(const Writer& writer, const std::string& good, const std::string& key) {
    std::string spoiled = good;
    std::string proved;
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        spoiled[bit / 8] = static_cast<char>(spoiled[bit / 8] ^ 1 << bit % 8);
        proved += verify_package(spoiled, key).proved ? '1' : '0';
        spoiled[bit / 8] = good[bit / 8];
    }
    writer.put("flips/package.zip", good);
    writer.put("flips/trusted.txt", key);
    writer.put("flips/expected.txt", proved);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: verify_page_cases FOLDER\n";
        return 2;
    }
    const Writer writer{argv[1]};
    const std::string good = *assemble_package(package_example());
    const std::string key = package_example().key;
    writer.add("good", good, key);
    writer.add("good_key_with_spaces", good, " " + key + "\n");
    writer.add("no_trusted_key", good, "");
    writer.add("another_trusted_key", good, "x" + key);
    for (std::uint64_t size = 1; size <= 9; ++size)
        for (std::uint64_t index = 0; index < size; ++index)
            writer.add("log_" + std::to_string(size) + "_" + std::to_string(index),
                       *assemble_package(package_example(index, size)), key);
    for (const Edit& edit : edits) writer.add(edit.name, edited(*zip::read(good), edit), key);
    add_shapes(writer, good, key);
    add_flips(writer, good, key);
    return 0;
}
