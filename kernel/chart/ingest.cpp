#include "kernel/chart/ingest.h"

#include "base/text.h"
#include "kernel/chart/relations.h"
#include "kernel/chart/tables.h"

namespace muniment::chart {

using house::Draft;
using house::House;
using house::View;
using store::Value;

Uuid record_id(const Incoming& resource) {
    const fhir::Summary& summary = resource.summary;
    if (!summary.id.empty()) return fhir::resource_id(summary.type, summary.id);
    const fhir::Reference named = fhir::parse_reference(resource.full_url);
    if (named.by_id()) return fhir::resource_id(named);
    return derived_uuid(summary.type + "|" + resource.json);
}

namespace {

constexpr std::size_t lookup_width = 64;

struct Known {
    std::int64_t version = 0;
    std::string digest;  // means something for resources only, as does the type
    std::string type;
};
using KnownRecords = std::unordered_map<Uuid, Known>;

// The current versions of many records, some dozens per statement: one round trip each would make
// a remote database wait.
Status look_up(View& view, const store::Table& table, const char* facts,
               const std::vector<Uuid>& ids, KnownRecords& known) {
    std::string marks = "?";
    for (std::size_t i = 1; i < lookup_width; ++i) marks += ", ?";
    const std::string sql = std::string("SELECT id, version, ") + facts + " FROM " + table.name +
                            " WHERE org = ? AND current = 1 AND id IN (" + marks + ")";
    for (std::size_t at = 0; at < ids.size(); at += lookup_width) {
        std::vector<Value> values = {view.org()};
        for (std::size_t i = 0; i < lookup_width; ++i)
            values.push_back(store::value_of(ids[std::min(at + i, ids.size() - 1)]));
        TRY(view.sql().query(sql, values, [&](const store::Row& row) {
            known[row.uuid(0)] = {row.integer(1), std::string(row.text(2)),
                                  std::string(row.text(3))};
        }));
    }
    return ok();
}

Brief brief_of(const fhir::Summary& s) {
    Brief brief;
    brief.date = s.date_text;
    brief.code = s.code.empty() ? "" : s.code.token();
    brief.title = s.title;
    brief.author = s.author;
    brief.status = s.status;
    brief.value = s.value;
    brief.unit = s.unit;
    brief.range = s.reference_range;
    brief.flag = s.interpretation;
    brief.category = s.category;
    brief.dosage = s.dosage;
    if (s.medication && s.medication->by_id())
        brief.named_by = to_text(fhir::resource_id(*s.medication));
    if (s.encounter_facts) {
        brief.kind = s.encounter_facts->class_code;
        brief.reason = s.encounter_facts->reason;
        brief.facility = s.encounter_facts->facility;
        if (s.encounter_facts->end) brief.end = to_text(*s.encounter_facts->end);
    }
    return brief;
}

// What a person can read of a document, and what it is.
struct Readable {
    std::string content_type;
    std::string text;  // empty: nothing
};

class Planner {
  public:
    Planner(House& house, View& view, const Uuid& source, std::string secret)
        : house_(house),
          view_(view),
          source_(source),
          secret_(std::move(secret)),
          relations_(secret_) {}

    Status prepare(const std::vector<Incoming>& batch) {
        std::vector<Uuid> ids, patients, documents, identifiers;
        for (const Incoming& one : batch) {
            const Uuid id = record_id(one);
            ids.push_back(id);
            if (one.summary.type == "Patient") patients.push_back(id);
            if (one.summary.type == "DocumentReference") documents.push_back(document_id(id));
            for (const fhir::Identifier& name : one.summary.identifiers)
                identifiers.push_back(identifier_id(id, name));
            units_.push_back(unit_of(one, id));
            units_.push_back(patient_of(one, id));
        }
        TRY(look_up(view_, resource_table, "digest, type", ids, resources_));
        TRY(look_up(view_, patient_table, "id, id", patients, patients_));
        TRY(look_up(view_, document_table, "id, id", documents, documents_));
        TRY(look_up(view_, identifier_table, "id, id", identifiers, identifiers_));
        std::erase_if(units_, [](const Uuid& unit) { return unit.is_nil(); });
        return make_keys();
    }

