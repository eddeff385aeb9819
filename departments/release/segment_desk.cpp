// Correcting, at the desk, which part of the record an item belongs to.
#include <algorithm>

#include "base/text.h"
#include "departments/release/handlers.h"
#include "engines/rules/packs.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

// A person's word on whether an item belongs to a segment; the next look at the case follows it.
Result<Outcome> correct_segment(const Call& call) {
    const auto command = TRY(call.body<CorrectCommand>());
    const auto open = TRY(load_case(call));
    const auto segments = call.packs.segments(call.today);
    if (std::ranges::find(segments, command.segment, &rules::Segment::name) == segments.end())
        return Error{Fault::incorrect, "Field \"segment\" names no segment of the rules."};
    if (trim(command.reason).empty())
        return Error{Fault::incorrect, "Field \"reason\" is empty; say why."};
    const Correction correction{command.item, command.segment, command.belongs, command.reason,
                                call.actor.name};
    auto act = act_by(call, "release.sort", open.record.id.uuid);
    act.detail = {{"case", to_text(open.record.id)}, {"item", to_text(command.item)}};
    act.drafts.push_back(
        TRY(correction_draft(call.view, open.content.request.patient, correction)));
    return house::does(std::move(act), correction);
}

}  // namespace muniment::release
