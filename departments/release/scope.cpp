#include "departments/release/scope.h"

#include <algorithm>

#include "base/text.h"
#include "departments/release/facts.h"
#include "engines/rules/packs.h"

namespace muniment::release {
namespace {

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
    return std::ranges::find(list, value) != list.end();
}

bool names_period(const Scope& scope) { return scope.from || scope.to; }

std::string kind_of(const Item& item) {
    if (item.tags.empty()) return std::string(enum_name(item.section));
    return replaced(enum_name(item.tags.front()), "_", " ");
}

Withheld withheld(const Item& item, const std::string& reason, const std::string& cite) {
    const std::string day = item.date ? " of " + to_text(*item.date) : " without a date";
    return {item.id, kind_of(item) + day, reason, cite};
}

// The first rule that keeps the item back from this requester.
const rules::Withholds* keeps_back(const Item& item, const rules::Packs& packs,
                                   const rules::Facts& facts, Day today) {
    for (const Tag tag : item.tags)
        if (const auto* rule = packs.withheld(enum_name(tag), facts, today)) return rule;
    return nullptr;
}

}  // namespace

bool asks_for(const Scope& scope, const Item& item) {
    if (!scope.sections.empty() && !holds(scope.sections, item.section)) return false;
    if (scope.entire_record) return true;
    if (item.date && scope.from && *item.date < *scope.from) return false;
    if (item.date && scope.to && *item.date > *scope.to) return false;
    if (!scope.encounters.empty() && !(item.encounter && holds(scope.encounters, *item.encounter)))
        return false;
    return item.section != Section::documents || scope.document_types.empty() ||
           holds(scope.document_types, item.type_code);
}

Selection select(const Request& request, const std::vector<Item>& items, const rules::Packs& packs,
                 Day today) {
    const rules::Facts facts = request_facts({request, {}}, today);
    // 45 CFR 164.508(a)(1): what is disclosed must be consistent with the authorization.
    const bool rests_on_form = request.requester.kind == RequesterKind::attorney;
    Selection selection;
    for (const Item& item : items) {
        if (!asks_for(request.scope, item)) continue;
        if (const auto* rule = keeps_back(item, packs, facts, today))
            selection.withheld.push_back(withheld(item, rule->say, rule->cite));
        else if (rests_on_form && !item.date && names_period(request.scope))
            selection.withheld.push_back(
                withheld(item,
                         "It has no service date, so nothing shows that it lies in the period "
                         "the form covers; check it by hand.",
                         "45 CFR 164.508(a)(1)"));
        else
            selection.chosen.push_back(item.id);
    }
    return selection;
}

}  // namespace muniment::release
