// Checkpoints: strict reading, so that one checkpoint has exactly one text.
#include "formats/tlog/checkpoint.h"

#include <charconv>

#include "base/ensure.h"
#include "base/text.h"

namespace muniment::tlog {

static Error incorrect(const char* message) {
    return Error{Fault::incorrect, message, "C2SP tlog-checkpoint"};
}

std::optional<std::uint64_t> parse_decimal(std::string_view text) {
    if (text.empty() || (text.size() > 1 && text[0] == '0')) return std::nullopt;
    std::uint64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string to_text(const Checkpoint& checkpoint) {
    std::string text = checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" +
                       to_base64(checkpoint.root.view()) + "\n";
    for (const std::string& line : checkpoint.extensions) text += line + "\n";
    return text;
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
    if (!text.ends_with('\n')) return incorrect("The checkpoint does not end in a newline.");
    text.remove_suffix(1);
    const auto lines = split(text, '\n');
    if (lines.size() < 3) return incorrect("The checkpoint has fewer than three lines.");
    for (const std::string_view line : lines)
        if (line.empty()) return incorrect("The checkpoint has an empty line.");
    const auto size = parse_decimal(lines[1]);
    if (!size) return incorrect("The checkpoint's second line is not a tree size.");
    const auto root = from_base64(lines[2]);
    if (!root || root->size() != 32)
        return incorrect("The checkpoint's third line is not a root hash.");
    Checkpoint checkpoint{std::string(lines[0]), *size, Hash::of(*root), {}};
    checkpoint.extensions.assign(lines.begin() + 3, lines.end());
    return checkpoint;
}

std::string signed_checkpoint(const Checkpoint& checkpoint, const SigningKey& key) {
    const std::string text = to_text(checkpoint);
    ensure(bool(parse_checkpoint(text)), "a checkpoint has no empty lines");
    return to_text(Note{text, {sign(text, key)}});
}

Result<Checkpoint> open_checkpoint(std::string_view signed_note, const VerifierKey& key) {
    const Note note = TRY(parse_note(signed_note));
    TRY(verify_note(note, key));
    Checkpoint checkpoint = TRY(parse_checkpoint(note.text));
    if (checkpoint.origin != key.name)
        return incorrect("The checkpoint's origin is another log than the key's.");
    return checkpoint;
}

}  // namespace muniment::tlog
