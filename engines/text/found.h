// What the detectors hand to the engine: one finding each, later joined where they overlap.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "engines/text/deid.h"
#include "engines/text/tokens.h"

namespace muniment::text {

// The stronger wins where two findings overlap.
enum class Strength : std::uint8_t { guess, listed, shaped, labelled, known };

// Which rule of the limited data set keeps it: town, State and ZIP code (164.514(e)(2)(ii)).
enum class Part : std::uint8_t { whole, town, zip };

struct Found {
    std::size_t begin = 0, end = 0;  // bytes
    Identifier identifier = Identifier::other;
    Certainty certainty = Certainty::certain;
    Strength strength = Strength::guess;
    const char* why = "";
    std::string replacement;  // "": the mask of the class
    Part part = Part::whole;
};
using Finds = std::vector<Found>;

// Adds the tokens [first, last] as found.
inline Found& add(Finds& finds, const Tokens& tokens, std::size_t first, std::size_t last,
                  Found found) {
    found.begin = tokens[first].begin;
    found.end = tokens[last].end;
    finds.push_back(std::move(found));
    return finds.back();
}

void find_dates(const Tokens& tokens, const DeidOptions& options, const Known& known, Finds& finds);
void find_ages(const Tokens& tokens, Finds& finds);
void find_phones(const Tokens& tokens, Finds& finds);
void find_net(const Tokens& tokens, Finds& finds);      // e-mail, URL, IP, MAC
void find_numbers(const Tokens& tokens, Finds& finds);  // labelled, and numbers by their own shape
void find_places(const Tokens& tokens, Finds& finds);
void find_names(const Tokens& tokens, Finds& finds);

// The names, addresses and numbers of Known, made ready once for a text.
Status find_known(std::string_view text, const Lexicon& lexicon, const Known& known, Finds& finds);

}  // namespace muniment::text
