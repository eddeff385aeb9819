#include "departments/release/accounting_letter.h"

#include <doctest/doctest.h>

#include "departments/release/letters.h"
#include "departments/release/sample.h"
#include "formats/pdf/render.h"

namespace muniment::release {

using sample::day;

namespace {

AccountingPaper paper_in(Language language) {
    AccountingPaper paper;
    paper.facility = "Example Hospital";
    paper.settings.complaint_phone = "555-0199";
    paper.patient.name = "Ada Lindgren";
    paper.patient.mrn = "10001";
    paper.window = {day("2020-11-22"), day("2026-11-22")};
    paper.requested_on = paper.date = day("2026-11-22");
    paper.created = Instant{paper.date};
    paper.signer = "Rosa Vale, RHIT";
    paper.language = language;
    AccountingLine line;
    line.date = day("2026-01-05");
    line.recipient = "State Health Department";
    line.recipient_address = "3 Capitol Way";
    line.description = "1 result";
    line.purpose = "surveillance of influenza";
    line.count = 12;
    line.frequency = Frequency::weekly;
    line.last_date = day("2026-03-23");
    paper.lines.push_back(line);
    return paper;
}

bool says(const AccountingPaper& paper, const char* words) {
    return text_of(accounting_letter(paper)).find(words) != std::string::npos;
}

}  // namespace

// Goal: 45 CFR 164.528(b)(2)(i) to (iv) and 45 CFR 164.528(b)(3), in both languages.
TEST_CASE("the letter has every element of each disclosure") {
    for (const Language language : {Language::english, Language::spanish}) {
        const AccountingPaper paper = paper_in(language);
        for (const char* words : {"2026", "State Health Department", "3 Capitol Way", "1 result",
                                  "surveillance of influenza", "12", "Ada Lindgren", "555-0199"})
            CHECK_MESSAGE(says(paper, words), words);
        const auto printed = pdf::render(accounting_letter(paper));
        REQUIRE(printed);
        CHECK(printed->replaced_characters == 0);
    }
    CHECK(says(paper_in(Language::english), "weekly, 12 times, last on March 23, 2026"));
    CHECK(says(paper_in(Language::spanish), "cada semana, 12 veces"));
    CHECK(accounting_template_id(Language::english) == "accounting/1");
    CHECK(accounting_template_id(Language::spanish) == "accounting.es/1");
}

TEST_CASE("an empty accounting says so") {
    AccountingPaper paper = paper_in(Language::english);
    paper.lines.clear();
    CHECK(says(paper, "no disclosure that we must list"));
    paper.language = Language::spanish;
    CHECK(says(paper, "no hubo ninguna divulgación"));
}

TEST_CASE("who signs the accounting") {
    AccountingPaper paper = paper_in(Language::english);
    CHECK(says(paper, "Rosa Vale, RHIT"));
    paper.settings.custodian_name = "Dana Whitfield, RHIA";
    CHECK(says(paper, "Dana Whitfield, RHIA"));
    CHECK(!says(paper, "Rosa Vale, RHIT"));
}

}  // namespace muniment::release
