// The way of a document: checked, laid out once, put on pages, drawn, finished.
// SPDX-License-Identifier: Apache-2.0
#include "formats/pdf/render.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "formats/pdf/draw.h"
#include "formats/pdf/finish.h"
#include "formats/pdf/flow.h"

namespace muniment::pdf {
namespace {

Error incorrect(std::string why) { return {Fault::incorrect, std::move(why)}; }

Status check(const Document& document) {
    if (document.title.empty()) return incorrect("A PDF/A document needs a title.");
    if (document.sections.empty()) return incorrect("A document needs a section.");
    std::set<std::string> names;
    for (std::size_t i = 0; i < document.attachments.size(); ++i) {
        const Attachment& file = document.attachments[i];
        const std::string which = "Attachment " + std::to_string(i + 1);
        if (file.name.empty() || file.name.find_first_of("/\\") != std::string::npos)
            return incorrect(which + " needs a file name without a folder.");
        if (file.mime.find('/') == std::string::npos)
            return incorrect(which + " needs a media type such as application/json.");
        if (!names.insert(file.name).second)
            return incorrect(which + " has the name of an earlier one.");
    }
    return ok();
}

// The first so many bytes, whole characters: a running line shows no more, and is set on every
// page.
std::string start_of(std::string_view text) {
    constexpr std::size_t size_max = 400;
    std::size_t end = std::min(text.size(), size_max);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        --end;
    return std::string(text.substr(0, end));
}

// The head of the document without its sections, as it can be shown.
Document head_of(const Document& document, Typesetter& typesetter) {
    Document head;
    head.title = typesetter.shown(document.title);
    head.author = typesetter.shown(document.author);
    head.subject = typesetter.shown(document.subject);
    head.created = document.created;
    head.attachments = document.attachments;
    for (Attachment& file : head.attachments) {
        file.name = typesetter.shown(file.name);
        file.description = typesetter.shown(file.description);
    }
    return head;
}

std::vector<Running> running_of(const Document& document, Typesetter& typesetter) {
    const auto line = [&](const std::string& text) { return start_of(typesetter.shown(text)); };
    std::vector<Running> running;
    for (const Section& section : document.sections)
        running.push_back(
            {{line(section.header.left), line(section.header.center), line(section.header.right)},
             line(section.footer),
             document.page_numbers});
    return running;
}

Pages pages_of(const Flow& flow) {
    std::vector<Extent> extents;
    for (const Piece& piece : flow.pieces) extents.push_back(piece.extent);
    return paginate(extents, body_height);
}

void count(Measured& measured, const Flow& flow, const Pages& pages) {
    for (const std::size_t first : flow.first_pieces)
        measured.section_pages.push_back(measured.page_count + pages.places[first].page);
    measured.page_count += pages.count;
}

}  // namespace

Result<Measured> measure(const Document& document) {
    TRY(check(document));
    const Fonts* fonts = TRY(Fonts::load());
    Typesetter typesetter(*fonts);
    Measured measured;
    for (const Chapter& chapter : chapters_of(document)) {
        const Flow flow = TRY(flow_of(document, chapter, typesetter));
        const Pages pages = pages_of(flow);
        count(measured, flow, pages);
        if (measured.page_count > page_count_max)
            return Error{Fault::unsupported, "The document has more than " +
                                                 std::to_string(page_count_max) +
                                                 " pages; split it, that is the most in one file."};
    }
    return measured;
}

Result<Rendered> render(const Document& document, const Measured& measured) {
    TRY(check(document));
    const Fonts* fonts = TRY(Fonts::load());
    Typesetter typesetter(*fonts);
    const Document head = head_of(document, typesetter);
    const auto running = running_of(document, typesetter);
    Drawing drawing(running, measured, typesetter);
    Measured drawn;
    for (const Chapter& chapter : chapters_of(document)) {
        const Flow flow = TRY(flow_of(document, chapter, typesetter));
        const Pages pages = pages_of(flow);
        count(drawn, flow, pages);
        if (drawn.page_count > measured.page_count) break;
        drawing.add(flow, pages);
    }
    if (drawn != measured)
        return Error{Fault::conflict, "The document is not as long as it was measured."};
    Rendered out;
    const std::string bytes = TRY(drawing.finish());
    out.bytes = TRY(finish(bytes, head, measured.page_count));
    out.page_count = measured.page_count;
    for (const std::size_t page : measured.section_pages) out.section_pages.push_back(page + 1);
    out.replaced_characters = typesetter.replaced();
    return out;
}

Result<Rendered> render(const Document& document) {
    const Measured measured = TRY(measure(document));
    return render(document, measured);
}

}  // namespace muniment::pdf
