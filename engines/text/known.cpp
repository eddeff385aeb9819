// What the chart knows of the individual: names as phrases in every order and with initials,
// numbers by their letters and digits alone, addresses as phrases with streets spelled out or
// short.
#include <algorithm>

#include "engines/text/found.h"

namespace muniment::text {

namespace {

constexpr DeidLimits kLimits;

struct Target {
    Identifier identifier = Identifier::name;
    Certainty certainty = Certainty::certain;
    Part part = Part::whole;
    const char* why = "";
};

// The phrases of a text's known names and addresses; a phrase's id is the place of its target.
class Targets {
  public:
    void add(std::string phrase, Target target) {
        Word word;
        if (!next_word(phrase, 0, word)) return;
        for (const auto& [text, one] : all_)
            if (text == phrase) return;
        all_.emplace_back(std::move(phrase), target);
    }
    Result<Phrases> phrases() const {
        std::vector<Phrase> list;
        for (std::size_t i = 0; i < all_.size(); ++i)
            list.push_back({all_[i].first, static_cast<std::uint32_t>(i)});
        return Phrases::build(list);
    }
    const Target& of(const Hit& hit) const { return all_[hit.id].second; }

  private:
    std::vector<std::pair<std::string, Target>> all_;
};

// The words of a name without titles and credentials; "Doe, Jane" is turned round. Joined by hyphen
// or apostrophe they are one: "O'Brien".
std::vector<std::string> name_parts(std::string_view name, const Lexicon& lexicon) {
    std::string whole = folded(name);
    if (const std::size_t comma = whole.find(','); comma != whole.npos) {
        const Tokens rest(std::string_view(whole).substr(comma + 1), lexicon);
        const bool credentials = rest.size() > 0 &&
                                 rest[0].is(kinds(Kind::credential, Kind::suffix)) &&
                                 !rest[0].is(kinds(Kind::given, Kind::given_word));
        if (!credentials) whole = whole.substr(comma + 1) + " " + whole.substr(0, comma);
    }
    std::vector<std::string> parts;
    const Tokens tokens(whole, lexicon);
    bool joined = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const bool joins = tokens.signs(i, "-'") && tokens.touches(i) && tokens.touches(i + 1);
        if (joins && !parts.empty()) parts.back() += tokens.word(i);
        if (tokens[i].shape > Shape::sign) {
            if (joined && !parts.empty())
                parts.back() += tokens.word(i);
            else if (!tokens[i].is(kinds(Kind::title, Kind::suffix)) ||
                     tokens[i].is(kinds(Kind::given)))
                parts.emplace_back(tokens.word(i));
        }
        joined = joins;
    }
    return parts;
}

bool is_common(std::string_view part, const Lexicon& lexicon) {
    Word word;
    if (!next_word(part, 0, word) || word.end < part.size()) return false;
    return (lexicon.of(word.folded(), word.hash) & kinds(Kind::common, Kind::given_word,
                                                         Kind::surname_word, Kind::month,
                                                         Kind::particle)) != 0;
}

void add_name(std::string_view name, const Lexicon& lexicon, Targets& targets) {
    static constexpr const char* kWhy = "name: known from the chart";
    const Target sure{Identifier::name, Certainty::certain, Part::whole, kWhy};
    targets.add(std::string(name), sure);
    const auto parts = name_parts(name, lexicon);
    if (parts.empty()) return;
    const std::string &first = parts.front(), &last = parts.back();
    targets.add(join({parts.begin(), parts.end()}, " "), sure);
    if (parts.size() > 1) {
        targets.add(first + " " + last, sure);
        targets.add(last + " " + first, sure);
        targets.add(first.substr(0, 1) + " " + last, sure);
        targets.add(first + " " + last.substr(0, 1), sure);
        targets.add(last + " " + first.substr(0, 1), sure);
    }
    for (const std::string& part : parts) {
        const Certainty certainty =
            is_common(part, lexicon) ? Certainty::uncertain : Certainty::certain;
        if (part.size() > 1) targets.add(part, {Identifier::name, certainty, Part::whole, kWhy});
    }
}

// "12 Main Street" also as "12 Main St".
void add_address(std::string_view address, const Lexicon& lexicon, Targets& targets) {
    static constexpr std::pair<std::string_view, std::string_view> kShort[] = {
        {"street", "st"},   {"avenue", "ave"},    {"road", "rd"},        {"drive", "dr"},
        {"lane", "ln"},     {"court", "ct"},      {"place", "pl"},       {"square", "sq"},
        {"circle", "cir"},  {"parkway", "pkwy"},  {"north", "n"},        {"south", "s"},
        {"highway", "hwy"}, {"apartment", "apt"}, {"boulevard", "blvd"}, {"east", "e"},
        {"west", "w"},      {"suite", "ste"},     {"terrace", "ter"},    {"trail", "trl"}};
    const Tokens tokens(address, lexicon);
    bool number = false;
    std::string brief, full;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        number |= tokens[i].is_number() || tokens[i].shape == Shape::code;
        if (tokens[i].shape == Shape::sign) continue;
        std::string word = folded(tokens.word(i)), shorter = word, longer = word;
        for (const auto& [one, other] : kShort) {
            if (word == one) shorter = other;
            if (word == other) longer = one;
        }
        brief += (brief.empty() ? "" : " ") + shorter;
        full += (full.empty() ? "" : " ") + longer;
    }
    // A line without a number is a town or a county: a limited data set may keep it.
    const Target target{Identifier::geography, Certainty::certain,
                        number ? Part::whole : Part::town, "place: known from the chart"};
    for (const std::string& way : {std::string(address), brief, full}) targets.add(way, target);
}

