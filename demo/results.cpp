// Observations with units, reference ranges and flags; DiagnosticReports that group them.
// SPDX-License-Identifier: Apache-2.0
#include "demo/results.h"

#include <array>

namespace muniment::demo {
namespace {

void quantity(JsonWriter& out, std::string_view key, const Test& test, int value) {
    out.object(key).raw("value", decimal_text(value, test.decimals));
    // An arterial pH has no unit to show, but UCUM still has a code for it.
    if (*test.shown != 0) out.text("unit", test.shown);
    out.text("system", ucum).text("code", test.unit).end();
}

void write_category(JsonWriter& out, TestKind kind) {
    static constexpr std::array<std::array<const char*, 2>, 3> words{
        {{"laboratory", "Laboratory"}, {"vital-signs", "Vital Signs"}, {"survey", "Survey"}}};
    const auto& [code, display] = words[static_cast<std::size_t>(kind)];
    out.array("category").object().array("coding");
    coding(out, std::string(hl7) + "observation-category", code, display);
    out.end().end().end();
}

void write_range(JsonWriter& out, const Reading& one) {
    const Test& test = *one.test;
    if (!one.ranged || (test.low == 0 && test.high == 0)) return;
    if (*one.flag() != 0) {
        out.array("interpretation").object().array("coding");
        coding(out, std::string(hl7) + "v3-ObservationInterpretation", one.flag(),
               *one.flag() == 'H' ? "High" : "Low");
        out.end().end().end();
    }
    if (test.second_code != nullptr) return;  // one range cannot say both pressures
    out.array("referenceRange").object();
    if (test.low != 0) quantity(out, "low", test, test.low);
    if (test.high != 0) quantity(out, "high", test, test.high);
    out.end().end();
}

void write_component(JsonWriter& out, const Test& test, std::string_view code,
                     std::string_view display, int value) {
    out.object();
    codeable(out, "code", loinc, code, display);
    quantity(out, "valueQuantity", test, value);
    out.end();
}

void write_value(JsonWriter& out, const Reading& one) {
    if (one.test->second_code == nullptr)
        return quantity(out, "valueQuantity", *one.test, one.value);
    out.array("component");
    write_component(out, *one.test, "8480-6", "Systolic blood pressure", one.value);
    write_component(out, *one.test, one.test->second_code, "Diastolic blood pressure", one.second);
    out.end();
}

void write_reading(Entries& entries, const Record& record, std::size_t index) {
    const Reading& one = record.readings[index];
    const Visit& visit = record.visits[one.visit];
    JsonWriter& out = entries.out;
    entries.begin("Observation", record.id_of("Observation", index), visit.label);
    out.text("status", "final");
    write_category(out, one.test->kind);
    out.object("code").array("coding");
    coding(out, loinc, one.test->code, one.test->title);
    out.end().text("text", one.test->label).end();
    inside(out, "subject", record.person.id);
    inside(out, "encounter", visit.id);
    out.text("effectiveDateTime", fhir_time(one.at)).text("issued", fhir_time(one.at));
    write_value(out, one);
    write_range(out, one);
    entries.finish();
}

void write_report(Entries& entries, const Record& record, std::size_t index) {
    const Report& one = record.reports[index];
    const Visit& visit = record.visits[one.visit];
    JsonWriter& out = entries.out;
    entries.begin("DiagnosticReport", record.id_of("DiagnosticReport", index), visit.label);
    out.text("status", "final").array("category").object().array("coding");
    coding(out, std::string(hl7) + "v2-0074", one.radiology ? "RAD" : "LAB",
           one.radiology ? "Radiology" : "Laboratory");
    out.end().end().end();
    codeable(out, "code", loinc, one.code, one.name);
    inside(out, "subject", record.person.id);
    inside(out, "encounter", visit.id);
    out.text("effectiveDateTime", fhir_time(one.at)).text("issued", fhir_time(one.at));
    out.array("performer").object();
    const Uuid performer = hospital_id(record.person.seed, "staff", one.author);
    out.text("reference", "Practitioner/" + to_text(performer));
    out.text("display", full_name(staff()[one.author])).end().end();
    if (!one.results.empty()) {
        out.array("result");
        for (const std::size_t result : one.results)
            inside(out, {}, record.id_of("Observation", result));
        out.end();
    }
    if (!one.conclusion.empty()) out.text("conclusion", one.conclusion);
    entries.finish();
}

}  // namespace

void write_results(Entries& entries, const Record& record) {
    for (std::size_t i = 0; i < record.readings.size(); ++i) write_reading(entries, record, i);
    for (std::size_t i = 0; i < record.reports.size(); ++i) write_report(entries, record, i);
}

}  // namespace muniment::demo
