// A trie whose edges are words: the vocabulary maps a word to a number, one hash table maps (node,
// number) to the next node. Most words of a text are in no phrase and cost one look into the
// vocabulary.
#include "engines/text/phrases.h"

#include <algorithm>

namespace muniment::text {

namespace {

constexpr PhraseLimits kLimits;
constexpr std::size_t kGapBytesMax = 80;  // a line's indent may stand between two words

std::size_t mixed(std::uint32_t node, std::uint32_t word) {
    const std::uint64_t both = (std::uint64_t{node} << 32 | word) * 0x9e3779b97f4a7c15;
    return static_cast<std::size_t>(both ^ both >> 31);
}

bool is_quote(std::string_view text,
              std::size_t at) {  // the apostrophe U+2019 and the hyphens beside it
    if (text[at] != '\xe2' || at + 2 >= text.size() || text[at + 1] != '\x80') return false;
    const char last = text[at + 2];
    return last == '\x98' || last == '\x99' || (last >= '\x90' && last <= '\x93');
}

// May the words of a phrase stand with text[from, to) between them?
bool joins(std::string_view text, std::size_t word_bytes, std::size_t from, std::size_t to) {
    if (to - from > kGapBytesMax) return false;
    std::size_t lines = 0;
    for (std::size_t at = from; at < to;) {
        switch (text[at]) {
            case '\n':
                ++lines;
                break;
            case ' ':
            case '\t':
            case '\r':
            case '-':
            case '\'':
            case ',':
            case '/':
            case '_':
                break;
            case '.':
                if (at != from || word_bytes > 3) return false;
                break;
            case '\xc2':  // no-break space
                if (at + 1 >= to || text[at + 1] != '\xa0') return false;
                ++at;
                break;
            default:
                if (!is_quote(text, at)) return false;
                at += 2;
        }
        ++at;
    }
    return lines < 2;
}

}  // namespace

Result<Phrases> Phrases::build(std::span<const Phrase> phrases) {
    if (phrases.size() > kLimits.phrases_max)
        return Error{Fault::incorrect, "The list of phrases is longer than " +
                                           std::to_string(kLimits.phrases_max) + "."};
    Phrases built;
    built.edges_.resize(16);
    built.ids_.resize(1);
    for (const Phrase& phrase : phrases) TRY(built.add(phrase, ++built.size_));
    for (auto& ids : built.ids_) std::ranges::sort(ids);
    return built;
}

Status Phrases::add(const Phrase& phrase, std::size_t number) {
    const auto refuse = [&](const char* why) {
        return Error{Fault::incorrect, "Phrase " + std::to_string(number) + " " + why};
    };
    std::uint32_t node = 0;
    std::size_t count = 0;
    for (Word found; next_word(phrase.text, found.end, found); ++count) {
        if (!found.whole) return refuse("has a word of more than 64 bytes.");
        if (count == kLimits.words_max) return refuse("has more than 16 words.");
        const std::uint32_t number_of_word = words_.add(found.folded(), found.hash);
        begins_.resize(words_.size());
        if (count == 0) begins_[number_of_word] = true;
        node = child_made(node, number_of_word);
    }
    if (count == 0) return refuse("has no word in it.");
    auto& ids = ids_[node];
    if (std::ranges::find(ids, phrase.id) != ids.end()) return ok();
    if (ids.size() == kLimits.ids_of_phrase_max) return refuse("stands in the list too often.");
    ids.push_back(phrase.id);
    return ok();
}

std::vector<Hit> Phrases::find(std::string_view text) const {
    std::vector<Hit> hits;
    if (size_ == 0) return hits;
    Word word;
    for (std::size_t at = 0; next_word(text, at, word); at = word.end) follow(text, word, hits);
    return hits;
}

void Phrases::find_from(std::string_view text, std::size_t begin, std::vector<Hit>& hits) const {
    Word word;
    if (next_word(text, begin, word) && word.begin == begin) follow(text, word, hits);
}

// The phrases that begin with the word.
void Phrases::follow(std::string_view text, const Word& word, std::vector<Hit>& hits) const {
    const auto known = word.whole ? words_.find(word.folded(), word.hash) : std::nullopt;
    if (!known || !begins_[*known]) return;
    const std::size_t first = hits.size();
    std::uint32_t node = child(0, *known);
    Word later;
    for (std::size_t begin = word.begin, end = word.end; node != 0;) {
        for (const std::uint32_t id : ids_[node]) hits.push_back({word.begin, end, id});
        if (!next_word(text, end, later) || !later.whole ||
            !joins(text, end - begin, end, later.begin))
            break;
        const auto next = words_.find(later.folded(), later.hash);
        node = next ? child(node, *next) : 0;
        begin = later.begin;
        end = later.end;
    }
    if (hits.size() - first < 2) return;
    std::sort(
        hits.begin() + static_cast<std::ptrdiff_t>(first), hits.end(),
        [](const Hit& a, const Hit& b) { return a.end != b.end ? a.end > b.end : a.id < b.id; });
}

std::uint32_t Phrases::child(std::uint32_t node, std::uint32_t word) const {
    const std::size_t mask = edges_.size() - 1;
    for (std::size_t at = mixed(node, word) & mask; edges_[at].child != 0; at = (at + 1) & mask)
        if (edges_[at].node == node && edges_[at].word == word) return edges_[at].child;
    return 0;
}

std::uint32_t Phrases::child_made(std::uint32_t node, std::uint32_t word) {
    if (const std::uint32_t there = child(node, word)) return there;
    if (edge_count_ * 2 >= edges_.size()) grow_edges();
    const std::size_t mask = edges_.size() - 1;
    std::size_t at = mixed(node, word) & mask;
    while (edges_[at].child != 0) at = (at + 1) & mask;
    edges_[at] = {node, word, static_cast<std::uint32_t>(++edge_count_)};
    ids_.emplace_back();
    return edges_[at].child;
}

void Phrases::grow_edges() {
    std::vector<Edge> old(edges_.size() * 4);
    old.swap(edges_);
    for (const Edge& edge : old) {
        if (edge.child == 0) continue;
        std::size_t at = mixed(edge.node, edge.word) & (edges_.size() - 1);
        while (edges_[at].child != 0) at = (at + 1) & (edges_.size() - 1);
        edges_[at] = edge;
    }
}

std::vector<Hit> longest(const std::vector<Hit>& hits) {
    std::vector<Hit> kept;
    for (const Hit& hit : hits)
        if (kept.empty() || hit.begin >= kept.back().end) kept.push_back(hit);
    return kept;
}

}  // namespace muniment::text
