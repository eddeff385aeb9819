#include "departments/release/accounting_letter.h"

#include <algorithm>

#include "base/text.h"
#include "departments/release/paper_parts.h"

namespace muniment::release {

namespace {

// 45 CFR 164.528(b)(3)(ii) and (iii): how often, and the last.
std::string when_text(const AccountingLine& line, Language language) {
    const std::string often = summary_of(line, language);
    return long_day(line.date, language) + (often.empty() ? "" : "\n" + often);
}

std::string recipient_text(const AccountingLine& line) {
    return line.recipient + (line.recipient_address.empty() ? "" : "\n" + line.recipient_address);
}

std::vector<pdf::Block> lines_table(const AccountingPaper& paper) {
    const bool english = paper.language == Language::english;
    if (paper.lines.empty())
        return {letter_text(english ? "In this time there was no disclosure that we must list."
                                    : "En este tiempo no hubo ninguna divulgación que debamos "
                                      "enumerar.")};
    pdf::Table table{{{english ? "Day" : "Día", 20},
                      {english ? "Who received it" : "Quién la recibió", 28},
                      {english ? "What was disclosed" : "Qué se divulgó", 28},
                      {english ? "Why" : "Por qué", 24}},
                     {}};
    for (const AccountingLine& line : paper.lines)
        table.rows.push_back({when_text(line, paper.language), recipient_text(line),
                              line.description, line.purpose});
    std::ranges::reverse(table.rows);  // oldest first on paper
    return {table};
}

Words words_for(const AccountingPaper& paper) {
    const auto day = [&](Day on) { return long_day(on, paper.language); };
    const std::string& phone = paper.settings.complaint_phone;
    const char* telephone = paper.language == Language::english ? ", telephone " : ", teléfono ";
    return {{"patient", paper.patient.name},
            {"requested", day(paper.requested_on)},
            {"from", day(paper.window.first)},
            {"to", day(paper.window.last)},
            {"contact", paper.settings.complaint_contact},
            {"phone", phone.empty() ? "" : telephone + phone}};
}

const char* title_of(Language language) {
    return language == Language::english ? "Accounting of disclosures" : "Lista de divulgaciones";
}

}  // namespace

std::string accounting_template_id(Language language) {
    return letter_template("accounting", language).id;
}

pdf::Document accounting_letter(const AccountingPaper& paper) {
    const bool english = paper.language == Language::english;
    pdf::Section section;
    section.title = title_of(paper.language);
    section.listing = pdf::Listing::unlisted;
    section.footer = footer_text(paper.language);
    section.blocks = {pdf::Letterhead{paper.facility, paper.settings.address},
                      letter_text(long_day(paper.date, paper.language)), pdf::Space{8},
                      pdf::Heading{section.title, 1},
                      pdf::KeyValues{{{english ? "Patient" : "Paciente", paper.patient.name},
                                      {english ? "Medical record number" : "Número de expediente",
                                       paper.patient.mrn}},
                                     2}};
    const auto form = letter_template("accounting", paper.language);
    append(section.blocks, letter_body(form, words_for(paper), "table", lines_table(paper)));
    const bool custodian = !trim(paper.settings.custodian_name).empty();
    section.blocks.push_back(pdf::Space{12});
    section.blocks.push_back(
        letter_text((custodian ? paper.settings.custodian_name : paper.signer) + "\n" +
                    paper.settings.custodian_title));
    pdf::Document document;
    document.title = section.title;
    document.author = paper.facility;
    document.created = paper.created;
    document.sections.push_back(std::move(section));
    return document;
}

}  // namespace muniment::release
