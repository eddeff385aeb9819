// How a case stands, for whoever has its number and code and no account; nothing of the record.
#include "departments/release/code.h"
#include "departments/release/letter_handlers.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

static std::string public_state(const OpenCase& open) {
    switch (open.state) {
        case State::received:
            return "received";
        case State::approved:
            return "in work";
        case State::defective:
            return "something is missing";
        case State::checking:
        case State::releasing:
            return "being prepared";
        case State::released:
            return "sent";
        case State::recalled:
            return "called back";
        case State::refused:
            return "refused";
        case State::reviewing:
            return "under review";
        case State::withdrawn:
            return "withdrawn";
    }
    return "";
}

Result<Outcome> show_status(const Call& call) {
    // The same words for a wrong number and a wrong code, so that guessing learns nothing.
    const Error wrong{Fault::not_found,
                      "There is no case with this number and code; check both on our letter."};
    const auto id = case_of_number(call.view, call.asked("number"));
    if (!id) return wrong;
    const auto open = load(call.view, *id);
    if (!open || !same_code(call.asked("code"), open->content.code)) return wrong;
    const SettingsRecord settings = TRY(read_settings(call.view));
    StatusView view{call.house.facility(),
                    open->record.number,
                    public_state(*open),
                    open->content.request.received_on,
                    open->record.due,
                    "",
                    {},
                    {},
                    {},
                    settings.settings.complaint_phone};
    if (open->content.decision) view.due_cite = open->content.decision->due_cite;
    if (open->content.fee) view.fee_cents = open->content.fee->total_cents;
    if (open->content.extension) view.extended_until = open->content.extension->until;
    if (open->content.package) view.manifest = open->content.package->manifest_sha256;
    return house::shows(view);
}

}  // namespace muniment::release
