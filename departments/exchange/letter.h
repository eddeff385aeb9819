// The letter that gives a requester, in writing, the reason why electronic health information is
// not shared as asked, part by part (45 CFR 171.204(b)). Pure. It says nothing of what a part is
// about, and names no paragraph that would give that away.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/exchange/assess.h"
#include "formats/pdf/document.h"

namespace muniment::exchange {

inline constexpr const char* letter_template_id = "blocking-denial/1";

// What a person says for the letter; the rest is in the case.
struct LetterWords {
    std::string address;       // of the requester; lines
    std::string from_address;  // of the facility; lines
    std::string asked_for;     // the information, in the requester's words
    std::string manner;        // how it was to be given
    std::string reason;        // added to what the exceptions say; neutral
    std::string contact;       // who answers questions, and how to reach them
    std::string signer;
    std::string signer_title;
};
BOOST_DESCRIBE_STRUCT(LetterWords, (),
                      (address, from_address, asked_for, manner, reason, contact, signer,
                       signer_title))

struct LetterPaper {
    std::string facility;
    std::string number;
    std::string requester;
    Practice practice;
    PracticeAssessed assessment;  // of the day it is written
    LetterWords words;
    Day written_on{};
    Instant created{};
};

// Each sentence says what keeps the letter from being written, and what to do; none: it can be.
std::vector<std::string> letter_defects(const LetterPaper& paper);

// A paper without defects, as pages. Equal arguments give equal pages.
pdf::Document blocking_letter(const LetterPaper& paper);

}  // namespace muniment::exchange
