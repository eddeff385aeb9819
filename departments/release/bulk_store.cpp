// Where bulk requests lie: their lines and parts, and every statement on them.
#include "departments/release/bulk.h"
#include "departments/release/rows.h"
#include "departments/release/tables.h"

namespace muniment::release {

using house::Draft;
using store::Row;
using store::Value;

Result<OpenBulk> load_bulk(house::View& view, const CaseId& id) {
    OpenBulk open;
    open.record = TRY(tasks::read_case(view, id));
    const auto state = enum_value<BulkState>(open.record.state);
    if (open.record.kind != bulk_kind || !state)
        return Error{Fault::not_found, "There is no bulk request with id " + to_text(id) + "."};
    open.state = *state;
    open.content = TRY(from_json_text<BulkContent>(open.record.content));
    return open;
}

Result<house::Act> act_of(house::House& house, OpenBulk& next, const house::Actor& actor,
                          const std::string& action, json::object detail) {
    const Requester& requester = next.content.request.requester;
    next.record.kind = bulk_kind;
    next.record.state = enum_name(next.state);
    next.record.received = next.content.request.received_on;
    next.record.updated = house.now();
    next.record.brief = to_json_text(
        Brief{"", requester.kind, requester.name.empty() ? requester.organization : requester.name,
              false});
    next.record.content = to_json_text(next.content);
    return act_on(house, next.record, actor, action, std::move(detail));
}

Result<Draft> line_draft(house::House& house, const Line& line) {
    const Uuid unit = line.patient.is_nil() ? line.bulk : line.patient;
    TRY(house.vault().make_keys({{unit}}));
    return Draft{
        &tables::bulk_line,
        line.id,
        line.version,
        {store::value_of(line.patient), store::value_of(line.bulk), line.position,
         std::string(enum_name(line.status)), store::value_of(line.release_case), line.part},
        unit,
        to_json_text(line.words)};
}

// Which lines a group's name means, beside those of a case's state.
static std::string group_where(const std::string& group) {
    if (group == "unmatched" || group == "dropped") return " AND l.status = '" + group + "'";
    if (group == "waiting") return " AND l.status = 'taken' AND c.state IS NULL";
    if (group == "delivered") return " AND l.part > 0 AND c.state = 'released'";
    if (group.empty()) return "";
    return " AND l.status = 'taken' AND NOT (l.part > 0 AND c.state = 'released') AND c.state = ?";
}

static const std::string from_lines =
    " FROM release_bulk_line l LEFT JOIN tasks_case c ON c.org = l.org AND c.id = l.release_case "
    "AND c.current = 1 WHERE l.org = ? AND l.current = 1";

static Result<std::vector<Line>> read_lines(house::View& view, const std::string& rest,
                                            const std::vector<Value>& values) {
    std::vector<Line> lines;
    Status opened = ok();
    const auto read = [&](const Row& row) -> Status {
        Line line;
        line.id = row.uuid(0);
        line.version = row.integer(1);
        line.patient = row.uuid(4);
        line.bulk = row.uuid(5);
        line.position = row.integer(6);
        line.status = enum_value<LineStatus>(row.text(7)).value_or(LineStatus::unmatched);
        line.release_case = row.uuid(8);
        line.part = row.integer(9);
        if (!row.is_null(10)) line.case_state = row.text(10);
        const auto content = TRY(view.open(tables::bulk_line, line.id, line.version, row.uuid(2),
                                           row.text(3), line.patient));
        line.words = TRY(from_json_text<LineWords>(content));
        lines.push_back(std::move(line));
        return ok();
    };
    TRY(view.sql().query(
        "SELECT l.id, l.version, l.unit, l.content, l.patient, l.bulk, l.position, "
        "l.status, l.release_case, l.part, c.state" +
            from_lines + rest,
        values, [&](const Row& row) {
            if (opened) opened = read(row);
        }));
    TRY(std::move(opened));
    return lines;
}

Result<Line> read_line(house::View& view, const Uuid& id) {
    auto found = TRY(read_lines(view, " AND l.id = ?", {view.org(), store::value_of(id)}));
    if (found.empty())
        return Error{Fault::not_found, "There is no line with id " + to_text(id) + "."};
    return std::move(found.front());
}

Result<std::vector<Line>> lines_of(house::View& view, const Uuid& bulk, const LineFilter& filter) {
    const std::string where = group_where(filter.group);
    std::vector<Value> values = {view.org(), store::value_of(bulk)};
    if (where.ends_with("?")) values.emplace_back(filter.group);
    values.emplace_back(filter.limit);
    values.emplace_back(filter.offset);
    return read_lines(view, " AND l.bulk = ?" + where + " ORDER BY l.position LIMIT ? OFFSET ?",
                      values);
}

Result<std::map<std::string, std::int64_t>> line_groups(house::View& view, const Uuid& bulk) {
    std::map<std::string, std::int64_t> groups;
    TRY(view.sql().query(
        "SELECT CASE WHEN l.status <> 'taken' THEN l.status WHEN l.part > 0 AND c.state = "
        "'released' "
        "THEN 'delivered' WHEN c.state IS NULL THEN 'waiting' ELSE c.state END AS line_group, "
        "COUNT(*)" +
            from_lines + " AND l.bulk = ? GROUP BY 1",
        {view.org(), store::value_of(bulk)},
        [&](const Row& row) { groups[std::string(row.text(0))] = row.integer(1); }));
    return groups;
}

Result<Uuid> bulk_of(house::View& view, const CaseId& chart) {
    Uuid bulk;
    TRY(view.sql().query(
        "SELECT bulk FROM release_bulk_line WHERE org = ? AND release_case = ? AND current = 1",
        {view.org(), store::value_of(chart.uuid)}, [&](const Row& row) { bulk = row.uuid(0); }));
    return bulk;
}

Draft part_draft(const Part& part) {
    return {&tables::part, part.id,     part.version, {store::value_of(part.bulk), part.number},
            part.bulk,     part.archive};
}

Result<std::optional<Part>> read_part(house::View& view, const Uuid& id) {
    std::optional<Part> part;
    TRY(view.sql().query(
        "SELECT bulk, number FROM release_part WHERE org = ? AND id = ? AND current = 1",
        {view.org(), store::value_of(id)}, [&](const Row& row) {
            part.emplace();
            part->bulk = row.uuid(0);
            part->number = row.integer(1);
        }));
    if (!part) return part;
    auto stored = TRY(view.read(tables::part, id));
    part->id = id;
    part->version = stored.version;
    part->entry = stored.entry;
    part->archive = std::move(stored.content);
    return part;
}

Result<std::map<std::int64_t, Uuid>> part_entries(house::View& view, const Uuid& bulk) {
    std::map<std::int64_t, Uuid> entries;
    TRY(view.sql().query(
        "SELECT number, entry FROM release_part WHERE org = ? AND bulk = ? AND current = 1",
        {view.org(), store::value_of(bulk)},
        [&](const Row& row) { entries[row.integer(0)] = row.uuid(1); }));
    return entries;
}

}  // namespace muniment::release
