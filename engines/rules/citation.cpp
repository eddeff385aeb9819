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

// Policy ROI-2 4.1
bool is_policy(Scanner s) {
    return s.word("Policy ") &&
           s.run([](char c) { return is_digit(c) || is_letter(c) || c == '-'; }) && s.word(" ") &&
           s.run([](char c) { return is_digit(c) || c == '.'; }) && s.rest.empty();
}

}  // namespace

bool is_citation(std::string_view text) {
    return is_regulation({text}) || is_statute({text}) || is_policy({text});
}

}  // namespace muniment::rules
