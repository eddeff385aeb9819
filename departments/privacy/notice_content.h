// What a notice of breach must say (45 CFR 164.404(c)), and the words of the letter, the press
// release and the web notice. The elements are rules of the pack; a notice that lacks one is not
// written.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/breach_facts.h"

namespace muniment::privacy {

struct NoticeWords {
    std::string happened;          // briefly
    std::optional<Day> breach_on;  // the first day
    bool breach_day_unknown = false;
    std::optional<Day> discovered_on;
    std::vector<std::string> types;  // "name", "date of birth", "laboratory results"
    std::string steps;               // what individuals should do
    std::string doing;               // investigate, mitigate, protect
    std::string phone;               // toll-free
    std::string email;
    std::string website;
    std::string address;
    std::string contact;  // "the Privacy Office"
    bool operator==(const NoticeWords&) const = default;
};
BOOST_DESCRIBE_STRUCT(NoticeWords, (),
                      (happened, breach_on, breach_day_unknown, discovered_on, types, steps, doing,
                       phone, email, website, address, contact))

// Every element that is missing, with its paragraph; empty: it may go.
std::vector<BreachReason> lacking(const NoticeWords& words, const rules::Packs& packs, Day today);

}  // namespace muniment::privacy
