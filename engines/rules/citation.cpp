// The one fixed form of a citation, checked by hand: no regular expression meets untrusted text.
#include <cctype>

#include "engines/rules/packs.h"

namespace muniment::rules {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Takes things off the front of a text; each says whether it was there.
struct Scanner {
    std::string_view rest;

    bool word(std::string_view wanted) {
        if (!rest.starts_with(wanted)) return false;
        rest.remove_prefix(wanted.size());
        return true;
    }
    template <class Is>
    bool run(Is is) {
        std::size_t length = 0;
        while (length < rest.size() && is(rest[length])) ++length;
        rest.remove_prefix(length);
        return length > 0;
    }
    bool number() { return run(is_digit); }
    bool paragraphs() {
        while (word("("))
            if (!run([](char c) { return is_digit(c) || is_letter(c); }) || !word(")"))
                return false;
        return rest.empty();
    }
};

// 45 CFR 164.508(c)(1)(i)
bool is_regulation(Scanner s) {
    return s.number() && s.word(" CFR ") && s.number() && s.word(".") && s.number() &&
           s.paragraphs();
}

// 42 USC 17935(e)(1), 42 USC 290dd-2(f)
bool is_statute(Scanner s) {
    return s.number() && s.word(" USC ") && s.number() &&
           (s.run([](char c) { return is_digit(c) || is_letter(c) || c == '-'; }), s.paragraphs());
}

// CA CIV 56.10(c), NY GBL 394-i, TX HSC 181.102: state, code, section
bool is_state_code(Scanner s) {
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto in_section = [](char c) {
        return is_digit(c) || is_letter(c) || c == '.' || c == '-' || c == ':';
    };
    if (s.rest.size() < 3 || !is_capital(s.rest[0]) || !is_capital(s.rest[1])) return false;
    s.rest.remove_prefix(2);
    return s.word(" ") && s.run(is_capital) && s.word(" ") && !s.rest.empty() &&
           is_digit(s.rest[0]) && s.run(in_section) && s.paragraphs();
}

// 740 ILCS 110/5(a), 10 NYCRR 23.4, 25 TAC 133.42
bool is_state_volume(Scanner s) {
    const auto in_section = [](char c) {
        return is_digit(c) || is_letter(c) || c == '.' || c == '-' || c == '/';
    };
    return s.number() && (s.word(" ILCS ") || s.word(" NYCRR ") || s.word(" TAC ")) &&
           !s.rest.empty() && is_digit(s.rest[0]) && s.run(in_section) && s.paragraphs();
}

// 89 FR 12472
bool is_register(Scanner s) { return s.number() && s.word(" FR ") && s.number() && s.rest.empty(); }

// Policy ROI-2 4.1
bool is_policy(Scanner s) {
    return s.word("Policy ") &&
           s.run([](char c) { return is_digit(c) || is_letter(c) || c == '-'; }) && s.word(" ") &&
           s.run([](char c) { return is_digit(c) || c == '.'; }) && s.rest.empty();
}

}  // namespace

bool is_citation(std::string_view text) {
    return is_regulation({text}) || is_statute({text}) || is_state_code({text}) ||
           is_state_volume({text}) || is_register({text}) || is_policy({text});
}

}  // namespace muniment::rules
