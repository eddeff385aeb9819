// A part of a bulk request went to the wrong place: its link dies, every chart in it is called back
// and listed for its patient as what it was, one privacy case names them all, one letter asks for
// everything back.
#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "departments/release/bulk_handlers.h"
#include "departments/release/letter_handlers.h"
#include "departments/release/package_job.h"
#include "departments/release/part_file.h"
#include "departments/release/recall.h"
#include "formats/pdf/render.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

// One chart's case and accounting, as recall_case leaves them.
static Status recall_chart(const Call& call, const Member& member, const Recall& recall,
                           house::Act& act) {
    auto chart = TRY(load(call.view, member.id));
    if (chart.state == State::recalled) return ok();
    TRY(advance(chart, Action::recall));
    chart.content.recall = recall;
    auto one = TRY(act_of(call.house, chart, call.actor, act.action, {}));
    std::ranges::move(one.drafts, std::back_inserter(act.drafts));
    auto links = TRY(dead_links(call.view, member.id));
    std::ranges::move(links, std::back_inserter(act.drafts));
    if (recall.reached) act.drafts.push_back(TRY(corrected_disclosure(call, chart)));
    return ok();
}

struct PartLetter {
    LetterInfo info;
    house::Draft draft;
};
static Result<PartLetter> recall_letter(const Call& call, const OpenBulk& open,
                                        const Recall& recall, const PartInfo& part) {
    const SettingsRecord settings = TRY(read_settings(call.view));
    Paper paper;
    paper.facility = call.house.facility();
    paper.settings = settings.settings;
    paper.number = open.record.number;
    paper.request = open.content.request;
    paper.signer = call.actor.name;
    paper.date = call.today;
    paper.created = call.house.now();
    LetterAsk ask;
    ask.kind = LetterKind::recall;
    ask.recipient = recall.recipient;
    ask.recipient_address = recall.recipient_address;
    ask.sent_on = call.house.day_of(part.created_at);
    const auto document = TRY(letter(paper, ask, Copy::release));
    auto pdf = TRY(pdf::render(document)).bytes;
    const LetterInfo info{call.house.new_id(), ask.kind,   letter_id(paper, ask),
                          ask.language,        call.today, sha256(pdf)};
    return PartLetter{
        info, letter_draft(info.id, {}, info.template_id, std::move(pdf), open.record.id.uuid)};
}

Result<Outcome> recall_part(const Call& call) {
    const auto command = TRY(call.body<RecallPartCommand>());
    auto next = TRY(load_bulk(call, command.version, Ended::taken));
    const Uuid id = TRY(call.id("part"));
    const auto info = std::ranges::find(next.content.parts, id, &PartInfo::id);
    if (info == next.content.parts.end())
        return Error{Fault::not_found, next.record.number + " has no such part."};
    if (info->recalled_on) return Error{Fault::conflict, "This part was called back already."};
    if (trim(command.reason).empty() || trim(command.recipient).empty())
        return Error{Fault::incorrect, "Say who got the records or the link, and what went wrong."};
    info->recalled_on = call.today;
    Recall recall{call.today,     command.recipient, command.recipient_address,
                  command.reason, command.reached,   ""};
    auto reported =
        TRY(privacy_case(call, {}, std::to_string(info->charts) + " patients",
                         next.record.number + ", part " + std::to_string(info->number), recall));
    recall.privacy_case = reported.number;
    auto letter = TRY(recall_letter(call, next, recall, *info));
    next.content.letters.push_back(letter.info);
    const auto part = TRY(read_part(call.view, id));
    const auto kept = TRY(unpack_part(part->archive));
    const json::object detail = {
        {"part", info->number}, {"privacy_case", reported.number}, {"reached", command.reached}};
    auto outcome = TRY(changed(call, std::move(next), "release.recall", detail, command.reason));
    add_drafts(outcome, std::move(reported.drafts));
    outcome.act->drafts.push_back(std::move(letter.draft));
    add_drafts(outcome, TRY(dead_links(call.view, CaseId{id})));
    for (const Member& member : kept.members) TRY(recall_chart(call, member, recall, *outcome.act));
    return outcome;
}

Result<Outcome> bulk_letter(const Call& call) {
    const Uuid id = TRY(call.id());
    const Uuid letter = TRY(call.id("letter"));
    const auto open = TRY(load_bulk(call.view, CaseId{id}));
    if (std::ranges::find(open.content.letters, letter, &LetterInfo::id) ==
        open.content.letters.end())
        return Error{Fault::not_found, open.record.number + " has no such letter."};
    auto stored = TRY(read_letter(call.view, letter));
    return pdf_answer(std::move(stored.content), open.record.number + "-letter");
}

}  // namespace muniment::release
