// One small, complete package for tests: three files, a ledger of 120 entries, fixed keys and salt.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/json.h"
#include "departments/release/package_file.h"
#include "formats/tlog/tlog.h"

namespace muniment::release {

inline const tlog::SigningKey example_key{"muniment.example/ledger/example", tlog::KeyKind::ed25519,
                                          std::string(32, 'k')};

// The parts of the package whose entry is the given one of a log of `size`.
inline PackageParts package_example(std::uint64_t index = 118, std::uint64_t size = 120) {
    const Instant created = *parse_fhir_time("2026-11-22T05:45:00Z");
    const auto case_id = CaseId{*parse_uuid("019aa000-0000-7000-8000-000000000012")};
    PackageParts parts;
    parts.created = created;
    parts.files = {{"release.pdf", "%PDF-1.7 an example, not a real document\n"},
                   {"verify.html", "<!doctype html><title>an example</title>\n"},
                   {"attachments/r\xc3\xa9sum\xc3\xa9.txt", ""},
                   {"records.fhir.json", R"({"resourceType":"Bundle","type":"collection"})"},
                   {"records.ccda.xml", "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"/>\n"}};
    parts.manifest = manifest_json(case_id, "R-2026-000012", created, parts.files);
    parts.entry = json::serialize(json::object{
        {"v", 1},
        {"id", "019aa000-0000-7000-8000-0000000000aa"},
        {"at", to_text(created)},
        {"action", "release.disclose"},
        {"actor", "system"},
        {"purpose", "PATIENT_REQUEST"},
        {"subject", ""},
        {"detail", {{"case", to_text(case_id)}, {"manifest_sha256", hex(sha256(parts.manifest))}}},
        {"rows", json::array{}}});
    parts.salt = std::string(sha256("salt").view());
    tlog::MemoryHashes log;
    for (std::uint64_t i = 0; i < size; ++i) {
        const std::string payload = i == index ? parts.entry : "entry " + std::to_string(i);
        log.append(tlog::entry_leaf_hash(tlog::commitment(parts.salt, payload)));
    }
    parts.key = tlog::to_text(tlog::verifier_of(example_key));
    parts.proof.index = index;
    parts.proof.hashes = *tlog::inclusion_proof(log, index, size);
    parts.proof.checkpoint =
        tlog::signed_checkpoint({example_key.name, size, log.root(), {}}, example_key);
    return parts;
}

}  // namespace muniment::release
