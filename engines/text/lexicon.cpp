// The lists are files of this room, built into the program; a list that cannot be read is a bug of
// ours.
#include "engines/text/lexicon.h"

#include <array>
#include <deque>
#include <string>

#include "base/asset.h"
#include "base/ensure.h"
#include "base/text.h"

namespace muniment::assets {
Assets text_lists();
}

namespace muniment::text {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Kind::count_)> kNames = {
    "given",          "given_words",   "surnames",        "surname_words", "cities",
    "city_names",     "title",         "credential",      "suffix",        "particle",
    "relation",       "name_label",    "name_verb",       "by_word",       "hello",
    "month",          "month_abbr",    "weekday",         "weekday_abbr",  "date_lead",
    "month_lead",     "birth",         "age_lead",        "year_unit",     "state",
    "state_code",     "country",       "place_lead",      "facility_verb", "at_word",
    "facility",       "facility_name", "company",         "work",          "street",
    "street_foreign", "unit",          "direction",       "county",        "box",
    "phone_label",    "fax_label",     "ext_label",       "number_word",   "ssn_label",
    "mrn_label",      "plan_label",    "account_label",   "licence_label", "vehicle_label",
    "device_label",   "other_label",   "biometric_label", "age_word",      "place_label",
    "saint",          "institute",     "living",          "eponym",        "eponym_noun",
    "common",         "words",         "begins_phrase"};

Kind kind_of(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == name) return static_cast<Kind>(i);
    ensure(false, "lists/triggers.txt names a kind that lexicon.h does not know");
    return Kind::count_;
}

// The entries of a line, white space between them.
std::vector<std::string_view> entries(std::string_view line) {
    std::vector<std::string_view> found;
    for (const std::string_view part : split(line, ' '))
        if (!trim(part).empty()) found.push_back(trim(part));
    return found;
}

}  // namespace

Lexicon::Lexicon() : phrases_(*Phrases::build({})) {
    std::vector<Phrase> phrases;
    for (const Asset& asset : assets::text_lists()) {
        std::string_view name = asset.path;
        ensure(name.ends_with(".txt"), "a list of engines/text/lists is not a .txt");
        name.remove_suffix(4);
        if (name == "triggers")
            read_triggers(asset.bytes, phrases);
        else
            read_list(asset.bytes, kind_of(name), phrases);
    }
    auto built = Phrases::build(phrases);
    ensure(bool(built), "a list of engines/text/lists has a phrase that cannot be one");
    phrases_ = *std::move(built);
}

void Lexicon::read_list(std::string_view list, Kind kind, std::vector<Phrase>& phrases) {
    for (const std::string_view line : split(list, '\n')) {
        if (line.starts_with('#')) continue;
        for (const std::string_view entry : entries(line)) add(entry, kind, phrases);
    }
}

void Lexicon::read_triggers(std::string_view list, std::vector<Phrase>& phrases) {
    for (const std::string_view line : split(list, '\n')) {
        const std::size_t colon = line.find(':');
        if (line.starts_with('#') || colon == line.npos) continue;
        const Kind kind = kind_of(line.substr(0, colon));
        for (const std::string_view entry : entries(line.substr(colon + 1)))
            add(entry, kind, phrases);
    }
}

// An entry with a gap in it ("new_york", "o'fallon") is a phrase, any other a word.
void Lexicon::add(std::string_view entry, Kind kind, std::vector<Phrase>& phrases) {
    Word word;
    if (!next_word(entry, 0, word)) return;
    const bool phrase = word.begin > 0 || word.end < entry.size();
    if (phrase) phrases.push_back({entry, static_cast<std::uint32_t>(kind)});
    kinds_.resize(words_.size() + 1);
    const std::uint32_t number = words_.add(word.folded(), word.hash);
    kinds_[number] |= kinds(phrase ? Kind::begins_phrase : kind);
}

}  // namespace muniment::text
