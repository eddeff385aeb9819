#include "departments/privacy/breach_assess.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace muniment::privacy {
namespace {

struct FactorLaw {
    const char* name;
    const char* cite;
};
constexpr std::array<FactorLaw, factor_count> law = {{
    {"nature and extent of the information", "45 CFR 164.402(2)(i)"},
    {"who used it or to whom it was disclosed", "45 CFR 164.402(2)(ii)"},
    {"whether it was actually acquired or viewed", "45 CFR 164.402(2)(iii)"},
    {"how far the risk has been mitigated", "45 CFR 164.402(2)(iv)"},
}};

void say(BreachAssessment& into, const char* cite, std::string text,
         std::vector<std::string> facts = {}) {
    into.reasons.push_back({"", cite, std::move(text), std::move(facts)});
}

void allow(BreachAssessment& into, BreachResult result) {
    into.allowed.push_back(result);
    if (into.proposed == BreachResult::breach) into.proposed = result;
}

void weigh_secured(const BreachSecured& secured, BreachAssessment& into) {
    constexpr auto cite = "45 CFR 164.402";
    if (is_secured(secured)) {
        say(into, cite, "The information was secured: unreadable to whoever got it.",
            {"method = " + std::string(enum_name(secured.method))});
        return allow(into, BreachResult::secured);
    }
    if (secured.method == Safeguard::redacted)
        say(into, cite, "Redaction does not secure information.");
    else if (secured.method != Safeguard::none)
        say(into, cite,
            "It is not shown that the method was a recognized one and in effect, with the key "
            "safe; "
            "the information counts as unsecured.",
            {"method = " + std::string(enum_name(secured.method))});
}

void weigh_exception(const ExceptionClaim& claim, const rules::Packs& packs, Day today,
                     BreachAssessment& into) {
    if (claim.kind == BreachException::none) return;
    const auto facts = exception_facts(claim);
    const auto* row = packs.answer("breach_exception", facts, today);
    const bool told = !trim(claim.why).empty();
    if (row != nullptr && row->yes && told) {
        into.reasons.push_back(reason_of(*row, facts));
        return allow(into, BreachResult::exception);
    }
    say(into, "45 CFR 164.414(b)",
        row == nullptr ? "The exception that is claimed does not fit: a condition is not shown."
                       : "The exception is not documented: say why it applies.",
        {"breach_exception = " + std::string(enum_name(claim.kind))});
}

struct Weighed {
    bool all_documented = true;
    bool high_stands = false;  // a high factor that nothing outweighs
};

void weigh_factor(std::size_t i, const BreachFactor& factor, BreachAssessment& into,
                  Weighed& weighed) {
    if (!is_documented(factor)) {
        weighed.all_documented = false;
        into.missing.emplace_back(law[i].name);
        return say(into, law[i].cite,
                   std::string("Not documented: ") + law[i].name +
                       ". Without it a low probability cannot be concluded.");
    }
    into.score += static_cast<std::int64_t>(factor.level);
    const bool high = factor.level == BreachLevel::high;
    const bool stands = high && trim(factor.countervailing).empty();
    weighed.high_stands = weighed.high_stands || stands;
    std::string text = std::string(law[i].name) + ": " + std::string(enum_name(factor.level));
    if (stands) text += ", and no reason that outweighs it is documented";
    if (high && !stands) text += ", outweighed by a documented reason";
    say(into, law[i].cite, text + ".");
}

void weigh_factors(const BreachFacts& facts, BreachAssessment& into) {
    Weighed weighed;
    for (std::size_t i = 0; i < factor_count; ++i)
        weigh_factor(i, i < facts.factors.size() ? facts.factors[i] : BreachFactor{}, into,
                     weighed);
    if (!weighed.all_documented || weighed.high_stands) return;
    if (into.score <= low_score_max) return allow(into, BreachResult::low_probability);
    // Allowed but not proposed: a person may conclude it and must say why.
    into.allowed.push_back(BreachResult::low_probability);
    say(into, "45 CFR 164.402(2)",
        "The factors together weigh " + std::to_string(into.score) + " of 12, more than " +
            std::to_string(low_score_max) + ": a low probability is not proposed.");
}

}  // namespace

const char* factor_name(std::size_t index) { return law.at(index).name; }

bool is_documented(const BreachFactor& factor) {
    return factor.level != BreachLevel::unknown && !trim(factor.text).empty();
}

bool is_secured(const BreachSecured& secured) {
    if (!secured.recognized) return false;
    if (secured.method == Safeguard::destroyed) return true;
    return secured.method == Safeguard::encrypted && secured.key_safe && secured.locked;
}

BreachAssessment assess(const BreachFacts& facts, const rules::Packs& packs, Day today) {
    BreachAssessment found;
    if (!facts.phi) {
        say(found, "45 CFR 164.402", "It was no protected health information.", {"phi = false"});
        allow(found, BreachResult::not_phi);
    }
    if (!facts.impermissible) {
        say(found, "45 CFR 164.402", "Subpart E permitted the use or disclosure.",
            {"impermissible = false"});
        allow(found, BreachResult::permitted);
    }
    weigh_secured(facts.secured, found);
    weigh_exception(facts.exception, packs, today, found);
    weigh_factors(facts, found);
    if (found.proposed == BreachResult::breach)
        say(found, "45 CFR 164.402(2)",
            "A breach is presumed: nothing documented shows that it is none.");
    found.allowed.push_back(BreachResult::breach);
    return found;
}

}  // namespace muniment::privacy
