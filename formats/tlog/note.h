// C2SP signed-note v1: text, a blank line, and one line per signature; Ed25519 keys in their text
// forms. A note's text means nothing until a trusted key has verified it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace muniment::tlog {

// The signature type byte of a key: what its signatures mean.
enum class KeyKind : unsigned char {
    ed25519 = 0x01,      // over the note's text
    cosignature = 0x04,  // C2SP tlog-cosignature v1: over a time and the text
};

struct VerifierKey {
    std::string name;  // not empty, no spaces, no '+'
    KeyKind kind = KeyKind::ed25519;
    std::string public_key;  // 32 bytes
    bool operator==(const VerifierKey&) const = default;
};

struct SigningKey {
    std::string name;
    KeyKind kind = KeyKind::ed25519;
    std::string seed;  // 32 bytes, secret
};

struct Signature {
    std::string name;
    std::uint32_t key_id = 0;
    std::string bytes;  // without the key id
    bool operator==(const Signature&) const = default;
};

struct Note {
    std::string text;  // ends in a newline
    std::vector<Signature> signatures;
    bool operator==(const Note&) const = default;
};

struct NoteLimits {
    std::size_t bytes_max = 1'000'000;
    std::size_t signatures_max = 100;
};

bool is_key_name(std::string_view name);  // UTF-8, not empty, no Unicode space, no '+', no control
// First 4 bytes, big-endian, of SHA-256(name || "\n" || kind || public key).
std::uint32_t key_id(const VerifierKey& key);

// "<name>+<8 hex digits of the key id>+<base64 of kind || public key>", one line, no newline.
std::string to_text(const VerifierKey& key);
Result<VerifierKey> parse_verifier_key(std::string_view text);
// "PRIVATE+KEY+<name>+<key id>+<base64 of kind || seed>": secret.
std::string to_text(const SigningKey& key);
Result<SigningKey> parse_signing_key(std::string_view text);

VerifierKey verifier_of(const SigningKey& key);

// A plain signature over the text. The key must be of kind ed25519 and the text end in a newline;
// otherwise a Bug.
Signature sign(std::string_view text, const SigningKey& key);
std::string to_text(const Note& note);

// Strict: UTF-8 without control characters, canonical base64, a signature of at least one byte
// after its key id. Signatures are not verified here.
Result<Note> parse_note(std::string_view bytes, const NoteLimits& limits = {});

// ok when at least one signature names this key (name and id) and every such signature verifies;
// those of other keys are ignored, as the specification demands.
Status verify_note(const Note& note, const VerifierKey& key);

// tlog-cosignature v1. The time is POSIX seconds, at most 2^63 - 1; the keys are of kind
// cosignature. Verification gives the time that was signed.
Signature cosign(std::string_view text, const SigningKey& key, std::uint64_t time);
Result<std::uint64_t> verify_cosignature(const Note& note, const VerifierKey& key);

}  // namespace muniment::tlog
