// Any bytes as a signed note, a checkpoint or a key: what is read is written back as the same
// bytes, and no key verifies what it did not sign.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "base/ensure.h"
#include "formats/tlog/tlog.h"

using namespace muniment;
using namespace muniment::tlog;

static const SigningKey secret{"a.example/log", KeyKind::ed25519, std::string(32, 'k')};
static const VerifierKey open_key = verifier_of(secret);

static void fuzz_note(std::string_view bytes) {
    const auto note = parse_note(bytes);
    if (!note) return;
    ensure(to_text(*note) == bytes, "a note is written otherwise than it was read");
    ensure(!verify_note(*note, open_key), "a note verifies that was never signed");
    // Signed in truth, the same text must verify.
    Note ours{note->text, {sign(note->text, secret)}};
    ensure(bool(verify_note(ours, open_key)), "a signed note does not verify");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    fuzz_note(bytes);
    if (const auto checkpoint = parse_checkpoint(bytes))
        ensure(to_text(*checkpoint) == bytes, "a checkpoint is written otherwise than read");
    if (const auto key = parse_verifier_key(bytes))
        ensure(to_text(*key) == bytes, "a key is written otherwise than it was read");
    if (const auto key = parse_signing_key(bytes))
        ensure(to_text(*key) == bytes, "a signing key is written otherwise than it was read");
    return 0;
}
