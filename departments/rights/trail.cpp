// Who looked into the own record and why, in plain words, each row with its place in the ledger, so
// that anybody can check that it stands there and that none was left out (45 CFR 164.312(b)).
#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "departments/rights/handlers.h"

namespace muniment::rights {

using house::Call;
using house::Outcome;
using people::Access;

namespace {

struct Plain {
    const char* code;
    const char* words;
};
constexpr Plain purposes[] = {
    {"TREATMENT", "To treat you"},
    {"TREAT", "To treat you"},
    {"ETREAT", "To treat you in an emergency"},
    {"BTG", "In an emergency, with a reason that is reviewed"},
    {"EMERGENCY", "In an emergency, with a reason that is reviewed"},
    {"PAYMENT", "To bill or pay for your care"},
    {"HPAYMT", "To bill or pay for your care"},
    {"OPERATIONS", "To run the hospital: records, quality, answering requests"},
    {"HOPERAT", "To run the hospital: records, quality, answering requests"},
    {"PATIENT_REQUEST", "To answer a request of yours"},
    {"PATRQT", "To answer a request of yours"},
    {"PUBLIC_HEALTH", "For public health, as the law asks"},
    {"RESEARCH", "For research"},
    {"LEGAL", "For a legal matter"},
};

std::string why_of(const Access& access) {
    const auto at = std::ranges::find(purposes, std::string_view(access.purpose),
                                      [](const Plain& one) { return std::string_view(one.code); });
    return at != std::end(purposes)
               ? at->words
               : "Stated purpose: " + lower(replaced(access.purpose, "_", " "));
}

std::string tie_of(people::Relation relation) {
    using enum people::Relation;
    switch (relation) {
        case self:
            return "You yourself";
        case care_team:
            return "Is on your care team";
        case encounter:
            return "Took part in a visit of yours";
        case order:
            return "Ordered something for you";
        case documented:
            return "Wrote in your record";
        case task:
            return "Works on a task about your record";
        case request:
            return "Works on a request of yours";
        case emergency:
            return "Emergency access";
        case none:
            return "No connection was found; the privacy office reviews such looks";
        case unknown:
            return "";
    }
    return "";
}

constexpr Plain kinds[] = {{"chart_document", "document"},
                           {"chart_resource", "record entry"},
                           {"chart_patient", "name and birth date"},
                           {"tasks_case", "request"},
                           {"rights_letter", "letter"},
                           {"release_package", "copy of the record"},
                           {"release_letter", "letter"},
                           {"people_access", "list of who looked"}};

std::string what_of(const Access& access) {
    std::vector<std::string> parts;
    for (const people::Seen& seen : access.seen) {
        const auto at = std::ranges::find(kinds, std::string_view(seen.what), [](const Plain& one) {
            return std::string_view(one.code);
        });
        const std::string name = at != std::end(kinds) ? at->words : "other entry";
        const std::string part = name + " (" + std::to_string(seen.records) + ")";
        if (std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
    }
    return join(parts, ", ");
}

using Users = std::unordered_map<Uuid, people::User>;

std::string who_of(const Access& access, const Users& users, const Uuid& me) {
    if (!access.user.is_nil() && access.user == me) return "You";
    if (access.user.is_nil()) return "The hospital's computer system";
    const auto at = users.find(access.user);
    if (at == users.end()) return "Somebody whose account is gone";
    std::vector<std::string> roles;
    for (const people::Role role : at->second.roles)
        roles.push_back(replaced(enum_name(role), "_", " "));
    std::string who = join(roles, ", ");
    if (!at->second.person.departments.empty())
        who += "; " + join(at->second.person.departments, ", ");
    return who.empty() ? "An employee" : who;
}

Result<people::AccessFilter> filter_of(const Call& call) {
    const PatientId self = TRY(self_of(call));
    people::AccessFilter filter;
    filter.patient = self.uuid;
    filter.offset = TRY(call.number("offset", 0));
    filter.limit = std::clamp<std::int64_t>(TRY(call.number("limit", 50)), 1, 500);
    return filter;
}

Result<Users> users_of(house::View& view) {
    Users users;
    auto all = TRY(people::all_users(view));
    for (auto& one : all) users.emplace(one.id, std::move(one.value));
    return users;
}

}  // namespace

Result<Outcome> my_accesses(const Call& call) {
    const auto filter = TRY(filter_of(call));
    const auto found = TRY(people::accesses(call.view, filter));
    const Users users = TRY(users_of(call.view));
    MyAccesses mine;
    mine.total = TRY(people::count_accesses(call.view, filter));
    mine.ledger_size = static_cast<std::int64_t>(call.house.ledger().size());
    for (const Access& one : found) {
        MyAccess row{one.id,
                     one.at,
                     who_of(one, users, call.actor.user),
                     why_of(one),
                     tie_of(one.relation),
                     what_of(one),
                     one.entry,
                     {}};
        row.index = TRY(call.house.ledger().index_of(one.entry));
        mine.accesses.push_back(std::move(row));
    }
    return house::shows(mine);
}

// The proof of one row, found by its key; another patient's is as if it did not exist.
Result<Outcome> my_proof(const Call& call) {
    const PatientId self = TRY(self_of(call));
    people::AccessFilter filter;
    filter.id = TRY(call.id());
    Uuid entry;
    TRY(people::each_access(call.view, filter, [&](const Access& one) {
        if (one.patient == self.uuid) entry = one.entry;
    }));
    call.view.note(self.uuid, "people_access", filter.id);
    if (entry.is_nil()) return Error{Fault::not_found, "No look into your record has this id."};
    const auto index = TRY(call.house.ledger().index_of(entry));
    if (!index)
        return Error{Fault::unavailable, "The ledger does not have this entry yet; try again."};
    auto proof = TRY(call.house.ledger().prove(*index));
    return house::shows(MyProof{*index, std::move(proof.entry.payload), to_hex(proof.entry.salt),
                                tlog::to_text(proof.file), std::move(proof.vkey)});
}

}  // namespace muniment::rights
