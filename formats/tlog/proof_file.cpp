// tlog-proof files, written and read line by line.
#include "formats/tlog/proof_file.h"

#include "base/text.h"
#include "formats/tlog/merkle.h"

namespace muniment::tlog {

namespace {

constexpr std::string_view header = "c2sp.org/tlog-proof@v1\n";
constexpr std::size_t hashes_max = 64;  // one per level of the largest possible tree

Error incorrect(const char* message) { return Error{Fault::incorrect, message, "C2SP tlog-proof"}; }

// Takes the next line, without its newline, off the text; nullopt when none is complete.
std::optional<std::string_view> take_line(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

Result<std::vector<Hash>> take_hashes(std::string_view& text) {
    std::vector<Hash> hashes;
    for (;;) {
        const auto line = take_line(text);
        if (!line) return incorrect("The proof ends before its blank line.");
        if (line->empty()) return hashes;
        const auto bytes = from_base64(*line);
        if (!bytes || bytes->size() != 32) return incorrect("A line of the proof is not a hash.");
        if (hashes.size() == hashes_max) return incorrect("The proof has more than 64 hashes.");
        hashes.push_back(Hash::of(*bytes));
    }
}

}  // namespace

std::string to_text(const ProofFile& proof) {
    std::string text(header);
    if (proof.extra) text += "extra " + to_base64(*proof.extra) + "\n";
    text += "index " + std::to_string(proof.index) + "\n";
    for (const Hash& hash : proof.hashes) text += to_base64(hash.view()) + "\n";
    return text + "\n" + proof.checkpoint;
}

Result<ProofFile> parse_proof_file(std::string_view text) {
    if (text.size() > NoteLimits{}.bytes_max) return incorrect("The proof is too large.");
    if (!text.starts_with(header))
        return incorrect("The file does not begin as a tlog-proof does.");
    text.remove_prefix(header.size());
    ProofFile proof;
    auto line = take_line(text);
    if (line && line->starts_with("extra ")) {
        proof.extra = from_base64(line->substr(6));
        if (!proof.extra) return incorrect("The proof's extra data is not proper base64.");
        line = take_line(text);
    }
    if (!line || !line->starts_with("index ")) return incorrect("The proof has no index line.");
    const auto index = parse_decimal(line->substr(6));
    if (!index) return incorrect("The proof's index is not a number.");
    proof.index = *index;
    proof.hashes = TRY(take_hashes(text));
    TRY(parse_note(text));
    proof.checkpoint = text;
    return proof;
}

Result<Checkpoint> verify_proof_file(const ProofFile& proof, const Hash& leaf,
                                     const VerifierKey& key) {
    const Checkpoint checkpoint = TRY(open_checkpoint(proof.checkpoint, key));
    TRY(verify_inclusion(leaf, proof.index, checkpoint.size, checkpoint.root, proof.hashes));
    return checkpoint;
}

}  // namespace muniment::tlog
