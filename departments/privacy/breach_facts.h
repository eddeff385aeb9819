// What must be known of an incident before the law of breaches can speak: who learned of it when,
// how the information was secured, who got it, whom it concerns. Values only; breach_discovery,
// breach_assess and breach_clocks decide on them (45 CFR 164.400 to 164.414).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "engines/rules/packs.h"

namespace muniment::privacy {

// Why something was said: the rule behind it, its paragraph, and the facts it rests on.
struct BreachReason {
    std::string rule;  // "us-federal/breach#individuals-due"; empty: a procedure, see `cite`
    std::string cite;
    std::string say;
    std::vector<std::string> facts;  // "breach_residence = CA"
    bool operator==(const BreachReason&) const = default;
};
BOOST_DESCRIBE_STRUCT(BreachReason, (), (rule, cite, say, facts))

// agent: under the federal common law of agency. outsider: a patient, the police, a newspaper;
// their knowledge is ours only once a member of the workforce or an agent has it.
enum class LearnedBy { workforce, agent, outsider };
BOOST_DESCRIBE_ENUM(LearnedBy, workforce, agent, outsider)
struct BreachLearned {
    Day on{};
    LearnedBy by = LearnedBy::workforce;
    std::string who;
    bool committed_it = false;  // the person who committed the breach does not start the clock
};
BOOST_DESCRIBE_STRUCT(BreachLearned, (), (on, by, who, committed_it))

struct BreachAssociate {
    std::string name;
    bool agent = false;
    Day discovered_on{};
    std::optional<Day> told_us_on;
    std::optional<std::int64_t> contract_days;  // what the agreement allows; none: the statute's
};
BOOST_DESCRIBE_STRUCT(BreachAssociate, (), (name, agent, discovered_on, told_us_on, contract_days))

// Redaction is not a method that secures (HHS guidance on unsecured information).
enum class Safeguard { none, encrypted, destroyed, redacted };
BOOST_DESCRIBE_ENUM(Safeguard, none, encrypted, destroyed, redacted)
// Each flag means "shown and documented"; what is not shown does not secure.
struct BreachSecured {
    Safeguard method = Safeguard::none;
    bool recognized = false;  // a method of NIST as HHS names it: 800-111, 800-52, 800-88, FIPS 140
    bool key_safe = false;    // the key was not with it
    bool locked = false;      // powered off or logged out: the data was encrypted at that moment
};
BOOST_DESCRIBE_STRUCT(BreachSecured, (), (method, recognized, key_safe, locked))

enum class BreachException { none, unintentional_use, inadvertent_disclosure, not_retained };
BOOST_DESCRIBE_ENUM(BreachException, none, unintentional_use, inadvertent_disclosure, not_retained)
struct ExceptionClaim {
    BreachException kind = BreachException::none;
    bool workforce = false;
    bool good_faith = false;
    bool within_scope = false;
    bool sender_authorized = false;
    bool recipient_authorized = false;
    bool same_entity = false;
    bool no_further_use = false;
    std::string why;  // the narrative; without it no exception is documented
};
BOOST_DESCRIBE_STRUCT(ExceptionClaim, (),
                      (kind, workforce, good_faith, within_scope, sender_authorized,
                       recipient_authorized, same_entity, no_further_use, why))

// The four factors of 45 CFR 164.402(2)(i) to (iv), in this order: what, who, acquired, mitigated.
enum class BreachLevel { unknown, low, medium, high };
BOOST_DESCRIBE_ENUM(BreachLevel, unknown, low, medium, high)
struct BreachFactor {
    BreachLevel level = BreachLevel::unknown;
    std::string text;            // why; a level without it is not documented
    std::string evidence;        // where it can be seen
    std::string countervailing;  // for high: what outweighs it
};
BOOST_DESCRIBE_STRUCT(BreachFactor, (), (level, text, evidence, countervailing))
inline constexpr std::size_t factor_count = 4;

// 45 CFR 164.412: an official's statement that notice would impede an investigation or harm
// national security.
struct BreachHold {
    std::string official;
    std::string agency;
    std::string statement;
    Day stated_on{};
    bool written = false;
    std::optional<Day> until;  // the time that a written statement specifies
};
BOOST_DESCRIBE_STRUCT(BreachHold, (), (official, agency, statement, stated_on, written, until))

struct DelayReason {
    Day on{};
    std::string text;
};
BOOST_DESCRIBE_STRUCT(DelayReason, (), (on, text))

struct BreachFacts {
    std::vector<BreachLearned> learned;
    std::optional<Day> diligence_on;  // when reasonable diligence would have found it
    std::optional<BreachAssociate> associate;
    bool phi = true;
    bool impermissible = true;  // false: subpart E permitted it
    BreachSecured secured;
    ExceptionClaim exception;
    std::vector<BreachFactor> factors;  // up to four
    bool part2 = false;                 // records of a part 2 program
    bool covered_entity = true;
    std::string licensed_in;                        // state that licenses this clinic or hospital
    std::map<std::string, std::int64_t> residents;  // individuals by state; "": not known
    std::int64_t unreachable =
        0;  // letters back or no address; next of kin of the dead not counted
    std::int64_t kin_unknown = 0;  // known to be dead, no address of next of kin
    std::optional<BreachHold> hold;
    std::optional<Day> facts_complete_on;            // when all that a notice says was known
    std::vector<DelayReason> delay_reasons;          // why the notices are not out yet
    std::map<std::string, Day> individuals_told_on;  // last notice, by state, once all are out
    std::optional<Day> hhs_told_on;
    std::map<std::string, Day> media_told_on;       // by state
    std::map<std::string, Day> regulators_told_on;  // by the rule that asks for it
    std::optional<Day> web_notice_from;
};
BOOST_DESCRIBE_STRUCT(BreachFacts, (),
                      (learned, diligence_on, associate, phi, impermissible, secured, exception,
                       factors, part2, covered_entity, licensed_in, residents, unreachable,
                       kin_unknown, hold, facts_complete_on, delay_reasons, individuals_told_on,
                       hhs_told_on, media_told_on, regulators_told_on, web_notice_from))

std::int64_t individual_count(const BreachFacts& facts);  // all states and unknown ones
// What must be mended before anything is decided: negative or absurd counts, names of states that
// are none, more than four factors. Empty: nothing.
std::string fault_of(const BreachFacts& facts);

// As the rules ask: names begin with breach_.
rules::Facts exception_facts(const ExceptionClaim& claim);
rules::Facts residence_facts(const BreachFacts& facts, const std::string& state);
// "breach_residence = CA" for every fact that the rule asked about.
std::vector<std::string> facts_used(const rules::Rule& rule, const rules::Facts& facts);
BreachReason reason_of(const rules::Rule& rule, const rules::Facts& facts);

inline constexpr std::int64_t individuals_max = 100'000'000;

}  // namespace muniment::privacy
