#include "departments/rights/letters.h"

#include <algorithm>

#include "base/ensure.h"
#include "base/text.h"
#include "departments/rights/assets.h"

namespace muniment::rights {

namespace {

std::string filled(std::string_view paragraph, const Words& words) {
    std::string out;
    for (;;) {
        const auto open = paragraph.find('{');
        out += paragraph.substr(0, open);
        if (open == paragraph.npos) return out;
        const auto close = paragraph.find('}', open);
        ensure(close != paragraph.npos, "a brace in a template is not closed");
        const auto word = words.find(std::string(paragraph.substr(open + 1, close - open - 1)));
        ensure(word != words.end(), "a template names a word that is not given");
        out += word->second;
        paragraph.remove_prefix(close + 1);
    }
}

pdf::Paragraph paragraph(std::string text) { return {{{std::move(text)}}, pdf::Size::letter}; }

}  // namespace

Text text_of(std::string_view name, const Words& words) {
    constexpr std::string_view mark = "template ";
    const Assets all = assets::rights_templates();
    const auto found = std::ranges::find(all, std::string(name) + ".txt", &Asset::path);
    ensure(found != all.end(), "there is no template of this name");
    std::string_view rest = found->bytes;
    const auto line_end = rest.find('\n');
    ensure(rest.starts_with(mark) && line_end != rest.npos, "a template begins with its id");
    Text text{std::string(rest.substr(mark.size(), line_end - mark.size())), {}};
    rest.remove_prefix(line_end);
    while (!rest.empty()) {
        const auto gap = std::min(rest.find("\n\n"), rest.size());
        const auto one = trim(rest.substr(0, gap));
        if (!one.empty()) text.paragraphs.push_back(filled(one, words));
        rest.remove_prefix(std::min(gap + 2, rest.size()));
    }
    return text;
}

pdf::Document letter(const Letterhead& head, const std::string& title, const Text& text) {
    pdf::Section section{.title = title};
    section.footer =
        "Confidential health information. If this is not meant for you, tell the sender "
        "and destroy it.";
    section.blocks = {
        pdf::Letterhead{head.facility, head.address},
        paragraph(to_long_text(head.date)),
        pdf::Space{8},
        paragraph(head.patient + (head.patient_address.empty() ? "" : "\n" + head.patient_address)),
        pdf::Space{6},
        pdf::Heading{title, 1},
        paragraph("Your request has the number " + head.number + "."),
        pdf::Space{4}};
    for (const std::string& one : text.paragraphs) section.blocks.push_back(paragraph(one));
    section.blocks.push_back(pdf::Space{12});
    section.blocks.push_back(paragraph("Sincerely,\n" + head.signer));
    pdf::Document document;
    document.title = title;
    document.author = head.facility;
    document.created = head.created;
    document.sections.push_back(std::move(section));
    return document;
}

}  // namespace muniment::rights
