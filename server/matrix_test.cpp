// Every route, by every role, for every purpose, relation, age of the relation, facility and state
// of training: the program's decision against a second statement of the policy that is a table and
// nothing else (tests/policy).
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "kernel/desk/gate.h"
#include "tests/support/policy_table.h"
#include "tests/support/site.h"

namespace muniment::server {

using namespace tests;
using people::Relation;
using std::chrono::days;

namespace {

std::string name_of(const house::Route& route) {
    return std::string(route.method) + " " + std::string(route.path);
}

// One cell of the matrix.
struct Cell {
    std::string role;
    std::string purpose;
    bool overdue = false;
    std::optional<Relation> relation;  // absent: no patient's record is opened
    int age_days = 0;
    bool other_facility = false;
};

bool stated(const Statement& said, const Words& who, const Cell& cell) {
    if (who.contains("everybody")) return true;
    // What is for whoever is signed in opens nobody's record.
    if (who.contains("signed_in")) return !cell.relation;
    const Bounds& bounds = said.roles.at(cell.role);
    if (!who.contains(cell.role) || !bounds.purposes.contains(cell.purpose)) return false;
    if (bounds.trained && cell.overdue) {
        // Who may break the glass is let in as far as the patient's name, and in an emergency
        // further.
        const bool breaks = cell.role == "physician" || cell.role == "nurse";
        if (!breaks || (cell.relation && *cell.relation != Relation::emergency)) {
            const bool breaking = who == Words{"nurse", "physician"};
            if (!breaking) return false;
        }
    }
    if (!cell.relation) return true;
    const std::string relation(enum_name(*cell.relation));
    if (cell.other_facility && relation != "emergency") return false;
    if (bounds.relations.contains("any")) return true;
    return bounds.relations.contains(relation) &&
           (bounds.days == 0 || cell.age_days <= bounds.days);
}

const Day today = *parse_day("2026-11-22");
const Instant now{today};

house::Actor actor_of(const Cell& cell) {
    people::Session session;
    session.user = derived_uuid("somebody");
    if (const auto role = enum_value<people::Role>(cell.role)) session.roles = {*role};
    house::Actor actor = people::actor_of(session, shipped_packs(), today);
    actor.purpose = cell.purpose;
    actor.training_overdue = cell.overdue;
    return actor;
}

bool decided(const house::Route& route, const Cell& cell, const house::Actor& actor) {
    if (!desk::admit(shipped_packs(), actor, route, now, today).allowed) return false;
    if (!cell.relation) return true;
    people::Connection connection;
    connection.relation = *cell.relation;
    connection.last = now - days(cell.age_days);
    connection.other_facility = cell.other_facility;
    const Uuid patient = derived_uuid("patient");
    return !desk::refused_at(shipped_packs(), actor, route.permission,
                             {{patient, "chart_resource", 1, {}}}, {{patient, connection}}, now,
                             today);
}

// Purposes x training, then with relations x (ages, or another facility).
template <class Look>
void each_cell(const std::string& role, const Look& look) {
    for (const char* purpose : {"TREATMENT", "PAYMENT", "OPERATIONS", "PATIENT_REQUEST", "LEGAL"})
        for (const bool overdue : {false, true}) {
            look(Cell{role, purpose, overdue, {}, 0, false});
            boost::mp11::mp_for_each<boost::describe::describe_enumerators<Relation>>(
                [&](auto one) {
                    for (const int age : {0, 7, 8, 30, 31})
                        look(Cell{role, purpose, overdue, one.value, age, false});
                    look(Cell{role, purpose, overdue, one.value, 0, true});
                });
        }
}

// The program's decisions on all cells of a role, once for each permission that routes ask for.
class Decisions {
  public:
    const std::vector<bool>& of(const house::Route& route, const std::string& role) {
        auto& known = known_[{route.permission, role}];
        if (known.empty())
            each_cell(role, [&](const Cell& cell) {
                known.push_back(decided(route, cell, actor_of(cell)));
            });
        return known;
    }

  private:
    std::map<std::pair<house::Permission, std::string>, std::vector<bool>> known_;
};

std::string text_of(const house::Route& route, const Cell& cell) {
    return name_of(route) + " by " + cell.role + " for " + cell.purpose +
           (cell.overdue ? ", untrained" : "") +
           (cell.relation ? ", " + std::string(enum_name(*cell.relation)) : "") + ", " +
           std::to_string(cell.age_days) + " days" + (cell.other_facility ? ", elsewhere" : "");
}

}  // namespace

TEST_CASE("matrix: every route has a line in the second statement, and every line is a route") {
    const Statement said = policy_statement();
    Words routes;
    for (const house::Route& route : all_routes()) routes.insert(name_of(route));
    for (const std::string& route : routes) {
        CAPTURE(route);
        CHECK(said.routes.contains(route));
    }
    for (const auto& [route, who] : said.routes) {
        CAPTURE(route);
        CHECK(routes.contains(route));
        for (const std::string& role : who)
            CHECK((role == "everybody" || role == "signed_in" || said.roles.contains(role)));
    }
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<people::Role>>(
        [&](auto one) { CHECK(said.roles.contains(one.name)); });
}

TEST_CASE("matrix: every decision is as the second statement says") {
    const Statement said = policy_statement();
    std::int64_t cells = 0, allowed = 0;
    std::vector<std::string> different;
    Decisions decisions;
    for (const house::Route& route : all_routes()) {
        const auto who = said.routes.find(name_of(route));
        if (who == said.routes.end()) continue;  // the case above says so
        for (const auto& [role, bounds] : said.roles) {
            auto decision = decisions.of(route, role).begin();
            each_cell(role, [&](const Cell& cell) {
                const bool is = *decision++;
                ++cells;
                allowed += is;
                if (is != stated(said, who->second, cell) && different.size() < 20)
                    different.push_back(text_of(route, cell) + (is ? ": allowed" : ": refused"));
            });
        }
    }
    for (const std::string& one : different) FAIL_CHECK(one);
    MESSAGE("matrix: " << cells << " decisions over " << all_routes().size() << " routes and "
                       << said.roles.size() << " roles, " << allowed << " allowed");
}

}  // namespace muniment::server
