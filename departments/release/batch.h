// Decides many requests: JSON lines in, JSON lines out, one for one and in order
// (docs/formats/release-decide.md). A bad line becomes an error line and never stops the batch.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <iosfwd>

#include "departments/release/decision.h"

namespace muniment::release {

inline constexpr std::size_t batch_line_bytes_max = 1 << 20;

struct BatchCounts {
    std::int64_t lines = 0;  // blank lines are skipped, but counted in line numbers
    std::int64_t decided = 0;
    std::int64_t failed = 0;
    bool operator==(const BatchCounts&) const = default;
};

// Reads to the end of `in`. Memory stays within a few times the longest line allowed.
BatchCounts decide_batch(std::istream& in, std::ostream& out, const rules::Packs& packs);

}  // namespace muniment::release
