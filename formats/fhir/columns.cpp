// The table. Sources: the resource definitions of FHIR R4 (4.0.1), patient compartment (R4
// definition CompartmentDefinition/patient) for the patient column.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/columns.h"

#include <algorithm>
#include <array>

namespace muniment::fhir {

namespace {

constexpr std::string_view clinical = "clinicalStatus.coding[].code clinicalStatus.text";
constexpr std::string_view drug = "medicationCodeableConcept";

// Sorted by type: looked up by halving.
// clang-format off
constexpr auto table = std::to_array<Columns>({
    // type, patient, encounter, date, status, code, author, category, title
    {"AllergyIntolerance", "patient", "encounter", "onsetDateTime onsetPeriod.start recordedDate",
     clinical, "code", "recorder asserter", "category[]", ""},
    {"Binary", "securityContext", "", "", "", "", "", "", ""},
    {"CarePlan", "subject", "encounter", "period.start created", "status", "category[]", "author",
     "category[]", "title"},
    {"CareTeam", "subject", "encounter", "period.start", "status", "category[]", "", "category[]",
     "name"},
    {"Claim", "patient", "item[].encounter[]", "billablePeriod.start created", "status", "type",
     "provider", "use", ""},
    {"ClinicalImpression", "subject", "encounter",
     "effectiveDateTime effectivePeriod.start date", "status", "code", "assessor", "", ""},
    {"Communication", "subject", "encounter", "sent received", "status", "topic", "sender",
     "category[]", ""},
    {"Composition", "subject", "encounter", "date", "status", "type", "author[]", "category[]",
     "title"},
    {"Condition", "subject", "encounter", "onsetDateTime onsetPeriod.start recordedDate", clinical,
     "code", "recorder asserter", "category[]", ""},
    {"Consent", "patient", "", "dateTime", "status", "scope", "performer[]", "category[]", ""},
    {"Coverage", "beneficiary", "", "period.start", "status", "type", "payor[]", "", ""},
    {"Device", "patient", "", "", "status", "type", "", "", "deviceName[].name"},
    {"DiagnosticReport", "subject", "encounter", "effectiveDateTime effectivePeriod.start issued",
     "status", "code", "performer[] resultsInterpreter[]", "category[]", ""},
    {"DocumentReference", "subject", "context.encounter[]", "context.period.start date", "status",
     "type", "author[]", "category[]", ""},
    {"Encounter", "subject", "", "period.start", "status", "type[]", "participant[].individual",
     "class.code", ""},
    {"EpisodeOfCare", "patient", "", "period.start", "status", "type[]", "careManager", "", ""},
    {"ExplanationOfBenefit", "patient", "item[].encounter[]", "billablePeriod.start created",
     "status", "type", "provider", "use", ""},
    {"FamilyMemberHistory", "patient", "", "date", "status", "relationship", "", "", ""},
    {"Flag", "subject", "encounter", "period.start", "status", "code", "author", "category[]", ""},
    {"Goal", "subject", "", "startDate statusDate", "lifecycleStatus", "description",
     "expressedBy", "category[]", ""},
    {"ImagingStudy", "subject", "encounter", "started", "status", "procedureCode[]",
     "interpreter[] referrer", "modality[]", "description"},
    {"Immunization", "patient", "encounter", "occurrenceDateTime recorded", "status",
     "vaccineCode", "performer[].actor", "", ""},
    {"List", "subject", "encounter", "date", "status", "code", "source", "", "title"},
    {"Location", "", "", "", "status", "type[]", "", "", "name"},
    {"Media", "subject", "encounter", "createdDateTime createdPeriod.start issued", "status",
     "type", "operator", "modality", ""},
    {"Medication", "", "", "", "status", "code", "", "", ""},
    {"MedicationAdministration", "subject", "context", "effectiveDateTime effectivePeriod.start",
     "status", drug, "performer[].actor", "category", ""},
    {"MedicationDispense", "subject", "context", "whenHandedOver whenPrepared", "status", drug,
     "performer[].actor", "category", ""},
    {"MedicationRequest", "subject", "encounter", "authoredOn", "status", drug, "requester",
     "category[]", ""},
    {"MedicationStatement", "subject", "context",
     "effectiveDateTime effectivePeriod.start dateAsserted", "status", drug, "informationSource",
     "category", ""},
    {"NutritionOrder", "patient", "encounter", "dateTime", "status", "oralDiet.type[]", "orderer",
     "", ""},
    {"Observation", "subject", "encounter",
     "effectiveDateTime effectivePeriod.start effectiveInstant issued", "status", "code",
     "performer[]", "category[]", ""},
    {"Organization", "", "", "", "", "type[]", "", "", "name"},
    {"Patient", "", "", "", "", "", "", "", ""},
    {"Practitioner", "", "", "", "", "", "", "", ""},
    {"PractitionerRole", "", "", "period.start", "", "code[]", "practitioner", "specialty[]", ""},
    {"Procedure", "subject", "encounter", "performedDateTime performedPeriod.start", "status",
     "code", "performer[].actor recorder", "category", ""},
    {"Provenance", "", "", "occurredDateTime occurredPeriod.start recorded", "", "activity",
     "agent[].who", "", ""},
    {"QuestionnaireResponse", "subject", "encounter", "authored", "status", "", "author source",
     "", ""},
    {"RelatedPerson", "patient", "", "period.start", "", "relationship[]", "", "", ""},
    {"RiskAssessment", "subject", "encounter", "occurrenceDateTime occurrencePeriod.start",
     "status", "code", "performer", "", ""},
    {"ServiceRequest", "subject", "encounter",
     "occurrenceDateTime occurrencePeriod.start authoredOn", "status", "code", "requester",
     "category[]", ""},
    {"Specimen", "subject", "",
     "collection.collectedDateTime collection.collectedPeriod.start receivedTime", "status", "type",
     "collection.collector", "", ""},
    {"SupplyDelivery", "patient", "", "occurrenceDateTime occurrencePeriod.start", "status",
     "suppliedItem.itemCodeableConcept", "supplier", "type", ""},
});
// clang-format on
static_assert(std::is_sorted(table.begin(), table.end(),
                             [](const Columns& a, const Columns& b) { return a.type < b.type; }));

constexpr Columns others = {"", "patient subject", "encounter", "date", "status", "code", "",
                            "", "title name"};

}  // namespace

const Columns* columns_of(std::string_view type) {
    const auto* const found = std::lower_bound(
        table.begin(), table.end(), type,
        [](const Columns& row, std::string_view wanted) { return row.type < wanted; });
    return found != table.end() && found->type == type ? found : nullptr;
}

const Columns& columns_of_others() { return others; }

}  // namespace muniment::fhir
