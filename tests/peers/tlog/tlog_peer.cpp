// Writes logs of many sizes for the Go peer to judge, and judges those that the Go peer wrote.
//
// tlog_peer write FOLDER: log.vkey, witness.vkey, and for each size S a folder S/ with checkpoint
//   (signed and cosigned), tiles, bundles, proofs.txt and S.tlog-proof. proofs.txt has lines
//   "inclusion INDEX HASH..." and "consistency OLD_SIZE OLD_ROOT HASH...", hashes in base64.
// tlog_peer read FOLDER: the same layout, as main.go writes it.
// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "base/text.h"
#include "formats/tlog/tlog.h"

using namespace muniment;
using namespace muniment::tlog;

namespace {

const SigningKey log_key{"muniment.example/ledger/peer", KeyKind::ed25519, std::string(32, 'p')};
const SigningKey witness_key{"witness.example/w1", KeyKind::cosignature, std::string(32, 'w')};
constexpr std::uint64_t cosigned_at = 1'794'000'000;

std::vector<std::uint64_t> sizes() {
    std::vector<std::uint64_t> all;
    for (std::uint64_t size = 1; size <= 70; ++size) all.push_back(size);
    for (const std::uint64_t size : {255u, 256u, 257u, 1000u}) all.push_back(size);
    return all;
}

std::string entry(std::uint64_t index) { return "entry " + std::to_string(index); }

void put(const std::filesystem::path& path, std::string_view bytes) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

Result<std::string> get(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{Fault::not_found, path.string() + " is not there."};
    return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string line_of(const std::string& start, const std::vector<Hash>& hashes) {
    std::string line = start;
    for (const Hash& hash : hashes) line += " " + to_base64(hash.view());
    return line + "\n";
}

Result<std::string> proof_lines(MemoryHashes& log) {
    std::string lines;
    const std::uint64_t size = log.size();
    const std::uint64_t step = size > 100 ? 37 : 1;  // all of a small log, some of a large one
    for (std::uint64_t index = 0; index < size; index += step)
        lines +=
            line_of("inclusion " + std::to_string(index), TRY(inclusion_proof(log, index, size)));
    for (std::uint64_t old_size = 1; old_size <= size; old_size += step) {
        const Hash old_root = TRY(root(log, old_size));
        lines +=
            line_of("consistency " + std::to_string(old_size) + " " + to_base64(old_root.view()),
                    TRY(consistency_proof(log, old_size, size)));
    }
    return lines;
}

Status write_tiles(const std::filesystem::path& folder, MemoryHashes& log) {
    for (const Tile& tile : tiles_to_write(0, log.size()))
        put(folder / tile_path(tile), TRY(tile_bytes(tile, log)));
    for (const Tile& tile : bundles_to_write(0, log.size())) {
        std::vector<std::string> entries;
        for (unsigned i = 0; i < tile.width; ++i)
            entries.push_back(entry(tile.index * tile_width + i));
        put(folder / entries_path(tile), TRY(encode_bundle(entries)));
    }
    return ok();
}

Status write_log(const std::filesystem::path& folder, MemoryHashes& log) {
    Note note =
        TRY(parse_note(signed_checkpoint({log_key.name, log.size(), log.root(), {}}, log_key)));
    note.signatures.push_back(cosign(note.text, witness_key, cosigned_at));
    put(folder / "checkpoint", to_text(note));
    put(folder / "proofs.txt", TRY(proof_lines(log)));
    const std::uint64_t index = log.size() / 2;
    const std::vector<Hash> path = TRY(inclusion_proof(log, index, log.size()));
    put(folder / "entry.tlog-proof", to_text(ProofFile{"extra data", index, path, to_text(note)}));
    return write_tiles(folder, log);
}

Status write_all(const std::filesystem::path& folder) {
    put(folder / "log.vkey", to_text(verifier_of(log_key)));
    put(folder / "witness.vkey", to_text(verifier_of(witness_key)));
    for (const std::uint64_t size : sizes()) {
        MemoryHashes log;
        for (std::uint64_t i = 0; i < size; ++i) log.append(leaf_hash(entry(i)));
        TRY(write_log(folder / std::to_string(size), log));
    }
    return ok();
}

class FileTiles final : public TileSource {
  public:
    explicit FileTiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Result<std::string> read(const Tile& tile) override { return get(folder_ / tile_path(tile)); }

  private:
    std::filesystem::path folder_;
};

Error disagree(std::string message) { return Error{Fault::incorrect, std::move(message)}; }

Status check_line(std::string_view line, const Checkpoint& checkpoint) {
    const auto words = split(line, ' ');
    const bool inclusion = words[0] == "inclusion";
    const std::uint64_t number = parse_decimal(words.at(1)).value();
    std::vector<Hash> hashes;
    for (std::size_t i = 2; i < words.size(); ++i)
        hashes.push_back(Hash::of(from_base64(words[i]).value()));
    if (inclusion)
        return verify_inclusion(leaf_hash(entry(number)), number, checkpoint.size, checkpoint.root,
                                hashes);
    const Hash old_root = hashes.at(0);
    hashes.erase(hashes.begin());
    return verify_consistency(number, old_root, checkpoint.size, checkpoint.root, hashes);
}

Status read_log(const std::filesystem::path& folder, std::uint64_t size, const VerifierKey& key,
                const VerifierKey& witness) {
    const std::string signed_note = TRY(get(folder / "checkpoint"));
    const Note note = TRY(parse_note(signed_note));
    TRY(verify_note(note, key));
    if (TRY(verify_cosignature(note, witness)) == 0)
        return disagree("The cosignature has no time.");
    const Checkpoint checkpoint = TRY(open_checkpoint(signed_note, key));
    if (checkpoint.size != size) return disagree("The checkpoint has another size.");

    FileTiles tiles(folder);
    TileHashes hashes(tiles, size);
    if (TRY(root(hashes, size)) != checkpoint.root) return disagree("The tiles have another root.");

    const std::string lines = TRY(get(folder / "proofs.txt"));
    for (const std::string_view line : split(trim(lines), '\n')) TRY(check_line(line, checkpoint));

    const std::string text = TRY(get(folder / "entry.tlog-proof"));
    const ProofFile proof = TRY(parse_proof_file(text));
    TRY(verify_proof_file(proof, leaf_hash(entry(proof.index)), key));
    if (to_text(proof) != text) return disagree("The proof file is written in another way.");
    return ok();
}

Status read_all(const std::filesystem::path& folder) {
    const std::string log_text = TRY(get(folder / "log.vkey"));
    const std::string witness_text = TRY(get(folder / "witness.vkey"));
    const std::string secret_text = TRY(get(folder / "log.skey"));
    const VerifierKey key = TRY(parse_verifier_key(log_text));
    const VerifierKey witness = TRY(parse_verifier_key(witness_text));
    const SigningKey secret = TRY(parse_signing_key(secret_text));
    if (verifier_of(secret) != key) return disagree("The signing key has another verifier key.");
    std::size_t count = 0;
    for (const std::uint64_t size : sizes()) {
        const Status read = read_log(folder / std::to_string(size), size, key, witness);
        if (!read) return disagree("Size " + std::to_string(size) + ": " + read.error().message);
        ++count;
    }
    std::cout << "tlog_peer: " << count << " logs written by Go are accepted\n";
    return ok();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: tlog_peer write|read FOLDER\n";
        return 2;
    }
    const Status done =
        argv[1] == std::string_view("write") ? write_all(argv[2]) : read_all(argv[2]);
    if (done) return 0;
    std::cerr << "tlog_peer: " << done.error().message << "\n";
    return 1;
}
