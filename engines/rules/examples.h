// The examples that stand beside a rule in its pack, and running them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engines/rules/rules.h"

namespace muniment::rules {

// requires, forbids: `good` facts satisfy the rule, `bad` facts do not.
// role: what is asked for is allowed on `good` facts, refused on `bad` ones.
// permits, answers, withholds: the rule speaks on `good` facts, is silent on `bad` ones.
struct Examples {
    std::vector<Facts> good;
    std::vector<Facts> bad;
};

struct ClockExample {
    Day event{};
    Day due{};
    std::optional<Day> extended;
};

struct FeeExample {
    Copying copying;
    std::int64_t total = 0;  // cents
};

struct PenaltyExample {
    std::int64_t violations = 0;
    PenaltyRange range;
};

// What is wrong with the examples of the rule; empty when all hold. A kind's set is too small when
// nothing would notice the rule's condition being dropped or turned round.
std::string failing(const Requires& rule, const Examples& examples);
std::string failing(const Forbids& rule, const Examples& examples);
std::string failing_when(const Rule& rule, const Examples& examples);
std::string failing(const Classifies& rule, const std::vector<std::string>& applies,
                    const std::vector<std::string>& silent);
std::string failing(const Fee& rule, const std::vector<FeeExample>& examples);
std::string failing(const Signal& rule, const Examples& examples);
std::string failing(const Role& rule, const Examples& examples);
std::string failing(const Condition& rule, const std::vector<Facts>& met,
                    const std::vector<Facts>& not_met);
std::string failing(const Clock& rule, const std::vector<ClockExample>& examples);
// One example must reach the year's cap: else nothing would notice a cap that is left out.
std::string failing(const Penalty& rule, const std::vector<PenaltyExample>& examples);

}  // namespace muniment::rules
