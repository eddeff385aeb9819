// De-identification of a text: finds what 45 CFR 164.514(b)(2)(i) (Safe Harbor) or 164.514(e)(2)
// (limited data set) asks to remove, of the individual and of relatives, employers and household
// members, and puts masks in its place.
//
// Everything found is removed, also what is uncertain; the uncertain is marked for a person to look
// at. What is kept on purpose: under Safe Harbor the year of a date, the first three digits of a
// ZIP code where more than 20,000 people live (zip3.h), ages up to 89, states and countries; in a
// limited data set dates, ages, town, State, ZIP code and other codes.
//
// The result is not "anonymous": no scanner finds every identifier, and 164.514(b)(2)(ii), no
// actual knowledge that what is left could identify the individual, is the statement of a person.
// Recall is measured by bench/deid_bench.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "engines/text/identifier.h"
#include "engines/text/lexicon.h"

namespace muniment::text {

enum class Certainty : std::uint8_t { certain, uncertain };
BOOST_DESCRIBE_ENUM(Certainty, certain, uncertain)

// What the chart knows of the individual and those around him; each is found wherever it stands, in
// any case and in the usual variants (name parts and initials, numbers without punctuation).
struct KnownNumber {
    Identifier class_ = Identifier::record_number;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(KnownNumber, (), (class_, value))

struct Known {
    std::vector<std::string> names;  // "Jane Q Doe" or "Doe, Jane"; relatives, employers as well
    std::vector<std::string> addresses;  // street lines; in their own entries towns and counties
    std::vector<std::string> phones, emails;
    std::vector<KnownNumber> numbers;  // record, plan, account numbers, SSN ...
    std::optional<Day> birth_date;     // tells whether a birth year shows an age over 89
};
BOOST_DESCRIBE_STRUCT(Known, (), (names, addresses, phones, emails, numbers, birth_date))

struct DeidLimits {
    std::size_t text_bytes_max = 16 << 20;
    std::size_t known_max = 500;        // entries of Known, all together
    std::size_t known_bytes_max = 256;  // of one entry
};

struct DeidOptions {
    Method method = Method::safe_harbor;
    Day today{};  // ages are counted to this day
};

struct Removed {
    Identifier class_ = Identifier::other;
    std::size_t begin = 0, end = 0;  // bytes of the text as given
    Certainty certainty = Certainty::certain;
    std::string why;          // the detector and what it went by; never the words of the text
    std::string replacement;  // what stands there now
};
BOOST_DESCRIBE_STRUCT(Removed, (), (class_, begin, end, certainty, why, replacement))

struct Deidentified {
    std::string text;
    std::vector<Removed> removed;  // by place, none over another
};

// Made once (it reads the lists), used for any number of texts, by many threads.
class Deidentifier {
  public:
    // Refuses what is over DeidLimits and what is not UTF-8. Scanning the text it gives a second
    // time finds nothing more.
    Result<Deidentified> run(std::string_view text, const Known& known,
                             const DeidOptions& options) const;

    const Lexicon& lexicon() const { return lexicon_; }

  private:
    Lexicon lexicon_;
};

}  // namespace muniment::text
