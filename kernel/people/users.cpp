// Users, their passwords (Argon2id) and roles.
#include <sodium.h>

#include <algorithm>

#include "base/text.h"
#include "kernel/assets.h"
#include "kernel/people/people.h"
#include "kernel/people/tables.h"
#include "kernel/people/trail.h"

namespace muniment::people {

using house::Draft;
using house::House;
using house::Permission;
using house::View;
using store::Row;
using enum store::Kind;

const store::Table user_table = {"people_user", {{"username", text}}};
const store::Table session_table = {
    "people_session", {{"token", blob}, {"person", blob}, {"expires", integer}, {"state", text}}};
const store::Table access_table = {
    "people_access",
    {{"patient", blob}, {"person", blob}, {"at", integer}, {"action", text}, {"purpose", text}}};

Status settle(House& house) {
    TRY(house.add_room("kernel/people", assets::kernel_people(),
                       {&user_table, &session_table, &access_table}));
    // The unit that seals users: made once, before anybody needs it.
    return house.vault().make_keys({{staff_unit()}});
}

Uuid staff_unit() { return derived_uuid("unit of the staff"); }

std::set<Permission> permissions_of(const std::vector<Role>& roles) {
    using enum Permission;
    std::set<Permission> all = {signed_in};
    for (const Role role : roles) {
        switch (role) {
            case Role::administrator:
                all.insert({administer, people_manage, ledger_read});
                break;
            case Role::release_specialist:
                all.insert({chart_read, release_read, release_work, ledger_read, rights_read,
                            rights_work});
                break;
            case Role::him_director:
                all.insert({chart_read, release_read, release_work, ledger_read, administer,
                            rights_read, rights_work, compliance_read, training_manage});
                break;
            case Role::privacy_officer:
                all.insert({chart_read, release_read, ledger_read, audit_read, privacy_read,
                            privacy_work, rights_read, rights_work, compliance_read,
                            compliance_work, training_manage});
                break;
            case Role::clerk:
                all.insert({release_read, rights_read});
                break;
            case Role::technician:
                all.insert({chart_read, release_read, rights_read});
                break;
            case Role::coder:
            case Role::cdi_specialist:
                all.insert({chart_read});
                break;
            case Role::analyst:
                all.insert({ledger_read});
                break;
            case Role::informaticist:
                all.insert({administer, ledger_read, compliance_read});
                break;
            case Role::cio:
                all.insert({ledger_read, compliance_read});
                break;
            case Role::physician:
            case Role::nurse:
                all.insert({chart_read, emergency_access});
                break;
            case Role::auditor:
                all.insert({ledger_read, audit_read, privacy_read, compliance_read});
                break;
            case Role::patient:
                all.insert(portal);
                break;
            case Role::attorney:
                all.insert(requester_portal);
                break;
            case Role::program:
                all.insert(program);
                break;
        }
    }
    return all;
}

std::string password_fault(const std::string& username, const std::string& password) {
    static constexpr std::string_view common[] = {
        "123456789012",   "password1234",  "passwordpassword", "qwertyuiop12",
        "letmeinletmein", "administrator", "changemechangeme"};
    if (password.size() < 12) return "The password must have at least 12 characters.";
    if (password.size() > 1024) return "The password must have at most 1,024 characters.";
    const std::string low = lower(password);
    if (low.find(lower(username)) != std::string::npos)
        return "The password must not contain the user name.";
    if (std::ranges::find(common, low) != std::end(common) ||
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

Result<std::string> user_name(View& view, const Uuid& user) {
    const auto found = house::read<User>(view, user_table, user);
    if (!found && found.error().fault == Fault::not_found) return std::string("a former user");
    if (!found) return found.error();
    return found->value.name;
}

std::vector<Draft> access_drafts(House& house, const house::Actor& actor, const std::string& action,
                                 const std::vector<house::Read>& reads) {
    std::map<Uuid, std::vector<Seen>> by_patient;
    for (const house::Read& read : reads)
        by_patient[read.patient].push_back({read.table, read.records, read.ids});
    std::vector<Draft> drafts;
    for (auto& [patient, seen] : by_patient) {
        Access access;
        access.patient = patient;
        access.user = actor.user;
        access.at = house.now();
        access.action = action;
        access.purpose = actor.purpose;
        access.from = actor.from;
        access.seen = std::move(seen);
        drafts.push_back(access_draft(house, access));
    }
    return drafts;
}

}  // namespace muniment::people
