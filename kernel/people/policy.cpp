#include "kernel/people/policy.h"

#include <algorithm>

namespace muniment::people {

using house::Permission;
using rules::Bound;

static std::vector<const rules::Role*> rules_for(const rules::Packs& packs,
                                                 const std::vector<std::string>& roles, Day today) {
    std::vector<const rules::Role*> mine;
    for (const rules::Role* rule : packs.roles(today))
        if (std::ranges::find(roles, rule->role) != roles.end()) mine.push_back(rule);
    return mine;
}

static std::vector<std::string> names_of(const std::vector<Role>& roles) {
    std::vector<std::string> names;
    for (const Role role : roles) names.emplace_back(enum_name(role));
    return names;
}

std::set<Permission> permissions_of(const rules::Packs& packs, const std::vector<Role>& roles,
                                    Day today) {
    std::set<Permission> all = {Permission::signed_in};
    for (const rules::Role* rule : rules_for(packs, names_of(roles), today))
        for (const std::string& name : rule->may)
            if (const auto permission = enum_value<Permission>(name)) all.insert(*permission);
    return all;
}

std::string purpose_of(const rules::Packs& packs, const std::vector<Role>& roles, Day today) {
    for (const Role role : roles)
        for (const rules::Role* rule : rules_for(packs, names_of({role}), today))
            return rule->purposes.front();
    return "OPERATIONS";
}

std::vector<std::string> purposes_of(const rules::Packs& packs, const std::vector<Role>& roles,
                                     Day today) {
    std::vector<std::string> all = {purpose_of(packs, roles, today)};
    for (const rules::Role* rule : rules_for(packs, names_of(roles), today))
        for (const std::string& purpose : rule->purposes)
            if (std::ranges::find(all, purpose) == all.end()) all.push_back(purpose);
    return all;
}

house::Actor actor_of(const Session& session, const rules::Packs& packs, Day today) {
    house::Actor actor;
    actor.user = session.user;
    actor.name = session.name;
    actor.session = session.id;
    actor.roles = names_of(session.roles);
    actor.permissions = permissions_of(packs, session.roles, today);
    actor.purpose = purpose_of(packs, session.roles, today);
    const Person& person = session.person;
    actor.self = person.patient;
    actor.practitioner = person.practitioner;
    actor.departments = person.departments;
    actor.facility = person.facility;
    actor.training_overdue = person.trained_until && *person.trained_until < today;
    return actor;
}

static int age_days(const Connection& connection, Instant now) {
    if (!connection.last || now <= *connection.last) return 0;
    const auto age = std::chrono::floor<std::chrono::days>(now - *connection.last);
    return static_cast<int>(std::min<std::int64_t>(age.count(), 1'000'000));
}

static std::string sentence_of(Bound bound, Permission permission) {
    switch (bound) {
        case Bound::none:
            return "";
        case Bound::permission:
            return "Your role does not allow this; ask your administrator for the permission " +
                   std::string(enum_name(permission)) + ".";
        case Bound::purpose:
            return "Your role does not act for the purpose of use that is chosen; choose another "
                   "in the bar above.";
        case Bound::training:
            return "Your privacy training is overdue, so patients' records are closed to you; "
                   "take the course under Training.";
        case Bound::facility:
            return "This patient was never seen at your facility. In an emergency you may open the "
                   "record with a reason.";
        case Bound::relation:
            return "Nothing connects you with this patient's care. In an emergency you may open "
                   "the record with a reason.";
    }
    return "";
}

Decision authorize(const rules::Packs& packs, const house::Actor& actor, Permission permission,
                   const Connection* connection, Instant now, Day today) {
    rules::AccessAsked asked;
    asked.permission = enum_name(permission);
    asked.purpose = actor.purpose;
    asked.training_overdue = actor.training_overdue;
    if (connection != nullptr) {
        asked.of_patient = true;
        asked.relation = enum_name(connection->relation);
        asked.relation_age_days = age_days(*connection, now);
        asked.other_facility = connection->other_facility;
    }
    Decision nearest;
    nearest.bound = Bound::permission;
    nearest.cite = "45 CFR 164.308(a)(4)(i)";
    for (const rules::Role* rule : rules_for(packs, actor.roles, today)) {
        const Bound bound = refused_by(*rule, asked);
        // The bounds are asked one after the other: a later one is nearer to yes.
        if (bound != Bound::none && bound < nearest.bound) continue;
        nearest.bound = bound;
        nearest.rule = rule;
        nearest.cite = rule->cite;
        if (bound == Bound::none) {
            nearest.allowed = true;
            return nearest;
        }
    }
    nearest.say = sentence_of(nearest.bound, permission);
    if (nearest.bound == Bound::training) nearest.cite = "45 CFR 164.530(b)(1)";
    const bool may_break = actor.permissions.contains(Permission::emergency_access);
    if ((nearest.bound == Bound::relation || nearest.bound == Bound::facility) && may_break)
        nearest.cite = "45 CFR 164.312(a)(2)(ii)";
    return nearest;
}

Error refusal(const Decision& decision) { return {Fault::forbidden, decision.say, decision.cite}; }

std::vector<std::string> withheld_from(const rules::Packs& packs, const house::Actor& actor,
                                       Day today) {
    std::vector<std::string> withheld;
    bool is_first = true;
    for (const rules::Role* rule : rules_for(packs, actor.roles, today)) {
        if (is_first) withheld = rule->withheld;
        std::erase_if(withheld, [rule](const std::string& label) {
            return std::ranges::find(rule->withheld, label) == rule->withheld.end();
        });
        is_first = false;
    }
    return withheld;
}

std::string conflict_of(const rules::Packs& packs, const std::vector<Role>& roles, Day today) {
    const auto names = names_of(roles);
    for (const rules::Role* rule : rules_for(packs, names, today))
        for (const std::string& other : rule->never_with)
            if (std::ranges::find(names, other) != names.end())
                return "One person may not be both " + rule->role + " and " + other +
                       " (separation of duties); give one of the roles to somebody else.";
    return {};
}

Status check_roles(const rules::Packs& packs, Day today) {
    for (const rules::Role* rule : packs.roles(today)) {
        if (!enum_value<Role>(rule->role))
            return Error{Fault::incorrect,
                         rule->where + ": there is no role " + rule->role + " in the program."};
        for (const std::string& name : rule->may)
            if (!enum_value<Permission>(name))
                return Error{Fault::incorrect,
                             rule->where + ": there is no permission " + name + " in the program."};
    }
    return ok();
}

}  // namespace muniment::people
