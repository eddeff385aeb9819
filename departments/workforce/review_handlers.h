// What the routes of access reviews take and give, and their handlers (review_desk.cpp).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/workforce/review.h"

namespace muniment::workforce {

enum class ReviewState { open, done };
BOOST_DESCRIBE_ENUM(ReviewState, open, done)

struct AccessReview {
    Uuid id;
    std::string number;
    Day period{};  // its first day
    ReviewState state = ReviewState::open;
    std::optional<Day> opened;
    std::optional<Day> due;
    bool overdue = false;
    std::int64_t waiting = 0;
    std::vector<ReviewedAccount> accounts;  // only of one review
    std::vector<tasks::HistoryItem> history;
};
BOOST_DESCRIBE_STRUCT(AccessReview, (),
                      (id, number, period, state, opened, due, overdue, waiting, accounts, history))
struct AccessReviewList {
    std::vector<AccessReview> reviews;  // newest first
};
BOOST_DESCRIBE_STRUCT(AccessReviewList, (), (reviews))

struct FindingCommand {
    std::int64_t version = 0;
    Finding finding = Finding::waiting;
    std::vector<people::Role> roles;  // of a change: instead of those held, not besides
    std::string note;
};
BOOST_DESCRIBE_STRUCT(FindingCommand, (), (version, finding, roles, note))

struct UnusedAccount {
    Uuid id;
    std::string username;
    std::string name;
    std::vector<people::Role> roles;
    Instant made{};
    std::optional<Instant> signed_in;
    std::optional<Instant> accessed;
};
BOOST_DESCRIBE_STRUCT(UnusedAccount, (), (id, username, name, roles, made, signed_in, accessed))
struct UnusedList {
    std::int64_t days = 0;
    std::vector<UnusedAccount> accounts;
};
BOOST_DESCRIBE_STRUCT(UnusedList, (), (days, accounts))

Result<house::Outcome> list_reviews(const house::Call& call);
Result<house::Outcome> show_review(const house::Call& call);
Result<house::Outcome> find_account(const house::Call& call);
Result<house::Outcome> list_unused(const house::Call& call);

// The job: opens the period's review where nobody has. Daily.
Status open_due_review(tasks::JobRun& run);

}  // namespace muniment::workforce