    Status add(const Incoming& one) {
        const Uuid id = record_id(one);
        const std::string digest(sha256({secret_, one.json}).view().substr(0, 16));
        Known& known = resources_[id];
        if (known.digest == digest) {
            ++out_.unchanged;
            return ok();
        }
        if (known.version > 0 && known.type != one.summary.type)
            return refuse(one, "Its id is already that of a resource of type " + known.type +
                                   ", which was kept; ids that are UUIDs must differ in all types "
                                   "(docs/formats/import.md).");
        if (destroyed_.contains(unit_of(one, id)) || destroyed_.contains(id))
            return refuse(one,
                          "It belongs to a retention unit whose key was destroyed; what was "
                          "destroyed is not taken in again.");
        ++(known.version == 0 ? out_.added : out_.changed);
        known = {known.version + 1, digest, one.summary.type};
        const std::string& labels = one.summary.labels;
        TRY(add_resource(one, id, known, labels));
        relations_.take(one, patient_of(one, id), id);
        TRY(add_identifiers(one, id));
        if (one.summary.patient_facts) TRY(add_patient(one, id));
        if (one.summary.type == "DocumentReference") TRY(add_document(one, id, labels));
        return ok();
    }

    Result<Ingested> take() {
        TRY(relations_.drafts(view_, out_.drafts));
        return std::move(out_);
    }

  private:
    Status refuse(const Incoming& one, std::string reason) {
        ++out_.refused;
        out_.problems.push_back({one.file, one.position, std::move(reason)});
        return ok();
    }

    // All at once; one by one only when some unit was destroyed, to know which.
    Status make_keys() {
        const Status made = house_.vault().make_keys(units_);
        if (made || made.error().fault != Fault::not_found) return made;
        for (const Uuid& unit : units_) {
            const Status one = house_.vault().make_keys({{unit}});
            if (!one && one.error().fault != Fault::not_found) return one;
            if (!one) destroyed_.insert(unit);
        }
        return ok();
    }

    static Uuid document_id(const Uuid& resource) {
        return derived_uuid("document|" + std::string(resource.view()));
    }
    static Uuid identifier_id(const Uuid& resource, const fhir::Identifier& name) {
        return derived_uuid("identifier|" + std::string(resource.view()) + name.system + "|" +
                            name.value);
    }
    static Uuid encounter_of(const Incoming& one, const Uuid& id) {
        if (one.summary.type == "Encounter") return id;
        if (one.summary.encounter && one.summary.encounter->by_id())
            return fhir::resource_id(*one.summary.encounter);
        return {};
    }
    static Uuid patient_of(const Incoming& one, const Uuid& id) {
        if (one.summary.type == "Patient") return id;
        if (one.summary.patient && one.summary.patient->by_id())
            return fhir::resource_id(*one.summary.patient);
        return {};
    }
    // The encounter's record is one retention unit; what belongs to none is the patient's.
    static Uuid unit_of(const Incoming& one, const Uuid& id) {
        const Uuid encounter = encounter_of(one, id);
        const Uuid patient = patient_of(one, id);
        return !encounter.is_nil() ? encounter : !patient.is_nil() ? patient : common_unit();
    }

    Result<Value> sealed(const Brief& brief, const store::Table& table, const Uuid& id,
                         std::int64_t version, const Uuid& unit) {
        return Value{store::Blob{
            TRY(house_.vault().seal(unit, brief_context(table, id, version), encode(brief)))}};
    }

    Status add_resource(const Incoming& one, const Uuid& id, const Known& known,
                        const std::string& labels) {
        const Uuid unit = unit_of(one, id);
        const Value brief =
            TRY(sealed(brief_of(one.summary), resource_table, id, known.version, unit));
        out_.drafts.push_back(
            {&resource_table,
             id,
             known.version,
             {store::value_of_id(patient_of(one, id)), store::value_of_id(encounter_of(one, id)),
              one.summary.type, store::value_of(one.summary.date),
              one.summary.code.empty() ? store::null() : Value{one.summary.code.token()},
              labels.empty() ? store::null() : Value{labels}, store::value_of(source_),
              store::Blob{known.digest}, brief},
             unit,
             one.json});
        return ok();
    }

