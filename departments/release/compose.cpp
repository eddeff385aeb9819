// The release of records as one document. The order: cover letter, index, certification, documents
// by date, then the lists of the chart.
#include "departments/release/compose.h"

#include <algorithm>

#include "base/text.h"
#include "departments/release/paper_parts.h"
#include "formats/pdf/render.h"

namespace muniment::release {

bool is_access(const Request& request) {
    return request.requester.kind == RequesterKind::patient ||
           request.requester.kind == RequesterKind::personal_representative;
}

namespace {

using pdf::Align;

struct ListName {
    Section section;
    const char* one;
    const char* many;
    const char* title;
    const char* uno;
    const char* muchos;
};
constexpr ListName list_names[] = {
    {Section::documents, "document", "documents", "Documents", "documento", "documentos"},
    {Section::results, "result", "results", "Results", "resultado", "resultados"},
    {Section::medications, "medication", "medications", "Medications", "medicamento",
     "medicamentos"},
    {Section::conditions, "condition", "conditions", "Conditions and problems", "diagnóstico",
     "diagnósticos"},
    {Section::procedures, "procedure", "procedures", "Procedures", "procedimiento",
     "procedimientos"},
    {Section::allergies, "allergy", "allergies", "Allergies", "alergia", "alergias"},
    {Section::immunizations, "immunization", "immunizations", "Immunizations", "vacuna", "vacunas"},
};

pdf::Header header_of(const Paper& paper, Copy copy) {
    const char* mark = copy == Copy::preview ? "PREVIEW of " : "Case ";
    return {paper.facility,
            paper.patient.name + "   |   Born " + paper.patient.birth_date.value_or("not known") +
                "   |   MRN " + paper.patient.mrn,
            mark + paper.number};
}

// "2026-03-04T10:15:00-07:00" as "2026-03-04 10:15": as written at the source, its zone left off.
std::string shown(const std::optional<std::string>& date) {
    if (!date) return "";
    return replaced(std::string_view(*date).substr(0, 16), "T", " ");
}

// What was withheld, one line for each kind and reason: hundreds of items may share one.
std::string withheld_text(const std::vector<Withheld>& withheld) {
    std::vector<std::pair<std::string, std::vector<std::string>>> groups;
    for (const Withheld& one : withheld) {
        const std::string why = one.reason + " (" + one.cite + ")";
        auto found = std::ranges::find(groups, why,
                                       &std::pair<std::string, std::vector<std::string>>::first);
        if (found == groups.end()) found = groups.insert(groups.end(), {why, {}});
        found->second.push_back(one.what);
    }
    constexpr std::size_t named_max = 12;
    std::vector<std::string> lines;
    for (auto& [why, what] : groups) {
        const std::size_t more = what.size() > named_max ? what.size() - named_max : 0;
        what.resize(what.size() - more);
        lines.push_back(join(what, ", ") +
                        (more > 0 ? " and " + std::to_string(more) + " more" : "") + ": " + why);
    }
    return join(lines, "\n");
}

// 42 CFR 2.13(c)(2): an answer must not reveal that somebody is treated for a substance use
// disorder; naming what another special law keeps back reveals as much. To anyone but the patient
// such records are not named; the cover letter says to everyone, in the same words, that specially
// protected records may be missing.
std::vector<Withheld> nameable(const Paper& paper, std::vector<Withheld> withheld) {
    if (!is_access(paper.request))
        std::erase_if(withheld, [](const Withheld& one) { return !one.segment.empty(); });
    return withheld;
}

void add_notices(std::vector<pdf::Block>& blocks, const Paper& paper, const Records& records) {
    const Choice& choice = records.choice;
    if (!records.removed.empty())
        blocks.push_back(
            pdf::Notice{"What was taken out of documents", join(records.removed, "\n")});
    const auto withheld = nameable(paper, choice.withheld);
    if (!withheld.empty())
        blocks.push_back(pdf::Notice{"What was withheld", withheld_text(withheld)});
    if (paper.request.requester.kind == RequesterKind::attorney)
        blocks.push_back(
            pdf::Notice{"Redisclosure", letter_template("redisclosure").paragraphs.front()});
    for (const std::string& id : choice.notices) {
        const auto& words = letter_template(id).paragraphs;
        blocks.push_back(pdf::Notice{words.front(), words.back()});
    }
    if (is_access(paper.request)) blocks.push_back(rights_notice(paper));
}

pdf::Section given_section(const Paper& paper, const Records& records, Copy copy) {
    pdf::Section section{.title = "Information given",
                         .date = to_text(paper.date),
                         .type = "Statement",
                         .header = header_of(paper, copy),
                         .footer = footer_text()};
    section.blocks = {pdf::Heading{section.title, 1},
                      letter_text("The law lets us give what is listed here, and nothing else.")};
    pdf::KeyValues fields;
    for (const auto& [field, value] : records.given) fields.pairs.push_back({field, value});
    section.blocks.push_back(std::move(fields));
    return section;
}

pdf::Section cover(const Paper& paper, const Records& records, Copy copy) {
    pdf::Section section{.title = "Cover letter", .footer = footer_text()};
    section.listing = pdf::Listing::unlisted;
    if (copy == Copy::preview) section.header = header_of(paper, copy);
    section.blocks = letter_opening(paper);
    Words words = words_of(paper);
    words["enclosed"] = enclosed(records.choice, paper.language);
    append(section.blocks,
           letter_body(letter_template(cover_template(paper.request), paper.language), words));
    add_notices(section.blocks, paper, records);
    const pdf::Signature signer = signature(paper);
    section.blocks.push_back(letter_text("Sincerely,\n" + signer.name + "\n" + signer.title));
    return section;
}

pdf::Section index(const Paper& paper, Copy copy) {
    pdf::Section section{.title = "Index", .header = header_of(paper, copy)};
    section.listing = pdf::Listing::unlisted;
    section.footer = footer_text();
    section.blocks = {pdf::Heading{"Index", 1},
                      pdf::Paragraph{{{"Dates are dates of service, as the source wrote them."}},
                                     pdf::Size::small},
                      pdf::Contents{}};
    return section;
}

pdf::Section certification(const Paper& paper, Copy copy, std::size_t pages) {
    pdf::Section section{.title = "Certification of the records custodian",
                         .date = to_text(paper.date),
                         .type = "Certification",
                         .header = header_of(paper, copy),
                         .footer = footer_text()};
    section.blocks = {pdf::Heading{section.title, 1}};
    Words words = words_of(paper);
    words["pages"] = std::to_string(pages);
    append(section.blocks, letter_body(letter_template("certification", paper.language), words));
    section.blocks.push_back(pdf::Space{24});
    pdf::Signature signer = signature(paper);
    if (copy == Copy::preview) signer.date.clear();
    section.blocks.push_back(std::move(signer));
    return section;
}

pdf::Section amendment_section(const Paper& paper, Copy copy, const Records& records) {
    pdf::Section section{.title = "Amendments of these records",
                         .date = to_text(paper.date),
                         .type = "Amendment",
                         .header = header_of(paper, copy),
                         .footer = footer_text()};
    section.blocks = {pdf::Heading{section.title, 1}};
    append(section.blocks, amendment_blocks(records.amendments));
    return section;
}

pdf::Section document_section(const Paper& paper, Copy copy, const SourceDocument& document) {
    const chart::DocumentRow& row = document.row;
    const std::string title = !row.title.empty()  ? row.title
                              : !row.type.empty() ? row.type
                                                  : "Document";
    pdf::Section section{.title = title,
                         .date = shown(row.date).substr(0, 10),
                         .type = row.type,
                         .header = header_of(paper, copy),
                         .footer = footer_text()};
    section.blocks = {
        pdf::Heading{title, 1},
        pdf::KeyValues{
            {{"Date of service", shown(row.date)},
             {"Type", row.type + (row.type_code.empty() ? "" : " (" + row.type_code + ")")},
             {"Author", row.author},
             {"Status", row.status},
             {"Source", to_text(row.id)},
             {"Version", std::to_string(document.version)}},
            2}};
    if (document.scan)
        append(section.blocks, blocks_of(*document.scan, document.covered));
    else
        section.blocks.push_back(pdf::Preformatted{document.text});
    return section;
}

pdf::Section table_section(const Paper& paper, Copy copy, Section what) {
    const auto* name = std::ranges::find(list_names, what, &ListName::section);
    return {.title = name->title,
            .type = "List",
            .header = header_of(paper, copy),
            .footer = footer_text(),
            .blocks = {pdf::Heading{name->title, 1}}};
}

const std::vector<pdf::Column> result_columns = {
    {"Date", 15}, {"Test", 36},      {"Value", 16, Align::right},
    {"Unit", 12}, {"Reference", 14}, {"Flag", 8}};

// One table for each category (laboratory, vital signs, ...), in order of first appearance.
std::vector<pdf::Block> result_tables(const std::vector<chart::ResultRow>& rows) {
    std::vector<std::pair<std::string, pdf::Table>> tables;
    for (const chart::ResultRow& row : rows) {
        auto found =
            std::ranges::find(tables, row.category, &std::pair<std::string, pdf::Table>::first);
        if (found == tables.end())
            found = tables.insert(tables.end(), {row.category, {result_columns, {}}});
        found->second.rows.push_back({shown(row.date), row.name, row.value, row.unit,
                                      row.reference_range, row.interpretation});
    }
    std::vector<pdf::Block> blocks;
    for (auto& [category, table] : tables) {
        blocks.push_back(pdf::Heading{category.empty() ? "Other results" : category, 2});
        blocks.push_back(std::move(table));
    }
    return blocks;
}

pdf::Table medication_table(const std::vector<chart::MedicationRow>& rows) {
    pdf::Table table{{{"Date", 15}, {"Medication", 40}, {"Dosage", 32}, {"Status", 13}}, {}};
    for (const chart::MedicationRow& row : rows)
        table.rows.push_back({shown(row.date), row.name, row.dosage, row.status});
    return table;
}

pdf::Table list_table(const std::vector<chart::ConditionRow>& rows) {
    pdf::Table table{{{"Date", 15}, {"Description", 52}, {"Code", 18}, {"Status", 15}}, {}};
    for (const chart::ConditionRow& row : rows)
        table.rows.push_back({shown(row.onset), row.name, row.code, row.status});
    return table;
}

void add_lists(pdf::Document& document, const Paper& paper, const Records& records, Copy copy) {
    const auto add = [&](Section what, std::vector<pdf::Block> blocks) {
        pdf::Section section = table_section(paper, copy, what);
        append(section.blocks, std::move(blocks));
        document.sections.push_back(std::move(section));
    };
    if (!records.results.empty()) add(Section::results, result_tables(records.results));
    if (!records.medications.empty())
        add(Section::medications, {medication_table(records.medications)});
    for (const auto& [section, rows] : records.lists)
        if (!rows.empty()) add(section, {list_table(rows)});
}

}  // namespace

std::string enclosed(const Choice& choice, Language language) {
    const bool english = language == Language::english;
    std::vector<std::string> parts;
    for (const ListName& name : list_names) {
        const std::int64_t count = choice.count(name.section);
        const char* what =
            english ? (count == 1 ? name.one : name.many) : (count == 1 ? name.uno : name.muchos);
        if (count > 0) parts.push_back(std::to_string(count) + " " + what);
    }
    if (parts.empty()) return english ? "nothing" : "nada";
    const std::string last = parts.back();
    parts.pop_back();
    return parts.empty() ? last : join(parts, ", ") + (english ? " and " : " y ") + last;
}

pdf::Document release_paper(const Paper& paper, const Records& records, Copy copy,
                            std::size_t pages) {
    pdf::Document document;
    document.title = "Release of records " + paper.number;
    document.author = paper.facility;
    document.subject = copy == Copy::preview ? "Preview, not released" : "Release of information";
    document.created = paper.created;
    document.sections.reserve(records.documents.size() + 10);
    document.sections.push_back(cover(paper, records, copy));
    document.sections.push_back(index(paper, copy));
    document.sections.push_back(certification(paper, copy, pages));
    if (!records.given.empty()) document.sections.push_back(given_section(paper, records, copy));
    if (!records.amendments.empty())
        document.sections.push_back(amendment_section(paper, copy, records));
    for (const SourceDocument& one : records.documents)
        document.sections.push_back(document_section(paper, copy, one));
    add_lists(document, paper, records, copy);
    return document;
}

// The number stands in a section of its own and hardly ever moves a line: what was counted is
// nearly always what is drawn.
Result<Printed> render_release(const Paper& paper, const Records& records, Copy copy) {
    // The number of digits moves lines more than their value does: any guess will do.
    auto measured = TRY(pdf::measure(release_paper(paper, records, copy, 100)));
    for (int pass = 0; pass < 4; ++pass) {
        const auto document = release_paper(paper, records, copy, measured.page_count);
        auto rendered = pdf::render(document, measured);
        if (rendered) return Printed{std::move(rendered->bytes), measured.page_count};
        if (rendered.error().fault != Fault::conflict) return rendered.error();
        measured = TRY(pdf::measure(document));
    }
    return Error{Fault::bug, "The number of pages of case " + paper.number + " does not settle."};
}

}  // namespace muniment::release
