#include "departments/release/decision.h"

#include <algorithm>

#include "departments/release/accounting.h"
#include "departments/release/deadline.h"
#include "departments/release/facts.h"
#include "departments/release/findings.h"

namespace muniment::release {
namespace {

// Keys in byte order at every depth (as RFC 8785 3.2.3), so that the hash does not hang on the
// order in which our structs name their fields.
json::value sorted(const json::value& value) {
    if (value.is_array()) {
        json::array list;
        for (const json::value& item : value.get_array()) list.push_back(sorted(item));
        return list;
    }
    if (!value.is_object()) return value;
    std::vector<const json::key_value_pair*> pairs;
    for (const auto& pair : value.get_object()) pairs.push_back(&pair);
    std::ranges::sort(pairs, {}, [](const auto* pair) { return std::string_view(pair->key()); });
    json::object object;
    for (const auto* pair : pairs) object[pair->key()] = sorted(pair->value());
    return object;
}

Hash hash_of(const View& view, Day today) {
    json::value inputs = to_json(view);
    inputs.get_object()["today"] = to_text(today);
    return sha256(json::serialize(sorted(inputs)));
}

bool lets_go(Answer answer) { return answer != Answer::need && answer != Answer::deny; }

// The state of the form, a fact the permission table asks for.
const char* form_state(const Request& request, const std::vector<Finding>& of_form) {
    if (!request.authorization) return "none";
    return has_defect(of_form) ? "defective" : "valid";
}

void add_permission(Decision& decision, const rules::Permission& permission,
                    const std::vector<Finding>& of_form) {
    if (permission.row == nullptr) {
        // 45 CFR 164.502(a): no use or disclosure but as permitted or required.
        decision.reasons.push_back({"", "45 CFR 164.502(a)", "No rule permits this disclosure."});
        decision.findings.push_back({"", "45 CFR 164.502(a)", "No rule permits this disclosure."});
        return;
    }
    decision.answer = *enum_value<Answer>(permission.row->answer);
    for (const rules::Permits* row : permission.heard)
        decision.reasons.push_back({row->id, row->cite, row->say});
    // The form counts only where the permission rests on it.
    const bool rests_on_form = std::ranges::any_of(
        permission.heard, [](const auto* row) { return row->when.asks("authorization"); });
    if (rests_on_form) decision.findings = of_form;
}

void add_minimum_necessary(Decision& decision, rules::Facts& facts, const rules::Packs& packs,
                           Day today) {
    const auto* row = packs.answer("minimum_necessary", facts, today);
    // No row speaks: the rule applies (45 CFR 164.502(b)(1)), the exemptions are the exception.
    decision.minimum_necessary =
        row == nullptr || row->yes || decision.answer == Answer::allow_minimum_necessary;
    // Why everything may go is worth saying only where something may.
    if (row != nullptr && lets_go(decision.answer))
        decision.reasons.push_back({row->id, row->cite, row->say});
    if (decision.minimum_necessary && decision.answer == Answer::allow)
        decision.answer = Answer::allow_minimum_necessary;
    facts.set("minimum_necessary", decision.minimum_necessary);
}

void add_accounting(Decision& decision, std::string_view basis, const rules::Packs& packs,
                    Day today) {
    const Accounted accounted = accounting(basis, packs, today);
    decision.accounting = accounted.listed;
    decision.accounting_reason = accounted.message + " (" + accounted.cite + ")";
}

void add_deadline(Decision& decision, const View& view, const rules::Packs& packs, Day today) {
    const auto found = deadline(view, packs, today);
    if (!found) return;
    decision.due_on = found->due;
    decision.due_cite = found->cite;
    decision.due_rule = found->rule;
}

// Whatever stands in the way is a finding, so that the desk's list of what is missing is complete.
void settle(Decision& decision, const rules::Permits* row) {
    if (has_defect(decision.findings)) {
        if (lets_go(decision.answer)) decision.answer = Answer::need;
    } else if (!lets_go(decision.answer) && row != nullptr) {
        decision.findings.push_back({row->id, row->cite, row->say, Severity::defect});
    }
}

}  // namespace

Decision decide(const View& view, const rules::Packs& packs, Day today) {
    rules::Facts facts = request_facts(view, today);
    std::vector<Finding> of_form;
    if (view.request.authorization)
        of_form = findings(rules::Subject::authorization, facts, packs, today);
    facts.set("authorization", form_state(view.request, of_form));

    Decision decision;
    const rules::Permission permission = packs.permission(facts, today);
    add_permission(decision, permission, of_form);
    const std::string basis = permission.row == nullptr ? "none" : permission.row->basis;
    facts.set("basis", basis);
    add_minimum_necessary(decision, facts, packs, today);
    add_accounting(decision, basis, packs, today);
    for (Finding& finding : findings(rules::Subject::request, facts, packs, today))
        decision.findings.push_back(std::move(finding));
    settle(decision, permission.row);
    add_deadline(decision, view, packs, today);

    for (const rules::Pack& pack : packs.packs()) decision.packs.push_back({pack.id, pack.sha256});
    decision.inputs_sha256 = hash_of(view, today);
    decision.decided_on = today;
    return decision;
}

}  // namespace muniment::release
