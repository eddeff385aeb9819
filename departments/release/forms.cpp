// Authorizations at the desk and at the patient's own page: take, list, scan, sign, revoke.
#include "base/text.h"
#include "departments/release/authorization.h"
#include "departments/release/form_handlers.h"
#include "departments/release/handlers.h"
#include "departments/release/scan.h"
#include "kernel/chart/chart.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

static constexpr auto sign_lasts = std::chrono::days(14);
static constexpr std::size_t scan_bytes_max = std::size_t{20} << 20;

static FormView view_of(const FormRecord& record, const rules::Packs& packs, Day today) {
    FormView view{record.id,
                  record.version,
                  PatientId{record.patient},
                  record.state,
                  record.kept.form,
                  record.kept.source,
                  record.kept.language,
                  record.kept.signature,
                  !record.kept.scan_type.empty(),
                  record.kept.form.expires_on,
                  {},
                  false};
    view.findings = defects(record.kept.form, packs, today);
    view.usable = record.state == FormState::active && !has_defect(view.findings);
    return view;
}

static house::Act act_on(const Call& call, const FormRecord& record, const std::string& action) {
    auto act = act_by(call, action, record.id);
    act.detail = {{"form", to_text(record.id)}, {"version", record.version}};
    act.drafts.push_back(form_draft(record));
    return act;
}

static Result<JudgedScan> scan_of(const FormCommand& command) {
    auto bytes = from_base64(command.scan);
    if (!bytes || bytes->size() > scan_bytes_max)
        return Error{Fault::incorrect, "Field \"scan\" must be a file in base64 of at most 20 MB."};
    return judge_scan(*std::move(bytes));
}

// A form to be signed on our page states what our page says.
static void state_what_the_page_says(Authorization& form) {
    form.signed_ = false;
    form.signed_on.reset();
    form.states_right_to_revoke = form.states_conditioning = form.states_redisclosure = true;
    form.plain_language = form.copy_given = true;
}

Result<Outcome> take_form(const Call& call) {
    auto command = TRY(call.body<FormCommand>());
    TRY(chart::patient(call.view, command.patient));
    FormRecord record{call.house.new_id(), 1, command.patient.uuid, FormState::active, {}};
    record.kept.form = std::move(command.form);
    record.kept.source = command.source;
    record.kept.language = command.language == "es" ? "es" : "en";
    if (command.source == FormSource::electronic) {
        record.state = FormState::draft;
        state_what_the_page_says(record.kept.form);
    }
    std::optional<JudgedScan> scan;
    if (!command.scan.empty()) {
        scan = TRY(scan_of(command));
        record.kept.source = FormSource::scan;
        record.kept.scan_type = scan->type;
    }
    auto act = act_on(call, record, "release.form");
    if (scan) act.drafts.push_back(scan_draft(record, std::move(scan->bytes)));
    return house::does(std::move(act), view_of(record, call.packs, call.today));
}

Result<Outcome> list_forms(const Call& call) {
    FormList list;
    std::vector<FormRecord> found;
    if (!call.asked("patient").empty()) {
        const auto patient = parse_uuid(call.asked("patient"));
        if (!patient) return Error{Fault::incorrect, "\"patient\" must be the id of a patient."};
        found = TRY(forms_of(call.view, PatientId{*patient}));
    } else {
        const auto within = TRY(call.number("expiring_within", 30));
        found = TRY(
            expiring_forms(call.view, call.today,
                           call.today + std::chrono::days(std::min<std::int64_t>(within, 366))));
    }
    for (const FormRecord& record : found)
        list.forms.push_back(view_of(record, call.packs, call.today));
    return house::shows(list);
}

static Result<FormRecord> form_at(const Call& call, std::int64_t seen_version) {
    const Uuid id = TRY(call.id());
    auto record = TRY(read_form(call.view, id));
    if (record.version != seen_version)
        return Error{Fault::conflict, "The authorization was changed meanwhile; look at it again."};
    return record;
}

Result<Outcome> show_form(const Call& call) {
    const Uuid id = TRY(call.id());
    const auto record = TRY(read_form(call.view, id));
    return house::shows(view_of(record, call.packs, call.today));
}

