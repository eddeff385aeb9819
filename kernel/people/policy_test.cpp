// Who may: the roles of the shipped packs, and the bounds of the one decision.
// SPDX-License-Identifier: Apache-2.0
#include "kernel/people/policy.h"

#include <doctest/doctest.h>

#include "packs/packs.h"

namespace muniment::people {

using house::Permission;
using rules::Bound;
using std::chrono::days;

namespace {

const Day today = *parse_day("2026-11-22");
const Instant now{today};

const rules::Packs& shipped() {
    static const auto loaded = rules::Packs::load(packs::shipped());
    REQUIRE(loaded);
    return *loaded;
}

house::Actor actor(const std::vector<Role>& roles, const std::string& purpose = "") {
    Session session;
    session.user = derived_uuid("ada");
    session.roles = roles;
    house::Actor made = actor_of(session, shipped(), today);
    if (!purpose.empty()) made.purpose = purpose;
    return made;
}

Connection related(Relation relation, int days_ago = 0) {
    Connection connection;
    connection.relation = relation;
    if (days_ago > 0) connection.last = now - days(days_ago);
    return connection;
}

}  // namespace

// Goal: every role of the program has a rule, names what the program has, and no more.
TEST_CASE("policy: every role has a rule") {
    REQUIRE(check_roles(shipped(), today));
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Role>>([&](auto one) {
        CAPTURE(std::string(one.name));
        const auto may = permissions_of(shipped(), {one.value}, today);
        CHECK(may.size() > 1);  // signed_in, and something of its own
        CHECK(may.contains(Permission::signed_in));
    });
    CHECK(permissions_of(shipped(), {}, today) == std::set<Permission>{Permission::signed_in});
}

// 45 CFR 164.308(a)(4)(i), 45 CFR 164.312(a)(1)
// Goal: each bound refuses by itself; the answer names the bound that stands nearest to yes.
TEST_CASE("policy: bounds, one after the other") {
    struct Row {
        std::vector<Role> roles;
        const char* purpose;
        Permission permission;
        std::optional<Connection> connection;
        Bound bound;
    };
    using enum Role;
    Connection elsewhere = related(Relation::encounter);
    elsewhere.other_facility = true;
    Connection emergency_elsewhere = related(Relation::emergency);
    emergency_elsewhere.other_facility = true;
    const Row rows[] = {
        {{release_specialist}, "LEGAL", Permission::release_work, {}, Bound::none},
        {{clerk}, "", Permission::chart_read, {}, Bound::permission},
        {{}, "", Permission::chart_read, {}, Bound::permission},
        {{coder}, "TREATMENT", Permission::chart_read, {}, Bound::purpose},
        {{coder}, "PAYMENT", Permission::chart_read, related(Relation::none), Bound::none},
        {{physician}, "", Permission::chart_read, {}, Bound::none},
        {{physician}, "", Permission::chart_read, related(Relation::none), Bound::relation},
        {{physician}, "", Permission::chart_read, related(Relation::unknown), Bound::relation},
        {{physician}, "", Permission::chart_read, related(Relation::order, 30), Bound::none},
        {{physician}, "", Permission::chart_read, related(Relation::order, 31), Bound::relation},
        {{physician}, "", Permission::chart_read, related(Relation::care_team), Bound::none},
        {{physician}, "", Permission::chart_read, elsewhere, Bound::facility},
        {{physician}, "", Permission::chart_read, emergency_elsewhere, Bound::none},
        {{nurse}, "", Permission::chart_read, related(Relation::order, 8), Bound::relation},
        {{patient}, "", Permission::portal, related(Relation::self), Bound::none},
        {{patient}, "", Permission::portal, related(Relation::care_team), Bound::relation},
        {{patient}, "", Permission::chart_read, related(Relation::self), Bound::permission},
        // Several roles: what one of them allows.
        {{physician, release_specialist},
         "OPERATIONS",
         Permission::chart_read,
         related(Relation::none),
         Bound::none},
        {{clerk, coder}, "TREATMENT", Permission::chart_read, {}, Bound::purpose},
    };
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        CAPTURE(i);
        const Row& row = rows[i];
        const auto who = actor(row.roles, row.purpose);
        const auto decision = authorize(shipped(), who, row.permission,
                                        row.connection ? &*row.connection : nullptr, now, today);
        CHECK(decision.bound == row.bound);
        CHECK(decision.allowed == (row.bound == Bound::none));
        CHECK(decision.say.empty() == decision.allowed);
        CHECK(!decision.cite.empty());
    }
}

