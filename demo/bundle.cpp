// The bundle of one patient: who the patient is, visits, problems, orders and documents.
// SPDX-License-Identifier: Apache-2.0
#include "demo/bundle.h"

#include <array>

#include "base/text.h"
#include "demo/entries.h"
#include "demo/results.h"

namespace muniment::demo {
namespace {

// What every writer below needs.
struct Page {
    Entries& entries;
    const Record& record;
    JsonWriter& out;

    Uuid patient() const { return record.person.id; }
    void encounter(std::string_view key, std::size_t visit) const {
        if (visit != no_visit) inside(out, key, record.visits[visit].id);
    }
    Label label(std::size_t visit) const {
        return visit == no_visit ? Label::none : record.visits[visit].label;
    }
    void staff_member(std::string_view key, std::size_t index) const {
        outside(out, key, "Practitioner", hospital_id(record.person.seed, "staff", index),
                full_name(staff()[index]));
    }
    void subject() const { inside(out, "subject", patient()); }
};

void write_status(JsonWriter& out, std::string_view key, std::string_view system,
                  std::string_view code) {
    out.object(key).array("coding").object();
    out.text("system", std::string(hl7) + std::string(system)).text("code", code);
    out.end().end().end();
}

void write_race(JsonWriter& out, const Person& person) {
    const bool hispanic = person.race_ethnicity == "Hispanic or Latino";
    out.array("extension").object();
    out.text("url", std::string("http://hl7.org/fhir/us/core/StructureDefinition/us-core-") +
                        (hispanic ? "ethnicity" : "race"));
    out.array("extension").object().text("url", "text");
    out.text("valueString", person.race_ethnicity).end().end().end().end();
}

void write_patient(Page& page) {
    const Person& one = page.record.person;
    JsonWriter& out = page.out;
    page.entries.begin("Patient", one.id);
    write_race(out, one);
    out.array("identifier");
    identifier(out, "https://juniper-valley.example/mrn/juniper-valley",
               one.mrn(Place::juniper_valley), "MR");
    identifier(out, "https://juniper-valley.example/mrn/cedar-fork", one.mrn(Place::cedar_fork),
               "MR");
    out.end().raw("active", "true").array("name").object().text("use", "official");
    out.text("family", one.family).array("given").item(one.given).item(one.middle).end();
    out.end().end().array("telecom");
    contact(out, "phone", one.phone);
    if (!one.email.empty()) contact(out, "email", one.email);
    out.end().text("gender", one.sex == Sex::female ? "female" : "male");
    out.text("birthDate", to_text(one.birth));
    if (one.died) out.text("deceasedDateTime", fhir_time(*one.died));
    out.array("address");
    address(out, one.street, one.city, one.postal_code);
    out.end();
    outside(out, "managingOrganization", "Organization",
            hospital_id(one.seed, "facility", static_cast<std::size_t>(one.home)));
    page.entries.finish();
}

void write_guardian(Page& page) {
    const Person& one = page.record.person;
    if (one.guardian.empty()) return;
    JsonWriter& out = page.out;
    page.entries.begin("RelatedPerson", page.record.id_of("RelatedPerson", 0));
    inside(out, "patient", one.id);
    out.array("relationship").object().array("coding");
    coding(out, std::string(hl7) + "v3-RoleCode", "PRN", "parent");
    out.end().end().end();
    out.array("name").object().text("text", one.guardian).end().end().array("telecom");
    contact(out, "phone", one.phone);
    out.end();
    page.entries.finish();
}

void write_class(JsonWriter& out, VisitClass kind) {
    static constexpr std::array<std::array<const char*, 2>, 3> words{
        {{"IMP", "inpatient encounter"}, {"EMER", "emergency"}, {"AMB", "ambulatory"}}};
    const auto& [code, display] = words[static_cast<std::size_t>(kind)];
    out.object("class").text("system", act_code).text("code", code).text("display", display).end();
}

void write_diagnoses(Page& page, std::size_t visit) {
    bool any = false;
    for (std::size_t i = 0; i < page.record.problems.size(); ++i) {
        if (page.record.problems[i].visit != visit) continue;
        if (!any) page.out.array("diagnosis");
        any = true;
        page.out.object();
        inside(page.out, "condition", page.record.id_of("Condition", i));
        page.out.end();
    }
    if (any) page.out.end();
}

void write_visit(Page& page, std::size_t index) {
    const Visit& visit = page.record.visits[index];
    JsonWriter& out = page.out;
    page.entries.begin("Encounter", visit.id, visit.label);
    out.text("status", "finished");
    write_class(out, visit.kind);
    out.array("type").object().text("text", visit.type).end().end();
    page.subject();
    out.array("participant").object();
    page.staff_member("individual", visit.attending);
    out.end().end().object("period");
    out.text("start", fhir_time(visit.start)).text("end", fhir_time(visit.end)).end();
    out.array("reasonCode").object().text("text", visit.reason).end().end();
    write_diagnoses(page, index);
    if (visit.kind != VisitClass::outpatient) {
        out.object("hospitalization").object("dischargeDisposition");
        out.text("text", visit.disposition).end().end();
    }
    const auto place = static_cast<std::size_t>(visit.place);
    out.array("location").object();
    outside(out, "location", "Location", hospital_id(page.record.person.seed, "location", place),
            facilities()[place].name);
    out.end().end();
    outside(out, "serviceProvider", "Organization",
            hospital_id(page.record.person.seed, "facility", place), facilities()[place].name);
    page.entries.finish();
}

void write_problem(Page& page, std::size_t index) {
    const Problem& one = page.record.problems[index];
    JsonWriter& out = page.out;
    page.entries.begin("Condition", page.record.id_of("Condition", index), page.label(one.visit));
    write_status(out, "clinicalStatus", "condition-clinical", one.resolved ? "resolved" : "active");
    write_status(out, "verificationStatus", "condition-ver-status", "confirmed");
    out.array("category").object().array("coding").object();
    out.text("system", std::string(hl7) + "condition-category");
    out.text("code", one.chronic ? "problem-list-item" : "encounter-diagnosis");
    out.end().end().end().end();
    out.object("code").array("coding");
    coding(out, icd10cm, one.code, one.name);
    out.end().text("text", one.spoken).end();
    page.subject();
    page.encounter("encounter", one.visit);
    out.text("onsetDateTime", to_text(one.onset)).text("recordedDate", to_text(one.onset));
    page.entries.finish();
}

void write_medication(Page& page, std::size_t index) {
    const Medication& one = page.record.medications[index];
    JsonWriter& out = page.out;
    page.entries.begin("MedicationRequest", page.record.id_of("MedicationRequest", index),
                       page.label(one.visit));
    out.text("status", one.active ? "active" : "completed").text("intent", "order");
    out.array("category").object().array("coding").object();
    out.text("system", std::string(hl7) + "medicationrequest-category");
    out.text("code", one.use == MedicationUse::inpatient   ? "inpatient"
                     : one.use == MedicationUse::discharge ? "discharge"
                                                           : "community");
    out.end().end().end().end();
    codeable(out, "medicationCodeableConcept", {}, {}, one.name);
    page.subject();
    page.encounter("encounter", one.visit);
    out.text("authoredOn", fhir_time(one.at));
    if (one.visit != no_visit)
        page.staff_member("requester", page.record.visits[one.visit].attending);
    if (!one.reason.empty()) out.array("reasonCode").object().text("text", one.reason).end().end();
    out.array("dosageInstruction").object().text("text", one.dosage).end().end();
    page.entries.finish();
}

void write_operation(Page& page, std::size_t index) {
    const Operation& one = page.record.operations[index];
    page.entries.begin("Procedure", page.record.id_of("Procedure", index), page.label(one.visit));
    page.out.text("status", "completed");
    codeable(page.out, "code", icd10pcs, one.code, one.name);
    page.subject();
    page.encounter("encounter", one.visit);
    page.out.text("performedDateTime", fhir_time(one.at)).array("performer").object();
    page.staff_member("actor", one.performer);
    page.out.end().end();
    page.entries.finish();
}

void write_allergy(Page& page, std::size_t index) {
    const Allergy& one = page.record.allergies[index];
    JsonWriter& out = page.out;
    page.entries.begin("AllergyIntolerance", page.record.id_of("AllergyIntolerance", index));
    write_status(out, "clinicalStatus", "allergyintolerance-clinical", "active");
    write_status(out, "verificationStatus", "allergyintolerance-verification", "confirmed");
    out.text("criticality", one.severe ? "high" : "low");
    codeable(out, "code", snomed, one.code, one.name);
    inside(out, "patient", page.patient());
    out.text("recordedDate", to_text(one.noted)).array("reaction").object();
    out.array("manifestation").object().text("text", one.reaction).end().end().end().end();
    page.entries.finish();
}

void write_vaccination(Page& page, std::size_t index) {
    const Vaccination& one = page.record.vaccinations[index];
    page.entries.begin("Immunization", page.record.id_of("Immunization", index));
    page.out.text("status", "completed");
    codeable(page.out, "vaccineCode", "http://hl7.org/fhir/sid/cvx", one.code, one.name);
    inside(page.out, "patient", page.patient());
    page.out.text("occurrenceDateTime", to_text(one.day));
    page.entries.finish();
}

void write_note(Page& page, std::size_t index) {
    const Note& one = page.record.notes[index];
    JsonWriter& out = page.out;
    page.entries.begin("DocumentReference", page.record.id_of("DocumentReference", index),
                       one.label);
    out.text("status", "current").text("docStatus", "final").object("type").array("coding");
    coding(out, loinc, one.kind->code, one.kind->title);
    out.end().text("text", one.title).end();
    out.array("category").object().array("coding");
    coding(out, "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category",
           "clinical-note", "Clinical Note");
    out.end().end().end();
    page.subject();
    out.text("date", fhir_time(one.written)).array("author").object();
    out.text("reference",
             "Practitioner/" + to_text(hospital_id(page.record.person.seed, "staff", one.author)));
    out.text("display", full_name(staff()[one.author])).end().end();
    page.staff_member("authenticator", one.authenticator);
    out.text("description", one.title).array("content").object().object("attachment");
    out.text("contentType", "text/plain; charset=utf-8").text("data", to_base64(one.text));
    out.text("title", one.title).text("creation", fhir_time(one.signed_at)).end().end().end();
    out.object("context").array("encounter").object();
    out.text("reference", "urn:uuid:" + to_text(page.record.visits[one.visit].id));
    out.end().end().object("period").text("start", fhir_time(one.written));
    out.text("end", fhir_time(one.written)).end().end();
    page.entries.finish();
}

template <class List>
void each(Page& page, const List& list, void (*write)(Page&, std::size_t)) {
    for (std::size_t i = 0; i < list.size(); ++i) write(page, i);
}

}  // namespace

Bundle patient_bundle(const Record& record) {
    Entries entries;
    Page page{entries, record, entries.out};
    write_patient(page);
    write_guardian(page);
    each(page, record.visits, write_visit);
    each(page, record.problems, write_problem);
    each(page, record.allergies, write_allergy);
    each(page, record.vaccinations, write_vaccination);
    each(page, record.medications, write_medication);
    each(page, record.operations, write_operation);
    write_results(entries, record);
    each(page, record.notes, write_note);
    return entries.take();
}

}  // namespace muniment::demo
