// Accounts as sign-in needs them (kernel/signin): found by name or id, their password exchanged.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/people/people.h"

namespace muniment::people {

extern const store::Table session_table;  // token (digest), person, expires, state
Uuid staff_unit();                        // the retention unit of the staff's own records

using Account = house::Record<User>;
Result<std::optional<Account>> account_named(house::View& view, const std::string& username);
Result<Account> account(house::View& view, const Uuid& user);

// True when this account may not be used at that moment: made inactive, or its person has left.
bool is_closed(const User& user, Instant at);

// The account's next version.
house::Draft draft_of(const Account& account, const User& changed);

}  // namespace muniment::people