Result<Outcome> show_scan(const Call& call) {
    const Uuid id = TRY(call.id());
    const auto record = TRY(read_form(call.view, id));
    auto scan = TRY(read_scan(call.view, id));
    auto shown = TRY(scan_as_pdf(record.kept.scan_type, std::move(scan.content), call.house.now()));
    return pdf_answer(std::move(shown), "authorization");
}

// 45 CFR 164.508(b)(5): from the day we receive it; what was released before stands.
Result<Outcome> revoke_form(const Call& call) {
    const auto command = TRY(call.body<RevokeCommand>());
    auto record = TRY(form_at(call, command.version));
    if (record.state == FormState::revoked)
        return Error{Fault::conflict, "The authorization is revoked already."};
    if (command.received_on == Day{} || command.received_on > call.today)
        return Error{Fault::incorrect,
                     "Field \"received_on\" must be the day the revocation came, "
                     "today at the latest."};
    ++record.version;
    record.state = FormState::revoked;
    record.kept.form.revoked_on = command.received_on;
    record.kept.revocation = command.words;
    auto act = act_on(call, record, "release.form_revoke");
    return house::does(std::move(act), view_of(record, call.packs, call.today));
}

Result<Outcome> make_sign_link(const Call& call) {
    const Uuid id = TRY(call.id());
    auto record = TRY(read_form(call.view, id));
    if (record.state != FormState::draft)
        return Error{Fault::conflict,
                     "Only a form that waits for its signature can be sent to sign."};
    const std::string token = to_base64url(call.house.random().bytes(32));
    ++record.version;
    record.kept.sign_token = sha256(token);
    record.kept.sign_until = call.house.now() + sign_lasts;
    const LinkMade made{"/sign/" + to_text(record.id) + "/" + token, *record.kept.sign_until};
    return house::does(act_on(call, record, "release.form_link"), made);
}

// The form that a signing link opens. Every wrong link gets the same words.
static Result<FormRecord> form_of_link(const Call& call) {
    const Error wrong{Fault::not_found,
                      "This link has been used or has expired. Ask the sender for another one."};
    const auto id = parse_uuid(call.path.at("id"));
    if (!id) return wrong;
    auto record = read_form(call.view, *id);
    if (!record || record->state != FormState::draft || !record->kept.sign_until ||
        *record->kept.sign_until <= call.house.now() ||
        record->kept.sign_token != sha256(call.path.at("token")))
        return wrong;
    return record;
}

Result<Outcome> show_sign_page(const Call& call) {
    const auto record = TRY(form_of_link(call));
    const auto patient = TRY(chart::patient(call.view, PatientId{record.patient}));
    SignPage page{call.house.facility(), patient.name, record.kept.language, {}, {}};
    page.text = form_text(record.kept.form, patient.name, "en");
    page.text_es = form_text(record.kept.form, patient.name, "es");
    return house::shows(page);
}

Result<Outcome> sign_form(const Call& call) {
    const auto command = TRY(call.body<SignCommand>());
    auto record = TRY(form_of_link(call));
    const std::string name(trim(command.name));
    if (!command.agrees || name.empty())
        return Error{Fault::incorrect, "To sign, type your name and tick that you agree."};
    const auto patient = TRY(chart::patient(call.view, PatientId{record.patient}));
    const std::string language = command.language == "es" ? "es" : "en";
    const auto text = form_text(record.kept.form, patient.name, language);
    ++record.version;
    record.state = FormState::active;
    record.kept.sign_token = {};
    record.kept.sign_until.reset();
    record.kept.form.signed_ = true;
    record.kept.form.signed_on = call.today;
    record.kept.signature =
        ElectronicSignature{name, call.house.now(), language, sha256(join(text, "\n"))};
    auto act = act_on(call, record, "release.form_sign");
    act.detail["text_sha256"] = hex(record.kept.signature->text);
    return house::does(std::move(act), Signed{call.house.facility(), name, call.house.now()});
}

}  // namespace muniment::release
