// The minimum necessary at the desk: shown, chosen for a case or for all charts of a bulk request.
#include "departments/release/bulk_handlers.h"
#include "departments/release/replay.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

Minimum minimum_now(const OpenCase& open, const Decision& decision, const rules::Packs& packs,
                    Day today) {
    return minimum_of(law_view(open), decision, packs, today, open.content.minimum);
}

Status must_be_minimum(const Minimum& minimum, const std::string& number) {
    if (minimum.may_go) return ok();
    const bool beyond = minimum.state == MinimumState::beyond;
    return Error{Fault::incorrect,
                 number +
                     (beyond ? " asks for more than the protocol for its purpose lets go"
                             : " has a purpose for which there is no protocol") +
                     ": choose what is the minimum necessary first" +
                     (beyond ? " (narrow it, or review it)." : " (review it)."),
                 minimum.rule.cite};
}

json::object detail_of(const MinimumChoice& choice) {
    return {{"kind", enum_name(choice.kind)},
            {"rule", choice.rule},
            {"cite", choice.cite},
            {"pack_sha256", hex(choice.pack_sha256)}};
}

static std::string said_of(const MinimumChoice& choice) {
    return "minimum necessary: " + std::string(enum_name(choice.kind)) + " " + choice.rule + " (" +
           choice.cite + ")";
}

static MinimumChoice signed_by(const Call& call, MinimumChoice choice) {
    choice.by = call.actor.name;
    choice.on = call.today;
    return choice;
}

Result<Outcome> show_minimum(const Call& call) {
    const auto open = TRY(load_case(call));
    const Decision decision = decide_now(open, call.packs, call.today);
    return house::shows(minimum_now(open, decision, call.packs, call.today));
}

// Decides once more, for a narrower scope may have mended what was wrong.
Result<Outcome> choose_minimum(const Call& call) {
    const auto command = TRY(call.body<MinimumCommand>());
    auto next = TRY(load_case(call, command.version));
    const Decision before = decide_now(next, call.packs, call.today);
    auto choice = TRY(choose(minimum_now(next, before, call.packs, call.today), command.answer,
                             next.content.request, before));
    next.content.request.scope = choice.scope;
    next.content.minimum = signed_by(call, std::move(choice));
    TRY(decide_on(next, call.packs, call.today));
    auto detail = detail_of(*next.content.decision);
    detail["minimum"] = detail_of(*next.content.minimum);
    detail["note"] = said_of(*next.content.minimum);
    auto outcome = TRY(changed(call, std::move(next), "release.minimum", std::move(detail)));
    add_drafts(outcome, TRY(pack_drafts(call.view, call.packs)));
    return outcome;
}

// The request as it is put for every chart; what hangs on the patient is said by each chart's case.
static Result<View> law_view(const Call& call, const OpenBulk& open) {
    const SettingsRecord settings = TRY(read_settings(call.view));
    return View{open.content.request, {}, settings.settings.facility};
}

Result<Minimum> minimum_now(const Call& call, const OpenBulk& open) {
    const View view = TRY(law_view(call, open));
    return minimum_of(view, decide(view, call.packs, call.today), call.packs, call.today,
                      open.content.minimum);
}

Result<Outcome> show_bulk_minimum(const Call& call) {
    const Uuid id = TRY(call.id());
    const auto open = TRY(load_bulk(call.view, CaseId{id}));
    return house::shows(TRY(minimum_now(call, open)));
}

Result<Outcome> choose_bulk_minimum(const Call& call) {
    const auto command = TRY(call.body<MinimumCommand>());
    auto next = TRY(load_bulk(call, command.version));
    const View view = TRY(law_view(call, next));
    const Decision decision = decide(view, call.packs, call.today);
    const Minimum minimum = TRY(minimum_now(call, next));
    auto choice = TRY(choose(minimum, command.answer, next.content.request, decision));
    choice.of_bulk = true;
    next.content.request.scope = choice.scope;
    next.content.minimum = signed_by(call, std::move(choice));
    json::object detail{{"minimum", detail_of(*next.content.minimum)},
                        {"note", said_of(*next.content.minimum)}};
    return changed(call, std::move(next), "release.bulk_minimum", std::move(detail));
}

}  // namespace muniment::release
