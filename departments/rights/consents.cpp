// Consents given and withdrawn, at the desk from paper or in the portal by the patient: each is a
// version of a FHIR Consent in the chart and a case of this desk, in one act.
#include <algorithm>
#include <tuple>

#include "departments/rights/handlers.h"
#include "departments/rights/letters.h"
#include "kernel/chart/chart.h"

namespace muniment::rights {

using chart::Consent;
using chart::ConsentKind;
using chart::ConsentStatus;
using house::Call;
using house::Outcome;

namespace {

struct Choice {
    ConsentKind kind;
    const char* title;
    bool names_party;
};
constexpr Choice choices[] = {
    {ConsentKind::part2_single, "Share my alcohol and drug treatment records for my care", false},
    {ConsentKind::no_sud, "Do not share my alcohol and drug treatment records", false},
    {ConsentKind::no_network, "Do not share through a health information network", false},
    {ConsentKind::no_party, "Do not share with a person or place I name", true},
    {ConsentKind::share_party, "Share with a person or place I name", true},
};

const Choice* choice_of(ConsentKind kind) {
    const auto at = std::ranges::find(choices, kind, &Choice::kind);
    return at == std::end(choices) ? nullptr : at;
}

std::string party_of(const Consent& consent) {
    for (const chart::Provision& rule : consent.provisions)
        if (!rule.party.empty()) return rule.party;
    return "";
}

std::vector<std::string> text_for(const Call& call, ConsentKind kind, const std::string& patient,
                                  const std::string& party) {
    return text_of("consent-" + std::string(enum_name(kind)),
                   {{"patient", patient},
                    {"facility", call.house.facility()},
                    {"party", party.empty() ? "the person or place I name" : party}})
        .paragraphs;
}

std::string title_of(const Consent& consent) {
    const Choice* choice = choice_of(consent.kind);
    if (choice == nullptr) return "A consent from another place";
    const std::string party = party_of(consent);
    return choice->title + (party.empty() ? "" : ": " + party);
}

ConsentView view_of(const Call& call, const Consent& consent, const std::string& patient) {
    ConsentView view{consent, title_of(consent), {}, false};
    if (choice_of(consent.kind) != nullptr)
        view.text = text_for(call, consent.kind, patient, party_of(consent));
    view.may_withdraw =
        consent.status == ConsentStatus::active && choice_of(consent.kind) != nullptr;
    return view;
}

// What cannot stand beside the new one: the later word of the patient counts (docs/decisions/0038).
bool contradicts(const Consent& old, const Consent& fresh) {
    if (old.status != ConsentStatus::active) return false;
    using enum ConsentKind;
    const auto pair = [&](ConsentKind a, ConsentKind b) {
        return (old.kind == a && fresh.kind == b) || (old.kind == b && fresh.kind == a);
    };
    if (pair(part2_single, no_sud)) return true;
    const bool same_party = lower(trim(party_of(old))) == lower(trim(party_of(fresh)));
    if (pair(no_party, share_party)) return same_party;
    return old.kind == fresh.kind && same_party;  // given again: the old one is replaced
}

Status check_given(const GiveConsent& command) {
    const Choice* choice = choice_of(command.kind);
    if (choice == nullptr)
        return Error{Fault::incorrect, "Choose what you consent to.", "42 CFR 2.31(a)"};
    if (choice->names_party && trim(command.party).empty())
        return Error{Fault::incorrect, "Name the person or place.", "42 CFR 2.31(a)(4)"};
    if (command.party.size() > 200 || command.signer.size() > 200)
        return Error{Fault::incorrect, "A name has at most 200 characters."};
    if (!command.agrees || trim(command.signer).empty())
        return Error{Fault::incorrect, "To sign, type your name and tick that you agree.",
                     "42 CFR 2.31(a)(8)"};
    return ok();
}

Consent given_by(const Call& call, const PatientId& patient, const GiveConsent& command) {
    Consent consent;
    consent.id = call.house.new_id();
    consent.patient = patient;
    consent.kind = command.kind;
    consent.given_on = call.today;
    consent.form = command.form;
    consent.signer = trim(command.signer);
    const bool names = choice_of(command.kind)->names_party;
    consent.provisions =
        chart::provisions_of(command.kind, names ? std::string(trim(command.party)) : "");
    return consent;
}

void withdraw(Consent& consent, Day today) {
    ++consent.version;
    consent.status = ConsentStatus::inactive;
    consent.withdrawn_on = today;
}

house::Act act_on(const Call& call, const char* action, const Consent& consent) {
    house::Act act;
    act.action = action;
    act.actor = call.actor.user;
    act.purpose = call.actor.purpose;
    act.subject = consent.id;
    act.detail = {{"consent", to_text(consent.id)},
                  {"kind", enum_name(consent.kind)},
                  {"version", consent.version}};
    return act;
}

Status add(house::Act& act, Result<std::vector<house::Draft>> drafts) {
    if (!drafts) return drafts.error();
    for (house::Draft& draft : *drafts) act.drafts.push_back(std::move(draft));
    return ok();
}

Result<PatientId> patient_asked(const Call& call) {
    const auto id = parse_uuid(call.asked("patient"));
    if (!id) return Error{Fault::incorrect, "\"patient\" must be the id of a patient."};
    return PatientId{*id};
}

}  // namespace

Result<ConsentList> consent_list(const Call& call, const PatientId& patient) {
    const auto banner = TRY(chart::patient(call.view, patient));
    auto found = TRY(chart::consents(call.view, patient));
    // What counts now comes first, then what was given last.
    std::ranges::sort(found, {}, [](const Consent& one) {
        return std::tuple(one.status != ConsentStatus::active,
                          -one.given_on.time_since_epoch().count(), one.id);
    });
    ConsentList list;
    for (const Consent& one : found) list.consents.push_back(view_of(call, one, banner.name));
    for (const Choice& one : choices)
        list.choices.push_back(
            {one.kind, one.title, text_for(call, one.kind, banner.name, ""), one.names_party});
    return list;
}

Result<Outcome> give_consent(const Call& call, const PatientId& patient,
                             const GiveConsent& command) {
    TRY(check_given(command));
    const auto banner = TRY(chart::patient(call.view, patient));
    const Consent consent = given_by(call, patient, command);
    auto act = act_on(call, "consent.give", consent);
    act.drafts.push_back(TRY(chart::consent_draft(call.house, call.view, consent)));
    const auto before = TRY(chart::consents(call.view, patient));
    json::array replaced;
    for (Consent old : before) {
        if (!contradicts(old, consent)) continue;
        withdraw(old, call.today);
        act.drafts.push_back(TRY(chart::consent_draft(call.house, call.view, old)));
        replaced.push_back(json::value(to_text(old.id)));
    }
    if (!replaced.empty()) act.detail["replaces"] = std::move(replaced);
    TRY(add(act, record_consent(call, consent, "Given: " + title_of(consent))));
    return house::does(std::move(act), view_of(call, consent, banner.name));
}

// 42 CFR 2.31(a)(6): revoked in writing, except where it was relied on; from today on.
Result<Outcome> end_consent(const Call& call, const PatientId& patient) {
    const Uuid id = TRY(call.id());
    const auto command = TRY(call.body<WithdrawConsent>());
    const auto banner = TRY(chart::patient(call.view, patient));
    const auto all = TRY(chart::consents(call.view, patient));
    const auto at = std::ranges::find(all, id, &Consent::id);
    if (at == all.end()) return Error{Fault::not_found, "There is no such consent."};
    Consent consent = *at;
    if (consent.version != command.version)
        return Error{Fault::conflict, "The consent was changed meanwhile; look at it again."};
    if (!view_of(call, consent, banner.name).may_withdraw)
        return Error{Fault::conflict,
                     "The consent is not in force, or came from another place: "
                     "ask us about it in a request."};
    withdraw(consent, call.today);
    auto act = act_on(call, "consent.withdraw", consent);
    act.drafts.push_back(TRY(chart::consent_draft(call.house, call.view, consent)));
    TRY(add(act, record_consent(call, consent, "Taken back: " + title_of(consent))));
    return house::does(std::move(act), view_of(call, consent, banner.name));
}

Result<Outcome> list_consents(const Call& call) {
    const auto patient = TRY(patient_asked(call));
    return house::shows(TRY(consent_list(call, patient)));
}

Result<Outcome> take_consent(const Call& call) {
    const auto command = TRY(call.body<GiveConsent>());
    return give_consent(call, command.patient, command);
}

Result<Outcome> withdraw_consent(const Call& call) {
    const auto patient = TRY(patient_asked(call));
    return end_consent(call, patient);
}

Result<Outcome> list_kept(const Call& call) {
    const auto patient = TRY(patient_asked(call));
    TRY(chart::patient(call.view, patient));
    return house::shows(KeptList{TRY(chart::directives(call.view, patient))});
}

}  // namespace muniment::rights
