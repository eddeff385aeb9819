// Where incidents keep the people they concern: the table and every statement on it.
#include "departments/privacy/incident_people.h"

namespace muniment::privacy {

using store::Row;
using store::Value;
using enum store::Kind;

static const store::Table affected_table = {"privacy_affected",
                                            {{"patient", blob},
                                             {"incident", blob},
                                             {"residence", text},
                                             {"status", text},
                                             {"told", integer}}};

std::vector<const store::Table*> incident_tables() { return {&affected_table}; }

Result<house::Draft> affected_draft(house::House& house, const Affected& person) {
    const Uuid unit = person.patient.is_nil() ? person.incident : person.patient;
    TRY(house.vault().make_keys({{unit}}));
    return house::Draft{
        &affected_table,
        person.id,
        person.version,
        {store::value_of(person.patient), store::value_of(person.incident), person.residence,
         std::string(enum_name(person.status)), store::value_of(person.told_on)},
        unit,
        to_json_text(person.words)};
}

static Result<Affected> affected_of(house::View& view, const Row& row) {
    Affected one;
    one.id = row.uuid(0);
    one.version = row.integer(1);
    one.patient = row.uuid(4);
    one.incident = row.uuid(5);
    one.residence = row.text(6);
    one.status = enum_value<PersonStatus>(row.text(7)).value_or(PersonStatus::waiting);
    if (!row.is_null(8)) one.told_on = row.day(8);
    const auto content =
        TRY(view.open(affected_table, one.id, one.version, row.uuid(2), row.text(3), one.patient));
    one.words = TRY(from_json_text<AffectedWords>(content));
    return one;
}

static Result<std::vector<Affected>> read_people(house::View& view, const std::string& rest,
                                                 std::vector<Value> values) {
    std::vector<Affected> people;
    Status opened = ok();
    values.insert(values.begin(), view.org());
    TRY(view.sql().query(
        "SELECT id, version, unit, content, patient, incident, residence, status, told FROM "
        "privacy_affected WHERE org = ? AND current = 1 AND " +
            rest,
        values, [&](const Row& row) {
            if (!opened) return;
            auto one = affected_of(view, row);
            if (one)
                people.push_back(*std::move(one));
            else
                opened = one.error();
        }));
    TRY(std::move(opened));
    return people;
}

Result<Affected> read_affected(house::View& view, const Uuid& id) {
    auto found = TRY(read_people(view, "id = ?", {store::value_of(id)}));
    if (found.empty()) return Error{Fault::not_found, "There is nobody with this id."};
    return std::move(found.front());
}

Result<std::vector<Affected>> people_of(house::View& view, const CaseId& incident,
                                        const PeopleFilter& filter) {
    std::vector<Value> values = {store::value_of(incident.uuid)};
    std::string where = "incident = ?";
    if (!filter.status.empty()) {
        where += " AND status = ?";
        values.emplace_back(filter.status);
    }
    values.emplace_back(filter.limit);
    values.emplace_back(filter.offset);
    return read_people(view, where + " ORDER BY id LIMIT ? OFFSET ?", std::move(values));
}

Result<std::vector<Uuid>> patients_of(house::View& view, const CaseId& incident) {
    std::vector<Uuid> patients;
    TRY(view.sql().query(
        "SELECT patient FROM privacy_affected WHERE org = ? AND incident = ? AND current = 1",
        {view.org(), store::value_of(incident.uuid)},
        [&](const Row& row) { patients.push_back(row.uuid(0)); }));
    return patients;
}

Result<PeopleCounts> count_people(house::View& view, const CaseId& incident) {
    std::vector<PeopleCell> cells;
    TRY(view.sql().query(
        "SELECT residence, status, COUNT(*), MAX(told) FROM privacy_affected WHERE org = ? AND "
        "incident = ? AND current = 1 GROUP BY residence, status",
        {view.org(), store::value_of(incident.uuid)}, [&](const Row& row) {
            PeopleCell cell;
            cell.residence = row.text(0);
            cell.status = enum_value<PersonStatus>(row.text(1)).value_or(PersonStatus::waiting);
            cell.count = row.integer(2);
            if (!row.is_null(3)) cell.last = row.day(3);
            cells.push_back(std::move(cell));
        }));
    return counts_of(cells);
}

}  // namespace muniment::privacy
