// What the chart's columns get from each type of resource, and what is refused.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/summary.h"

#include <doctest/doctest.h>

#include "base/text.h"

using namespace muniment;
using fhir::summarize;
using fhir::Summary;

namespace {

Summary good(const std::string& json) {
    auto summary = summarize(json);
    INFO(json);
    if (!summary) FAIL(summary.error().message);
    return *summary;
}

// "type|patient id|encounter id|date|status|code|title|author|category"
std::string columns(const Summary& s) {
    const auto id = [](const auto& reference) { return reference ? reference->id : ""; };
    return s.type + "|" + id(s.patient) + "|" + id(s.encounter) + "|" +
           (s.date ? to_text(*s.date) : "") + "|" + s.status + "|" + s.code.code + "|" + s.title +
           "|" + s.author + "|" + s.category;
}

std::string observed(const Summary& s) {
    return s.value + "|" + s.unit + "|" + s.reference_range + "|" + s.interpretation;
}

// With ' for " so that the rows can be read.
std::string quoted(std::string_view text) { return replaced(text, "'", "\""); }

}  // namespace

TEST_CASE("summary: the columns of each type") {
    struct Row {
        const char* json;
        const char* expected;
    };
    // clang-format off
    const Row rows[] = {
        {"{'resourceType':'AllergyIntolerance','patient':{'reference':'Patient/1'},'clinicalStatus':{'coding':[{'code':'active'}]},'category':['food'],'code':{'text':'Nuts'},'recordedDate':'2002-08-03','recorder':{'display':'Dr. A'}}",
         "AllergyIntolerance|1||2002-08-03T00:00:00Z|active||Nuts|Dr. A|food"},
        {"{'resourceType':'CarePlan','subject':{'reference':'Patient/1'},'encounter':{'reference':'Encounter/2'},'status':'active','title':'Plan','period':{'start':'2020-01-01'},'category':[{'coding':[{'code':'assess-plan'}]}]}",
         "CarePlan|1|2|2020-01-01T00:00:00Z|active|assess-plan|Plan||assess-plan"},
        {"{'resourceType':'Claim','patient':{'reference':'Patient/1'},'status':'active','use':'claim','type':{'coding':[{'code':'institutional'}]},'item':[{'encounter':[{'reference':'urn:uuid:2'}]}],'billablePeriod':{'start':'2020-02-03T04:05:06Z'},'provider':{'display':'Clinic'}}",
         "Claim|1|2|2020-02-03T04:05:06Z|active|institutional|institutional|Clinic|claim"},
        {"{'resourceType':'Composition','subject':{'reference':'Patient/1'},'date':'2020','title':'Summary','status':'final','type':{'coding':[{'code':'34133-9'}]},'author':[{'display':'Dr. A'}]}",
         "Composition|1||2020-01-01T00:00:00Z|final|34133-9|Summary|Dr. A|"},
        {"{'resourceType':'Condition','subject':{'reference':'Patient/1'},'encounter':{'reference':'Encounter/2'},'clinicalStatus':{'coding':[{'code':'resolved'}]},'code':{'coding':[{'system':'s','code':'19169002','display':'Miscarriage'}]},'onsetDateTime':'1959-07-30T11:21:06+01:00','category':[{'coding':[{'code':'encounter-diagnosis'}]}]}",
         "Condition|1|2|1959-07-30T10:21:06Z|resolved|19169002|Miscarriage||encounter-diagnosis"},
        {"{'resourceType':'Coverage','beneficiary':{'reference':'Patient/1'},'status':'active','payor':[{'display':'Plan A'}]}",
         "Coverage|1|||active|||Plan A|"},
        {"{'resourceType':'Device','patient':{'reference':'Patient/1'},'status':'active','deviceName':[{'name':'Pump'}],'type':{'coding':[{'code':'x'}]}}",
         "Device|1|||active|x|Pump||"},
        {"{'resourceType':'DiagnosticReport','subject':{'reference':'Patient/1'},'encounter':{'reference':'Encounter/2'},'status':'final','code':{'coding':[{'code':'34117-2','display':'H and P'}]},'effectiveDateTime':'2020-01-02','issued':'2020-01-03T00:00:00Z','performer':[{'display':'Dr. A'}],'category':[{'coding':[{'code':'LAB'}]}]}",
         "DiagnosticReport|1|2|2020-01-02T00:00:00Z|final|34117-2|H and P|Dr. A|LAB"},
        {"{'resourceType':'DocumentReference','subject':{'reference':'Patient/1'},'context':{'encounter':[{'reference':'Encounter/2'}],'period':{'start':'2020-01-01'}},'date':'2020-01-05T00:00:00Z','status':'current','type':{'coding':[{'code':'34117-2'}],'text':'Note'},'author':[{'display':'Dr. A'}],'category':[{'coding':[{'code':'clinical-note'}]}]}",
         "DocumentReference|1|2|2020-01-01T00:00:00Z|current|34117-2|Note|Dr. A|clinical-note"},
        {"{'resourceType':'DocumentReference','date':'2020-01-05T00:00:00Z','description':'Scan'}",
         "DocumentReference|||2020-01-05T00:00:00Z|||Scan||"},
        {"{'resourceType':'Encounter','id':'2','subject':{'reference':'Patient/1'},'status':'finished','class':{'code':'AMB'},'type':[{'text':'Visit'}],'period':{'start':'2020-01-01T10:00:00Z'},'participant':[{'individual':{'display':'Dr. A'}}]}",
         "Encounter|1|2|2020-01-01T10:00:00Z|finished||Visit|Dr. A|AMB"},
        {"{'resourceType':'Goal','subject':{'reference':'Patient/1'},'lifecycleStatus':'active','description':{'text':'Walk'},'startDate':'2020-01-01'}",
         "Goal|1||2020-01-01T00:00:00Z|active||Walk||"},
        {"{'resourceType':'ImagingStudy','subject':{'reference':'Patient/1'},'started':'2020-01-01','status':'available','modality':[{'code':'CT'}],'procedureCode':[{'text':'CT head'}]}",
         "ImagingStudy|1||2020-01-01T00:00:00Z|available||CT head||CT"},
        {"{'resourceType':'Immunization','patient':{'reference':'Patient/1'},'status':'completed','vaccineCode':{'coding':[{'code':'140','display':'Influenza'}]},'occurrenceDateTime':'2010-09-16'}",
         "Immunization|1||2010-09-16T00:00:00Z|completed|140|Influenza||"},
        {"{'resourceType':'Location','status':'active','name':'Ward 3'}", "Location||||active||Ward 3||"},
        {"{'resourceType':'Medication','status':'active','code':{'coding':[{'code':'854235','display':'Enoxaparin'}]}}",
         "Medication||||active|854235|Enoxaparin||"},
        {"{'resourceType':'MedicationAdministration','subject':{'reference':'Patient/1'},'context':{'reference':'Encounter/2'},'status':'completed','medicationCodeableConcept':{'text':'X'},'effectivePeriod':{'start':'2020-01-01'},'performer':[{'actor':{'display':'RN B'}}]}",
         "MedicationAdministration|1|2|2020-01-01T00:00:00Z|completed||X|RN B|"},
        {"{'resourceType':'MedicationRequest','subject':{'reference':'Patient/1'},'encounter':{'reference':'Encounter/2'},'status':'active','medicationCodeableConcept':{'coding':[{'code':'1'}],'text':'X'},'authoredOn':'2020-01-01','requester':{'display':'Dr. A'}}",
         "MedicationRequest|1|2|2020-01-01T00:00:00Z|active|1|X|Dr. A|"},
        {"{'resourceType':'MedicationStatement','subject':{'reference':'Patient/1'},'status':'active','medicationReference':{'reference':'Medication/9','display':'Y'},'dateAsserted':'2020-01-01'}",
         "MedicationStatement|1||2020-01-01T00:00:00Z|active||Y||"},
        {"{'resourceType':'Organization','name':'Mercy','type':[{'coding':[{'code':'prov'}]}]}", "Organization|||||prov|Mercy||"},
        {"{'resourceType':'Practitioner','name':[{'family':'Fisher','given':['Jan'],'prefix':['Dr.']}]}", "Practitioner||||||Dr. Jan Fisher||"},
        {"{'resourceType':'Procedure','subject':{'reference':'Patient/1'},'status':'completed','code':{'text':'Cut'},'performedPeriod':{'start':'2020-01-01'},'performer':[{'actor':{'display':'Dr. A'}}]}",
         "Procedure|1||2020-01-01T00:00:00Z|completed||Cut|Dr. A|"},
        {"{'resourceType':'Provenance','recorded':'2020-01-01T00:00:00Z','agent':[{'who':{'display':'Dr. A'}}]}", "Provenance|||2020-01-01T00:00:00Z||||Dr. A|"},
        {"{'resourceType':'ServiceRequest','subject':{'reference':'Patient/1'},'status':'active','code':{'text':'X-ray'},'authoredOn':'2020-01-01','requester':{'display':'Dr. A'}}",
         "ServiceRequest|1||2020-01-01T00:00:00Z|active||X-ray|Dr. A|"},
        {"{'resourceType':'Specimen','subject':{'reference':'Patient/1'},'type':{'text':'Blood'},'collection':{'collectedDateTime':'2020-01-01'}}",
         "Specimen|1||2020-01-01T00:00:00Z|||Blood||"},
        // A type nobody lists is kept with what can be seen, and nothing in it is wrong.
        {"{'resourceType':'StructureDefinition','status':'active','code':[1],'date':7,'name':'N'}", "StructureDefinition||||active||N||"},
        // null is absent (R4 2.6.2.3).
        {"{'resourceType':'Condition','subject':null,'code':null}", "Condition||||||||"},
    };
    // clang-format on
    for (const Row& row : rows) CHECK(columns(good(quoted(row.json))) == row.expected);
}

