// Tokens: a text as its words and signs with what each looks like and may be. The detectors of
// deid.h read tokens, never bytes, so that one pass over the bytes serves them all.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "engines/text/lexicon.h"

namespace muniment::text {

enum class Shape : std::uint8_t {
    none,     // before the first token and after the last
    sign,     // one sign: , . - ' (printed dashes and apostrophes as the plain ones)
    number,   // digits only
    code,     // digits and letters
    lower,    // letters, none of them a capital
    capital,  // the first letter is a capital, another is not: Mary, McGee
    upper,    // capitals only: MARY, J
    mask,     // [NAME]: what was put in place of something removed; nothing reaches across it
};

enum class Gap : std::uint8_t { none, space, line, paragraph };  // before the token

struct Token {
    std::uint32_t begin = 0, end = 0;  // bytes into the text
    Kinds kinds = 0;
    Shape shape = Shape::none;
    Gap gap = Gap::paragraph;
    char sign = 0;  // of a sign

    std::uint32_t size() const { return end - begin; }
    bool is(Kinds any) const { return (kinds & any) != 0; }
    bool is_word() const { return shape >= Shape::lower && shape <= Shape::upper; }
    bool is_cased() const { return shape == Shape::capital || shape == Shape::upper; }
    bool is_number() const { return shape == Shape::number; }
};

class Tokens {
  public:
    // At most 4 GiB; the text must outlive the tokens.
    Tokens(std::string_view text, const Lexicon& lexicon);

    std::size_t size() const { return all_.size(); }
    // Any place; outside the text a token of no shape.
    const Token& operator[](std::size_t i) const { return i < all_.size() ? all_[i] : none_; }

    std::string_view text() const { return text_; }
    std::string_view word(std::size_t i) const {
        const Token& token = (*this)[i];
        return text_.substr(token.begin, token.size());
    }
    bool says(std::size_t i, std::string_view lower_case) const {  // in any case
        return (*this)[i].size() == lower_case.size() && equal(word(i), lower_case);
    }
    bool sign(std::size_t i, char sign) const { return (*this)[i].sign == sign && sign != 0; }
    bool signs(std::size_t i, std::string_view any) const {
        return (*this)[i].shape == Shape::sign && any.find((*this)[i].sign) != any.npos;
    }
    bool touches(std::size_t i) const { return (*this)[i].gap == Gap::none && i > 0; }
    bool same_line(std::size_t i) const { return (*this)[i].gap <= Gap::space && i > 0; }
    int number(std::size_t i) const;  // of up to 9 digits; -1 else

    // The token that begins at the byte, or the next one.
    std::size_t at_byte(std::size_t byte) const;

  private:
    // Few words make most of a text: their kinds, by their hash, without a walk through the
    // lexicon.
    struct Recent {
        std::uint64_t hash = 0;
        Kinds kinds = 0;
    };
    static constexpr std::size_t kRecent = 2048;

    static bool equal(std::string_view word, std::string_view lower_case);
    void add_gap(std::size_t from, std::size_t to);
    void add_word(const Word& word, const Lexicon& lexicon, Recent& recent);
    void mark_phrases(const Lexicon& lexicon);
    std::size_t mask_end(std::size_t at) const;

    std::string_view text_;
    std::vector<Token> all_;
    Token none_;
    Gap gap_ = Gap::paragraph;  // before the next token
};

}  // namespace muniment::text
