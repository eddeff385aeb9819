#include "departments/release/patient_word.h"

#include <algorithm>

#include "engines/rules/packs.h"

namespace muniment::release {

namespace {

bool names_either_way(const std::string& a, const std::string& b) {
    const std::string x = lower(trim(a)), y = lower(trim(b));
    return !x.empty() && !y.empty() && (x.find(y) != x.npos || y.find(x) != y.npos);
}

bool is_the_patient(const Request& request) {
    return request.requester.kind == RequesterKind::patient ||
           request.requester.kind == RequesterKind::personal_representative;
}

// 45 CFR 164.522(a)(1)(vi): "covered entity", for it may be a plan (docs/decisions/0018).
bool reaches(const chart::Restriction& one, const Request& request) {
    const Requester& to = request.requester;
    switch (one.keeps_from) {
        case chart::KeepsFrom::health_plan:
            return to.kind == RequesterKind::health_plan ||
                   to.kind == RequesterKind::covered_entity;
        case chart::KeepsFrom::named:
            return names_either_way(one.named, to.name) ||
                   names_either_way(one.named, to.organization);
        case chart::KeepsFrom::everyone:
            return !is_the_patient(request);
    }
    return false;
}

// A restriction on some items answers for the whole as well: the desk narrows the scope to what it
// does not cover (docs/decisions/0018).
std::string restriction_kept(const std::vector<chart::Directive>& directives,
                             const Request& request) {
    std::string kept;
    for (const chart::Directive& one : directives) {
        if (!one.active || !one.restriction || !reaches(*one.restriction, request)) continue;
        if (one.restriction->paid_in_full) return "paid_in_full";
        // Ended by us, it covers only what came before: 45 CFR 164.522(a)(2)(iii).
        const auto& before = one.restriction->only_before;
        if (before && request.scope.from && *request.scope.from >= *before) continue;
        kept = "agreed";
    }
    return kept;
}

std::string purpose_of(RequesterKind kind) {
    if (kind == RequesterKind::treating_provider) return "TREAT";
    if (kind == RequesterKind::health_plan) return "HPAYMT";
    return kind == RequesterKind::covered_entity ? "HOPERAT" : "";
}

bool is_network(const Requester& to) {
    for (const std::string& name : {lower(to.name), lower(to.organization)})
        for (const char* words : {"health information exchange", "health information network"})
            if (name.find(words) != name.npos) return true;
    return false;
}

bool denies(const std::vector<chart::Consent>& consents, const Request& request,
            const char* label) {
    const Requester& to = request.requester;
    chart::Sharing sharing{to.name + " " + to.organization, is_network(to), label,
                           purpose_of(to.kind), request.received_on};
    // As of the latest word of the patient, which may be later than the request.
    for (const chart::Consent& one : consents)
        sharing.on = std::max(sharing.on, std::max(one.given_on, one.withdrawn_on.value_or(Day{})));
    const auto weighed = chart::weigh(consents, sharing);
    return weighed && weighed->effect == chart::Effect::deny;
}

// The first day on which a withdrawn consent revokes the form: it rests on this very form, is the
// single consent of 42 CFR part 2 and so is the form, or names the form's recipient.
std::optional<Day> revoked_on(const Authorization& form, const std::optional<Uuid>& id,
                              const std::vector<chart::Consent>& consents) {
    const bool single =
        form.part2 && form.part2->purpose == Part2Purpose::treatment_payment_operations;
    std::optional<Day> first;
    for (const chart::Consent& one : consents) {
        if (one.status != chart::ConsentStatus::inactive || !one.withdrawn_on) continue;
        if (form.signed_on && *form.signed_on > *one.withdrawn_on) continue;  // given afresh
        const bool names = one.kind == chart::ConsentKind::share_party && !one.provisions.empty() &&
                           names_either_way(one.provisions.front().party, form.recipient);
        const bool meant = (one.form && one.form == id) || names ||
                           (single && one.kind == chart::ConsentKind::part2_single);
        if (meant && (!first || *one.withdrawn_on < *first)) first = one.withdrawn_on;
    }
    return first;
}

}  // namespace

void hear_patient(Request& request, const std::vector<chart::Consent>& consents,
                  const std::vector<chart::Directive>& directives) {
    if (auto& form = request.authorization) {
        const auto day = revoked_on(*form, request.form, consents);
        if (day && (!form->revoked_on || *day < *form->revoked_on)) form->revoked_on = day;
    }
    if (const auto kept = restriction_kept(directives, request); !kept.empty())
        request.statements["restriction"] = kept;
    request.statements.erase(consent_denies);
    if (is_the_patient(request)) return;
    if (denies(consents, request, ""))
        request.statements[consent_denies] = "everything";
    else if (denies(consents, request, "SUD"))
        request.statements[consent_denies] = "sud";
}

void obey_patient(Decision& decision, const Request& request, const rules::Facts& facts,
                  const rules::Packs& packs, Day today) {
    const auto said = request.statements.find(consent_denies);
    if (said == request.statements.end() || said->second.empty()) return;
    if (!lets_go(decision.answer) || decision.answer == Answer::required) return;
    const auto* row = packs.answer("consent_binds", facts, today);
    if (row == nullptr || !row->yes) return;
    const bool everything = said->second == "everything";
    for (SegmentAnswer& segment : decision.segments) {
        const bool sud = segment.segment == "part2" || segment.segment == "sud_counseling_notes";
        if (!(everything || sud) || !lets_go(segment.answer)) continue;
        segment.answer = Answer::deny;
        segment.reasons.insert(segment.reasons.begin(), {row->id, row->cite, row->say});
    }
    if (!everything) return;
    decision.answer = Answer::deny;
    decision.basis = "restricted";  // told to nobody in a refusal (docs/decisions/0030)
    decision.reasons.push_back({row->id, row->cite, row->say});
    decision.findings.push_back({row->id, row->cite, row->say, Severity::defect});
}

}  // namespace muniment::release
