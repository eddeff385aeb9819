// Letters, extension, denial and its review, and the fee: what the desk writes to whoever asked
// before and beside the records themselves.
#include "base/text.h"
#include "departments/release/deadline.h"
#include "departments/release/letter_handlers.h"
#include "departments/release/package_job.h"
#include "formats/pdf/render.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

// All defects in one error: the desk mends them together.
static Status must_be_whole(const std::vector<Finding>& findings) {
    std::string all;
    std::string cite;
    for (const Finding& finding : findings) {
        if (finding.severity != Severity::defect) continue;
        if (cite.empty()) cite = finding.cite;
        all += (all.empty() ? "" : " ") + finding.message;
    }
    if (all.empty()) return ok();
    return Error{Fault::incorrect, all, cite};
}

// What the case and the settings know of a letter need not be typed.
static Result<LetterAsk> completed(const Call& call, const OpenCase& open, LetterAsk ask) {
    if (!ask.due_on) ask.due_on = open.record.due;
    if (!ask.fee) ask.fee = open.content.fee;
    if (ask.kind == LetterKind::certification && open.content.package)
        ask.pages = open.content.package->pages;
    if (ask.kind == LetterKind::invoice && ask.invoice.empty()) ask.invoice = open.record.number;
    if (ask.kind != LetterKind::denial || !ask.denial) return ask;
    const SettingsRecord record = TRY(read_settings(call.view));
    Denial& denial = *ask.denial;
    if (denial.contact_title.empty()) denial.contact_title = record.settings.complaint_contact;
    if (denial.contact_phone.empty()) denial.contact_phone = record.settings.complaint_phone;
    denial.given_on = call.today;
    // Our template says all three; check_denial is for letters of any origin.
    denial.states_review = denial.states_complaint = denial.states_hhs = true;
    return ask;
}

struct PrintedLetter {
    std::string pdf;
    std::string template_id;
};

static Result<PrintedLetter> printed(const Call& call, const OpenCase& open, const LetterAsk& ask,
                                     Copy copy) {
    const Decision decision = decide_now(open, call.packs, call.today);
    const auto paper =
        TRY(paper_of(call.house, call.view, open, decision, call.actor.name, call.today));
    const auto document = TRY(letter(paper, ask, copy));
    TRY(must_be_whole(check_letter(document, open.content.request, call.packs, call.today)));
    auto rendered = TRY(pdf::render(document));
    return PrintedLetter{std::move(rendered.bytes), letter_id(paper, ask)};
}

Result<Outcome> preview_letter(const Call& call) {
    auto command = TRY(call.body<LetterCommand>());
    const auto open = TRY(load_case(call));
    const auto ask = TRY(completed(call, open, std::move(command.letter)));
    auto letter = TRY(printed(call, open, ask, Copy::preview));
    return pdf_answer(std::move(letter.pdf), open.record.number + "-letter");
}

// 45 CFR 164.524(b)(2)(ii): once, in writing, with reasons and a date, before the time is over.
static Status extend(const Call& call, OpenCase& next, const LetterAsk& ask) {
    const auto found = deadline(law_view(next), call.packs, call.today);
    if (!found)
        return Error{Fault::incorrect,
                     "No clock runs for this request, so there is none to extend."};
    const Day until = TRY(extended(*found, {call.today, ask.until, !trim(ask.reasons).empty()},
                                   next.content.extension.has_value()));
    next.content.extension = ExtensionTaken{call.today, until, ask.reasons};
    next.record.due = until;
    return ok();
}

static Status deny(const Call& call, OpenCase& next, const LetterAsk& ask) {
    if (!ask.denial)
        return Error{Fault::incorrect, "Field \"letter.denial\" is missing; say what is denied."};
    TRY(must_be_whole(
        check_denial(law_view(next), *ask.denial, next.record.due, call.packs, call.today)));
    next.content.denial = ask.denial;
    return ok();
}

