// Errors that were found in the desk's own work, and its figures.
#include "base/text.h"
#include "departments/release/accounting_handlers.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

// What a person writes of an error may say anything: it is kept sealed, never in the ledger.
Result<Outcome> note_error(const Call& call) {
    const auto command = TRY(call.body<ErrorCommand>());
    const OpenCase open = TRY(load(call.view, CaseId{command.release_case}));
    if (trim(command.note).empty())
        return Error{Fault::incorrect, "Field \"note\" is empty; say what went wrong."};
    const ErrorFound error{call.house.new_id(), open.record.id, open.record.number, command.kind,
                           command.note,        call.today,     call.actor.name};
    auto act = act_by(call, "release.error", open.record.id.uuid);
    act.detail = {{"case", to_text(open.record.id)},
                  {"number", open.record.number},
                  {"kind", enum_name(command.kind)}};
    act.drafts.push_back(error_draft(error, open.record.patient));
    return house::does(std::move(act), error);
}

static Result<Window> period_asked(const Call& call, int days) {
    const auto from = TRY(call.day("from"));
    const auto to = TRY(call.day("to"));
    const Day last = to.value_or(call.today);
    const Day first = from.value_or(last - std::chrono::days(days));
    if (last < first)
        return Error{Fault::incorrect, "The period is empty: \"to\" is before \"from\"."};
    return Window{first, last};
}

Result<Outcome> list_errors(const Call& call) {
    const auto [first, last] = TRY(period_asked(call, 365));
    ErrorList list{first, last, 0, {}};
    list.total = TRY(errors_counted(call.view, first, last));
    list.errors = TRY(errors_found(call.view, first, last));
    return house::shows(list);
}

Result<Outcome> show_quality(const Call& call) {
    const auto [first, last] = TRY(period_asked(call, 30));
    const auto rows = TRY(quality_rows(call.view, first, last, call.today));
    return house::shows(quality(rows, first, last, call.today));
}

}  // namespace muniment::release
