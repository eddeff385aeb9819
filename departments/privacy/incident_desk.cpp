// Loading, showing and changing an incident: what its index columns, counts and board say follows
// from the content and the people affected, never the other way round.
#include <algorithm>
#include <chrono>
#include <iterator>

#include "base/text.h"
#include "departments/privacy/incident_accounting.h"
#include "kernel/chart/chart.h"

namespace muniment::privacy {

using house::Call;
using house::Outcome;

namespace {

// A release that went to the wrong person tells what happened; the desk fills in the rest.
void take_over_recall(IncidentContent& content) {
    if (!content.recall || !content.what.empty()) return;
    const IncidentRecall& recall = *content.recall;
    content.what =
        "Release " + content.release_case + " went to the wrong recipient: " + recall.reason;
    content.type = IncidentType::misdirected;
    content.recipient = recall.recipient;
    content.facts.learned.push_back({recall.on, LearnedBy::workforce, "the release desk", false});
    content.facts.impermissible = recall.reached;
}

// Counts and days that the people and the proofs say better than a person could.
void bring_facts_up(IncidentContent& content, const PeopleCounts& people) {
    BreachFacts& facts = content.facts;
    if (people.total > 0) {
        facts.residents = people.residents;
        facts.individuals_told_on = people.told_on;
        const auto count = [&](PersonStatus status) {
            const auto found = people.statuses.find(std::string(enum_name(status)));
            return found == people.statuses.end() ? 0 : found->second;
        };
        facts.unreachable = count(PersonStatus::returned);
        facts.kin_unknown = count(PersonStatus::no_kin);
    }
    facts.hhs_told_on.reset();
    facts.media_told_on.clear();
    facts.regulators_told_on.clear();
    for (const IncidentFiling& filing : content.filings) {
        if (filing.to == BreachTold::hhs || filing.to == BreachTold::hhs_log)
            facts.hhs_told_on = filing.on;
        if (filing.to == BreachTold::media) facts.media_told_on[filing.state] = filing.on;
        if (filing.to == BreachTold::regulator) facts.regulators_told_on[filing.rule] = filing.on;
    }
}

// The release desk's cases have a patient from the start: that one is affected.
Status add_the_patient(house::View& view, OpenIncident& open) {
    if (open.people.total > 0 || open.record.patient.is_nil()) return ok();
    const auto patient = TRY(chart::patient(view, PatientId{open.record.patient}));
    open.people = counts_of({{residence_of(patient.address), PersonStatus::waiting, 1, {}}});
    return ok();
}

Result<std::vector<tasks::HistoryItem>> history_of(house::View& view, const OpenIncident& open) {
    auto items = TRY(tasks::history(view, open.record.id));
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto note = open.content.notes.find(std::to_string(i + 1));
        if (note != open.content.notes.end()) items[i].note = note->second;
    }
    return items;
}

}  // namespace

Result<OpenIncident> load_incident(house::View& view, const CaseId& id) {
    OpenIncident open;
    open.record = TRY(tasks::read_case(view, id));
    const auto state = enum_value<IncidentState>(open.record.state);
    if (open.record.kind != incident_kind || !state)
        return Error{Fault::not_found, "There is no incident with id " + to_text(id) + "."};
    open.state = *state;
    open.content = TRY(from_json_text<IncidentContent>(open.record.content));
    open.brief = TRY(from_json_text<IncidentBrief>(open.record.brief));
    open.people = TRY(count_people(view, id));
    TRY(add_the_patient(view, open));
    take_over_recall(open.content);
    bring_facts_up(open.content, open.people);
    return open;
}

Result<OpenIncident> load_incident(const Call& call, std::int64_t seen_version) {
    const Uuid id = TRY(call.id());
    auto open = TRY(load_incident(call.view, CaseId{id}));
    if (open.record.version != seen_version)
        return Error{Fault::conflict,
                     open.record.number + " is at version " + std::to_string(open.record.version) +
                         ", not " + std::to_string(seen_version) + "; look at the newer version."};
    return open;
}

Status advance(OpenIncident& open, IncidentAction action) {
    open.state = TRY(next(open.state, action, open.result()));
    return ok();
}

