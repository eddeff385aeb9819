// What people do with an incident: correct, step, decide, put things on its file.
#include <algorithm>

#include "base/text.h"
#include "departments/privacy/incident_handlers.h"

namespace muniment::privacy {

using house::Call;
using house::Outcome;

namespace {

bool blank(const std::string& text) { return trim(text).empty(); }

Status check(const IncidentEdit& edit) {
    const std::string fault = fault_of(edit.facts);
    if (!fault.empty()) return Error{Fault::incorrect, fault};
    if (blank(edit.what)) return Error{Fault::incorrect, "Say what happened."};
    constexpr std::size_t text_max = 8000;
    if (edit.what.size() > text_max || edit.root_cause.size() > text_max ||
        edit.lessons.size() > text_max || edit.disclosed.size() > text_max)
        return Error{Fault::incorrect, "A text is longer than 8,000 characters."};
    return ok();
}

// Whoever did it, or is said to have done it, decides nothing about it.
bool is_subject(const house::Actor& actor, const IncidentContent& content) {
    if (!content.subject.is_nil() && content.subject == actor.user) return true;
    return !blank(content.subject_name) &&
           lower(trim(content.subject_name)) == lower(trim(actor.name));
}

Status may_decide(const Call& call, const IncidentContent& content, const IncidentVerdict& verdict,
                  const BreachAssessment& assessment) {
    if (is_subject(call.actor, content))
        return Error{Fault::forbidden,
                     "Whoever the incident is about does not decide it; another person must."};
    if (lower(trim(verdict.signature)) != lower(trim(call.actor.name)))
        return Error{Fault::incorrect, "Sign with your name as it stands at the top of the page."};
    if (blank(verdict.reason))
        return Error{Fault::incorrect, "Say why, in a sentence that will be read in six years.",
                     "45 CFR 164.530(j)(1)(iv)"};
    const auto& allowed = assessment.allowed;
    if (std::ranges::find(allowed, verdict.result) == allowed.end())
        return Error{Fault::incorrect,
                     "The facts on file do not allow this conclusion; document what is missing, or "
                     "decide that it is a breach.",
                     "45 CFR 164.402(2)"};
    return ok();
}

// Everything that must be done before the incident counts as reported.
Status must_be_told(const OpenIncident& open, const BreachBoard& board) {
    for (const BreachDate& date : board.dates) {
        const bool ours = date.told == BreachTold::individuals || date.told == BreachTold::media ||
                          date.told == BreachTold::hhs || date.told == BreachTold::regulator;
        if (ours && date.required && !date.done_on)
            return Error{
                Fault::conflict,
                open.record.number + " still lacks the proof of a notice: " + date.reason.say,
                date.reason.cite};
    }
    return ok();
}

// What each step asks for before it is taken.
Status check_step(const Call& call, const OpenIncident& open, IncidentAction action) {
    const auto& content = open.content;
    if (action == IncidentAction::contain && content.containment.empty())
        return Error{Fault::conflict, "Put down first what was done to contain it.",
                     "45 CFR 164.308(a)(6)(ii)"};
    if (action == IncidentAction::notify && open.people.total == 0)
        return Error{Fault::conflict, "List the people affected first.", "45 CFR 164.404(a)(1)"};
    if (action == IncidentAction::hold && !content.facts.hold)
        return Error{Fault::conflict, "Put the official's statement on file first.",
                     "45 CFR 164.412"};
    if (action == IncidentAction::file)
        return must_be_told(open, board_of(content.facts, call.packs, call.today));
    return ok();
}

bool is_handler(IncidentAction action) {
    return action == IncidentAction::edit || action == IncidentAction::decide ||
           action == IncidentAction::write;
}

// The one entry that was sent; its name for the ledger. Empty: none or several.
std::string entry_name(const IncidentEntry& entry) {
    const std::pair<bool, const char*> given[] = {
        {entry.containment.has_value(), "containment"},
        {entry.action.has_value(), "action"},
        {entry.sanction.has_value(), "sanction"},
        {entry.delay_reason.has_value(), "delay_reason"},
        {entry.hold.has_value(), "hold"},
        {entry.filing.has_value(), "filing"},
        {entry.web_notice_from.has_value(), "web_notice"}};
    std::string name;
    for (const auto& [is, said] : given) {
        if (is && !name.empty()) return "";
        if (is) name = said;
    }
    return name;
}

Status check_entry(const IncidentEntry& entry, Day today) {
    if (entry.containment && (blank(entry.containment->what) || entry.containment->on > today))
        return Error{Fault::incorrect, "Say what was done, and when; not after today."};
    if (entry.action && (blank(entry.action->what) || blank(entry.action->owner)))
        return Error{Fault::incorrect, "An action says what, who and by when."};
    if (entry.sanction && (entry.sanction->level < 1 || entry.sanction->level > 4 ||
                           blank(entry.sanction->who) || blank(entry.sanction->action)))
        return Error{Fault::incorrect, "A sanction says its level (1 to 4), whom, and what.",
                     "45 CFR 164.530(e)(2)"};
    if (entry.hold && (blank(entry.hold->official) || blank(entry.hold->statement)))
        return Error{Fault::incorrect,
                     "Document the statement and the identity of the official who made it.",
                     "45 CFR 164.412(b)"};
    if (entry.filing && (blank(entry.filing->method) || entry.filing->on > today))
        return Error{Fault::incorrect, "A filing says when and how it was made; not after today."};
    return ok();
}

void put_action(std::vector<CorrectiveAction>& actions, const CorrectiveAction& action) {
    const auto same = std::ranges::find(actions, action.what, &CorrectiveAction::what);
    if (same == actions.end())
        actions.push_back(action);
    else
        *same = action;
}

void put(IncidentContent& content, const IncidentEntry& entry) {
    if (entry.containment) content.containment.push_back(*entry.containment);
    if (entry.action) put_action(content.actions, *entry.action);
    if (entry.sanction) content.sanctions.push_back(*entry.sanction);
    if (entry.delay_reason) content.facts.delay_reasons.push_back(*entry.delay_reason);
    if (entry.hold) content.facts.hold = entry.hold;
    if (entry.filing) content.filings.push_back(*entry.filing);
    if (entry.web_notice_from) content.facts.web_notice_from = entry.web_notice_from;
}

}  // namespace

Result<Outcome> edit_incident(const Call& call) {
    const auto edit = TRY(call.body<IncidentEdit>());
    TRY(check(edit));
    auto next = TRY(load_incident(call, edit.version));
    TRY(advance(next, IncidentAction::edit));
    IncidentContent& content = next.content;
    content.what = edit.what;
    content.source = edit.source;
    content.type = edit.type;
    content.place = edit.place;
    content.ephi = edit.ephi;
    content.occurred_from = edit.occurred_from;
    content.occurred_to = edit.occurred_to;
    content.subject_name = edit.subject_name;
    content.recipient = edit.recipient;
    content.reach = edit.reach;
    content.disclosed = edit.disclosed;
    content.facts = edit.facts;
    content.root_cause = edit.root_cause;
    content.lessons = edit.lessons;
    return changed(call, std::move(next), "privacy.edit", {});
}

Result<Outcome> step_incident(const Call& call) {
    const auto step = TRY(call.body<IncidentStep>());
    auto next = TRY(load_incident(call, step.version));
    if (is_handler(step.action))
        return Error{Fault::incorrect, "This is no step of its own; see the API's other paths."};
    TRY(check_step(call, next, step.action));
    TRY(advance(next, step.action));
    if (step.action == IncidentAction::reopen) next.content.decision.reset();
    const json::object detail = {{"step", enum_name(step.action)}};
    return changed(call, std::move(next), "privacy.step", detail, {}, step.note);
}

Result<Outcome> decide_incident(const Call& call) {
    const auto verdict = TRY(call.body<IncidentVerdict>());
    auto next = TRY(load_incident(call, verdict.version));
    const auto assessment = assess(next.content.facts, call.packs, call.today);
    TRY(may_decide(call, next.content, verdict, assessment));
    TRY(advance(next, IncidentAction::decide));
    next.content.decision =
        IncidentDecision{verdict.result,  assessment.proposed, verdict.reason,  call.actor.user,
                         call.actor.name, verdict.signature,   call.house.now()};
    const json::object detail = {{"result", enum_name(verdict.result)},
                                 {"proposed", enum_name(assessment.proposed)},
                                 {"score", assessment.score}};
    return changed(call, std::move(next), "privacy.decision", detail, {}, verdict.reason);
}

Result<Outcome> note_incident(const Call& call) {
    const auto entry = TRY(call.body<IncidentEntry>());
    const std::string name = entry_name(entry);
    if (name.empty()) return Error{Fault::incorrect, "Send exactly one entry."};
    TRY(check_entry(entry, call.today));
    auto next = TRY(load_incident(call, entry.version));
    TRY(advance(next, entry.filing ? IncidentAction::write : IncidentAction::edit));
    put(next.content, entry);
    return changed(call, std::move(next), "privacy.entry", {{"entry", name}});
}

}  // namespace muniment::privacy
