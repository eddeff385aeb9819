// Which practitioner the chart connects with which patient.
// SPDX-License-Identifier: Apache-2.0
#include "kernel/chart/relations.h"

#include <doctest/doctest.h>

#include "kernel/chart/chart.h"
#include "tests/support/chart_lodge.h"

namespace muniment::chart {

using namespace tests;

namespace {

std::string named(const std::string& type, const std::string& id, const std::string& more) {
    return "{'resourceType':'" + type + "','id':'" + id + "','subject':{'reference':'Patient/p'}" +
           more + "}";
}
std::string at(const std::string& role, const std::string& to) {
    return ",'" + role + "':[{'individual':{'reference':'" + to + "'}}]";
}
std::string doctor(const std::string& id, const std::string& npi) {
    return "{'resourceType':'Practitioner','id':'" + id +
           "','identifier':[{'system':'urn:npi','value':'" + npi + "'}],'name':[{'family':'A'}]}";
}
Uuid practitioner(const std::string& id) { return record_of("Practitioner", id); }

struct Kept : ChartLodge {
    using ChartLodge::ChartLodge;
    std::vector<Relation> of(const std::string& who, const std::string& patient = "p") {
        const auto v = view();
        const auto found = relations(*v, patient_of(patient), practitioner(who));
        REQUIRE(found);
        CHECK(v->reads().empty());  // nobody looked at the patient yet
        return *found;
    }
};

const std::string visit =
    ",'status':'finished','period':{'start':'2026-01-10T10:00:00Z',"
    "'end':'2026-01-12T10:00:00Z'}";

}  // namespace

// Goal: encounters, care teams, orders and documents connect; a patient's other resources do not.
TEST_CASE("relations: kinds, times and whom they name") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Kept kept(engine);
        kept.import(bundle_of(
            {patient_json("p"), patient_json("q", "Zimmer", "Otto", "M-2"), doctor("d", "1"),
             doctor("n", "2"), named("Encounter", "e", visit + at("participant", "Practitioner/d")),
             named("CareTeam", "t",
                   ",'status':'active','participant':[{'member':{'reference':'Practitioner/n'}}]"),
             named("ServiceRequest", "s",
                   ",'authoredOn':'2026-02-01','requester':{'reference':'Practitioner/d'}"),
             named("Observation", "o",
                   ",'effectiveDateTime':'2026-02-03','performer':[{'reference':'Practitioner/x'}],"
                   "'code':{'text':'a'}")}));
        const auto d = kept.of("d");
        REQUIRE(d.size() == 2);
        CHECK(d[0].kind == RelationKind::encounter);
        CHECK(to_text(*d[0].first) == "2026-01-10T10:00:00Z");
        CHECK(to_text(*d[0].last) == "2026-01-12T10:00:00Z");
        CHECK(!d[0].open);
        CHECK(d[0].resource == record_of("Encounter", "e"));
        CHECK(d[1].kind == RelationKind::order);
        const auto n = kept.of("n");
        REQUIRE(n.size() == 1);
        CHECK(n[0].kind == RelationKind::care_team);
        CHECK(n[0].open);
        CHECK(kept.of("x").empty());
        CHECK(kept.of("d", "q").empty());
        CHECK(kept.damage().empty());
    }
}

// Goal: a later encounter widens the one record; the same again leaves it as it is.
TEST_CASE("relations: one record per patient, practitioner and kind") {
    Kept kept(Engine::sqlite);
    const std::string later = ",'status':'finished','period':{'start':'2026-03-01T10:00:00Z'}";
    const auto one = named("Encounter", "e", visit + at("participant", "Practitioner/d"));
    kept.import(bundle_of({patient_json("p"), one}));
    kept.import(
        bundle_of({one, named("Encounter", "f", later + at("participant", "Practitioner/d"))}));
    const auto found = kept.of("d");
    REQUIRE(found.size() == 1);
    CHECK(to_text(*found[0].first) == "2026-01-10T10:00:00Z");
    CHECK(to_text(*found[0].last) == "2026-03-01T10:00:00Z");
    CHECK(found[0].resource == record_of("Encounter", "f"));
    const auto versions = kept.number("SELECT COUNT(*) FROM chart_relation WHERE org = 1");
    kept.import(bundle_of({one}));
    CHECK(kept.number("SELECT COUNT(*) FROM chart_relation WHERE org = 1") == versions);
}

// Goal: a reference by NPI, as Synthea's bundles have, meets the practitioner's record.
TEST_CASE("relations: practitioners named by an identifier") {
    Kept kept(Engine::sqlite);
    kept.import(
        bundle_of({patient_json("p"), doctor("d", "99"),
                   named("Encounter", "e",
                         visit + at("participant", "Practitioner?identifier=urn:npi|99"))}));
    REQUIRE(kept.of("d").size() == 1);
    CHECK(kept.of("d")[0].kind == RelationKind::encounter);
}

}  // namespace muniment::chart