TEST_CASE("summary: observed values keep their digits") {
    struct Row {
        const char* parts;
        const char* expected;  // value|unit|range|interpretation
    };
    // clang-format off
    const Row rows[] = {
        {"'valueQuantity':{'value':1.10,'unit':'mg/dL'}", "1.10|mg/dL||"},
        {"'valueQuantity':{'value':0.000,'code':'g'}", "0.000|g||"},
        {"'valueQuantity':{'value':1.5e3}", "1.5e3|||"},
        {"'valueQuantity':{'value':123456789012345678901234567890.123456789}", "123456789012345678901234567890.123456789|||"},
        {"'valueQuantity':{'value':16,'comparator':'<='}", "<=16|||"},
        {"'valueQuantity':{'unit':'mg'}", "|||"},
        {"'valueCodeableConcept':{'coding':[{'code':'S','display':'Susceptible'}]}", "Susceptible|||"},
        {"'valueString':'caf\\u00e9'", "caf\xC3\xA9|||"},
        {"'valueInteger':7", "7|||"},
        {"'valueBoolean':false", "no|||"},
        {"'valueRange':{'low':{'value':1.0,'unit':'h'},'high':{'value':2}}", "1.0-2|h||"},
        {"'valueRatio':{'numerator':{'value':1},'denominator':{'value':128}}", "1:128|||"},
        {"'valueDateTime':'2020-01-01'", "2020-01-01|||"},
        {"'component':[{'code':{'coding':[{'code':'8462-4'}]},'valueQuantity':{'value':70,'unit':'mm[Hg]'}},{'code':{'coding':[{'code':'8480-6'}]},'valueQuantity':{'value':104,'unit':'mm[Hg]'}}]", "104/70|mm[Hg]||"},
        {"'component':[{'code':{'text':'Height'},'valueQuantity':{'value':1.80,'unit':'m'}},{'code':{'text':'Posture'},'valueString':'sitting'}]", "Height: 1.80 m; Posture: sitting|||"},
        {"'valueString':'all','component':[{'code':{'text':'A'},'valueInteger':1}]", "all; A: 1|||"},
        {"'valueInteger':5,'referenceRange':[{'low':{'value':3.5},'high':{'value':5.0}}],'interpretation':[{'coding':[{'code':'N'}]}]", "5||3.5-5.0|N"},
        {"'referenceRange':[{'high':{'value':5}}],'interpretation':[{'text':'odd'}]", "||<=5|odd"},
        {"'referenceRange':[{'low':{'value':5}}]", "||>=5|"},
        {"'referenceRange':[{'text':'negative'}]", "||negative|"},
        {"'dataAbsentReason':{'text':'unknown'}", "|||"},
    };
    // clang-format on
    for (const Row& row : rows) {
        CAPTURE(std::string(row.parts));
        CHECK(observed(good(quoted("{'resourceType':'Observation'," + std::string(row.parts) +
                                   "}"))) == row.expected);
    }
}

