// Who may: the one decision about access, out of the roles' rules in the packs. Deny by default:
// what no role of the person allows is refused, with the rule that comes nearest and its citation.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engines/rules/packs.h"
#include "kernel/people/trail.h"

namespace muniment::people {

// Who a session acts for, with everything its roles and the account say.
house::Actor actor_of(const Session& session, const rules::Packs& packs, Day today);

// What all of somebody's roles together allow, by permission alone: what menus show, and the
// first gate of a route.
std::set<house::Permission> permissions_of(const rules::Packs& packs,
                                           const std::vector<Role>& roles, Day today);

// The purpose that is assumed when none is stated: the first of the first role's.
std::string purpose_of(const rules::Packs& packs, const std::vector<Role>& roles, Day today);

// Every purpose that may be stated, that one first.
std::vector<std::string> purposes_of(const rules::Packs& packs, const std::vector<Role>& roles,
                                     Day today);

struct Decision {
    bool allowed = false;
    rules::Bound bound = rules::Bound::none;  // why not
    const rules::Role* rule = nullptr;        // that allows, or comes nearest; null: no role's
    std::string say;                          // why not, and what to do
    std::string cite;
};

// May the actor do what a route of this permission does; of a patient in this connection when
// there is one. Pure.
Decision authorize(const rules::Packs& packs, const house::Actor& actor,
                   house::Permission permission, const Connection* connection, Instant now,
                   Day today);
// The error that a refusal is answered with. A refusal for want of a relation to somebody who may
// break the glass cites 45 CFR 164.312(a)(2)(ii): the client offers it.
Error refusal(const Decision& decision);

// Security labels of what the actor is not shown: those that every role of hers withholds.
std::vector<std::string> withheld_from(const rules::Packs& packs, const house::Actor& actor,
                                       Day today);

// Why one person may not hold these roles together; empty when she may.
std::string conflict_of(const rules::Packs& packs, const std::vector<Role>& roles, Day today);

// Every permission a role names must be the program's, every role too. At start, once.
Status check_roles(const rules::Packs& packs, Day today);

}  // namespace muniment::people
