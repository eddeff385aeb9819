#include "departments/release/desk.h"

#include <algorithm>
#include <iterator>

#include "departments/release/bulk.h"
#include "departments/release/deadline.h"
#include "departments/release/form.h"
#include "departments/release/patient_word.h"
#include "departments/release/store.h"
#include "kernel/chart/chart.h"
#include "kernel/people/trail.h"

namespace muniment::release {

static std::optional<Day> day_of(const std::optional<std::string>& text) {
    const auto at = text ? parse_fhir_time(*text) : std::nullopt;
    return at ? std::optional<Day>(std::chrono::floor<std::chrono::days>(*at)) : std::nullopt;
}

bool is_to_print(const OpenCase& open) {
    return open.state == State::released && open.content.request.format == Format::paper &&
           !open.content.printed;
}

PatientFacts facts_of(const chart::PatientBanner& patient) {
    return {day_of(patient.birth_date), day_of(patient.deceased_on)};
}

View law_view(const OpenCase& open) {
    return {open.content.request, facts_of(open.patient), open.facility};
}

Decision decide_now(const OpenCase& open, const rules::Packs& packs, Day today) {
    return decide(law_view(open), packs, today);
}

static Result<State> state_of(const tasks::Case& record) {
    const auto state = enum_value<State>(record.state);
    if ((record.kind != case_kind && record.kind != chart_kind) || !state)
        return Error{Fault::not_found, "There is no release case with id " + to_text(record.id)};
    return *state;
}

// The kept form stands for what was typed.
static Status bring_in_form(house::View& view, Request& request) {
    const auto record = TRY(read_form(view, *request.form));
    if (record.patient != request.patient.uuid)
        return Error{Fault::incorrect, "Field \"form\" names an authorization of another patient."};
    request.authorization = record.kept.form;
    return ok();
}

Status bring_in(house::View& view, OpenCase& open) {
    const SettingsRecord settings = TRY(read_settings(view));
    open.facility = settings.settings.facility;
    Request& request = open.content.request;
    if (request.form) TRY(bring_in_form(view, request));
    const auto consents = TRY(chart::consents(view, request.patient));
    const auto directives = TRY(chart::directives(view, request.patient));
    hear_patient(request, consents, directives);
    return ok();
}

Result<OpenCase> load(house::View& view, const CaseId& id) {
    OpenCase open;
    open.record = TRY(tasks::read_case(view, id));
    open.state = TRY(state_of(open.record));
    open.content = TRY(from_json_text<CaseContent>(open.record.content));
    open.patient = TRY(chart::patient(view, PatientId{open.record.patient}));
    TRY(bring_in(view, open));
    return open;
}

Result<CaseRow> row_of(house::View& view, const tasks::Case& record) {
    const auto brief = TRY(from_json_text<Brief>(record.brief));
    const State state = TRY(state_of(record));
    std::string assignee;
    if (!record.assignee.is_nil()) assignee = TRY(people::user_name(view, record.assignee));
    return CaseRow{record.id,
                   record.number,
                   record.version,
                   state,
                   brief.patient_name,
                   PatientId{record.patient},
                   brief.requester_kind,
                   brief.requester_name,
                   record.received.value_or(Day{}),
                   record.due,
                   record.updated,
                   assignee};
}

// The history with the typed notes, which the ledger does not hold.
static Result<std::vector<tasks::HistoryItem>> history_of(house::View& view, const OpenCase& open) {
    auto items = TRY(tasks::history(view, open.record.id));
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto note = open.content.notes.find(std::to_string(i + 1));
        if (note != open.content.notes.end()) items[i].note = note->second;
    }
    return items;
}

static Result<std::optional<PackageInfo>> package_of(house::House& house, house::View& view,
                                                     const OpenCase& open) {
    auto package = open.content.package;
    if (!package) return package;
    const Uuid entry = TRY(package_entry(view, open.record.id));
    package->entry_index = TRY(house.ledger().index_of(entry));
    return package;
}

