// One event of every kind, for tests and for the outside judges. Nothing here is of a real person.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "formats/audit/record.h"

namespace muniment::audit::sample {

inline const Source source{"Exampleton Hospital", "muniment.example/exampleton", "him1.example"};

inline AuditRecord record(ActionClass action) {
    AuditRecord made;
    made.id = derived_uuid("event " + std::string(name_of(action)));
    made.at = *parse_fhir_time("2026-11-22T14:03:00.125Z");
    made.action = action;
    made.route = "GET /chart/{patient}";
    made.user = derived_uuid("ada");
    made.user_name = "Ada Vale";
    made.roles = {"release_specialist", "clerk"};
    made.patient = derived_uuid("p");
    made.purpose = "TREATMENT";
    made.relation = "care_team";
    made.evidence = to_text(derived_uuid("care team"));
    made.from = "10.0.0.7";
    made.entities = {{"chart_resource", 3, {derived_uuid("r1"), derived_uuid("r2")}},
                     {"tasks_case", 1, {derived_uuid("case")}}};
    made.entry = derived_uuid("entry");
    made.index = 4711;
    return made;
}

inline std::vector<AuditRecord> all() {
    std::vector<AuditRecord> records;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<ActionClass>>(
        [&](auto one) { records.push_back(record(one.value)); });
    for (const ActionClass action : {ActionClass::view, ActionClass::search, ActionClass::create,
                                     ActionClass::amend, ActionClass::release}) {
        AuditRecord nobody = record(action);
        nobody.id = derived_uuid("nobody " + std::string(name_of(action)));
        nobody.patient = Uuid{};
        nobody.entities.clear();
        nobody.index.reset();
        nobody.from.clear();
        records.push_back(nobody);
    }
    AuditRecord link = record(ActionClass::release);
    link.id = derived_uuid("a link is opened");
    link.route = "POST /public/d/{token}";
    link.user = Uuid{};
    link.user_name.clear();
    link.roles.clear();
    link.purpose = "PATIENT_REQUEST";
    records.push_back(link);
    AuditRecord emergency = record(ActionClass::view);
    emergency.id = derived_uuid("under the broken glass");
    emergency.relation = "emergency";
    records.push_back(emergency);
    return records;
}

}  // namespace muniment::audit::sample
