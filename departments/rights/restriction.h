// Restrictions (45 CFR 164.522(a), 42 CFR 2.26) and confidential communications (45 CFR
// 164.522(b)): what must be agreed to, what may be refused, and how a restriction ends. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/rights/findings.h"
#include "engines/rules/packs.h"
#include "kernel/chart/directives.h"

namespace muniment::rights {

// What a row of the packs says.
struct LawSays {
    bool yes = false;
    std::string rule;
    std::string cite;
    std::string say;
};
BOOST_DESCRIBE_STRUCT(LawSays, (), (yes, rule, cite, say))

// 45 CFR 164.522(a)(1)(vi): must the facility agree?
LawSays must_agree(const chart::Restriction& asked, const rules::Packs& packs, Day today);

// How a restriction comes to its end (45 CFR 164.522(a)(2)).
enum class EndedBy { patient_in_writing, patient_orally, facility };
BOOST_DESCRIBE_ENUM(EndedBy, patient_in_writing, patient_orally, facility)
LawSays may_end(const chart::Restriction& kept, EndedBy by, const rules::Packs& packs, Day today);
// The restriction as it stands after that: ended, or, where the facility ended it, still binding
// for what was created or received before `on`.
enum class AfterEnd { over, binds_what_came_before };
AfterEnd end(chart::Restriction& kept, EndedBy by, Day on);

enum class AskedOf { provider, health_plan };
BOOST_DESCRIBE_ENUM(AskedOf, provider, health_plan)
struct ConfidentialAsk {
    AskedOf of = AskedOf::provider;
    chart::ContactWish wish;
    bool endangered = false;  // stated by the patient; asked of a plan only
    bool operator==(const ConfidentialAsk&) const = default;
};
BOOST_DESCRIBE_STRUCT(ConfidentialAsk, (), (of, wish, endangered))

enum class Reasonable { yes, no };
// 45 CFR 164.522(b)(1): must it be accommodated?
LawSays must_accommodate(const ConfidentialAsk& ask, Reasonable reasonable,
                         const rules::Packs& packs, Day today);
// 45 CFR 164.522(b)(2)(iii), (iv): may the patient be asked for a reason?
LawSays may_ask_why(AskedOf of, const rules::Packs& packs, Day today);
// Empty: a wish that can be carried out. 45 CFR 164.522(b)(2)(ii): it names the other address.
std::vector<Finding> check_wish(const ConfidentialAsk& ask);

}  // namespace muniment::rights
