// Accounts found and rewritten on behalf of sign-in.
#include "kernel/people/accounts.h"

#include "kernel/people/tables.h"

namespace muniment::people {

Result<std::optional<Account>> account_named(house::View& view, const std::string& username) {
    std::optional<Uuid> id;
    TRY(view.sql().query(
        "SELECT id FROM people_user WHERE org = ? AND username = ? AND current = 1",
        {view.org(), username}, [&](const store::Row& row) { id = row.uuid(0); }));
    if (!id) return std::optional<Account>();
    return std::optional(TRY(account(view, *id)));
}

Result<Account> account(house::View& view, const Uuid& user) { return read_user(view, user); }

bool is_closed(const User& user, Instant at) {
    return !user.active || (user.person.ends && at >= *user.person.ends);
}

house::Draft draft_of(const Account& account, const User& changed) {
    return {&user_table,        account.id,   account.version + 1,
            {changed.username}, staff_unit(), to_json_text(changed)};
}

}  // namespace muniment::people
