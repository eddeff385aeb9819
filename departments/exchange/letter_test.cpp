// SPDX-License-Identifier: Apache-2.0
#include "departments/exchange/letter.h"

#include <doctest/doctest.h>

#include "departments/exchange/sample.h"

namespace muniment::exchange {
namespace {

LetterPaper good() {
    LetterPaper paper;
    paper.facility = "Cedar Hospital";
    paper.number = "I-2026-000007";
    paper.requester = "An application";
    paper.practice = sample::security();
    paper.words = {"1 Quay\nTown",       "2 Hill",   "all results",    "an interface", "",
                   "Kim Reed, 555-0100", "Kim Reed", "Privacy officer"};
    paper.written_on = sample::today;
    return paper;
}

LetterPaper assessed(LetterPaper paper) {
    paper.assessment = assess(paper.practice, sample::packs(), sample::today);
    return paper;
}

// Every word of the letter, in order.
std::string words(const pdf::Document& document) {
    std::string all;
    for (const pdf::Block& block : document.sections.front().blocks) {
        if (const auto* text = std::get_if<pdf::Paragraph>(&block)) all += text->runs.front().text;
        if (const auto* list = std::get_if<pdf::Bullets>(&block))
            for (const auto& item : list->items) all += item;
        all += "\n";
    }
    return all;
}

PracticeSegment part(const std::string& id, const std::string& claim) {
    PracticeSegment segment;
    segment.id = id;
    segment.say = "zqsegment";
    if (claim.empty()) segment.shared = true;
    if (claim.find(' ') != std::string::npos) segment.required_by_law = claim;
    if (!claim.empty() && segment.required_by_law.empty()) segment.claims = {claim};
    return segment;
}

}  // namespace

// Goal: each thing without which the letter does not say what 45 CFR 171.204(b) asks for is named.
TEST_CASE("what keeps the letter from being written") {
    struct Row {
        const char* what;
        void (*spoil)(LetterPaper&);
        std::size_t defects;
    };
    const Row rows[] = {
        {"nothing", [](LetterPaper&) {}, 0},
        {"nobody asked", [](LetterPaper& p) { p.requester = " "; }, 1},
        {"no day", [](LetterPaper& p) { p.practice.received_on.reset(); }, 1},
        {"no contact, no signer", [](LetterPaper& p) { p.words.contact = p.words.signer = ""; }, 2},
        {"nothing invoked", [](LetterPaper& p) { p.practice.claims.clear(); }, 1},
        {"a law requires it",
         [](LetterPaper& p) {
             p.practice.claims.clear();
             p.practice.required_by_law = "42 CFR 2.13(a)";
         },
         0},
        {"all was shared", [](LetterPaper& p) { p.practice.facts["practice"] = "done_as_asked"; },
         1},
        {"infeasible, and no reason", [](LetterPaper& p) { p.practice.claims = {"infeasibility"}; },
         1},
        {"infeasible for a reason in words",
         [](LetterPaper& p) {
             p.practice.claims = {"infeasibility"};
             p.words.reason = "The line was cut by the flood.";
         },
         0},
        {"no agreement on the manner, and one alternative",
         [](LetterPaper& p) {
             p.practice.claims = {"infeasibility"};
             p.practice.facts["manner_not_reached"] = "true";
             p.practice.alternatives = {"FHIR API"};
             p.words.reason = "No terms were reached.";
         },
         1},
        {"a long text", [](LetterPaper& p) { p.words.manner = std::string(5000, 'x'); }, 1},
    };
    for (const Row& row : rows) {
        LetterPaper paper = good();
        row.spoil(paper);
        CHECK_MESSAGE(letter_defects(assessed(paper)).size() == row.defects, row.what);
    }
}

// Goal: every part is answered, and nothing says what a part is about (45 CFR 171.204(b)).
TEST_CASE("the letter answers each part in neutral words") {
    LetterPaper paper = good();
    paper.practice.alternatives = {"FHIR API", "C-CDA by Direct"};
    paper.practice.segments = {part("a", ""), part("b", "security"),
                               part("c", "protecting_care_access"), part("d", "42 CFR 2.13(a)")};
    paper = assessed(paper);
    REQUIRE(letter_defects(paper).empty());
    const std::string text = words(blocking_letter(paper));
    for (const char* said :
         {"Part 1. Shared as you asked.", "Part 2. Not shared as you asked. Sharing it in this way",
          "45 CFR 171.203", "Part 3. Not shared", "Part 4. Not shared", "C-CDA by Direct",
          "November 10, 2026", "all results", "Kim Reed", "healthit.gov"})
        CHECK_MESSAGE(text.find(said) != std::string::npos, said);
    for (const char* told : {"171.206", "42 CFR", "zqsegment", "reproductive"})
        CHECK_MESSAGE(text.find(told) == std::string::npos, told);
}

}  // namespace muniment::exchange
