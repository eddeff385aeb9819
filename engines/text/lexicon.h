// Lexicon: what the words of a text may be (a given name, a month, a label of a number), as a set
// of kinds; and the phrases of the lists. Read once from lists/, immutable.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "engines/text/phrases.h"
#include "engines/text/words.h"

namespace muniment::text {

// A bit of Kinds; the names of lists/triggers.txt and, first, of the lists of names.
enum class Kind : std::uint8_t {
    given,         // Mary; no English word
    given_word,    // Grace
    surname,       // Nguyen; no English word
    surname_word,  // Brown
    city,          // Chicago; no word and no name of persons
    city_name,     // Jackson
    title,
    credential,
    suffix,
    particle,
    relation,
    name_label,
    name_verb,
    by_word,
    hello,
    month,
    month_abbr,
    weekday,
    weekday_abbr,
    date_lead,
    month_lead,
    birth,
    age_lead,
    year_unit,
    state,
    state_code,
    country,
    place_lead,
    facility_verb,
    at_word,
    facility,
    facility_name,
    company,
    work,
    street,
    street_foreign,
    unit,
    direction,
    county,
    box,
    phone_label,
    fax_label,
    ext_label,
    number_word,
    ssn_label,
    mrn_label,
    plan_label,
    account_label,
    licence_label,
    vehicle_label,
    device_label,
    other_label,
    biometric_label,
    age_word,
    place_label,
    saint,
    institute,
    living,  // "moved to"
    eponym,
    eponym_noun,
    common,
    word,           // an English word, lower case in the list
    begins_phrase,  // of more than one word
    count_,
};
using Kinds = std::uint64_t;
static_assert(static_cast<int>(Kind::count_) <= 64);

template <class... K>
constexpr Kinds kinds(K... kind) {
    return (... | (Kinds{1} << static_cast<int>(kind)));
}

class Lexicon {
  public:
    Lexicon();

    Kinds of(std::string_view folded, std::uint64_t hash) const {
        const auto word = words_.find(folded, hash);
        return word ? kinds_[*word] : 0;
    }

    // The lists' entries of more than one word; a hit's id is its Kind.
    const Phrases& phrases() const { return phrases_; }

  private:
    void read_list(std::string_view list, Kind kind, std::vector<Phrase>& phrases);
    void read_triggers(std::string_view list, std::vector<Phrase>& phrases);
    void add(std::string_view entry, Kind kind, std::vector<Phrase>& phrases);

    Vocabulary words_;
    std::vector<Kinds> kinds_;  // of a word, by its number
    Phrases phrases_;
};

}  // namespace muniment::text
