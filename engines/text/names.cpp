// Names of persons and employers: 45 CFR 164.514(b)(2)(i)(A). By what stands around them (titles,
// labels, relations, credentials, signatures) and by the lists of given names and surnames.
#include <algorithm>

#include "engines/text/found.h"

namespace muniment::text {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr Kinds kGiven = kinds(Kind::given), kSurname = kinds(Kind::surname);
constexpr Kinds kAnyName = kinds(Kind::given, Kind::given_word, Kind::surname, Kind::surname_word);
// Words that are written with a capital for another reason than being a name.
constexpr Kinds kNoName = kinds(Kind::common, Kind::month, Kind::weekday, Kind::title, Kind::state,
                                Kind::country, Kind::facility, Kind::credential);

bool is_initial(const Tokens& t, std::size_t i) {
    return t[i].shape == Shape::upper && t[i].size() == 1;
}

// Capital, and no word that begins sentences and headings.
bool is_name_word(const Tokens& t, std::size_t i) {
    if (!t[i].is_cased() || t[i].size() < 2) return false;
    return !t[i].is(kNoName) || (t[i].is(kGiven | kSurname) && !t[i].is(kinds(Kind::common)));
}

// After a title or a label also "Long", "Young", which begin sentences elsewhere.
bool is_led_name_word(const Tokens& t, std::size_t i) {
    return is_name_word(t, i) || (t[i].is_cased() && t[i].size() > 1 && t[i].is(kAnyName));
}

// Past a part of a name at `i`: O'Brien, Smith-Jones, McGee.
std::size_t part_end(const Tokens& t, std::size_t i) {
    for (int joins = 0; joins < 3; ++joins) {
        const bool joined = t.touches(i + 1) && t.touches(i + 2) && t[i + 2].is_cased() &&
                            t[i + 2].size() > 1 &&
                            (t.sign(i + 1, '-') || (t.sign(i + 1, '\'') && t[i].size() <= 2));
        if (!joined) break;
        i += 2;
    }
    return i;
}

bool begins_part(const Tokens& t, std::size_t i) {  // the O of O'Brien
    return is_initial(t, i) && t.sign(i + 1, '\'') && t.touches(i + 1) && t[i + 2].is_cased() &&
           t[i + 2].size() > 1;
}

enum class Led : std::uint8_t { yes, no };  // by a title or label

struct Run {
    std::size_t first = 0, last = kNone;
    int parts = 0, initials = 0, words = 0;  // words: parts that are English words and no names
    Kinds kinds = 0;                         // of all parts
};

bool initial_point(const Tokens& t, std::size_t i) {
    return t.sign(i + 1, '.') && t.touches(i + 1);
}

// The name that begins at `i`: up to four parts, initials and particles on one line.
Run run_at(const Tokens& t, std::size_t i, Led led) {
    Run run{i};
    for (std::size_t at = i; run.parts + run.initials < 5; ++at) {
        if (at > i && !t.same_line(at)) break;
        const bool more = at > i || led == Led::yes;
        if (begins_part(t, at) ||
            (led == Led::yes ? is_led_name_word(t, at) : is_name_word(t, at))) {
            if (at > i && t[at].is(kinds(Kind::relation)) && !t[at].is(kAnyName)) break;
            run.kinds |= t[at].kinds;
            run.words += t[at].is(kinds(Kind::word)) && !t[at].is(kAnyName) ? 1 : 0;
            run.last = at = part_end(t, at);
            ++run.parts;
        } else if (is_initial(t, at) && (more || initial_point(t, at)) && !t.says(at, "i")) {
            ++run.initials;
            run.last = initial_point(t, at) ? ++at : at;
        } else if (more && run.parts > 0 && t[at].is(kinds(Kind::particle)) &&
                   (is_name_word(t, at + 1) || t[at + 1].is(kinds(Kind::particle)))) {
            continue;
        } else {
            break;
        }
    }
    return run;
}

// ", Jr.", " III"
std::size_t with_suffix(const Tokens& t, std::size_t last) {
    const std::size_t i = t.sign(last + 1, ',') ? last + 2 : last + 1;
    if (!t[i].is(kinds(Kind::suffix)) || !t[i].is_cased() || !t.same_line(i)) return last;
    return initial_point(t, i) && t[i].shape == Shape::capital ? i + 1 : i;
}

void put(const Tokens& t, std::size_t first, std::size_t last, Certainty certainty,
         Strength strength, const char* why, Finds& finds) {
    add(finds, t, first, with_suffix(t, last),
        {.identifier = Identifier::name, .certainty = certainty, .strength = strength, .why = why});
}

std::size_t skip(const Tokens& t, std::size_t i, std::string_view signs) {
    while (t.signs(i, signs) && t[i].gap <= Gap::space) ++i;
    return i;
}

// "Dr. Smith", "Mrs J. Doe", "dr smith"
void after_title(const Tokens& t, std::size_t i, Finds& finds) {
    const std::size_t at = skip(t, i + 1, ".");
    if (!t.same_line(at) || t[at].is(kinds(Kind::title))) return;
    const bool point = at > i + 1;
    if (!t[i].is_cased() && !point && t[i].size() > 3) return;  // "doctor", "judge" as words
    if (t.says(i, "ms") && t[i].shape == Shape::upper && !point) return;  // multiple sclerosis
    const Run run = run_at(t, at, Led::yes);
    if (run.last != kNone)
        return put(t, at, run.last, Certainty::certain, Strength::labelled, "name: after a title",
                   finds);
    if (t[at].shape == Shape::lower && t[at].is(kAnyName) && !t[at].is(kinds(Kind::common)))
        put(t, at, at, Certainty::certain, Strength::labelled, "name: after a title", finds);
}

// "Patient Name: Doe, Jane Q", "Attending: J. Doe", "Name: ..."
void after_label(const Tokens& t, std::size_t i, Finds& finds) {
    std::size_t at = i + 1;
    if (t.sign(at, '\'') && t.says(at + 1, "s")) at += 2;
    if (t.says(at, "name") || t.says(at, "names") || t.says(at, "s")) ++at;
    if (t.says(at, "is")) ++at;
    const std::size_t sign = at;
    at = skip(t, at, ":=-_");
    const bool labelled =
        at > sign && (t.sign(sign, ':') || t.sign(sign, '=') || t.says(sign - 1, "name"));
    if (t[at].gap > Gap::line || (t[at].gap == Gap::line && !labelled)) return;
    if (t[at].is(kinds(Kind::title))) return;
    Run run = run_at(t, at, labelled ? Led::yes : Led::no);
    if (run.last == kNone || t.sign(run.last + 1, ':')) return;
    if (!labelled && run.parts + run.initials < 2 && (run.kinds & kGiven) == 0) return;
    if (!labelled && run.words == run.parts) return;
    if (labelled && t.sign(run.last + 1, ',') && t.same_line(run.last + 2)) {  // "Doe, Jane"
        const Run rest = run_at(t, run.last + 2, Led::no);
        if (rest.last != kNone) run.last = rest.last;
    }
    const bool certain = labelled || (run.kinds & kGiven) != 0;
    put(t, at, run.last, certain ? Certainty::certain : Certainty::uncertain, Strength::labelled,
        "name: after a label", finds);
}

// "my name is jane doe"
void in_lower_case(const Tokens& t, std::size_t i, Finds& finds) {
    if (!t[i].is(kAnyName) || t[i].is(kinds(Kind::common))) return;
    const bool more =
        t[i + 1].is_word() && t.same_line(i + 1) && !t[i + 1].is(kinds(Kind::common, Kind::word));
    put(t, i, more ? i + 1 : i, Certainty::uncertain, Strength::guess,
        "name: after words like \"named\"", finds);
}

// "dictated by John Doe", "seen by Doe"; "my name is Doe", "named Doe"
void after_verb(const Tokens& t, std::size_t i, Finds& finds) {
    std::size_t at = i + 1;
    const bool by = t[i].is(kinds(Kind::by_word));
    if (t.says(i, "name") && (t.says(at, "is") || t.says(at, "was")))
        ++at;
    else if (t.says(i, "name"))
        return;
    at = skip(t, at, ":\"");
    if (!t.same_line(at) || t[at].is(kinds(Kind::title))) return;
    const Run run = run_at(t, at, Led::no);
    if (run.last == kNone && !by) return in_lower_case(t, at, finds);
    if (run.last == kNone || run.words == run.parts) return;
    const bool single = run.parts + run.initials < 2;
    if (by && single && ((run.kinds & kAnyName) == 0 || t[at].shape == Shape::upper)) return;
    put(t, at, run.last, run.kinds & kGiven ? Certainty::certain : Certainty::uncertain,
        Strength::guess, by ? "name: after \"by\" or \"per\"" : "name: after words like \"named\"",
        finds);
}

// "his wife Jane", "daughter, Mary Doe,"
void after_relation(const Tokens& t, std::size_t i, Finds& finds) {
    std::size_t at = i + 1;
    if (t.sign(at, ',') || t.sign(at, '(') || t.sign(at, ':')) ++at;
    if (!t.same_line(at)) return;
    const Run run = run_at(t, at, Led::no);
    if (run.last == kNone || t.sign(run.last + 1, ':') || (run.parts == 0)) return;
    if (t[at].shape == Shape::upper && (run.kinds & kAnyName) == 0) return;
    put(t, at, run.last,
        run.kinds & (kGiven | kSurname) ? Certainty::certain : Certainty::uncertain,
        Strength::listed, "name: after a relation", finds);
}

bool is_credential(const Tokens& t, std::size_t i) {
    if (t[i].is(kinds(Kind::credential)) && t[i].shape == Shape::upper && t[i].size() > 1)
        return true;
    if (t.word(i) == "PhD" || t.word(i) == "PharmD") return true;
    // M.D., R.N., D.O.
    return is_initial(t, i) && initial_point(t, i) && is_initial(t, i + 2) && t.touches(i + 2) &&
           t.sign(i + 3, '.') &&
           (t.says(i + 2, "d") || t.says(i + 2, "n") || t.says(i + 2, "o") || t.says(i + 2, "a"));
}

// "John Q. Doe, MD": backwards from the credential.
void before_credential(const Tokens& t, std::size_t i, Finds& finds) {
    std::size_t last = t.sign(i - 1, ',') ? i - 2 : i - 1;
    if (!t.same_line(i) || !is_led_name_word(t, last) || t[last].is(kinds(Kind::credential)))
        return;
    std::size_t first = last;
    for (int parts = 1; parts < 4; ++parts) {
        std::size_t before = first - 1;
        if (t.sign(before, '.') && is_initial(t, before - 1)) --before;
        if (t.signs(before, "-'") && t.touches(first) && t.touches(before)) --before;
        if (!t.same_line(first) || (!is_name_word(t, before) && !is_initial(t, before))) break;
        first = before;
    }
    if (first == last && (t[last].kinds & kAnyName) == 0) return;
    put(t, first, last, Certainty::certain, Strength::labelled, "name: before a credential", finds);
}

bool is_eponym(const Tokens& t, std::size_t i, std::size_t last) {
    const std::size_t after = t.sign(last + 1, '\'') && t.says(last + 2, "s") ? last + 3 : last + 1;
    if (t[after].is(kinds(Kind::eponym_noun)) && t[after].gap <= Gap::line) return true;
    return t[i].is(kinds(Kind::eponym)) && t[i].kinds != 0;
}

// A given name of the list with what follows: "Mary Doe", "James T.", "Mary".
std::size_t listed_given(const Tokens& t, std::size_t i, Finds& finds) {
    const bool word = !t[i].is(kGiven) || t[i].is(kinds(Kind::month, Kind::common, Kind::state));
    Run run = run_at(t, i, Led::no);
    if (run.last == kNone) {
        if (!t[i].is_cased() || t[i].is(kinds(Kind::common)) || t[i].size() < 3) return i;
        run = {i, i, 1, 0, 0, t[i].kinds};
        const Run rest = t.same_line(i + 1) ? run_at(t, i + 1, Led::yes) : Run{};
        if (rest.last == kNone || (rest.kinds & kSurname) == 0) return i;
        run = {i, rest.last, 2, 0, 0, rest.kinds | t[i].kinds};
    }
    const bool more = run.parts + run.initials > 1;
    if (is_eponym(t, i, run.last) && (run.parts == 1 || t[run.last].is(kinds(Kind::eponym))))
        return i;
    if (word && !more) return i;
    const bool surname =
        t[run.last].is(kinds(Kind::surname, Kind::surname_word)) || run.initials > 0;
    if ((word || t[i].size() < 3) && !surname) return i;
    if (!more && (t[i].shape == Shape::upper || t[i].size() < 3)) return i;
    const bool certain = more && !word;
    put(t, i, run.last, certain ? Certainty::certain : Certainty::uncertain, Strength::listed,
        more ? "name: a given name and what follows" : "name: a given name alone", finds);
    return run.last;
}

// "Doe, Jane", "Nguyen" alone.
std::size_t listed_surname(const Tokens& t, std::size_t i, Finds& finds) {
    const std::size_t last = part_end(t, i);
    if (t.sign(last + 1, ',') && t[last + 2].is(kGiven) && t[last + 2].is_cased() &&
        t.same_line(last + 2) && !t[last + 2].is(kinds(Kind::common))) {
        const Run rest = run_at(t, last + 2, Led::no);
        if (rest.last != kNone && (t[i].shape == Shape::capital || rest.parts == 1)) {
            put(t, i, rest.last, Certainty::certain, Strength::listed, "name: surname, given name",
                finds);
            return rest.last;
        }
    }
    if (!t[i].is(kSurname) || t[i].is(kinds(Kind::city) | kNoName) || t[i].shape == Shape::upper ||
        t[i].size() < 3)
        return i;
    if (is_eponym(t, i, last)) return i;
    const Run run = run_at(t, i, Led::no);
    if (run.last == kNone) return i;
    if (run.parts > 1 && is_eponym(t, run.last, run.last)) return i;
    put(t, i, run.last, Certainty::uncertain, Strength::listed, "name: a surname of the list",
        finds);
    return run.last;
}

// "J. Doe" and, with an initial between two words, names that are in no list.
std::size_t around_initial(const Tokens& t, std::size_t i, Finds& finds) {
    const std::size_t after = initial_point(t, i) ? i + 2 : i + 1;
    if (!is_name_word(t, after) || !t.same_line(after)) return i;
    const bool before =
        is_name_word(t, i - 1) && t.same_line(i) && t[i - 1].shape == Shape::capital;
    const bool point = initial_point(t, i);
    const bool listed = t[after].is(kAnyName) && !is_eponym(t, after, after);
    if (!before && !(point && listed && t[after].shape == Shape::capital)) return i;
    if (before && t[after].shape != Shape::capital && !listed) return i;
    const Run run = run_at(t, after, Led::no);
    put(t, before ? i - 1 : i, run.last == kNone ? after : run.last,
        listed && t[after].is(kSurname) ? Certainty::certain : Certainty::uncertain,
        Strength::listed, "name: an initial and a name", finds);
    return after;
}

// Ends of words that are drugs, diseases and procedures.
bool looks_medical(std::string_view word) {
    const std::string low = lower(word);
    for (const std::string_view end :
         {"ine",     "ol",     "ide",    "ate",     "itis",   "oma",    "osis",  "ectomy",  "otomy",
          "ostomy",  "plasty", "scopy",  "graphy",  "gram",   "emia",   "uria",  "pathy",   "algia",
          "cin",     "mab",    "nib",    "pril",    "statin", "sartan", "azole", "pam",     "lam",
          "zole",    "phen",   "xin",    "mycin",   "cillin", "vir",    "tide",  "gliptin", "parin",
          "oid",     "ous",    "tion",   "ment",    "ology",  "ical",   "eal",   "ary",     "ular",
          "ectasis", "trophy", "plegia", "paresis", "rrhea",  "stat"})
        if (low.ends_with(end)) return true;
    return false;
}

bool is_unknown(const Tokens& t, std::size_t i) {
    return t[i].shape == Shape::capital && t[i].kinds == 0 && t[i].size() > 2 &&
           !looks_medical(t.word(i));
}

// Two words with capitals that are in no list, or one beside a name of the lists: names of other
// tongues.
std::size_t unlisted(const Tokens& t, std::size_t i, Finds& finds) {
    std::size_t last = i, names = 1;
    while (last - i < 4 && t.same_line(last + 1)) {
        if (is_unknown(t, last + 1) ||
            (t[last + 1].is(kAnyName) && t[last + 1].shape == Shape::capital &&
             !t[last + 1].is(kNoName) && !is_eponym(t, last + 1, last + 1)))
            ++last, ++names;
        else if (t[last + 1].is(kinds(Kind::particle)) && is_unknown(t, last + 2) &&
                 t.same_line(last + 2))
            last += 2, ++names;
        else
            break;
    }
    if (names < 2 || t.sign(last + 1, ':') || t[last + 1].is(kinds(Kind::eponym_noun))) return i;
    put(t, i, last, Certainty::uncertain, Strength::guess,
        "name: words with capitals that are in no list", finds);
    return last;
}

// "Dear Jane,", "Hi John"
void after_hello(const Tokens& t, std::size_t i, Finds& finds) {
    const std::size_t at = skip(t, i + 1, ",");
    if (t[at].gap > Gap::paragraph || !is_name_word(t, at) || t[at].is(kinds(Kind::title))) return;
    const Run run = run_at(t, at, Led::no);
    if (run.last != kNone)
        put(t, at, run.last, t[at].is(kGiven) ? Certainty::certain : Certainty::uncertain,
            Strength::guess, "name: after a salutation", finds);
}

// Employers: "works at Acme Tools", "Acme Tools, Inc."
void employer(const Tokens& t, std::size_t i, Finds& finds) {
    if (t[i].is(kinds(Kind::work))) {
        std::size_t at = i + 1;
        if (t.says(at, "at") || t.says(at, "for") || t.says(at, "by") || t.says(at, "with") ||
            t.sign(at, ':'))
            ++at;
        else
            return;
        const Run run = t.same_line(at) ? run_at(t, at, Led::no) : Run{};
        if (run.last != kNone)
            put(t, at, run.last, Certainty::uncertain, Strength::guess, "name: an employer", finds);
        return;
    }
    if (!t[i].is(kinds(Kind::company)) || !t[i].is_cased()) return;
    std::size_t first = t.sign(i - 1, ',') ? i - 2 : i - 1;
    if (!is_name_word(t, first) || !t.same_line(i)) return;
    const std::size_t word = first;
    while (word - first < 4 && t.same_line(first) && is_name_word(t, first - 1)) --first;
    put(t, first, i, Certainty::uncertain, Strength::listed, "name: a company", finds);
}

void by_context(const Tokens& t, std::size_t i, Finds& finds) {
    const Token& token = t[i];
    if (token.is(kinds(Kind::title))) after_title(t, i, finds);
    if (token.is(kinds(Kind::name_label))) after_label(t, i, finds);
    if (token.is(kinds(Kind::by_word, Kind::name_verb)) || t.says(i, "name"))
        after_verb(t, i, finds);
    if (token.is(kinds(Kind::relation))) after_relation(t, i, finds);
    if (token.is(kinds(Kind::hello)) && token.is_cased()) after_hello(t, i, finds);
    if (token.is(kinds(Kind::work, Kind::company))) employer(t, i, finds);
}

}  // namespace

void find_names(const Tokens& tokens, Finds& finds) {
    std::size_t done = 0;  // tokens before it are in a name of the lists
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (!token.is_word()) continue;
        if (token.kinds == 0 && token.size() > 1) {
            if (i >= done && is_unknown(tokens, i))
                if (const std::size_t last = unlisted(tokens, i, finds); last > i) done = last + 1;
            continue;
        }
        by_context(tokens, i, finds);
        if (!token.is_cased()) continue;
        if (is_credential(tokens, i)) before_credential(tokens, i, finds);
        if (i < done) continue;
        if (is_initial(tokens, i) && !begins_part(tokens, i))
            done = around_initial(tokens, i, finds);
        else if (token.is(kinds(Kind::given, Kind::given_word)))
            done = listed_given(tokens, i, finds);
        else if (token.is(kAnyName))
            done = listed_surname(tokens, i, finds);
        done = std::max(done, i) + (done > i ? 1 : 0);
    }
}

}  // namespace muniment::text
