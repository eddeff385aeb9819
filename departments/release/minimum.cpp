#include "departments/release/minimum.h"

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

// Is every item of `inner` in `outer`? An empty list means all there are.
template <class T>
bool list_within(const std::vector<T>& inner, const std::vector<T>& outer) {
    if (outer.empty()) return true;
    return !inner.empty() &&
           std::ranges::all_of(inner, [&](const T& item) { return holds(outer, item); });
}

// What both ask for; nullopt where that is nothing, which an empty list would not say.
template <class T>
std::optional<std::vector<T>> common(const std::vector<T>& a, const std::vector<T>& b) {
    if (a.empty()) return b;
    std::vector<T> both = a;
    if (!b.empty()) std::erase_if(both, [&](const T& item) { return !holds(b, item); });
    if (both.empty()) return std::nullopt;
    return both;
}

bool asks_for_documents(const Scope& scope) {
    return scope.sections.empty() || holds(scope.sections, Section::documents);
}

// What the scope comes to: the entire record has no limits but its sections (scope.h, asks_for).
Scope plain(Scope scope) {
    if (!scope.entire_record) return scope;
    Scope all;
    all.sections = std::move(scope.sections);
    return all;
}

bool is_without_limit(const Scope& scope) {
    return !scope.from && !scope.to && scope.encounters.empty() && scope.sections.empty() &&
           scope.document_types.empty();
}

// The last day of the matter: the days back are counted from there. An audit of last year's claims
// is about last year.
Day end_of_matter(const Request& request, Day today) {
    const Day received = request.received_on == Day{} ? today : request.received_on;
    const Scope scope = plain(request.scope);
    return scope.to && *scope.to < received ? *scope.to : received;
}

MinimumProtocol limits_of(const rules::Protocol& rule, const Request& request, Day today) {
    MinimumProtocol limits{rule.id, rule.cite, rule.say, {}, rule.document_types, {}};
    for (const std::string& name : rule.sections)
        if (const auto section = enum_value<Section>(name)) limits.sections.push_back(*section);
    if (rule.days_back > 0)
        limits.from = end_of_matter(request, today) - std::chrono::days(rule.days_back);
    return limits;
}

std::vector<Section> all_sections() {
    std::vector<Section> all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Section>>(
        [&](auto section) { all.push_back(section.value); });
    return all;
}

std::string sections_beyond(const Scope& scope, const MinimumProtocol& limits) {
    std::vector<std::string> names;
    for (const Section section : scope.sections.empty() ? all_sections() : scope.sections)
        if (!limits.sections.empty() && !holds(limits.sections, section))
            names.emplace_back(enum_name(section));
    return join(names, ", ");
}

std::string types_beyond(const Scope& scope, const MinimumProtocol& limits) {
    const bool documents_go = limits.sections.empty() || holds(limits.sections, Section::documents);
    if (!documents_go || !asks_for_documents(scope) ||
        list_within(scope.document_types, limits.document_types))
        return "";
    if (scope.document_types.empty()) return "documents of every type";
    auto types = scope.document_types;
    std::erase_if(types, [&](const auto& type) { return holds(limits.document_types, type); });
    return join(types, ", ");
}

std::vector<Excess> beyond(const Scope& asked, const MinimumProtocol& limits) {
    const Scope scope = plain(asked);
    std::vector<Excess> found;
    if (const std::string names = sections_beyond(scope, limits); !names.empty())
        found.push_back({Beyond::sections, names});
    if (const std::string types = types_beyond(scope, limits); !types.empty())
        found.push_back({Beyond::document_types, types});
    if (limits.from && (!scope.from || *scope.from < *limits.from))
        found.push_back({Beyond::days, "days before " + to_text(*limits.from)});
    if (!found.empty() && (asked.entire_record || is_without_limit(scope)))
        found.insert(found.begin(), {Beyond::entire_record, "the entire record"});
    return found;
}

