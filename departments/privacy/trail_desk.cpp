// "Who looked": the access trail of a patient, a person, or everybody, as a page and as CSV.
#include <algorithm>

#include "departments/privacy/review_handlers.h"
#include "departments/privacy/review_roster.h"
#include "formats/csv/csv.h"

namespace muniment::privacy {

using house::Call;
using house::Outcome;

static constexpr std::int64_t rows_max = 1000;
static constexpr std::int64_t csv_rows_max = 100'000;

static Result<Uuid> uuid_asked(const Call& call, const std::string& name) {
    const std::string text = call.asked(name);
    if (text.empty()) return Uuid{};
    const auto id = parse_uuid(text);
    if (!id) return Error{Fault::incorrect, "Field \"" + name + "\" is no id."};
    return *id;
}

static Result<people::AccessFilter> filter_of(const Call& call, std::int64_t most) {
    people::AccessFilter filter;
    filter.patient = TRY(uuid_asked(call, "patient"));
    filter.user = TRY(uuid_asked(call, "user"));
    const auto from = TRY(call.day("from"));
    const auto to = TRY(call.day("to"));
    if (from) filter.from = start_of(call.view.zone(), *from);
    if (to) filter.to = start_of(call.view.zone(), *to + std::chrono::days(1));
    if (from && to && *to < *from)
        return Error{Fault::incorrect, "The period is empty: \"to\" is before \"from\"."};
    filter.offset = TRY(call.number("offset", 0));
    const auto limit = TRY(call.number("limit", std::min<std::int64_t>(most, 200)));
    filter.limit = std::clamp<std::int64_t>(limit, 0, most);
    return filter;
}

using Users = std::map<Uuid, people::User>;

static Result<Users> users_of(house::View& view) {
    Users users;
    auto all = TRY(people::all_users(view));
    for (auto& user : all) users[user.id] = std::move(user.value);
    return users;
}

static TrailRow row_of(const people::Access& access, const Users& users) {
    TrailRow row;
    row.id = access.id;
    row.at = access.at;
    row.user = access.user;
    row.user_name = access.user.is_nil() ? "the system" : "a former user";
    row.patient = PatientId{access.patient};
    row.action = access.action;
    row.deed = enum_name(deed_of(access.action));
    row.purpose = access.purpose;
    row.relation = enum_name(access.relation);
    row.from = access.from;
    for (const auto& seen : access.seen) row.records += seen.records;
    const auto user = users.find(access.user);
    if (user == users.end()) return row;
    row.user_name = user->second.name;
    for (const auto role : user->second.roles) row.roles.emplace_back(enum_name(role));
    return row;
}

static Result<std::vector<TrailRow>> rows_of(const Call& call, const people::AccessFilter& filter) {
    const Users users = TRY(users_of(call.view));
    const auto accesses = TRY(people::accesses(call.view, filter));
    std::vector<TrailRow> rows;
    for (const people::Access& access : accesses) rows.push_back(row_of(access, users));
    return rows;
}

Result<Outcome> list_trail(const Call& call) {
    const auto filter = TRY(filter_of(call, rows_max));
    TrailList list;
    list.total = TRY(people::count_accesses(call.view, filter));
    list.rows = TRY(rows_of(call, filter));
    return house::shows(list);
}

static csv::Row line_of(const TrailRow& row, const Zone& zone) {
    std::string roles;
    for (const auto& role : row.roles) roles += (roles.empty() ? "" : " ") + role;
    return {wall_text(zone, row.at),
            row.user_name,
            roles,
            row.patient.is_nil() ? "" : to_text(row.patient),
            row.deed,
            row.action,
            row.purpose,
            row.relation,
            row.from,
            std::to_string(row.records)};
}

Result<Outcome> trail_csv(const Call& call) {
    auto filter = TRY(filter_of(call, csv_rows_max));
    if (call.asked("limit").empty()) filter.limit = csv_rows_max;
    const auto rows = TRY(rows_of(call, filter));
    std::vector<csv::Row> lines = {{"when", "who", "roles", "patient", "deed", "action", "purpose",
                                    "relation", "from", "records"}};
    for (const TrailRow& row : rows) lines.push_back(line_of(row, call.view.zone()));
    Outcome outcome;
    outcome.answer.content_type = "text/csv; charset=utf-8";
    outcome.answer.content = csv::write(lines);
    outcome.answer.headers = {{"Content-Disposition", "attachment; filename=\"who-looked.csv\""}};
    return outcome;
}

}  // namespace muniment::privacy
