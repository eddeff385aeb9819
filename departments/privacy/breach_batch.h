// Judges many incidents: JSON lines in, JSON lines out, one for one and in order
// (docs/formats/breach-assess.md). A bad line becomes an error line and never stops the batch.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <iosfwd>

#include "engines/rules/packs.h"

namespace muniment::privacy {

inline constexpr std::size_t breach_line_bytes_max = 1 << 20;

struct BreachBatchCounts {
    std::int64_t lines = 0;
    std::int64_t done = 0;
    std::int64_t failed = 0;
    bool operator==(const BreachBatchCounts&) const = default;
};
BreachBatchCounts breach_batch(std::istream& in, std::ostream& out, const rules::Packs& packs);

}  // namespace muniment::privacy