TEST_CASE("summary: dosage") {
    struct Row {
        const char* parts;
        const char* expected;
    };
    // clang-format off
    const Row rows[] = {
        {"'MedicationRequest','dosageInstruction':[{'text':'1 daily','route':{'text':'oral'}}]", "1 daily"},
        {"'MedicationRequest','dosageInstruction':[{'patientInstruction':'with food'}]", "with food"},
        {"'MedicationRequest','dosageInstruction':[{'timing':{'repeat':{'frequency':1,'period':1.0,'periodUnit':'d'}},'asNeededBoolean':true,'doseAndRate':[{'doseQuantity':{'value':2.50,'unit':'mg'}}]}]", "2.50 mg, 1 time(s) per 1.0 d, as needed"},
        {"'MedicationDispense','dosageInstruction':[{},{'route':{'coding':[{'code':'PO'}]},'timing':{'code':{'coding':[{'code':'ONCE'}]}}}]", "PO, ONCE"},
        {"'MedicationAdministration','dosage':{'dose':{'value':2,'unit':'PUFF'}}", "2 PUFF"},
        {"'MedicationStatement','dosage':[{'text':'as told'}]", "as told"},
        {"'MedicationStatement'", ""},
    };
    // clang-format on
    for (const Row& row : rows) {
        CAPTURE(std::string(row.parts));
        CHECK(good(quoted("{'resourceType':" + std::string(row.parts) + "}")).dosage ==
              row.expected);
    }
}

