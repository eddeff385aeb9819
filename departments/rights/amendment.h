// Amendment (45 CFR 164.526): on which grounds it may be denied, and what the letter that denies it
// must say. Acceptance, statement, rebuttal and links are steps of the case (state.h). Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/rights/findings.h"
#include "engines/rules/packs.h"

namespace muniment::rights {

// 45 CFR 164.526(a)(2); `other` is no ground of the law.
enum class AmendmentGround {
    not_created_here,
    not_in_record_set,
    not_inspectable,
    accurate_and_complete,
    other
};
BOOST_DESCRIBE_ENUM(AmendmentGround, not_created_here, not_in_record_set, not_inspectable,
                    accurate_and_complete, other)

struct AmendmentDenial {
    AmendmentGround ground = AmendmentGround::other;
    // The patient gives a reasonable basis to believe that who created the record is gone.
    bool originator_gone = false;
    std::string basis;   // in plain words, for the letter
    std::string denied;  // which part, in words; empty: all that was asked
    bool operator==(const AmendmentDenial&) const = default;
};
BOOST_DESCRIBE_STRUCT(AmendmentDenial, (), (ground, originator_gone, basis, denied))

struct AmendmentRule {
    AmendmentGround ground = AmendmentGround::other;
    bool allowed = false;
    std::string rule;
    std::string cite;
    std::string say;
};
BOOST_DESCRIBE_STRUCT(AmendmentRule, (), (ground, allowed, rule, cite, say))
AmendmentRule ground_of(const AmendmentDenial& denial, const rules::Packs& packs, Day today);

// Empty: the denial rests on a ground of the law and says its basis.
std::vector<Finding> check_denial(const AmendmentDenial& denial, const rules::Packs& packs,
                                  Day today);

// What a letter says, read out of its words; it may be anybody's letter.
struct LetterSays {
    std::string basis;           // 45 CFR 164.526(d)(1)(i)
    std::string statement;       // 45 CFR 164.526(d)(1)(ii)
    std::string future;          // 45 CFR 164.526(d)(1)(iii)
    std::string complaint_here;  // 45 CFR 164.526(d)(1)(iv)
    std::string complaint_hhs;
    std::string contact;
    std::string phone;
};
// Finds the four contents in the text; `basis`, `contact` and `phone` count where the text has
// these words.
LetterSays says(const std::string& text, const std::string& basis, const std::string& contact,
                const std::string& phone);
// Empty: the letter is whole; else every content it lacks (AMD_DENY_CONTENT).
std::vector<Finding> check_letter(const LetterSays& letter, const rules::Packs& packs, Day today);

}  // namespace muniment::rights
