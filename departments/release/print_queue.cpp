// The print queue: released cases whose requester wants paper, the pages, and the note that they
// are printed and on their way.
#include <algorithm>

#include "departments/release/board_handlers.h"
#include "departments/release/package_file.h"
#include "formats/zip/zip.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

static Result<PrintRow> print_row(house::View& view, const CaseId& id) {
    const auto open = TRY(load(view, id));
    ensure(open.content.package.has_value(), "a released case says what was released");
    const Requester& to = open.content.request.requester;
    return PrintRow{id,
                    open.record.number,
                    open.record.version,
                    open.patient.name,
                    to.name.empty() ? to.organization : to.name,
                    to.address,
                    open.content.package->pages,
                    open.content.package->created_at,
                    open.record.due};
}

Result<std::vector<tasks::Case>> cases_to_print(house::View& view) {
    auto found = TRY(every_case(view, case_kind, enum_name(State::released)));
    std::vector<tasks::Case> waiting;
    for (tasks::Case& one : found) {
        const auto brief = TRY(from_json_text<Brief>(one.brief));
        if (brief.to_print) waiting.push_back(std::move(one));
    }
    return waiting;
}

Result<Outcome> list_to_print(const Call& call) {
    PrintQueue queue;
    const auto waiting = TRY(cases_to_print(call.view));
    for (const tasks::Case& one : waiting) {
        auto row = TRY(print_row(call.view, one.id));
        queue.cases.push_back(std::move(row));
    }
    std::ranges::sort(queue.cases, {},
                      [](const PrintRow& row) { return std::pair(row.released_at, row.number); });
    return house::shows(queue);
}

static Error nothing_to_print(const OpenCase& open) {
    return {Fault::conflict, "Case " + open.record.number + " is " + open.record.state +
                                 "; only what is released is printed."};
}

static Result<std::string> released_pages(house::View& view, const OpenCase& open) {
    const auto stored = TRY(read_package(view, open.record.id));
    const auto entries = TRY(zip::open(stored.content));
    const auto pdf = std::ranges::find(entries, package::pdf, &zip::Entry::name);
    ensure(pdf != entries.end(), "every package holds the printed copy");
    return zip::extract(*pdf);
}

// What was called back must not be printed again, so the state is asked first.
Result<Outcome> pages_to_print(const Call& call) {
    const auto open = TRY(load_case(call));
    if (open.state != State::released) return nothing_to_print(open);
    auto pages = TRY(released_pages(call.view, open));
    auto outcome = pdf_answer(std::move(pages), open.record.number);
    outcome.answer.headers.emplace_back("Cache-Control", "no-store");
    return outcome;
}

Result<Outcome> mark_printed(const Call& call) {
    const auto command = TRY(call.body<VersionCommand>());
    auto next = TRY(load_case(call, command.version));
    if (next.state == State::released && !is_to_print(next))
        return Error{Fault::conflict, "Case " + next.record.number +
                                          " does not wait to be printed: it goes electronically, "
                                          "or it was printed already."};
    TRY(advance(next, Action::print));
    next.content.printed = PrintedCopy{call.actor.name, call.house.now()};
    const PackageInfo& package = *next.content.package;
    const json::object detail = {{"pdf_sha256", hex(package.sha256)},
                                 {"pages", package.pages},
                                 {"note", std::to_string(package.pages) + " pages on paper"}};
    return changed(call, std::move(next), "release.print", detail);
}

}  // namespace muniment::release
