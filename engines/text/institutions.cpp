// Institutions: a place smaller than a state can be told from the name of a hospital in it, so
// those go as 45 CFR 164.514(b)(2)(i)(B) as well.
#include <algorithm>

#include "engines/text/places.h"

namespace muniment::text {

bool is_place_word(const Tokens& t, std::size_t i) {
    const Kinds open = kinds(Kind::common) & ~kinds(Kind::city);
    return t[i].is_cased() && (!t[i].is(open) || t.says(i, "new") || t.says(i, "general") ||
                               t.says(i, "long") || t.says(i, "spine") || t.says(i, "heart"));
}

void put_place(const Tokens& t, std::size_t first, std::size_t last, Found found, Finds& finds) {
    found.identifier = Identifier::geography;
    add(finds, t, first, last, std::move(found));
}

std::size_t with_possessive(const Tokens& t, std::size_t last) {
    const bool own = t.sign(last + 1, '\'') && t.touches(last + 1) && t.says(last + 2, "s") &&
                     t.touches(last + 2);
    return own ? last + 2 : last;
}

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Inside a run of capitals also the words that begin sentences: "Good Samaritan", "Elm Street
// Clinic".
bool in_institution(const Tokens& t, std::size_t i) {
    const bool capital = t[i].shape == Shape::capital && t[i].size() > 3 &&
                         !t[i].is(kinds(Kind::title, Kind::month, Kind::name_label));
    return capital || is_place_word(t, i) || t[i].is(kinds(Kind::facility_name)) ||
           (t[i].is_cased() && t[i].is(kinds(Kind::facility)));
}

// The first word of the institution whose kind stands at `i`: "Brigham and Women's Hospital".
std::size_t institution_begin(const Tokens& t, std::size_t i) {
    std::size_t first = i;
    for (int words = 0; words < 7; ++words) {
        std::size_t before = first - 1;
        if (t.says(before, "s") && t.sign(before - 1, '\'') && t.touches(before)) before -= 2;
        if (t.signs(before, ".-") && (t[before - 1].size() <= 3 || t.touches(before))) --before;
        const bool joins = t.says(before, "and") || t.says(before, "of") || t.sign(before, '&') ||
                           t.says(before, "for") || t.says(before, "the");
        if (joins && first != i && !in_institution(t, before - 1)) break;
        if (joins && t.says(before, "the") && !t.says(before - 1, "of") &&
            !t.says(before - 1, "for"))
            break;
        if (joins) {
            if (first == i || t.says(first, "hospital")) break;
            first = before;
            continue;
        }
        if (!in_institution(t, before) || t[first].gap > Gap::space ||
            t[before].is(kinds(Kind::title)))
            break;
        first = before;
    }
    while (first < i && !t[first].is_cased()) ++first;
    return first;
}

bool only_facility_words(const Tokens& t, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i <= last; ++i)
        if (t[i].is_word() && !t[i].is(kinds(Kind::facility)) && !t.says(i, "the") &&
            !t.says(i, "general"))
            return false;
    return true;
}

// "University of Michigan": past the words after "of".
std::size_t with_of(const Tokens& t, std::size_t last) {
    if (!t.says(last + 1, "of")) return last;
    std::size_t i = t.says(last + 2, "the") ? last + 3 : last + 2;
    if (!is_place_word(t, i)) return last;
    while ((is_place_word(t, i + 1) || (t.says(i + 1, "of") && t[i + 2].is_cased())) &&
           t.same_line(i + 1))
        ++i;
    return i;
}

std::size_t find_institution(const Tokens& t, std::size_t i, Finds& finds) {
    const bool generic = t[i].is(kinds(Kind::institute));
    if (!t[i].is(kinds(Kind::facility)) && !generic) return i;
    std::size_t last = i;
    while (t[last + 1].is(kinds(Kind::facility)) && t.same_line(last + 1)) ++last;
    const std::size_t first = institution_begin(t, i);
    if (t[i].is_cased()) last = with_of(t, last);
    const bool general = t.says(last - 1, "general") && t[last - 1].is_cased() && t[i].is_cased();
    if (first == last || (only_facility_words(t, first, last) && !general)) return i;
    put_place(t, first, last,
              {.certainty = t[i].is_cased() ? Certainty::certain : Certainty::uncertain,
               .strength = Strength::listed,
               .why = "place: the name of an institution"},
              finds);
    return last;
}

