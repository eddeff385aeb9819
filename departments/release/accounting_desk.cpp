// The accounting of disclosures at the desk (45 CFR 164.528): what it shows for a patient and
// period, what the patient is given, and what agencies asked to be kept off it for a time.
#include "base/text.h"
#include "departments/release/accounting_handlers.h"
#include "departments/release/accounting_letter.h"
#include "formats/pdf/render.h"
#include "kernel/chart/chart.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

static Result<PatientId> patient_asked(const Call& call) {
    const auto patient = parse_uuid(call.asked("patient"));
    if (!patient) return Error{Fault::incorrect, "\"patient\" must be the id of a patient."};
    return PatientId{*patient};
}

static Result<AccountingCommand> command_asked(const Call& call) {
    AccountingCommand command;
    command.patient = TRY(patient_asked(call));
    command.from = TRY(call.day("from"));
    command.to = TRY(call.day("to"));
    command.requested_on = TRY(call.day("requested_on"));
    return command;
}

static Result<Window> window_of(const AccountingCommand& command, Day requested, Day today) {
    if (requested > today)
        return Error{Fault::incorrect, "Field \"requested_on\" must be today at the latest."};
    Window window = accounting_window(requested, command.from);
    if (command.to) window.last = std::min(*command.to, requested);
    if (window.last < window.first)
        return Error{Fault::incorrect,
                     "The period is empty: it reaches back six years from the request at most, and "
                     "\"to\" must not be before \"from\".",
                     "45 CFR 164.528(a)(3)"};
    return window;
}

// 45 CFR 164.528(c): within sixty days, once extended by thirty at most; the first in twelve months
// is free, for others the patient is told the fee first and may withdraw.
static void add_duties(AccountingView& view, const Call& call) {
    const auto due = call.packs.due("accounting_requested", view.requested_on, {}, call.today);
    ensure(due.clock != nullptr, "the rules have the clock of an accounting");
    view.due_on = due.day;
    view.due_cite = due.clock->cite;
    view.extended_until = rules::due_extended(*due.clock, view.requested_on);
    std::vector<Day> before;
    for (AccountingGiven& one : view.given)
        one.due_on =
            call.packs.due("accounting_requested", one.given.requested_on, {}, call.today).day;
    for (const AccountingGiven& one : view.given) before.push_back(one.given.given_on);
    view.free = accounting_is_free(call.today, before);
    view.fee_say = view.free
                       ? "Free: the first in twelve months. (45 CFR 164.528(c)(2)(i))"
                       : "A cost-based fee may be asked: tell the patient first, who may then "
                         "withdraw or change the request. (45 CFR 164.528(c)(2)(ii))";
}

static Result<AccountingView> view_of(const Call& call, const AccountingCommand& command,
                                      Show show) {
    AccountingView view;
    view.patient = command.patient;
    view.requested_on = command.requested_on.value_or(call.today);
    const Window window = TRY(window_of(command, view.requested_on, call.today));
    view.from = window.first;
    view.to = window.last;
    auto rows = TRY(disclosures(call.view, command.patient));
    const auto noted = TRY(noted_disclosures(call.view, command.patient, call.packs, call.today));
    rows.insert(rows.end(), noted.begin(), noted.end());
    std::vector<Suspension> suspensions;
    auto suspended = TRY(suspensions_of(call.view, command.patient));
    for (SuspensionRecord& one : suspended) suspensions.push_back(std::move(one.suspension));
    view.rows = accounting_lines(rows, window, suspensions, call.packs, call.today, show);
    auto given = TRY(accountings_of(call.view, command.patient));
    for (AccountingRecord& one : given) view.given.push_back({one.id, std::move(one.given), {}});
    add_duties(view, call);
    return view;
}

Result<Outcome> list_disclosures(const Call& call) {
    const auto command = TRY(command_asked(call));
    const Show show = call.asked("all") == "true" ? Show::all : Show::listed;
    return house::shows(TRY(view_of(call, command, show)));
}

