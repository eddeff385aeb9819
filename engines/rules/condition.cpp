// Conditions over facts that are not all known.
#include <algorithm>

#include "engines/rules/rules.h"

namespace muniment::rules {

static Truth truth(const When::Is& is, const Facts& facts) {
    const std::string_view value = facts.value(is.fact);
    if (std::ranges::find(is.values, value) != is.values.end()) return Truth::yes;
    return value.empty() ? Truth::unknown : Truth::no;
}

Truth truth(const When& when, const Facts& facts) {
    Truth least = Truth::yes;
    for (const When::Is& is : when.all) least = std::min(least, truth(is, facts));
    return least;
}

std::optional<Truth> truth(const Condition& condition, const Facts& facts) {
    const Truth applies = truth(condition.applies, facts);
    if (applies == Truth::no) return std::nullopt;
    Truth most = Truth::no;
    for (const When& one : condition.any) most = std::max(most, truth(one, facts));
    return applies == Truth::yes || most == Truth::yes ? most : Truth::unknown;
}

}  // namespace muniment::rules
