// Reading the chart: lists from index columns and sealed briefs, newest first.
#include <algorithm>

#include "base/text.h"
#include "kernel/chart/chart.h"
#include "kernel/chart/tables.h"

namespace muniment::chart {

using house::View;
using store::Row;
using store::Value;

namespace {
// One listed record: its brief opened, and the columns that are not in the brief.
struct Listed {
    Uuid id;
    Uuid encounter;
    Brief brief;
};
}  // namespace

static std::optional<std::string> maybe(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}
static std::optional<Uuid> maybe(const Uuid& id) {
    return id.is_nil() ? std::nullopt : std::optional(id);
}

// The index has "system|code".
static std::string code_of(const std::string& token) { return token.substr(token.find('|') + 1); }
static std::string system_of(const std::string& token) {
    return token.substr(0, std::min(token.size(), token.find('|')));
}

static EncounterRow encounter_row(const Listed& l) {
    return {l.id,          maybe(l.brief.date), maybe(l.brief.end), l.brief.kind,
            l.brief.title, l.brief.reason,      l.brief.facility,   l.brief.status};
}
static DocumentRow document_row(const Listed& l) {
    return {l.id,
            maybe(l.brief.date),
            code_of(l.brief.code),
            l.brief.category,
            l.brief.title,
            l.brief.author,
            maybe(l.encounter),
            l.brief.status,
            l.brief.kind,
            std::atoll(l.brief.bytes.c_str())};
}
static ResultRow result_row(const Listed& l) {
    return {l.id,
            maybe(l.brief.date),
            code_of(l.brief.code),
            l.brief.title,
            l.brief.value,
            l.brief.unit,
            l.brief.range,
            l.brief.flag,
            l.brief.category,
            maybe(l.encounter)};
}
static MedicationRow medication_row(const Listed& l) {
    return {l.id,           maybe(l.brief.date), l.brief.title,
            l.brief.dosage, l.brief.status,      maybe(l.encounter)};
}
static ConditionRow condition_row(const Listed& l) {
    return {l.id,          maybe(l.brief.date), code_of(l.brief.code),
            l.brief.title, l.brief.status,      maybe(l.encounter)};
}

static Result<Brief> open_brief(View& view, const store::Table& table, const Row& row) {
    // Columns: id, version, unit, brief, patient.
    const auto plain =
        view.open_part(table, row.uuid(0), brief_context(table, row.uuid(0), row.integer(1)),
                       row.uuid(2), row.text(3), row.uuid(4));
    if (plain) return decode_brief(*plain);
    if (plain.error().fault != Fault::not_found) return plain.error();
    // Its key was destroyed. The list says so and goes on: the rest of the chart is there.
    Brief gone;
    gone.title = gone.status = "destroyed";
    return gone;
}

// The title of another resource: a medication order may only point to its Medication.
static Result<std::string> title_of(View& view, const std::string& record) {
    const auto id = parse_uuid(record);
    std::string title;
    if (!id) return title;
    Status opened = ok();
    TRY(
        view.sql().query("SELECT id, version, unit, brief, patient FROM chart_resource WHERE org = "
                         "? AND id = ? AND current = 1",
                         {view.org(), store::value_of(*id)}, [&](const Row& row) {
                             auto brief = open_brief(view, resource_table, row);
                             if (brief)
                                 title = std::move(brief->title);
                             else
                                 opened = brief.error();
                         }));
    TRY(std::move(opened));
    return title;
}

// Resource types; empty: any.
using Types = std::span<const std::string_view>;

// Rows of a query that selects id, version, unit, brief, patient, encounter and, where types are
// named, type. Types are compared here and not in the query: beside an id they would lead SQLite to
// walk through all resources of the type.
static Result<std::vector<Listed>> listed(View& view, const store::Table& table,
                                          const std::string& sql, std::span<const Value> values,
                                          Types types = {}) {
    std::vector<Listed> rows;
    Status opened = ok();
    TRY(view.sql().query(sql, values, [&](const Row& row) {
        if (!opened) return;
        if (!types.empty() && std::ranges::find(types, row.text(6)) == types.end()) return;
        auto brief = open_brief(view, table, row);
        if (brief)
            rows.push_back({row.uuid(0), row.uuid(5), *std::move(brief)});
        else
            opened = brief.error();
    }));
    TRY(std::move(opened));
    for (Listed& one : rows)
        if (one.brief.title.empty() && !one.brief.named_by.empty())
            one.brief.title = TRY(title_of(view, one.brief.named_by));
    return rows;
}

// What this reader is not shown is not there: neither listed nor counted.
static void leave_out_withheld(const View& view, std::string& where, std::vector<Value>& values) {
    for (const std::string& label : view.withheld()) {
        where += " AND (labels IS NULL OR (' ' || labels || ' ') NOT LIKE ?)";
        values.emplace_back("% " + label + " %");
    }
}

// What has no date comes last in both engines.
static constexpr const char* newest_first = " ORDER BY date DESC NULLS LAST, id DESC";
static constexpr const char* oldest_first =
    " ORDER BY CASE WHEN date IS NULL THEN 1 ELSE 0 END, date, id";

static Result<Page<Listed>> page(View& view, const store::Table& table, const PatientId& id,
                                 const std::string& type, const Window& window) {
    std::string where = " WHERE org = ? AND patient = ? AND current = 1";
    std::vector<Value> values = {view.org(), store::value_of(id.uuid)};
    if (!type.empty()) {
        where += " AND type = ?";
        values.emplace_back(type);
    }
    if (window.from) {
        where += " AND date >= ?";
        values.push_back(store::value_of(Instant{*window.from}));
    }
    if (window.to) {
        where += " AND date < ?";
        values.push_back(store::value_of(Instant{*window.to + std::chrono::days{1}}));
    }
    if (!window.encounter.is_nil()) {
        where += " AND encounter = ?";
        values.push_back(store::value_of(window.encounter));
    }
    leave_out_withheld(view, where, values);
    Page<Listed> found;
    if (window.totals == Totals::counted)
        TRY(view.sql().query(std::string("SELECT COUNT(*) FROM ") + table.name + where, values,
                             [&](const Row& row) { found.total = row.integer(0); }));
    values.emplace_back(std::clamp<std::int64_t>(window.limit, 1, 1000));
    values.emplace_back(std::max<std::int64_t>(window.offset, 0));
    found.rows =
        TRY(listed(view, table,
                   std::string("SELECT id, version, unit, brief, patient, encounter FROM ") +
                       table.name + where + newest_first + " LIMIT ? OFFSET ?",
                   values));
    // A count, or that there is nothing, is told of the patient too.
    if (found.rows.empty()) view.note(id.uuid, table.name, id.uuid);
    return found;
}

template <class RowType>
static Result<Page<RowType>> page_of(View& view, const store::Table& table, const PatientId& id,
                                     const char* type, const Window& window,
                                     RowType (*make)(const Listed&)) {
    const auto found = TRY(page(view, table, id, type, window));
    Page<RowType> rows{found.total, {}};
    rows.rows.reserve(found.rows.size());
    for (const Listed& one : found.rows) rows.rows.push_back(make(one));
    return rows;
}

Result<Page<EncounterRow>> encounters(View& view, const PatientId& id, const Window& window) {
    return page_of(view, resource_table, id, "Encounter", window, encounter_row);
}
Result<Page<DocumentRow>> documents(View& view, const PatientId& id, const Window& window) {
    return page_of(view, document_table, id, "", window, document_row);
}
Result<Page<ResultRow>> results(View& view, const PatientId& id, const Window& window) {
    return page_of(view, resource_table, id, "Observation", window, result_row);
}
Result<Page<MedicationRow>> medications(View& view, const PatientId& id, const Window& window) {
    return page_of(view, resource_table, id, "MedicationRequest", window, medication_row);
}
Result<Page<ConditionRow>> conditions(View& view, const PatientId& id, const Window& window) {
    return page_of(view, resource_table, id, "Condition", window, condition_row);
}

template <class RowType>
static Result<std::vector<RowType>> rows_by_id(View& view, const store::Table& table, Types types,
                                               const std::vector<Uuid>& ids,
                                               RowType (*make)(const Listed&)) {
    std::string sql = std::string("SELECT id, version, unit, brief, patient, encounter") +
                      (types.empty() ? "" : ", type") + " FROM " + table.name +
                      " WHERE org = ? AND id = ? AND current = 1";
    std::vector<Value> key = {view.org(), store::null()};
    leave_out_withheld(view, sql, key);
    std::vector<RowType> rows;
    for (const Uuid& id : ids) {
        key[1] = store::value_of(id);
        const auto found = TRY(listed(view, table, sql, key, types));
        for (const Listed& one : found) rows.push_back(make(one));
    }
    return rows;
}

Result<std::vector<DocumentRow>> document_rows(View& view, const std::vector<Uuid>& ids) {
    return rows_by_id(view, document_table, {}, ids, document_row);
}
Result<std::vector<ResultRow>> result_rows(View& view, const std::vector<Uuid>& ids) {
    static constexpr std::string_view types[] = {"Observation"};
    return rows_by_id(view, resource_table, types, ids, result_row);
}
Result<std::vector<MedicationRow>> medication_rows(View& view, const std::vector<Uuid>& ids) {
    static constexpr std::string_view types[] = {"MedicationRequest", "MedicationAdministration",
                                                 "MedicationDispense", "MedicationStatement",
                                                 "Medication"};
    return rows_by_id(view, resource_table, types, ids, medication_row);
}
Result<std::vector<ConditionRow>> condition_rows(View& view, const std::vector<Uuid>& ids) {
    static constexpr std::string_view types[] = {"Condition", "Procedure", "AllergyIntolerance",
                                                 "Immunization"};
    return rows_by_id(view, resource_table, types, ids, condition_row);
}

Result<OpenDocument> document(View& view, const PatientId& patient, const Uuid& id) {
    const auto rows = TRY(document_rows(view, {id}));
    const auto stored = view.read(document_table, id);
    std::int64_t theirs = 0;
    if (!rows.empty())
        theirs = TRY(view.sql().number(
            "SELECT COUNT(*) FROM chart_document WHERE org = ? AND id = ? AND patient = ?",
            {view.org(), store::value_of(id), store::value_of(patient.uuid)}));
    if (theirs == 0)
        return Error{Fault::not_found, "This patient has no document " + to_text(id) + "."};
    if (!stored) return stored.error();
    return OpenDocument{rows.front(), stored->content, stored->version};
}

Result<PatientBanner> patient(View& view, const PatientId& id) {
    return TRY(house::read<PatientBanner>(view, patient_table, id.uuid)).value;
}

// The text from its beginning: a range, because LIKE ignores case in one engine and not the other.
static std::string after(std::string prefix) { return prefix + "\U0010FFFF"; }

Result<std::vector<PatientBanner>> find_patients(View& view, const std::string& words,
                                                 std::int64_t limit) {
    const std::string all = lower(trim(words));
    const auto comma = all.find(',');
    const auto space = all.rfind(' ');
    std::string family = all;
    std::string given;
    if (comma != std::string::npos) {
        family = trim(std::string_view(all).substr(0, comma));
        given = trim(std::string_view(all).substr(comma + 1));
    } else if (space != std::string::npos) {
        given = trim(std::string_view(all).substr(0, space));
        family = all.substr(space + 1);
    }
    // Either name may have spaces in it: "de la Cruz", "Mary Ann".
    std::string where =
        "((family >= ? AND family < ? AND given >= ? AND given < ?) OR (family >= ? AND family < "
        "?) OR (given >= ? AND given < ?))";
    std::vector<Value> values = {view.org(), family,     after(family), given,     after(given),
                                 all,        after(all), all,           after(all)};
    if (given.empty()) {
        where = "((family >= ? AND family < ?) OR (given >= ? AND given < ?) OR mrn = ?)";
        values = {view.org(), family, after(family), family, after(family), family};
    }
    values.emplace_back(std::clamp<std::int64_t>(limit, 1, 100));
    std::vector<Uuid> ids;
    TRY(view.sql().query("SELECT id FROM chart_patient WHERE org = ? AND current = 1 AND " + where +
                             " ORDER BY family, given, id LIMIT ?",
                         values, [&](const Row& row) { ids.push_back(row.uuid(0)); }));
    std::vector<PatientBanner> found;
    for (const Uuid& id : ids) {
        auto one = patient(view, PatientId{id});
        if (one)
            found.push_back(*std::move(one));
        else if (one.error().fault != Fault::not_found)  // else: destroyed
            return one.error();
    }
    return found;
}

Result<std::map<std::string, std::int64_t>> counts(View& view, const PatientId& id) {
    std::map<std::string, std::int64_t> found;
    const bool all = id.is_nil();
    std::string sql = std::string("SELECT type, COUNT(*) FROM chart_resource WHERE org = ?") +
                      (all ? "" : " AND patient = ?") + " AND current = 1";
    std::vector<Value> values = {view.org()};
    if (!all) {
        values.push_back(store::value_of(id.uuid));
        view.note(id.uuid, "chart index", id.uuid);
    }
    leave_out_withheld(view, sql, values);
    sql += " GROUP BY type";
    TRY(view.sql().query(
        sql, values, [&](const Row& row) { found[std::string(row.text(0))] = row.integer(1); }));
    return found;
}

Result<std::vector<Item>> items(View& view, const PatientId& id) {
    std::vector<std::pair<Item, Uuid>> found;  // with the retention unit
    const auto add = [&](const Row& row) {
        found.emplace_back(Item{row.uuid(0), std::string(row.text(1)), row.maybe_instant(2),
                                row.uuid(3), code_of(std::string(row.text(4))),
                                std::string(row.text(5)), system_of(std::string(row.text(4)))},
                           row.uuid(6));
    };
    const std::string rest =
        std::string(" WHERE org = ? AND patient = ? AND current = 1") + oldest_first;
    const Value key[] = {view.org(), store::value_of(id.uuid)};
    TRY(
        view.sql().query("SELECT id, 'Document', date, encounter, code, labels, unit FROM "
                         "chart_document" +
                             rest,
                         key, add));
    TRY(view.sql().query(
        "SELECT id, type, date, encounter, code, labels, unit FROM chart_resource" + rest, key,
        add));
    std::vector<Item> kept;
    std::map<Uuid, bool> destroyed;
    for (auto& [item, unit] : found) {
        if (!unit.is_nil() && !destroyed.contains(unit))
            destroyed[unit] = TRY(view.destroyed(unit));
        if (!destroyed[unit]) kept.push_back(std::move(item));
    }
    for (const Item& item : kept) view.note(id.uuid, "chart index", item.id);
    if (kept.empty()) view.note(id.uuid, "chart index", id.uuid);
    return kept;
}

}  // namespace muniment::chart