Result<IncidentView> view_of(const Call& call, const OpenIncident& open) {
    IncidentView shown;
    shown.id = open.record.id;
    shown.number = open.record.number;
    shown.version = open.record.version;
    shown.state = open.state;
    shown.patient = PatientId{open.record.patient};
    shown.patient_name = open.brief.patient_name;
    shown.content = open.content;
    shown.people = open.people;
    shown.assessment = assess(open.content.facts, call.packs, call.today);
    shown.board = board_of(open.content.facts, call.packs, call.today);
    shown.history = TRY(history_of(call.view, open));
    shown.allowed_actions = allowed(open.state, open.result());
    return shown;
}

void count_in(PeopleCounts& counts, const std::vector<Affected>& added) {
    for (const Affected& one : added) {
        ++counts.total;
        ++counts.residents[one.residence];
        ++counts.statuses[std::string(enum_name(one.status))];
        counts.told_on.erase(one.residence);
    }
}

// The day by which something must be done next; nothing runs on an incident that was none.
static std::optional<Day> next_due(const OpenIncident& open, const BreachBoard& board) {
    const bool ended = open.state == IncidentState::closed ||
                       (open.result() && open.result() != BreachResult::breach);
    return ended ? std::nullopt : board.next_due;
}

// The patient of the release desk's case becomes a record of the list with the first change.
static Status keep_the_patient(const Call& call, const OpenIncident& next,
                               std::vector<house::Draft>& more) {
    if (next.record.patient.is_nil() || next.record.version == 1) return ok();
    const auto known = TRY(count_people(call.view, next.record.id));
    if (known.total > 0) return ok();
    const auto person = TRY(affected_patient(call, next.record.id, PatientId{next.record.patient}));
    more.push_back(TRY(affected_draft(call.house, person)));
    return ok();
}

Result<Outcome> changed(const Call& call, OpenIncident next, const std::string& action,
                        json::object detail, std::vector<house::Draft> more,
                        const std::string& note) {
    ++next.record.version;
    if (!note.empty()) next.content.notes[std::to_string(next.record.version)] = note;
    TRY(keep_the_patient(call, next, more));
    bring_facts_up(next.content, next.people);
    TRY(account(call, next, more));
    const auto board = board_of(next.content.facts, call.packs, call.today);
    next.record.kind = incident_kind;
    next.record.state = enum_name(next.state);
    next.record.due = next_due(next, board);
    next.record.updated = call.house.now();
    next.brief.what = next.content.what.substr(0, 120);
    next.brief.people = next.people.total;
    if (const auto result = next.result()) next.brief.result = enum_name(*result);
    next.record.brief = to_json_text(next.brief);
    next.record.content = to_json_text(next.content);
    house::Act act;
    act.action = action;
    act.actor = call.actor.user;
    act.purpose = call.actor.purpose;
    act.subject = next.record.id.uuid;
    detail["case"] = to_text(next.record.id);
    detail["number"] = next.record.number;
    act.detail = std::move(detail);
    act.drafts.push_back(TRY(tasks::draft_of(call.house, next.record)));
    std::ranges::move(more, std::back_inserter(act.drafts));
    auto shown = TRY(view_of(call, next));
    shown.history.push_back({next.record.updated, call.actor.name, action, note, std::nullopt});
    return house::does(std::move(act), shown);
}

Result<Outcome> show_incident(const Call& call) {
    const Uuid id = TRY(call.id());
    const auto open = TRY(load_incident(call.view, CaseId{id}));
    return house::shows(TRY(view_of(call, open)));
}

Result<Outcome> list_incidents(const Call& call) {
    tasks::Filter filter;
    filter.kind = incident_kind;
    filter.state = call.asked("state");
    filter.offset = TRY(call.number("offset", 0));
    filter.limit = TRY(call.number("limit", 50));
    const std::string sort = call.asked("sort");
    if (!sort.empty()) filter.sort = sort;
    const auto found = TRY(tasks::worklist(call.view, filter));
    IncidentList list{found.total, found.counts, {}};
    for (const tasks::Case& one : found.cases) {
        const auto brief = TRY(from_json_text<IncidentBrief>(one.brief));
        const auto state = enum_value<IncidentState>(one.state);
        list.incidents.push_back({one.id, one.number, state.value_or(IncidentState::reported),
                                  brief.patient_name, brief.what, brief.people, brief.result,
                                  one.received, one.due, one.updated});
    }
    return house::shows(list);
}

}  // namespace muniment::privacy
