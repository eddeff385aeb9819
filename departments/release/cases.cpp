// Cases from receipt to decision: list, open, show, edit, decide, withdraw.
#include <algorithm>
#include <chrono>

#include "base/text.h"
#include "departments/release/code.h"
#include "departments/release/deadline.h"
#include "departments/release/handlers.h"
#include "departments/release/replay.h"
#include "kernel/chart/chart.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

Result<OpenCase> load_case(const Call& call) {
    const Uuid id = TRY(call.id());
    return load(call.view, CaseId{id});
}

Result<OpenCase> load_case(const Call& call, std::int64_t seen_version) {
    auto open = TRY(load_case(call));
    if (open.record.version != seen_version)
        return Error{Fault::conflict, "Case " + open.record.number + " is at version " +
                                          std::to_string(open.record.version) + ", not " +
                                          std::to_string(seen_version) +
                                          "; look at the newer version."};
    return open;
}

house::Act act_by(const Call& call, const std::string& action, const Uuid& subject) {
    house::Act act;
    act.action = action;
    act.actor = call.actor.user;
    act.purpose = call.actor.purpose;
    act.subject = subject;
    return act;
}

void add_drafts(Outcome& outcome, std::vector<house::Draft> drafts) {
    add_drafts(*outcome.act, std::move(drafts));
}

Status advance(OpenCase& next, Action action, std::optional<Answer> answer) {
    next.state = TRY(release::next(next.state, action, answer));
    ++next.record.version;
    return ok();
}

Result<Outcome> changed(const Call& call, OpenCase next, const std::string& action,
                        json::object detail, const std::string& note) {
    if (!note.empty()) next.content.notes[std::to_string(next.record.version)] = note;
    const json::value* said = detail.if_contains("note");
    const std::string words = !note.empty()     ? note
                              : said != nullptr ? std::string(said->as_string())
                                                : "";
    auto act = TRY(act_of(call.house, next, call.actor, action, std::move(detail)));
    auto shown = TRY(view_of(call.house, call.view, next));
    const std::string who = call.actor.user.is_nil() ? "system" : call.actor.name;
    shown.history.push_back({next.record.updated, who, action, words, std::nullopt});
    return house::does(std::move(act), shown);
}

static std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    return text;
}

// Words may be a case number, from its beginning, or a patient's name or MRN.
static Result<tasks::Filter> filter_of(const Call& call) {
    constexpr std::int64_t patients_max = 50;
    tasks::Filter filter;
    filter.kind = case_kind;
    filter.state = call.asked("state");
    const std::string words(trim(call.asked("q")));
    if (!words.empty()) {
        filter.number_prefix = upper(words);
        const auto patients = TRY(chart::find_patients(call.view, words, patients_max));
        for (const auto& patient : patients) filter.patients.push_back(patient.id.uuid);
    }
    if (!call.asked("sort").empty()) filter.sort = call.asked("sort");
    filter.offset = TRY(call.number("offset", 0));
    filter.limit = TRY(call.number("limit", 50));
    return filter;
}

Result<Outcome> list_cases(const Call& call) {
    const auto filter = TRY(filter_of(call));
    auto found = TRY(tasks::worklist(call.view, filter));
    CaseList list{found.total, std::move(found.counts), {}};
    for (const tasks::Case& one : found.cases) {
        auto row = TRY(row_of(call.view, one));
        list.cases.push_back(std::move(row));
    }
    return house::shows(list);
}

void set_due(OpenCase& open, const rules::Packs& packs, Day today) {
    const auto found = deadline(law_view(open), packs, today);
    open.record.due = found ? std::optional(found->due) : std::nullopt;
    if (open.content.extension) open.record.due = open.content.extension->until;
}

static Result<chart::PatientBanner> patient_of(const Call& call, const PatientId& id) {
    auto patient = chart::patient(call.view, id);
    if (!patient && patient.error().fault == Fault::not_found)
        return Error{Fault::incorrect,
                     "Field \"patient\" names no patient of the chart; choose one."};
    return patient;
}

Result<Outcome> open_case(const Call& call) {
    OpenCase open;
    open.content.request = TRY(call.body<Request>());
    open.patient = TRY(patient_of(call, open.content.request.patient));
    TRY(bring_in(call.view, open));
    const int year{std::chrono::year_month_day(call.today).year()};
    auto number = TRY(tasks::next_number(call.view, case_kind, "R", year));
    open.record.id = CaseId{call.house.new_id()};
    open.record.number = number.number;
    open.content.code = make_code(call.house.random().bytes(code_bytes));
    set_due(open, call.packs, call.today);
    auto outcome = TRY(changed(call, std::move(open), "release.open", {}));
    outcome.act->drafts.push_back(std::move(number.draft));
    return outcome;
}

Result<Outcome> show_case(const Call& call) {
    const auto open = TRY(load_case(call));
    return house::shows(TRY(view_of(call.house, call.view, open)));
}

Result<Outcome> edit_case(const Call& call) {
    auto command = TRY(call.body<EditCommand>());
    auto next = TRY(load_case(call, command.version));
    TRY(advance(next, Action::edit));
    if (command.request.patient != next.content.request.patient)
        return Error{Fault::incorrect,
                     "A case stays with its patient; withdraw it and open one for the other."};
    next.content.request = std::move(command.request);
    TRY(bring_in(call.view, next));
    next.content.decision.reset();
    set_due(next, call.packs, call.today);
    return changed(call, std::move(next), "release.edit", {});
}

json::object detail_of(const Decision& decision) {
    json::array rules;
    std::int64_t defects = 0;
    for (const Finding& finding : decision.findings) {
        rules.push_back(json::value(finding.rule));
        defects += finding.severity == Severity::defect;
    }
    const std::string count = std::to_string(defects) + (defects == 1 ? " defect" : " defects");
    return {{"answer", enum_name(decision.answer)},
            {"packs", to_json(decision.packs)},
            {"inputs_sha256", hex(decision.inputs_sha256)},
            {"findings", rules},
            {"note", replaced(enum_name(decision.answer), "_", " ") + ", " + count}};
}

Status decide_on(OpenCase& next, const rules::Packs& packs, Day today) {
    const Decision decision = decide_now(next, packs, today);
    TRY(advance(next, Action::decide, decision.answer));
    next.content.decision = decision;
    next.content.inputs = law_view(next);
    next.record.due = next.content.extension ? next.content.extension->until : decision.due_on;
    return ok();
}

Result<Outcome> decide_case(const Call& call) {
    const auto command = TRY(call.body<VersionCommand>());
    auto next = TRY(load_case(call, command.version));
    TRY(decide_on(next, call.packs, call.today));
    auto detail = detail_of(*next.content.decision);
    auto outcome = TRY(changed(call, std::move(next), "release.decide", std::move(detail)));
    add_drafts(outcome, TRY(pack_drafts(call.view, call.packs)));
    return outcome;
}

Result<Outcome> withdraw_case(const Call& call) {
    const auto command = TRY(call.body<WithdrawCommand>());
    auto next = TRY(load_case(call, command.version));
    TRY(advance(next, Action::withdraw));
    return changed(call, std::move(next), "release.withdraw", {}, command.note);
}

}  // namespace muniment::release