static Action action_of(const LetterAsk& ask) {
    return ask.kind == LetterKind::denial && ask.denial && ask.denial->everything ? Action::deny
                                                                                  : Action::write;
}

Result<Outcome> write_letter(const Call& call) {
    auto command = TRY(call.body<LetterCommand>());
    auto next = TRY(load_case(call, command.version));
    const auto ask = TRY(completed(call, next, std::move(command.letter)));
    if (ask.kind == LetterKind::recall)
        return Error{Fault::incorrect, "A recall is more than a letter; recall the release."};
    TRY(advance(next, action_of(ask)));
    if (ask.kind == LetterKind::extension) TRY(extend(call, next, ask));
    if (ask.kind == LetterKind::denial) TRY(deny(call, next, ask));
    auto written = TRY(add_letter(call, next, ask));
    auto outcome = TRY(changed(call, std::move(next), "release.letter",
                               {{"template", written.info.template_id},
                                {"letter_sha256", hex(written.info.sha256)},
                                {"note", "letter " + written.info.template_id}}));
    outcome.act->drafts.push_back(std::move(written.draft));
    return outcome;
}

Result<WrittenLetter> add_letter(const Call& call, OpenCase& next, const LetterAsk& ask) {
    auto letter = TRY(printed(call, next, ask, Copy::release));
    const LetterInfo info{call.house.new_id(), ask.kind,   letter.template_id,
                          ask.language,        call.today, sha256(letter.pdf)};
    next.content.letters.push_back(info);
    return WrittenLetter{
        info, letter_draft(info.id, next.record.patient, info.template_id, std::move(letter.pdf))};
}

Result<Outcome> show_letter(const Call& call) {
    const auto open = TRY(load_case(call));
    const Uuid id = TRY(call.id("letter"));
    for (const LetterInfo& info : open.content.letters) {
        if (info.id != id) continue;
        auto stored = TRY(read_letter(call.view, id));
        return pdf_answer(std::move(stored.content), open.record.number + "-letter");
    }
    return Error{Fault::not_found, "The case has no such letter."};
}

Result<Outcome> list_denial_grounds(const Call& call) {
    const auto open = TRY(load_case(call));
    return house::shows(DenialGrounds{denial_grounds(law_view(open), call.packs, call.today)});
}

// 45 CFR 164.524(a)(4): asked for first, decided by somebody who took no part in the denial.
Result<Outcome> review_denial(const Call& call) {
    const auto command = TRY(call.body<ReviewCommand>());
    auto next = TRY(load_case(call, command.version));
    if (!next.content.denial)
        return Error{Fault::incorrect, "Nothing was denied by a letter in this case."};
    const bool decided = command.review.decided_on.has_value();
    if (decided || next.state == State::reviewing)
        TRY(must_be_whole(
            check_review(*next.content.denial, command.review, call.packs, call.today)));
    const Action action = !decided                ? Action::ask_review
                          : command.review.upheld ? Action::uphold
                                                  : Action::overturn;
    TRY(advance(next, action));
    next.content.review = command.review;
    if (action == Action::overturn) next.content.denial.reset();
    return changed(call, std::move(next), "release.review",
                   {{"note", std::string(enum_name(action))}});
}

Result<Outcome> price_case(const Call& call) {
    const auto command = TRY(call.body<FeeCommand>());
    auto next = TRY(load_case(call, command.version));
    TRY(advance(next, Action::write));
    const SettingsRecord record = TRY(read_settings(call.view));
    const Decision decision = decide_now(next, call.packs, call.today);
    next.content.copy_job = command.job;
    next.content.fee = TRY(fee(law_view(next), decision.ground, command.job, record.settings.costs,
                               call.packs, call.today));
    return changed(call, std::move(next), "release.fee",
                   {{"total_cents", next.content.fee->total_cents}});
}

}  // namespace muniment::release
