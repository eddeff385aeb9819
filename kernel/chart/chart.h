// The chart's door: patients, encounters, FHIR resources and documents, with their versions. FHIR
// content is kept as the bytes received. Every function that shows something notes it in the view,
// so that the access entry is complete without the caller's help.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/chart/rows.h"
#include "kernel/house/house.h"

namespace muniment::chart {

// Registers the chart's tables with the house. At start, once.
Status settle(house::House& house);

// Whether a list also counts all its rows; the chart's first page has the counts already.
enum class Totals { counted, left_out };

template <class Row>
struct Page {
    std::int64_t total = 0;  // 0 when left out
    std::vector<Row> rows;
};

// Which rows of a list: newest first, what has no date last. `encounter` nil: all. A row whose
// retention unit's key was destroyed stays in lists with "destroyed" as its name and status.
struct Window {
    std::int64_t offset = 0;
    std::int64_t limit = 50;
    std::optional<Day> from;
    std::optional<Day> to;  // included
    Uuid encounter;
    Totals totals = Totals::counted;
};

// By MRN, family or given name, each from its beginning, case ignored; "family, given" or
// "given family" too. At most `limit` (<= 100), ordered by name.
Result<std::vector<PatientBanner>> find_patients(house::View& view, const std::string& words,
                                                 std::int64_t limit);
Result<PatientBanner> patient(house::View& view, const PatientId& id);

Result<Page<EncounterRow>> encounters(house::View& view, const PatientId& id, const Window& window);
Result<Page<DocumentRow>> documents(house::View& view, const PatientId& id, const Window& window);
Result<Page<ResultRow>> results(house::View& view, const PatientId& id, const Window& window);
Result<Page<MedicationRow>> medications(house::View& view, const PatientId& id,
                                        const Window& window);
Result<Page<ConditionRow>> conditions(house::View& view, const PatientId& id, const Window& window);

struct OpenDocument {
    DocumentRow document;
    std::string text;  // UTF-8; empty when the attachment is not text
    std::int64_t version = 0;
};
// not_found when the document is another patient's.
Result<OpenDocument> document(house::View& view, const PatientId& patient, const Uuid& id);

// A resource as it was received.
struct OpenResource {
    Uuid id;
    std::int64_t version = 0;
    std::string json;             // the bytes
    std::vector<Uuid> documents;  // made of its attachments
};
// The record of the resource that a document was made from, or `id` itself when it names a
// resource. Nothing is opened.
Result<Uuid> stored_as(house::View& view, const PatientId& patient, const Uuid& id);
// `id` names a resource, or a document: then it is the resource that the document was made from.
// not_found when it is another patient's.
Result<OpenResource> resource(house::View& view, const PatientId& patient, const Uuid& id);

// Resources by type, of one patient or (nil) of all.
Result<std::map<std::string, std::int64_t>> counts(house::View& view, const PatientId& id);

// One thing in the chart, by its index columns only: what a release chooses from.
struct Item {
    Uuid id;
    std::string type;  // "Document" for a readable document, else the FHIR resource type
    std::optional<Instant> date;
    Uuid encounter;
    std::string code;         // the first coding's
    std::string labels;       // security label codes, space between: "42CFRPart2 PSY"
    std::string code_system;  // "http://loinc.org"
};
// Oldest first, what has no date last; without what was destroyed.
Result<std::vector<Item>> items(house::View& view, const PatientId& id);

// The record of a FHIR resource of this type and logical id, here or not.
Uuid record_named(std::string_view type, std::string_view id);

// What the chart shows of a practitioner's relation with a patient, strongest kind first.
enum class RelationKind { care_team, encounter, order, documented };
BOOST_DESCRIBE_ENUM(RelationKind, care_team, encounter, order, documented)
struct Relation {
    RelationKind kind = RelationKind::documented;
    std::optional<Instant> first;
    std::optional<Instant> last;
    bool open = false;  // an active care team, an encounter in progress
    Uuid resource;      // the latest that shows it
};
// Nothing of the patient's is opened, and nothing noted: this is asked before the door is opened.
// `practitioner` is the record of the Practitioner, or of the Organization that the patient's
// encounters were at. Relations of resources that
// came before version 0.2 are not known.
Result<std::vector<Relation>> relations(house::View& view, const PatientId& patient,
                                        const Uuid& practitioner);

// The rows of chosen items, in the order given; ids of another type are left out.
Result<std::vector<DocumentRow>> document_rows(house::View& view, const std::vector<Uuid>& ids);
Result<std::vector<ResultRow>> result_rows(house::View& view, const std::vector<Uuid>& ids);
Result<std::vector<MedicationRow>> medication_rows(house::View& view, const std::vector<Uuid>& ids);
Result<std::vector<ConditionRow>> condition_rows(house::View& view, const std::vector<Uuid>& ids);

}  // namespace muniment::chart
