// How a case or a bulk request stands, for whoever has its number and code and no account; nothing
// of the record.
#include <algorithm>

#include "departments/release/bulk.h"
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

// What has gone out and was not called back.
static std::string public_state(const OpenBulk& open) {
    const auto& parts = open.content.parts;
    const bool sent = std::ranges::any_of(
        parts, [](const PartInfo& part) { return !part.recalled_on.has_value(); });
    if (open.state == BulkState::withdrawn) return "withdrawn";
    if (sent) return open.state == BulkState::closed ? "sent" : "partly sent";
    return parts.empty() ? "in work" : "called back";
}

static StatusView status_of(const OpenCase& open) {
    StatusView view;
    view.number = open.record.number;
    view.state = public_state(open);
    view.received_on = open.content.request.received_on;
    view.due_on = open.record.due;
    if (open.content.decision) view.due_cite = open.content.decision->due_cite;
    if (open.content.fee) view.fee_cents = open.content.fee->total_cents;
    if (open.content.extension) view.extended_until = open.content.extension->until;
    if (open.content.package) view.manifest = open.content.package->manifest_sha256;
    return view;
}

static StatusView status_of(const OpenBulk& open) {
    StatusView view;
    view.number = open.record.number;
    view.state = public_state(open);
    view.received_on = open.content.request.received_on;
    view.due_on = open.record.due;
    if (!open.content.parts.empty()) view.manifest = open.content.parts.back().manifest_sha256;
    return view;
}

// The case or bulk request of this number, if the code is its own.
static Result<StatusView> found(const Call& call, const std::string& number,
                                const std::string& code) {
    const Error wrong{Fault::not_found,
                      "There is no case with this number and code; check both on our letter."};
    if (const auto id = case_of_number(call.view, bulk_kind, number)) {
        const auto open = load_bulk(call.view, *id);
        if (!open || !same_code(code, open->content.code)) return wrong;
        return status_of(*open);
    }
    const auto id = case_of_number(call.view, number);
    if (!id) return wrong;
    const auto open = load(call.view, *id);
    if (!open || !same_code(code, open->content.code)) return wrong;
    return status_of(*open);
}

Result<Outcome> show_status(const Call& call) {
    // The same words for a wrong number and a wrong code, so that guessing learns nothing.
    auto view = TRY(found(call, call.asked("number"), call.asked("code")));
    const SettingsRecord settings = TRY(read_settings(call.view));
    view.facility = call.house.facility();
    view.contact_phone = settings.settings.complaint_phone;
    return house::shows(view);
}

}  // namespace muniment::release
