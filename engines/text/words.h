// Words of a text as the engine compares them: where the next one stands, its letters folded to
// lower case, and a hash of them; and a vocabulary that numbers words.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

// Numbers folded words from 0 in the order they are added. Looking one up allocates nothing.
class Vocabulary {
  public:
    std::uint32_t add(std::string_view folded,
                      std::uint64_t hash);  // the old number if it is there
    std::optional<std::uint32_t> find(std::string_view folded, std::uint64_t hash) const;
    std::size_t size() const { return count_; }

  private:
    struct Entry {              // one slot of an open table: length 0 is free
        std::uint32_t tag = 0;  // the hash's upper half
        std::uint32_t at = 0;   // in letters_
        std::uint32_t number = 0;
        std::uint32_t length = 0;
    };
    std::size_t slot(std::string_view folded, std::uint64_t hash) const;
    void grow();

    std::size_t count_ = 0;
    std::string letters_;
    std::vector<Entry> entries_ = std::vector<Entry>(16);
};

// The text in folded letters, everything else left as it is.
std::string folded(std::string_view text);

}  // namespace muniment::text
