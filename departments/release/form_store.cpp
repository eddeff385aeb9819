// Where kept forms and their scans lie, and every statement on them.
#include "departments/release/form.h"
#include "departments/release/rows.h"
#include "departments/release/tables.h"

namespace muniment::release {

using house::Draft;

Draft form_draft(const FormRecord& record) {
    const auto& last = record.kept.form.expires_on;
    return {&tables::form,
            record.id,
            record.version,
            {store::value_of(record.patient), std::string(enum_name(record.state)),
             last ? store::value_of(*last) : store::null()},
            record.patient,
            to_json_text(record.kept)};
}

Draft scan_draft(const FormRecord& record, std::string bytes) {
    return {&tables::scan,  record.id,       1, {store::value_of(record.patient)},
            record.patient, std::move(bytes)};
}

// Columns: those of read_rows, then patient, state.
static Result<std::vector<FormRecord>> read_forms(house::View& view, const std::string& where,
                                                  std::vector<store::Value> values) {
    std::vector<FormRecord> forms;
    TRY(read_rows<KeptForm>(view, tables::form, "state", where, std::move(values),
                            [&](const KeptRow& at, KeptForm kept) {
                                forms.push_back(
                                    {at.id, at.version, at.patient,
                                     enum_value<FormState>(at.extra).value_or(FormState::revoked),
                                     std::move(kept)});
                            }));
    return forms;
}

Result<FormRecord> read_form(house::View& view, const Uuid& id) {
    auto found = TRY(read_forms(view, "id = ?", {store::value_of(id)}));
    if (found.empty())
        return Error{Fault::not_found, "There is no authorization with id " + to_text(id) + "."};
    return std::move(found.front());
}

Result<house::Stored> read_scan(house::View& view, const Uuid& id) {
    return view.read(tables::scan, id);
}

Result<std::vector<FormRecord>> forms_of(house::View& view, const PatientId& patient) {
    return read_forms(view, "patient = ? ORDER BY id DESC", {store::value_of(patient.uuid)});
}

Result<std::vector<FormRecord>> expiring_forms(house::View& view, Day from, Day to) {
    return read_forms(view,
                      "state = 'active' AND expires >= ? AND expires <= ? ORDER BY expires, id",
                      {store::value_of(from), store::value_of(to)});
}

}  // namespace muniment::release
