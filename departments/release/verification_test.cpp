// A package proves its release; a package spoiled in one place says so, in the right sentence.
#include "departments/release/verification.h"

#include <doctest/doctest.h>

#include <functional>

#include "base/text.h"
#include "departments/release/package_example.h"
#include "formats/zip/zip.h"

using namespace muniment;
using namespace muniment::release;

namespace {

using Files = std::vector<zip::File>;

std::string good_package() { return *assemble_package(package_example()); }
std::string trusted() { return package_example().key; }

std::string& content(Files& files, std::string_view name) {
    for (zip::File& file : files)
        if (file.name == name) return file.content;
    throw std::logic_error("no such file");
}

std::string spoiled(const std::function<void(Files&)>& spoil) {
    Files files = *zip::read(good_package());
    spoil(files);
    return *zip::write(files, package_example().created);
}

std::string all_bad(const Verification& verification) {
    std::string out;
    for (const auto& statement : verification.statements)
        if (!statement.good) out += statement.says + "\n";
    return out;
}

}  // namespace

TEST_CASE("a package verifies, and says everything that was proved") {
    const Verification checked = verify_package(good_package(), trusted());
    CHECK(all_bad(checked) == "");
    CHECK(checked.proved);
    CHECK(checked.caution == "");
    REQUIRE(checked.statements.size() == 12);
    CHECK(checked.statements[0].says ==
          "The manifest is that of package R-2026-000012, made 2026-11-22T05:45:00Z.");
    CHECK(checked.statements[1].says ==
          "The file release.pdf is exactly the one that was released (41 bytes, SHA-256 " +
              hex(sha256(package_example().files[0].content)) + ").");
    CHECK(checked.statements[10].says ==
          "The ledger muniment.example/ledger/example signed its state of 120 entries with that "
          "key.");
    CHECK(checked.statements[11].says ==
          "This release is entry 118 of that ledger (of 120, counted from 0); nobody can have "
          "removed or changed it without breaking the signature.");
}

TEST_CASE("without a trusted key the package verifies with a caution") {
    const Verification checked = verify_package(good_package());
    CHECK(checked.proved);
    CHECK(checked.caution.ends_with("publishes: " + trusted()));
    CHECK(verify_package(good_package(), " " + trusted() + "\r\n").proved);
}

TEST_CASE("packages of every place in logs of every small size verify") {
    for (std::uint64_t size = 1; size <= 17; ++size)
        for (std::uint64_t index = 0; index < size; ++index)
            CHECK(bool(assemble_package(package_example(index, size))));
}

TEST_CASE("one spoiled place is named") {
    const auto edit = [](std::string_view name, std::string_view from, std::string_view to) {
        return spoiled([&](Files& files) {
            std::string& bytes = content(files, name);
            REQUIRE(bytes.find(from) != std::string::npos);
            bytes = replaced(bytes, from, to);
        });
    };
    const auto without = [](std::string_view name) {
        return spoiled([&](Files& files) {
            std::erase_if(files, [&](const zip::File& file) { return file.name == name; });
        });
    };
    struct {
        const char* what;
        std::string package;
        const char* says;
    } rows[] = {
        {"no archive", "hello", "The package cannot be opened"},
        {"cut off", good_package().substr(0, 500), "The package cannot be opened"},
        {"a changed file", edit("release.pdf", "real", "fake"),
         "The file release.pdf is not the one that was released"},
        {"a file taken out", without("release.pdf"), "The file release.pdf was released, but is"},
        {"a file put in", spoiled([](Files& files) { files.push_back({"more.pdf", "x"}); }),
         "The file more.pdf was not released"},
        {"a changed manifest", edit("manifest.json", "R-2026-000012", "R-2026-000013"),
         "The manifest is not the one that the ledger entry names."},
        {"another format", edit("manifest.json", "package-v1", "package-v2"),
         "The manifest cannot be read."},
        {"evidence listed in the manifest", edit("manifest.json", "release.pdf", "entry.json"),
         "The manifest cannot be read."},
        {"a file listed twice", edit("manifest.json", "verify.html", "release.pdf"),
         "The manifest cannot be read."},
        {"no manifest", without("manifest.json"), "The package has no manifest.json."},
        {"no entry", without("entry.json"), "The package has no entry.json."},
        {"no proof", without("proof.tlog-proof"), "The package has no proof.tlog-proof."},
        {"no key", without("key.txt"), "The package has no key.txt."},
        {"another action", edit("entry.json", "release.disclose", "release.refuse"),
         "does not record a release"},
        {"a later time", edit("entry.json", "2026-11-22", "2026-11-23"),
         "The ledger does not hold this release"},
        {"another index", edit("proof.tlog-proof", "index 118", "index 117"),
         "The ledger does not hold this release"},
        {"no salt", edit("proof.tlog-proof", "extra ", "other "), "The proof cannot be read."},
        {"a shorter salt",
         edit("proof.tlog-proof", to_base64(package_example().salt), to_base64("salt")),
         "The ledger does not hold this release"},
        {"a larger log", edit("proof.tlog-proof", "\n120\n", "\n121\n"),
         "The ledger's signature does not fit"},
        {"another signer", edit("proof.tlog-proof", "\x94 muniment", "\x94 monument"),
         "The ledger's signature does not fit"},
        {"a damaged key", edit("key.txt", "muniment", "monument"),
         "The ledger's key in the package cannot be read."},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const Verification checked = verify_package(row.package, trusted());
        CHECK_FALSE(checked.proved);
        CHECK_MESSAGE(all_bad(checked).find(row.says) != std::string::npos, all_bad(checked));
    }
}

TEST_CASE("a forged package with a key of its own fails only against the trusted key") {
    // The forger signs a log of their own under the facility's name.
    PackageParts parts = package_example(0, 1);
    const tlog::SigningKey forged{example_key.name, tlog::KeyKind::ed25519, std::string(32, 'f')};
    const tlog::Note note = *tlog::parse_note(parts.proof.checkpoint);
    parts.proof.checkpoint = to_text(tlog::Note{note.text, {tlog::sign(note.text, forged)}});
    parts.key = tlog::to_text(tlog::verifier_of(forged));
    const auto package = assemble_package(parts);
    REQUIRE(bool(package));
    CHECK(verify_package(*package).caution != "");
    const Verification checked = verify_package(*package, trusted());
    CHECK_FALSE(checked.proved);
    CHECK(all_bad(checked) == "The ledger's key is not the one that you trust.\n");
}

TEST_CASE("flipping any one bit of any file in the package is detected") {
    Files files = *zip::read(good_package());
    const Instant created = package_example().created;
    for (zip::File& file : files) file.method = zip::Method::stored;
    REQUIRE(verify_package(*zip::write(files, created), trusted()).proved);
    for (zip::File& file : files) {
        for (std::size_t bit = 0; bit < file.content.size() * 8; ++bit) {
            const auto flip = [&] {
                file.content[bit / 8] = static_cast<char>(file.content[bit / 8] ^ 1 << bit % 8);
            };
            flip();
            CAPTURE(file.name);
            CAPTURE(bit);
            CHECK_FALSE(verify_package(*zip::write(files, created), trusted()).proved);
            // The attacker gains nothing when the reader has no key to compare with.
            CHECK_FALSE(verify_package(*zip::write(files, created)).proved);
            flip();
        }
    }
}
