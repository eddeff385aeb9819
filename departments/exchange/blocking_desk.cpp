// The desk's requests: list, open, show, edit, assess, close, export for counsel.
#include <algorithm>
#include <chrono>
#include <set>

#include "departments/exchange/blocking.h"
#include "kernel/chart/chart.h"

namespace muniment::exchange {

using house::Call;
using house::Outcome;

static Result<BlockingRow> row_of(const tasks::Case& record, Day today) {
    auto brief = TRY(from_json_text<BlockingBrief>(record.brief));
    const bool ended = brief.ends_on && *brief.ends_on < today;
    return BlockingRow{
        record.id,       record.number,   enum_value<State>(record.state).value_or(State::open),
        record.received, record.due,      record.updated,
        ended,           std::move(brief)};
}

Result<Outcome> list_blocking(const Call& call) {
    tasks::Filter filter;
    filter.kind = case_kind;
    filter.state = call.asked("state");
    if (!call.asked("sort").empty()) filter.sort = call.asked("sort");
    filter.offset = TRY(call.number("offset", 0));
    filter.limit = TRY(call.number("limit", 50));
    auto found = TRY(tasks::worklist(call.view, filter));
    BlockingList list{found.total, std::move(found.counts), {}, {}};
    for (const tasks::Case& one : found.cases) {
        auto row = TRY(row_of(one, call.today));
        list.cases.push_back(std::move(row));
    }
    const auto last = TRY(read_look(call.view));
    list.looked_on = last.look.looked_on;
    return house::shows(list);
}

Result<Outcome> changed(const Call& call, BlockingCase next, const std::string& action) {
    auto act =
        TRY(act_of(call.house, call.packs, next, call.actor.user, call.actor.purpose, action));
    auto shown = TRY(view_of(call.house, call.view, call.packs, next));
    shown.history.push_back({next.record.updated, call.actor.name, action,
                             std::string(enum_name(shown.assessment.verdict)), std::nullopt});
    return house::does(std::move(act), shown);
}

static Status check_requester(const std::string& requester) {
    if (requester.size() > words_bytes_max)
        return Error{Fault::incorrect, "Field \"requester\" is too long."};
    return ok();
}

Result<Outcome> open_blocking(const Call& call) {
    auto command = TRY(call.body<OpenBlocking>());
    TRY(check(command.practice, call.packs));
    TRY(check_requester(command.requester));
    BlockingCase open;
    if (command.patient) {
        const auto patient = TRY(chart::patient(call.view, *command.patient));
        open.record.patient = patient.id.uuid;
    }
    const int year{std::chrono::year_month_day(call.today).year()};
    auto number = TRY(tasks::next_number(call.view, case_kind, "I", year));
    open.record.id = CaseId{call.house.new_id()};
    open.record.number = number.number;
    open.content.requester = std::move(command.requester);
    open.content.practice = std::move(command.practice);
    auto outcome = TRY(changed(call, std::move(open), "exchange.open"));
    outcome.act->drafts.push_back(std::move(number.draft));
    return outcome;
}

Result<BlockingCase> load_case(const Call& call) {
    const Uuid id = TRY(call.id());
    return load(call.view, CaseId{id});
}

Result<BlockingCase> load_next(const Call& call, std::int64_t seen) {
    auto open = TRY(load_case(call));
    if (open.record.version != seen)
        return Error{Fault::conflict, "Case " + open.record.number + " is at version " +
                                          std::to_string(open.record.version) + ", not " +
                                          std::to_string(seen) + "; look at the newer version."};
    ++open.record.version;
    return open;
}

static Result<BlockingView> shown_with_differences(const Call& call) {
    const auto open = TRY(load_case(call));
    auto shown = TRY(view_of(call.house, call.view, call.packs, open));
    shown.differences = TRY(all_differences(call.view));
    std::erase_if(shown.differences, [&](const UnlikePair& one) {
        return one.number != shown.number && one.other_number != shown.number;
    });
    return shown;
}

Result<Outcome> show_blocking(const Call& call) {
    return house::shows(TRY(shown_with_differences(call)));
}

Result<Outcome> edit_blocking(const Call& call) {
    auto command = TRY(call.body<EditBlocking>());
    TRY(check(command.practice, call.packs));
    TRY(check_requester(command.requester));
    auto next = TRY(load_next(call, command.version));
    next.content.requester = std::move(command.requester);
    next.content.practice = std::move(command.practice);
    next.content.kept.reset();
    next.content.closed_because.clear();
    next.state = State::open;
    return changed(call, std::move(next), "exchange.edit");
}

Result<Outcome> assess_blocking(const Call& call) {
    const auto command = TRY(call.body<BlockingStep>());
    auto next = TRY(load_next(call, command.version));
    if (next.state == State::closed)
        return Error{Fault::conflict, "Case " + next.record.number + " is closed; edit it first."};
    next.content.kept = assess(next.content.practice, call.packs, call.today);
    next.state = State::assessed;
    return changed(call, std::move(next), "exchange.assess");
}

Result<Outcome> close_blocking(const Call& call) {
    const auto command = TRY(call.body<BlockingStep>());
    if (command.because.empty() || command.because.size() > words_bytes_max)
        return Error{Fault::incorrect, "Field \"because\" must say why the case is closed."};
    auto next = TRY(load_next(call, command.version));
    if (next.state != State::assessed)
        return Error{Fault::conflict,
                     "Case " + next.record.number + " must be assessed before it is closed."};
    next.content.closed_because = command.because;
    next.state = State::closed;
    return changed(call, std::move(next), "exchange.close");
}

Result<Outcome> export_blocking(const Call& call) {
    const auto shown = TRY(shown_with_differences(call));
    Outcome outcome;
    outcome.answer.content = TRY(counsel_pdf(call.house.facility(), shown, call.house.now()));
    outcome.answer.content_type = "application/pdf";
    outcome.answer.headers = {
        {"Content-Disposition", "attachment; filename=\"" + shown.number + ".pdf\""}};
    house::Act act;
    act.action = "exchange.export";
    act.subject = shown.id.uuid;
    act.detail = {{"number", shown.number}, {"version", shown.version}};
    outcome.act = std::move(act);
    return outcome;
}

// The facts that an exception's conditions look at today, each once.
static std::vector<std::string> facts_of(const rules::Packs& packs, const std::string& exception,
                                         Day today) {
    std::vector<std::string> names;
    const auto add = [&](const rules::When& when) {
        for (const auto& is : when.all)
            if (std::ranges::find(names, is.fact) == names.end()) names.push_back(is.fact);
    };
    for (const auto* condition : packs.conditions(exception, today)) {
        for (const auto& when : condition->any) add(when);
        add(condition->applies);
    }
    return names;
}

Result<Outcome> list_facts(const Call& call) {
    BlockingFacts all{asked(call.packs), {}};
    for (const auto* one : call.packs.exceptions(call.today))
        all.exceptions.push_back(
            {one->name, one->cite, one->say, facts_of(call.packs, one->name, call.today)});
    return house::shows(all);
}

Result<Outcome> show_barriers(const Call& call) {
    return house::shows(TRY(read_look(call.view)).look);
}

Result<Outcome> start_look(const Call& call) {
    house::Act act;
    act.action = "exchange.look_asked";
    act.drafts.push_back(tasks::new_job(call.house, look_job_kind, derived_uuid("exchange.look")));
    const LookQueued queued{act.drafts.back().id};
    auto outcome = house::does(std::move(act), queued);
    outcome.wakes_jobs = true;
    return outcome;
}

}  // namespace muniment::exchange
