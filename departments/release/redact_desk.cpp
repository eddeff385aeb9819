// A document of a case as it would go, its sections, and the passages that a person takes out.
#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "departments/release/handlers.h"
#include "departments/release/package_job.h"
#include "kernel/chart/chart.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

static Result<Scan> scan_of(const Call& call, const OpenCase& open, const Uuid& document) {
    return open_scan(call.view, open.content.request.patient, document,
                     std::make_shared<ScanShelf>());
}

// 0: it cannot be shown.
static std::int64_t pages_of(const Call& call, const OpenCase& open, const Uuid& document) {
    const auto scan = scan_of(call, open, document);
    return scan ? std::ssize(scan->pages) : 0;
}

Result<Outcome> show_document_page(const Call& call) {
    const auto open = TRY(load_case(call));
    const Uuid id = TRY(call.id("document"));
    const auto scan = TRY(scan_of(call, open, id));
    const std::string& asked = call.path.at("page");
    std::size_t page = 0;
    std::from_chars(asked.data(), asked.data() + asked.size(), page);
    if (page < 1 || page > scan.pages.size())
        return Error{Fault::not_found, "The document has no such page."};
    const std::string_view bytes = TRY(scan.shelf->open(scan.id, scan.load));
    const auto& facts = scan.pages[page - 1];
    Outcome outcome;
    outcome.answer.content_type = "image/png";
    outcome.answer.content = TRY(image::png_of(bytes, facts, {}));
    return outcome;
}

Result<Outcome> show_document(const Call& call) {
    const auto open = TRY(load_case(call));
    const Uuid id = TRY(call.id("document"));
    auto document = TRY(chart::document(call.view, open.content.request.patient, id));
    DocumentView view{id, document.version, document.document.title, std::move(document.text), {},
                      {}};
    if (document.document.bytes == 0) view.image_pages = pages_of(call, open, id);
    view.sections = sections_of(view.text);
    for (const Redaction& one : open.content.redactions)
        if (one.document == id) view.redactions.push_back(one);
    return house::shows(view);
}

// Every passage is looked at in the text it is to be cut from.
static Status check_passages(const Call& call, const PatientId& patient,
                             const std::vector<Redaction>& passages) {
    const auto shelf = std::make_shared<ScanShelf>();
    for (const Redaction& one : passages) {
        const auto document = TRY(chart::document(call.view, patient, one.document));
        std::string fault;
        if (one.page != 0 && document.document.bytes == 0) {
            const auto scan = TRY(open_scan(call.view, patient, one.document, shelf));
            fault = fault_of(one, scan.pages, document.version);
        } else {
            fault = fault_of(one, document.text, document.version);
        }
        if (!fault.empty()) return Error{Fault::incorrect, fault};
    }
    return ok();
}

static Result<std::vector<Redaction>> found_by_words(const Call& call, const OpenCase& open,
                                                     const RedactCommand& command) {
    std::vector<Redaction> found;
    if (command.words.empty()) return found;
    if (trim(command.reason).empty())
        return Error{Fault::incorrect, "Field \"reason\" is empty; say why words are taken out."};
    const Decision decision = decide_now(open, call.packs, call.today);
    const auto records = TRY(gather_case(call.view, open, decision, call.packs, call.today));
    for (const SourceDocument& one : records.documents) {
        const auto whole =
            TRY(chart::document(call.view, open.content.request.patient, one.row.id));
        auto passages = TRY(find_words(one.row.id, whole.version, whole.text, command.words,
                                       command.reason, command.cite));
        found.insert(found.end(), passages.begin(), passages.end());
    }
    return found;
}

Result<Outcome> redact_case(const Call& call) {
    const auto command = TRY(call.body<RedactCommand>());
    auto next = TRY(load_case(call, command.version));
    TRY(advance(next, Action::write));
    TRY(check_passages(call, next.content.request.patient, command.redactions));
    auto by_words = TRY(found_by_words(call, next, command));
    next.content.redactions = command.redactions;
    for (Redaction& one : by_words)
        if (std::ranges::find(next.content.redactions, one) == next.content.redactions.end())
            next.content.redactions.push_back(std::move(one));
    const auto count = static_cast<std::int64_t>(next.content.redactions.size());
    return changed(call, std::move(next), "release.redact", {{"passages", count}});
}

}  // namespace muniment::release
