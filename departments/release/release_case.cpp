// From the decision to the papers: preview, release, refusal and its letter.
#include "departments/release/accounting_handlers.h"
#include "departments/release/package_job.h"
#include "departments/release/replay.h"
#include "departments/release/second_check.h"
#include "formats/pdf/render.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

Outcome pdf_answer(std::string bytes, const std::string& name) {
    Outcome outcome;
    outcome.answer.content_type = "application/pdf";
    outcome.answer.content = std::move(bytes);
    outcome.answer.headers = {{"Content-Disposition", "inline; filename=\"" + name + ".pdf\""}};
    return outcome;
}

Result<Outcome> preview_case(const Call& call) {
    const auto open = TRY(load_case(call));
    const Decision decision = decide_now(open, call.packs, call.today);
    const auto records = TRY(gather_case(call.view, open, decision, call.packs, call.today));
    const Choice& choice = records.choice;
    Preview preview;
    for (const SourceDocument& one : records.documents)
        preview.documents.push_back({one.row.id, one.row.date, one.row.type, one.row.title,
                                     one.scan ? std::ssize(one.scan->pages) : 0});
    for (const auto& [section, ids] : choice.chosen)
        if (section != Section::documents)
            preview.counts[std::string(enum_name(section))] = choice.count(section);
    preview.withheld = choice.withheld;
    for (const auto& [id, segments] : choice.sorted) preview.sorted[to_text(id)] = segments;
    preview.minimum_necessary = decision.minimum_necessary;
    return house::shows(preview);
}

Result<Outcome> preview_pdf(const Call& call) {
    const auto open = TRY(load_case(call));
    const Decision decision = decide_now(open, call.packs, call.today);
    const auto records = TRY(gather_case(call.view, open, decision, call.packs, call.today));
    const auto paper =
        TRY(paper_of(call.house, call.view, open, decision, call.actor.name, call.today));
    auto printed = TRY(render_release(paper, records, Copy::preview));
    return pdf_answer(std::move(printed.bytes), open.record.number + "-preview");
}

// What may not leave today does not, whatever was decided yesterday: the form may have expired.
static Status must_still_go(const OpenCase& open, const Decision& decision) {
    if (lets_go(decision.answer)) return ok();
    const std::string& cite =
        decision.findings.empty() ? std::string() : decision.findings.front().cite;
    return Error{Fault::incorrect,
                 "Decided again on today's facts, case " + open.record.number +
                     " may not be released; decide it again to see why.",
                 cite};
}

static Status must_hold_something(const OpenCase& open, const Decision& decision,
                                  const Records& records) {
    if (records.choice.total() > 0 || !records.given.empty()) return ok();
    if (!decision.only.empty())
        return Error{Fault::incorrect, "The law lists the fields that may go in case " +
                                           open.record.number + "; write down what is given."};
    return Error{Fault::incorrect,
                 "Nothing in the chart is both asked for and free to go in case " +
                     open.record.number + "; change the scope."};
}

// The rule that wants a second person to look first, if any; nullptr: none.
static Result<const rules::Answers*> check_wanted(const Call& call, const OpenCase& open,
                                                  const Choice& choice) {
    CheckFacts facts;
    facts.role = releaser_role(call.actor.roles);
    facts.released_before = TRY(orders_of(call.view, call.actor.user));
    facts.sensitive_segment = goes_out_of_segment(choice);
    facts.sampled = is_sampled(open.record.id);
    return second_check(facts, call.packs, call.today);
}

static OrderRecord order_of(const Call& call, const OpenCase& open, const rules::Answers* check) {
    OrderRecord order;
    order.id = call.house.new_id();
    order.patient = open.record.patient;
    order.release_case = open.record.id;
    order.releaser = call.actor.user;
    order.ordered = call.today;
    if (check == nullptr) return order;
    order.outcome = CheckOutcome::waiting;
    order.words.rule = check->id;
    order.words.cite = check->cite;
    return order;
}

Result<Outcome> release_case(const Call& call) {
    const auto command = TRY(call.body<ReleaseCommand>());
    if (!command.confirmed)
        return Error{Fault::incorrect,
                     "Look at the preview and confirm it; a release cannot be called back."};
    auto next = TRY(load_case(call, command.version));
    const Decision decision = decide_now(next, call.packs, call.today);
    const State before = next.state;
    TRY(advance(next, Action::release));
    TRY(must_still_go(next, decision));
    const auto records = TRY(gather_case(call.view, next, decision, call.packs, call.today));
    TRY(must_hold_something(next, decision, records));
    const auto* check = TRY(check_wanted(call, next, records.choice));
    if (check != nullptr) next.state = TRY(release::next(before, Action::hold));
    next.content.decision = decision;
    next.content.inputs = law_view(next);
    next.content.order =
        ReleaseOrder{call.actor.user, call.actor.name, call.actor.purpose, call.house.now()};
    const Uuid subject = next.record.id.uuid;
    auto detail = detail_of(decision);
    if (check != nullptr) detail["note"] = "second check: " + check->say + " (" + check->cite + ")";
    const OrderRecord order = order_of(call, next, check);
    auto outcome =
        TRY(changed(call, std::move(next), check != nullptr ? "release.hold" : "release.order",
                    std::move(detail)));
    outcome.act->drafts.push_back(order_draft(order));
    if (check == nullptr)
        outcome.act->drafts.push_back(tasks::new_job(call.house, package_job_kind, subject));
    add_drafts(outcome, TRY(pack_drafts(call.view, call.packs)));
    outcome.wakes_jobs = check == nullptr;
    return outcome;
}

// 45 CFR 164.524(d)(2)(iii): a denial of access must give a telephone for complaints.
static Status must_give_phone(const Paper& paper) {
    if (!is_access(paper.request) || !paper.settings.complaint_phone.empty()) return ok();
    return Error{Fault::incorrect,
                 "A letter that denies access must give the telephone of the person for "
                 "complaints; enter it in the settings of the release desk.",
                 "45 CFR 164.524(d)(2)(iii)"};
}

Result<Outcome> refuse_case(const Call& call) {
    const auto command = TRY(call.body<VersionCommand>());
    auto next = TRY(load_case(call, command.version));
    TRY(advance(next, Action::refuse));
    ensure(next.content.decision.has_value(), "a defective case has a decision");
    const auto paper = TRY(
        paper_of(call.house, call.view, next, *next.content.decision, call.actor.name, call.today));
    TRY(must_give_phone(paper));
    auto letter = TRY(pdf::render(refusal_letter(paper)));
    next.content.letter = refusal_template_id(paper);
    const auto draft =
        letter_draft(next.record.id.uuid, next.record.patient, next.content.letter, letter.bytes);
    auto outcome = TRY(changed(call, next, "release.refuse",
                               {{"template", next.content.letter},
                                {"letter_sha256", hex(sha256(letter.bytes))},
                                {"note", "letter " + next.content.letter}}));
    outcome.act->drafts.push_back(draft);
    return outcome;
}

Result<Outcome> letter_pdf(const Call& call) {
    const auto open = TRY(load_case(call));
    auto letter = TRY(read_letter(call.view, open.record.id.uuid));
    return pdf_answer(std::move(letter.content), open.record.number + "-letter");
}

}  // namespace muniment::release
