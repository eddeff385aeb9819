// Builds the sample documents; the same input gives the same document, always.
// SPDX-License-Identifier: Apache-2.0
#include "tests/peers/verapdf/samples.h"

#include <array>

#include "tests/support/images.h"

namespace muniment::pdf {
namespace {

using namespace std::string_literals;

constexpr const char* confidential =
    "Confidential health information. Redisclosure without authorization may be prohibited by law.";

Header header() {
    return {"Mercy Valley Medical Center",
            "Okafor-Lindqvist, Amara J.   |   Born March 14, 1968   |   MRN 00418827",
            "Case R-2026-000012"};
}

Paragraph letter(std::string text) { return {{{std::move(text)}}, Size::letter}; }
Paragraph plain(std::string text) { return {{{std::move(text)}}}; }

Section cover() {
    Section section{.title = "Cover letter", .listing = Listing::unlisted, .footer = confidential};
    section.blocks = {
        Letterhead{"Mercy Valley Medical Center",
                   {"Health Information Management, Release of Information",
                    "1200 Orchard Avenue, Yakima, WA 98902   |   Telephone (509) 555-0142"}},
        letter("November 22, 2026"),
        Space{10},
        letter("Hollis & Vance, Attorneys at Law\nAttn: Records Desk\n410 Second Street\nYakima, "
               "WA 98901"),
        Space{6},
        KeyValues{{{"Case", "R-2026-000012"},
                   {"Your request of", "November 12, 2026"},
                   {"Patient", "Amara J. Okafor-Lindqvist"},
                   {"Born", "March 14, 1968"}},
                  2},
        Space{4},
        letter("To whom it may concern:"),
        Paragraph{
            {{"Enclosed are the records you asked for under the authorization signed by the "
              "patient on "},
             {"October 30, 2026", Face::bold},
             {". They cover the period from January 1, 2025 to October 31, 2026 and are a true and "
              "complete copy of the records we hold "},
             {"within the scope of that authorization", Face::italic},
             {". The index on the next page lists each document with its first page."}},
            Size::letter},
        letter("This file is an archival PDF (PDF/A-3). It can be checked against our public "
               "disclosure "
               "ledger with the verifier that came with it, without asking us."),
        Notice{"What was withheld",
               "Psychotherapy notes are not part of this release (45 CFR 164.508(a)(2)). Two "
               "documents that "
               "fall outside the period of the authorization were left out."},
        letter("Sincerely,"),
        Signature{"Dana Whitfield, RHIA", "Director, Health Information Management",
                  "November 22, 2026"},
    };
    return section;
}

Section index() {
    Section section{
        .title = "Index", .listing = Listing::unlisted, .header = header(), .footer = confidential};
    section.blocks = {
        Heading{"Index of records", 1},
        Paragraph{{{"Each line leads to its page. Dates are the dates of service."}}, Size::small},
        Contents{}};
    return section;
}

std::string note_text(std::size_t number) {
    std::string text = "CHIEF COMPLAINT\nShortness of breath on exertion, follow-up visit " +
                       std::to_string(number + 1) +
                       ".\n\nHISTORY OF PRESENT ILLNESS\n"
                       "58-year-old woman with heart failure with reduced ejection fraction, type "
                       "2 diabetes mellitus and "
                       "stage 3a chronic kidney disease, seen for follow-up. Since the last visit "
                       "she reports two-pillow "
                       "orthopnea, resolved after the diuretic was increased. No chest pain, no "
                       "syncope, no palpitations.\n\n";
    constexpr std::array findings = {
        "    Constitutional   no fever, weight down 1.4 kg since the last visit",
        "    Cardiovascular   regular rate, S3 absent, trace ankle edema on both sides",
        "    Respiratory      clear to auscultation, no wheeze, SpO2 96 % on room air",
        "    Neurologic       alert and oriented, gait steady, no focal deficit",
        "    Skin             warm, dry, no ulcer of the feet; monofilament 9/10 left, 10/10 "
        "right"};
    for (std::size_t visit = 0; visit < 9; ++visit) {
        text += "REVIEW " + std::to_string(visit + 1) + " (" +
                std::to_string(120 + (number * 7 + visit * 3) % 30) + "/" +
                std::to_string(70 + (number + visit) % 15) + " mmHg, pulse " +
                std::to_string(62 + (number * 3 + visit) % 25) + ")\n";
        for (const char* finding : findings) text += finding + "\n"s;
        text +=
            "Plan: continue sacubitril-valsartan 49/51 mg twice daily, empagliflozin 10 mg daily "
            "and "
            "furosemide 40 mg in the morning; recheck potassium and creatinine in two weeks.\n\n";
    }
    return text + "Electronically signed by M. Ferreira, MD\n";
}

Section note(std::size_t number) {
    const std::string month = std::to_string(1 + number % 12),
                      day = std::to_string(1 + number * 5 % 28);
    Section section{.title = "Progress note " + std::to_string(number + 1),
                    .date = month + "/" + day + "/2026",
                    .type = "Progress note (11506-3)",
                    .header = header(),
                    .footer = confidential};
    section.blocks = {Heading{"Progress note " + std::to_string(number + 1), 1},
                      KeyValues{{{"Date of service", section.date},
                                 {"Author", "M. Ferreira, MD"},
                                 {"Department", "Cardiology clinic"},
                                 {"Status", "Final, signed"}},
                                2},
                      Preformatted{note_text(number)}};
    return section;
}

Section results(std::size_t rows) {
    Section section{.title = "Laboratory results",
                    .date = "2025 to 2026",
                    .type = "Results",
                    .header = header(),
                    .footer = confidential};
    Table table{.columns = {{"Date", 12},
                            {"Test", 34},
                            {"Value", 10, Align::right},
                            {"Unit", 14},
                            {"Reference range", 18},
                            {"Flag", 12}}};
    constexpr std::array<std::array<const char*, 4>, 5> tests = {
        {{"Sodium [Moles/volume] in Serum or Plasma", "mmol/L", "136 - 145", ""},
         {"Potassium [Moles/volume] in Serum or Plasma", "mmol/L", "3.5 - 5.1", "High"},
         {"Creatinine [Mass/volume] in Serum or Plasma", "mg/dL", "0.55 - 1.02", "High"},
         {"Natriuretic peptide.B prohormone N-Terminal [Mass/volume]", "pg/mL", "< 125", "High"},
         {"Hemoglobin A1c/Hemoglobin.total in Blood", "%", "4.0 - 5.6", ""}}};
    for (std::size_t i = 0; i < rows; ++i) {
        const auto& test = tests[i % tests.size()];
        table.rows.push_back(
            {"2026-0" + std::to_string(1 + i / 7 % 9) + "-" + std::to_string(10 + i % 18), test[0],
             std::to_string(1 + i * 37 % 200) + "." + std::to_string(i % 10), test[1], test[2],
             test[3]});
    }
    section.blocks = {Heading{"Laboratory results", 1}, Heading{"Chemistry and hematology", 2},
                      std::move(table)};
    return section;
}

Section certification() {
    Section section{.title = "Certification of records",
                    .date = "11/22/2026",
                    .type = "Certification",
                    .header = header(),
                    .footer = confidential};
    section.blocks = {
        Heading{"Certification of records", 1},
        plain("I am the custodian of the records of Mercy Valley Medical Center. I certify that:"),
        Bullets{{"the records were made at or near the time of the events by persons with "
                 "knowledge of them;",
                 "they were kept in the course of a regularly conducted activity of the hospital, "
                 "and making "
                 "them was a regular practice of that activity;",
                 "the copy in this file is a true copy of the records within the scope of the "
                 "request."}},
        Heading{"How to check this copy", 3},
        plain("Open verify.html from the package and drop the package on it."),
        Rule{},
        Paragraph{{{"Fed. R. Evid. 803(6), 902(11), 902(13), 902(14)"}}, Size::small, Align::right},
        Signature{"Dana Whitfield, RHIA", "Custodian of Records", ""},
    };
    return section;
}

std::string long_cell() {
    std::string text;
    for (int i = 0; i < 400; ++i)
        text += "sentence " + std::to_string(i) + " of a cell that is longer than a page; ";
    return text;
}

}  // namespace

Document sample_release(std::size_t notes) {
    Document document{.title = "Release of records R-2026-000012",
                      .author = "Mercy Valley Medical Center",
                      .subject = "Copy of health records",
                      .created = instant_of(1'795'327'200'000'000)};
    document.sections = {cover(), index(), certification()};
    for (std::size_t i = 0; i < notes; ++i) document.sections.push_back(note(i));
    document.sections.push_back(results(12 * notes + 10));
    document.attachments = {
        {"manifest.json", "application/json", "What is in the package", Relationship::supplement,
         "{\"format\":\"muniment-package-v1\"}"},
        {"bundle \xC3\xBC.fhir.json", "application/fhir+json", "The same records as data",
         Relationship::alternative, std::string(5000, ' ')}};
    return document;
}

Document sample_letter() {
    Document document{.title = "Letter R-2026-000013",
                      .author = "Mercy Valley Medical Center",
                      .created = instant_of(1'795'327'200'000'000)};
    document.sections = {cover()};
    return document;
}

Document sample_odd_text() {
    const std::string odd =
        "nul \0 bell \a escape \x1b delete \x7f bad \xC3\x28 \xF0\x28\x8C\xBC cut \xE2\x82 "
        "surrogate \xED\xA0\x80 "
        "override \xE2\x80\xAE gnp.exe \xE2\x80\xAC bom \xEF\xBB\xBF soft\xC2\xADhyphen nonchar "
        "\xEF\xBF\xBE "
        "private \xEE\x80\x80 cr\rlf\r\nff\fnel\xC2\x85 tab\there"s;
    const std::string scripts =
        "Ol\u00e1 \u017b\u00f3\u0142\u0107 \u0395\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac "
        "\u0420\u0443\u0441\u0441\u043a\u0438\u0439 \u05e9\u05dc\u05d5\u05dd "
        "\u05e2\u05d5\u05dc\u05dd "
        "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643 \u6f22\u5b57 \ud55c\uad6d\uc5b4 "
        "\u0e44\u0e17\u0e22 "
        "\u0939\u093f\u0928\u094d\u0926\u0940 \U0001F600 \u2264 \u2265 \u00b5g \u00b0C \u2192 "
        "\u2022 \u03b2 \ufb01 e\u0301";
    std::string marks = "a";
    for (int i = 0; i < 300; ++i) marks += "\u0301";
    Document document{.title = "Odd text \u05e9\u05dc\u05d5\u05dd & <b> \x01",
                      .author = "A & B <c>",
                      .subject = "\xff\xfe",
                      .created = instant_of(0)};
    Section section{.title = odd,
                    .date = scripts,
                    .type = odd,
                    .header = {odd, scripts, marks},
                    .footer = odd + scripts};
    section.blocks = {
        Heading{odd, 1},
        Heading{scripts, 2},
        Heading{"", 3},
        Contents{},
        Paragraph{{{odd, Face::bold}, {scripts, Face::italic}, {marks}, {""}}},
        plain(""),
        plain(std::string(6000, 'W')),
        plain("\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd, this is a paragraph from right "
              "to left 12.5 mg"),
        Preformatted{odd + "\n" + scripts + "\n" + std::string(900, 'x') + "\n\n\n"},
        Preformatted{""},
        KeyValues{{{odd, scripts}, {"", ""}, {scripts, marks}}, 2},
        KeyValues{},
        Table{{{odd, 1}, {scripts, 1, Align::right}, {"narrow", 0.01}},
              {{odd, scripts, "123456"}, {"", "", ""}, {long_cell(), "side", "by side"}}},
        Table{{{"alone", 1}}, {}},
        Bullets{{odd, scripts, ""}},
        Bullets{},
        Notice{odd, long_cell()},
        Notice{"", ""},
        PageBreak{},
        PageBreak{},
        Rule{},
        Letterhead{odd, {scripts}},
        Letterhead{},
        Signature{odd, scripts, odd},
        PageBreak{}};
    Section empty{.title = "An empty section"};
    Section same{
        .title = "On the same page", .start = Start::same_page, .blocks = {plain("Goes on.")}};
    document.sections = {section, empty, same};
    document.attachments = {
        {"\xff odd.bin", "application/octet-stream", odd, Relationship::unspecified, odd},
        {"empty.txt", "text/plain", "", Relationship::source, ""}};
    return document;
}

namespace {

Picture picture_of(const std::string& file, const image::PageFacts& page) {
    Picture picture{page.width, page.height, page.dpi_x, page.dpi_y, page.orientation, {}};
    picture.load = [file, page]() -> Result<PictureBytes> {
        auto sheet = TRY(image::sheet_of(file, page, {}));
        using Coding = PictureBytes::Coding;
        const Coding coding = sheet.coding == image::Coding::fax    ? Coding::fax
                              : sheet.coding == image::Coding::jpeg ? Coding::jpeg
                              : sheet.ink == image::Ink::gray       ? Coding::gray
                                                                    : Coding::colour;
        return PictureBytes{coding, sheet.width, sheet.height, std::move(sheet.bytes)};
    };
    return picture;
}

}  // namespace

Document sample_images() {
    Document document{.title = "Images", .created = instant_of(1'795'327'200'000'000)};
    const auto add = [&](const std::string& title, const std::string& file) {
        Section section{.title = title, .header = header(), .footer = confidential};
        section.blocks = {Heading{title, 1}, plain("As it was received.")};
        const auto pages = image::pages_of(file);
        for (const image::PageFacts& page : *pages)
            section.blocks.push_back(picture_of(file, page));
        document.sections.push_back(std::move(section));
    };
    for (const image::sample::File& file : image::sample::files()) add(file.name, file.bytes);
    std::vector<image::sample::TiffPage> turned(8);
    for (std::uint16_t i = 0; i < 8; ++i)
        turned[i] = {.pixels = image::sample::page(image::Ink::bilevel, 1728, 2200),
                     .orientation = static_cast<std::uint16_t>(i + 1)};
    add("A fax turned in every way", image::sample::tiff(turned));
    return document;
}

std::vector<Sample> samples() {
    return {{"letter", sample_letter()},
            {"odd-text", sample_odd_text()},
            {"images", sample_images()},
            {"release-small", sample_release(1)},
            {"release-large", sample_release(52)}};
}

}  // namespace muniment::pdf
