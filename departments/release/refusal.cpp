// The letter by which a request is refused: every defect with its citation, and how to go on.
#include "departments/release/paper_parts.h"

namespace muniment::release {

// What the patient asked of us, to be left out of the directory (45 CFR 164.510(a)(2)) or a
// restriction (45 CFR 164.522(a)), is told to nobody by way of a refusal.
static bool is_between_us(const Paper& paper) {
    const std::string& basis = paper.decision.basis;
    return basis == "directory" || basis == "restricted";
}

std::string refusal_template(const Paper& paper) {
    if (is_access(paper.request)) return "refusal-patient";
    return is_between_us(paper) ? "refusal-closed" : "refusal";
}

static Template form_of(const Paper& paper) {
    return letter_template(refusal_template(paper), paper.language);
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
