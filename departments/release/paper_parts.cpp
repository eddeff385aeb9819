#include "departments/release/paper_parts.h"

#include <algorithm>

#include "base/text.h"

namespace muniment::release {

void append(std::vector<pdf::Block>& all, std::vector<pdf::Block> more) {
    for (pdf::Block& block : more) all.push_back(std::move(block));
}

pdf::Paragraph letter_text(std::string text) { return {{{std::move(text)}}, pdf::Size::letter}; }

namespace {

// The words that stand around the templates.
struct Labels {
    const char *case_number, *request_of, *patient, *person, *born, *mrn, *dates;
    const char *all_dates, *from, *to, *not_known, *to_the_requester, *whom;
    const char *its_date, *of, *telephone, *complain, *footer;
};
constexpr Labels english = {"Case",
                            "Your request of",
                            "Patient",
                            "Person you name",
                            "Born",
                            "Medical record number",
                            "Dates of service asked for",
                            "all dates",
                            "from ",
                            " to ",
                            "not known",
                            "To the requester",
                            "whom it may concern",
                            "its date",
                            " of ",
                            ", telephone ",
                            "Your right to complain",
                            "Confidential health information. If this is not meant for you, tell "
                            "the sender and destroy it."};
constexpr Labels spanish = {"Caso",
                            "Su solicitud del",
                            "Paciente",
                            "Persona que usted nombra",
                            "Fecha de nacimiento",
                            "Número de expediente",
                            "Fechas de atención solicitadas",
                            "todas las fechas",
                            "desde el ",
                            " al ",
                            "no consta",
                            "Al solicitante",
                            "quien corresponda",
                            "su fecha",
                            " de ",
                            ", teléfono ",
                            "Su derecho a presentar una queja",
                            "Información de salud confidencial. Si no es para usted, avise al "
                            "remitente y destrúyala."};

const Labels& labels(Language language) {
    return language == Language::spanish ? spanish : english;
}

}  // namespace

std::string footer_text(Language language) { return labels(language).footer; }

std::string cover_template(const Request& request) {
    if (is_access(request)) return "cover-patient";
    if (request.requester.kind == RequesterKind::attorney) return "cover-attorney";
    if (request.requester.kind == RequesterKind::treating_provider)
        return "cover-treating_provider";
    return "cover";
}

static std::string addressee(const Requester& requester, const Labels& words) {
    std::vector<std::string> lines;
    for (const std::string* line : {&requester.name, &requester.organization, &requester.address})
        if (!trim(*line).empty()) lines.emplace_back(trim(*line));
    return lines.empty() ? words.to_the_requester : join(lines, "\n");
}

static std::string scope_days(const Scope& scope, Language language) {
    const Labels& words = labels(language);
    if (scope.from && scope.to)
        return long_day(*scope.from, language) + words.to + long_day(*scope.to, language);
    if (scope.from) return words.from + long_day(*scope.from, language);
    if (scope.to) return std::string(trim(words.to)) + " " + long_day(*scope.to, language);
    return words.all_dates;
}

std::vector<pdf::Block> letter_opening(const Paper& paper) {
    const Request& request = paper.request;
    const Labels& words = labels(paper.language);
    pdf::KeyValues about{{{words.case_number, paper.number},
                          {words.request_of, long_day(request.received_on, paper.language)}},
                         2};
    // Who may not have the record learns nothing from its answer but the name that was asked for.
    const bool may_know = lets_go(paper.decision.answer);
    if (!paper.patient.id.uuid.is_nil())
        about.pairs.push_back({may_know ? words.patient : words.person, paper.patient.name});
    if (!paper.patient.id.uuid.is_nil() && may_know) {
        about.pairs.push_back({words.born, paper.patient.birth_date.value_or(words.not_known)});
        about.pairs.push_back({words.mrn, paper.patient.mrn});
    }
    about.pairs.push_back({words.dates, scope_days(request.scope, paper.language)});
    return {pdf::Letterhead{paper.facility, paper.settings.address},
            letter_text(long_day(paper.date, paper.language)),
            pdf::Space{8},
            letter_text(addressee(request.requester, words)),
            pdf::Space{6},
            std::move(about),
            pdf::Space{4}};
}

static std::string greeted(const Paper& paper) {
    const Requester& requester = paper.request.requester;
    if (!requester.name.empty()) return requester.name;
    if (!requester.organization.empty()) return requester.organization;
    return is_access(paper.request) ? paper.patient.name : labels(paper.language).whom;
}

Words words_of(const Paper& paper) {
    const auto& form = paper.request.authorization;
    const Settings& settings = paper.settings;
    const Labels& words = labels(paper.language);
    return {{"facility", paper.facility},
            {"requester", greeted(paper)},
            {"patient", paper.patient.name},
            {"number", paper.number},
            {"received", long_day(paper.request.received_on, paper.language)},
            {"signed",
             form && form->signed_on ? long_day(*form->signed_on, paper.language) : words.its_date},
            {"contact", settings.complaint_contact + words.of + paper.facility},
            {"phone",
             settings.complaint_phone.empty() ? "" : words.telephone + settings.complaint_phone}};
}

std::vector<pdf::Block> letter_body(const Template& form, const Words& words, std::string_view here,
                                    const std::vector<pdf::Block>& blocks) {
    std::vector<pdf::Block> body;
    for (const std::string& paragraph : form.paragraphs) {
        if (!here.empty() && paragraph == "{" + std::string(here) + "}")
            append(body, blocks);
        else
            body.push_back(letter_text(fill(paragraph, words)));
    }
    return body;
}

pdf::Block rights_notice(const Paper& paper) {
    const Template form = letter_template("rights", paper.language);
    std::vector<std::string> paragraphs;
    for (const std::string& paragraph : form.paragraphs)
        paragraphs.push_back(fill(paragraph, words_of(paper)));
    return pdf::Notice{labels(paper.language).complain, join(paragraphs, "\n")};
}

// 42 CFR 2.13(c)(2): findings that speak of a segment are for the individual only.
static bool reveals_segment(const Finding& finding, const Decision& decision) {
    if (finding.cite.starts_with("42 CFR 2.")) return true;
    return std::ranges::any_of(decision.segments, [&](const SegmentAnswer& segment) {
        return std::ranges::find(segment.reasons, finding.rule, &Reason::rule) !=
               segment.reasons.end();
    });
}

pdf::Bullets defects_of(const Paper& paper) {
    pdf::Bullets list;
    for (const Finding& finding : paper.decision.findings)
        if (finding.severity == Severity::defect &&
            (is_access(paper.request) || !reveals_segment(finding, paper.decision)))
            list.items.push_back(in_language(finding.message, paper.language) + " (" +
                                 finding.cite + ")");
    return list;
}

pdf::Signature signature(const Paper& paper) {
    const Settings& settings = paper.settings;
    return {settings.custodian_name.empty() ? paper.signer : settings.custodian_name,
            settings.custodian_title, long_day(paper.date, paper.language)};
}

}  // namespace muniment::release