TEST_CASE("summary: a patient") {
    const Summary s = good(quoted(
        "{'resourceType':'Patient','id':'p1','name':[{'use':'old','family':'Old'},"
        "{'use':'official','prefix':['Mrs.'],'given':['Ann',null,'B.'],'family':'O\\u2019Hara',"
        "'suffix':['MD']},{'use':'usual','family':'Usual'}],'birthDate':'1950-02-28',"
        "'gender':'female','deceasedDateTime':'2020-01-01T00:00:00Z',"
        "'address':[{'line':['12 Main St','Apt 3'],'city':'Springfield','state':'MA',"
        "'postalCode':'02138'}],'telecom':[{'system':'email','value':'a@b'},"
        "{'system':'phone','use':'work','value':'1'},{'system':'phone','use':'home','value':'2'}],"
        "'identifier':[{'system':'s','value':'99','type':{'coding':[{'code':'SS'}]}},"
        "{'system':'m','value':'M7','type':{'coding':[{'code':'MR'}]}}]}"));
    REQUIRE(s.patient_facts);
    const fhir::PatientFacts& p = *s.patient_facts;
    CHECK(p.name == "Mrs. Ann B. O\xE2\x80\x99Hara MD");
    CHECK(p.family == "O\xE2\x80\x99Hara");
    CHECK(p.given == "Ann B.");
    CHECK(p.birth_date == "1950-02-28");
    CHECK(p.birth_day == parse_day("1950-02-28"));
    CHECK(p.gender == "female");
    CHECK(p.deceased);
    CHECK(to_text(p.deceased_at.value()) == "2020-01-01T00:00:00Z");
    CHECK(p.address == "12 Main St, Apt 3, Springfield, MA 02138");
    CHECK(p.phone == "2");
    CHECK(p.mrn == "M7");
    CHECK(s.title == p.name);
    CHECK(s.patient.value().id == "p1");
    CHECK(s.identifiers.size() == 2);
    CHECK(s.identifiers[0] == fhir::Identifier{"s", "99", "SS"});

    const auto facts = [](const char* parts) {
        const std::string json = quoted("{'resourceType':'Patient'," + std::string(parts) + "}");
        return *good(json).patient_facts;
    };
    CHECK(facts("'name':[{'text':'Prince'}]").name == "Prince");
    CHECK(facts("'birthDate':'1950'").birth_date == "1950");
    CHECK(!facts("'birthDate':'1950'").birth_day);
    CHECK(facts("'deceasedBoolean':true").deceased);
    CHECK(!facts("'deceasedBoolean':false").deceased);
    CHECK(facts("'identifier':[{'value':'X'},{'value':'Y'}]").mrn == "X");
    CHECK(facts("'active':true").mrn == "");
}

