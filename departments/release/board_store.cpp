// The statements behind the board.
#include "departments/release/board_store.h"

#include "departments/release/bulk.h"
#include "departments/release/rows.h"
#include "departments/release/tables.h"

namespace muniment::release {

using store::Row;
using store::value_of;

Result<std::vector<BoardRow>> board_cases(house::View& view) {
    std::vector<BoardRow> rows;
    TRY(view.sql().query(
        "SELECT id, kind, number, state, patient, due, received FROM tasks_case WHERE org = ? AND "
        "current = 1 AND ((kind = 'release' AND state IN ('received', 'approved', 'defective', "
        "'checking', 'releasing', 'reviewing')) OR (kind = 'release_chart' AND state = 'checking') "
        "OR "
        "(kind = 'release_bulk' AND state = 'open') OR (kind = 'privacy' AND state = 'reported'))",
        {view.org()}, [&](const Row& row) {
            BoardRow one;
            one.id = row.uuid(0);
            one.number = row.text(2);
            one.state = row.text(3);
            one.patient_id = PatientId{row.uuid(4)};
            if (!row.is_null(5)) one.due_on = row.day(5);
            if (one.state == "checking") one.kind = BoardKind::check;
            if (row.text(1) == bulk_kind) one.kind = BoardKind::bulk;
            if (row.text(1) == "privacy") {
                one.kind = BoardKind::privacy;
                // The privacy desk's clock knows the day of discovery and the states' laws; before
                // that desk has touched the case, the outer limit from the report holds.
                if (!one.due_on) one.due_on = breach_notice_due(row.day(6));
            }
            rows.push_back(std::move(one));
        }));
    return rows;
}

Result<std::vector<BoardRow>> board_forms(house::View& view, Day from, Day to) {
    std::vector<BoardRow> rows;
    TRY(view.sql().query(
        "SELECT id, patient, expires FROM release_form WHERE org = ? AND current = 1 AND state = "
        "'active' AND expires >= ? AND expires <= ?",
        {view.org(), value_of(from), value_of(to)}, [&](const Row& row) {
            BoardRow one;
            one.kind = BoardKind::form;
            one.id = row.uuid(0);
            one.patient_id = PatientId{row.uuid(1)};
            one.due_on = row.day(2);
            rows.push_back(std::move(one));
        }));
    return rows;
}

Result<std::vector<SuspensionRecord>> all_suspensions(house::View& view) {
    std::vector<SuspensionRecord> found;
    TRY(read_rows<Suspension>(view, tables::suspension, "''", "1 = 1 ORDER BY id", {},
                              [&](const KeptRow& at, Suspension one) {
                                  SuspensionRecord record;
                                  record.id = at.id;
                                  record.patient = at.patient;
                                  record.suspension = std::move(one);
                                  found.push_back(std::move(record));
                              }));
    return found;
}

}  // namespace muniment::release
