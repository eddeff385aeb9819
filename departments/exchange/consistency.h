// The check for discrimination: two requests that are alike in all that may count, and had
// different outcomes, are shown to a person (exceptions ask for practices that are "consistent and
// non-discriminatory", 45 CFR 171.203(c)).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/exchange/practice.h"

namespace muniment::exchange {

// One request, or one segment of it.
struct Handled {
    std::string number;   // of the case
    std::string segment;  // empty: the whole request
    std::map<std::string, std::string> facts;
};
std::vector<Handled> handled(const std::string& number, const Practice& practice);

struct UnlikePair {
    std::string number;
    std::string segment;
    std::string outcome;  // the fact "practice"
    std::string other_number;
    std::string other_segment;
    std::string other_outcome;
};
BOOST_DESCRIBE_STRUCT(UnlikePair, (),
                      (number, segment, outcome, other_number, other_segment, other_outcome))

// Each pair of alike requests with different outcomes, once, in the order given. Who asked by name
// is no fact; what was done, what was known of it and how it was explained do not make two
// requests differ.
std::vector<UnlikePair> differences(const std::vector<Handled>& all);

}  // namespace muniment::exchange
