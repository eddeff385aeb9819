// One step of a case: what it needs, what the law says of it, the letter that tells the patient,
// and what is kept of it in the chart for whoever discloses.
#include "base/text.h"
#include "departments/rights/desk.h"
#include "departments/rights/letters.h"
#include "formats/pdf/render.h"
#include "kernel/chart/directives.h"

namespace muniment::rights {

using house::Call;

namespace {

Status need_words(const RightsStep& command, const char* what) {
    if (trim(command.words).empty()) return Error{Fault::incorrect, what};
    if (command.words.size() > words_bytes_max)
        return Error{Fault::incorrect, "The text is too long; at most 8,000 characters."};
    return ok();
}

std::string reach_text(const chart::ContactWish& wish) {
    std::string text = "by " + replaced(enum_name(wish.by), "_", " ");
    if (!wish.at.empty()) text += " at " + wish.at;
    if (!wish.not_at.empty()) text += ", and not at " + wish.not_at;
    return text;
}

std::string whom_text(const chart::Restriction& kept) {
    if (kept.keeps_from == chart::KeepsFrom::health_plan) return "your health plan";
    return kept.keeps_from == chart::KeepsFrom::named ? kept.named : "everyone";
}

// What a letter of this step is called and which template it has; empty: the step has no letter.
struct LetterName {
    const char* form = "";
    const char* title = "";
};
LetterName letter_name(Kind kind, Step step) {
    const bool amendment = kind == Kind::amendment, restriction = kind == Kind::restriction;
    switch (step) {
        case Step::extend:
            return {"extension", "We need more time"};
        case Step::accept:
            if (amendment) return {"amendment-accepted", "We change your record as you asked"};
            return restriction ? LetterName{"restriction-agreed", "We agree to your limit"}
                               : LetterName{"confidential-accepted", "We reach you as you asked"};
        case Step::accept_part:
            return {"amendment-partly", "We change a part of your record"};
        case Step::deny:
            if (amendment) return {"amendment-denied", "We do not change your record"};
            return restriction ? LetterName{"restriction-refused", "We do not agree to your limit"}
                               : LetterName{"confidential-refused", "We cannot do as you asked"};
        case Step::rebuttal:
            return {"rebuttal", "Our answer to your statement"};
        case Step::end:
            return restriction ? LetterName{"restriction-ended", "The limit has ended"}
                               : LetterName{"confidential-ended", "How we reach you"};
        case Step::answer:
            if (kind == Kind::accounting)
                return {"accounting-answered", "To whom we disclosed your information"};
            return kind == Kind::complaint ? LetterName{"complaint-answered", "Your complaint"}
                                           : LetterName{"access-answered", "Your health records"};
        default:
            return {};
    }
}

Words words_for(const Call& call, const OpenCase& open, const RightsStep& command,
                const RightsSettings& settings, const RunningClock* clock) {
    const auto day = [](const std::optional<Day>& on) { return on ? to_long_text(*on) : ""; };
    const RightsAsk& ask = open.content.ask;
    const AmendmentDenial denial = open.content.denial.value_or(AmendmentDenial{});
    const AccountingTerms terms = open.content.terms.value_or(AccountingTerms{});
    Words words = {{"patient", open.patient.name},
                   {"facility", call.house.facility()},
                   {"received", day(open.record.received)},
                   {"today", to_long_text(call.today)},
                   {"contact", settings.contact},
                   {"phone", settings.phone},
                   {"words", command.words},
                   {"reasons", command.words},
                   {"due", clock == nullptr ? "" : to_long_text(clock->due)},
                   {"until", day(open.content.extended_to)},
                   {"law", clock == nullptr ? "" : clock->cite},
                   {"basis", denial.basis},
                   {"denied", denial.denied.empty() ? "what you asked about" : denial.denied},
                   {"from", to_long_text(terms.from)},
                   {"to", to_long_text(terms.to)},
                   {"fee", terms.fee_say}};
    if (ask.restriction) words["what"] = ask.restriction->what;
    if (ask.restriction) words["whom"] = whom_text(*ask.restriction);
    if (ask.confidential) words["what"] = reach_text(ask.confidential->wish);
    return words;
}

// 45 CFR 164.526(d)(1): the letter that denies is read again before it can be sent.
Status must_be_whole(const Text& text, const OpenCase& open, const RightsSettings& settings,
                     const rules::Packs& packs, Day today) {
    const LetterSays found = says(join(text.paragraphs, "\n"), open.content.denial->basis,
                                  settings.contact, settings.phone);
    return must_be_none(check_letter(found, packs, today));
}

Status add_letter(const Call& call, OpenCase& open, const RightsStep& command, house::Act& act,
                  const RunningClock* clock) {
    const LetterName name = letter_name(open.kind(), command.step);
    if (*name.form == '\0') return ok();
    const auto record = TRY(read_settings(call.view));
    const Text text = text_of(name.form, words_for(call, open, command, record.settings, clock));
    if (open.kind() == Kind::amendment &&
        (command.step == Step::deny || command.step == Step::accept_part))
        TRY(must_be_whole(text, open, record.settings, call.packs, call.today));
    const Letterhead head{
        call.house.facility(), record.settings.address, open.patient.name, open.patient.address,
        open.record.number,    call.actor.name,         call.today,        call.house.now()};
    auto rendered = TRY(pdf::render(letter(head, name.title, text)));
    const RightsLetter info{call.house.new_id(), text.id, name.title, call.today,
                            sha256(rendered.bytes)};
    open.content.letters.push_back(info);
    act.detail["template"] = info.template_id;
    act.detail["letter_sha256"] = hex(info.sha256);
    act.drafts.push_back(
        letter_draft(info.id, open.record.patient, info.template_id, std::move(rendered.bytes)));
    return ok();
}

// --- what each step needs and does to the case ---

Status extend(const Call& call, OpenCase& open, const RightsStep& command,
              const RunningClock* clock) {
    if (clock == nullptr)
        return Error{Fault::incorrect, "No clock runs for this request; there is none to extend."};
    const ExtensionNotice notice{call.today, command.until, command.words};
    open.content.extended_to =
        TRY(extended(*clock, notice, open.content.extension ? Taken::one : Taken::none));
    open.content.extension = notice;
    open.record.due = open.content.extended_to;
    return ok();
}

Status deny_amendment(const Call& call, OpenCase& open, const RightsStep& command) {
    open.content.denial = command.denial.value_or(AmendmentDenial{});
    return must_be_none(check_denial(*open.content.denial, call.packs, call.today));
}

// 45 CFR 164.522(a)(1)(vi), 45 CFR 164.522(b)(1)(i): some requests may not be refused.
Status refuse(const Call& call, OpenCase& open, const RightsStep& command) {
    TRY(need_words(command, "Say why, in plain words, for the letter."));
    open.content.answer = command.words;
    const RightsAsk& ask = open.content.ask;
    LawSays says;
    if (ask.restriction) says = must_agree(*ask.restriction, call.packs, call.today);
    if (ask.confidential)
        says = must_accommodate(*ask.confidential,
                                command.unreasonable ? Reasonable::no : Reasonable::yes, call.packs,
                                call.today);
    if (says.yes) return Error{Fault::incorrect, "This may not be refused. " + says.say, says.cite};
    return ok();
}

Status say(OpenCase& open, const RightsStep& command) {
    std::string& into = command.step == Step::statement  ? open.content.statement
                        : command.step == Step::rebuttal ? open.content.rebuttal
                                                         : open.content.answer;
    TRY(need_words(command, "Write what is to be said."));
    into = command.words;
    return ok();
}

Status apply_step(const Call& call, OpenCase& open, const RightsStep& command,
                  const RunningClock* clock) {
    const bool amendment = open.kind() == Kind::amendment;
    switch (command.step) {
        case Step::extend:
            return extend(call, open, command, clock);
        case Step::accept:
            open.content.answer = command.words;
            return ok();
        case Step::accept_part:
            open.content.answer = command.words;
            return deny_amendment(call, open, command);
        case Step::deny:
            return amendment ? deny_amendment(call, open, command) : refuse(call, open, command);
        case Step::tell:
            if (command.told.empty() || command.told.size() > 100)
                return Error{Fault::incorrect, "Name who was told.", "45 CFR 164.526(c)(3)"};
            open.content.told.insert(open.content.told.end(), command.told.begin(),
                                     command.told.end());
            return ok();
        case Step::future:
            open.content.future = true;
            return ok();
        case Step::answer:
            open.content.reference = command.reference;
            return say(open, command);
        case Step::statement:
        case Step::rebuttal:
            return say(open, command);
        case Step::end:
        case Step::withdraw:
            return ok();
    }
    return ok();
}

// --- what is kept in the chart ---

chart::Directive new_directive(const Call& call, OpenCase& open, chart::DirectiveKind kind) {
    chart::Directive kept;
    kept.id = call.house.new_id();
    kept.patient = PatientId{open.record.patient};
    kept.kind = kind;
    kept.case_number = open.record.number;
    kept.from = call.today;
    open.content.directive = kept.id;
    return kept;
}

std::string asked_words(const AmendmentAsk& ask) {
    return "What is wrong or missing: " + ask.wrong +
           (ask.right.empty() ? "" : "\nWhat it should say: " + ask.right) + "\nWhy: " + ask.reason;
}

chart::Directive link_amendment(const Call& call, OpenCase& open, const RightsStep& command) {
    using enum chart::PaperKind;
    auto kept = new_directive(call, open, chart::DirectiveKind::amendment);
    const AmendmentAsk& ask = *open.content.ask.amendment;
    kept.amendment.emplace();
    kept.amendment->items = ask.items;
    auto& papers = kept.amendment->papers;
    papers.push_back({request, open.record.received.value_or(call.today), asked_words(ask)});
    if (command.step != Step::deny)
        papers.push_back({acceptance, call.today,
                          command.words.empty() ? "The amendment was accepted." : command.words});
    if (command.step != Step::accept)
        papers.push_back({denial, call.today, open.content.denial->basis});
    return kept;
}

// 45 CFR 164.526(d)(4): statement and rebuttal are linked like the rest.
Result<chart::Directive> more_papers(const Call& call, const OpenCase& open,
                                     const RightsStep& command) {
    auto kept = TRY(chart::directive(call.view, *open.content.directive));
    ++kept.version;
    if (command.step == Step::future)
        kept.amendment->asked_for_future = true;
    else
        kept.amendment->papers.push_back({command.step == Step::statement
                                              ? chart::PaperKind::statement
                                              : chart::PaperKind::rebuttal,
                                          call.today, command.words});
    return kept;
}

// 45 CFR 164.522(a)(2).
Result<chart::Directive> ended(const Call& call, const OpenCase& open, const RightsStep& command) {
    auto kept = TRY(chart::directive(call.view, *open.content.directive));
    ++kept.version;
    if (!kept.restriction) {
        kept.active = false;
        return kept;
    }
    const LawSays says = may_end(*kept.restriction, command.ended_by, call.packs, call.today);
    if (!says.yes) return Error{Fault::incorrect, says.say, says.cite};
    kept.active =
        end(*kept.restriction, command.ended_by, call.today) == AfterEnd::binds_what_came_before;
    return kept;
}

Result<std::optional<chart::Directive>> to_keep(const Call& call, OpenCase& open,
                                                const RightsStep& command) {
    using Kept = std::optional<chart::Directive>;
    const bool decides = command.step == Step::accept || command.step == Step::accept_part ||
                         (command.step == Step::deny && open.kind() == Kind::amendment);
    if (decides && open.kind() == Kind::amendment) return Kept{link_amendment(call, open, command)};
    if (command.step == Step::accept) {
        const bool restriction = open.kind() == Kind::restriction;
        auto kept = new_directive(
            call, open,
            restriction ? chart::DirectiveKind::restriction : chart::DirectiveKind::confidential);
        kept.restriction = open.content.ask.restriction;
        if (!restriction) kept.contact = open.content.ask.confidential->wish;
        return Kept{std::move(kept)};
    }
    if (command.step == Step::statement || command.step == Step::rebuttal ||
        command.step == Step::future) {
        auto kept = TRY(more_papers(call, open, command));
        return Kept{std::move(kept)};
    }
    if (command.step != Step::end) return Kept{};
    auto kept = TRY(ended(call, open, command));
    return Kept{std::move(kept)};
}

}  // namespace

Result<Stepped> take_step(const Call& call, OpenCase open, const RightsStep& command) {
    open.state = TRY(next(open.kind(), open.state, command.step));
    ++open.record.version;
    const auto settings = TRY(read_settings(call.view));
    const auto running = clocks_of(open.content, open.record.received.value_or(call.today),
                                   settings.settings, call.packs);
    const RunningClock* clock = running.empty() ? nullptr : &running.front();
    TRY(apply_step(call, open, command, clock));
    const auto kept = TRY(to_keep(call, open, command));
    house::Act papers;
    TRY(add_letter(call, open, command, papers, clock));
    Stepped stepped;
    stepped.act = TRY(act_of(call, open, "rights." + std::string(enum_name(command.step))));
    for (auto& [name, value] : papers.detail) stepped.act.detail[name] = value;
    for (house::Draft& draft : papers.drafts) stepped.act.drafts.push_back(std::move(draft));
    if (kept) stepped.act.drafts.push_back(chart::directive_draft(*kept));
    stepped.kept = kept;
    stepped.open = std::move(open);
    return stepped;
}

}  // namespace muniment::rights
