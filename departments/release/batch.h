// Decides many requests, or works out many fees: JSON lines in, JSON lines out, one for one and in
// order (docs/formats/release-decide.md, release-fee.md). A bad line becomes an error line and
// never stops the batch.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
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

// Reads up to the next line end; of a longer line than `bytes_max` the rest is dropped and
// `too_long` set. False at the end of the input.
bool next_line(std::istream& in, std::string& line, bool& too_long, std::size_t bytes_max);

// One line's answer, to stand beside its id.
using LineAnswer = std::function<Result<json::object>(const json::value& line)>;

// Reads to the end of `in`. Memory stays within a few times the longest line allowed.
BatchCounts answer_lines(std::istream& in, std::ostream& out, const LineAnswer& answer);
BatchCounts decide_batch(std::istream& in, std::ostream& out, const rules::Packs& packs);
BatchCounts fee_batch(std::istream& in, std::ostream& out, const rules::Packs& packs);

}  // namespace muniment::release
