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
    preview.minimum = minimum_now(open, decision, call.packs, call.today);
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
static Result<const rules::Answers*> check_wanted(house::View& view, const rules::Packs& packs,
                                                  Day today, const house::Actor& actor,
                                                  const OpenCase& open, const Choice& choice) {
    CheckFacts facts;
    facts.role = releaser_role(actor.roles);
    facts.released_before = TRY(orders_of(view, actor.user));
    facts.sensitive_segment = goes_out_of_segment(choice);
    facts.sampled = is_sampled(open.record.id);
    return second_check(facts, packs, today);
}

static house::Draft draft_of(house::House& house, const OpenCase& open, const rules::Answers* check,
                             Day today) {
    OrderRecord order;
    order.id = house.new_id();
    order.patient = open.record.patient;
    order.release_case = open.record.id;
    order.releaser = open.content.order->by;
    order.ordered = today;
    if (check != nullptr) {
        order.outcome = CheckOutcome::waiting;
        order.words.rule = check->id;
        order.words.cite = check->cite;
    }
    return order_draft(order);
}

// What waits for a choice of the minimum necessary does not go; a protocol that covers the whole
// scope is chosen by the release itself.
static Status note_minimum(OpenCase& open, const Decision& decision, const rules::Packs& packs,
                           Day today, const house::Actor& actor) {
    const Minimum minimum = minimum_now(open, decision, packs, today);
    TRY(must_be_minimum(minimum, open.record.number));
    auto& recorded = open.content.minimum;
    if (recorded && !covers(*recorded, open.content.request, decision)) recorded.reset();
    if (minimum.state != MinimumState::routine) return ok();
    const bool stands = recorded && (recorded->kind != MinimumKind::protocol ||
                                     recorded->rule == minimum.protocol->rule);
    if (stands) return ok();
    recorded = TRY(choose(minimum, {}, open.content.request, decision));
    recorded->by = actor.name;
    recorded->on = today;
    return ok();
}

Result<Ordered> order_release(house::House& house, house::View& view, const rules::Packs& packs,
                              Day today, const house::Actor& actor, OpenCase open) {
    const Decision decision = decide_now(open, packs, today);
    const State before = open.state;
    TRY(advance(open, Action::release));
    TRY(must_still_go(open, decision));
    TRY(note_minimum(open, decision, packs, today, actor));
    const auto records = TRY(gather_case(view, open, decision, packs, today));
    TRY(must_hold_something(open, decision, records));
    const auto* check = TRY(check_wanted(view, packs, today, actor, open, records.choice));
    if (check != nullptr) open.state = TRY(release::next(before, Action::hold));
    open.content.decision = decision;
    open.content.inputs = law_view(open);
    open.content.order = ReleaseOrder{actor.user, actor.name, actor.purpose, house.now()};
    Ordered ordered;
    ordered.goes = check == nullptr;
    ordered.action = ordered.goes ? "release.order" : "release.hold";
    ordered.detail = detail_of(decision);
    if (decision.minimum_necessary && open.content.minimum)
        ordered.detail["minimum"] = detail_of(*open.content.minimum);
    if (check != nullptr)
        ordered.detail["note"] = "second check: " + check->say + " (" + check->cite + ")";
    ordered.drafts = TRY(pack_drafts(view, packs));
    ordered.drafts.push_back(draft_of(house, open, check, today));
    ordered.open = std::move(open);
    return ordered;
}

Result<Outcome> release_case(const Call& call) {
    const auto command = TRY(call.body<ReleaseCommand>());
    if (!command.confirmed)
        return Error{Fault::incorrect,
                     "Look at the preview and confirm it; a release cannot be called back."};
    auto open = TRY(load_case(call, command.version));
    auto ordered = TRY(
        order_release(call.house, call.view, call.packs, call.today, call.actor, std::move(open)));
    const Uuid subject = ordered.open.record.id.uuid;
    auto outcome =
        TRY(changed(call, std::move(ordered.open), ordered.action, std::move(ordered.detail)));
    add_drafts(outcome, std::move(ordered.drafts));
    if (ordered.goes)
        outcome.act->drafts.push_back(tasks::new_job(call.house, package_job_kind, subject));
    outcome.wakes_jobs = ordered.goes;
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
