// Notices at the desk: previewed, refused while they lack what the law requires, written, shown.
#include <algorithm>

#include "base/text.h"
#include "departments/privacy/incident_handlers.h"
#include "departments/privacy/notice_letter.h"
#include "formats/pdf/render.h"

namespace muniment::privacy {

using house::Call;
using house::Outcome;

namespace {

IncidentNotice notice_of(const Call& call, const OpenIncident& open, const NoticeCommand& asked) {
    IncidentNotice notice;
    notice.id = call.house.new_id();
    notice.audience = asked.audience;
    notice.state = asked.state;
    notice.template_id = notice_template_id(asked.audience);
    notice.written_on = call.today;
    notice.words = asked.words;
    // The day of discovery is the board's, not the writer's.
    notice.words.discovered_on = discovery_of(open.content.facts).day;
    notice.from_address = asked.from_address;
    notice.signer = call.actor.name;
    return notice;
}

NoticePaper paper_of(const Call& call, const OpenIncident& open, IncidentNotice notice) {
    NoticePaper paper;
    paper.facility = call.house.facility();
    paper.number = open.record.number;
    paper.total = individual_count(open.content.facts);
    const auto residents = open.content.facts.residents.find(notice.state);
    if (residents != open.content.facts.residents.end()) paper.residents = residents->second;
    paper.created = Instant(notice.written_on);
    paper.notice = std::move(notice);
    return paper;
}

// 45 CFR 164.404(d)(2)(ii)(B): the home page names a toll-free number.
std::vector<BreachReason> lacks(const Call& call, const IncidentNotice& notice) {
    auto missing = lacking(notice.words, call.packs, call.today);
    if (notice.audience == NoticeAudience::web && trim(notice.words.phone).empty())
        missing.push_back({"",
                           "45 CFR 164.404(d)(2)(ii)(B)",
                           "A notice on the home page names a toll-free telephone number.",
                           {}});
    const bool of_state =
        notice.audience == NoticeAudience::media || notice.audience == NoticeAudience::regulator;
    if (of_state && notice.state.empty())
        missing.push_back({"", "45 CFR 164.406(a)", "Say for which state it is.", {}});
    return missing;
}

Error refusal(const std::vector<BreachReason>& missing) {
    std::vector<std::string> says;
    for (const BreachReason& one : missing) says.push_back(one.say + " (" + one.cite + ")");
    return {Fault::incorrect, "The notice lacks required content: " + join(says, " "),
            missing.front().cite};
}

Result<Outcome> pages(const pdf::Document& document, const std::string& name) {
    auto rendered = TRY(pdf::render(document));
    Outcome outcome;
    outcome.answer.content_type = "application/pdf";
    outcome.answer.headers.emplace_back("Content-Disposition",
                                        "inline; filename=\"" + name + ".pdf\"");
    outcome.answer.content = std::move(rendered.bytes);
    return outcome;
}

Affected sample_person() {
    Affected person;
    person.words.name = "(name)";
    person.words.address = "(address)";
    return person;
}

// A part of the letters, `letters_max` from the place asked for, in the order of the people's list.
Result<Outcome> letters(const Call& call, const OpenIncident& open, const NoticePaper& paper,
                        std::int64_t from) {
    const auto people = TRY(people_of(call.view, open.record.id, {"", from, letters_max}));
    if (people.empty())
        return Error{Fault::not_found, open.record.number + " has no letters from there on."};
    return pages(individual_notices(paper, people),
                 open.record.number + "-letters-" + std::to_string(from + 1));
}

}  // namespace

Result<Outcome> preview_notice(const Call& call) {
    const auto command = TRY(call.body<NoticeCommand>());
    const auto open = TRY(load_incident(call, command.version));
    const auto paper = paper_of(call, open, notice_of(call, open, command));
    return pages(command.audience == NoticeAudience::individuals
                     ? individual_notice(paper, sample_person(), NoticeCopy::preview)
                     : public_notice(paper, NoticeCopy::preview),
                 open.record.number + "-preview");
}

Result<Outcome> write_notice(const Call& call) {
    const auto command = TRY(call.body<NoticeCommand>());
    auto next = TRY(load_incident(call, command.version));
    TRY(advance(next, IncidentAction::write));
    auto notice = notice_of(call, next, command);
    const auto missing = lacks(call, notice);
    if (!missing.empty()) return refusal(missing);
    const json::object detail = {{"audience", enum_name(notice.audience)},
                                 {"template", notice.template_id},
                                 {"notice", to_text(notice.id)}};
    next.content.notices.push_back(std::move(notice));
    return changed(call, std::move(next), "privacy.notice", detail);
}

Result<Outcome> show_notice(const Call& call) {
    const Uuid id = TRY(call.id());
    const Uuid wanted = TRY(call.id("notice"));
    const auto open = TRY(load_incident(call.view, CaseId{id}));
    const auto notice = std::ranges::find(open.content.notices, wanted, &IncidentNotice::id);
    if (notice == open.content.notices.end())
        return Error{Fault::not_found, open.record.number + " has no such notice."};
    const auto paper = paper_of(call, open, *notice);
    const std::string name = open.record.number + "-notice";
    if (notice->audience != NoticeAudience::individuals)
        return pages(public_notice(paper, NoticeCopy::original), name);
    const auto from = TRY(call.number("letters", -1));
    if (from >= 0) return letters(call, open, paper, from);
    const auto person_id = parse_uuid(call.asked("person"));
    if (!person_id)
        return pages(individual_notice(paper, sample_person(), NoticeCopy::preview), name);
    const auto person = TRY(read_affected(call.view, *person_id));
    if (person.incident != id)
        return Error{Fault::not_found, "There is nobody with this id on the incident."};
    return pages(individual_notice(paper, person, NoticeCopy::original), name);
}

}  // namespace muniment::privacy
