// The gate before a patient's record: who is let in by which relation, and what is written down of
// who is not.
// SPDX-License-Identifier: Apache-2.0
#include "kernel/desk/gate.h"

#include <doctest/doctest.h>

#include "kernel/chart/chart.h"
#include "kernel/desk/perform.h"
#include "kernel/people/emergency.h"
#include "kernel/tasks/tasks.h"
#include "packs/packs.h"
#include "tests/support/chart_lodge.h"

namespace muniment::desk {

using namespace tests;
using house::Permission;
using people::Relation;
using people::Role;

namespace {

const rules::Packs& shipped() {
    static const auto loaded = rules::Packs::load(packs::shipped());
    REQUIRE(loaded);
    return *loaded;
}

struct Shown {
    std::int64_t documents = 0;
};
BOOST_DESCRIBE_STRUCT(Shown, (), (documents))

Result<house::Outcome> show_documents(const house::Call& call) {
    const Uuid id = TRY(call.id());
    const auto page = TRY(chart::documents(call.view, PatientId{id}, {}));
    return house::shows(Shown{page.total});
}
Result<house::Outcome> search(const house::Call& call) {
    const auto found = TRY(chart::find_patients(call.view, call.asked("q"), 50));
    return house::shows(Shown{std::ssize(found)});
}
// Its handlers take the patient from the path, as a bug in the portal would.
house::Route route(const char* path, Permission permission, house::Handler handler) {
    house::Route made;
    made.method = "GET";
    made.path = path;
    made.permission = permission;
    made.handler = handler;
    return made;
}

std::string visit(const std::string& id, const std::string& who, const std::string& at,
                  const std::string& where) {
    return "{'resourceType':'Encounter','id':'" + id +
           "','status':'finished','class':{'code':'AMB'},'subject':{'reference':'Patient/p'},"
           "'period':{'start':'" +
           at + "'},'serviceProvider':{'reference':'Organization/" + where +
           "'},'participant':[{'individual':{'reference':'Practitioner/" + who + "'}}]}";
}

// Patient p was seen by dr-1 yesterday and by dr-2 in spring, at the north hospital.
struct Ward : ChartLodge {
    explicit Ward(Engine engine) : ChartLodge(engine) {
        REQUIRE(tasks::settle(*house));
        import(bundle_of(
            {patient_json("p"), patient_json("q", "Quimby", "Otto", "M-2"),
             visit("e", "dr-1", at(-1), "north"), visit("f", "dr-2", at(-200), "north"),
             document_json("d", "p", "2024-01-10", "An ordinary note."),
             "{'resourceType':'DocumentReference','id':'n','status':'current','subject':{"
             "'reference':'Patient/p'},'meta':{'security':[{'code':'PSYTHPN'}]},'content':[{"
             "'attachment':{'contentType':'text/plain','data':'cHN5Y2g='}}]}"}));
    }
    std::string at(int days) { return to_text(clock.now() + std::chrono::days(days)); }
    house::Actor actor(Role role, const std::string& practitioner = "") {
        people::Session session;
        session.user = derived_uuid("ada");
        session.roles = {role};
        session.person.practitioner = practitioner;
        return people::actor_of(session, shipped(), house->today());
    }
    Result<house::Answer> ask(const house::Actor& who, const std::string& target) {
        clock.move(std::chrono::seconds(1));  // so that the last entry is the latest
        return perform({*house, shipped(), router}, who, asked("GET", target));
    }
    std::string chart(const char* patient = "p") {
        return "/chart/" + to_text(patient_of(patient).uuid);
    }
    people::Access last() {
        const auto found = people::accesses(*view(), {.limit = 1});
        REQUIRE(found);
        REQUIRE(!found->empty());
        return found->front();
    }
    void break_glass(const house::Actor& who) {
        people::Emergency emergency;
        emergency.id = house->new_id();
        emergency.patient = patient_of("p").uuid;
        emergency.user = who.user;
        emergency.begins = house->now();
        emergency.ends = house->now() + people::emergency_length;
        emergency.words = "Unconscious in the hall.";
        house::Act act;
        act.action = "emergency.open";
        act.drafts.push_back(people::emergency_draft(emergency));
        REQUIRE(house->act(std::move(act)));
    }
    Router router{{route("/chart/{id}", Permission::chart_read, show_documents),
                   route("/portal/{id}", Permission::portal, show_documents),
                   route("/search", Permission::chart_read, search)}};
};

}  // namespace

// Goal: the relation decides, and stands in the access entry with what shows it.
TEST_CASE("gate: whom the chart connects") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Ward ward(engine);
        REQUIRE(ward.ask(ward.actor(Role::physician, "dr-1"), ward.chart()));
        CHECK(ward.last().relation == Relation::encounter);
        CHECK(ward.last().evidence == to_text(record_of("Encounter", "e")));
        struct Row {
            Role role;
            const char* practitioner;
            bool open;
        };
        const Row rows[] = {
            {Role::physician, "dr-2", false},  // in spring
            {Role::physician, "dr-9", false},  // never
            {Role::physician, "", false},      // no practitioner at all
            {Role::nurse, "dr-1", true},
            {Role::coder, "", true},  // no relation is asked for, but it is written down
        };
        for (const Row& row : rows) {
            CAPTURE(std::string(row.practitioner));
            const auto answer = ward.ask(ward.actor(row.role, row.practitioner), ward.chart());
            CHECK(bool(answer) == row.open);
            CHECK(ward.last().patient == patient_of("p").uuid);
            if (row.open) continue;
            CHECK(answer.error().fault == Fault::forbidden);
            CHECK(ward.last().action == "access.denied");
        }
        CHECK(ward.last().relation == Relation::none);
        CHECK(ward.damage().empty());
    }
}

