// Places smaller than a state: 45 CFR 164.514(b)(2)(i)(B); in a limited data set street lines go
// and town, State and ZIP code stay, 164.514(e)(2)(ii). States and countries are never found.
#include "engines/text/places.h"

#include <algorithm>

#include "engines/text/zip3.h"

namespace muniment::text {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

bool is_ordinal(const Tokens& t, std::size_t i) {  // 5th
    const std::string_view word = t.word(i);
    return t[i].shape == Shape::code && word.size() <= 5 && word[0] >= '0' && word[0] <= '9';
}

// --- streets

bool is_unit_number(const Tokens& t, std::size_t i) {
    return (t[i].shape == Shape::number || t[i].shape == Shape::code ||
            (t[i].shape == Shape::upper && t[i].size() <= 2)) &&
           t[i].gap <= Gap::space;
}

// ", Apt. 135", " Suite 327", " #4"
std::size_t with_unit(const Tokens& t, std::size_t last) {
    std::size_t i = last + 1;
    if (t.sign(i, ',')) ++i;
    const bool hash = t.sign(i, '#');
    if (!hash && (!t[i].is(kinds(Kind::unit)) || t[i].gap > Gap::line)) return last;
    ++i;
    while (t.signs(i, ".#:") && t.same_line(i)) ++i;
    return is_unit_number(t, i) ? i : last;
}

std::size_t with_direction(const Tokens& t, std::size_t last) {
    if (t.sign(last + 1, '.') && t.touches(last + 1) && t.same_line(last + 2) &&
        t[last + 2].is_cased() && t[last].size() <= 4 &&
        t[last + 2].is(kinds(Kind::unit, Kind::direction)))
        ++last;
    return t[last + 1].is(kinds(Kind::direction)) && t[last + 1].is_cased() && t.same_line(last + 1)
               ? last + 1
               : last;
}

// The last street suffix among the words after a house number at `i`, or kNone.
std::size_t street_end(const Tokens& t, std::size_t i) {
    std::size_t found = kNone, at = i + 1;
    bool named = false;
    for (int words = 0; words < 6; ++words, ++at) {
        if (t.sign(at, '.') && t[at - 1].size() <= 2 && t.touches(at)) ++at;
        if (t.sign(at, '\'') && t.touches(at) && t.touches(at + 1)) at += 2;
        const bool word = t[at].is_cased() || is_ordinal(t, at) || t[at].is(kinds(Kind::particle));
        if (!word || t[at].gap > Gap::space) break;
        if (named && t[at].is(kinds(Kind::street))) found = at;
        named |=
            !t[at].is(kinds(Kind::common, Kind::unit)) && (t[at].size() > 2 || is_ordinal(t, at));
        if (t[at].is(kinds(Kind::unit)) && found != kNone) break;
    }
    return found;
}

bool is_house_number(const Tokens& t, std::size_t i) {
    const std::string_view word = t.word(i);
    const bool digits = t[i].is_number() && word.size() <= 6;
    const bool letter = t[i].shape == Shape::code && word.size() <= 6 && word[0] >= '0' &&
                        word[0] <= '9' && word[word.size() - 1] >= 'A' && !is_ordinal(t, i);
    return (digits || letter) && !(t.signs(i - 1, ".,/") && t.touches(i));
}

// Up to three place words on the line after a street, "Sonyafort" of ", Sonyafort, OK".
void find_town_after(const Tokens& t, std::size_t street, Finds& finds) {
    std::size_t i = street + 1;
    while (t.signs(i, ",.") && t[i].gap <= Gap::line) ++i;
    if (t[i].gap == Gap::paragraph || (i == street + 1 && t[i].gap != Gap::line)) return;
    std::size_t last = kNone;
    for (std::size_t at = i; at < i + 4 && is_place_word(t, at) && (at == i || t.same_line(at));
         ++at) {
        if (t[at].is(kinds(Kind::state_code)) && t[at].shape == Shape::upper && t[at].size() == 2)
            break;
        if (t[at].is(kinds(Kind::country))) break;
        last = at;
    }
    const bool closed = last != kNone && !t.sign(last + 1, ':');
    if (closed)
        put_place(t, i, last,
                  {.strength = Strength::shaped,
                   .why = "place: a town after a street",
                   .part = Part::town},
                  finds);
}

// "Apt. 675" on a line of its own, "86036 Koskikatu 25": what is left of addresses of other shapes.
void find_rest_of_address(const Tokens& t, std::size_t i, Finds& finds) {
    static const Found kFound{.certainty = Certainty::uncertain,
                              .strength = Strength::guess,
                              .why = "place: a part of an address"};
    const bool unit =
        t.says(i, "apt") || t.says(i, "apartment") || t.says(i, "suite") || t.says(i, "ste");
    if (unit && t[i].is(kinds(Kind::unit)))
        if (const std::size_t last = with_unit(t, i - 1); last != i - 1)
            put_place(t, i, last, kFound, finds);
    if (t[i].is(kinds(Kind::country)) && t[i].is_cased() && t[i + 1].is_number() &&
        t[i + 1].size() >= 4 && t[i + 1].size() <= 6 && t.same_line(i + 1))
        put_place(t, i + 1, i + 1, kFound, finds);
    const bool house =
        is_house_number(t, i) && t[i].is_number() && (t[i].size() >= 3 || t.word(i)[0] == '0');
    if (!house || t.touches(i)) return;
    std::size_t at = i + 1;
    while (at < i + 5 && is_place_word(t, at) && t.same_line(at) &&
           !t[at].is(kinds(Kind::word, Kind::month)))
        ++at;
    if (at > i + 1 && t[at].is_number() && t[at].size() <= 4 && t.same_line(at))
        put_place(t, i, at, kFound, finds);
}

std::size_t find_street(const Tokens& t, std::size_t i, Finds& finds) {
    if (!is_house_number(t, i)) return i;
    const std::size_t end = street_end(t, i);
    if (end == kNone) return i;
    const std::size_t last = with_unit(t, with_direction(t, end));
    put_place(t, i, last,
              {.strength = Strength::shaped, .why = "place: a house number and a street"}, finds);
    find_town_after(t, last, finds);
    return last;
}

// "P.O. Box 12", "Unit 6306 Box 8358", "PSC 12, Box 34"
void find_box(const Tokens& t, std::size_t i, Finds& finds) {
    if (!t[i].is(kinds(Kind::box)) || !t[i].is_cased() || !t[i + 1].is_number()) return;
    std::size_t first = i;
    if (t.sign(first - 1, '.') && t.says(first - 2, "o")) first -= 2;
    while (t.signs(first - 1, ".") || t.says(first - 1, "p") || t.says(first - 1, "po") ||
           t.says(first - 1, "post") || t.says(first - 1, "office") || t.says(first - 1, "o"))
        --first;
    if (first == i && (t[i - 1].is_number() || t.sign(i - 1, ','))) {
        std::size_t number = t.sign(i - 1, ',') ? i - 2 : i - 1;
        if (t[number].is_number() &&
            (t.says(number - 1, "unit") || t.says(number - 1, "psc") || t.says(number - 1, "cmr")))
            first = number - 1;
    }
    while (t[first].shape == Shape::sign) ++first;
    put_place(t, first, i + 1, {.strength = Strength::shaped, .why = "place: a post office box"},
              finds);
    if (t.says(i + 2, "apo") || t.says(i + 2, "fpo") || t.says(i + 2, "dpo"))
        put_place(t, i + 2, i + 2,
                  {.strength = Strength::shaped,
                   .why = "place: a military post office",
                   .part = Part::town},
                  finds);
}

// Streets of other countries: "Via Franscini 71", "hersnapvej 18".
bool is_foreign_street(const Tokens& t, std::size_t i) {
    if (!t[i].is_word() || t[i].size() < 6 || !is_unit_number(t, i + 1)) return false;
    const std::string word = lower(t.word(i));
    for (const std::string_view end : {"strasse",
                                       "stra\xc3\x9f"
                                       "e",
                                       "gatan", "gata", "vej", "veien", "vegen", "katu", "weg",
                                       "gasse", "platz", "straat", "laan", "utca", "tie"})
        if (word.ends_with(end) && word.size() > end.size()) return true;
    return false;
}

void find_foreign_street(const Tokens& t, std::size_t i, Finds& finds) {
    std::size_t last = kNone;
    if (is_foreign_street(t, i)) last = i + 1;
    if (t[i].is(kinds(Kind::street_foreign)) && t[i].is_cased())
        for (std::size_t at = i + 1; at < i + 6 && t.same_line(at); ++at) {
            if (at > i + 1 && is_unit_number(t, at) && t[at].shape != Shape::upper) last = at;
            if (!t[at].is_word()) break;
        }
    if (last != kNone)
        put_place(t, i, last,
                  {.certainty = Certainty::uncertain,
                   .strength = Strength::shaped,
                   .why = "place: a street as other countries write them"},
                  finds);
    const bool before = t[i - 1].is_number() && t.same_line(i) && is_house_number(t, i - 1);
    if (before && t[i].is(kinds(Kind::street_foreign)) && t[i].is_cased() && t[i + 1].is_cased()) {
        std::size_t end = i + 1;
        while (t[end + 1].is_cased() && t.same_line(end + 1)) ++end;
        put_place(t, i - 1, end,
                  {.certainty = Certainty::uncertain,
                   .strength = Strength::shaped,
                   .why = "place: a street as other countries write them"},
                  finds);
    }
}

// --- towns, states, ZIP codes

std::size_t find_zip(const Tokens& t, std::size_t i, Finds& finds) {
    if (!t[i].is_number() || t[i].size() != 5 || t[i].gap > Gap::line) return kNone;
    const bool four =
        t.sign(i + 1, '-') && t.touches(i + 1) && t[i + 2].is_number() && t[i + 2].size() == 4;
    const std::size_t last = four ? i + 2 : i;
    put_place(t, i, last,
              {.strength = Strength::labelled,
               .why = "ZIP code",
               .replacement = zip3_kept(t.word(i)),
               .part = Part::zip},
              finds);
    return last;
}

void find_labelled_zip(const Tokens& t, std::size_t i, Finds& finds) {
    if (!t[i].is(kinds(Kind::place_label)) || t.says(i, "address")) return;
    std::size_t at = i + 1;
    for (int steps = 0; steps < 4; ++steps, ++at)
        if (!t.says(at, "code") && !t.signs(at, ":-#") && !t.says(at, "is") && !t.says(at, "of"))
            break;
    if (find_zip(t, at, finds) != kNone ||
        (t[at].shape != Shape::number && t[at].shape != Shape::code))
        return;
    if (t[at].size() == 3) return;  // what is left of a ZIP code
    const bool two = t.sign(at + 1, '-') && t.touches(at + 1) && t[at + 2].is_number();
    put_place(t, at, two ? at + 2 : at,
              {.strength = Strength::labelled, .why = "place: a postal code after a label"}, finds);
}

// The first of the place words that end at `last`, at most four: "Lake Danielle", "St. Louis".
std::size_t town_begin(const Tokens& t, std::size_t last) {
    if (!is_place_word(t, last) || t[last].is(kinds(Kind::credential) & ~kinds(Kind::given)))
        return kNone;
    std::size_t first = last;
    for (int words = 1; words < 4; ++words) {
        std::size_t before = first - 1;
        if (t.sign(before, '.') && t[before - 1].size() == 2) --before;
        if (t.sign(before, '-') && t.touches(first) && t.touches(before)) --before;
        if (t[first].gap > Gap::space || !is_place_word(t, before) ||
            t[before].is(kinds(Kind::title)))
            break;
        first = before;
    }
    return first;
}

bool is_state(const Tokens& t, std::size_t i) {
    if (t[i].is(kinds(Kind::state)) && t[i].is_cased()) return true;
    return t[i].is(kinds(Kind::state_code)) && t[i].shape == Shape::upper && t[i].size() == 2;
}

// "Sonyafort, OK 40290", "Houston, Texas", "Austin TX 78701": the town before a state, the ZIP
// after.
void find_around_state(const Tokens& t, std::size_t i, Finds& finds) {
    std::size_t after = i + 1;
    while (t[after].is(kinds(Kind::state)) && t[after].is_word()) ++after;
    if (t.sign(after, '.') && t.touches(after)) ++after;
    if (t.sign(after, ',')) ++after;
    const bool zip = find_zip(t, after, finds) != kNone;
    const bool comma = t.sign(i - 1, ',');
    const std::size_t last = comma ? i - 2 : i - 1;
    if (t[i].gap > Gap::line || (!comma && t[i].gap > Gap::space)) return;
    const std::size_t first = town_begin(t, last);
    if (first == kNone) return;
    const bool listed = t[last].is(kinds(Kind::city, Kind::city_name));
    const bool person =
        t[i].is(kinds(Kind::credential)) || t[first].is(kinds(Kind::given, Kind::name_label));
    if (!zip && !listed && (!comma || person)) return;
    put_place(t, first, last,
              {.certainty = zip || listed ? Certainty::certain : Certainty::uncertain,
               .strength = Strength::shaped,
               .why = "place: a town before a state",
               .part = Part::town},
              finds);
}

// A city of the list: certain after a word like "in", else not.
std::size_t find_city(const Tokens& t, std::size_t i, Finds& finds) {
    if (!t[i].is_cased() || t[i].is(kinds(Kind::state))) return i;
    const bool led = t[i - 1].is(kinds(Kind::place_lead)) && t.same_line(i);
    const bool own = t[i].is(kinds(Kind::city));
    const bool person = t[i + 1].is_cased() &&
                        t[i + 1].is(kinds(Kind::surname, Kind::surname_word)) &&
                        !t[i + 1].is(kinds(Kind::city, Kind::facility, Kind::state));
    const bool ambiguous =
        t[i].is(kinds(Kind::city_name)) && led && t[i].shape == Shape::capital && !person;
    if (!own && !ambiguous) return i;
    const std::size_t noun = with_possessive(t, i) + 1;
    if (t[noun].is(kinds(Kind::eponym_noun)) || t[i].is(kinds(Kind::eponym))) return i;
    const Kinds kind = own ? kinds(Kind::city) : kinds(Kind::city_name);
    std::size_t last = i;
    while (t[last + 1].is(kind) && t[last + 1].is_cased() && t.same_line(last + 1)) ++last;
    put_place(t, i, last,
              {.certainty = own && led ? Certainty::certain : Certainty::uncertain,
               .strength = Strength::listed,
               .why = "place: a city of the list",
               .part = Part::town},
              finds);
    return last;
}

void find_county(const Tokens& t, std::size_t i, Finds& finds) {
    if (!t[i].is(kinds(Kind::county)) || !t[i].is_cased() || !t.same_line(i)) return;
    const std::size_t first = town_begin(t, i - 1);
    if (first != kNone)
        put_place(t, first, i, {.strength = Strength::shaped, .why = "place: a county"}, finds);
}

// 40.7128, -74.0060
void find_coordinates(const Tokens& t, std::size_t i, Finds& finds) {
    const auto decimal = [&](std::size_t at) {
        return t[at].is_number() && t[at].size() <= 3 && t.sign(at + 1, '.') && t.touches(at + 1) &&
               t[at + 2].is_number() && t.touches(at + 2) && t[at + 2].size() >= 4;
    };
    if (!decimal(i)) return;
    std::size_t second = i + 3;
    while (t.signs(second, ",-;") && second < i + 6) ++second;
    if (second > i + 3 && decimal(second))
        put_place(t, i, second + 2,
                  {.strength = Strength::shaped, .why = "place: latitude and longitude"}, finds);
}

// "Address:" and the rest of its line, up to a state, which stays.
void find_labelled_address(const Tokens& t, std::size_t i, Finds& finds) {
    if (!t[i].is(kinds(Kind::place_label)) || !t.says(i, "address") || !t.sign(i + 1, ':') ||
        t.says(i - 1, "ip") || t.says(i - 1, "email") || t.says(i - 1, "mail") ||
        t.says(i - 1, "mac") || t.says(i - 1, "web"))
        return;
    std::size_t first = i + 2, last = kNone;
    for (std::size_t at = first;
         at < first + 40 && t[at].shape != Shape::none && t[at].shape != Shape::mask; ++at) {
        if (t[at].gap >= Gap::line && at > first) break;
        if (t.sign(at + 1, ':')) break;
        if (at > first && is_state(t, at) && (t[at + 1].is_number() || t[at + 1].gap >= Gap::line))
            break;
        if (t[at].shape != Shape::sign) last = at;
    }
    if (last != kNone && t[first].shape != Shape::sign)
        put_place(t, first, last,
                  {.strength = Strength::guess, .why = "place: after the label \"address\""},
                  finds);
}

}  // namespace

void find_places(const Tokens& tokens, Finds& finds) {
    std::size_t street = 0, city = 0;  // tokens before these are already in one
    find_institutions(tokens, finds);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.is_number() || token.shape == Shape::code) {
            if (i >= street) street = std::max(i, find_street(tokens, i, finds));
            find_coordinates(tokens, i, finds);
            find_rest_of_address(tokens, i, finds);
            continue;
        }
        if (!token.is_word()) continue;
        find_foreign_street(tokens, i, finds);
        if (token.kinds == 0 && !token.is_cased()) continue;
        if (token.is(kinds(Kind::unit, Kind::country))) find_rest_of_address(tokens, i, finds);
        if (token.is(kinds(Kind::box))) find_box(tokens, i, finds);
        if (is_state(tokens, i) && !(is_state(tokens, i - 1) && token.is(kinds(Kind::state))))
            find_around_state(tokens, i, finds);
        if (token.is(kinds(Kind::city, Kind::city_name)) && i >= city)
            city = std::max(i, find_city(tokens, i, finds));
        if (token.is(kinds(Kind::county))) find_county(tokens, i, finds);
        find_labelled_zip(tokens, i, finds);
        find_labelled_address(tokens, i, finds);
    }
}

}  // namespace muniment::text
