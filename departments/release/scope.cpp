#include "departments/release/scope.h"

#include <algorithm>

#include "base/text.h"

namespace muniment::release {
namespace {

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
    return std::ranges::find(list, value) != list.end();
}

bool names_period(const Scope& scope) { return scope.from || scope.to; }

std::string kind_of(const Item& item) {
    if (item.segments.empty()) return std::string(enum_name(item.section));
    return replaced(item.segments.front().segment, "_", " ");
}

Withheld withheld(const Item& item, const Reason& reason) {
    const std::string day = item.date ? " of " + to_text(*item.date) : " without a date";
    return {item.id, kind_of(item) + day, reason.message, reason.cite, ""};
}

// Kept back because one of the item's segments is.
std::optional<Withheld> kept_by_segment(const Item& item, const Decision& decision) {
    for (const Sorted& sorted : item.segments) {
        const auto found =
            std::ranges::find(decision.segments, sorted.segment, &SegmentAnswer::segment);
        Reason reason = {"", "45 CFR 164.502(a)", "What the request rests on does not reach it."};
        if (found != decision.segments.end()) {
            // Where the law lists the fields that may go, the item itself does not.
            if (lets_go(found->answer) && found->only.empty()) continue;
            if (!found->reasons.empty()) reason = found->reasons.front();
        }
        Withheld kept = withheld(item, reason);
        kept.segment = sorted.segment;
        return kept;
    }
    return std::nullopt;
}

// 45 CFR 164.512(e)(1)(i): an order lets go only what it expressly names.
std::optional<Reason> kept_by_process(const Item& item, const std::optional<Process>& process) {
    if (!process || (!process->from && !process->to)) return std::nullopt;
    const bool inside = item.date && (!process->from || *item.date >= *process->from) &&
                        (!process->to || *item.date <= *process->to);
    if (inside) return std::nullopt;
    return Reason{"", "45 CFR 164.512(e)(1)(i)",
                  "It lies outside the days that the process names."};
}

// 45 CFR 164.508(a)(1): what is disclosed must be consistent with the authorization.
std::optional<Reason> kept_for_its_date(const Item& item, const Scope& scope,
                                        const Decision& decision) {
    if (decision.basis != "authorization" || item.date || !names_period(scope)) return std::nullopt;
    return Reason{"", "45 CFR 164.508(a)(1)",
                  "It has no service date, so nothing shows that it lies in the period the form "
                  "covers; check it by hand."};
}

std::optional<Withheld> keeps_back(const Item& item, const Request& request,
                                   const Decision& decision) {
    if (auto kept = kept_by_segment(item, decision)) return kept;
    if (const auto reason = kept_by_process(item, request.process)) return withheld(item, *reason);
    if (const auto reason = kept_for_its_date(item, request.scope, decision))
        return withheld(item, *reason);
    return std::nullopt;
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

Selection select(const Request& request, const std::vector<Item>& items, const Decision& decision) {
    Selection selection;
    for (const Item& item : items) {
        if (!asks_for(request.scope, item)) continue;
        if (auto kept = keeps_back(item, request, decision))
            selection.withheld.push_back(*std::move(kept));
        else
            selection.chosen.push_back(item.id);
    }
    return selection;
}

}  // namespace muniment::release
