// Users, their passwords (Argon2id) and roles.
#include <sodium.h>

#include <algorithm>

#include "base/text.h"
#include "kernel/assets.h"
#include "kernel/people/accounts.h"
#include "kernel/people/breached.h"
#include "kernel/people/people.h"
#include "kernel/people/tables.h"

namespace muniment::people {

using house::Draft;
using house::House;
using house::View;
using store::Row;
using enum store::Kind;

const store::Table user_table = {"people_user", {{"username", text}}};
const store::Table session_table = {
    "people_session", {{"token", blob}, {"person", blob}, {"expires", integer}, {"state", text}}};
const store::Table access_table = {
    "people_access",
    {{"patient", blob}, {"person", blob}, {"at", integer}, {"action", text}, {"purpose", text}}};
const store::Table emergency_table = {"people_emergency",
                                      {{"patient", blob}, {"person", blob}, {"ends", integer}}};

Status settle(House& house) {
    TRY(house.add_room("kernel/people", assets::kernel_people(),
                       {&user_table, &session_table, &access_table, &emergency_table}));
    // The unit that seals users: made once, before anybody needs it.
    return house.vault().make_keys({{staff_unit()}});
}

Uuid staff_unit() { return derived_uuid("unit of the staff"); }

std::string password_fault(const std::string& username, const std::string& password) {
    static constexpr std::string_view common[] = {
        "123456789012",   "password1234",  "passwordpassword", "qwertyuiop12",
        "letmeinletmein", "administrator", "changemechangeme"};
    if (password.size() < 12) return "The password must have at least 12 characters.";
    if (password.size() > 1024) return "The password must have at most 1,024 characters.";
    const std::string low = lower(password);
    if (low.find(lower(username)) != std::string::npos)
        return "The password must not contain the user name.";
    if (std::ranges::find(common, low) != std::end(common) || is_common(low) ||
        low.find_first_not_of(low.front()) == std::string::npos)
        return "The password is among the commonest; choose another.";
    return {};
}

std::string hash_password(const std::string& password) {
    char out[crypto_pwhash_STRBYTES];
    const int failed = crypto_pwhash_str(out, password.data(), password.size(), 2, 64u << 20);
    ensure(failed == 0, "hashing a password needs 64 MB of memory");
    return out;
}

Result<house::Act> make_user(House& house, View& view, const Uuid& actor,
                             const std::string& username, const std::string& name,
                             const std::vector<Role>& roles, const std::string& password) {
    const std::string low = lower(trim(username));
    if (low.empty() || low.size() > 64 ||
        low.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-_@") != std::string::npos)
        return Error{Fault::incorrect, "The user name must be 1 to 64 letters, digits, or . - _ @"};
    const std::string fault = password_fault(low, password);
    if (!fault.empty()) return Error{Fault::incorrect, fault};
    const std::int64_t taken = TRY(view.sql().number(
        "SELECT COUNT(*) FROM people_user WHERE org = ? AND username = ? AND current = 1",
        {view.org(), low}));
    if (taken > 0) return Error{Fault::conflict, "There is already a user of this name."};
    const User user{low, name, roles, hash_password(password), true, {}};
    house::Act act;
    act.action = "people.user.make";
    act.actor = actor;
    act.purpose = "OPERATIONS";
    act.subject = house.new_id();
    act.drafts.push_back({&user_table, act.subject, 1, {low}, staff_unit(), to_json_text(user)});
    return act;
}

Result<house::Record<User>> read_user(View& view, const Uuid& id) {
    return house::read<User>(view, user_table, id);
}

Result<std::string> user_name(View& view, const Uuid& user) {
    const auto found = house::read<User>(view, user_table, user);
    if (!found && found.error().fault == Fault::not_found) return std::string("a former user");
    if (!found) return found.error();
    return found->value.name;
}

Result<house::Act> change_user(const Uuid& actor, const house::Record<User>& was, User next,
                               const std::string& action) {
    if (next.username != was.value.username)
        return Error{Fault::incorrect, "A user name stays as it is; make another account."};
    house::Act act;
    act.action = action;
    act.actor = actor;
    act.purpose = "OPERATIONS";
    act.subject = was.id;
    act.drafts.push_back(draft_of(was, next));
    return act;
}

}  // namespace muniment::people
