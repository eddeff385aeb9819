// A practice that may be information blocking, as people describe it: what was asked for, what was
// done, the facts that the conditions of 45 CFR part 171 ask about, and the evidence for each.
// Which facts there are, and their values, is said by the packs (us-federal/info-blocking-facts).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "engines/rules/packs.h"

namespace muniment::exchange {

// Why a fact is taken to be so: words, and where the paper is. The burden is on the actor.
struct FactEvidence {
    std::string text;
    std::string reference;  // "Policy SEC-4, version 3", "letter of 2026-03-12", a document's id
    bool operator==(const FactEvidence&) const = default;
};
BOOST_DESCRIBE_STRUCT(FactEvidence, (), (text, reference))

// A part of what was asked for that is judged on its own; what it does not say, the case says.
struct PracticeSegment {
    std::string id;
    std::string say;      // neutral words: "records of type X" may itself disclose something
    bool shared = false;  // given as asked
    std::map<std::string, std::string> facts;
    std::map<std::string, FactEvidence> evidence;
    std::vector<std::string> claims;
    std::string required_by_law;
};
BOOST_DESCRIBE_STRUCT(PracticeSegment, (),
                      (id, say, shared, facts, evidence, claims, required_by_law))

struct Practice {
    std::string description;
    std::optional<Day> received_on;   // the request
    std::optional<Day> practiced_on;  // whose law counts; unless said, the day of the assessment
    bool urgent = false;
    std::map<std::string, std::string> facts;      // by name; a flag is "true" or "false"
    std::map<std::string, FactEvidence> evidence;  // by the fact's name
    std::vector<std::string> claims;               // the exceptions that the actor invokes
    std::string required_by_law;            // the citation, where a law requires the practice
    std::vector<std::string> alternatives;  // manners offered instead
    std::optional<Day> answered_on;         // a first answer in substance
    std::optional<Day> letter_sent_on;      // the reason in writing (45 CFR 171.204(b))
    std::optional<Day> licence_begun_on;
    std::optional<Day> licence_concluded_on;
    std::optional<Day> ends_on;  // the last day of what the exception rests on
    bool still_withheld = true;
    std::vector<std::string> policies;  // references with version and effective day
    std::string decider;
    std::vector<PracticeSegment> segments;  // none: the request is judged as one
};
BOOST_DESCRIBE_STRUCT(Practice, (),
                      (description, received_on, practiced_on, urgent, facts, evidence, claims,
                       required_by_law, alternatives, answered_on, letter_sent_on, licence_begun_on,
                       licence_concluded_on, ends_on, still_withheld, policies, decider, segments))

inline constexpr std::size_t segments_max = 100;
inline constexpr std::size_t words_bytes_max = 4000;  // of one text
inline constexpr std::size_t items_max = 100;         // of one list, or of the facts

// What a person may be asked: a fact of the packs, unless the program works it out from days.
struct FactAsked {
    std::string name;
    std::string say;
    std::vector<std::string> values;
    bool computed = false;
};
BOOST_DESCRIBE_STRUCT(FactAsked, (), (name, say, values, computed))
std::vector<FactAsked> asked(const rules::Packs& packs);

// incorrect: a fact, value, exception or citation that is none, or more than the limits. Names the
// field, never what was written in it.
Status check(const Practice& practice, const rules::Packs& packs);

}  // namespace muniment::exchange
