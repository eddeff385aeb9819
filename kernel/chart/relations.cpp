#include "kernel/chart/relations.h"

#include <algorithm>

#include "kernel/chart/tables.h"

namespace muniment::chart {

using house::View;
using store::Row;
using store::Value;

std::optional<RelationKind> relation_of(std::string_view type) {
    struct Known {
        std::string_view type;
        RelationKind kind;
    };
    static constexpr Known known[] = {
        {"CareTeam", RelationKind::care_team},
        {"Encounter", RelationKind::encounter},
        {"Appointment", RelationKind::encounter},
        {"EpisodeOfCare", RelationKind::encounter},
        {"ServiceRequest", RelationKind::order},
        {"MedicationRequest", RelationKind::order},
        {"DeviceRequest", RelationKind::order},
        {"NutritionOrder", RelationKind::order},
        {"DocumentReference", RelationKind::documented},
        {"DiagnosticReport", RelationKind::documented},
        {"Procedure", RelationKind::documented},
    };
    const auto found = std::ranges::find(known, type, &Known::type);
    return found == std::end(known) ? std::nullopt : std::optional(found->kind);
}

// Where a patient was seen is a relation too: that of the facility.
static bool is_counted(const fhir::Reference& to, RelationKind kind) {
    return to.type == "Practitioner" || to.type == "PractitionerRole" ||
           (to.type == "Organization" && kind == RelationKind::encounter);
}

// A bundle's own "urn:uuid:X" names no type; what else a resource of these types points to is
// rarely a person, and a relation with a building is nobody's.
static std::string key_of(const fhir::Reference& to, const std::string& secret) {
    if (to.by_id()) return std::string(fhir::resource_id(to).view());
    const Hash digest = sha256({secret, to.identifier_system, "|", to.identifier_value});
    return std::string(digest.view().substr(0, 16));
}

void RelationGatherer::take(const Incoming& one, const Uuid& patient, const Uuid& resource) {
    const auto kind = relation_of(one.summary.type);
    if (!kind || patient.is_nil()) return;
    for (const fhir::Reference& to : one.summary.references) {
        const bool untyped = to.type.empty() && to.by_id() &&
                             (*kind == RelationKind::care_team || *kind == RelationKind::encounter);
        if (!is_counted(to, *kind) && !untyped) continue;
        Span span{patient,
                  key_of(to, secret_),
                  *kind,
                  one.summary.date,
                  one.summary.date,
                  false,
                  resource,
                  0};
        if (untyped && span.practitioner == patient.view()) continue;
        if (one.summary.encounter_facts && one.summary.encounter_facts->end)
            span.last = one.summary.encounter_facts->end;
        span.open = (*kind == RelationKind::care_team && one.summary.status == "active") ||
                    (*kind == RelationKind::encounter && one.summary.status == "in-progress");
        meet(span);
    }
}

static Uuid id_of(const Uuid& patient, const std::string& practitioner, RelationKind kind) {
    return derived_uuid("relation|" + std::string(patient.view()) + practitioner +
                        std::string(enum_name(kind)));
}

// Widens `mine` by `more`; later evidence stands for both, and says whether it goes on.
template <class Span>
static bool widen(Span& mine, const Span& more) {
    bool changed = false;
    if (more.first && (!mine.first || *more.first < *mine.first)) {
        mine.first = more.first;
        changed = true;
    }
    if (more.last && (!mine.last || *more.last > *mine.last)) {
        mine.last = more.last;
        mine.resource = more.resource;
        changed = true;
    }
    if (more.open && !mine.open) changed = mine.open = true;
    return changed;
}

void RelationGatherer::meet(const Span& span) {
    const auto [place, is_new] =
        spans_.try_emplace(id_of(span.patient, span.practitioner, span.kind), span);
    if (!is_new) widen(place->second, span);
}

Status RelationGatherer::drafts(View& view, std::vector<house::Draft>& out) {
    for (auto& [id, span] : spans_) {
        std::optional<Span> kept;
        TRY(view.sql().query(
            "SELECT version, first, last, open, resource FROM chart_relation WHERE org = ? AND id "
            "= ? AND current = 1",
            {view.org(), store::view_of(id)}, [&](const Row& row) {
                kept = span;
                kept->version = row.integer(0);
                kept->first = row.maybe_instant(1);
                kept->last = row.maybe_instant(2);
                kept->open = row.integer(3) != 0;
                kept->resource = row.uuid(4);
            }));
        if (kept && !widen(*kept, span)) continue;
        const Span& now = kept ? *kept : span;
        out.push_back({&relation_table,
                       id,
                       now.version + 1,
                       {store::value_of(now.patient), store::Blob{now.practitioner},
                        std::string(enum_name(now.kind)), store::value_of(now.first),
                        store::value_of(now.last), std::int64_t{now.open ? 1 : 0},
                        store::value_of(now.resource)},
                       {},
                       ""});
    }
    return ok();
}

// The keys under which a practitioner's relations are kept: the record, and its identifiers.
static Result<std::vector<std::string>> keys_of(View& view, const Uuid& practitioner) {
    std::vector<std::string> keys = {std::string(practitioner.view())};
    TRY(view.sql().query(
        "SELECT value FROM chart_identifier WHERE org = ? AND resource = ? AND current = 1",
        {view.org(), store::view_of(practitioner)},
        [&](const Row& row) { keys.emplace_back(row.text(0)); }));
    return keys;
}

Result<std::vector<Relation>> relations(View& view, const PatientId& patient,
                                        const Uuid& practitioner) {
    std::vector<Relation> found;
    const auto keys = TRY(keys_of(view, practitioner));
    for (const std::string& key : keys)
        TRY(view.sql().query(
            "SELECT kind, first, last, open, resource FROM chart_relation WHERE org = ? AND "
            "patient = ? AND practitioner = ? AND current = 1",
            {view.org(), store::view_of(patient.uuid), store::Blob{key}}, [&](const Row& row) {
                const auto kind = enum_value<RelationKind>(row.text(0));
                if (!kind) return;
                found.push_back({*kind, row.maybe_instant(1), row.maybe_instant(2),
                                 row.integer(3) != 0, row.uuid(4)});
            }));
    std::ranges::sort(found, {}, &Relation::kind);
    return found;
}

}  // namespace muniment::chart
