// C2SP tlog-proof: one text file that proves an entry's place in a log offline: optional extra
// data (Muniment: the entry's salt), index, inclusion proof, and the checkpoint verbatim.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "formats/tlog/checkpoint.h"

namespace muniment::tlog {

struct ProofFile {
    std::optional<std::string> extra;  // bytes; not authenticated by the proof itself
    std::uint64_t index = 0;
    std::vector<Hash> hashes;  // at most 64
    std::string checkpoint;    // the signed note
    bool operator==(const ProofFile&) const = default;
};

std::string to_text(const ProofFile& proof);
// Strict, so that to_text gives the same bytes back. The checkpoint is read as a note, not
// verified.
Result<ProofFile> parse_proof_file(std::string_view text);

// The checkpoint, when the key signed it and the leaf is at proof.index under it.
Result<Checkpoint> verify_proof_file(const ProofFile& proof, const Hash& leaf,
                                     const VerifierKey& key);

}  // namespace muniment::tlog
