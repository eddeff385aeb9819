// Which papers of amendments go with a disclosure, and how they are printed.
#include "departments/release/amendments.h"

#include <algorithm>

#include "departments/release/paper_parts.h"

namespace muniment::release {

using chart::Directive;
using chart::PaperKind;

static bool is_about(const chart::AmendmentLink& link, const std::set<Uuid>& going) {
    if (link.items.empty()) return true;
    return std::ranges::any_of(link.items, [&](const Uuid& id) { return going.contains(id); });
}

std::vector<SentAmendment> amendments_for(const std::vector<Directive>& directives,
                                          const std::set<Uuid>& going) {
    std::vector<SentAmendment> sent;
    if (going.empty()) return sent;
    for (const Directive& one : directives) {
        if (!one.active || !one.amendment || !is_about(*one.amendment, going)) continue;
        auto papers = chart::papers_to_send(*one.amendment);
        if (!papers.empty()) sent.push_back({one.case_number, std::move(papers)});
    }
    return sent;
}

static const char* title_of(PaperKind kind) {
    switch (kind) {
        case PaperKind::request:
            return "The patient's request";
        case PaperKind::acceptance:
            return "Accepted";
        case PaperKind::denial:
            return "Denied";
        case PaperKind::statement:
            return "The patient's statement of disagreement";
        case PaperKind::rebuttal:
            return "Our answer to the statement";
    }
    return "";
}

std::vector<pdf::Block> amendment_blocks(const std::vector<SentAmendment>& amendments) {
    std::vector<pdf::Block> blocks = {
        letter_text("The patient asked us to amend records that are enclosed. What was asked, and "
                    "how it was answered, is part of these records and goes with them: "
                    "45 CFR 164.526(c)(1), 45 CFR 164.526(d)(5).")};
    for (const SentAmendment& one : amendments) {
        blocks.push_back(pdf::Heading{"Request " + one.number, 2});
        for (const chart::LinkedPaper& paper : one.papers) {
            blocks.push_back(
                letter_text(std::string(title_of(paper.kind)) + ", " + to_text(paper.on) + ":"));
            blocks.push_back(pdf::Preformatted{paper.words});
        }
    }
    return blocks;
}

}  // namespace muniment::release