bool is_saint(const Tokens& t, std::size_t i) {
    return t[i].is(kinds(Kind::saint)) && t[i].is_cased();
}

// "St. Vincent's" and places known by one word: "UCLA".
void find_known_institution(const Tokens& t, std::size_t i, Finds& finds) {
    std::size_t last = kNone;
    if (is_saint(t, i)) {
        const std::size_t name = t.sign(i + 1, '.') ? i + 2 : i + 1;
        if (t[name].is_cased() && t.same_line(name)) last = with_possessive(t, name);
        if (last != kNone && (t[last + 1].is(kinds(Kind::eponym_noun)) || t.says(last + 1, "wort")))
            return;
    } else if (t[i].is(kinds(Kind::facility_name)) && t[i].is_cased()) {
        last = i;
        while ((t[last + 1].is(kinds(Kind::facility_name)) || t.sign(last + 1, '-')) &&
               t.same_line(last + 1) && last - i < 4)
            ++last;
        if (t[last].shape == Shape::sign) --last;
        while (t[last + 1].shape == Shape::capital && t.same_line(last + 1) &&
               (t.says(last + 1, "health") || in_institution(t, last + 1)) &&
               !t[last + 1].is(kinds(Kind::eponym_noun)))
            ++last;
    }
    if (last != kNone)
        put_place(t, i, last,
                  {.certainty = Certainty::uncertain,
                   .strength = Strength::listed,
                   .why = "place: an institution known by this name"},
                  finds);
}

// "admitted to Cedar Crest": what is written like a name after a word of care and "at", "to", "in".
void find_visited(const Tokens& t, std::size_t i, Finds& finds) {
    if (!t[i].is(kinds(Kind::at_word)) || !t[i].is_word()) return;
    std::size_t at = t.says(i + 1, "the") ? i + 2 : i + 1;
    if (!is_place_word(t, at) || t[at].shape != Shape::capital || !t.same_line(at) ||
        t[at].is(kinds(Kind::title, Kind::month, Kind::weekday)))
        return;
    bool care = t.says(i, "at");
    for (std::size_t back = 1; back <= 4; ++back)
        care |= t[i - back].is(kinds(Kind::facility_verb, Kind::living));
    if (!care) return;
    std::size_t last = at;
    while (t.same_line(last + 1) && last - at < 6) {
        if (in_institution(t, last + 1) && !t[last + 1].is(kinds(Kind::month)))
            ++last;
        else if ((t.signs(last + 1, "-") && t.touches(last + 2) && is_place_word(t, last + 2)) ||
                 (t.says(last + 1, "of") && is_place_word(t, last + 2)))
            last += 2;
        else
            break;
    }
    bool smaller = false;  // "moved to Texas" says no more than a state
    for (std::size_t word = at; word <= last; ++word)
        smaller |= !t[word].is(kinds(Kind::state, Kind::country)) && t[word].is_word();
    if (!smaller) return;
    put_place(t, at, with_possessive(t, last),
              {.certainty = Certainty::uncertain,
               .strength = Strength::guess,
               .why = "place: a name after words like \"seen at\""},
              finds);
}

}  // namespace

void find_institutions(const Tokens& tokens, Finds& finds) {
    std::size_t done = 0;  // tokens before it are in one
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].is_word() || (tokens[i].kinds & ~kinds(Kind::word)) == 0) continue;
        if (i >= done) done = std::max(i, find_institution(tokens, i, finds));
        find_known_institution(tokens, i, finds);
        find_visited(tokens, i, finds);
    }
}

}  // namespace muniment::text
