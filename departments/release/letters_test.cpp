#include "departments/release/letters.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "departments/release/assets.h"
#include "departments/release/letter.h"
#include "departments/release/letters_sample.h"
#include "formats/pdf/render.h"

namespace muniment::release {

using sample::day;
using sample::today;

namespace {

constexpr Language languages[] = {Language::english, Language::spanish};

// The letter's text; a refusal's message where there is none.
std::string written(const View& view, const LetterAsk& ask) {
    const auto document = letter(sample::paper(view), ask, Copy::release);
    return document ? text_of(*document) : document.error().message;
}

bool says(const std::string& text, std::string_view words) { return text.find(words) != text.npos; }

std::set<std::string> places(const Template& form) {
    std::set<std::string> found;
    for (const std::string& paragraph : form.paragraphs)
        for (auto open = paragraph.find('{'); open != paragraph.npos;
             open = paragraph.find('{', open + 1))
            found.insert(paragraph.substr(open, paragraph.find('}', open) + 1 - open));
    return found;
}

View defective() {
    View view = sample::patient();
    view.request.identity_verified = false;
    return view;
}

}  // namespace

// Goal: every kind fills in both languages without a place left over, and prints.
TEST_CASE("every letter fills and prints") {
    for (const LetterKind kind : sample::letter_kinds)
        for (const Language language : languages) {
            CAPTURE(enum_name(kind));
            CAPTURE(enum_name(language));
            const LetterAsk ask = sample::letter_ask(kind, language, sample::patient());
            const Paper paper = sample::paper(defective());
            const auto document = letter(paper, ask, Copy::release);
            REQUIRE_MESSAGE(document, (document ? "" : document.error().message));
            const std::string text = text_of(*document);
            CHECK(text.find_first_of("{}") == text.npos);
            CHECK(says(text, "R-2026-000012"));
            CHECK(says(text, "November") == (language == Language::english));
            const auto printed = pdf::render(*document);
            REQUIRE_MESSAGE(printed, (printed ? "" : printed.error().message));
            CHECK(printed->replaced_characters == 0);
            CHECK(says(letter_id(paper, ask), ".es/") == (language == Language::spanish));
        }
}

// Goal: a Spanish text that lost a place would say less than the English one.
TEST_CASE("both languages have the same places") {
    std::size_t pairs = 0;
    for (const Asset& file : assets::release_templates()) {
        const std::string name(file.path.substr(0, file.path.size() - 4));
        if (!name.ends_with(".es")) continue;
        CAPTURE(name);
        ++pairs;
        const Template spanish = letter_template(name);
        const Template english = letter_template(name.substr(0, name.size() - 3));
        CHECK(places(spanish) == places(english));
        CHECK(spanish.paragraphs.size() == english.paragraphs.size());
        CHECK(spanish.id.substr(spanish.id.find('/')) == english.id.substr(english.id.find('/')));
    }
    CHECK(pairs == 25);
}

TEST_CASE("what each letter must say") {
    struct Row {
        LetterKind kind;
        const char* english;
        const char* spanish;
    };
    const Row rows[] = {
        {LetterKind::acknowledgement, "by December 20, 2026", "el 20 de diciembre de 2026"},
        {LetterKind::defect, "45 CFR 164.514(h)", "45 CFR 164.514(h)"},
        {LetterKind::defect, "Office for Civil Rights", "Su derecho a presentar una queja"},
        {LetterKind::extension, "by January 19, 2027", "el 19 de enero de 2027"},
        {LetterKind::extension, "at another site", "at another site"},
        {LetterKind::extension, "45 CFR 164.524(b)(2)(ii)", "45 CFR 164.524(b)(2)(ii)"},
        {LetterKind::denial, "endanger a life", "endanger a life"},
        {LetterKind::denial, "You get everything else", "todo lo demás"},
        {LetterKind::denial, "who took no part", "que no participó"},
        {LetterKind::denial, "telephone 555-0199", "teléfono 555-0199"},
        {LetterKind::denial, "1-800-368-1019", "1-800-368-1019"},
        {LetterKind::fee_estimate, "Labour for copying, minutes 20 $60.00 / 60 $20.00",
         "Trabajo de copia, minutos 20 $60.00 / 60 $20.00"},
        {LetterKind::fee_estimate, "At most (CA HSC 123110(j))", "Como máximo (CA HSC 123110(j))"},
        {LetterKind::fee_estimate, "bill for your care is unpaid", "factura de su atención"},
        {LetterKind::invoice, "Please pay $17.50 by January 19, 2027",
         "Pague $17.50 a más tardar el 19 de enero de 2027"},
        {LetterKind::invoice, "Invoice R-2026-000012-1", "Factura R-2026-000012-1"},
        {LetterKind::cover, "Enclosed: 2 documents.", "Se adjunta: 2 documents."},
        {LetterKind::certification, "The 12 pages", "Las 12 páginas"},
        {LetterKind::recall, "On November 19, 2026", "El 19 de noviembre de 2026"},
        {LetterKind::invoice, "November 22, 2026", "22 de noviembre de 2026"},
        {LetterKind::recall, "45 CFR 164.530(f)", "45 CFR 164.530(f)"},
    };
    for (const Row& row : rows)
        for (const Language language : languages) {
            const char* wanted = language == Language::english ? row.english : row.spanish;
            CAPTURE(wanted);
            CHECK(says(
                written(defective(), sample::letter_ask(row.kind, language, sample::patient())),
                wanted));
        }
}

// Goal: each field that a letter needs, left out once; the message names the paragraph.
TEST_CASE("a letter that lacks what it needs is not written") {
    struct Row {
        const char* name;
        LetterKind kind;
        void (*spoil)(Paper&, LetterAsk&);
        const char* cite;
    };
    const Row rows[] = {
        {"no reasons", LetterKind::extension, [](Paper&, LetterAsk& a) { a.reasons = " "; },
         "45 CFR 164.524(b)(2)(ii)(A)"},
        {"no deadline", LetterKind::extension, [](Paper&, LetterAsk& a) { a.due_on.reset(); },
         "45 CFR 164.524(b)(2)(ii)(A)"},
        {"no date", LetterKind::extension, [](Paper&, LetterAsk& a) { a.until.reset(); },
         "45 CFR 164.524(b)(2)(ii)(A)"},
        {"no later date", LetterKind::extension, [](Paper&, LetterAsk& a) { a.until = a.due_on; },
         "45 CFR 164.524(b)(2)(ii)(A)"},
        {"no denial", LetterKind::denial, [](Paper&, LetterAsk& a) { a.denial.reset(); },
         "45 CFR 164.524(d)(2)(i)"},
        {"no basis", LetterKind::denial, [](Paper&, LetterAsk& a) { a.denial->basis.clear(); },
         "45 CFR 164.524(d)(2)(i)"},
        {"what is denied", LetterKind::denial,
         [](Paper&, LetterAsk& a) { a.denial->denied.clear(); }, "45 CFR 164.524(d)(1)"},
        {"nothing of the rest", LetterKind::denial,
         [](Paper&, LetterAsk& a) { a.denial->rest_granted = false; }, "45 CFR 164.524(d)(1)"},
        {"no telephone", LetterKind::denial,
         [](Paper& p, LetterAsk&) { p.settings.complaint_phone.clear(); },
         "45 CFR 164.524(d)(2)(iii)"},
        {"to an attorney", LetterKind::denial,
         [](Paper& p, LetterAsk&) { p.request = sample::attorney().request; },
         "45 CFR 164.524(d)(2)"},
        {"no fee", LetterKind::fee_estimate, [](Paper&, LetterAsk& a) { a.fee.reset(); }, ""},
        {"no fee", LetterKind::invoice, [](Paper&, LetterAsk& a) { a.fee.reset(); }, ""},
        {"no number", LetterKind::invoice, [](Paper&, LetterAsk& a) { a.invoice = " "; }, ""},
        {"no day", LetterKind::invoice, [](Paper&, LetterAsk& a) { a.until.reset(); }, ""},
        {"nothing enclosed", LetterKind::cover, [](Paper&, LetterAsk& a) { a.enclosed = ""; }, ""},
        {"no pages", LetterKind::certification, [](Paper&, LetterAsk& a) { a.pages = 0; }, ""},
        {"nobody", LetterKind::recall, [](Paper&, LetterAsk& a) { a.recipient = ""; }, ""},
        {"no day sent", LetterKind::recall, [](Paper&, LetterAsk& a) { a.sent_on.reset(); }, ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        Paper paper = sample::paper(sample::patient());
        LetterAsk ask = sample::letter_ask(row.kind, Language::english, sample::patient());
        REQUIRE(letter(paper, ask, Copy::release));
        row.spoil(paper, ask);
        const auto refused = letter(paper, ask, Copy::release);
        REQUIRE(!refused);
        CHECK(refused.error().fault == Fault::incorrect);
        CHECK(refused.error().cite == row.cite);
    }
}

TEST_CASE("a denial says whether it can be reviewed, and what is left") {
    LetterAsk ask = sample::letter_ask(LetterKind::denial, Language::english, sample::patient());
    ask.denial->states_review = false;
    ask.denial->everything = true;
    const std::string text = written(sample::patient(), ask);
    CHECK(says(text, "provides no review of a decision on this ground (45 CFR 164.524(a)(2))"));
    CHECK(!says(text, "took no part"));
    CHECK(says(text, "Nothing else remains"));
    CHECK(!says(text, "everything else"));
}

// 42 CFR 2.13(c)(2): goal: whatever the decision found about a segment, no letter to anyone but the
// individual names it.
TEST_CASE("letters to third parties name no special segment") {
    View view = sample::attorney();
    view.request.authorization->part2 = Part2Consent{};
    view.request.authorization->covers = {"part2"};
    view.request.identity_verified = false;
    Paper paper = sample::paper(view);
    for (const SegmentAnswer& segment : paper.decision.segments)
        for (const Reason& reason : segment.reasons)
            paper.decision.findings.push_back(
                {reason.rule, reason.cite, reason.message, Severity::defect});
    REQUIRE(paper.decision.findings.size() > 1);
    for (const LetterKind kind : sample::letter_kinds)
        for (const Language language : languages) {
            if (kind == LetterKind::denial) continue;  // goes to the individual only
            CAPTURE(enum_name(kind));
            const auto document =
                letter(paper, sample::letter_ask(kind, language, view), Copy::release);
            REQUIRE(document);
            CHECK(sample::cites(
                      check_letter(*document, view.request, sample::with_facility(), today)) == "");
            const std::string text = lower(text_of(*document));
            for (const char* word : {"substance use", "psychotherapy", " hiv"})
                CHECK_MESSAGE(!says(text, word), word);
            CHECK(!says(text_of(*document), "42 CFR 2"));
        }
}

TEST_CASE("a segment's name in typed words is found, for third parties only") {
    LetterAsk ask = sample::letter_ask(LetterKind::extension, Language::english, sample::patient());
    ask.reasons = "The Psychotherapy Notes must be set apart first.";
    const auto check = [&](const View& view) {
        const auto document = letter(sample::paper(view), ask, Copy::release);
        REQUIRE(document);
        return sample::cites(check_letter(*document, view.request, sample::with_facility(), today));
    };
    CHECK(check(sample::attorney()) == "42 CFR 2.13(c)(2)");
    CHECK(check(sample::patient()) == "");
}

// Goal: the translation of a sentence that no pack has any more would be dead.
TEST_CASE("the sentences in Spanish are those of the packs") {
    std::set<std::string> packs;
    for (const rules::Pack& pack : sample::with_facility().packs())
        for (const rules::Rule* rule : rules::rules_of(pack)) packs.insert(rule->say);
    const Template sentences = letter_template("sentences-spanish");
    CHECK(sentences.paragraphs.size() >= 35);
    for (const std::string& pair : sentences.paragraphs) {
        const std::string english = pair.substr(0, pair.find('\n'));
        const bool known = std::ranges::any_of(
            packs, [&](const std::string& say) { return say.find(english) != say.npos; });
        CHECK_MESSAGE(known, english);
    }
    View view = sample::attorney();
    view.request.authorization->expires_on.reset();
    view.request.authorization->signed_ = false;
    const auto ask = [&](Language language) {
        return written(view, sample::letter_ask(LetterKind::defect, language, view));
    };
    CHECK(says(ask(Language::english), "The form is not signed. (45 CFR 164.508(c)(1)(vi))"));
    CHECK(
        says(ask(Language::spanish), "El formulario no está firmado. (45 CFR 164.508(c)(1)(vi))"));
    CHECK(says(ask(Language::spanish), "El formulario no tiene fecha ni hecho de vencimiento."));
    CHECK(!says(ask(Language::spanish), "The form"));
}

TEST_CASE("a letter of recall names no patient") {
    for (const Language language : languages) {
        const std::string text =
            written(sample::attorney(),
                    sample::letter_ask(LetterKind::recall, language, sample::patient()));
        CHECK(says(text, "Ingrid Sørensen"));
        for (const char* word : {"Lindgren", "A-1001", "1960", "Doe and Partners"})
            CHECK_MESSAGE(!says(text, word), word);
    }
}

TEST_CASE("names in any script of the fonts") {
    View view = sample::patient();
    view.request.requester.name = "Zoë Ñandú-Żółć Ελένη Юлия";
    const auto document = letter(
        sample::paper(view),
        sample::letter_ask(LetterKind::acknowledgement, Language::spanish, sample::patient()),
        Copy::release);
    REQUIRE(document);
    CHECK(says(text_of(*document), "Para Zoë Ñandú-Żółć Ελένη Юлия:"));
    const auto printed = pdf::render(*document);
    REQUIRE(printed);
    CHECK(printed->replaced_characters == 0);
}

TEST_CASE("no clock, no promise; a waiver is shown") {
    LetterAsk ask =
        sample::letter_ask(LetterKind::acknowledgement, Language::english, sample::attorney());
    ask.due_on.reset();
    CHECK(!says(written(sample::attorney(), ask), "We will answer by"));
    ask = sample::letter_ask(LetterKind::fee_estimate, Language::english, sample::patient());
    ask.fee->waived_because = "agreed";
    ask.fee->total_cents = 0;
    const std::string text = written(sample::patient(), ask);
    CHECK(says(text, "Waived"));
    CHECK(says(text, "To pay   $0.00"));
    CHECK(!says(text, "At most"));
}

TEST_CASE("a preview says so") {
    const auto ask = sample::letter_ask(LetterKind::cover, Language::english, sample::patient());
    const Paper paper = sample::paper(sample::patient());
    CHECK(says(text_of(*letter(paper, ask, Copy::preview)), "PREVIEW"));
    CHECK(!says(text_of(*letter(paper, ask, Copy::release)), "PREVIEW"));
}

TEST_CASE("what is asked for reads back from its JSON") {
    const auto ask = sample::letter_ask(LetterKind::invoice, Language::spanish, sample::patient());
    const auto again = from_json<LetterAsk>(to_json(ask));
    REQUIRE(again);
    CHECK(*again == ask);
}

}  // namespace muniment::release
