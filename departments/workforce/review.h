// A review of who may what: each quarter, every account is looked at by somebody else than its
// owner, and kept, changed or ended. 45 CFR 164.308(a)(4)(ii)(C), 164.308(a)(3)(ii)(C).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engines/rules/packs.h"
#include "kernel/house/desk.h"
#include "kernel/people/use.h"
#include "kernel/tasks/tasks.h"

namespace muniment::workforce {

inline constexpr const char* review_kind = "account_review";

enum class Finding { waiting, keep, change, end };
BOOST_DESCRIBE_ENUM(Finding, waiting, keep, change, end)

// One account as it stood when the review was opened, and what was found.
struct ReviewedAccount {
    Uuid id;
    std::int64_t version = 1;
    Uuid review;
    Uuid user;
    std::string username;
    std::string name;
    std::vector<people::Role> roles;
    std::optional<Instant> signed_in;
    std::optional<Instant> accessed;
    std::int64_t accesses = 0;  // in the period before
    bool unused = false;        // for so long that the packs ask about it
    std::string conflict;       // of duties; empty: none
    Finding finding = Finding::waiting;
    std::vector<people::Role> roles_after;  // of a change
    std::string note;
    std::string reviewer;
    std::optional<Instant> at;
};
BOOST_DESCRIBE_STRUCT(ReviewedAccount, (),
                      (id, version, review, user, username, name, roles, signed_in, accessed,
                       accesses, unused, conflict, finding, roles_after, note, reviewer, at))

// The first day of the period that a day is in; periods of so many months begin with January.
Day period_of(Day day, int months);
// One review a period: its id is derived from it, so that two programs cannot open two.
CaseId review_id(Day period);

// Was the account used since? What was made since counts as used.
bool is_unused(const people::Use& use, Instant made, Instant since);

// The act that opens the period's review of every active account.
Result<house::Act> open_review(house::House& house, house::View& view, const rules::Packs& packs,
                               Day today);

house::Draft account_draft(const ReviewedAccount& account);
// The most telling first: conflicts, unused, then by name.
Result<std::vector<ReviewedAccount>> accounts_of(house::View& view, const Uuid& review);
Result<ReviewedAccount> account_in(house::View& view, const Uuid& id);
Result<std::int64_t> waiting_in(house::View& view, const Uuid& review);

}  // namespace muniment::workforce
