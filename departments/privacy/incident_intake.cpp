// How an incident comes in: the desk's form, a list of people, another desk's finding.
#include <algorithm>
#include <chrono>
#include <set>

#include "base/text.h"
#include "departments/privacy/incident_accounting.h"
#include "formats/csv/csv.h"
#include "kernel/chart/chart.h"

namespace muniment::privacy {

using house::Call;
using house::Outcome;

Result<Affected> affected_patient(const Call& call, const CaseId& incident, const PatientId& id) {
    const auto patient = TRY(chart::patient(call.view, id));
    Affected one;
    one.id = derived_uuid("affected|" + to_text(incident) + "/" + to_text(id));
    one.incident = incident.uuid;
    one.patient = id.uuid;
    one.residence = residence_of(patient.address);
    one.words.name = patient.name;
    one.words.mrn = patient.mrn;
    one.words.address = patient.address;
    one.words.deceased = patient.deceased_on.has_value();
    return one;
}

namespace {

constexpr std::size_t list_bytes_max = 2 << 20;

struct Columns {
    std::vector<std::string ListedPerson::*> of;
    bool named = false;  // the first line names them
};

Columns columns_of(const csv::Row& first) {
    Columns columns;
    for (const std::string& title : first) {
        const std::string name = lower(title);
        std::string ListedPerson::* field = nullptr;
        if (name == "mrn") field = &ListedPerson::mrn;
        if (name == "name") field = &ListedPerson::name;
        if (name == "address") field = &ListedPerson::address;
        if (name == "state") field = &ListedPerson::state;
        columns.named = columns.named || field != nullptr;
        columns.of.push_back(field);
    }
    if (!columns.named) columns.of = {&ListedPerson::mrn};
    return columns;
}

// The patient whose number it is; not by name, which could be a namesake's.
Result<std::optional<PatientId>> by_number(const Call& call, const std::string& mrn) {
    if (mrn.empty()) return std::optional<PatientId>();
    const auto found = TRY(chart::find_patients(call.view, mrn, 100));
    const auto one = std::ranges::find(found, mrn, &chart::PatientBanner::mrn);
    return one == found.end() ? std::optional<PatientId>() : std::optional(one->id);
}

Error not_in_chart(std::size_t line) {
    return {Fault::incorrect,
            "Line " + std::to_string(line) +
                ": no patient has this number; give a name and an address for people who are not "
                "in the chart."};
}

Result<Affected> affected_of(const Call& call, const CaseId& incident, const ListedPerson& listed,
                             std::size_t line) {
    const auto patient = TRY(by_number(call, listed.mrn));
    Affected one;
    if (patient) {
        one = TRY(affected_patient(call, incident, *patient));
    } else {
        if (listed.name.empty()) return not_in_chart(line);
        // The same line taken twice is the same person.
        one.id = derived_uuid("affected|" + to_text(incident) + "/" + lower(listed.name) + "/" +
                              lower(listed.address));
        one.incident = incident.uuid;
        one.words.name = listed.name;
        one.words.mrn = listed.mrn;
        one.words.address = listed.address;
        one.residence = residence_of(listed.address);
    }
    if (!listed.state.empty()) one.residence = residence_of(listed.state);
    return one;
}

Status check(const IncidentForm& form, Day today) {
    if (trim(form.what).empty())
        return Error{Fault::incorrect, "Say what happened, in a few words."};
    if (form.what.size() > 8000)
        return Error{Fault::incorrect, "The description is longer than 8,000 characters."};
    if (form.learned.on == Day{} || form.learned.on > today)
        return Error{Fault::incorrect, "Give the day on which it was learned, not after today.",
                     "45 CFR 164.404(a)(2)"};
    if (form.occurred_from && *form.occurred_from > form.learned.on)
        return Error{Fault::incorrect, "It cannot have happened after it was learned."};
    if (form.occurred_from && form.occurred_to && *form.occurred_to < *form.occurred_from)
        return Error{Fault::incorrect, "It cannot have ended before it began."};
    return ok();
}

struct Started {
    OpenIncident open;
    house::Draft number;
};

Result<Started> start(const Call& call) {
    const int year{std::chrono::year_month_day(call.today).year()};
    auto counted = TRY(tasks::next_number(call.view, incident_kind, "P", year));
    Started started{{}, std::move(counted.draft)};
    started.open.record.id = CaseId{call.house.new_id()};
    started.open.record.version = 0;  // changed() counts up
    started.open.record.number = counted.number;
    started.open.record.received = call.today;
    return started;
}

IncidentContent content_of(const IncidentForm& form) {
    IncidentContent content;
    content.what = trim(form.what);
    content.source = form.source;
    content.type = form.type;
    content.place = form.place;
    content.ephi = form.ephi;
    content.occurred_from = form.occurred_from;
    content.occurred_to = form.occurred_to;
    content.subject_name = form.subject_name;
    content.facts.learned.push_back(form.learned);
    return content;
}

Result<std::vector<house::Draft>> drafts_of(const Call& call, const std::vector<Affected>& people) {
    std::vector<house::Draft> drafts;
    for (const Affected& one : people) drafts.push_back(TRY(affected_draft(call.house, one)));
    return drafts;
}

// An incident of one patient is that patient's record; one of several is nobody's, and its row in
// the worklist names nobody.
void name_people(OpenIncident& open, const std::vector<Affected>& people) {
    count_in(open.people, people);
    open.brief.patient_name = people.empty() ? "" : std::to_string(people.size()) + " people";
    if (people.size() != 1) return;
    open.record.patient = people.front().patient;
    open.brief.patient_name = open.record.patient.is_nil() ? "1 person" : people.front().words.name;
}

}  // namespace

Result<std::vector<ListedPerson>> read_people_list(const std::string& text) {
    const auto rows = TRY(csv::read(text, {list_bytes_max, people_max + 1}));
    std::vector<ListedPerson> people;
    if (rows.empty()) return people;
    const Columns columns = columns_of(rows.front());
    for (std::size_t r = columns.named ? 1 : 0; r < rows.size(); ++r) {
        ListedPerson person;
        for (std::size_t c = 0; c < std::min(rows[r].size(), columns.of.size()); ++c)
            if (columns.of[c] != nullptr) person.*columns.of[c] = rows[r][c];
        if (person.mrn.empty() && person.name.empty())
            return Error{Fault::incorrect,
                         "Line " + std::to_string(r + 1) + " names nobody; give an MRN or a name."};
        people.push_back(std::move(person));
    }
    return people;
}

Result<std::vector<Affected>> people_in_list(const Call& call, const CaseId& incident,
                                             const std::string& list) {
    const auto listed = TRY(read_people_list(list));
    const auto known = TRY(patients_of(call.view, incident));
    std::set<Uuid> patients(known.begin(), known.end());
    std::set<Uuid> seen;
    std::vector<Affected> people;
    for (std::size_t i = 0; i < listed.size(); ++i) {
        auto one = TRY(affected_of(call, incident, listed[i], i + 1));
        if (!one.patient.is_nil() && !patients.insert(one.patient).second) continue;
        if (!seen.insert(one.id).second) continue;
        if (one.patient.is_nil() && read_affected(call.view, one.id)) continue;
        people.push_back(std::move(one));
    }
    if (known.size() + people.size() > people_max)
        return Error{Fault::incorrect, "An incident holds at most " + std::to_string(people_max) +
                                           " people; keep the others in a second one."};
    return people;
}

Result<Outcome> report_incident(const Call& call) {
    const auto form = TRY(call.body<IncidentForm>());
    TRY(check(form, call.today));
    auto started = TRY(start(call));
    const auto people = TRY(people_in_list(call, started.open.record.id, form.list));
    started.open.content = content_of(form);
    name_people(started.open, people);
    auto drafts = TRY(drafts_of(call, people));
    drafts.push_back(std::move(started.number));
    return changed(call, std::move(started.open), "privacy.incident",
                   {{"people", std::ssize(people)}, {"type", enum_name(form.type)}},
                   std::move(drafts));
}

Result<OpenedIncident> open_incident(const Call& call, const IncidentReport& report) {
    auto started = TRY(start(call));
    OpenIncident& open = started.open;
    IncidentForm form{
        report.what,          report.source,      report.type,    report.place,        report.ephi,
        report.occurred_from, report.occurred_to, report.learned, report.subject_name, ""};
    TRY(check(form, call.today));
    open.content = content_of(form);
    open.content.subject = report.subject;
    open.content.opened_from = report.opened_from;
    std::vector<Affected> people;
    for (const PatientId& id : report.patients)
        people.push_back(TRY(affected_patient(call, open.record.id, id)));
    name_people(open, people);
    const CaseId id = open.record.id;
    const std::string number = open.record.number;
    auto drafts = TRY(drafts_of(call, people));
    drafts.push_back(std::move(started.number));
    auto outcome = TRY(changed(call, std::move(open), "privacy.incident", {}, std::move(drafts)));
    return OpenedIncident{id, number, std::move(outcome.act->drafts)};
}

Result<Outcome> add_people(const Call& call) {
    const auto command = TRY(call.body<PeopleCommand>());
    auto next = TRY(load_incident(call, command.version));
    TRY(advance(next, IncidentAction::edit));
    if (next.content.mailing)  // who is added now got no letter yet
        return Error{Fault::conflict,
                     "The letters are being marked as mailed; add people when that is done."};
    const auto people = TRY(people_in_list(call, next.record.id, command.list));
    if (people.empty())
        return Error{Fault::incorrect, "The list names nobody who is not on the incident already."};
    count_in(next.people, people);
    auto drafts = TRY(drafts_of(call, people));
    TRY(account_for(call, next, people, drafts));
    if (next.record.patient.is_nil())
        next.brief.patient_name = std::to_string(next.people.total) + " people";
    return changed(call, std::move(next), "privacy.people", {{"added", std::ssize(people)}},
                   std::move(drafts));
}

}  // namespace muniment::privacy
