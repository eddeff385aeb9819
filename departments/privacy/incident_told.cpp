// The people of an incident at the desk: listed, corrected, and the proof that each was told.
#include <algorithm>

#include "base/text.h"
#include "departments/privacy/incident_handlers.h"

namespace muniment::privacy {

using house::Call;
using house::Outcome;

namespace {

PersonView view_of(const Affected& one) {
    return {one.id,      one.version, PatientId{one.patient}, one.residence, one.status,
            one.told_on, one.words};
}

// The patient of the release desk's case, before the first change keeps it as a record.
Result<std::vector<Affected>> people_shown(const Call& call, const OpenIncident& open,
                                           const PeopleFilter& filter) {
    auto people = TRY(people_of(call.view, open.record.id, filter));
    if (!people.empty() || open.record.patient.is_nil() || filter.offset > 0) return people;
    const auto kept = TRY(count_people(call.view, open.record.id));
    const bool waits = filter.status.empty() || filter.status == "waiting";
    if (kept.total > 0 || !waits) return people;
    people.push_back(TRY(affected_patient(call, open.record.id, PatientId{open.record.patient})));
    return people;
}

Status check(const SentCommand& command, Day today) {
    if (command.on == Day{} || command.on > today)
        return Error{Fault::incorrect, "Give the day of the proof, not after today."};
    if (trim(command.method).empty())
        return Error{Fault::incorrect, "Say how: first-class mail, e-mail as agreed, telephone.",
                     "45 CFR 164.404(d)(1)(i)"};
    if (!command.people.empty() && !trim(command.list).empty())
        return Error{Fault::incorrect, "Send the people by id or as a list, not both."};
    if (command.status == PersonStatus::waiting)
        return Error{Fault::incorrect, "Nobody is put back to waiting; a letter came back or not."};
    return ok();
}

Result<std::vector<Affected>> chosen(const Call& call, const OpenIncident& open,
                                     const SentCommand& command) {
    if (!trim(command.list).empty()) return people_named(call.view, open.record.id, command.list);
    if (command.people.empty())
        return people_of(call.view, open.record.id,
                         {"waiting", 0, static_cast<std::int64_t>(people_max)});
    std::vector<Affected> people;
    for (const Uuid& id : command.people) {
        auto one = TRY(read_affected(call.view, id));
        if (one.incident != open.record.id.uuid)
            return Error{Fault::not_found, "There is nobody with this id on the incident."};
        people.push_back(std::move(one));
    }
    return people;
}

// The counts with these people as they are now, from the rest as it stands in the store.
Result<PeopleCounts> recounted(const Call& call, const CaseId& incident,
                               const std::vector<Affected>& now) {
    auto all = TRY(people_of(call.view, incident, {"", 0, static_cast<std::int64_t>(people_max)}));
    std::vector<PeopleCell> cells;
    for (const Affected& old : all) {
        const auto found = std::ranges::find(now, old.id, &Affected::id);
        const Affected& one = found == now.end() ? old : *found;
        cells.push_back({one.residence, one.status, 1, one.told_on});
    }
    return counts_of(cells);
}

// One whose job has failed is begun again by asking for it again.
Status no_mailing_runs(const Call& call, const OpenIncident& open) {
    if (!open.content.mailing) return ok();
    const auto job = TRY(tasks::job_of(call.view, open.record.id.uuid));
    if (job && job->state == tasks::JobState::failed) return ok();
    return Error{Fault::conflict, "The letters are being marked as mailed; wait for its end."};
}

bool is_for_all(const SentCommand& command) {
    return command.people.empty() && trim(command.list).empty();
}

std::int64_t waiting(const PeopleCounts& counts) {
    const auto found = counts.statuses.find(std::string(enum_name(PersonStatus::waiting)));
    return found == counts.statuses.end() ? 0 : found->second;
}

Result<Outcome> mail_all(const Call& call, OpenIncident next, const SentCommand& command) {
    std::vector<house::Draft> drafts;
    drafts.push_back(TRY(start_mailing(call, next, command)));
    auto outcome = TRY(changed(call, std::move(next), "privacy.mailing", {}, std::move(drafts)));
    outcome.wakes_jobs = true;
    return outcome;
}

}  // namespace

Status mark(Affected& person, const SentCommand& command) {
    if (command.status == PersonStatus::no_kin && !person.words.deceased)
        return Error{Fault::incorrect, "Only of somebody who is dead is the next of kin unknown.",
                     "45 CFR 164.404(d)(1)(ii)"};
    ++person.version;
    person.status = command.status;
    person.words.method = command.method;
    if (command.status == PersonStatus::returned)
        person.words.returned_on = command.on;
    else
        person.told_on = command.on;
    if (command.status == PersonStatus::returned) person.told_on.reset();
    return ok();
}

Result<Outcome> list_people(const Call& call) {
    const Uuid id = TRY(call.id());
    const auto open = TRY(load_incident(call.view, CaseId{id}));
    PeopleFilter filter;
    filter.status = call.asked("status");
    filter.offset = TRY(call.number("offset", 0));
    filter.limit = std::min<std::int64_t>(TRY(call.number("limit", 50)), 500);
    const auto people = TRY(people_shown(call, open, filter));
    PeopleView shown;
    const auto count = open.people.statuses.find(filter.status);
    shown.total = filter.status.empty()                 ? open.people.total
                  : count == open.people.statuses.end() ? 0
                                                        : count->second;
    for (const Affected& one : people) shown.people.push_back(view_of(one));
    return house::shows(shown);
}

Result<Outcome> mark_sent(const Call& call) {
    const auto command = TRY(call.body<SentCommand>());
    TRY(check(command, call.today));
    auto next = TRY(load_incident(call, command.version));
    TRY(advance(next, IncidentAction::write));
    const bool written = std::ranges::any_of(next.content.notices, [](const auto& one) {
        return one.audience == NoticeAudience::individuals;
    });
    if (!written && command.status == PersonStatus::sent)
        return Error{Fault::conflict, "Write the notice to individuals before it is sent."};
    TRY(no_mailing_runs(call, next));
    if (is_for_all(command) && waiting(next.people) > letters_max)
        return mail_all(call, std::move(next), command);
    auto people = TRY(chosen(call, next, command));
    if (people.empty()) return Error{Fault::conflict, "Nobody waits for a notice."};
    std::vector<house::Draft> drafts;
    for (Affected& one : people) {
        TRY(mark(one, command));
        drafts.push_back(TRY(affected_draft(call.house, one)));
    }
    next.people = TRY(recounted(call, next.record.id, people));
    return changed(call, std::move(next), "privacy.sent",
                   {{"people", std::ssize(people)}, {"status", enum_name(command.status)}},
                   std::move(drafts));
}

Result<Outcome> correct_person(const Call& call) {
    const auto command = TRY(call.body<PersonCommand>());
    const Uuid incident = TRY(call.id());
    const Uuid id = TRY(call.id("person"));
    auto person = TRY(read_affected(call.view, id));
    if (person.incident != incident)
        return Error{Fault::not_found, "There is nobody with this id on the incident."};
    if (person.version != command.version)
        return Error{Fault::conflict, "Somebody has changed this person's entry; look again."};
    if (!command.residence.empty() && residence_of(command.residence).empty())
        return Error{Fault::incorrect, "A state is written as two capitals, such as TX."};
    ++person.version;
    person.words.address = command.address;
    person.words.next_of_kin = command.next_of_kin;
    person.words.deceased = command.deceased;
    person.words.note = command.note;
    person.residence =
        command.residence.empty() ? residence_of(command.address) : residence_of(command.residence);
    house::Act act;
    act.action = "privacy.person";
    act.actor = call.actor.user;
    act.purpose = call.actor.purpose;
    act.subject = incident;
    act.detail = {{"incident", to_text(incident)}, {"person", to_text(id)}};
    act.drafts.push_back(TRY(affected_draft(call.house, person)));
    return house::does(std::move(act), view_of(person));
}

}  // namespace muniment::privacy