static Result<pdf::Rendered> printed(const Call& call, const AccountingView& view,
                                     Language language, Copy copy) {
    AccountingPaper paper;
    paper.facility = call.house.facility();
    const SettingsRecord record = TRY(read_settings(call.view));
    paper.settings = record.settings;
    paper.patient = TRY(chart::patient(call.view, view.patient));
    paper.window = {view.from, view.to};
    paper.requested_on = view.requested_on;
    paper.date = call.today;
    paper.created = call.house.now();
    paper.signer = call.actor.name;
    paper.lines = view.rows;
    paper.language = language;
    auto document = accounting_letter(paper);
    if (copy == Copy::preview) document.sections.front().header = {paper.facility, "", "PREVIEW"};
    return pdf::render(document);
}

Result<Outcome> preview_accounting(const Call& call) {
    const auto command = TRY(call.body<AccountingCommand>());
    const auto view = TRY(view_of(call, command, Show::listed));
    auto letter = TRY(printed(call, view, command.language, Copy::preview));
    return pdf_answer(std::move(letter.bytes), "accounting-of-disclosures-preview");
}

// 45 CFR 164.528(d): the accounting given is kept.
Result<Outcome> give_accounting(const Call& call) {
    const auto command = TRY(call.body<AccountingCommand>());
    const auto view = TRY(view_of(call, command, Show::listed));
    const auto letter = TRY(printed(call, view, command.language, Copy::release));
    AccountingGiven given{call.house.new_id(), {}, view.due_on};
    given.given = {view.requested_on,
                   call.today,
                   view.from,
                   view.to,
                   static_cast<std::int64_t>(view.rows.size()),
                   accounting_template_id(command.language),
                   sha256(letter.bytes),
                   call.actor.name};
    auto act = act_by(call, "release.accounting", view.patient.uuid);
    act.detail = {{"accounting", to_text(given.id)},
                  {"template", given.given.template_id},
                  {"letter_sha256", hex(given.given.sha256)},
                  {"from", to_text(view.from)},
                  {"to", to_text(view.to)}};
    act.drafts.push_back(accounting_draft(given.id, view.patient, given.given));
    act.drafts.push_back(letter_draft(given.id, view.patient.uuid, given.given.template_id,
                                      std::string(letter.bytes)));
    return house::does(std::move(act), given);
}

Result<Outcome> show_accounting(const Call& call) {
    const Uuid id = TRY(call.id());
    TRY(read_accounting(call.view, id));
    auto letter = TRY(read_letter(call.view, id));
    return pdf_answer(std::move(letter.content), "accounting-of-disclosures");
}

static SuspensionView shown(const SuspensionRecord& record, const Call& call) {
    return {record.id, PatientId{record.patient}, record.suspension,
            suspended_until(record.suspension, call.packs),
            is_active(record.suspension, call.packs, call.today)};
}

Result<Outcome> suspend_accounting(const Call& call) {
    auto command = TRY(call.body<SuspensionCommand>());
    TRY(chart::patient(call.view, command.patient));
    SuspensionRecord record{
        call.house.new_id(), command.patient.uuid,
        Suspension{std::string(trim(command.agency)), command.kind, command.stated_on,
                   command.until, command.official, command.statement}};
    TRY(check_suspension(record.suspension, call.today));
    auto act = act_by(call, "release.suspend", record.patient);
    act.detail = {{"suspension", to_text(record.id)}, {"kind", enum_name(command.kind)}};
    act.drafts.push_back(suspension_draft(record));
    return house::does(std::move(act), shown(record, call));
}

Result<Outcome> lift_suspension(const Call& call) {
    const Uuid id = TRY(call.id());
    const auto command = TRY(call.body<LiftCommand>());
    auto record = TRY(read_suspension(call.view, id));
    TRY(lift(record.suspension, command.ended_on.value_or(call.today), command.because, call.packs,
             call.today));
    ++record.version;
    auto act = act_by(call, "release.suspension_lift", record.patient);
    act.detail = {{"suspension", to_text(record.id)}};
    act.drafts.push_back(suspension_draft(record));
    return house::does(std::move(act), shown(record, call));
}

Result<Outcome> list_suspensions(const Call& call) {
    const auto patient = TRY(patient_asked(call));
    SuspensionList list;
    const auto found = TRY(suspensions_of(call.view, patient));
    for (const SuspensionRecord& one : found) list.suspensions.push_back(shown(one, call));
    return house::shows(list);
}

}  // namespace muniment::release