Result<CaseView> view_of(house::House& house, house::View& view, const OpenCase& open) {
    CaseView shown;
    shown.id = open.record.id;
    shown.number = open.record.number;
    shown.version = open.record.version;
    shown.state = open.state;
    shown.patient = open.patient;
    shown.request = open.content.request;
    shown.decision = open.content.decision;
    shown.minimum = open.content.minimum;
    shown.letter_available = !open.content.letter.empty();
    shown.due_on = open.record.due;
    shown.extension = open.content.extension;
    shown.letters = open.content.letters;
    shown.denial = open.content.denial;
    shown.review = open.content.review;
    shown.fee = open.content.fee;
    shown.recall = open.content.recall;
    shown.redactions = open.content.redactions;
    shown.given = open.content.given;
    shown.code = open.content.code;
    shown.package = TRY(package_of(house, view, open));
    shown.passphrase = open.content.passphrase;
    shown.printed = open.content.printed;
    shown.job = TRY(tasks::job_of(view, open.record.id.uuid));
    shown.history = TRY(history_of(view, open));
    shown.allowed_actions = allowed(open.state);
    // 45 CFR 164.524(a)(4): a denial is reviewed, not a form that lacks something.
    if (!open.content.denial) std::erase(shown.allowed_actions, Action::ask_review);
    if (!is_to_print(open)) std::erase(shown.allowed_actions, Action::print);
    if (open.record.kind == chart_kind) shown.bulk = CaseId{TRY(bulk_of(view, open.record.id))};
    return shown;
}

Result<CaseId> case_of_number(house::View& view, const char* kind, const std::string& number) {
    tasks::Filter filter;
    filter.kind = kind;
    filter.number_prefix = number;
    filter.limit = 2;
    const auto found = TRY(tasks::worklist(view, filter));
    for (const tasks::Case& one : found.cases)
        if (one.number == number) return one.id;
    return Error{Fault::not_found, "There is no release case " + number + "."};
}

Result<CaseId> case_of_number(house::View& view, const std::string& number) {
    return case_of_number(view, number.starts_with("B-") ? chart_kind : case_kind, number);
}

Result<std::vector<tasks::Case>> every_case(house::View& view, const char* kind,
                                            std::string_view state) {
    tasks::Filter filter;
    filter.kind = kind;
    filter.state = state;
    filter.limit = 500;  // the most that a worklist gives at a time
    std::vector<tasks::Case> found;
    while (true) {
        auto page = TRY(tasks::worklist(view, filter));
        std::ranges::move(page.cases, std::back_inserter(found));
        filter.offset += std::ssize(page.cases);
        if (page.cases.empty() || filter.offset >= page.total) return found;
    }
}

// What the index columns say follows from the content, never the other way round.
static void bring_up_to_date(house::House& house, OpenCase& next) {
    const Request& request = next.content.request;
    if (next.record.kind.empty()) next.record.kind = case_kind;
    next.record.state = enum_name(next.state);
    next.record.patient = request.patient.uuid;
    next.record.received = request.received_on;
    next.record.updated = house.now();
    const Brief brief{
        next.patient.name, request.requester.kind,
        request.requester.name.empty() ? request.requester.organization : request.requester.name,
        is_to_print(next)};
    next.record.brief = to_json_text(brief);
    next.record.content = to_json_text(next.content);
}

void add_drafts(house::Act& act, std::vector<house::Draft> drafts) {
    std::ranges::move(drafts, std::back_inserter(act.drafts));
}

Status commit(house::House& house, const house::View& view, const house::Actor& actor,
              house::Act act) {
    // Outside a request it is always a case of the desk that brings somebody to the patient.
    people::Connections connections;
    for (const house::Read& read : view.reads())
        connections[read.patient] = {people::Relation::task, to_text(act.subject), {}, false};
    add_drafts(act, people::access_drafts(house, actor, act.action, view.reads(), connections));
    TRY(house.act(std::move(act)));
    return ok();
}

Result<house::Act> act_on(house::House& house, const tasks::Case& record, const house::Actor& actor,
                          const std::string& action, json::object detail) {
    house::Act act;
    act.action = action;
    act.actor = actor.user;
    act.purpose = actor.purpose;
    act.subject = record.id.uuid;
    detail["case"] = to_text(record.id);
    detail["number"] = record.number;
    act.detail = std::move(detail);
    act.drafts.push_back(TRY(tasks::draft_of(house, record)));
    return act;
}

Result<house::Act> act_of(house::House& house, OpenCase& next, const house::Actor& actor,
                          const std::string& action, json::object detail) {
    bring_up_to_date(house, next);
    return act_on(house, next.record, actor, action, std::move(detail));
}

}  // namespace muniment::release
