// The access entries as they are kept and read.
#include "kernel/people/trail.h"

#include <algorithm>

#include "kernel/people/tables.h"

namespace muniment::people {

using house::View;
using store::Row;
using store::Value;

static constexpr std::int64_t limit_max = 100'000;

house::Draft access_draft(house::House& house, const Access& access) {
    return {
        &access_table,
        house.new_id(),
        1,
        {store::value_of_id(access.patient), store::value_of_id(access.user),
         store::value_of(access.at), access.action, access.purpose},
        {},
        to_json_text(AccessContent{access.relation, access.evidence, access.from, access.seen})};
}

std::vector<house::Draft> access_drafts(house::House& house, const house::Actor& actor,
                                        const std::string& action,
                                        const std::vector<house::Read>& reads,
                                        const Connections& connections) {
    std::map<Uuid, std::vector<Seen>> by_patient;
    for (const house::Read& read : reads)
        by_patient[read.patient].push_back({read.table, read.records, read.ids});
    std::vector<house::Draft> drafts;
    for (auto& [patient, seen] : by_patient) {
        Access access;
        access.patient = patient;
        access.user = actor.user;
        access.at = house.now();
        access.action = action;
        access.purpose = actor.purpose;
        access.from = actor.from;
        access.seen = std::move(seen);
        if (const auto found = connections.find(patient); found != connections.end()) {
            access.relation = found->second.relation;
            access.evidence = found->second.evidence;
        }
        drafts.push_back(access_draft(house, access));
    }
    return drafts;
}

// Entries of before relations were kept are a list of what was seen.
static Result<AccessContent> content_of(std::string_view text) {
    if (!text.starts_with('[')) return from_json_text<AccessContent>(text);
    AccessContent old;
    old.seen = TRY(from_json_text<std::vector<Seen>>(text));
    return old;
}

namespace {
struct Statement {
    std::string where = " FROM people_access WHERE org = ? AND current = 1";
    std::vector<Value> values;
    void add(const char* condition, Value value) {
        where += condition;
        values.push_back(std::move(value));
    }
};
}  // namespace

static Statement statement_of(View& view, const AccessFilter& filter) {
    Statement made;
    made.values = {view.org()};
    if (!filter.id.is_nil()) made.add(" AND id = ?", store::value_of(filter.id));
    if (!filter.patient.is_nil()) made.add(" AND patient = ?", store::value_of(filter.patient));
    if (!filter.user.is_nil()) made.add(" AND person = ?", store::value_of(filter.user));
    if (filter.from) made.add(" AND at >= ?", store::value_of(*filter.from));
    if (filter.to) made.add(" AND at < ?", store::value_of(*filter.to));
    return made;
}

static Result<Access> access_of(const Row& row) {
    Access access;
    access.id = row.uuid(0);
    access.patient = row.uuid(1);
    access.user = row.uuid(2);
    access.at = row.instant(3);
    access.action = row.text(4);
    access.purpose = row.text(5);
    access.entry = row.uuid(6);
    auto content = TRY(content_of(row.text(7)));
    access.relation = content.relation;
    access.evidence = std::move(content.evidence);
    access.from = std::move(content.from);
    access.seen = std::move(content.seen);
    return access;
}

static constexpr const char* columns =
    "SELECT id, patient, person, at, action, purpose, entry, content";

static Status walk(View& view, std::string sql, const Statement& statement,
                   const std::function<void(Access)>& take) {
    Status good = ok();
    TRY(view.sql().query(sql, statement.values, [&](const Row& row) {
        if (!good) return;
        auto access = access_of(row);
        if (!access)
            good = Error{Fault::unavailable, "An access entry is damaged; run fsck."};
        else
            take(*std::move(access));
    }));
    return good;
}

Result<std::vector<Access>> accesses(View& view, const AccessFilter& filter) {
    Statement statement = statement_of(view, filter);
    const std::string sql =
        columns + statement.where + " ORDER BY at DESC, id DESC LIMIT ? OFFSET ?";
    statement.values.emplace_back(std::clamp<std::int64_t>(filter.limit, 0, limit_max));
    statement.values.emplace_back(std::max<std::int64_t>(filter.offset, 0));
    std::vector<Access> found;
    TRY(walk(view, sql, statement, [&](Access access) { found.push_back(std::move(access)); }));
    for (const Access& access : found)
        if (!access.patient.is_nil()) view.note(access.patient, access_table.name, access.id);
    return found;
}

Result<std::int64_t> count_accesses(View& view, const AccessFilter& filter) {
    const Statement statement = statement_of(view, filter);
    std::int64_t count = 0;
    TRY(view.sql().query("SELECT COUNT(*)" + statement.where, statement.values,
                         [&](const Row& row) { count = row.integer(0); }));
    return count;
}

Status each_access(View& view, const AccessFilter& filter,
                   const std::function<void(const Access&)>& take) {
    const Statement statement = statement_of(view, filter);
    return walk(view, columns + statement.where + " ORDER BY at, id", statement, take);
}

Result<std::vector<Access>> accesses_behind(View& view, const Uuid& id, std::int64_t limit) {
    Statement statement;
    statement.values = {view.org()};
    statement.add(" AND id > ?", store::value_of(id));
    const std::string sql = columns + statement.where + " ORDER BY id LIMIT ?";
    statement.values.emplace_back(std::clamp<std::int64_t>(limit, 0, limit_max));
    std::vector<Access> found;
    TRY(walk(view, sql, statement, [&](Access access) { found.push_back(std::move(access)); }));
    return found;
}

Result<std::vector<house::Record<User>>> all_users(View& view) {
    std::vector<Uuid> ids;
    TRY(view.sql().query(
        "SELECT id FROM people_user WHERE org = ? AND current = 1 ORDER BY username", {view.org()},
        [&](const Row& row) { ids.push_back(row.uuid(0)); }));
    std::vector<house::Record<User>> users;
    for (const Uuid& id : ids) users.push_back(TRY(house::read<User>(view, user_table, id)));
    return users;
}

}  // namespace muniment::people
