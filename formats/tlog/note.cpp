// Signed notes and cosignatures through libsodium's Ed25519, which refuses non-canonical
// signatures and keys of small order.
#include "formats/tlog/note.h"

#include <sodium.h>

#include <array>
#include <limits>

#include "base/ensure.h"
#include "base/hash.h"
#include "base/text.h"

namespace muniment::tlog {

namespace {

constexpr std::string_view signature_prefix = "\xe2\x80\x94 ";  // em dash, space
constexpr const char* note_cite = "C2SP signed-note";
constexpr const char* cosignature_cite = "C2SP tlog-cosignature";

Error incorrect(std::string message, const char* cite = note_cite) {
    return Error{Fault::incorrect, std::move(message), cite};
}

// The code points that Unicode calls White_Space, as UTF-8; a key name may hold none.
constexpr std::string_view unicode_spaces[] = {" ",
                                               "\t",
                                               "\n",
                                               "\v",
                                               "\f",
                                               "\r",
                                               "\xc2\x85",
                                               "\xc2\xa0",
                                               "\xe1\x9a\x80",
                                               "\xe2\x80\x80",
                                               "\xe2\x80\x81",
                                               "\xe2\x80\x82",
                                               "\xe2\x80\x83",
                                               "\xe2\x80\x84",
                                               "\xe2\x80\x85",
                                               "\xe2\x80\x86",
                                               "\xe2\x80\x87",
                                               "\xe2\x80\x88",
                                               "\xe2\x80\x89",
                                               "\xe2\x80\x8a",
                                               "\xe2\x80\xa8",
                                               "\xe2\x80\xa9",
                                               "\xe2\x80\xaf",
                                               "\xe2\x81\x9f",
                                               "\xe3\x80\x80"};

bool has_control(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n') return true;
    return false;
}

std::string big_endian(std::uint64_t value, int bytes) {
    std::string out;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out += static_cast<char>(value >> shift & 0xff);
    return out;
}

std::uint64_t from_big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

struct KeyPair {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
    ~KeyPair() { sodium_memzero(secret.data(), secret.size()); }
};

KeyPair key_pair(const SigningKey& key) {
    ensure(key.seed.size() == crypto_sign_SEEDBYTES, "an Ed25519 seed is 32 bytes");
    ensure(sodium_init() >= 0, "libsodium did not start");
    KeyPair pair;
    ensure(crypto_sign_seed_keypair(pair.open.data(), pair.secret.data(), raw(key.seed)) == 0,
           "Ed25519 key derivation failed");
    return pair;
}

std::string raw_signature(std::string_view message, const SigningKey& key) {
    const KeyPair pair = key_pair(key);
    std::string out(crypto_sign_BYTES, '\0');
    ensure(crypto_sign_detached(reinterpret_cast<unsigned char*>(out.data()), nullptr, raw(message),
                                message.size(), pair.secret.data()) == 0,
           "Ed25519 signing failed");
    return out;
}

bool verifies(std::string_view message, std::string_view signature, const VerifierKey& key) {
    return signature.size() == crypto_sign_BYTES &&
           key.public_key.size() == crypto_sign_PUBLICKEYBYTES &&
           crypto_sign_verify_detached(raw(signature), raw(message), message.size(),
                                       raw(key.public_key)) == 0;
}

std::string cosigned_message(std::string_view text, std::uint64_t time) {
    return "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string(text);
}

struct KeyText {
    std::string name;
    std::uint32_t id = 0;
    KeyKind kind = KeyKind::ed25519;
    std::string material;
};

// The part shared by both key texts: <name>+<key id>+<base64 of kind || 32 bytes>.
Result<KeyText> parse_key_text(std::string_view text) {
    const auto parts = split(text, '+');
    // The base64 may hold '+' itself; a name never does.
    if (parts.size() < 3) return incorrect("A key is written name+id+key; this text is not.");
    KeyText key;
    key.name = parts[0];
    if (!is_key_name(key.name)) return incorrect("The key's name is empty or has a space in it.");
    const auto id = from_hex(parts[1]);
    if (!id || id->size() != 4 || lower(parts[1]) != parts[1])
        return incorrect("The key's id is not 8 lower-case hexadecimal digits.");
    key.id = static_cast<std::uint32_t>(from_big_endian(*id));
    const auto material = from_base64(text.substr(parts[0].size() + parts[1].size() + 2));
    if (!material || material->size() != 33) return incorrect("The key is not 33 bytes of base64.");
    const auto kind = static_cast<unsigned char>((*material)[0]);
    if (kind != 0x01 && kind != 0x04)
        return incorrect("The key's algorithm is neither Ed25519 nor an Ed25519 cosignature.");
    key.kind = static_cast<KeyKind>(kind);
    key.material = material->substr(1);
    return key;
}

Result<Signature> parse_signature_line(std::string_view line) {
    if (!line.starts_with(signature_prefix))
        return incorrect("A signature line does not begin with an em dash and a space.");
    line.remove_prefix(signature_prefix.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos) return incorrect("A signature line has no signature.");
    const std::string_view name = line.substr(0, space);
    const auto bytes = from_base64(line.substr(space + 1));
    if (!is_key_name(name)) return incorrect("A signature line has no proper key name.");
    if (!bytes || bytes->size() < 5) return incorrect("A signature is not proper base64.");
    return Signature{std::string(name),
                     static_cast<std::uint32_t>(from_big_endian(bytes->substr(0, 4))),
                     bytes->substr(4)};
}

std::vector<const Signature*> signatures_of(const Note& note, const VerifierKey& key) {
    std::vector<const Signature*> found;
    const std::uint32_t id = key_id(key);
    for (const Signature& signature : note.signatures)
        if (signature.name == key.name && signature.key_id == id) found.push_back(&signature);
    return found;
}

}  // namespace

bool is_key_name(std::string_view name) {
    if (name.empty() || !is_utf8(name) || name.find('+') != std::string_view::npos) return false;
    for (const std::string_view space : unicode_spaces)
        if (name.find(space) != std::string_view::npos) return false;
    return !has_control(name);
}

std::uint32_t key_id(const VerifierKey& key) {
    const std::string kind(1, static_cast<char>(key.kind));
    const Hash hash = sha256({key.name, "\n", kind, key.public_key});
    return static_cast<std::uint32_t>(from_big_endian(hash.view().substr(0, 4)));
}

std::string to_text(const VerifierKey& key) {
    return key.name + "+" + to_hex(big_endian(key_id(key), 4)) + "+" +
           to_base64(static_cast<char>(key.kind) + key.public_key);
}

Result<VerifierKey> parse_verifier_key(std::string_view text) {
    const KeyText parsed = TRY(parse_key_text(text));
    VerifierKey key{parsed.name, parsed.kind, parsed.material};
    if (key_id(key) != parsed.id) return incorrect("The key's id does not belong to its key.");
    return key;
}

std::string to_text(const SigningKey& key) {
    return "PRIVATE+KEY+" + key.name + "+" + to_hex(big_endian(key_id(verifier_of(key)), 4)) + "+" +
           to_base64(static_cast<char>(key.kind) + key.seed);
}

Result<SigningKey> parse_signing_key(std::string_view text) {
    constexpr std::string_view prefix = "PRIVATE+KEY+";
    if (!text.starts_with(prefix)) return incorrect("A signing key begins with PRIVATE+KEY+.");
    const KeyText parsed = TRY(parse_key_text(text.substr(prefix.size())));
    SigningKey key{parsed.name, parsed.kind, parsed.material};
    if (key_id(verifier_of(key)) != parsed.id)
        return incorrect("The signing key's id does not belong to its key.");
    return key;
}

VerifierKey verifier_of(const SigningKey& key) {
    const KeyPair pair = key_pair(key);
    return {key.name, key.kind,
            std::string(reinterpret_cast<const char*>(pair.open.data()), pair.open.size())};
}

Signature sign(std::string_view text, const SigningKey& key) {
    ensure(key.kind == KeyKind::ed25519, "this key signs cosignatures only");
    ensure(text.ends_with('\n'), "a note's text ends in a newline");
    return {key.name, key_id(verifier_of(key)), raw_signature(text, key)};
}

std::string to_text(const Note& note) {
    std::string out = note.text + "\n";
    for (const Signature& signature : note.signatures)
        out += std::string(signature_prefix) + signature.name + " " +
               to_base64(big_endian(signature.key_id, 4) + signature.bytes) + "\n";
    return out;
}

Result<Note> parse_note(std::string_view bytes, const NoteLimits& limits) {
    if (bytes.size() > limits.bytes_max) return incorrect("The note is too large.");
    if (!is_utf8(bytes) || has_control(bytes))
        return incorrect("The note is not UTF-8 text without control characters.");
    const auto blank = bytes.rfind("\n\n");
    if (blank == std::string_view::npos || !bytes.ends_with('\n') || blank + 2 == bytes.size())
        return incorrect("The note has no signature lines after a blank line.");
    Note note;
    note.text = bytes.substr(0, blank + 1);
    const auto lines = split(bytes.substr(blank + 2, bytes.size() - blank - 3), '\n');
    if (lines.size() > limits.signatures_max) return incorrect("The note has too many signatures.");
    for (const std::string_view line : lines)
        note.signatures.push_back(TRY(parse_signature_line(line)));
    return note;
}

Status verify_note(const Note& note, const VerifierKey& key) {
    if (key.kind != KeyKind::ed25519) return incorrect("This key does not sign notes.");
    const auto signatures = signatures_of(note, key);
    if (signatures.empty()) return incorrect("The note is not signed by " + key.name + ".");
    for (const Signature* signature : signatures)
        if (!verifies(note.text, signature->bytes, key))
            return incorrect("The signature of " + key.name + " does not fit the note.");
    return ok();
}

Signature cosign(std::string_view text, const SigningKey& key, std::uint64_t time) {
    ensure(key.kind == KeyKind::cosignature, "this key does not sign cosignatures");
    ensure(time <= std::uint64_t{std::numeric_limits<std::int64_t>::max()}, "time over 2^63 - 1");
    return {key.name, key_id(verifier_of(key)),
            big_endian(time, 8) + raw_signature(cosigned_message(text, time), key)};
}

Result<std::uint64_t> verify_cosignature(const Note& note, const VerifierKey& key) {
    const auto fails = [&](const char* what) {
        return incorrect("The cosignature of " + key.name + what, cosignature_cite);
    };
    if (key.kind != KeyKind::cosignature) return fails(" needs a cosignature key.");
    const auto signatures = signatures_of(note, key);
    if (signatures.empty()) return fails(" is missing.");
    std::uint64_t time = 0;
    for (const Signature* signature : signatures) {
        if (signature->bytes.size() != 8 + crypto_sign_BYTES) return fails(" has a wrong length.");
        const std::string_view bytes = signature->bytes;
        time = from_big_endian(bytes.substr(0, 8));
        if (time >> 63 != 0) return fails(" has an impossible time.");
        if (!verifies(cosigned_message(note.text, time), bytes.substr(8), key))
            return fails(" does not fit the checkpoint.");
    }
    return time;
}

}  // namespace muniment::tlog
