// It went to the wrong person: the links die, a letter asks for it back, the disclosure is listed
// as what it was, and the privacy office gets a case.
#include "departments/release/recall.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "base/text.h"
#include "departments/release/letter_handlers.h"
#include "departments/release/package_job.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

Result<PrivacyCase> privacy_case(const Call& call, const Uuid& patient,
                                 const std::string& patient_name, const std::string& number,
                                 Recall recall) {
    const int year{std::chrono::year_month_day(call.today).year()};
    auto counted = TRY(tasks::next_number(call.view, "privacy", "P", year));
    recall.privacy_case = counted.number;
    tasks::Case record;
    record.id = CaseId{call.house.new_id()};
    record.kind = "privacy";
    record.number = counted.number;
    record.state = "reported";
    record.patient = patient;
    record.received = call.today;
    record.updated = call.house.now();
    const json::object brief = {{"patient_name", patient_name},
                                {"what", "release to the wrong recipient"}};
    record.brief = json::serialize(brief);
    record.content =
        json::serialize(json::object{{"release_case", number}, {"recall", to_json(recall)}});
    PrivacyCase made{record.number, {}};
    made.drafts.push_back(TRY(tasks::draft_of(call.house, record)));
    made.drafts.push_back(std::move(counted.draft));
    return made;
}

Result<std::vector<house::Draft>> dead_links(house::View& view, const CaseId& id) {
    std::vector<house::Draft> drafts;
    auto links = TRY(open_links(view, id));
    for (Link& link : links) {
        ++link.version;
        link.state = LinkState::recalled;
        drafts.push_back(link_draft(link));
    }
    return drafts;
}

static Day sent_on(const Call& call, const CaseContent& content) {
    return call.house.day_of(content.package->created_at);
}

Result<house::Draft> corrected_disclosure(const Call& call, const OpenCase& next) {
    auto disclosure = TRY(read_disclosure(call.view, next.record.id));
    const Recall& recall = *next.content.recall;
    disclosure.recipient = recall.recipient;
    disclosure.recipient_address = recall.recipient_address;
    disclosure.purpose = "sent to the wrong recipient";
    disclosure.accounting = true;
    disclosure.accounting_reason =
        "A disclosure that no rule permits is listed. (45 CFR 164.528(a)(1))";
    disclosure.basis = "misdirected";
    return disclosure_draft(next.record.id, next.record.patient, sent_on(call, next.content),
                            disclosure, 2);
}

Result<Outcome> recall_case(const Call& call) {
    const auto command = TRY(call.body<RecallCommand>());
    auto next = TRY(load_case(call, command.version));
    if (trim(command.reason).empty() || trim(command.recipient).empty())
        return Error{Fault::incorrect, "Say who got the records or the link, and what went wrong."};
    TRY(advance(next, Action::recall));
    next.content.recall = Recall{call.today,     command.recipient, command.recipient_address,
                                 command.reason, command.reached,   ""};
    auto reported = TRY(privacy_case(call, next.record.patient, next.patient.name,
                                     next.record.number, *next.content.recall));
    next.content.recall->privacy_case = reported.number;
    auto drafts = std::move(reported.drafts);
    if (command.reached) drafts.push_back(TRY(corrected_disclosure(call, next)));
    auto dead = TRY(dead_links(call.view, next.record.id));
    LetterAsk ask;
    ask.kind = LetterKind::recall;
    ask.language = command.language;
    ask.recipient = command.recipient;
    ask.recipient_address = command.recipient_address;
    ask.sent_on = sent_on(call, next.content);
    drafts.push_back(TRY(add_letter(call, next, ask)).draft);
    const std::string privacy = next.content.recall->privacy_case;
    auto outcome = TRY(changed(call, std::move(next), "release.recall",
                               {{"privacy_case", privacy}, {"reached", command.reached}}));
    add_drafts(outcome, std::move(drafts));
    add_drafts(outcome, std::move(dead));
    return outcome;
}

}  // namespace muniment::release
