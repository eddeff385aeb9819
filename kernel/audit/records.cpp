// An access and the names around it as one event.
#include <unistd.h>

#include <array>

#include "kernel/audit/audit.h"

namespace muniment::audit {

Source source_of(house::House& house) {
    std::array<char, 256> name{};
    if (gethostname(name.data(), name.size() - 1) != 0) name[0] = '\0';
    const std::string host(name.data());
    return {house.facility(), house.ledger().origin(), host.empty() ? "localhost" : host};
}

// Nobody's account and an account that is gone leave the event without a name.
Result<Records::Known> Records::known(const Uuid& user) {
    if (user.is_nil()) return Known{};
    if (const auto found = users_.find(user); found != users_.end()) return found->second;
    const auto account = people::read_user(view_, user);
    if (!account && account.error().fault != Fault::not_found) return account.error();
    Known known;
    if (account) {
        known.name = account->value.name;
        for (const people::Role role : account->value.roles)
            known.roles.emplace_back(enum_name(role));
    }
    return users_[user] = known;
}

Result<AuditRecord> Records::of(const people::Access& access) {
    AuditRecord record;
    record.id = access.id;
    record.at = access.at;
    record.action = class_of(access.action);
    record.route = access.action;
    record.user = access.user;
    Known known = TRY(this->known(access.user));
    record.user_name = std::move(known.name);
    record.roles = std::move(known.roles);
    record.patient = access.patient;
    record.purpose = access.purpose;
    record.relation = enum_name(access.relation);
    record.evidence = access.evidence;
    record.from = access.from;
    for (const people::Seen& seen : access.seen)
        record.entities.push_back({seen.what, seen.records, seen.ids});
    record.entry = access.entry;
    if (access.entry != entry_ || !index_) {
        entry_ = access.entry;
        index_ = TRY(house_.ledger().index_of(access.entry));
    }
    record.index = index_;
    return record;
}

}  // namespace muniment::audit
