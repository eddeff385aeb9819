#include "departments/rights/desk.h"

#include <algorithm>

#include "kernel/chart/chart.h"

namespace muniment::rights {

using house::Call;

Result<OpenCase> load(house::View& view, const CaseId& id) {
    OpenCase open;
    open.record = TRY(tasks::read_case(view, id));
    const auto state = enum_value<State>(open.record.state);
    if (open.record.kind != case_kind || !state)
        return Error{Fault::not_found, "There is no request about rights with id " + to_text(id)};
    open.state = *state;
    open.content = TRY(from_json_text<RightsContent>(open.record.content));
    open.patient = TRY(chart::patient(view, PatientId{open.record.patient}));
    return open;
}

Result<OpenCase> load(house::View& view, const CaseId& id, std::int64_t seen_version) {
    auto open = TRY(load(view, id));
    if (open.record.version != seen_version)
        return Error{Fault::conflict, "Request " + open.record.number + " is at version " +
                                          std::to_string(open.record.version) + ", not " +
                                          std::to_string(seen_version) +
                                          "; look at the newer version."};
    return open;
}

static rules::Facts clock_facts(const RightsContent& content, const RightsSettings& settings) {
    rules::Facts facts;
    facts.set("requester", "patient");
    facts.set("state", settings.state);
    const AccessAsk access = content.ask.access.value_or(AccessAsk{});
    facts.set("manner", access.form == "inspection" ? "inspection" : "copy");
    facts.set("format", access.form == "paper" ? "paper" : "electronic");
    return facts;
}

std::vector<RunningClock> clocks_of(const RightsContent& content, Day received,
                                    const RightsSettings& settings, const rules::Packs& packs) {
    const std::string event =
        event_of(content.ask.kind, content.ask.accounting.value_or(AccountingAsk{}));
    if (event.empty()) return {};
    return clocks(packs, event, received, clock_facts(content, settings));
}

static std::vector<LawSays> duties_of(const RightsAsk& ask, const rules::Packs& packs, Day today) {
    std::vector<LawSays> duties;
    if (ask.restriction) duties.push_back(must_agree(*ask.restriction, packs, today));
    if (ask.confidential) {
        duties.push_back(must_accommodate(*ask.confidential, Reasonable::yes, packs, today));
        duties.push_back(may_ask_why(ask.confidential->of, packs, today));
    }
    return duties;
}

static std::vector<AmendmentRule> grounds_of(const RightsAsk& ask, const rules::Packs& packs,
                                             Day today) {
    std::vector<AmendmentRule> grounds;
    if (!ask.amendment) return grounds;
    for (const auto ground :
         {AmendmentGround::not_created_here, AmendmentGround::not_in_record_set,
          AmendmentGround::not_inspectable, AmendmentGround::accurate_and_complete})
        grounds.push_back(ground_of({ground, false, "", ""}, packs, today));
    return grounds;
}

Result<RightsCase> view_of(const Call& call, const OpenCase& open) {
    RightsCase view;
    view.id = open.record.id;
    view.number = open.record.number;
    view.version = open.record.version;
    view.kind = open.kind();
    view.state = open.state;
    view.patient = open.patient;
    view.received_on = open.record.received.value_or(Day{});
    view.due_on = open.record.due;
    view.content = open.content;
    const auto settings = TRY(read_settings(call.view));
    view.clocks = clocks_of(open.content, view.received_on, settings.settings, call.packs);
    view.duties = duties_of(open.content.ask, call.packs, call.today);
    view.grounds = grounds_of(open.content.ask, call.packs, call.today);
    if (open.content.directive) {
        const auto kept = chart::directive(call.view, *open.content.directive);
        if (kept) view.kept = *kept;
    }
    view.allowed_steps = allowed(open.kind(), open.state);
    view.history = TRY(tasks::history(call.view, open.record.id));
    return view;
}

MyRequest mine_of(const OpenCase& open) {
    MyRequest mine;
    mine.id = open.record.id;
    mine.number = open.record.number;
    mine.version = open.record.version;
    mine.kind = open.kind();
    mine.state = open.state;
    mine.received_on = open.record.received.value_or(Day{});
    mine.due_on = open.record.due;
    mine.content = open.content;
    for (const Step step : allowed(open.kind(), open.state))
        if (is_patients(step)) mine.allowed_steps.push_back(step);
    return mine;
}

Result<house::Act> act_of(const Call& call, OpenCase& open, const std::string& action) {
    open.record.kind = case_kind;
    open.record.state = enum_name(open.state);
    open.record.updated = call.house.now();
    open.record.brief = to_json_text(Brief{open.patient.name, open.kind(), open.content.by_portal});
    open.record.content = to_json_text(open.content);
    house::Act act;
    act.action = action;
    act.actor = call.actor.user;
    act.purpose = call.actor.purpose;
    act.subject = open.record.id.uuid;
    act.detail = {{"case", to_text(open.record.id)},
                  {"number", open.record.number},
                  {"kind", enum_name(open.kind())},
                  {"note", enum_name(open.state)}};
    act.drafts.push_back(TRY(tasks::draft_of(call.house, open.record)));
    return act;
}

// The days on which accountings were given to this patient by this desk.
static Result<std::vector<Day>> given_before(const Call& call, const PatientId& patient) {
    std::vector<Day> days;
    const auto cases = TRY(tasks::cases_of(call.view, case_kind, patient.uuid));
    for (const tasks::Case& one : cases) {
        const auto brief = from_json_text<Brief>(one.brief);
        if (brief && brief->kind == Kind::accounting && one.state == enum_name(State::answered))
            days.push_back(call.house.day_of(one.updated));
    }
    return days;
}

static Result<OpenCase> new_case(const Call& call, const PatientId& patient, Day received_on,
                                 RightsAsk ask, house::Draft& number) {
    OpenCase open;
    open.patient = TRY(chart::patient(call.view, patient));
    open.content.ask = std::move(ask);
    const int year{std::chrono::year_month_day(call.today).year()};
    auto numbered = TRY(tasks::next_number(call.view, case_kind, "Q", year));
    open.record.id = CaseId{call.house.new_id()};
    open.record.number = numbered.number;
    open.record.patient = patient.uuid;
    open.record.received = received_on;
    number = std::move(numbered.draft);
    return open;
}

Result<Opened> take(const Call& call, const PatientId& patient, Day received_on, RightsAsk ask,
                    Through through) {
    TRY(must_be_none(check(ask)));
    if (received_on > call.today || received_on < call.today - std::chrono::days{3660})
        return Error{Fault::incorrect,
                     "Field \"received_on\" must be the day the request came, today at the "
                     "latest."};
    Opened taken;
    house::Draft number;
    taken.open = TRY(new_case(call, patient, received_on, std::move(ask), number));
    OpenCase& open = taken.open;
    open.content.by_portal = through == Through::portal;
    if (const auto& asked = open.content.ask.accounting) {
        const auto given = TRY(given_before(call, patient));
        open.content.terms = terms_of(*asked, received_on, given);
    }
    const auto settings = TRY(read_settings(call.view));
    const auto running = clocks_of(open.content, received_on, settings.settings, call.packs);
    if (!running.empty()) open.record.due = running.front().due;
    taken.act = TRY(act_of(call, open, "rights.open"));
    taken.act.drafts.push_back(std::move(number));
    return taken;
}

Result<std::vector<house::Draft>> record_consent(const Call& call, const chart::Consent& consent,
                                                 const std::string& says) {
    house::Draft number;
    RightsAsk ask;
    ask.kind = Kind::consent;
    auto open = TRY(new_case(call, consent.patient, call.today, std::move(ask), number));
    open.state = State::answered;
    open.content.by_portal = !call.actor.self.is_nil();
    open.content.consent = consent.id;
    open.content.consent_says = says;
    auto act = TRY(act_of(call, open, "rights.consent"));
    act.drafts.push_back(std::move(number));
    return std::move(act.drafts);
}

house::Outcome pdf_answer(std::string bytes, const std::string& name) {
    house::Outcome outcome;
    outcome.answer.content_type = "application/pdf";
    outcome.answer.content = std::move(bytes);
    outcome.answer.headers = {{"Content-Disposition", "inline; filename=\"" + name + ".pdf\""}};
    return outcome;
}

Result<house::Outcome> letter_of(const Call& call, const OpenCase& open) {
    const Uuid id = TRY(call.id("letter"));
    for (const RightsLetter& info : open.content.letters) {
        if (info.id != id) continue;
        auto stored = TRY(read_letter(call.view, id));
        return pdf_answer(std::move(stored.content), open.record.number + "-letter");
    }
    return Error{Fault::not_found, "The request has no such letter."};
}

}  // namespace muniment::rights
