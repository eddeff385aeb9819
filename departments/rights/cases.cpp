// The staff's side: the worklist, taking a request, and each step of it.
#include <algorithm>

#include "base/text.h"
#include "departments/rights/handlers.h"
#include "kernel/chart/chart.h"

namespace muniment::rights {

using house::Call;
using house::Outcome;

static std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    return text;
}

static Result<tasks::Filter> filter_of(const Call& call) {
    tasks::Filter filter;
    filter.kind = case_kind;
    filter.state = call.asked("state");
    const std::string words(trim(call.asked("q")));
    if (!words.empty()) {
        filter.number_prefix = upper(words);
        const auto patients = TRY(chart::find_patients(call.view, words, 50));
        for (const auto& patient : patients) filter.patients.push_back(patient.id.uuid);
    }
    if (!call.asked("sort").empty()) filter.sort = call.asked("sort");
    filter.offset = TRY(call.number("offset", 0));
    filter.limit = TRY(call.number("limit", 50));
    return filter;
}

static Result<RightsRow> row_of(const tasks::Case& record) {
    const auto brief = TRY(from_json_text<Brief>(record.brief));
    return RightsRow{record.id,
                     record.number,
                     record.version,
                     brief.kind,
                     enum_value<State>(record.state).value_or(State::received),
                     brief.patient_name,
                     PatientId{record.patient},
                     brief.by_portal,
                     record.received.value_or(Day{}),
                     record.due,
                     record.updated};
}

Result<Outcome> list_cases(const Call& call) {
    const auto filter = TRY(filter_of(call));
    auto found = TRY(tasks::worklist(call.view, filter));
    RightsCases list{found.total, std::move(found.counts), {}};
    for (const tasks::Case& one : found.cases) {
        auto row = TRY(row_of(one));
        list.cases.push_back(std::move(row));
    }
    return house::shows(list);
}

// The answer to a change: the case as it is now, with this step at the end of its history.
static Result<Outcome> changed(const Call& call, const OpenCase& open, house::Act act,
                               const std::optional<chart::Directive>& kept = {}) {
    auto shown = TRY(view_of(call, open));
    if (kept) shown.kept = kept;
    shown.history.push_back(
        {open.record.updated, call.actor.name, act.action, std::string(enum_name(open.state)), {}});
    return house::does(std::move(act), shown);
}

Result<Outcome> open_case(const Call& call) {
    auto command = TRY(call.body<OpenRights>());
    auto taken = TRY(take(call, command.patient, command.received_on.value_or(call.today),
                          std::move(command.ask), Through::desk));
    return changed(call, taken.open, std::move(taken.act));
}

Result<Outcome> show_case(const Call& call) {
    const Uuid id = TRY(call.id());
    const auto open = TRY(load(call.view, CaseId{id}));
    return house::shows(TRY(view_of(call, open)));
}

Result<Outcome> step_case(const Call& call) {
    const auto command = TRY(call.body<RightsStep>());
    const Uuid id = TRY(call.id());
    auto open = TRY(load(call.view, CaseId{id}, command.version));
    auto stepped = TRY(take_step(call, std::move(open), command));
    return changed(call, stepped.open, std::move(stepped.act), stepped.kept);
}

Result<Outcome> show_letter(const Call& call) {
    const Uuid id = TRY(call.id());
    const auto open = TRY(load(call.view, CaseId{id}));
    return letter_of(call, open);
}

Result<Outcome> show_settings(const Call& call) {
    const auto record = TRY(read_settings(call.view));
    return house::shows(record.settings);
}

Result<Outcome> change_settings(const Call& call) {
    const auto settings = TRY(call.body<RightsSettings>());
    const auto record = TRY(read_settings(call.view));
    house::Act act;
    act.action = "rights.settings";
    act.actor = call.actor.user;
    act.purpose = call.actor.purpose;
    act.detail = {{"version", record.version + 1}};
    act.drafts.push_back(settings_draft(settings, record.version + 1));
    return house::does(std::move(act), settings);
}

}  // namespace muniment::rights
