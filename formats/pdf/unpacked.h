// How many bytes the streams of a PDF unpack to, told from its bytes before any PDF library sees
// them: a library unpacks object and cross-reference streams while it opens the file.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace muniment::pdf {

// What is wrong, as a sentence; nullopt when every deflated stream stays under `stream_max` and all
// of them under `total_max` (deflate inside deflate counted too, three deep), and the streams that
// hold the file's own tables are packed by deflate alone.
std::optional<std::string> unpacks_too_far(std::string_view bytes, std::uint64_t stream_max,
                                           std::uint64_t total_max);

}  // namespace muniment::pdf
