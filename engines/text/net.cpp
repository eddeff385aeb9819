// Electronic mail addresses, URLs, IP addresses: 45 CFR 164.514(b)(2)(i)(F), (N), (O); hardware
// addresses of devices: (M).
#include <algorithm>

#include "engines/text/found.h"

namespace muniment::text {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

bool is_text(const Tokens& t, std::size_t i) {
    return t[i].shape >= Shape::number && t[i].shape <= Shape::upper;
}

// Past the tokens that touch each other from `i` on: words and these signs; signs at the end are
// not taken.
std::size_t touching_end(const Tokens& t, std::size_t i, std::string_view signs) {
    std::size_t last = i;
    for (std::size_t at = i; at == i || t.touches(at); ++at) {
        if (is_text(t, at))
            last = at;
        else if (!t.signs(at, signs) || at - i > 200)
            break;
    }
    return last;
}

void find_email(const Tokens& t, std::size_t at, Finds& finds) {
    if (!t.touches(at) || !t.touches(at + 1) || !is_text(t, at + 1)) return;
    std::size_t first = at, i = at;
    while (t.touches(i) && at - i < 40 && (is_text(t, i - 1) || t.signs(i - 1, "._%+-'!#$&*=~"))) {
        --i;
        if (is_text(t, i)) first = i;
    }
    if (first == at) return;
    const std::size_t last = touching_end(t, at + 1, ".-");
    add(finds, t, first, last,
        {.identifier = Identifier::email,
         .certainty = last > at + 1 ? Certainty::certain : Certainty::uncertain,
         .strength = Strength::labelled,
         .why = "e-mail address: an @ between names"});
}

bool is_top_domain(const Tokens& t, std::size_t i) {
    for (const std::string_view top :
         {"com", "org", "net", "edu", "gov", "info", "mil", "io", "biz"})
        if (t.says(i, top)) return true;
    return false;
}

void find_url(const Tokens& t, std::size_t i, Finds& finds) {
    static constexpr std::string_view kSigns = "./:-_?=&%#~+@!$*;,'(";
    const bool scheme = (t.says(i, "http") || t.says(i, "https") || t.says(i, "ftp")) &&
                        t.sign(i + 1, ':') && t.sign(i + 2, '/') && t.sign(i + 3, '/');
    const bool www = t.says(i, "www") && t.sign(i + 1, '.') && t.touches(i + 2);
    if (!scheme && !www) return;
    std::size_t last = touching_end(t, scheme ? i + 4 : i, kSigns);
    if (t.sign(last + 1, '/') && t.touches(last + 1)) ++last;
    add(finds, t, i, last,
        {.identifier = Identifier::url,
         .certainty = Certainty::certain,
         .strength = Strength::labelled,
         .why = "URL: a scheme or www"});
}

// "example.com/page" without a scheme.
void find_domain(const Tokens& t, std::size_t dot, Finds& finds) {
    if (!t.touches(dot) || !t.touches(dot + 1) || !is_top_domain(t, dot + 1) ||
        !is_text(t, dot - 1))
        return;
    const bool more = t.signs(dot + 2, "/") && t.touches(dot + 2);
    if (is_text(t, dot + 2) && t.touches(dot + 2)) return;
    std::size_t first = dot - 1;
    while (t.touches(first) && t.signs(first - 1, ".-") && t.touches(first - 1) &&
           is_text(t, first - 2))
        first -= 2;
    add(finds, t, first, more ? touching_end(t, dot + 1, "./:-_?=&%#~+") : dot + 1,
        {.identifier = Identifier::url,
         .certainty = Certainty::certain,
         .strength = Strength::shaped,
         .why = "URL: the name of a host"});
}

bool is_octet(const Tokens& t, std::size_t i) {
    return t[i].is_number() && t[i].size() <= 3 && t.number(i) <= 255;
}

void find_ip4(const Tokens& t, std::size_t i, Finds& finds) {
    for (std::size_t part = 0; part < 4; ++part) {
        const std::size_t at = i + 2 * part;
        if (!is_octet(t, at) ||
            (part > 0 && (!t.sign(at - 1, '.') || !t.touches(at) || !t.touches(at - 1))))
            return;
    }
    if ((t.sign(i - 1, '.') && t.touches(i)) ||
        (t.sign(i + 7, '.') && t.touches(i + 7) && t[i + 8].is_number() && t.touches(i + 8)))
        return;
    add(finds, t, i, i + 6,
        {.identifier = Identifier::ip,
         .certainty = Certainty::certain,
         .strength = Strength::shaped,
         .why = "IP address: four numbers up to 255"});
}

bool is_hex(std::string_view word) {
    return !word.empty() && word.size() <= 4 &&
           word.find_first_not_of("0123456789abcdefABCDEF") == word.npos;
}

// Groups of hexadecimal digits with colons: IPv6 has a double one or seven, a hardware address
// five.
std::size_t find_colons(const Tokens& t, std::size_t i, Finds& finds) {
    std::size_t last = i, pairs = t[i].size() == 2 ? 1 : 0, groups = 1;
    bool twice = false;
    for (std::size_t at = i + 1; t.touches(at) && groups < 9; ++at) {
        if (t.sign(at, ':')) {
            twice |= t.sign(at - 1, ':');
        } else if (is_text(t, at) && is_hex(t.word(at)) && t.sign(at - 1, ':')) {
            last = at;
            ++groups;
            pairs += t[at].size() == 2 ? 1 : 0;
        } else
            break;
    }
    const bool hardware = groups == 6 && pairs == 6 && !twice;
    if (!hardware && !(groups == 8 || (twice && groups >= 3))) return kNone;
    add(finds, t, i, last,
        {.identifier = hardware ? Identifier::device : Identifier::ip,
         .certainty = Certainty::certain,
         .strength = Strength::shaped,
         .why = hardware ? "device: a hardware address" : "IP address: of version 6"});
    return last;
}

}  // namespace

void find_net(const Tokens& tokens, Finds& finds) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.sign == '@') find_email(tokens, i, finds);
        if (token.sign == '.') find_domain(tokens, i, finds);
        if (token.is_word() && token.size() >= 3 && token.size() <= 5) find_url(tokens, i, finds);
        if (token.is_number() && tokens.sign(i + 1, '.') && tokens.touches(i + 1))
            find_ip4(tokens, i, finds);
        if (tokens.sign(i + 1, ':') && tokens.touches(i + 1) && is_text(tokens, i) &&
            is_hex(tokens.word(i)))
            if (const std::size_t last = find_colons(tokens, i, finds); last != kNone) i = last;
    }
}

}  // namespace muniment::text
