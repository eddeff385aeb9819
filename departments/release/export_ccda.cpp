// The printed rows as a Continuity of Care Document; codes come from the stored resources that go.
#include "departments/release/export_chart.h"
#include "departments/release/letter.h"
#include "formats/ccda/ccda.h"

namespace muniment::release {

namespace {

std::string text_of(const std::optional<std::string>& text) { return text.value_or(""); }

// What the stored resource of a row says; a default one when it does not go.
class Stored {
  public:
    Stored(const Export& exported, const Uuid& item) : found_(exported.find(item)) {}
    ccda::Code code(const std::string& text) const {
        if (found_ == nullptr) return {"", "", text};
        const fhir::Coding& coding = found_->summary.code;
        return {ccda::oid_of(coding.system), coding.code, text};
    }
    std::string at(std::string_view path) const {
        return found_ == nullptr ? "" : fhir::text_at(found_->json, path);
    }
    bool is(std::string_view type) const {
        return found_ != nullptr && found_->summary.type == type;
    }
    std::string status() const { return found_ == nullptr ? "" : found_->summary.status; }

  private:
    const ExportedResource* found_;
};

ccda::Identifier record_number(const Paper& paper, const fhir::Summary& patient) {
    for (const fhir::Identifier& one : patient.identifiers)
        if (one.value == paper.patient.mrn) {
            const std::string oid = ccda::oid_of(one.system);
            return {oid.empty() ? to_text(derived_uuid("identifiers of " + one.system)) : oid,
                    one.value};
        }
    return {to_text(derived_uuid("record numbers of " + paper.facility)), paper.patient.mrn};
}

ccda::Patient patient_of(const Paper& paper, const ExportedResource& stored) {
    ccda::Patient patient;
    patient.identifiers = {record_number(paper, stored.summary)};
    const auto& facts = stored.summary.patient_facts;
    if (facts && !facts->family.empty()) {
        patient.family = facts->family;
        for (const std::string_view given : split(facts->given, ' '))
            if (!given.empty()) patient.given.emplace_back(given);
    } else {
        patient.family = paper.patient.name;  // one text, not parted into names
    }
    patient.sex = paper.patient.sex;
    patient.birth = text_of(paper.patient.birth_date);
    const auto at = [&](const char* path) { return fhir::text_at(stored.json, path); };
    if (const std::string line = at("address[].line[]"); !line.empty())
        patient.address.lines = {line};
    patient.address.city = at("address[].city");
    patient.address.state = at("address[].state");
    patient.address.postal_code = at("address[].postalCode");
    patient.address.country = at("address[].country");
    if (!paper.decision.minimum_necessary) patient.phone = paper.patient.phone;
    return patient;
}

void add_measured(ccda::Document& document, const Records& records, const Export& exported) {
    for (const chart::ResultRow& row : records.results) {
        const Stored stored(exported, row.id);
        ccda::Measured one{row.id,   stored.code(row.name), text_of(row.date),  row.value,
                           row.unit, row.reference_range,   row.interpretation, stored.status()};
        if (row.category == "vital-signs")
            document.vital_signs.push_back(std::move(one));
        else if (row.category == "social-history")
            document.social_history.push_back(std::move(one));
        else
            document.results.push_back(std::move(one));
    }
}

void add_medications(ccda::Document& document, const Records& records, const Export& exported) {
    for (const chart::MedicationRow& row : records.medications) {
        const Stored stored(exported, row.id);
        const bool taken =
            stored.is("MedicationStatement") || stored.is("MedicationAdministration");
        document.medications.push_back({row.id, stored.code(row.name), text_of(row.date),
                                        row.status, row.dosage,
                                        taken ? ccda::Mood::taken : ccda::Mood::ordered});
    }
}

void add_lists(ccda::Document& document, const Records& records, const Export& exported) {
    for (const auto& [section, rows] : records.lists)
        for (const chart::ConditionRow& row : rows) {
            const Stored stored(exported, row.id);
            const std::string date = text_of(row.onset);
            if (section == Section::conditions)
                document.problems.push_back({row.id, stored.code(row.name), date,
                                             stored.at("abatementDateTime"), row.status});
            else if (section == Section::procedures)
                document.procedures.push_back({row.id, stored.code(row.name), date, row.status});
            else if (section == Section::allergies)
                document.allergies.push_back({row.id, stored.code(row.name), date, row.status,
                                              stored.at("category[]"),
                                              stored.at("reaction[].manifestation[].text")});
            else
                document.immunizations.push_back({row.id, stored.code(row.name), date, row.status});
        }
}

void add_encounters(ccda::Document& document, const Export& exported) {
    for (const ExportedResource& one : exported.resources) {
        const auto& facts = one.summary.encounter_facts;
        if (!facts) continue;
        const Stored stored(exported, one.item);
        document.encounters.push_back({one.item, stored.code(one.summary.title), facts->class_code,
                                       stored.at("period.start"), stored.at("period.end"),
                                       facts->reason, facts->facility});
    }
}

// A C-CDA note holds text: what came as an image is said, and shown in the PDF beside it.
std::string pages_elsewhere(const Scan& scan) {
    return "This document came as an image of " + std::to_string(scan.pages.size()) +
           " pages; they stand in release.pdf.";
}

void add_notes(ccda::Document& document, const Records& records) {
    for (const SourceDocument& one : records.documents) {
        const chart::DocumentRow& row = one.row;
        document.notes.push_back({row.id,
                                  {ccda::oid_of("http://loinc.org"), row.type_code, row.type},
                                  text_of(row.date),
                                  row.title,
                                  row.author,
                                  one.scan ? pages_elsewhere(*one.scan) : one.text});
    }
}

// The first day of care that is in the document, as it was written.
std::string earliest(const ccda::Document& document) {
    std::string first;
    std::optional<Instant> at;
    const auto see = [&](const std::string& text) {
        const auto when = parse_fhir_time(text);
        if (!when || (at && *at <= *when)) return;
        at = when;
        first = text;
    };
    for (const auto& one : document.notes) see(one.date);
    for (const auto& one : document.results) see(one.date);
    for (const auto& one : document.vital_signs) see(one.date);
    for (const auto& one : document.medications) see(one.start);
    for (const auto& one : document.problems) see(one.onset);
    for (const auto& one : document.procedures) see(one.date);
    for (const auto& one : document.immunizations) see(one.date);
    for (const auto& one : document.encounters) see(one.start);
    return first;
}

ccda::Organization custodian_of(const Paper& paper) {
    ccda::Organization custodian;
    custodian.name = paper.facility;
    custodian.address.lines = paper.settings.address;
    custodian.phone = paper.settings.complaint_phone;
    return custodian;
}

}  // namespace

std::string ccda_document(const Paper& paper, const Records& records, const Export& exported) {
    ensure(!exported.resources.empty(), "an export has its patient");
    ccda::Document document;
    document.id = derived_uuid("ccda document " + paper.number + to_text(paper.created));
    document.created = paper.created;
    document.title = "Records of case " + paper.number;
    document.patient = patient_of(paper, exported.resources.front());
    document.custodian = custodian_of(paper);
    document.nothing_here =
        "Nothing of this kind is in this release. It may hold only what was asked for and may go.";
    if (!records.choice.sorted.empty())
        document.confidentiality = ccda::Document::Confidentiality::restricted;
    for (const std::string& id : records.choice.notices)
        document.notices.push_back(join(letter_template(id).paragraphs, "\n"));
    add_measured(document, records, exported);
    add_medications(document, records, exported);
    add_lists(document, records, exported);
    add_encounters(document, exported);
    add_notes(document, records);
    document.care_from = earliest(document);
    return ccda::write(document);
}

}  // namespace muniment::release
