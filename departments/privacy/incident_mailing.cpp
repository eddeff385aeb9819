// Letters to many: whom a list names, and the job that writes down of thousands that they were
// mailed, a part of them in each act. After a crash it goes on with those who still wait.
#include <algorithm>

#include "base/text.h"
#include "departments/privacy/incident_handlers.h"

namespace muniment::privacy {

using house::Call;

namespace {

constexpr const char* mailing_job = "privacy.mailing";

bool is_meant(const Affected& person, const ListedPerson& listed) {
    if (!listed.mrn.empty()) return person.words.mrn == listed.mrn;
    return lower(person.words.name) == lower(listed.name) &&
           (listed.address.empty() || lower(person.words.address) == lower(listed.address));
}

house::Actor actor_of(const IncidentMailing& mailing) {
    house::Actor actor;
    actor.user = mailing.by;
    actor.name = mailing.by_name;
    return actor;
}

// One act: as many as fit who still wait; 0 when nobody does.
Result<std::int64_t> mail_some(tasks::JobRun& run, const house::Actor& actor) {
    const auto view = TRY(run.house.view());
    const auto open = TRY(load_incident(*view, CaseId{run.subject}));
    ensure(open.content.mailing.has_value(), "the job's end takes the mailing off");
    auto people = TRY(people_of(*view, open.record.id, {"waiting", 0, letters_max}));
    if (people.empty()) return std::int64_t{0};
    const IncidentMailing& mailing = *open.content.mailing;
    SentCommand command;
    command.on = mailing.on;
    command.method = mailing.method;
    command.status = PersonStatus::sent;
    house::Act act;
    act.action = "privacy.sent";
    act.actor = actor.user;
    act.purpose = actor.purpose;
    act.subject = run.subject;
    act.detail = {{"case", to_text(open.record.id)},
                  {"number", open.record.number},
                  {"people", std::ssize(people)},
                  {"status", "sent"}};
    for (Affected& one : people) {
        TRY(mark(one, command));
        act.drafts.push_back(TRY(affected_draft(run.house, one)));
    }
    TRY(run.house.act(std::move(act)));
    return static_cast<std::int64_t>(people.size());
}

Status finish(tasks::JobRun& run, const house::Actor& actor) {
    const auto view = TRY(run.house.view());
    auto open = TRY(load_incident(*view, CaseId{run.subject}));
    open.content.mailing.reset();
    const Call call{actor, *view, run.house, run.packs, run.house.today(), {}, {}, ""};
    auto outcome = TRY(changed(call, std::move(open), "privacy.mailed", {}));
    TRY(run.house.act(*std::move(outcome.act)));
    return ok();
}

// Somebody who works on the incident at the same moment is no reason to fail.
template <class Step>
auto again(Step step) {
    constexpr int tries_max = 20;
    auto answer = step();
    for (int i = 1; !answer && answer.error().fault == Fault::conflict && i < tries_max; ++i)
        answer = step();
    return answer;
}

Status mail(tasks::JobRun& run) {
    IncidentMailing mailing;
    {
        const auto view = TRY(run.house.view());
        const auto open = TRY(load_incident(*view, CaseId{run.subject}));
        if (!open.content.mailing) return ok();  // a run before a crash has ended it
        mailing = *open.content.mailing;
    }
    const house::Actor actor = actor_of(mailing);
    std::int64_t done = 0;
    while (done < mailing.letters) {
        const auto some = TRY(again([&] { return mail_some(run, actor); }));
        if (some == 0) break;
        done += some;
        run.progress(std::min(done, mailing.letters), mailing.letters);
    }
    return again([&] { return finish(run, actor); });
}

}  // namespace

std::vector<tasks::JobKind> incident_job_kinds() { return {{mailing_job, mail}}; }

Result<house::Draft> start_mailing(const Call& call, OpenIncident& next,
                                   const SentCommand& command) {
    if (command.status != PersonStatus::sent)
        return Error{Fault::incorrect, "All who wait can be marked as sent only."};
    next.content.mailing =
        IncidentMailing{command.on, command.method, call.actor.user, call.actor.name,
                        next.people.statuses.at(std::string(enum_name(PersonStatus::waiting)))};
    return tasks::new_job(call.house, mailing_job, next.record.id.uuid);
}

Result<std::vector<Affected>> people_named(house::View& view, const CaseId& incident,
                                           const std::string& list) {
    const auto listed = TRY(read_people_list(list));
    const auto all = TRY(people_of(view, incident, {"", 0, static_cast<std::int64_t>(people_max)}));
    std::vector<Affected> named;
    std::vector<std::string> wrong;
    for (std::size_t i = 0; i < listed.size(); ++i) {
        const auto meant = [&](const Affected& one) { return is_meant(one, listed[i]); };
        const auto found = std::ranges::find_if(all, meant);
        if (std::ranges::count_if(all, meant) != 1)
            wrong.push_back(std::to_string(i + 1));
        else if (std::ranges::find(named, found->id, &Affected::id) == named.end())
            named.push_back(*found);
    }
    if (!wrong.empty())
        return Error{Fault::incorrect,
                     "These entries of the list name nobody on the incident, or several: " +
                         join(wrong, ", ") + "; give the record number, or name and address."};
    return named;
}

}  // namespace muniment::privacy
