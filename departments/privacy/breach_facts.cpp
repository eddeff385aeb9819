// Turns what is known of an incident into the facts that the packs' rules ask about.
#include "departments/privacy/breach_facts.h"

#include <algorithm>

namespace muniment::privacy {

std::int64_t individual_count(const BreachFacts& facts) {
    std::int64_t all = 0;
    for (const auto& [state, count] : facts.residents) all += count;
    return all;
}

static bool is_state(const std::string& state) {
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return state.empty() || (state.size() == 2 && std::ranges::all_of(state, capital));
}

std::string fault_of(const BreachFacts& facts) {
    if (facts.factors.size() > factor_count) return "There are four factors; more were given.";
    if (facts.residents.size() > 70) return "More states and territories than there are.";
    for (const auto& [state, count] : facts.residents) {
        if (!is_state(state)) return "A state of residence is written as two capitals, such as TX.";
        if (count < 0 || count > individuals_max)
            return "A count of residents is not between 0 and 100 million.";
    }
    if (!is_state(facts.licensed_in))
        return "The state that licenses the facility is written as two capitals, such as CA.";
    if (facts.unreachable < 0 || facts.kin_unknown < 0)
        return "A count of people who cannot be reached is negative.";
    const auto& associate = facts.associate;
    if (associate && associate->contract_days &&
        (*associate->contract_days < 0 || *associate->contract_days > rules::days_max))
        return "The contract's days are not between 0 and 3660.";
    return "";
}

rules::Facts exception_facts(const ExceptionClaim& claim) {
    rules::Facts facts;
    facts.set("breach_exception", enum_name(claim.kind));
    facts.set("breach_workforce", claim.workforce);
    facts.set("breach_good_faith", claim.good_faith);
    facts.set("breach_within_scope", claim.within_scope);
    facts.set("breach_sender_authorized", claim.sender_authorized);
    facts.set("breach_recipient_authorized", claim.recipient_authorized);
    facts.set("breach_same_entity", claim.same_entity);
    facts.set("breach_no_further_use", claim.no_further_use);
    return facts;
}

rules::Facts residence_facts(const BreachFacts& facts, const std::string& state) {
    const auto found = facts.residents.find(state);
    const std::int64_t residents = found == facts.residents.end() ? 0 : found->second;
    rules::Facts said;
    said.set("breach_residence", state);
    said.set("breach_residents_250", residents >= 250);
    said.set("breach_residents_500", residents >= 500);
    said.set("breach_residents_over_500", residents > 500);
    said.set("breach_total_500", individual_count(facts) >= 500);
    said.set("breach_covered_entity", facts.covered_entity);
    said.set("breach_licensed_in", facts.licensed_in);
    return said;
}

std::vector<std::string> facts_used(const rules::Rule& rule, const rules::Facts& facts) {
    std::vector<std::string> used;
    for (const auto& is : rule.when.all)
        used.push_back(is.fact + " = " + std::string(facts.value(is.fact)));
    return used;
}

BreachReason reason_of(const rules::Rule& rule, const rules::Facts& facts) {
    return {rule.id, rule.cite, rule.say, facts_used(rule, facts)};
}

}  // namespace muniment::privacy