// What the scope and the protocol both let go.
std::optional<Scope> narrowed(const Scope& asked, const MinimumProtocol& limits) {
    Scope scope = plain(asked);
    scope.justification.clear();
    const auto sections = common(scope.sections, limits.sections);
    if (!sections) return std::nullopt;
    scope.sections = *sections;
    if (asks_for_documents(scope)) {
        const auto types = common(scope.document_types, limits.document_types);
        scope.document_types = types.value_or(std::vector<std::string>{});
        if (!types) {
            if (scope.sections.empty()) scope.sections = all_sections();
            std::erase(scope.sections, Section::documents);
            if (scope.sections.empty()) return std::nullopt;
        }
    }
    if (limits.from && (!scope.from || *scope.from < *limits.from)) scope.from = limits.from;
    return scope;
}

rules::Facts minimum_facts(const View& view, const Decision& decision, const rules::Packs& packs,
                           Day today) {
    rules::Facts facts = request_facts(view, today);
    add_statements(facts, view.request, packs, today);
    facts.set("ground", decision.ground);
    facts.set("basis", decision.basis);
    facts.set("listed_fields", !decision.only.empty());
    return facts;
}

// No row speaks: what no protocol covers waits, as the law has it.
void add_rule(Minimum& minimum, const rules::Packs& packs, const rules::Facts& facts, Day today) {
    const auto* row = packs.answer("minimum_review", facts, today);
    minimum.rule = row == nullptr ? Reason{"", "45 CFR 164.514(d)(3)(ii)(B)",
                                           "What no protocol covers is reviewed by a person."}
                                  : Reason{row->id, row->cite, row->say};
    minimum.may_go = row != nullptr && !row->yes;
}

void add_criteria(Minimum& minimum, const rules::Packs& packs, const rules::Facts& facts,
                  Day today) {
    const auto open = packs.check(rules::Subject::minimum_review, facts, today);
    for (const rules::Pack& pack : packs.packs())
        for (const rules::Requires& rule : pack.requires_)
            if (std::ranges::find(open, &rule, &rules::Found::rule) != open.end())
                minimum.criteria.push_back({rule.any_of.front(), rule.say, rule.cite});
}

void add_protocol(Minimum& minimum, const View& view, const Decision& decision,
                  const rules::Protocol& rule, Day today) {
    minimum.protocol = limits_of(rule, view.request, today);
    // Where the law lists the fields, nothing of the chart goes, whatever the scope says.
    if (decision.only.empty()) minimum.beyond = beyond(view.request.scope, *minimum.protocol);
    if (!minimum.beyond.empty()) minimum.narrowed = narrowed(view.request.scope, *minimum.protocol);
}

MinimumState state_of(const Minimum& minimum, const Request& request, const Decision& decision) {
    if (minimum.protocol && minimum.beyond.empty()) return MinimumState::routine;
    const auto& recorded = minimum.recorded;
    if (recorded && recorded->kind != MinimumKind::protocol && covers(*recorded, request, decision))
        return MinimumState::chosen;
    return minimum.protocol ? MinimumState::beyond : MinimumState::unreviewed;
}

Hash pack_of(const std::string& rule, const Decision& decision) {
    const std::string pack = rule.substr(0, rule.find('#'));
    const auto used = std::ranges::find(decision.packs, pack, &PackUsed::id);
    return used == decision.packs.end() ? Hash{} : used->sha256;
}

Status must_follow_protocol(const Minimum& minimum) {
    if (!minimum.protocol)
        return Error{Fault::incorrect,
                     "No protocol is for this purpose; review the request, or change its ground.",
                     "45 CFR 164.514(d)(3)(ii)"};
    if (!minimum.beyond.empty() && !minimum.narrowed)
        return Error{Fault::incorrect,
                     "The request asks for nothing that the protocol lets go; review it.",
                     minimum.protocol->cite};
    return ok();
}

Status must_answer(const Minimum& minimum, const MinimumAnswer& answer) {
    std::vector<std::string> missing;
    for (const Criterion& one : minimum.criteria) {
        const auto said = answer.answers.find(one.name);
        if (said == answer.answers.end() || trim(said->second).empty())
            missing.push_back(one.name + " (" + one.say + ")");
    }
    if (missing.empty()) return ok();
    return Error{Fault::incorrect, "The review has not answered: " + join(missing, "; "),
                 "45 CFR 164.514(d)(3)(ii)(A)"};
}

