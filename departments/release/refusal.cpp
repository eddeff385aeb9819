// The letter by which a request is refused: every defect with its citation, and how to go on.
#include "departments/release/paper_parts.h"

namespace muniment::release {

static Template form_of(const Paper& paper) {
    return letter_template(is_access(paper.request) ? "refusal-patient" : "refusal",
                           paper.language);
}

std::string refusal_template_id(const Paper& paper) { return form_of(paper).id; }

pdf::Document refusal_letter(const Paper& paper) {
    pdf::Section section{.title = "Letter", .footer = footer_text(paper.language)};
    section.blocks = letter_opening(paper);
    append(section.blocks,
           letter_body(form_of(paper), words_of(paper), "defects", {defects_of(paper)}));
    if (is_access(paper.request)) section.blocks.push_back(rights_notice(paper));
    section.blocks.push_back(pdf::Space{18});
    section.blocks.push_back(signature(paper));
    pdf::Document document;
    document.title = "Answer to request " + paper.number;
    document.author = paper.facility;
    document.created = paper.created;
    document.sections.push_back(std::move(section));
    return document;
}

}  // namespace muniment::release