// Letters and digits of a text in lower case and where each came from.
struct Plain {
    std::string letters;
    std::vector<std::uint32_t> at;
};

bool is_plain(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

Plain plain(std::string_view text) {
    Plain plain;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (is_plain(text[i])) {
            plain.letters +=
                text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
            plain.at.push_back(static_cast<std::uint32_t>(i));
        }
    return plain;
}

// A number written with any of " -.()/_+" between its characters, at most three at a time, and no
// letter or digit right before or after it.
bool stands_alone(std::string_view text, const Plain& plain, std::size_t from, std::size_t count) {
    for (std::size_t i = from + 1; i < from + count; ++i) {
        const std::size_t gap = plain.at[i] - plain.at[i - 1];
        if (gap > 4) return false;
        for (std::size_t k = plain.at[i - 1] + 1; k < plain.at[i]; ++k)
            if (std::string_view(" -.()/_+").find(text[k]) == std::string_view::npos) return false;
    }
    const std::size_t begin = plain.at[from], end = plain.at[from + count - 1] + 1;
    return (begin == 0 || !is_plain(text[begin - 1])) &&
           (end >= text.size() || !is_plain(text[end]));
}

void find_number(std::string_view text, const Plain& haystack, std::string_view value,
                 Identifier identifier, Finds& finds) {
    const std::string needle = plain(value).letters;
    if (needle.size() < 3) return;
    for (std::size_t at = haystack.letters.find(needle); at != std::string::npos;
         at = haystack.letters.find(needle, at + 1))
        if (stands_alone(text, haystack, at, needle.size()))
            finds.push_back({.begin = haystack.at[at],
                             .end = haystack.at[at + needle.size() - 1] + std::size_t{1},
                             .identifier = identifier,
                             .strength = Strength::known,
                             .why = "number: known from the chart"});
}

Status check_limits(const Known& known) {
    std::size_t count = 0;
    bool too_long = false;
    const auto look = [&](std::string_view value) {
        ++count;
        too_long |= value.size() > kLimits.known_bytes_max;
    };
    for (const auto* list : {&known.names, &known.addresses, &known.phones, &known.emails})
        for (const std::string& value : *list) look(value);
    for (const KnownNumber& number : known.numbers) look(number.value);
    if (count > kLimits.known_max || too_long)
        return Error{Fault::incorrect, "The known identifiers are more than " +
                                           std::to_string(kLimits.known_max) +
                                           " or one is longer than " +
                                           std::to_string(kLimits.known_bytes_max) + " bytes."};
    return ok();
}

void find_numbers_of(std::string_view text, const Known& known, Finds& finds) {
    if (known.phones.empty() && known.emails.empty() && known.numbers.empty()) return;
    const Plain haystack = plain(text);
    for (const std::string& phone : known.phones) {
        find_number(text, haystack, phone, Identifier::phone, finds);
        const std::string digits = plain(phone).letters;  // also without the country's 1
        if (digits.size() == 11 && digits[0] == '1')
            find_number(text, haystack, std::string_view(digits).substr(1), Identifier::phone,
                        finds);
        if (digits.size() >= 10)
            find_number(text, haystack, std::string_view(digits).substr(digits.size() - 7),
                        Identifier::phone, finds);
    }
    for (const std::string& email : known.emails)
        find_number(text, haystack, email, Identifier::email, finds);
    for (const KnownNumber& number : known.numbers)
        find_number(text, haystack, number.value, number.class_, finds);
}

}  // namespace

Status find_known(std::string_view text, const Lexicon& lexicon, const Known& known, Finds& finds) {
    TRY(check_limits(known));
    Targets targets;
    for (const std::string& name : known.names) add_name(name, lexicon, targets);
    for (const std::string& address : known.addresses) add_address(address, lexicon, targets);
    const Phrases phrases = TRY(targets.phrases());
    for (const Hit& hit : phrases.find(text)) {
        const Target& target = targets.of(hit);
        finds.push_back({.begin = hit.begin,
                         .end = hit.end,
                         .identifier = target.identifier,
                         .certainty = target.certainty,
                         .strength = Strength::known,
                         .why = target.why,
                         .part = target.part});
    }
    find_numbers_of(text, known, finds);
    return ok();
}

}  // namespace muniment::text
