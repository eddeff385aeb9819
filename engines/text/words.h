// Words of a text as the engine compares them: where the next one stands, its letters folded to
// lower case, and a hash of them. One pass, no allocation.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace muniment::text {

inline constexpr std::size_t kWordBytesMax = 64;

// A word of `text`: [begin, end). Longer than kWordBytesMax, folded() is cut and `whole` is false.
class Word {
  public:
    std::size_t begin = 0, end = 0;
    std::uint64_t hash = 0;  // of the folded letters, never 0
    bool whole = true;
    std::string_view folded() const { return {letters_.data(), length_}; }

  private:
    friend bool next_word(std::string_view text, std::size_t from, Word& word);
    std::array<char, kWordBytesMax + 4> letters_;
    std::size_t length_ = 0;
};

// The first word at or after `from`; false when there is none. A word is a run of ASCII letters and
// digits and of letters beyond ASCII; bytes that are not UTF-8 count as letters that fold to
// themselves.
bool next_word(std::string_view text, std::size_t from, Word& word);

// The text in folded letters, everything else left as it is.
std::string folded(std::string_view text);

}  // namespace muniment::text
