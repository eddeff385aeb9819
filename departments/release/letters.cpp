// Fills the templates. What a law asks of a letter is asked for here, before it can be printed.
#include "departments/release/letters.h"

#include <algorithm>

#include "base/text.h"
#include "departments/release/paper_parts.h"

namespace muniment::release {
namespace {

using Blocks = std::map<std::string, std::vector<pdf::Block>>;

bool blank(const std::string& text) { return trim(text).empty(); }

Error missing(const char* what, const char* cite = "") {
    return {Fault::incorrect, std::string("The letter lacks ") + what + "; state it.", cite};
}

// 45 CFR 164.524(b)(2)(ii)(A): the reasons and the date.
Status check_extension(const LetterAsk& ask) {
    constexpr auto cite = "45 CFR 164.524(b)(2)(ii)(A)";
    if (blank(ask.reasons)) return missing("the reasons for the delay", cite);
    if (!ask.due_on) return missing("the day by which the request was to be answered", cite);
    if (!ask.until) return missing("the date by which the request will be answered", cite);
    if (*ask.until <= *ask.due_on)
        return Error{Fault::incorrect, "The new date is not after the deadline it extends.", cite};
    return ok();
}

// 45 CFR 164.524(d)(2): the telephone comes from the settings, the rest from the template.
Status check_denial_letter(const Paper& paper, const LetterAsk& ask) {
    if (!is_access(paper.request))
        return Error{Fault::incorrect,
                     "A denial of access goes to the individual; to others, send what is missing.",
                     "45 CFR 164.524(d)(2)"};
    if (!ask.denial || blank(ask.denial->basis))
        return missing("the basis of the denial", "45 CFR 164.524(d)(2)(i)");
    if (blank(ask.denial->denied)) return missing("what is denied", "45 CFR 164.524(d)(1)");
    if (!ask.denial->everything && !ask.denial->rest_granted)
        return missing("whether the rest is given", "45 CFR 164.524(d)(1)");
    if (blank(paper.settings.complaint_phone))
        return missing("the telephone of the contact for complaints; see the settings",
                       "45 CFR 164.524(d)(2)(iii)");
    return ok();
}

Status check_fee_letter(const LetterAsk& ask) {
    if (!ask.fee) return missing("the fee");
    if (ask.kind == LetterKind::invoice && blank(ask.invoice)) return missing("its number");
    if (ask.kind == LetterKind::invoice && !ask.until) return missing("the day to pay by");
    return ok();
}

Status check_ask(const Paper& paper, const LetterAsk& ask) {
    switch (ask.kind) {
        case LetterKind::extension:
            return check_extension(ask);
        case LetterKind::denial:
            return check_denial_letter(paper, ask);
        case LetterKind::fee_estimate:
        case LetterKind::invoice:
            return check_fee_letter(ask);
        case LetterKind::cover:
            return blank(ask.enclosed) ? Status(missing("what is enclosed")) : ok();
        case LetterKind::certification:
            return ask.pages < 1 ? Status(missing("the number of pages")) : ok();
        case LetterKind::recall:
            if (blank(ask.recipient)) return missing("who received the records");
            return ask.sent_on ? ok() : Status(missing("the day on which they were sent"));
        default:
            return ok();
    }
}

std::string template_name(const Paper& paper, const LetterAsk& ask) {
    if (ask.kind == LetterKind::defect) return refusal_template(paper);
    if (ask.kind == LetterKind::cover) return cover_template(paper.request);
    return replaced(enum_name(ask.kind), "_", "-");
}

Words words_for(const Paper& paper, const LetterAsk& ask) {
    Words words = words_of(paper);
    const auto day = [&](const std::optional<Day>& on) {
        return on ? long_day(*on, ask.language) : std::string();
    };
    words["due"] = day(ask.due_on);
    words["until"] = day(ask.until);
    words["sent"] = day(ask.sent_on);
    words["law"] = is_access(paper.request) ? " (45 CFR 164.524(b)(2)(ii))" : "";
    words["denied"] = ask.denial ? ask.denial->denied : "";
    words["basis"] = ask.denial ? ask.denial->basis : "";
    words["total"] = ask.fee ? money(ask.fee->total_cents) : "";
    words["invoice"] = ask.invoice;
    words["enclosed"] = ask.enclosed;
    words["pages"] = std::to_string(ask.pages);
    words["recipient"] = ask.recipient;
    return words;
}

std::vector<pdf::Block> part(const char* name, const LetterAsk& ask, const Words& words) {
    return letter_body(letter_template(name, ask.language), words);
}

std::string each_text(const FeeLine& line) {
    return money(line.unit_cents) + (line.per == 1 ? "" : " / " + std::to_string(line.per));
}

// "At most, by CA HSC 123110(j)": which of the amounts that were weighed set the total.
std::string most_text(const Fee& fee, Language language) {
    const auto at = std::ranges::find(fee.weighed, true, &FeeWeighed::decided);
    const std::string cite = at == fee.weighed.end() ? "" : " (" + at->cite + ")";
    return (language == Language::english ? "At most" : "Como máximo") + cite;
}

std::vector<pdf::Block> fee_table(const Fee& fee, Language language) {
    const bool english = language == Language::english;
    pdf::Table table{{{english ? "For" : "Concepto", 46},
                      {english ? "Count" : "Cantidad", 14, pdf::Align::right},
                      {english ? "Each" : "Precio", 18, pdf::Align::right},
                      {english ? "Amount" : "Importe", 18, pdf::Align::right}},
                     {}};
    for (const FeeLine& line : fee.lines)
        table.rows.push_back({item_text(line, language), std::to_string(line.count),
                              each_text(line), money(line.cents)});
    table.rows.push_back({english ? "Sum" : "Suma", "", "", money(fee.lines_cents)});
    if (fee.capped && fee.waived_because.empty())
        table.rows.push_back({most_text(fee, language), "", "", money(fee.total_cents)});
    if (!fee.waived_because.empty())
        table.rows.push_back({english ? "Waived" : "Exento de pago", "", "", money(0)});
    table.rows.push_back({english ? "To pay" : "Total a pagar", "", "", money(fee.total_cents)});
    return {table};
}

Blocks blocks_for(const Paper& paper, const LetterAsk& ask, const Words& words) {
    Blocks blocks;
    blocks["defects"] = {defects_of(paper)};
    blocks["reasons"] = {letter_text(ask.reasons)};
    blocks["clock"] = {};
    if (ask.due_on) blocks["clock"] = part("acknowledgement-clock", ask, words);
    blocks["rights"] = {rights_notice(paper)};
    blocks["statement"] = part("recall-statement", ask, words);
    append(blocks["statement"], {pdf::Space{40}, pdf::Signature{ask.recipient, "", ""}});
    if (ask.denial) {
        const bool all = ask.denial->everything;
        blocks["rest"] = part(all ? "denial-everything" : "denial-rest", ask, words);
        const bool review = ask.denial->states_review;
        blocks["review"] = part(review ? "denial-review" : "denial-final", ask, words);
    }
    if (ask.fee) {
        blocks["fee"] = fee_table(*ask.fee, ask.language);
        blocks["patient"] = {};
        if (ask.fee->payer == Payer::individual)
            blocks["patient"] = part("fee-patient", ask, words);
    }
    return blocks;
}

// A paragraph that is only "{name}" of a block gives way to the block.
std::vector<pdf::Block> body_of(const Template& form, const Words& words, const Blocks& blocks) {
    std::vector<pdf::Block> body;
    for (const std::string& paragraph : form.paragraphs) {
        const bool alone =
            paragraph.starts_with('{') && paragraph.find('}') + 1 == paragraph.size();
        const auto block =
            alone ? blocks.find(paragraph.substr(1, paragraph.size() - 2)) : blocks.end();
        if (block != blocks.end())
            append(body, block->second);
        else
            body.push_back(letter_text(fill(paragraph, words)));
    }
    return body;
}

// A letter of recall names nobody's records: its reader was never to know of them.
std::vector<pdf::Block> recall_opening(const Paper& paper, const LetterAsk& ask) {
    const std::string to =
        ask.recipient + (blank(ask.recipient_address) ? "" : "\n" + ask.recipient_address);
    return {pdf::Letterhead{paper.facility, paper.settings.address},
            letter_text(long_day(paper.date, ask.language)), pdf::Space{8}, letter_text(to),
            pdf::Space{12}};
}

const char* title_of(LetterKind kind, Language language) {
    struct Row {
        LetterKind kind;
        const char *english, *spanish;
    };
    constexpr Row rows[] = {
        {LetterKind::acknowledgement, "We received your request", "Recibimos su solicitud"},
        {LetterKind::defect, "What is missing", "Lo que falta"},
        {LetterKind::extension, "We need more time", "Necesitamos más tiempo"},
        {LetterKind::denial, "Denial of access", "Denegación de acceso"},
        {LetterKind::fee_estimate, "Estimate of the fee", "Cálculo del costo"},
        {LetterKind::invoice, "Invoice", "Factura"},
        {LetterKind::cover, "Cover letter", "Carta de presentación"},
        {LetterKind::certification, "Certification", "Certificación"},
        {LetterKind::recall, "Records sent by mistake", "Expedientes enviados por error"},
    };
    const auto* at = std::ranges::find(rows, kind, &Row::kind);
    return language == Language::english ? at->english : at->spanish;
}

pdf::Section section_of(const Paper& paper, const LetterAsk& ask, Copy copy) {
    pdf::Section section{.title = title_of(ask.kind, ask.language),
                         .footer = footer_text(ask.language)};
    if (copy == Copy::preview) section.header = {paper.facility, "", "PREVIEW"};
    const Words words = words_for(paper, ask);
    const Template form = letter_template(template_name(paper, ask), ask.language);
    section.blocks =
        ask.kind == LetterKind::recall ? recall_opening(paper, ask) : letter_opening(paper);
    append(section.blocks, body_of(form, words, blocks_for(paper, ask, words)));
    if (ask.kind == LetterKind::defect && is_access(paper.request))
        section.blocks.push_back(rights_notice(paper));
    // The recipient signs the letter of recall, not we.
    if (ask.kind != LetterKind::recall) append(section.blocks, {pdf::Space{18}, signature(paper)});
    return section;
}

}  // namespace

Result<pdf::Document> letter(const Paper& original, const LetterAsk& ask, Copy copy) {
    Paper paper = original;
    paper.language = ask.language;
    TRY(check_ask(paper, ask));
    pdf::Document document;
    document.title = std::string(title_of(ask.kind, ask.language)) + " " + paper.number;
    document.author = paper.facility;
    document.subject = copy == Copy::preview ? "Preview, not sent" : "";
    document.created = paper.created;
    document.sections.push_back(section_of(paper, ask, copy));
    return document;
}

std::string letter_id(const Paper& paper, const LetterAsk& ask) {
    return letter_template(template_name(paper, ask), ask.language).id;
}

}  // namespace muniment::release
