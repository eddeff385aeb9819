#include "departments/release/compose.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "departments/release/paper_sample.h"

namespace muniment::release {
namespace {

void say(std::string& all, const std::string& text) { all += text + "\n"; }

// All words of a section, block by block.
std::string words_of(const pdf::Section& section) {
    std::string all;
    say(all, section.header.left + " " + section.header.center + " " + section.header.right);
    say(all, section.footer);
    for (const pdf::Block& block : section.blocks) {
        if (const auto* heading = std::get_if<pdf::Heading>(&block)) say(all, heading->text);
        if (const auto* text = std::get_if<pdf::Preformatted>(&block)) say(all, text->text);
        if (const auto* list = std::get_if<pdf::Bullets>(&block)) say(all, join(list->items, "\n"));
        if (const auto* notice = std::get_if<pdf::Notice>(&block))
            say(all, notice->title + ": " + notice->text);
        if (const auto* signer = std::get_if<pdf::Signature>(&block))
            say(all, "signed " + signer->name + ", " + signer->title + ", " + signer->date);
        if (const auto* letterhead = std::get_if<pdf::Letterhead>(&block))
            say(all, letterhead->name + "\n" + join(letterhead->lines, "\n"));
        if (const auto* paragraph = std::get_if<pdf::Paragraph>(&block))
            for (const pdf::Run& run : paragraph->runs) say(all, run.text);
        if (const auto* pairs = std::get_if<pdf::KeyValues>(&block))
            for (const pdf::Pair& pair : pairs->pairs) say(all, pair.key + ": " + pair.value);
        if (const auto* table = std::get_if<pdf::Table>(&block))
            for (const auto& row : table->rows) say(all, join(row, " | "));
    }
    return all;
}

std::string words_of(const pdf::Document& document) {
    std::string all;
    for (const pdf::Section& section : document.sections) all += words_of(section);
    return all;
}

bool says(const std::string& text, std::string_view wanted) {
    return text.find(wanted) != std::string::npos;
}

pdf::Document release_for(const View& view, Copy copy = Copy::release) {
    return release_paper(sample::paper(view), sample::records(), copy, 7);
}

}  // namespace

// Goal: each requester's cover letter says what the law wants said to that requester, no more.
TEST_CASE("cover letters by requester") {
    struct Row {
        View view;
        std::string_view must;
        std::string_view must_not;
    };
    const Row rows[] = {
        {sample::patient(), "45 CFR 164.524", "Redisclosure"},
        {sample::patient(), "Office for Civil Rights", "authorization that was signed"},
        {sample::patient(), "telephone 555-0199", "45 CFR 164.508(c)(2)(iii)"},
        {sample::attorney(), "Redisclosure: ", "right to complain"},
        {sample::attorney(), "signed on November 1, 2026", "45 CFR 164.524"},
        {sample::provider(), "45 CFR 164.506(c)(2)", "Redisclosure"},
        {sample::provider(), "for the treatment", "right to complain"},
    };
    for (const Row& row : rows) {
        const std::string cover = words_of(release_for(row.view).sections.front());
        CAPTURE(cover);
        CAPTURE(row.must);
        CHECK(says(cover, row.must));
        CHECK(!says(cover, row.must_not));
    }
}

TEST_CASE("the cover names case, patient, addressee, contents and what was withheld") {
    const std::string cover = words_of(release_for(sample::attorney()).sections.front());
    for (const char* wanted :
         {"Example Hospital", "12 Hill Road", "November 22, 2026",
          "J. Doe\nDoe and Partners\n1 Main", "Case: R-2026-000012", "Patient: Ada Lindgren",
          "Born: 1960-05-04", "Medical record number: A-1001",
          "Enclosed: 2 documents, 20 results, 1 medication", "January 1, 2026 to June 30, 2026",
          "What was withheld: psychotherapy note of 2026-03-05: Kept apart. (45 CFR "
          "164.508(a)(2))"}) {
        CAPTURE(wanted);
        CHECK(says(cover, wanted));
    }
}

// Goal: a thousand withheld items make a letter that can be read.
TEST_CASE("withheld items are grouped by their reason") {
    Records records = sample::records();
    records.choice.withheld.clear();
    for (int i = 0; i < 1000; ++i)
        records.choice.withheld.push_back(
            {derived_uuid(std::to_string(i)), "results without a date", "No date.", "Rule 1", ""});
    records.choice.withheld.push_back({derived_uuid("x"), "one note", "Other.", "Rule 2", ""});
    const auto document =
        release_paper(sample::paper(sample::patient()), records, Copy::release, 1);
    const std::string cover = words_of(document.sections.front());
    CHECK(says(cover, "and 988 more: No date. (Rule 1)\none note: Other. (Rule 2)"));
    records.choice.withheld.clear();
    const auto plain = release_paper(sample::paper(sample::patient()), records, Copy::release, 1);
    CHECK(!says(words_of(plain.sections.front()), "What was withheld"));
}

// Goal: no letter to others reveals that somebody is treated for a substance use disorder:
// 42 CFR 2.13(c)(2).
TEST_CASE("withheld records under part 2 are named to nobody but the patient") {
    Records records = sample::records();
    const auto cover = [&](const View& view) {
        return words_of(
            release_paper(sample::paper(view), records, Copy::release, 1).sections.front());
    };
    const std::string without = cover(sample::attorney());
    records.choice.withheld.push_back({derived_uuid("w2"), "program note of 2026-03-05",
                                       "Records of a program need a consent.", "42 CFR 2.31",
                                       "part2"});
    CHECK(cover(sample::attorney()) == without);
    CHECK(!says(cover(sample::provider()), "program note"));
    CHECK(says(cover(sample::patient()), "program note of 2026-03-05"));
    CHECK(says(without, "special protection"));
}

TEST_CASE("a letter greets whoever asks") {
    View view = sample::patient();
    view.request.requester.name.clear();
    view.request.requester.organization.clear();
    CHECK(says(words_of(release_for(view)), "Dear Ada Lindgren:"));
    view = sample::attorney();
    view.request.requester.name.clear();
    CHECK(says(words_of(release_for(view)), "To Doe and Partners:"));
    view.request.requester.organization.clear();
    CHECK(says(words_of(release_for(view)), "To whom it may concern:"));
}

// Goal: 42 CFR 2.32: each disclosure of such records is accompanied by the notice.
TEST_CASE("the part 2 notice goes with records under part 2, and only with them") {
    Records records = sample::records();
    for (const bool part2 : {false, true}) {
        records.choice.notices.clear();
        if (part2) records.choice.notices = {"part2-notice"};
        const auto paper =
            release_paper(sample::paper(sample::patient()), records, Copy::release, 1);
        CHECK(says(words_of(paper.sections.front()),
                   "42 CFR part 2 prohibits unauthorized use or disclosure of these records.") ==
              part2);
    }
}

TEST_CASE("the certification counts pages and names the custodian") {
    Paper paper = sample::paper(sample::attorney());
    const auto certificate = [&](Copy copy) {
        return words_of(release_paper(paper, sample::records(), copy, 118).sections.at(2));
    };
    CHECK(says(certificate(Copy::release), "The 118 pages of this file"));
    CHECK(says(certificate(Copy::release), "at or near the time"));
    CHECK(says(certificate(Copy::release), "regularly conducted business"));
    CHECK(says(certificate(Copy::release),
               "signed Rosa Vale, RHIT, Custodian of Records, November 22, 2026"));
    // A preview bears no date of signature.
    CHECK(!says(certificate(Copy::preview), "Records, November 22, 2026"));
    paper.settings.custodian_name = "Dana Whitfield, RHIA";
    paper.settings.custodian_title = "Director";
    CHECK(says(certificate(Copy::release), "signed Dana Whitfield, RHIA, Director"));
}

// Goal: nobody can take a preview for a release: every page with a header says so.
TEST_CASE("a preview says on every section that it is one") {
    for (const pdf::Section& section : release_for(sample::attorney(), Copy::preview).sections)
        CHECK(says(section.header.right, "PREVIEW"));
    const auto released = release_for(sample::attorney());
    CHECK(!says(words_of(released), "PREVIEW"));
}

TEST_CASE("documents and lists carry where they come from") {
    const auto document = release_for(sample::patient());
    const std::string all = words_of(document);
    for (const char* wanted :
         {"Progress note 2", "Date of service: 2026-03-04 09:30", "Type: Progress note (11506-3)",
          "Author: M. Ferreira, MD", "Version: 3", "    Line 39 of the note",
          "2026-03-03 06:00 | Potassium | 5.6 | mmol/L | 3.5 - 5.1 | High", "Vital signs",
          "2026-03-06 | Furosemide 20 mg tablet | 1 tablet in the morning | active",
          "One of the allergies", "One of the immunizations"}) {
        CAPTURE(wanted);
        CHECK(says(all, wanted));
    }
    CHECK(says(all, "Source: " + to_text(sample::id_of(Section::documents, 1))));
    // Cover, index, certification, two notes, six lists.
    CHECK(document.sections.size() == 11);
}

TEST_CASE("the number of pages that is certified is the number of pages") {
    for (const std::size_t notes : {1u, 3u}) {
        const auto printed =
            render_release(sample::paper(sample::patient()), sample::records(notes), Copy::release);
        REQUIRE(printed);
        const auto again = release_paper(sample::paper(sample::patient()), sample::records(notes),
                                         Copy::release, printed->pages);
        CHECK(says(words_of(again.sections.at(2)),
                   "The " + std::to_string(printed->pages) + " pages of this file"));
        CHECK(printed->pages >= 3 + notes + 6);
        CHECK(printed->bytes.starts_with("%PDF-"));
    }
}

// Goal: the letter holds every defect with its citation, and no warning.
TEST_CASE("refusal letters name every defect") {
    View view = sample::attorney();
    view.request.authorization->expires_on.reset();
    view.request.authorization->recipient.clear();
    view.request.authorization->copy_given = false;  // a warning
    const Paper paper = sample::paper(view);
    const std::string letter = words_of(refusal_letter(paper));
    CAPTURE(letter);
    std::size_t defects = 0;
    for (const Finding& finding : paper.decision.findings) {
        const bool defect = finding.severity == Severity::defect;
        defects += defect ? 1 : 0;
        CHECK(says(letter, finding.message + " (" + finding.cite + ")") == defect);
    }
    CHECK(defects >= 2);
    CHECK(defects < paper.decision.findings.size());
    CHECK(refusal_template_id(paper) == "refusal/3");
    CHECK(!says(letter, "Office for Civil Rights"));
}

TEST_CASE("a patient who is refused learns where to complain") {
    View view = sample::patient();
    view.request.identity_verified = false;
    const Paper paper = sample::paper(view);
    const std::string letter = words_of(refusal_letter(paper));
    CHECK(refusal_template_id(paper) == "refusal-patient/1");
    CHECK(says(letter, "Privacy Officer of Example Hospital, telephone 555-0199"));
    CHECK(says(letter, "Office for Civil Rights"));
    CHECK(says(letter, "45 CFR 164.524(d)(2)(i)"));
}

// Goal: whoever may not have the record learns nothing else of it from the refusal
// (docs/decisions/0030).
TEST_CASE("a refusal tells no identifiers") {
    const Paper sent = sample::paper(sample::attorney());
    View unverified = sample::patient();
    unverified.request.identity_verified = false;
    View formless = sample::attorney();
    formless.request.authorization.reset();
    for (const View& view : {unverified, formless}) {
        const Paper paper = sample::paper(view);
        const std::string letter = words_of(refusal_letter(paper));
        CAPTURE(letter);
        CHECK(says(letter, "Person you name: " + paper.patient.name));
        CHECK(!says(letter, paper.patient.mrn));
        CHECK(!says(letter, *paper.patient.birth_date));
        CHECK(says(words_of(release_paper(sent, sample::records(1), Copy::release, 1)),
                   paper.patient.mrn));
    }
}

// 45 CFR 164.510(a)(2), 45 CFR 164.522(a)(1)(vi): what the patient asked of us stays between us.
TEST_CASE("a refusal on the patient's own wish gives no reason") {
    struct Row {
        const char* ground;
        RequesterKind kind;
        std::map<std::string, std::string> statements;
        const char* basis;
        const char* never;
    };
    const Row rows[] = {
        {"directory",
         RequesterKind::media,
         {{"directory_choice", "objected"}},
         "directory",
         "objected"},
        {"payment",
         RequesterKind::health_plan,
         {{"restriction", "paid_in_full"}},
         "restricted",
         "paid"},
    };
    for (const Row& row : rows)
        for (const Language language : {Language::english, Language::spanish}) {
            View view = sample::attorney();
            view.request.authorization.reset();
            view.request.requester.kind = row.kind;
            view.request.ground = row.ground;
            view.request.statements = row.statements;
            Paper paper = sample::paper(view);
            paper.language = language;
            REQUIRE(paper.decision.basis == row.basis);
            const std::string letter = words_of(refusal_letter(paper));
            CAPTURE(letter);
            CHECK(refusal_template_id(paper).starts_with("refusal-closed"));
            CHECK(!says(letter, row.never));
            CHECK(!says(letter, "CFR"));
            CHECK(!says(letter, paper.patient.mrn));
        }
}

TEST_CASE("what is enclosed, in words") {
    Choice choice;
    CHECK(enclosed(choice) == "nothing");
    choice.chosen[Section::allergies] = {derived_uuid("a")};
    CHECK(enclosed(choice) == "1 allergy");
    choice.chosen[Section::documents] = {derived_uuid("b"), derived_uuid("c")};
    CHECK(enclosed(choice) == "2 documents and 1 allergy");
}

}  // namespace muniment::release
