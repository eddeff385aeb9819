// C2SP tlog-checkpoint: what a log signs, three lines (origin, tree size, root hash) and rarely
// some more. The text of a signed note; note.h signs and verifies it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "formats/tlog/note.h"

namespace muniment::tlog {

struct Checkpoint {
    std::string origin;  // not empty
    std::uint64_t size = 0;
    Hash root;
    std::vector<std::string> extensions;  // not empty lines; not recommended
    bool operator==(const Checkpoint&) const = default;
};

// Decimal digits without leading zeroes; nullopt for anything else or over 2^64 - 1.
std::optional<std::uint64_t> parse_decimal(std::string_view text);

std::string to_text(const Checkpoint& checkpoint);  // the note text, with its final newline
Result<Checkpoint> parse_checkpoint(std::string_view text);

// The signed note as served at <prefix>/checkpoint.
std::string signed_checkpoint(const Checkpoint& checkpoint, const SigningKey& key);
// The checkpoint of a signed note that this key signed and whose origin is the key's name.
Result<Checkpoint> open_checkpoint(std::string_view signed_note, const VerifierKey& key);

}  // namespace muniment::tlog
