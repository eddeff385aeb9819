#include "departments/privacy/notice_letter.h"

#include <algorithm>

#include "base/ensure.h"
#include "base/text.h"
#include "departments/privacy/assets.h"

namespace muniment::privacy {
namespace {

using Words = std::map<std::string, std::string>;

std::string_view template_text(NoticeAudience audience) {
    const std::string path = "notice-" + std::string(enum_name(audience)) + ".txt";
    static const Assets all = assets::privacy_templates();
    const auto found = std::ranges::find(all, path, &Asset::path);
    ensure(found != all.end(), "there is no notice template of this name");
    return found->bytes;
}

// Each {name} replaced by its word; a name without a word is a Bug.
std::string fill(std::string_view paragraph, const Words& words) {
    std::string filled;
    for (;;) {
        const auto open = paragraph.find('{');
        filled += paragraph.substr(0, open);
        if (open == paragraph.npos) return filled;
        const auto close = paragraph.find('}', open);
        ensure(close != paragraph.npos, "a brace in a notice template is not closed");
        const auto word = words.find(std::string(paragraph.substr(open + 1, close - open - 1)));
        ensure(word != words.end(), "a notice template names a word that is not given");
        filled += word->second;
        paragraph.remove_prefix(close + 1);
    }
}

pdf::Paragraph letter_text(std::string text) { return {{{std::move(text)}}, pdf::Size::letter}; }

std::string when_of(const NoticeWords& words) {
    return words.breach_on ? "It happened on " + to_long_text(*words.breach_on) + "."
                           : "The day on which it happened is not known.";
}

std::string sentence(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    if (!text.empty() && std::string_view(".!?").find(text.back()) == std::string_view::npos)
        text += '.';
    return text;
}

std::string contact_of(const NoticeWords& words) {
    std::vector<std::string> ways;
    if (!trim(words.phone).empty()) ways.push_back("call toll-free " + words.phone);
    if (!trim(words.email).empty()) ways.push_back("write to " + words.email);
    if (!trim(words.website).empty()) ways.push_back("see " + words.website);
    if (!trim(words.address).empty()) ways.push_back("write to " + words.address);
    const std::string whom = trim(words.contact).empty() ? "" : " and ask for " + words.contact;
    return sentence(join(ways, ", or ") + whom);
}

// "7 Quay Street, Exampleton, WA 98900" as an envelope has it: city and state on one line.
std::string address_lines(const std::string& address) {
    const auto last = address.rfind(", ");
    if (last == std::string::npos) return address;
    return replaced(address.substr(0, last), ", ", "\n") + address.substr(last);
}

Words words_of(const NoticePaper& paper) {
    const NoticeWords& said = paper.notice.words;
    return {{"facility", paper.facility},
            {"number", paper.number},
            {"state", paper.notice.state},
            {"count", std::to_string(paper.residents)},
            {"total", std::to_string(paper.total)},
            {"happened", sentence(said.happened)},
            {"when", when_of(said)},
            {"discovered", said.discovered_on ? to_long_text(*said.discovered_on) : "(not stated)"},
            {"types", sentence(join(said.types, ", "))},
            {"steps", sentence(said.steps)},
            {"doing", sentence(said.doing)},
            {"contact", contact_of(said)}};
}

std::vector<pdf::Block> body_of(const NoticePaper& paper, const Words& words) {
    std::vector<pdf::Block> blocks;
    const std::string text = replaced(template_text(paper.notice.audience), "\n\n", "\f");
    bool first = true;
    for (const auto part : split(text, '\f')) {
        const auto paragraph = trim(part);
        if (std::exchange(first, false) || paragraph.empty()) continue;  // the template's id
        if (paragraph.starts_with("# "))
            blocks.push_back(pdf::Heading{fill(paragraph.substr(2), words), 2});
        else
            blocks.push_back(letter_text(fill(paragraph, words)));
    }
    return blocks;
}

pdf::Document paper_of(const NoticePaper& paper, std::string title, std::vector<pdf::Block> opening,
                       const Words& words, NoticeCopy copy) {
    pdf::Section section;
    section.listing = pdf::Listing::unlisted;
    if (copy == NoticeCopy::preview) section.header.right = "PREVIEW, not sent";
    section.blocks = {pdf::Letterhead{paper.facility, paper.notice.from_address},
                      letter_text(to_long_text(paper.notice.written_on)), pdf::Space{8}};
    std::ranges::move(opening, std::back_inserter(section.blocks));
    std::ranges::move(body_of(paper, words), std::back_inserter(section.blocks));
    section.blocks.push_back(
        pdf::Signature{paper.notice.signer, paper.facility, to_long_text(paper.notice.written_on)});
    pdf::Document document;
    document.title = std::move(title);
    document.author = paper.facility;
    document.subject = paper.number;
    document.created = paper.created;
    document.sections.push_back(std::move(section));
    return document;
}

}  // namespace

std::string notice_template_id(NoticeAudience audience) {
    constexpr std::string_view mark = "template ";
    const auto text = template_text(audience);
    ensure(text.starts_with(mark), "a template begins with its id");
    return std::string(text.substr(mark.size(), text.find('\n') - mark.size()));
}

pdf::Document individual_notice(const NoticePaper& paper, const Affected& person, NoticeCopy copy) {
    Words words = words_of(paper);
    const bool kin = person.words.deceased;
    words["to"] = !kin ? "Dear " + person.words.name
                       : "To the next of kin or personal representative of " + person.words.name;
    const std::string addressee =
        kin && !person.words.next_of_kin.empty() ? person.words.next_of_kin : person.words.name;
    const std::string address = address_lines(person.words.address);
    return paper_of(paper, "Notice of a breach of health information",
                    {letter_text(addressee + "\n" + address), pdf::Space{6}}, words, copy);
}

pdf::Document individual_notices(const NoticePaper& paper, const std::vector<Affected>& people) {
    pdf::Document all;
    for (const Affected& one : people) {
        pdf::Document letter = individual_notice(paper, one, NoticeCopy::original);
        std::ranges::move(letter.sections, std::back_inserter(all.sections));
        letter.sections = std::move(all.sections);
        all = std::move(letter);
    }
    all.page_numbers = pdf::PageNumbers::of_section;
    return all;
}

pdf::Document public_notice(const NoticePaper& paper, NoticeCopy copy) {
    return paper_of(paper, "Notice of a breach of health information",
                    {pdf::Heading{"Notice of a breach of health information", 1}}, words_of(paper),
                    copy);
}

}  // namespace muniment::privacy