TEST_CASE("summary: an encounter, and content of documents") {
    const Summary s =
        good(quoted("{'resourceType':'Encounter','class':{'code':'IMP','display':'inpatient'},"
                    "'reasonCode':[{'coding':[{'display':'Chest pain'}]}],"
                    "'period':{'start':'2020-01-01','end':'2020-01-05'},"
                    "'serviceProvider':{'reference':'Organization/o','display':'Mercy'}}"));
    REQUIRE(s.encounter_facts);
    CHECK(s.encounter_facts->class_code == "IMP");
    CHECK(s.encounter_facts->class_display == "inpatient");
    CHECK(s.encounter_facts->reason == "Chest pain");
    CHECK(s.encounter_facts->facility == "Mercy");
    CHECK(s.encounter_facts->service_provider.value().id == "o");
    CHECK(to_text(s.encounter_facts->end.value()) == "2020-01-05T00:00:00Z");

    const Summary d =
        good(quoted("{'resourceType':'DocumentReference','content':[{'attachment':{'contentType':"
                    "'Text/Plain; charset=utf-8','data':'aGVsbG8='}},{'attachment':{'contentType':"
                    "'application/pdf','data':'aGVs'}}]}"));
    CHECK(d.content_type == "text/plain");
    CHECK(d.content_bytes == 8);
    CHECK(good(quoted("{'resourceType':'Binary','contentType':'image/png','data':'aGVsbA=='}"))
              .content_bytes == 4);
}

TEST_CASE("summary: every reference once, none to fragments or inside contained") {
    const Summary s = good(quoted(
        "{'resourceType':'Observation','contained':[{'resourceType':'Patient','x':{'reference':"
        "'Patient/inner'}}],'subject':{'reference':'Patient/1','display':'A'},"
        "'performer':[{'reference':'#inner'},{'identifier':{'system':'npi','value':'9'}},"
        "{'reference':'Practitioner?identifier=npi|8'}],'focus':[{'reference':'Patient/1'}],"
        "'note':[{'authorReference':{'reference':'urn:uuid:7'}}],"
        "'extension':[{'valueReference':{'display':'only a name'}}]}"));
    std::string found;
    for (const auto& to : s.references)
        found +=
            to.type + "/" + to.id + "/" + to.identifier_system + "/" + to.identifier_value + " ";
    CHECK(found == "//npi/9 Patient/1// Practitioner//npi/8 /7// ");
}