    Status add_identifiers(const Incoming& one, const Uuid& resource) {
        for (const fhir::Identifier& name : one.summary.identifiers) {
            const Uuid id = identifier_id(resource, name);
            Known& known = identifiers_[id];
            if (known.version > 0) continue;  // it is derived from all it holds: never changes
            known.version = 1;
            const Hash value = sha256({secret_, name.system, "|", name.value});
            out_.drafts.push_back(
                {&identifier_table,
                 id,
                 1,
                 {one.summary.type, name.system,
                  store::Blob{std::string(value.view().substr(0, 16))}, store::value_of(resource)},
                 {},
                 ""});
        }
        return ok();
    }

    Status add_patient(const Incoming& one, const Uuid& id) {
        const fhir::PatientFacts& facts = *one.summary.patient_facts;
        PatientBanner banner{PatientId{id}, facts.name, {}, facts.gender, facts.mrn, {},
                             facts.address, facts.phone};
        if (!facts.birth_date.empty()) banner.birth_date = facts.birth_date;
        if (facts.deceased_at)
            banner.deceased_on = to_text(chart_day(house_.zone(), *facts.deceased_at));
        const std::int64_t version = ++patients_[id].version;
        out_.drafts.push_back(
            {&patient_table,
             id,
             version,
             {store::value_of(id), lower(facts.family), lower(facts.given), lower(facts.mrn),
              facts.birth_date.empty() ? store::null() : Value{facts.birth_date}},
             id,
             to_json_text(banner)});
        return ok();
    }

    // The first attachment that can be read as text; others are kept as they are. A document that
    // cannot be read is listed all the same, without text: the desk must know that it is there.
    Readable readable_of(const Incoming& one) {
        const auto problem = [&](const Error& error) {
            out_.problems.push_back(
                {one.file, one.position,
                 "The resource was kept, but its attachment cannot be read: " + error.message});
        };
        Readable found{one.summary.content_type, {}};
        const auto attachments = fhir::attachments(one.json);
        if (!attachments) {
            problem(attachments.error());
            return found;
        }
        std::optional<Error> damaged;
        for (const fhir::Attachment& attachment : *attachments) {
            auto text = fhir::readable_text(attachment);
            if (text) return {attachment.content_type, *std::move(text)};
            if (text.error().fault == Fault::incorrect) damaged = text.error();
        }
        if (damaged) problem(*damaged);
        return found;
    }

    Status add_document(const Incoming& one, const Uuid& resource, const std::string& labels) {
        const auto [content_type, text] = readable_of(one);
        Brief brief = brief_of(one.summary);
        brief.category = one.summary.code.display;
        brief.kind = content_type;
        brief.bytes = std::to_string(text.size());
        const Uuid id = document_id(resource);
        const Uuid unit = unit_of(one, resource);
        const std::int64_t version = ++documents_[id].version;
        const Value sealed_brief = TRY(sealed(brief, document_table, id, version, unit));
        out_.drafts.push_back(
            {&document_table,
             id,
             version,
             {store::value_of_id(patient_of(one, resource)),
              store::value_of_id(encounter_of(one, resource)), store::value_of(resource),
              store::value_of(one.summary.date),
              one.summary.code.empty() ? store::null() : Value{one.summary.code.token()},
              labels.empty() ? store::null() : Value{labels}, sealed_brief},
             unit,
             text});
        ++out_.documents;
        return ok();
    }

    House& house_;
    View& view_;
    const Uuid source_;
    const std::string secret_;
    std::vector<Uuid> units_;
    std::unordered_set<Uuid> destroyed_;
    KnownRecords resources_, patients_, documents_, identifiers_;
    RelationGatherer relations_;
    Ingested out_;
};

}  // namespace

Result<Ingested> ingest(House& house, View& view, const Uuid& source,
                        const std::vector<Incoming>& batch) {
    Planner planner(house, view, source, TRY(house.vault().secret("chart-digest", 32)));
    TRY(planner.prepare(batch));
    for (const Incoming& one : batch) TRY(planner.add(one));
    return planner.take();
}

}  // namespace muniment::chart
