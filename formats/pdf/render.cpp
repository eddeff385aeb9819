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

// The texts that are not laid out as blocks, as they can be shown.
Document clean(const Document& document, Typesetter& typesetter) {
    Document out = document;
    for (std::string* text : {&out.title, &out.author, &out.subject})
        *text = typesetter.shown(*text);
    for (Section& section : out.sections)
        for (std::string* text :
             {&section.header.left, &section.header.center, &section.header.right, &section.footer})
            *text = start_of(typesetter.shown(*text));
    for (Attachment& file : out.attachments) {
        file.name = typesetter.shown(file.name);
        file.description = typesetter.shown(file.description);
    }
    return out;
}

Result<Pages> pages_of(const Flow& flow) {
    std::vector<Extent> extents;
    for (const Piece& piece : flow.pieces) extents.push_back(piece.extent);
    Pages pages = paginate(extents, body_height);
    if (pages.count > page_count_max)
        return Error{Fault::unsupported, "The document has " + std::to_string(pages.count) +
                                             " pages; split it, " + std::to_string(page_count_max) +
                                             " is the most in one file."};
    return pages;
}

}  // namespace

Result<std::size_t> count_pages(const Document& document) {
    TRY(check(document));
    const Fonts* fonts = TRY(Fonts::load());
    Typesetter typesetter(*fonts);
    const Document cleaned = clean(document, typesetter);
    const Flow flow = TRY(flow_of(cleaned, typesetter));
    const Pages pages = TRY(pages_of(flow));
    return pages.count;
}

Result<Rendered> render(const Document& document) {
    TRY(check(document));
    const Fonts* fonts = TRY(Fonts::load());
    Typesetter typesetter(*fonts);
    const Document cleaned = clean(document, typesetter);
    const Flow flow = TRY(flow_of(cleaned, typesetter));
    const Pages pages = TRY(pages_of(flow));
    const std::string drawn = TRY(draw(cleaned, flow, pages, typesetter));
    Rendered out;
    out.bytes = TRY(finish(drawn, cleaned, pages.count));
    out.page_count = pages.count;
    for (const std::size_t piece : flow.first_pieces)
        out.section_pages.push_back(pages.places[piece].page + 1);
    out.replaced_characters = flow.replaced;
    return out;
}

}  // namespace muniment::pdf
