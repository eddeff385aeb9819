// The package file: what is in it, and that nothing leaves which would not verify.
#include "departments/release/package_file.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "departments/release/package_example.h"
#include "formats/zip/zip.h"

using namespace muniment;
using namespace muniment::release;

TEST_CASE("the manifest is one line of JSON with every file's size and hash") {
    const std::vector<ReleasedFile> files = {{"a.txt", "abc"}};
    CHECK(manifest_json(CaseId{}, "R-1", *parse_fhir_time("2026-11-22T05:45:00Z"), files) ==
          R"({"format":"muniment-package-v1","case":"00000000-0000-0000-0000-000000000000",)"
          R"("number":"R-1","created":"2026-11-22T05:45:00Z","files":[{"path":"a.txt","sha256":)"
          R"("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad","bytes":3}]})");
}

TEST_CASE("the package holds the files, then the evidence, byte for byte") {
    const PackageParts parts = package_example();
    const auto files = *zip::read(*assemble_package(parts));
    std::vector<std::string> names;
    for (const zip::File& file : files) names.push_back(file.name);
    CHECK(names == std::vector<std::string>{
                       "release.pdf", "verify.html", "attachments/r\xc3\xa9sum\xc3\xa9.txt",
                       "records.fhir.json", "records.ccda.xml", "manifest.json", "entry.json",
                       "proof.tlog-proof", "key.txt"});
    CHECK(files[0].method == zip::Method::stored);
    CHECK(files[5].content == parts.manifest);
    CHECK(files[6].content == parts.entry);
    CHECK(files[7].content.starts_with("c2sp.org/tlog-proof@v1\nextra " + to_base64(parts.salt) +
                                       "\nindex 118\n"));
    CHECK(files[8].content == parts.key + "\n");
    CHECK(*assemble_package(parts) == *assemble_package(parts));
}

TEST_CASE("a package that would not verify is not handed out") {
    const auto refused = [](auto spoil) {
        PackageParts parts = package_example();
        spoil(parts);
        const auto package = assemble_package(parts);
        return !package && package.error().fault == Fault::bug;
    };
    CHECK(refused([](PackageParts& parts) { parts.files[0].content += "x"; }));
    CHECK(refused([](PackageParts& parts) { parts.files.push_back({"more.pdf", "x"}); }));
    CHECK(refused([](PackageParts& parts) { parts.files.pop_back(); }));
    CHECK(refused([](PackageParts& parts) { parts.manifest += " "; }));
    CHECK(refused([](PackageParts& parts) { parts.entry += " "; }));
    CHECK(refused([](PackageParts& parts) { parts.salt[0] ^= 1; }));
    CHECK(refused([](PackageParts& parts) { parts.salt.pop_back(); }));
    CHECK(refused([](PackageParts& parts) { parts.proof.index ^= 1; }));
    CHECK(refused([](PackageParts& parts) { parts.proof.hashes.pop_back(); }));
    CHECK(refused([](PackageParts& parts) { parts.key += "x"; }));
}

TEST_CASE("a released file may not take the place of the evidence") {
    PackageParts parts = package_example();
    parts.files.push_back({"key.txt", "x"});
    CHECK(assemble_package(parts).error().fault == Fault::incorrect);
    CHECK(is_package_evidence("key.txt"));
    CHECK_FALSE(is_package_evidence("verify.html"));
}