// Goal: a name may be searched for, by whoever may read charts; that opens no record.
TEST_CASE("gate: a search opens nothing") {
    Ward ward(Engine::sqlite);
    REQUIRE(ward.ask(ward.actor(Role::physician), "/search?q=quimby"));
    CHECK(ward.last().relation == Relation::none);
    CHECK(!ward.ask(ward.actor(Role::physician), ward.chart()));
}

// Goal: the glass opens one patient's record to one person for an hour.
TEST_CASE("gate: emergency") {
    Ward ward(Engine::sqlite);
    const auto doctor = ward.actor(Role::physician, "dr-9");
    const auto refused = ward.ask(doctor, ward.chart());
    REQUIRE(!refused);
    CHECK(refused.error().cite == "45 CFR 164.312(a)(2)(ii)");
    ward.break_glass(doctor);
    REQUIRE(ward.ask(doctor, ward.chart()));
    CHECK(ward.last().relation == Relation::emergency);
    CHECK(!ward.ask(doctor, ward.chart("q")));
    auto another = doctor;
    another.user = derived_uuid("ben");
    CHECK(!ward.ask(another, ward.chart()));
    const Instant ends = ward.clock.now() + people::emergency_length;
    ward.clock.move(people::emergency_length - std::chrono::seconds(10));
    CHECK(ward.ask(doctor, ward.chart()));
    ward.clock.move(ends - ward.clock.now());
    CHECK(!ward.ask(doctor, ward.chart()));
}

// Goal: a patient opens her own record, whatever a route's handler reads.
TEST_CASE("gate: a patient and nobody else's record") {
    Ward ward(Engine::sqlite);
    auto patient = ward.actor(Role::patient);
    patient.self = patient_of("p").uuid;
    const auto portal = [](const char* id) { return "/portal/" + to_text(patient_of(id).uuid); };
    REQUIRE(ward.ask(patient, portal("p")));
    CHECK(ward.last().relation == Relation::self);
    CHECK(!ward.ask(patient, portal("q")));
    CHECK(!ward.ask(patient, ward.chart()));  // not by the staff's door either
    patient.self = {};
    CHECK(!ward.ask(patient, portal("p")));
}

// Goal: who works at one facility does not open what was never seen there.
TEST_CASE("gate: facilities") {
    Ward ward(Engine::sqlite);
    auto doctor = ward.actor(Role::physician, "dr-1");
    doctor.facility = "north";
    CHECK(ward.ask(doctor, ward.chart()));
    doctor.facility = "south";
    const auto refused = ward.ask(doctor, ward.chart());
    REQUIRE(!refused);
    CHECK(refused.error().message.find("facility") != std::string::npos);
    ward.break_glass(doctor);
    CHECK(ward.ask(doctor, ward.chart()));
}

// Goal: what is withheld from a role is not there for it: not listed, not counted.
TEST_CASE("gate: psychotherapy notes are not the coder's") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Ward ward(engine);
        const auto count = [&](Role role) {
            const auto answer = ward.ask(ward.actor(role, "dr-1"), ward.chart());
            REQUIRE(answer);
            return answer->content;
        };
        CHECK(count(Role::coder) == "{\"documents\":1}");
        CHECK(count(Role::physician) == "{\"documents\":1}");
        CHECK(count(Role::privacy_officer) == "{\"documents\":2}");
    }
}

// Goal: overdue training closes the record, and an emergency opens it all the same.
TEST_CASE("gate: no training, no record, but in an emergency") {
    Ward ward(Engine::sqlite);
    auto doctor = ward.actor(Role::physician, "dr-1");
    doctor.training_overdue = true;
    const auto refused = ward.ask(doctor, ward.chart());
    REQUIRE(!refused);
    CHECK(refused.error().message.find("training") != std::string::npos);
    CHECK(ward.last().action == "access.denied");
    ward.break_glass(doctor);
    CHECK(ward.ask(doctor, ward.chart()));
    auto coder = ward.actor(Role::coder);
    coder.training_overdue = true;
    const auto size = ward.house->ledger().size();
    CHECK(!ward.ask(coder, ward.chart()));  // before anything is read
    CHECK(ward.house->ledger().size() == size);
}

}  // namespace muniment::desk
