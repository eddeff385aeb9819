// Ages over 89: 45 CFR 164.514(b)(2)(i)(C); one category, 90 or older.
#include <algorithm>

#include "engines/text/found.h"

namespace muniment::text {

namespace {

constexpr std::string_view kCategory = "90+";

// "year", "yr", "y.o.", "y/o", "yo", "years": from the token after the number, which may touch it.
bool year_follows(const Tokens& t, std::size_t i) {
    std::size_t at = i + 1;
    if (t.sign(at, '-')) ++at;
    if (!t[at].is(kinds(Kind::year_unit)) || t[at].gap > Gap::line) return false;
    if (t.says(at, "yo")) return true;
    std::size_t next = at + 1;
    while (t.signs(next, "-./")) ++next;
    return t.says(next, "old") || t.says(next, "o") || t.says(next, "of") || t.says(next, "male") ||
           t.says(next, "female") || t.says(next, "man") || t.says(next, "woman") ||
           t.says(next, "lady") || t.says(next, "gentleman") || t.says(next, "m") ||
           t.says(next, "f");
}

bool age_leads(const Tokens& t, std::size_t i) {
    std::size_t before = i - 1;
    while (t.signs(before, ":=-") || t.says(before, "of") || t.says(before, "is") ||
           t.says(before, "at"))
        --before;
    return t[before].is(kinds(Kind::age_lead));
}

bool unit_after(const Tokens& t, std::size_t i) {  // "aged 95 days", "age 90%"
    const std::size_t at = i + 1;
    return t.sign(at, '%') || t.says(at, "mg") || t.says(at, "ml") || t.says(at, "days") ||
           t.says(at, "months") || t.says(at, "weeks") || t.says(at, "minutes");
}

// "94yo", "94y", "95th" as one word: its number, or -1.
int number_of_code(const Tokens& t, std::size_t i, std::string_view end) {
    if (t[i].shape != Shape::code || t[i].size() > 6) return -1;
    const std::string word = lower(t.word(i));
    const std::size_t digits = word.find_first_not_of("0123456789");
    if (digits > 3 || word.substr(digits) != end) return -1;
    return std::stoi(word.substr(0, digits));
}

bool over_89(int n) { return n > 89 && n <= 130; }

bool in_words(const Tokens& t, std::size_t i, std::size_t& last) {
    last = i;
    if (!t.says(i, "ninety") && !t.says(i, "hundred")) return true;  // "nonagenarian"
    static constexpr std::array<std::string_view, 9> kOnes = {
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
    std::size_t at = i + 1;
    if (t.sign(at, '-') || t.says(at, "and")) ++at;
    for (const std::string_view one : kOnes)
        if (t.says(at, one)) last = at;
    return year_follows(t, last);
}

bool is_age(const Tokens& t, std::size_t i, std::size_t& last) {
    last = i;
    if (t[i].is_number() && t[i].size() <= 3 && over_89(t.number(i))) {
        const bool more = t.sign(i + 1, '+') && t.touches(i + 1);  // our own category
        const bool part = t.signs(i - 1, "./") && t.touches(i);
        return !more && !part && (year_follows(t, i) || (age_leads(t, i) && !unit_after(t, i)));
    }
    if (t[i].is_word()) return t[i].is(kinds(Kind::age_word)) && in_words(t, i, last);
    for (const std::string_view end : {"yo", "y", "yr", "yrs", "f", "m"})
        if (over_89(number_of_code(t, i, end)))
            return end.size() > 1 || t.word(i).back() == 'M' || t.word(i).back() == 'F' ||
                   t.says(i + 2, "o") || t.says(i + 1, "old");
    if (over_89(number_of_code(t, i, "th")) || over_89(number_of_code(t, i, "st")))
        return t.says(i + 1, "birthday");
    return false;
}

}  // namespace

void find_ages(const Tokens& tokens, Finds& finds) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].shape < Shape::number) continue;
        std::size_t last = i;
        if (is_age(tokens, i, last))
            add(finds, tokens, i, last,
                {.identifier = Identifier::date,
                 .certainty = Certainty::certain,
                 .strength = Strength::shaped,
                 .why = "age over 89",
                 .replacement = std::string(kCategory)});
    }
}

}  // namespace muniment::text
