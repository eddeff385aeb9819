// The package file that a requester receives: the released files, their manifest, the ledger entry
// of the release with its proof, the ledger's key, in one ZIP archive. docs/formats/package.md.
//
// The order at the desk: manifest_json(files) -> its SHA-256 goes into the entry's detail as
// manifest_sha256 -> the ledger appends and proves -> assemble_package.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "formats/tlog/tlog.h"

namespace muniment::release {

namespace package {
inline constexpr std::string_view format = "muniment-package-v1";
inline constexpr std::string_view pdf = "release.pdf";  // listed, and always there
inline constexpr std::string_view page = "verify.html";
inline constexpr std::string_view manifest = "manifest.json";
inline constexpr std::string_view entry = "entry.json";
inline constexpr std::string_view proof = "proof.tlog-proof";
inline constexpr std::string_view key = "key.txt";
}  // namespace package

// Whether the name is one of the four files that a manifest does not list.
bool is_package_evidence(std::string_view path);

struct ReleasedFile {
    std::string path;  // "release.pdf", "verify.html"; safe to unpack and not one of the four
    std::string content;
};

// What a manifest says of a file.
struct ListedFile {
    std::string path;
    Hash sha256;
    std::size_t bytes = 0;
};
ListedFile listed_file(const ReleasedFile& file);

// The manifest's exact bytes, one line of JSON. Give assemble_package the same files.
std::string manifest_json(CaseId case_id, std::string_view number, Instant created,
                          const std::vector<ListedFile>& files);
std::string manifest_json(CaseId case_id, std::string_view number, Instant created,
                          const std::vector<ReleasedFile>& files);

struct PackageParts {
    std::vector<ReleasedFile> files;
    std::string manifest;   // from manifest_json
    std::string entry;      // the ledger entry's payload, exact bytes
    std::string salt;       // its 32 bytes
    tlog::ProofFile proof;  // index, hashes and checkpoint; extra is set here, to the salt
    std::string key;        // the ledger's vkey line, without newline
    Instant created;
};

// The archive's bytes. A package that would not verify is not handed out: Fault::bug, naming the
// first statement that fails.
Result<std::string> assemble_package(PackageParts parts);

}  // namespace muniment::release
