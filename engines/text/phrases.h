// Phrases: finds every place where one of many phrases stands in a text, whole words only, in any
// case. Immutable once built; one table may be read by many threads.
//
//     const Phrases phrases = TRY(Phrases::build({{"substance use", 1}, {"Suboxone", 2}}));
//     for (const Hit& hit : phrases.find(note)) ...            // note[hit.begin, hit.end) is a
//     phrase
//
// A word is a run of letters and digits; case is folded for ASCII, Latin-1, Latin Extended-A, Greek
// and Cyrillic letters. Between the words of a phrase the text may have white space (one line
// break, not an empty line), hyphens, apostrophes, commas and slashes, and after a word of up to
// three letters a full stop ("St. Mary's", "J. Doe"): "substance use" is found in "Substance-use"
// and "substance\n  use", not in "substance. Use". "use" is not found in "used"; endings are the
// caller's own phrases.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engines/text/words.h"

namespace muniment::text {

struct Phrase {
    std::string_view text;  // copied by build()
    std::uint32_t id = 0;   // the caller's own; need not be unique
};

struct Hit {
    std::size_t begin = 0;  // bytes into the text
    std::size_t end = 0;    // past the last byte
    std::uint32_t id = 0;

    friend bool operator==(const Hit&, const Hit&) = default;
};

struct PhraseLimits {
    std::size_t phrases_max = 1'000'000;
    std::size_t words_max = 16;       // in one phrase
    std::size_t word_bytes_max = 64;  // a longer word of a text is never found
    std::size_t ids_of_phrase_max = 16;
};

class Phrases {
  public:
    // Refuses a phrase without a word and what is over the limits; the Error names the phrase by
    // its place in the list, counted from 1, not by its text.
    static Result<Phrases> build(std::span<const Phrase> phrases);
    static Result<Phrases> build(std::initializer_list<Phrase> phrases) {
        return build(std::span<const Phrase>(phrases.begin(), phrases.size()));
    }

    // Every hit, also those inside or across another one; by begin, then the longer first, then by
    // id.
    std::vector<Hit> find(std::string_view text) const;

    // Of the phrases that begin with the word at byte `begin` of the text only; added to `hits`.
    void find_from(std::string_view text, std::size_t begin, std::vector<Hit>& hits) const;

    std::size_t size() const { return size_; }  // phrases, as given

  private:
    struct Edge {  // (node, word) -> node; child 0 is a free slot
        std::uint32_t node = 0, word = 0, child = 0;
    };

    void follow(std::string_view text, const Word& word, std::vector<Hit>& hits) const;
    std::uint32_t child(std::uint32_t node, std::uint32_t word) const;
    std::uint32_t child_made(std::uint32_t node, std::uint32_t word);
    Status add(const Phrase& phrase, std::size_t number);
    void grow_edges();

    std::size_t size_ = 0, edge_count_ = 0;
    Vocabulary words_;
    std::vector<bool> begins_;  // of a word: some phrase begins with it
    std::vector<Edge> edges_;
    std::vector<std::vector<std::uint32_t>> ids_;  // of the phrases that end at a node
};

// Of hits that overlap, the one that begins first, the longest of those; one for each place.
std::vector<Hit> longest(const std::vector<Hit>& hits);

}  // namespace muniment::text
