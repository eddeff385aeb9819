// A review case as it is kept and read.
#include <algorithm>

#include "departments/privacy/review_handlers.h"

namespace muniment::privacy {

static Result<ReviewState> state_of(const tasks::Case& record) {
    const auto state = enum_value<ReviewState>(record.state);
    if (record.kind != review_kind || !state)
        return Error{Fault::not_found, "There is no access review with id " + to_text(record.id)};
    return *state;
}

Result<OpenReview> load_review(house::View& view, const CaseId& id) {
    OpenReview open;
    open.record = TRY(tasks::read_case(view, id));
    open.state = TRY(state_of(open.record));
    open.content = TRY(from_json_text<ReviewContent>(open.record.content));
    return open;
}

static ReviewBrief brief_of(const ReviewContent& content) {
    ReviewBrief brief;
    brief.user = content.user;
    brief.user_name = content.user_name;
    brief.patient_name = content.patient_name;
    brief.score = content.verdict.score;
    for (const SignalReason& reason : content.verdict.reasons) brief.reasons.push_back(reason.say);
    brief.accesses = content.accesses_total;
    brief.others = static_cast<std::int64_t>(content.others.size());
    for (const AccessEvidence& one : content.accesses) brief.last = std::max(brief.last, one.at);
    return brief;
}

Result<house::Draft> review_draft(house::House& house, OpenReview& open) {
    open.record.kind = review_kind;
    open.record.state = enum_name(open.state);
    open.record.updated = house.now();
    open.record.brief = to_json_text(brief_of(open.content));
    open.record.content = to_json_text(open.content);
    return tasks::draft_of(house, open.record);
}

}  // namespace muniment::privacy