Status may_rely(const Minimum& minimum, const MinimumAnswer& answer) {
    if (!minimum.reliance)
        return Error{Fault::incorrect,
                     "What this requester asks for may not be relied on as the minimum; follow "
                     "the protocol or review the request.",
                     "45 CFR 164.514(d)(3)(iii)"};
    if (trim(answer.representation).empty())
        return Error{Fault::incorrect,
                     "Field \"representation\" is empty; write down what is relied on, and how "
                     "it came.",
                     minimum.reliance->cite};
    if (!answer.reasonable)
        return Error{Fault::incorrect,
                     "Reliance must be reasonable under the circumstances; confirm that it is, or "
                     "review the request.",
                     "45 CFR 164.514(d)(3)(iii)"};
    return ok();
}

}  // namespace

bool is_within(const Scope& asked, const Scope& limit) {
    const Scope inner = plain(asked), outer = plain(limit);
    return list_within(inner.sections, outer.sections) &&
           list_within(inner.encounters, outer.encounters) &&
           (!asks_for_documents(inner) ||
            list_within(inner.document_types, outer.document_types)) &&
           (!outer.from || (inner.from && *inner.from >= *outer.from)) &&
           (!outer.to || (inner.to && *inner.to <= *outer.to));
}

bool covers(const MinimumChoice& choice, const Request& request, const Decision& decision) {
    return choice.requester.kind == request.requester.kind &&
           choice.requester.name == request.requester.name &&
           choice.requester.organization == request.requester.organization &&
           choice.purpose == request.purpose && choice.ground == decision.ground &&
           is_within(request.scope, choice.scope);
}

Minimum minimum_of(const View& view, const Decision& decision, const rules::Packs& packs, Day today,
                   const std::optional<MinimumChoice>& recorded) {
    Minimum minimum;
    minimum.recorded = recorded;
    if (!decision.minimum_necessary) return minimum;
    const rules::Facts facts = minimum_facts(view, decision, packs, today);
    add_rule(minimum, packs, facts, today);
    add_criteria(minimum, packs, facts, today);
    if (const auto* rule = packs.protocol(facts, today))
        add_protocol(minimum, view, decision, *rule, today);
    if (const auto* row = packs.answer("minimum_reliance", facts, today); row && row->yes)
        minimum.reliance = Reason{row->id, row->cite, row->say};
    minimum.state = state_of(minimum, view.request, decision);
    minimum.may_go = minimum.may_go || minimum.state == MinimumState::routine ||
                     minimum.state == MinimumState::chosen;
    return minimum;
}

Result<MinimumChoice> choose(const Minimum& minimum, const MinimumAnswer& answer,
                             const Request& request, const Decision& decision) {
    if (minimum.state == MinimumState::not_applicable)
        return Error{Fault::incorrect,
                     "The minimum-necessary rule does not reach this request; nothing is to be "
                     "chosen.",
                     "45 CFR 164.502(b)(2)"};
    MinimumChoice choice;
    choice.kind = answer.kind;
    choice.requester = request.requester;
    choice.purpose = request.purpose;
    choice.ground = decision.ground;
    choice.scope = request.scope;
    if (answer.kind == MinimumKind::protocol) {
        TRY(must_follow_protocol(minimum));
        choice.rule = minimum.protocol->rule;
        choice.cite = minimum.protocol->cite;
        if (minimum.narrowed) choice.scope = *minimum.narrowed;
    } else if (answer.kind == MinimumKind::review) {
        TRY(must_answer(minimum, answer));
        choice.rule = minimum.rule.rule;
        choice.cite = minimum.rule.cite;
        choice.answers = answer.answers;
    } else {
        TRY(may_rely(minimum, answer));
        choice.rule = minimum.reliance->rule;
        choice.cite = minimum.reliance->cite;
        choice.representation = answer.representation;
    }
    choice.pack_sha256 = pack_of(choice.rule, decision);
    return choice;
}

}  // namespace muniment::release
