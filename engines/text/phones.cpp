// Telephone and fax numbers: 45 CFR 164.514(b)(2)(i)(D), (E). By their shape (North American, or
// with a
// + before the country), and after a label whatever has digits enough.
#include <initializer_list>

#include "engines/text/found.h"

namespace muniment::text {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

enum class Joined : std::uint8_t { tightly, by_spaces };

struct Groups {
    std::size_t last = kNone;  // token
    std::size_t count = 0, digits = 0;
    Joined joined = Joined::tightly;
};

// The token of the next group of digits after the one at `i`, or kNone: "555-0100", "555 0100",
// "(512) 555", "512) - 555".
std::size_t next_group(const Tokens& t, std::size_t i) {
    std::size_t at = i + 1;
    if (t.sign(at, ')')) ++at;
    const bool sign = t.signs(at, "-./") && t[at].gap <= Gap::space;
    if (sign) ++at;
    if (t.sign(at, '(') && t.same_line(at)) ++at;
    return (t[at].is_number() || t[at].shape == Shape::code) && t[at].gap <= Gap::space ? at
                                                                                        : kNone;
}

// "7502x459" as the last group: the digits before the x, or 0.
std::size_t digits_with_extension(const Tokens& t, std::size_t i) {
    const std::string_view word = t.word(i);
    const std::size_t x = word.find_first_not_of("0123456789");
    if (t[i].shape != Shape::code || x == word.npos || (word[x] != 'x' && word[x] != 'X')) return 0;
    return x + 1 < word.size() && word.find_first_not_of("0123456789", x + 1) == word.npos ? x : 0;
}

std::size_t digits_of(const Tokens& t, std::size_t i) {
    return t[i].is_number() ? t[i].size() : digits_with_extension(t, i);
}

// Groups of exactly these sizes from `i` on, and nothing like one more after them.
Groups groups_of(const Tokens& t, std::size_t i, std::initializer_list<std::size_t> sizes) {
    Groups groups;
    for (const std::size_t size : sizes) {
        if (i == kNone || digits_of(t, i) != size) return {};
        if (groups.count > 0 && t[i].gap == Gap::space && !t.sign(i - 1, ')') &&
            !t.signs(i - 1, "-./"))
            groups.joined = Joined::by_spaces;
        groups = {i, groups.count + 1, groups.digits + size, groups.joined};
        i = next_group(t, i);
    }
    const bool more = t.signs(groups.last + 1, "-./") && t.touches(groups.last + 1) &&
                      t[groups.last + 2].is_number() && t.touches(groups.last + 2);
    return more ? Groups{} : groups;
}

// However many groups, until the digits are those of the longest number (ITU-T E.164: 15).
Groups any_groups(const Tokens& t, std::size_t i) {
    Groups groups;
    while (i != kNone && digits_of(t, i) > 0 && groups.digits + digits_of(t, i) <= 15) {
        groups = {i, groups.count + 1, groups.digits + digits_of(t, i), groups.joined};
        i = next_group(t, i);
    }
    return groups;
}

std::size_t with_extension(const Tokens& t, std::size_t last) {
    std::size_t at = last + 1;
    if (t.sign(at, ',')) ++at;
    if (t[at].is(kinds(Kind::ext_label))) {
        ++at;
        while (t.signs(at, ".:#")) ++at;
        return t[at].is_number() && t[at].gap <= Gap::space ? at : last;
    }
    const std::string_view word = t.word(at);
    const bool x = t[at].shape == Shape::code && (word[0] == 'x' || word[0] == 'X') &&
                   word.find_first_not_of("0123456789", 1) == word.npos;
    return x && t.same_line(at) ? at : last;
}

// The ( or + or 1- before the first group belongs to the number.
std::size_t with_prefix(const Tokens& t, std::size_t first) {
    if (t.sign(first - 1, '(')) --first;
    if (t.sign(first - 1, '+')) --first;
    return first;
}

struct Phone {
    Groups groups;
    Certainty certainty = Certainty::certain;
    const char* why = "";
};

Phone north_american(const Tokens& t, std::size_t i) {
    static constexpr const char* kWhy = "phone: the shape of a North American number";
    Groups groups = groups_of(t, i, {3, 3, 4});
    if (groups.last == kNone && (t.word(i) == "1" || t.word(i) == "001" || t.word(i) == "01"))
        groups = groups_of(t, i, {t[i].size(), 3, 3, 4});
    if (groups.last != kNone)
        return {groups,
                groups.joined == Joined::tightly ? Certainty::certain : Certainty::uncertain, kWhy};
    groups = groups_of(t, i, {3, 7});
    if (groups.last == kNone) groups = groups_of(t, i, {10});
    if (groups.last == kNone && t.word(i) == "1") groups = groups_of(t, i, {1, 10});
    return {groups, Certainty::uncertain, "phone: ten digits"};
}

bool range_or_amount(const Tokens& t, std::size_t i, std::size_t last) {
    const bool round = t.word(i).ends_with("0") && t.word(last).ends_with("00");
    const Token& after = t[last + 1];
    return round || (after.is_word() && after.shape == Shape::lower && after.gap <= Gap::space &&
                     (t.says(last + 1, "mg") || t.says(last + 1, "ml") || t.says(last + 1, "cc") ||
                      t.says(last + 1, "units") || t.says(last + 1, "cal") ||
                      t.says(last + 1, "calories") || t.says(last + 1, "kcal")));
}

Phone local(const Tokens& t, std::size_t i) {
    const Groups groups = groups_of(t, i, {3, 4});
    if (groups.last == kNone || groups.joined == Joined::by_spaces ||
        range_or_amount(t, i, groups.last))
        return {};
    return {groups, Certainty::uncertain, "phone: seven digits"};
}

// Numbers of other countries: +44 ..., 01.84.17.61.18, 0688 843 79 56.
Phone foreign(const Tokens& t, std::size_t i) {
    const Groups groups = any_groups(t, i);
    const bool plus = t.sign(i - 1, '+') || (t.sign(i - 1, '(') && t.sign(i - 2, '+'));
    if (plus && groups.digits >= 8) return {groups, Certainty::certain, "phone: a + and a country"};
    if (t.sign(i + 1, '/') || t.sign(i + 1, '-')) return {};  // dates, ranges
    const bool zero = t.word(i).starts_with('0') || (t.sign(i - 1, '(') && t.sign(i + 1, ')'));
    if (zero && groups.count >= 3 && groups.digits >= 8 && groups.digits <= 12)
        return {groups, Certainty::uncertain, "phone: groups of digits that begin with 0"};
    return {};
}

Phone by_shape(const Tokens& t, std::size_t i) {
    const bool inside =
        t.signs(i - 1, "-./") && t.touches(i) && t[i - 2].is_number() && t.touches(i - 1);
    if (inside || t[i].size() > 15) return {};
    for (const auto& read : {north_american, foreign, local})
        if (const Phone phone = read(t, i); phone.groups.last != kNone) return phone;
    return {};
}

// The kind of the label that leads to a number at `i`: Kind::count_ for none.
Kind label_before(const Tokens& t, std::size_t i) {
    for (int steps = 0; steps < 6; ++steps) {
        --i;
        const Token& token = t[i];
        if (token.is(kinds(Kind::fax_label))) return Kind::fax_label;
        if (token.is(kinds(Kind::phone_label))) return Kind::phone_label;
        if (token.is(kinds(Kind::ext_label)) && t.word(i).size() > 1) return Kind::ext_label;
        const bool filler = t.signs(i, ":#-.()+") || token.is(kinds(Kind::number_word)) ||
                            t.says(i, "is") || t.says(i, "at") || t.says(i, "or") ||
                            t.says(i, "my") || t.says(i, "me");
        if (!filler) break;
    }
    return Kind::count_;
}

std::size_t labelled(const Tokens& t, std::size_t i, Kind label, Finds& finds) {
    const Groups groups = any_groups(t, i);
    const std::size_t wanted = label == Kind::ext_label ? 2 : 7;
    if (groups.last == kNone || groups.digits < wanted) return kNone;
    const std::size_t last = with_extension(t, groups.last);
    add(finds, t, with_prefix(t, i), last,
        {.identifier = label == Kind::fax_label ? Identifier::fax : Identifier::phone,
         .certainty = Certainty::certain,
         .strength = Strength::labelled,
         .why = label == Kind::fax_label ? "fax: after a label" : "phone: after a label"});
    return last;
}

}  // namespace

void find_phones(const Tokens& tokens, Finds& finds) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].is_number() && digits_with_extension(tokens, i) == 0) continue;
        const Kind label = label_before(tokens, i);
        if (label != Kind::count_)
            if (const std::size_t last = labelled(tokens, i, label, finds); last != kNone) {
                i = last;
                continue;
            }
        const Phone phone = by_shape(tokens, i);
        if (phone.groups.last == kNone) continue;
        const std::size_t last = with_extension(tokens, phone.groups.last);
        add(finds, tokens, with_prefix(tokens, i), last,
            {.identifier = Identifier::phone,
             .certainty = phone.certainty,
             .strength = Strength::shaped,
             .why = phone.why});
        i = last;
    }
}

}  // namespace muniment::text
