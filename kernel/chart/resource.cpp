// Reading stored resources as they came.
#include <algorithm>

#include "base/text.h"
#include "formats/fhir/fhir.h"
#include "kernel/chart/chart.h"
#include "kernel/chart/tables.h"

namespace muniment::chart {

using house::View;
using store::Row;

Uuid record_named(std::string_view type, std::string_view id) {
    return fhir::resource_id(type, id);
}

// What is withheld from this reader is no record of the patient's.
static bool is_withheld(const View& view, std::string_view labels) {
    const auto words = split(labels, ' ');
    return std::ranges::any_of(view.withheld(), [&](const std::string& label) {
        return std::ranges::find(words, label) != words.end();
    });
}

Result<Uuid> stored_as(View& view, const PatientId& patient, const Uuid& id) {
    Uuid found;
    bool withheld = false;
    TRY(view.sql().query(
        "SELECT id, labels FROM chart_resource WHERE org = ? AND id = ? AND patient = ? AND "
        "current = 1",
        {view.org(), store::value_of(id), store::value_of(patient.uuid)}, [&](const Row& row) {
            found = row.uuid(0);
            withheld = is_withheld(view, row.text(1));
        }));
    if (withheld) return Error{Fault::not_found, "This patient has no record " + to_text(id) + "."};
    if (!found.is_nil()) return found;
    TRY(view.sql().query(
        "SELECT resource, labels FROM chart_document WHERE org = ? AND id = ? AND "
        "patient = ? AND current = 1",
        {view.org(), store::value_of(id), store::value_of(patient.uuid)}, [&](const Row& row) {
            if (!is_withheld(view, row.text(1))) found = row.uuid(0);
        }));
    if (found.is_nil())
        return Error{Fault::not_found, "This patient has no record " + to_text(id) + "."};
    return found;
}

Result<OpenResource> resource(View& view, const PatientId& patient, const Uuid& id) {
    OpenResource open;
    open.id = TRY(stored_as(view, patient, id));
    auto stored = TRY(view.read(resource_table, open.id));
    open.version = stored.version;
    open.json = std::move(stored.content);
    TRY(
        view.sql().query("SELECT id FROM chart_document WHERE org = ? AND patient = ? AND resource "
                         "= ? AND current = 1",
                         {view.org(), store::value_of(patient.uuid), store::value_of(open.id)},
                         [&](const Row& row) { open.documents.push_back(row.uuid(0)); }));
    std::ranges::sort(open.documents);
    return open;
}

}  // namespace muniment::chart