// Goal: overdue training closes patients' records, whatever the relation; the break-glass offer is
// made only to those who may break it.
TEST_CASE("policy: training, and what a refusal offers") {
    auto doctor = actor({Role::physician});
    const Connection none = related(Relation::none), team = related(Relation::care_team);
    auto refused = authorize(shipped(), doctor, Permission::chart_read, &none, now, today);
    CHECK(refusal(refused).fault == Fault::forbidden);
    CHECK(refusal(refused).cite == "45 CFR 164.312(a)(2)(ii)");
    const auto self = actor({Role::patient});
    refused = authorize(shipped(), self, Permission::portal, &none, now, today);
    CHECK(refusal(refused).cite != "45 CFR 164.312(a)(2)(ii)");
    doctor.training_overdue = true;
    CHECK(authorize(shipped(), doctor, Permission::chart_read, &team, now, today).bound ==
          Bound::training);
    const Connection emergency = related(Relation::emergency);
    CHECK(authorize(shipped(), doctor, Permission::chart_read, &emergency, now, today).allowed);
    CHECK(authorize(shipped(), doctor, Permission::emergency_access, nullptr, now, today).allowed);
    auto coder_late = actor({Role::coder});
    coder_late.training_overdue = true;
    CHECK(authorize(shipped(), coder_late, Permission::chart_read, nullptr, now, today).bound ==
          Bound::training);
}

// Goal: the account says whose record, which facility, and until when without training.
TEST_CASE("policy: an actor out of a session") {
    Session session;
    session.roles = {Role::physician, Role::clerk};
    session.person.patient = derived_uuid("self");
    session.person.practitioner = "dr-1";
    session.person.facility = "north";
    session.person.trained_until = today;
    auto made = actor_of(session, shipped(), today);
    CHECK(made.self == derived_uuid("self"));
    CHECK(made.practitioner == "dr-1");
    CHECK(made.facility == "north");
    CHECK(made.purpose == "TREATMENT");  // the first of the first role
    CHECK(!made.training_overdue);       // through the last day
    CHECK(actor_of(session, shipped(), today + days(1)).training_overdue);
    session.person.trained_until.reset();
    CHECK(!actor_of(session, shipped(), today + days(1)).training_overdue);
}

// Goal: what is withheld from one role is seen by who has another that may see it.
TEST_CASE("policy: withheld labels") {
    using Labels = std::vector<std::string>;
    CHECK(withheld_from(shipped(), actor({Role::coder}), today) == Labels{"PSYTHPN"});
    CHECK(withheld_from(shipped(), actor({Role::coder, Role::physician}), today) ==
          Labels{"PSYTHPN"});
    CHECK(withheld_from(shipped(), actor({Role::coder, Role::privacy_officer}), today).empty());
    CHECK(withheld_from(shipped(), actor({}), today).empty());
}

// 45 CFR 164.308(a)(3)(ii)(B), 45 CFR 164.308(a)(4)(ii)(C)
// Goal: who audits does not do what is audited.
TEST_CASE("policy: separation of duties") {
    CHECK(conflict_of(shipped(), {Role::him_director, Role::administrator}, today).empty());
    CHECK(!conflict_of(shipped(), {Role::auditor, Role::administrator}, today).empty());
    CHECK(!conflict_of(shipped(), {Role::privacy_officer, Role::auditor}, today).empty());
    CHECK(!conflict_of(shipped(), {Role::patient, Role::attorney}, today).empty());
    CHECK(conflict_of(shipped(), {Role::patient, Role::nurse}, today).empty());
}

}  // namespace muniment::people
