// Reading a text once: words by next_word(), what stands between them sign by sign.
#include "engines/text/tokens.h"

#include <algorithm>

#include "engines/text/identifier.h"

namespace muniment::text {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// Is the letter beyond ASCII a capital: does folding change it?
bool is_capital(std::string_view letter, std::string_view folded) { return letter != folded; }

Shape shape_of(std::string_view word, std::string_view folded) {
    bool digits = false, upper = false, lower = false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = word[i];
        if (is_digit(c))
            digits = true;
        else if (is_upper(c))
            upper = true;
        else if (is_lower(c))
            lower = true;
        else if ((c & 0xc0) != 0x80) {
            const std::size_t bytes =
                std::min<std::size_t>((c & 0x20) == 0 ? 2 : 3, word.size() - i);
            (is_capital(word.substr(i, bytes), folded.substr(i, bytes)) ? upper : lower) = true;
        }
    }
    if (digits) return upper || lower ? Shape::code : Shape::number;
    if (!upper) return Shape::lower;
    if (!lower) return Shape::upper;
    const bool first =
        is_upper(word[0]) || (word[0] & 0x80 && is_capital(word.substr(0, 2), folded.substr(0, 2)));
    return first ? Shape::capital : Shape::lower;
}

// Signs of more than one byte as the plain sign they stand for; 0: not one of these.
char plain_sign(std::string_view three) {
    if (three.substr(0, 2) != "\xe2\x80") return 0;
    const unsigned char last = three.size() > 2 ? static_cast<unsigned char>(three[2]) : 0;
    if (last >= 0x90 && last <= 0x95) return '-';
    if (last == 0x98 || last == 0x99) return '\'';
    return last == 0x9c || last == 0x9d ? '"' : 0;
}

std::size_t sign_bytes(std::string_view rest) {
    const auto first = static_cast<unsigned char>(rest[0]);
    const std::size_t bytes = first < 0xc0 ? 1 : first < 0xe0 ? 2 : 3;
    return std::min(bytes, rest.size());
}

}  // namespace

Tokens::Tokens(std::string_view text, const Lexicon& lexicon) : text_(text) {
    all_.reserve(text.size() / 4 + 8);
    std::array<Recent, kRecent> recent{};
    Word word;
    std::size_t at = 0;
    while (next_word(text, at, word)) {
        if (word.begin > 0 && text[word.begin - 1] == '[' && word.begin > at) {
            if (const std::size_t end = mask_end(word.begin); end != 0) {
                add_gap(at, word.begin - 1);
                all_.push_back({static_cast<std::uint32_t>(word.begin - 1),
                                static_cast<std::uint32_t>(end), 0, Shape::mask, gap_});
                gap_ = Gap::none;
                at = end;
                continue;
            }
        }
        add_gap(at, word.begin);
        add_word(word, lexicon, recent[word.hash >> 32 & (kRecent - 1)]);
        at = word.end;
    }
    add_gap(at, text.size());
    mark_phrases(lexicon);
}

// Past the ] of a mask of ours whose first letter stands at `at`, or 0. Any other text in brackets
// is text.
std::size_t Tokens::mask_end(std::size_t at) const {
    const std::size_t end = text_.find(']', at);
    const bool ours =
        end != text_.npos && end - at < 24 && is_mask(text_.substr(at - 1, end + 2 - at));
    return ours ? end + 1 : 0;
}

void Tokens::add_gap(std::size_t from, std::size_t to) {
    while (from < to) {
        const char c = text_[from];
        if (c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f') {
            gap_ = std::max(gap_, Gap::space);
            ++from;
        } else if (c == '\n') {
            gap_ = gap_ >= Gap::line ? Gap::paragraph : Gap::line;
            ++from;
        } else if (text_.substr(from, 2) == "\xc2\xa0") {
            gap_ = std::max(gap_, Gap::space);
            from += 2;
        } else {
            const std::size_t bytes = std::min(sign_bytes(text_.substr(from)), to - from);
            const char plain = bytes == 1 ? c : plain_sign(text_.substr(from, bytes));
            all_.push_back({static_cast<std::uint32_t>(from),
                            static_cast<std::uint32_t>(from + bytes), 0, Shape::sign, gap_,
                            plain == 0 ? '?' : plain});
            gap_ = Gap::none;
            from += bytes;
        }
    }
}

void Tokens::add_word(const Word& word, const Lexicon& lexicon, Recent& recent) {
    Token token{static_cast<std::uint32_t>(word.begin), static_cast<std::uint32_t>(word.end)};
    token.shape = word.whole
                      ? shape_of(text_.substr(word.begin, word.end - word.begin), word.folded())
                      : Shape::code;
    if (token.shape >= Shape::lower && word.whole) {
        if (recent.hash != word.hash) recent = {word.hash, lexicon.of(word.folded(), word.hash)};
        token.kinds = recent.kinds;
    }
    token.gap = gap_;
    gap_ = Gap::none;
    all_.push_back(token);
}

// A phrase gives its kind to every word of it: the detectors ask for runs of one kind.
void Tokens::mark_phrases(const Lexicon& lexicon) {
    std::vector<Hit> hits;
    for (std::size_t i = 0; i < all_.size(); ++i) {
        if (!all_[i].is(kinds(Kind::begins_phrase))) continue;
        hits.clear();
        lexicon.phrases().find_from(text_, all_[i].begin, hits);
        for (const Hit& hit : hits)
            for (std::size_t k = i; k < all_.size() && all_[k].end <= hit.end; ++k)
                if (all_[k].is_word()) all_[k].kinds |= Kinds{1} << hit.id;
    }
}

bool Tokens::equal(std::string_view word, std::string_view lower_case) {
    return std::equal(word.begin(), word.end(), lower_case.begin(),
                      [](char a, char b) { return (is_upper(a) ? a + 32 : a) == b; });
}

int Tokens::number(std::size_t i) const {
    const Token& token = (*this)[i];
    if (!token.is_number() || token.size() > 9) return -1;
    int value = 0;
    for (const char c : word(i)) {
        if (!is_digit(c)) return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::size_t Tokens::at_byte(std::size_t byte) const {
    const auto found = std::ranges::lower_bound(all_, byte, {}, &Token::begin);
    return static_cast<std::size_t>(found - all_.begin());
}

}  // namespace muniment::text
