// What a role allows: the bounds of its rule, one after the other, and which one says no.
#include <algorithm>

#include "engines/rules/rules.h"

namespace muniment::rules {

static bool lists(const std::vector<std::string>& all, std::string_view one) {
    return std::ranges::find(all, one) != all.end();
}

// A relation holds while it is open and for some days after its last sign.
static bool connects(const Role& role, const AccessAsked& asked) {
    if (!lists(role.relations, asked.relation)) return false;
    return role.relation_days == 0 || asked.relation_age_days <= role.relation_days;
}

// Overdue training closes records, but never to somebody in an emergency: who may break the glass
// still finds the patient and does, and what is opened then is reviewed.
static bool untrained(const Role& role, const AccessAsked& asked) {
    if (!role.trained || !asked.training_overdue) return false;
    if (asked.relation == "emergency" || asked.permission == "emergency_access") return false;
    return asked.of_patient || !lists(role.may, "emergency_access");
}

Bound refused_by(const Role& role, const AccessAsked& asked) {
    if (!lists(role.may, asked.permission)) return Bound::permission;
    if (!asked.purpose.empty() && !lists(role.purposes, asked.purpose)) return Bound::purpose;
    if (untrained(role, asked)) return Bound::training;
    if (!asked.of_patient) return Bound::none;
    if (asked.other_facility && asked.relation != "emergency") return Bound::facility;
    if (!role.relations.empty() && !connects(role, asked)) return Bound::relation;
    return Bound::none;
}

static int number_in(std::string_view digits) {
    int number = 0;
    for (const char digit : digits.substr(0, 6))
        if (digit >= '0' && digit <= '9') number = number * 10 + (digit - '0');
    return number;
}

// Facts of an example: permission, purpose, relation, relation_age_days (a number), of_patient,
// other_facility, training_overdue. The views live as long as the facts.
AccessAsked asked_of(const Facts& facts) {
    AccessAsked asked;
    asked.permission = facts.value("permission");
    asked.purpose = facts.value("purpose");
    asked.relation = facts.value("relation");
    asked.relation_age_days = number_in(facts.value("relation_age_days"));
    asked.of_patient = facts.filled("relation");
    asked.other_facility = facts.filled("other_facility");
    asked.training_overdue = facts.filled("training_overdue");
    return asked;
}

}  // namespace muniment::rules
