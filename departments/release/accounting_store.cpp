// Where suspensions, accountings given, orders and errors lie, and every statement on them.
#include "departments/release/accounting_store.h"

#include "departments/release/desk.h"
#include "departments/release/rows.h"
#include "departments/release/tables.h"
#include "kernel/tasks/disclosure.h"

namespace muniment::release {

using house::Draft;
using store::Row;
using store::value_of;

Result<std::vector<AccountingRow>> noted_disclosures(house::View& view, const PatientId& patient,
                                                     const rules::Packs& packs, Day today) {
    std::vector<AccountingRow> rows;
    const auto cases = TRY(tasks::cases_of(view, tasks::disclosure_kind, patient.uuid));
    for (const tasks::Case& one : cases) {
        if (one.state != tasks::disclosure_listed) continue;
        const auto noted = TRY(from_json_text<tasks::NotedDisclosure>(one.brief));
        const Accounted law = accounting(noted.basis, packs, today);
        rows.push_back({noted.date, noted.recipient, "", noted.description, noted.purpose,
                        noted.incident, law.listed, law.message + " (" + law.cite + ")",
                        noted.basis, std::nullopt});
    }
    return rows;
}

Draft suspension_draft(const SuspensionRecord& record) {
    return {&tables::suspension,        record.id,      record.version,
            {value_of(record.patient)}, record.patient, to_json_text(record.suspension)};
}

Result<std::vector<SuspensionRecord>> suspensions_of(house::View& view, const PatientId& patient) {
    std::vector<SuspensionRecord> found;
    TRY(read_rows<Suspension>(view, tables::suspension, "''", "patient = ? ORDER BY id",
                              {value_of(patient.uuid)}, [&](const KeptRow& at, Suspension one) {
                                  found.push_back({at.id, at.patient, std::move(one), at.version});
                              }));
    return found;
}

Draft accounting_draft(const Uuid& id, const PatientId& patient, const AccountingKept& given) {
    return {&tables::accounting,
            id,
            1,
            {value_of(patient.uuid), value_of(given.given_on)},
            patient.uuid,
            to_json_text(given)};
}

Result<std::vector<AccountingRecord>> accountings_of(house::View& view, const PatientId& patient) {
    std::vector<AccountingRecord> found;
    TRY(read_rows<AccountingKept>(
        view, tables::accounting, "''", "patient = ? ORDER BY given DESC, id DESC",
        {value_of(patient.uuid)},
        [&](const KeptRow& at, AccountingKept one) { found.push_back({at.id, std::move(one)}); }));
    return found;
}

Result<AccountingKept> read_accounting(house::View& view, const Uuid& id) {
    const auto stored = TRY(house::read<AccountingKept>(view, tables::accounting, id));
    return stored.value;
}

Draft order_draft(const OrderRecord& order) {
    return {&tables::order,
            order.id,
            order.version,
            {value_of(order.patient), value_of(order.release_case.uuid), value_of(order.releaser),
             value_of(order.ordered), std::string(enum_name(order.outcome)),
             order.checked ? value_of(*order.checked) : store::null()},
            order.patient,
            to_json_text(order.words)};
}

Result<OrderRecord> waiting_order(house::View& view, const CaseId& id) {
    std::optional<OrderRecord> found;
    TRY(view.sql().query(
        "SELECT id, version, patient, releaser, ordered FROM release_order WHERE org = ? AND "
        "release_case = ? AND outcome = 'waiting' AND current = 1",
        {view.org(), value_of(id.uuid)}, [&](const Row& row) {
            found = OrderRecord{row.uuid(0), row.integer(1),        row.uuid(2), id, row.uuid(3),
                                row.day(4),  CheckOutcome::waiting, {},          {}};
        }));
    if (!found)
        return Error{Fault::not_found,
                     "No release of case " + to_text(id) + " waits for a second check."};
    const auto stored = TRY(house::read<OrderWords>(view, tables::order, found->id));
    found->words = stored.value;
    return *std::move(found);
}

Result<SuspensionRecord> read_suspension(house::View& view, const Uuid& id) {
    std::optional<SuspensionRecord> found;
    TRY(read_rows<Suspension>(view, tables::suspension, "''", "id = ?", {value_of(id)},
                              [&](const KeptRow& at, Suspension one) {
                                  found = {at.id, at.patient, std::move(one), at.version};
                              }));
    if (!found) return Error{Fault::not_found, "There is no suspension " + to_text(id) + "."};
    return *std::move(found);
}

static Result<std::int64_t> count(house::View& view, const std::string& sql,
                                  std::vector<store::Value> values) {
    std::int64_t counted = 0;
    values.insert(values.begin(), view.org());
    TRY(view.sql().query(sql, values, [&](const Row& row) { counted = row.integer(0); }));
    return counted;
}

Result<std::int64_t> orders_of(house::View& view, const Uuid& releaser) {
    return count(view,
                 "SELECT COUNT(*) FROM release_order WHERE org = ? AND releaser = ? AND "
                 "outcome IN ('unchecked', 'good') AND current = 1",
                 {value_of(releaser)});
}

Draft error_draft(const ErrorFound& error, const Uuid& patient) {
    return {&tables::error,
            error.id,
            1,
            {value_of(patient), value_of(error.found_on), std::string(enum_name(error.kind))},
            patient,
            to_json_text(error)};
}

Result<std::vector<ErrorFound>> errors_found(house::View& view, Day from, Day to) {
    std::vector<ErrorFound> found;
    TRY(read_rows<ErrorFound>(
        view, tables::error, "''", "found >= ? AND found <= ? ORDER BY found DESC, id DESC LIMIT ?",
        {value_of(from), value_of(to), error_rows_max},
        [&](const KeptRow&, ErrorFound one) { found.push_back(std::move(one)); }));
    return found;
}

Result<std::int64_t> errors_counted(house::View& view, Day from, Day to) {
    return count(view,
                 "SELECT COUNT(*) FROM release_error WHERE org = ? AND found >= ? AND found <= ? "
                 "AND current = 1",
                 {value_of(from), value_of(to)});
}

// What was released, by the first version of its disclosure: a recall writes another day.
static Status read_turnaround(house::View& view, Day from, Day to, QualityRows& rows) {
    return view.sql().query(
        "SELECT d.date, c.received FROM release_disclosure d JOIN tasks_case c ON c.org = d.org "
        "AND c.id = d.id AND c.current = 1 WHERE d.org = ? AND d.version = 1 AND d.date >= ? AND "
        "d.date <= ?",
        {view.org(), value_of(from), value_of(to)},
        [&](const Row& row) { rows.turnaround_days.push_back((row.day(0) - row.day(1)).count()); });
}

static Status read_open(house::View& view, Day today, QualityRows& rows) {
    return view.sql().query(
        "SELECT received, due FROM tasks_case WHERE org = ? AND kind IN ('release', "
        "'release_chart') AND state IN "
        "('received', 'approved', 'defective', 'checking', 'releasing', 'reviewing') AND current "
        "= 1",
        {view.org()}, [&](const Row& row) {
            rows.open_ages.push_back((today - row.day(0)).count());
            if (!row.is_null(1) && row.day(1) < today) ++rows.overdue;
        });
}

static Status read_errors(house::View& view, Day from, Day to, QualityRows& rows) {
    return view.sql().query(
        "SELECT kind, COUNT(*) FROM release_error WHERE org = ? AND found >= ? AND found <= ? AND "
        "current = 1 GROUP BY kind",
        {view.org(), value_of(from), value_of(to)},
        [&](const Row& row) { rows.errors[std::string(row.text(0))] = row.integer(1); });
}

static Status read_checks(house::View& view, Day from, Day to, QualityRows& rows) {
    return view.sql().query(
        "SELECT outcome, COUNT(*) FROM release_order WHERE org = ? AND checked >= ? AND checked "
        "<= ? AND current = 1 GROUP BY outcome",
        {view.org(), value_of(from), value_of(to)}, [&](const Row& row) {
            rows.checks += row.integer(1);
            if (row.text(0) == "bad") rows.checks_bad += row.integer(1);
        });
}

Result<QualityRows> quality_rows(house::View& view, Day from, Day to, Day today) {
    QualityRows rows;
    rows.received = TRY(count(
        view,
        "SELECT COUNT(*) FROM tasks_case WHERE org = ? AND kind IN ('release', 'release_chart') "
        "AND received >= ? AND received <= ? AND current = 1",
        {value_of(from), value_of(to)}));
    const Instant begin{from};
    const Instant end{to + std::chrono::days(1)};
    rows.refused = TRY(count(
        view,
        "SELECT COUNT(*) FROM tasks_case WHERE org = ? AND kind IN ('release', 'release_chart') "
        "AND state = 'refused' AND updated >= ? AND updated < ? AND current = "
        "1",
        {value_of(begin), value_of(end)}));
    TRY(read_turnaround(view, from, to, rows));
    TRY(read_open(view, today, rows));
    TRY(read_errors(view, from, to, rows));
    TRY(read_checks(view, from, to, rows));
    return rows;
}

}  // namespace muniment::release