TEST_CASE("summary: an element we use with the wrong type is named, its value is not") {
    struct Row {
        const char* type;
        const char* part;
        const char* element;
    };
    // clang-format off
    const Row rows[] = {
        {"Observation", "'id':17", "id"},
        {"Observation", "'status':['SECRET']", "status"},
        {"Observation", "'status':{'SECRET':1}", "status"},
        {"Observation", "'subject':'SECRET'", "reference"},
        {"Observation", "'subject':[{'reference':'Patient/1'}]", "subject"},
        {"Observation", "'subject':{'reference':17}", "reference"},
        {"Observation", "'encounter':false", "reference"},
        {"Observation", "'effectiveDateTime':20200101", "effectiveDateTime"},
        {"Observation", "'effectiveDateTime':'SECRET'", "effectiveDateTime"},
        {"Observation", "'effectiveDateTime':'2020-13-01'", "effectiveDateTime"},
        {"Observation", "'effectivePeriod':'SECRET'", "effectivePeriod"},
        {"Observation", "'code':'SECRET'", "code"},
        {"Observation", "'code':{'coding':{'code':'SECRET'}}", "coding"},
        {"Observation", "'code':{'coding':['SECRET']}", "coding"},
        {"Observation", "'code':{'coding':[{'code':17}]}", "code"},
        {"Observation", "'code':{'text':17}", "text"},
        {"Observation", "'category':{'text':'SECRET'}", "category"},
        {"Observation", "'performer':{'display':'SECRET'}", "performer"},
        {"Observation", "'valueQuantity':17", "quantity"},
        {"Observation", "'valueQuantity':{'value':'1.10'}", "value"},
        {"Observation", "'valueQuantity':{'value':1,'unit':17}", "unit"},
        {"Observation", "'valueString':17", "valueString"},
        {"Observation", "'valueInteger':'7'", "valueInteger"},
        {"Observation", "'valueBoolean':'SECRET'", "valueBoolean"},
        {"Observation", "'component':{'code':1}", "component"},
        {"Observation", "'referenceRange':'SECRET'", "referenceRange"},
        {"Observation", "'interpretation':'SECRET'", "interpretation"},
        {"Patient", "'name':'SECRET'", "name"},
        {"Patient", "'name':['SECRET']", "name"},
        {"Patient", "'name':[{'family':['SECRET']}]", "family"},
        {"Patient", "'name':[{'given':'SECRET'}]", "given"},
        {"Patient", "'name':[{'given':[17]}]", "given"},
        {"Patient", "'birthDate':17", "birthDate"},
        {"Patient", "'birthDate':'SECRET'", "birthDate"},
        {"Patient", "'gender':true", "gender"},
        {"Patient", "'deceasedBoolean':'true'", "deceasedBoolean"},
        {"Patient", "'deceasedDateTime':true", "deceasedDateTime"},
        {"Patient", "'address':{'city':'SECRET'}", "address"},
        {"Patient", "'telecom':'SECRET'", "telecom"},
        {"Patient", "'identifier':{'value':'SECRET'}", "identifier"},
        {"Patient", "'identifier':[{'value':17}]", "value"},
        {"Encounter", "'class':'AMB'", "class"},
        {"Encounter", "'period':[]", "period"},
        {"Encounter", "'serviceProvider':'SECRET'", "reference"},
        {"MedicationRequest", "'dosageInstruction':'SECRET'", "dosageInstruction"},
        {"MedicationRequest", "'medicationReference':'SECRET'", "reference"},
        {"DocumentReference", "'content':{'attachment':1}", "content"},
        {"DocumentReference", "'content':[{'attachment':{'data':17}}]", "data"},
        {"Condition", "'clinicalStatus':'SECRET'", "clinicalStatus"},
    };
    // clang-format on
    for (const Row& row : rows) {
        CAPTURE(std::string(row.part));
        const auto s =
            summarize(quoted("{'resourceType':'" + std::string(row.type) + "'," + row.part + "}"));
        REQUIRE(!s);
        CHECK(s.error().fault == Fault::incorrect);
        CHECK(s.error().message.find("\"" + std::string(row.element)) != std::string::npos);
        CHECK(s.error().message.find("SECRET") == std::string::npos);
    }
}
