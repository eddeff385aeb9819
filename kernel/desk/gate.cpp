#include "kernel/desk/gate.h"

#include <algorithm>

#include "kernel/chart/chart.h"
#include "kernel/people/emergency.h"
#include "kernel/tasks/tasks.h"

namespace muniment::desk {

using house::Actor;
using house::Permission;
using house::Read;
using house::View;
using people::Connection;
using people::Relation;

// Who has no role is the operator of this machine, or the system: bounded by permission alone.
static people::Decision by_permission(const Actor& actor, Permission permission) {
    people::Decision decision;
    decision.allowed = actor.permissions.contains(permission);
    if (decision.allowed) return decision;
    decision.bound = rules::Bound::permission;
    decision.say = "This actor may not do this.";
    return decision;
}

people::Decision admit(const rules::Packs& packs, const Actor& actor, const house::Route& route,
                       Instant now, Day today) {
    people::Decision open;
    open.allowed = true;
    if (route.permission == Permission::open) return open;
    if (actor.roles.empty() || route.permission == Permission::signed_in)
        return by_permission(actor, route.permission);
    return people::authorize(packs, actor, route.permission, nullptr, now, today);
}

// Strongest first; kinds of chart relations are named as those of people are.
static Result<Connection> by_chart(View& view, const Actor& actor, const PatientId& patient) {
    Connection connection;
    connection.relation = Relation::none;
    if (actor.practitioner.empty()) return connection;
    const Uuid practitioner = chart::record_named("Practitioner", actor.practitioner);
    const auto found = TRY(chart::relations(view, patient, practitioner));
    for (const chart::Relation& one : found) {
        const auto relation = enum_value<Relation>(enum_name(one.kind));
        const bool later = !connection.last || (one.last && *one.last > *connection.last);
        if (!relation || (connection.relation != Relation::none && !one.open && !later)) continue;
        connection.relation = *relation;
        connection.evidence = to_text(one.resource);
        connection.last = one.open ? std::nullopt : one.last;
        if (one.open) break;
    }
    return connection;
}

static const Read* case_read(const std::vector<Read>& reads, const Uuid& patient) {
    const auto found = std::ranges::find_if(reads, [&](const Read& read) {
        return read.patient == patient && read.table == "tasks_case";
    });
    return found == reads.end() ? nullptr : &*found;
}

// A case of the desk that the person may work on is what brings her to the patient.
static Status by_case(View& view, const Actor& actor, Instant now, const Uuid& patient,
                      const std::vector<Read>& reads, Connection& connection) {
    if (const Read* read = case_read(reads, patient)) {
        connection = {Relation::task,
                      read->ids.empty() ? "" : to_text(read->ids.front()),
                      {},
                      connection.other_facility};
        return ok();
    }
    if (!actor.permissions.contains(Permission::release_work)) return ok();
    const auto open = TRY(tasks::open_case(view, patient, now));
    if (!open) return ok();
    connection = {Relation::task, to_text(*open), {}, connection.other_facility};
    return ok();
}

static Result<Connection> connection_of(View& view, const Actor& actor, Instant now,
                                        const Uuid& patient, const std::vector<Read>& reads) {
    if (actor.self == patient) return Connection{Relation::self, "", {}, false};
    Connection connection = TRY(by_chart(view, actor, PatientId{patient}));
    if (!actor.facility.empty()) {
        const Uuid facility = chart::record_named("Organization", actor.facility);
        const auto seen_there = TRY(chart::relations(view, PatientId{patient}, facility));
        connection.other_facility = seen_there.empty();
    }
    const auto emergency = TRY(people::emergency_now(view, actor.user, patient, now));
    if (emergency)
        return Connection{Relation::emergency, to_text(*emergency), {}, connection.other_facility};
    if (connection.relation == Relation::none)
        TRY(by_case(view, actor, now, patient, reads, connection));
    return connection;
}

Result<people::Connections> connections_of(View& view, const Actor& actor, Instant now,
                                           const std::vector<Read>& reads) {
    people::Connections connections;
    for (const Read& read : reads)
        if (!read.patient.is_nil()) connections.try_emplace(read.patient);
    if (actor.user.is_nil() || connections.size() > connections_max) return connections;
    for (auto& [patient, connection] : connections)
        connection = TRY(connection_of(view, actor, now, patient, reads));
    return connections;
}

// The patient's entry in the index is what a search shows; everything else is the record.
static bool opens_record(const Read& read) {
    return !read.patient.is_nil() && read.table != "chart_patient";
}

std::optional<Refused> refused_at(const rules::Packs& packs, const Actor& actor,
                                  Permission permission, const std::vector<Read>& reads,
                                  const people::Connections& connections, Instant now, Day today) {
    if (actor.roles.empty() || permission == Permission::open) return std::nullopt;
    for (const Read& read : reads) {
        if (!opens_record(read)) continue;
        const auto found = connections.find(read.patient);
        ensure(found != connections.end(), "every patient that was read has a connection");
        auto decision = people::authorize(packs, actor, permission, &found->second, now, today);
        if (!decision.allowed) return Refused{read.patient, std::move(decision)};
    }
    return std::nullopt;
}

}  // namespace muniment::desk
