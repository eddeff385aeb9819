// A house with a chart, and small FHIR resources to put into it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/text.h"
#include "formats/fhir/reference.h"
#include "kernel/chart/import.h"
#include "kernel/people/people.h"
#include "tests/support/lodge.h"

namespace muniment::tests {

struct ChartLodge : Lodge {
    explicit ChartLodge(Engine engine) : Lodge(engine) { settle(); }
    void reopen() {
        open();
        settle();
    }
    void settle() {
        REQUIRE(people::settle(*house));
        REQUIRE(chart::settle(*house));
    }
    chart::ImportReport import(const std::string& text, const std::string& name = "a.json") {
        auto report = chart::import_text(*house, {}, name, text);
        REQUIRE_MESSAGE(report, (report ? "" : report.error().message));
        return *report;
    }
    std::unique_ptr<house::View> view() {
        auto made = house->view();
        REQUIRE(made);
        return *std::move(made);
    }
    std::int64_t number(std::string_view sql, std::initializer_list<store::Value> values = {}) {
        const auto found = view()->sql().number(sql, values);
        REQUIRE(found);
        return *found;
    }
};

inline std::string json_of(std::string_view text) { return replaced(text, "'", "\""); }

// A bundle of resources written with ' for ".
inline std::string bundle_of(const std::vector<std::string>& resources) {
    std::vector<std::string> entries;
    for (const std::string& one : resources) entries.push_back("{'resource':" + one + "}");
    return json_of("{'resourceType':'Bundle','type':'batch','entry':[" + join(entries, ",") + "]}");
}

inline Uuid record_of(std::string_view type, std::string_view id) {
    return fhir::resource_id(type, id);
}
inline PatientId patient_of(std::string_view id) { return PatientId{record_of("Patient", id)}; }

inline std::string patient_json(const std::string& id, const std::string& family = "Quimby",
                                const std::string& given = "Mary Ann",
                                const std::string& mrn = "M-1") {
    return "{'resourceType':'Patient','id':'" + id + "','name':[{'family':'" + family +
           "','given':['" + given + "']}],'gender':'female','birthDate':'1950-02-03'," +
           "'identifier':[{'system':'urn:mrn','value':'" + mrn +
           "','type':{'coding':[{'code':'MR'}]}}]}";
}
inline std::string encounter_json(const std::string& id, const std::string& patient,
                                  const std::string& start) {
    return "{'resourceType':'Encounter','id':'" + id +
           "','status':'finished','class':{'code':'AMB'},'subject':{'reference':'Patient/" +
           patient + "'},'period':{'start':'" + start + "'},'type':[{'text':'Visit'}]}";
}
// `rest` adds elements: ",'encounter':{...}".
inline std::string observation_json(const std::string& id, const std::string& patient,
                                    const std::string& date, const std::string& value = "1.10",
                                    const std::string& rest = "") {
    return "{'resourceType':'Observation','id':'" + id +
           "','status':'final','code':{'coding':[{'system':'http://loinc.org','code':'2160-0',"
           "'display':'Creatinine'}]},'subject':{'reference':'Patient/" +
           patient + "'}" + (date.empty() ? "" : ",'effectiveDateTime':'" + date + "'") +
           ",'valueQuantity':{'value':" + value + ",'unit':'mg/dL'}" + rest + "}";
}
inline std::string document_json(const std::string& id, const std::string& patient,
                                 const std::string& date, const std::string& text,
                                 const std::string& rest = "") {
    return "{'resourceType':'DocumentReference','id':'" + id +
           "','status':'current','type':{'coding':[{'system':'http://loinc.org','code':'34117-2',"
           "'display':'History and physical'}]},'subject':{'reference':'Patient/" +
           patient + "'},'date':'" + date +
           "','content':[{'attachment':{'contentType':'text/plain','data':'" + to_base64(text) +
           "'}}]" + rest + "}";
}
// Condition, Procedure, MedicationRequest ...: `what` is the element with the code.
inline std::string coded_json(const std::string& type, const std::string& id,
                              const std::string& patient, const std::string& what,
                              const std::string& date) {
    const std::string who =
        type == "AllergyIntolerance" || type == "Immunization" ? "patient" : "subject";
    return "{'resourceType':'" + type + "','id':'" + id + "','" + who + "':{'reference':'Patient/" +
           patient + "'},'" + what +
           "':{'coding':[{'system':'http://x','code':'c1'}],'text':'A thing'}," + date + "}";
}
inline std::string in_encounter(const std::string& id) {
    return ",'encounter':{'reference':'Encounter/" + id + "'}";
}
inline std::string in_context(const std::string& id) {
    return ",'context':{'encounter':[{'reference':'Encounter/" + id + "'}]}";
}

}  // namespace muniment::tests
