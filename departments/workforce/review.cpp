#include "departments/workforce/review.h"

#include <algorithm>

#include "departments/workforce/standing.h"
#include "kernel/people/policy.h"
#include "kernel/people/trail.h"

namespace muniment::workforce {

using std::chrono::days;

Day period_of(Day day, int months) {
    const std::chrono::year_month_day date(day);
    const unsigned length = static_cast<unsigned>(std::clamp(months, 1, 12));
    const unsigned first = (unsigned(date.month()) - 1) / length * length + 1;
    return Day{date.year() / std::chrono::month(first) / 1};
}

CaseId review_id(Day period) { return {derived_uuid("access review|" + to_text(period))}; }

bool is_unused(const people::Use& use, Instant made, Instant since) {
    const auto before = [since](const std::optional<Instant>& at) { return !at || *at < since; };
    return made < since && before(use.signed_in) && before(use.accessed);
}

static ReviewedAccount account_of(const rules::Packs& packs,
                                  const house::Record<people::User>& user, const people::Use& use,
                                  Instant since, Day today) {
    ReviewedAccount account;
    account.user = user.id;
    account.username = user.value.username;
    account.name = user.value.name;
    account.roles = user.value.roles;
    account.signed_in = use.signed_in;
    account.accessed = use.accessed;
    account.accesses = use.accesses;
    account.unused = is_unused(use, people::made_at(user.id), since);
    account.conflict = people::conflict_of(packs, user.value.roles, today);
    return account;
}

static Result<tasks::Case> case_of(house::House& house, const rules::Packs& packs, Day period,
                                   const std::string& number, Day today) {
    tasks::Case review;
    review.id = review_id(period);
    review.kind = review_kind;
    review.number = number;
    review.state = "open";
    review.received = today;
    review.updated = house.now();
    const auto due = packs.due("access_review", today, {}, today);
    if (due.clock != nullptr) review.due = due.day;
    review.brief = json::serialize(json::object{{"period", to_text(period)}});
    review.content = review.brief;
    return review;
}

Result<house::Act> open_review(house::House& house, house::View& view, const rules::Packs& packs,
                               Day today) {
    const Day period = period_of(today, limit_or(packs, "access_review_months", 3, today));
    const int year{std::chrono::year_month_day(today).year()};
    auto numbered = TRY(tasks::next_number(view, review_kind, "U", year));
    const auto review = TRY(case_of(house, packs, period, numbered.number, today));
    house::Act act;
    act.action = "workforce.review.open";
    act.purpose = "OPERATIONS";
    act.subject = review.id.uuid;
    act.drafts.push_back(TRY(tasks::draft_of(house, review)));
    act.drafts.push_back(std::move(numbered.draft));
    const auto users = TRY(people::all_users(view));
    std::vector<Uuid> ids;
    for (const auto& user : users)
        if (user.value.active) ids.push_back(user.id);
    const Instant since = house.now() - days(limit_or(packs, "unused_account_days", 60, today));
    const auto uses = TRY(people::uses(view, ids, house.now() - days(90)));
    for (const auto& user : users) {
        if (!user.value.active) continue;
        auto account = account_of(packs, user, uses.at(user.id), since, today);
        account.id = house.new_id();
        account.review = review.id.uuid;
        act.drafts.push_back(account_draft(account));
    }
    act.detail = {{"number", review.number}, {"accounts", std::ssize(ids)}};
    return act;
}

}  // namespace muniment::workforce
