// May access be denied on this ground, does the letter say what it must, and who may review it.
// Grounds and contents of the letter are data (packs, kinds "denial" and "requires" on "denial").
// 45 CFR 164.524(a)(2)-(4) and (d). Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/decision.h"
#include "engines/rules/packs.h"

namespace muniment::release {

// What a licensed health care professional found (45 CFR 164.524(a)(3)).
struct Judgment {
    std::string professional;
    std::string licence;  // its kind and number, as the facility keeps them
    std::optional<Day> judged_on;
    std::string reasons;  // stays in the case; the letter states the basis
    bool operator==(const Judgment&) const = default;
};
BOOST_DESCRIBE_STRUCT(Judgment, (), (professional, licence, judged_on, reasons))

// A denial of access, whole or in part, and what its letter says.
struct Denial {
    std::string ground;         // a name from the packs: "endangers_life"
    std::string basis;          // in plain language, for the individual
    std::string denied;         // what is denied: "the progress note of March 4, 2026"
    bool everything = false;    // nothing of what was asked for remains to be given
    bool rest_granted = false;  // what remains is given (45 CFR 164.524(d)(1))
    std::optional<Judgment> judgment;
    bool states_review = false;     // that and how to ask for a review
    bool states_complaint = false;  // how to complain to us
    bool states_hhs = false;        // how to complain to the Secretary
    std::string contact_name;
    std::string contact_title;
    std::string contact_phone;
    std::optional<Day> given_on;  // absent: not given yet
    bool operator==(const Denial&) const = default;
};
BOOST_DESCRIBE_STRUCT(Denial, (),
                      (ground, basis, denied, everything, rest_granted, judgment, states_review,
                       states_complaint, states_hhs, contact_name, contact_title, contact_phone,
                       given_on))

// A ground as the desk shows it; those that the law does not know are shown with the reason.
struct DenialGround {
    std::string name;
    std::string rule;
    std::string cite;
    std::string message;
    bool lawful = false;
    bool reviewable = false;
    bool judgment = false;
    bool reaches = false;  // this request: its requester and manner
    bool operator==(const DenialGround&) const = default;
};
BOOST_DESCRIBE_STRUCT(DenialGround, (),
                      (name, rule, cite, message, lawful, reviewable, judgment, reaches))
std::vector<DenialGround> denial_grounds(const View& view, const rules::Packs& packs, Day today);

// Every defect of the denial. `due` is the day by which the letter must be given (Deadline.due, or
// the day after an extension); absent: no clock runs.
std::vector<Finding> check_denial(const View& view, const Denial& denial, std::optional<Day> due,
                                  const rules::Packs& packs, Day today);

// What the individual asked for when told of the denial, and what came of it.
struct Review {
    std::optional<Day> requested_on;
    std::string reviewer;  // designated by the facility
    std::string licence;
    bool took_part = false;  // in the denial
    std::optional<Day> decided_on;
    bool upheld = false;
    std::optional<Day> told_on;  // the individual, in writing
    bool operator==(const Review&) const = default;
};
BOOST_DESCRIBE_STRUCT(Review, (),
                      (requested_on, reviewer, licence, took_part, decided_on, upheld, told_on))

// 45 CFR 164.524(a)(4), 45 CFR 164.524(d)(4): every defect of the review.
std::vector<Finding> check_review(const Denial& denial, const Review& review,
                                  const rules::Packs& packs, Day today);

// What rules on "denial" may ask about; `ground` may be nullptr.
rules::Facts denial_facts(const View& view, const Denial& denial, const rules::Denial* ground,
                          Day today);

}  // namespace muniment::release
