#include "departments/release/paper_parts.h"

#include "base/text.h"

namespace muniment::release {

void append(std::vector<pdf::Block>& all, std::vector<pdf::Block> more) {
    for (pdf::Block& block : more) all.push_back(std::move(block));
}

pdf::Paragraph letter_text(std::string text) { return {{{std::move(text)}}, pdf::Size::letter}; }

std::string footer_text() {
    return "Confidential health information. If this is not meant for you, tell the sender and "
           "destroy it.";
}

static std::string addressee(const Requester& requester) {
    std::vector<std::string> lines;
    for (const std::string* line : {&requester.name, &requester.organization, &requester.address})
        if (!trim(*line).empty()) lines.emplace_back(trim(*line));
    return lines.empty() ? "To the requester" : join(lines, "\n");
}

static std::string scope_days(const Scope& scope) {
    if (scope.from && scope.to) return to_long_text(*scope.from) + " to " + to_long_text(*scope.to);
    if (scope.from) return "from " + to_long_text(*scope.from);
    if (scope.to) return "to " + to_long_text(*scope.to);
    return "all dates";
}

std::vector<pdf::Block> letter_opening(const Paper& paper) {
    const Request& request = paper.request;
    return {pdf::Letterhead{paper.facility, paper.settings.address},
            letter_text(to_long_text(paper.date)),
            pdf::Space{8},
            letter_text(addressee(request.requester)),
            pdf::Space{6},
            pdf::KeyValues{{{"Case", paper.number},
                            {"Your request of", to_long_text(request.received_on)},
                            {"Patient", paper.patient.name},
                            {"Born", paper.patient.birth_date.value_or("not known")},
                            {"Medical record number", paper.patient.mrn},
                            {"Dates of service asked for", scope_days(request.scope)}},
                           2},
            pdf::Space{4}};
}

static std::string greeted(const Paper& paper) {
    const Requester& requester = paper.request.requester;
    if (!requester.name.empty()) return requester.name;
    if (!requester.organization.empty()) return requester.organization;
    return is_access(paper.request) ? paper.patient.name : "whom it may concern";
}

Words words_of(const Paper& paper) {
    const auto& form = paper.request.authorization;
    const Settings& settings = paper.settings;
    return {{"facility", paper.facility},
            {"requester", greeted(paper)},
            {"received", to_long_text(paper.request.received_on)},
            {"signed", form && form->signed_on ? to_long_text(*form->signed_on) : "its date"},
            {"contact", settings.complaint_contact + " of " + paper.facility},
            {"phone",
             settings.complaint_phone.empty() ? "" : ", telephone " + settings.complaint_phone}};
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
    const Template form = letter_template("rights");
    std::vector<std::string> paragraphs;
    for (const std::string& paragraph : form.paragraphs)
        paragraphs.push_back(fill(paragraph, words_of(paper)));
    return pdf::Notice{"Your right to complain", join(paragraphs, "\n")};
}

pdf::Signature signature(const Paper& paper) {
    const Settings& settings = paper.settings;
    return {settings.custodian_name.empty() ? paper.signer : settings.custodian_name,
            settings.custodian_title, to_long_text(paper.date)};
}

}  // namespace muniment::release
