// Cases and their histories: opened, changed under version checks, listed, counted.
#include <algorithm>

#include "base/text.h"
#include "kernel/assets.h"
#include "kernel/people/people.h"
#include "kernel/tasks/tables.h"
#include "kernel/tasks/tasks.h"

namespace muniment::tasks {

using house::Draft;
using house::House;
using house::View;
using store::Row;
using store::Value;
using enum store::Kind;

const store::Table case_table = {"tasks_case",
                                 {{"patient", blob},
                                  {"kind", text},
                                  {"number", text},
                                  {"state", text},
                                  {"due", integer},
                                  {"received", integer},
                                  {"updated", integer},
                                  {"assignee", blob},
                                  {"brief", blob}}};
const store::Table counter_table = {"tasks_counter", {{"last", integer}}};
const store::Table job_table = {
    "tasks_job", {{"kind", text}, {"state", text}, {"subject", blob}, {"updated", integer}}};

Status settle(House& house) {
    return house.add_room("kernel/tasks", assets::kernel_tasks(),
                          {&case_table, &counter_table, &job_table});
}

static std::string brief_context(const Uuid& id, std::int64_t version) {
    return house::seal_context(case_table, id, version) + "|brief";
}

Result<Draft> draft_of(House& house, const Case& record) {
    const Uuid unit = record.patient.is_nil() ? record.id.uuid : record.patient;
    TRY(house.vault().make_keys({{unit}}));
    const std::string brief =
        TRY(house.vault().seal(unit, brief_context(record.id.uuid, record.version), record.brief));
    return Draft{
        &case_table,
        record.id.uuid,
        record.version,
        {store::value_of_id(record.patient), record.kind, record.number, record.state,
         store::value_of(record.due), store::value_of(record.received),
         store::value_of(record.updated), store::value_of_id(record.assignee), store::Blob{brief}},
        unit,
        record.content};
}

Result<Numbered> next_number(View& view, const std::string& kind, const std::string& prefix,
                             int year) {
    const Uuid id = derived_uuid("counter|" + kind + "/" + std::to_string(year));
    std::int64_t version = 0;
    std::int64_t last = 0;
    TRY(view.sql().query(
        "SELECT version, last FROM tasks_counter WHERE org = ? AND id = ? AND current = 1",
        {view.org(), store::value_of(id)}, [&](const Row& row) {
            version = row.integer(0);
            last = row.integer(1);
        }));
    const std::string digits = std::to_string(last + 1);
    const std::string zeros(digits.size() < 6 ? 6 - digits.size() : 0, '0');
    return Numbered{prefix + "-" + std::to_string(year) + "-" + zeros + digits,
                    {&counter_table, id, version + 1, {last + 1}, {}, ""}};
}

static constexpr const char* case_columns =
    "SELECT id, version, unit, patient, kind, number, state, due, received, updated, assignee, "
    "brief FROM tasks_case";

static Result<Case> case_of(View& view, const Row& row) {
    Case found{CaseId{row.uuid(0)},
               row.integer(1),
               std::string(row.text(4)),
               std::string(row.text(5)),
               std::string(row.text(6)),
               row.uuid(3),
               row.maybe_day(7),
               row.maybe_day(8),
               row.instant(9),
               row.uuid(10),
               "",
               ""};
    found.brief =
        TRY(view.open_part(case_table, row.uuid(0), brief_context(row.uuid(0), row.integer(1)),
                           row.uuid(2), row.text(11), row.uuid(3)));
    return found;
}

static Result<std::vector<Case>> cases(View& view, const std::string& rest,
                                       std::span<const Value> values) {
    std::vector<Case> found;
    Status opened = ok();
    TRY(view.sql().query(case_columns + rest, values, [&](const Row& row) {
        if (!opened) return;
        auto one = case_of(view, row);
        if (one)
            found.push_back(*std::move(one));
        else
            opened = one.error();
    }));
    TRY(std::move(opened));
    return found;
}

Result<Case> read_case(View& view, const CaseId& id) {
    const house::Stored stored = TRY(view.read(case_table, id.uuid));
    const Value key[] = {view.org(), store::value_of(id.uuid)};
    auto found = TRY(cases(view, " WHERE org = ? AND id = ? AND current = 1", key));
    ensure(found.size() == 1, "a record has one current version");
    found.front().content = stored.content;
    return found.front();
}

static std::string order_of(const std::string& sort) {
    if (sort == "received") return " ORDER BY received DESC, number DESC";
    if (sort == "updated") return " ORDER BY updated DESC, number DESC";
    // What has no clock comes after what has one, in both engines.
    return " ORDER BY CASE WHEN due IS NULL THEN 1 ELSE 0 END, due, number";
}

Result<Worklist> worklist(View& view, const Filter& filter) {
    Worklist list;
    TRY(view.sql().query(
        "SELECT state, COUNT(*) FROM tasks_case WHERE org = ? AND kind = ? AND "
        "current = 1 GROUP BY state",
        {view.org(), filter.kind},
        [&](const Row& row) { list.counts[std::string(row.text(0))] = row.integer(1); }));
    std::string where = " WHERE org = ? AND kind = ? AND current = 1";
    std::vector<Value> values = {view.org(), filter.kind};
    if (!filter.state.empty()) {
        where += " AND state = ?";
        values.emplace_back(filter.state);
    }
    if (!filter.number_prefix.empty() || !filter.patients.empty()) {
        where += " AND (number >= ? AND number < ?";
        values.emplace_back(filter.number_prefix.empty() ? "~" : filter.number_prefix);
        values.emplace_back(filter.number_prefix.empty() ? "~" : filter.number_prefix + "~");
        for (const Uuid& patient : filter.patients) {
            where += " OR patient = ?";
            values.push_back(store::value_of(patient));
        }
        where += ")";
    }
    TRY(view.sql().query("SELECT COUNT(*) FROM tasks_case" + where, values,
                         [&](const Row& row) { list.total = row.integer(0); }));
    values.emplace_back(std::clamp<std::int64_t>(filter.limit, 1, 500));
    values.emplace_back(std::max<std::int64_t>(filter.offset, 0));
    list.cases = TRY(cases(view, where + order_of(filter.sort) + " LIMIT ? OFFSET ?", values));
    return list;
}

Result<std::vector<Case>> cases_of(View& view, const std::string& kind, const Uuid& patient) {
    const Value key[] = {view.org(), kind, store::value_of(patient)};
    return cases(view,
                 " WHERE org = ? AND kind = ? AND patient = ? AND current = 1 ORDER BY updated "
                 "DESC, number DESC",
                 key);
}

// The person and the words out of a ledger entry's payload.
static HistoryItem item_of(std::string_view payload, std::int64_t index, std::string& actor) {
    HistoryItem item;
    item.entry_index = index;
    const auto parsed = parse_json(payload);
    const json::object* entry = parsed ? parsed->if_object() : nullptr;
    if (entry == nullptr) return item;
    const auto text = [&](const char* name) -> std::string {
        const json::value* found = entry->if_contains(name);
        return found != nullptr && found->is_string() ? std::string(found->get_string()) : "";
    };
    if (const auto at = parse_fhir_time(text("at"))) item.at = *at;
    item.action = text("action");
    actor = text("actor");
    if (const json::value* detail = entry->if_contains("detail"); detail && detail->is_object())
        if (const json::value* note = detail->get_object().if_contains("note");
            note && note->is_string())
            item.note = note->get_string();
    return item;
}

Result<std::optional<Uuid>> open_case(View& view, const Uuid& patient, Instant now) {
    std::optional<Uuid> found;
    TRY(view.sql().query(
        "SELECT id FROM tasks_case WHERE org = ? AND patient = ? AND kind <> 'disclosure' AND "
        "updated > ? AND current = 1 ORDER BY updated DESC LIMIT 1",
        {view.org(), store::view_of(patient), store::value_of(now - std::chrono::days(30))},
        [&](const store::Row& row) { found = row.uuid(0); }));
    return found;
}

Result<std::vector<HistoryItem>> history(View& view, const CaseId& id) {
    std::vector<HistoryItem> items;
    std::vector<std::string> actors;
    TRY(view.sql().query(
        "SELECT e.idx, e.payload FROM tasks_case c JOIN ledger_entry e ON e.org = "
        "c.org AND e.id = c.entry WHERE c.org = ? AND c.id = ? ORDER BY c.version",
        {view.org(), store::value_of(id.uuid)}, [&](const Row& row) {
            items.push_back(item_of(row.text(1), row.integer(0), actors.emplace_back()));
        }));
    std::map<std::string, std::string> names;
    for (std::size_t i = 0; i < items.size(); ++i) {
        std::string& name = names[actors[i]];
        const auto user = parse_uuid(actors[i]);
        if (name.empty()) name = user ? TRY(people::user_name(view, *user)) : "system";
        items[i].actor = name;
    }
    return items;
}

}  // namespace muniment::tasks
