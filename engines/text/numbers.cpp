// Numbers and codes that stand for one person or thing: 45 CFR 164.514(b)(2)(i)(G)-(M), (P), (R).
// After a label the class is the label's; without one it is told from the number's own shape and
// check digits, and is uncertain where that says little.
#include <algorithm>
#include <optional>

#include "engines/text/found.h"

namespace muniment::text {

namespace {

struct Label {
    Kinds kinds = 0;
    Identifier identifier = Identifier::other;
    const char* why = "";
};
constexpr Label kLabels[] = {
    {kinds(Kind::ssn_label), Identifier::ssn, "social security number: after a label"},
    {kinds(Kind::mrn_label), Identifier::record_number, "medical record number: after a label"},
    {kinds(Kind::plan_label), Identifier::plan_number, "health plan number: after a label"},
    {kinds(Kind::account_label), Identifier::account, "account number: after a label"},
    {kinds(Kind::licence_label), Identifier::licence,
     "certificate or license number: after a label"},
    {kinds(Kind::vehicle_label), Identifier::vehicle, "vehicle number: after a label"},
    {kinds(Kind::device_label), Identifier::device, "device number: after a label"},
    {kinds(Kind::biometric_label), Identifier::biometric, "biometric identifier: after a label"},
    {kinds(Kind::other_label, Kind::number_word), Identifier::other, "code: after a label"},
};

const Label* label_at(const Tokens& t, std::size_t i) {
    if (!t[i].is_word()) return nullptr;
    for (const Label& label : kLabels)
        if (t[i].is(label.kinds)) return &label;
    return nullptr;
}

// Between a label and its number.
bool is_filler(const Tokens& t, std::size_t i, const Label& label) {
    if (t[i].gap == Gap::paragraph) return false;
    return t.signs(i, ":#.-=('") || t[i].is(kinds(Kind::number_word)) || t[i].is(label.kinds) ||
           t.says(i, "is") || t.says(i, "was") || t.says(i, "of") || t.says(i, "s");
}

struct Code {
    std::size_t first = 0, last = 0;
    std::size_t digits = 0, letters = 0, parts = 0;
};

void count(std::string_view word, Code& code) {
    for (const char c : word) (c >= '0' && c <= '9' ? code.digits : code.letters) += 1;
}

bool is_part(const Tokens& t, std::size_t i) {
    return t[i].shape >= Shape::number && t[i].shape <= Shape::upper;
}

// The code that begins at `i`: parts that touch, with these signs between them.
Code code_at(const Tokens& t, std::size_t i, std::string_view signs) {
    Code code;
    code.first = code.last = i;
    for (std::size_t at = i; code.parts < 12; at += 2) {
        if (!is_part(t, at) || (at > i && !t.touches(at))) break;
        code.last = at;
        ++code.parts;
        count(t.word(at), code);
        if (!t.signs(at + 1, signs) || !t.touches(at + 1)) break;
    }
    return code;
}

// "1234 5678 9012" after a label: groups of digits with spaces.
void take_groups(const Tokens& t, Code& code) {
    while (t[code.last + 1].is_number() && t[code.last + 1].gap == Gap::space &&
           t[code.last + 1].size() >= 2 && code.digits + t[code.last + 1].size() <= 24 &&
           code.digits >= 3) {
        ++code.last;
        count(t.word(code.last), code);
    }
}

bool is_year(const Tokens& t, std::size_t i) {
    const int n = t.number(i);
    return t[i].size() == 4 && n >= 1900 && n <= 2099;
}

// Words that are labels only where a sign follows or the number is long: "case 12", "card 3".
bool is_weak(const Tokens& t, std::size_t label) {
    return t[label].is(kinds(Kind::number_word)) || t[label].size() > 4;
}

std::optional<Code> labelled_code(const Tokens& t, std::size_t label, const Label& what) {
    std::size_t i = label + 1;
    bool strong = false;
    for (int steps = 0; steps < 7 && is_filler(t, i, what); ++steps, ++i)
        strong |= t.signs(i, ":#=");
    if (!is_part(t, i) || t[i].gap == Gap::paragraph) return {};
    Code code = code_at(t, i, "-/._");
    if (t[i].is_number() && code.parts == 1) take_groups(t, code);
    const bool date = t.sign(i + 1, '/') && t[i].size() <= 2;
    const bool mixed = code.letters > 0 && code.digits > 0;
    const bool number_word = t[label].is(kinds(Kind::number_word));
    const std::size_t wanted = mixed || (strong && !number_word) ? 3 : is_weak(t, label) ? 5 : 4;
    if (date || code.digits < wanted || (code.last == i && is_year(t, i))) return {};
    return code;
}

// ISO/IEC 7812-1: the check digit of payment cards.
bool luhn(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (std::size_t i = digits.size(); i-- > 0; twice = !twice) {
        int d = digits[i] - '0';
        if (twice) d = d > 4 ? d * 2 - 9 : d * 2;
        sum += d;
    }
    return sum % 10 == 0;
}

// ISO 13616: two letters, two check digits, the account; modulo 97 it is 1.
bool iban(std::string_view code) {
    if (code.size() < 15 || code.size() > 34) return false;
    int rest = 0;
    for (std::size_t k = 0; k < code.size(); ++k) {
        const char c = code[(k + 4) % code.size()];
        const bool digit = c >= '0' && c <= '9';
        if (!digit && (c < 'A' || c > 'Z')) return false;
        rest = digit ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
    }
    return rest == 1;
}

// 49 CFR 565.15: 17 characters without I, O and Q, the ninth a check.
bool vin(std::string_view code) {
    static constexpr std::string_view kLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";
    static constexpr int kValues[] = {1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4,
                                      5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9};
    static constexpr int kWeights[] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    if (code.size() != 17) return false;
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) {
        const std::size_t letter = kLetters.find(code[i]);
        const bool digit = code[i] >= '0' && code[i] <= '9';
        if (!digit && letter == kLetters.npos) return false;
        sum += kWeights[i] * (digit ? code[i] - '0' : kValues[letter]);
    }
    return code[8] == (sum % 11 == 10 ? 'X' : static_cast<char>('0' + sum % 11));
}

// "4111 1111 1111 1111", "3782-822463-10005"
std::optional<Code> card_at(const Tokens& t, std::size_t i) {
    Code code{i, i, 0, 0, 0};
    std::string digits;
    for (std::size_t at = i; t[at].is_number() && digits.size() < 20;) {
        digits += t.word(at);
        code.last = at++;
        if (digits.size() >= 12 && digits.size() <= 19 && luhn(digits) &&
            (t[at].shape == Shape::none || !t.touches(at) || t[at].shape == Shape::sign))
            return code;
        if (t.sign(at, '-') && t.touches(at)) ++at;
        if (t[at].gap > Gap::space || t[code.last].size() > 6) break;
    }
    return {};
}

void put(const Tokens& t, std::size_t i, std::size_t last, Identifier identifier,
         Certainty certainty, const char* why, Finds& finds) {
    add(finds, t, i, last,
        {.identifier = identifier,
         .certainty = certainty,
         .strength = Strength::shaped,
         .why = why});
}

bool amount_follows(const Tokens& t, std::size_t last) {
    for (const std::string_view unit :
         {"units", "copies", "iu", "cells", "mg", "ml", "cfu", "colonies", "per", "miu", "mcg", "g",
          "kg", "dollars", "steps"})
        if (t.says(last + 1, unit)) return true;
    return t.sign(last + 1, '%');
}

// ddd-dd-dddd
bool is_ssn(const Tokens& t, std::size_t i, const Code& code) {
    return code.parts == 3 && code.last == i + 4 && t[i].is_number() && t[i].size() == 3 &&
           t[i + 2].is_number() && t[i + 2].size() == 2 && t[i + 4].is_number() &&
           t[i + 4].size() == 4;
}

bool is_range(const Tokens& t, std::size_t i, const Code& code) {  // 1000-2000, 12000-15000
    return code.parts == 2 && t[i].is_number() && t[code.last].is_number() && t[i].size() <= 6 &&
           (t[i].size() == t[code.last].size() || t.word(i).ends_with('0'));
}

// One word of letters and digits: an IBAN, a VIN, MRN12345, A1234567.
void find_word_code(const Tokens& t, std::size_t i, const Code& code, Finds& finds) {
    const std::string_view word = t.word(i);
    if (iban(word))
        return put(t, i, i, Identifier::account, Certainty::certain, "account: an IBAN", finds);
    if (vin(word))
        return put(t, i, i, Identifier::vehicle, Certainty::certain, "vehicle: a VIN", finds);
    const std::string low = lower(word);
    if (low.starts_with("mrn") && code.digits >= 3)
        return put(t, i, i, Identifier::record_number, Certainty::certain,
                   "medical record number: begins with MRN", finds);
    if (code.digits >= 5 && !amount_follows(t, i))
        put(t, i, i, Identifier::other, Certainty::uncertain,
            "code: letters and five digits or more", finds);
}

void find_shape(const Tokens& t, std::size_t i, Finds& finds) {
    const Code code = code_at(t, i, "-");
    if (is_ssn(t, i, code))
        return put(t, i, code.last, Identifier::ssn, Certainty::certain,
                   "social security number: its shape", finds);
    if (code.parts == 1 && t[i].shape == Shape::code) return find_word_code(t, i, code, finds);
    if (t[i].is_number())
        if (const auto card = card_at(t, i))
            return put(t, i, card->last, Identifier::account, Certainty::certain,
                       "account: a card number with its check digit", finds);
    if (code.parts > 1 && code.digits >= 5 && !is_range(t, i, code) &&
        !amount_follows(t, code.last))
        return put(t, i, code.last, Identifier::other, Certainty::uncertain,
                   "code: parts with hyphens and five digits or more", finds);
    if (code.parts == 1 && t[i].is_number() && code.digits >= 7 && !amount_follows(t, i))
        put(t, i, i, Identifier::other, Certainty::uncertain, "code: seven digits or more", finds);
}

bool is_decimal(const Tokens& t, std::size_t i) {
    return (t.sign(i - 1, '.') && t.touches(i) && t[i - 2].is_number()) ||
           (t.sign(i + 1, '.') && t.touches(i + 1) && t[i + 2].is_number() && t.touches(i + 2));
}

bool begins_code(const Tokens& t, std::size_t i) {
    if (!is_part(t, i)) return false;
    const bool inside =
        t.touches(i) && t.signs(i - 1, "-") && t.touches(i - 1) && is_part(t, i - 2);
    return !inside &&
           (!t[i].is_word() || (t.sign(i + 1, '-') && t.touches(i + 1) && t[i].size() <= 6));
}

}  // namespace

void find_numbers(const Tokens& tokens, Finds& finds) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (const Label* label = label_at(tokens, i)) {
            if (const auto code = labelled_code(tokens, i, *label)) {
                add(finds, tokens, code->first, code->last,
                    {.identifier = label->identifier,
                     .certainty = Certainty::certain,
                     // "ZIP code", "employee number": another label may say more.
                     .strength = label->identifier == Identifier::other ? Strength::shaped
                                                                        : Strength::labelled,
                     .why = label->why});
            }
        }
        if (begins_code(tokens, i) && !is_decimal(tokens, i)) find_shape(tokens, i, finds);
    }
}

}  // namespace muniment::text
