// Reviews of who may what at the desk: listed, each account kept, changed or ended, done when none
// waits.
#include <algorithm>

#include "base/text.h"
#include "departments/workforce/review_handlers.h"
#include "departments/workforce/standing.h"
#include "departments/workforce/workforce.h"
#include "kernel/people/policy.h"
#include "kernel/people/trail.h"

namespace muniment::workforce {

using house::Call;
using house::Outcome;

static constexpr std::size_t note_max = 1000;
static constexpr const char* law = "45 CFR 164.308(a)(4)(ii)(C)";

static Result<AccessReview> view_of(const Call& call, const tasks::Case& review) {
    AccessReview shown;
    shown.id = review.id.uuid;
    shown.number = review.number;
    shown.state = enum_value<ReviewState>(review.state).value_or(ReviewState::open);
    shown.opened = review.received;
    shown.due = review.due;
    shown.overdue = review.due && *review.due < call.today;
    shown.waiting = TRY(waiting_in(call.view, review.id.uuid));
    const json::value brief = TRY(parse_json(review.brief));
    if (const auto* period = brief.as_object().if_contains("period"))
        shown.period = parse_day(std::string_view(period->as_string())).value_or(Day{});
    return shown;
}

Result<Outcome> list_reviews(const Call& call) {
    tasks::Filter filter;
    filter.kind = review_kind;
    filter.sort = "received";
    filter.limit = 100;
    const auto found = TRY(tasks::worklist(call.view, filter));
    AccessReviewList list;
    for (const tasks::Case& one : found.cases) list.reviews.push_back(TRY(view_of(call, one)));
    std::ranges::sort(list.reviews, std::ranges::greater{}, &AccessReview::period);
    return house::shows(list);
}

static Result<tasks::Case> review_at(const Call& call) {
    const Uuid id = TRY(call.id());
    auto review = TRY(tasks::read_case(call.view, CaseId{id}));
    if (review.kind != review_kind)
        return Error{Fault::not_found, "There is no review with id " + to_text(id) + "."};
    return review;
}

Result<Outcome> show_review(const Call& call) {
    const auto review = TRY(review_at(call));
    AccessReview shown = TRY(view_of(call, review));
    shown.accounts = TRY(accounts_of(call.view, review.id.uuid));
    shown.history = TRY(tasks::history(call.view, review.id));
    return house::shows(shown);
}

// A mover's roles are replaced, never added to; two that exclude each other are not given.
static Status check_roles(const Call& call, const ReviewedAccount& account,
                          const std::vector<people::Role>& roles) {
    if (roles.empty())
        return Error{Fault::incorrect, "Choose at least one role, or end the account."};
    if (roles == account.roles)
        return Error{Fault::incorrect, "These are the roles it has; choose \"keep\"."};
    const std::string conflict = people::conflict_of(call.packs, roles, call.today);
    if (!conflict.empty()) return Error{Fault::incorrect, conflict, "45 CFR 164.308(a)(3)(ii)(B)"};
    return ok();
}

static Status check(const Call& call, const ReviewedAccount& account,
                    const FindingCommand& command) {
    if (account.user == call.actor.user)
        return Error{Fault::forbidden, "Nobody reviews her own account; ask a colleague.", law};
    if (account.version != command.version || account.finding != Finding::waiting)
        return Error{Fault::conflict, "Somebody reviewed this account meanwhile; load it again."};
    if (command.finding == Finding::waiting)
        return Error{Fault::incorrect, "Say whether to keep, change or end the account."};
    if (command.note.size() > note_max)
        return Error{Fault::incorrect, "The note may have at most 1,000 characters."};
    if (command.finding == Finding::keep && !account.conflict.empty())
        return Error{Fault::incorrect,
                     "The account holds roles that exclude each other; change or end it."};
    if (command.finding != Finding::keep && trim(command.note).empty())
        return Error{Fault::incorrect, "Say in a few words why."};
    if (command.finding == Finding::change) return check_roles(call, account, command.roles);
    return ok();
}

// What is found is done at once, in the same commit.
static Status carry_out(const Call& call, const ReviewedAccount& account, house::Act& act) {
    if (account.finding == Finding::keep) return ok();
    const auto was = TRY(people::read_user(call.view, account.user));
    people::User next = was.value;
    if (account.finding == Finding::change) next.roles = account.roles_after;
    if (account.finding == Finding::end) {
        next.active = false;
        next.person.ends = call.house.now();
    }
    auto changed = TRY(people::change_user(call.actor.user, was, std::move(next), act.action));
    for (house::Draft& draft : changed.drafts) act.drafts.push_back(std::move(draft));
    act.drafts.push_back(tasks::new_job(call.house, standing_job, account.user));
    return ok();
}

Result<Outcome> find_account(const Call& call) {
    const auto command = TRY(call.body<FindingCommand>());
    auto review = TRY(review_at(call));
    const Uuid id = TRY(call.id("account"));
    auto account = TRY(account_in(call.view, id));
    if (account.review != review.id.uuid)
        return Error{Fault::not_found, "The review holds no such account."};
    TRY(check(call, account, command));
    ++account.version;
    account.finding = command.finding;
    if (command.finding == Finding::change) account.roles_after = command.roles;
    account.note = trim(command.note);
    account.reviewer = call.actor.name;
    account.at = call.house.now();
    // The case moves with each finding, so that of two last ones one sees the other.
    ++review.version;
    review.updated = call.house.now();
    const auto waiting = TRY(waiting_in(call.view, review.id.uuid));
    if (waiting == 1) {
        review.state = "done";
        review.due.reset();
    }
    house::Act act;
    act.action = "workforce.review." + std::string(enum_name(account.finding));
    act.subject = review.id.uuid;
    act.detail = {{"review", review.number}, {"account", to_text(account.user)}};
    act.drafts.push_back(account_draft(account));
    act.drafts.push_back(TRY(tasks::draft_of(call.house, review)));
    TRY(carry_out(call, account, act));
    auto outcome = house::does(std::move(act), account);
    outcome.wakes_jobs = account.finding != Finding::keep;
    return outcome;
}

Result<Outcome> list_unused(const Call& call) {
    UnusedList list;
    list.days = limit_or(call.packs, "unused_account_days", 60, call.today);
    const Instant since = call.house.now() - std::chrono::days(list.days);
    const auto users = TRY(people::all_users(call.view));
    std::vector<Uuid> ids;
    for (const auto& user : users)
        if (user.value.active) ids.push_back(user.id);
    const auto uses = TRY(people::uses(call.view, ids, since));
    for (const auto& user : users) {
        const auto use = uses.find(user.id);
        if (use == uses.end() || !is_unused(use->second, people::made_at(user.id), since)) continue;
        list.accounts.push_back({user.id, user.value.username, user.value.name, user.value.roles,
                                 people::made_at(user.id), use->second.signed_in,
                                 use->second.accessed});
    }
    return house::shows(list);
}

// --- the job ---

Status open_due_review(tasks::JobRun& run) {
    const auto view = TRY(run.house.view());
    const Day today = run.house.today();
    const Day period = period_of(today, limit_or(run.packs, "access_review_months", 3, today));
    const auto there = tasks::read_case(*view, review_id(period));
    if (there) return ok();
    if (there.error().fault != Fault::not_found) return there.error();
    auto act = TRY(open_review(run.house, *view, run.packs, today));
    const auto opened = run.house.act(std::move(act));
    // Another program was faster: the review is there.
    if (opened || opened.error().fault == Fault::conflict) return ok();
    return opened.error();
}

}  // namespace muniment::workforce
