#include "departments/release/decision.h"

#include <algorithm>

#include "departments/release/accounting.h"
#include "departments/release/deadline.h"
#include "departments/release/facts.h"
#include "departments/release/findings.h"
#include "departments/release/patient_word.h"

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

// The state of the form, a fact the permission table asks for.
const char* form_state(const Request& request, const std::vector<Finding>& of_form) {
    if (!request.authorization) return "none";
    return has_defect(of_form) ? "defective" : "valid";
}

// Duties add up over the layers: a state's stand even where its answer is not the stricter one.
std::vector<std::string> duties_of(const rules::Permission& permission) {
    std::vector<std::string> duties;
    for (const rules::Permits* heard : permission.heard)
        if (heard->id != permission.row->replaces)
            duties.insert(duties.end(), heard->duties.begin(), heard->duties.end());
    return duties;
}

void add_permission(Decision& decision, const rules::Permission& permission,
                    const std::vector<Finding>& of_form) {
    if (permission.row == nullptr) {
        // 45 CFR 164.502(a): no use or disclosure but as permitted or required.
        decision.reasons.push_back({"", "45 CFR 164.502(a)", "No rule permits this disclosure."});
        decision.findings.push_back({"", "45 CFR 164.502(a)", "No rule permits this disclosure."});
        decision.basis = "none";
        return;
    }
    const rules::Permits& row = *permission.row;
    decision.answer = *enum_value<Answer>(row.answer);
    decision.basis = row.basis;
    decision.only = row.only;
    decision.duties = duties_of(permission);
    for (const rules::Permits* heard : permission.heard)
        decision.reasons.push_back({heard->id, heard->cite, heard->say});
    // The form counts only where the permission rests on it.
    const bool rests_on_form = std::ranges::any_of(
        permission.heard, [](const auto* heard) { return heard->when.asks("authorization"); });
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

// Whatever stands in the way is a finding, so that the desk's list of what is missing is complete;
// a paragraph that a finding names already, or a form that is found defective, needs no second one.
void settle(Decision& decision, const rules::Permits* row, const std::vector<Finding>& of_form) {
    if (lets_go(decision.answer)) {
        if (has_defect(decision.findings)) decision.answer = Answer::need;
        return;
    }
    if (row == nullptr || (row->when.asks("authorization") && has_defect(of_form))) return;
    const auto named = [&](const Finding& finding) {
        return finding.severity == Severity::defect && finding.cite == row->cite;
    };
    if (std::ranges::none_of(decision.findings, named))
        decision.findings.push_back({row->id, row->cite, row->say, Severity::defect});
}

// The strictest of what the request as a whole gets and what the segment's own table says.
SegmentAnswer segment_answer(const rules::Segment& segment, const Decision& decision,
                             const rules::Packs& packs, const rules::Facts& facts, Day today) {
    SegmentAnswer answer{segment.name, decision.answer, {}, "", {}, {}};
    const rules::Permission own = packs.permission(segment.name, facts, today);
    if (own.row == nullptr) return answer;
    const Answer says = *enum_value<Answer>(own.row->answer);
    if (says > answer.answer) answer.answer = says;
    if (lets_go(answer.answer)) {
        answer.notice = own.row->notice;
        answer.only = own.row->only;
    }
    answer.duties = duties_of(own);
    answer.reasons.push_back({own.row->id, own.row->cite, own.row->say});
    for (const rules::Permits* heard : own.heard)
        if (heard != own.row) answer.reasons.push_back({heard->id, heard->cite, heard->say});
    return answer;
}

bool may_claim(const rules::Ground& ground, std::string_view who) {
    return std::ranges::find(ground.requesters, who) != ground.requesters.end();
}

// The ground that the request names, if its requester may claim it; without a name the first that
// lists this kind of requester, and only then one that is open to anyone.
const rules::Ground* ground_of(const Request& request, const rules::Packs& packs, Day today) {
    const std::string_view asker = enum_name(request.requester.kind);
    const rules::Ground* open = nullptr;
    for (const rules::Ground* ground : packs.grounds(today)) {
        if (!request.ground.empty() && request.ground != ground->name) continue;
        if (may_claim(*ground, asker)) return ground;
        if (open == nullptr && may_claim(*ground, "anyone")) open = ground;
    }
    return open;
}

void add_law_facts(rules::Facts& facts, const Request& request, const rules::Packs& packs,
                   Day today) {
    add_statements(facts, request, packs, today);
    const auto* form = request.authorization ? &*request.authorization : nullptr;
    for (const rules::Segment* segment : packs.segments(today))
        facts.set("form_covers_" + segment->name,
                  form != nullptr &&
                      std::ranges::find(form->covers, segment->name) != form->covers.end());
}

// What is wrong with the form as a consent under 42 CFR part 2, if it is meant to be one.
std::vector<Finding> consent_findings(const Request& request, const rules::Facts& facts,
                                      const rules::Packs& packs, Day today) {
    if (!request.authorization || !request.authorization->part2) return {};
    return findings(rules::Subject::part2_consent, facts, packs, today);
}

std::string part2_state(const Request& request, const std::vector<Finding>& of_consent) {
    if (!request.authorization || !request.authorization->part2) return "none";
    if (has_defect(of_consent)) return "defective";
    return std::string(enum_name(request.authorization->part2->purpose));
}

// Where a part of the record stays because the consent is defective, its defects are named.
void add_consent_defects(SegmentAnswer& answer, const std::vector<Finding>& of_consent) {
    const bool rests_on_consent = std::ranges::any_of(
        answer.reasons, [](const Reason& reason) { return reason.cite == "42 CFR 2.31(c)(2)"; });
    if (!rests_on_consent) return;
    for (const Finding& finding : of_consent)
        answer.reasons.push_back({finding.rule, finding.cite, finding.message});
}

}  // namespace

bool lets_go(Answer answer) { return answer != Answer::need && answer != Answer::deny; }

Decision decide(const View& view, const rules::Packs& packs, Day today) {
    rules::Facts facts = request_facts(view, today);
    add_law_facts(facts, view.request, packs, today);
    std::vector<Finding> of_form;
    if (view.request.authorization)
        of_form = findings(rules::Subject::authorization, facts, packs, today);
    facts.set("authorization", form_state(view.request, of_form));
    const auto of_consent = consent_findings(view.request, facts, packs, today);
    facts.set("part2_consent", part2_state(view.request, of_consent));

    Decision decision;
    rules::Permission permission;
    if (const rules::Ground* ground = ground_of(view.request, packs, today)) {
        decision.ground = ground->name;
        facts.set("ground", ground->name);
        permission = packs.permission("disclosure", facts, today);
    }
    add_permission(decision, permission, of_form);
    facts.set("basis", decision.basis);
    add_minimum_necessary(decision, facts, packs, today);
    add_accounting(decision, decision.basis, packs, today);
    for (Finding& finding : findings(rules::Subject::request, facts, packs, today))
        decision.findings.push_back(std::move(finding));
    settle(decision, permission.row, of_form);
    for (const rules::Segment* segment : packs.segments(today)) {
        decision.segments.push_back(segment_answer(*segment, decision, packs, facts, today));
        add_consent_defects(decision.segments.back(), of_consent);
    }
    obey_patient(decision, view.request, facts, packs, today);
    add_deadline(decision, view, packs, today);

    for (const rules::Pack& pack : packs.packs()) decision.packs.push_back({pack.id, pack.sha256});
    decision.inputs_sha256 = hash_of(view, today);
    decision.decided_on = today;
    return decision;
}

}  // namespace muniment::release
