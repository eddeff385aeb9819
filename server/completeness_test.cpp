// Whatever shows something of a patient leaves an access row for that patient: every route, by a
// table that fails when a route has no row in it.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/access_rows.h"

namespace muniment::server {

using namespace tests;

namespace {

std::string name_of(const house::Route& route) {
    return std::string(route.method) + " " + std::string(route.path);
}

}  // namespace

std::vector<AccessRow> access_rows() {
    std::vector<AccessRow> all;
    for (const auto rows : {kernel_rows(), release_rows(), release_papers_rows(), privacy_rows(),
                            rights_rows(), exchange_rows(), workforce_rows()})
        all.insert(all.end(), rows.begin(), rows.end());
    return all;
}

TEST_CASE("access: every route has a row in this table, and every row is a route") {
    const auto table = access_rows();
    std::set<std::string> routes, rows;
    for (const house::Route& route : all_routes()) routes.insert(name_of(route));
    for (const AccessRow& row : table) rows.insert(row.route);
    CHECK(routes.size() == all_routes().size());
    CHECK(rows.size() == table.size());
    for (const std::string& one : routes) {
        CAPTURE(one);
        CHECK(rows.contains(one));
    }
    for (const std::string& one : rows) {
        CAPTURE(one);
        CHECK(routes.contains(one));
    }
}

// Goal: no route shows a patient without an access row of exactly that patient, in one entry.
TEST_CASE("access: what a route shows of a patient is written down before it is answered") {
    const auto table = access_rows();
    for (const Engine engine : engines()) {
        CAPTURE(std::string(tests::name_of(engine)));
        Site site(engine);
        for (const AccessRow& row : table) {
            CAPTURE(std::string(row.route));
            const Target target = row.prepare(site);
            const std::string method(row.route, std::string_view(row.route).find(' '));
            const auto mine = site.access_rows("p"), others = site.access_rows("q"),
                       all = site.access_rows();
            const auto entries = site.house->ledger().size();
            const auto answer = site.ask(method, target.path, target.content);
            REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
            CHECK(answer->status == 200);
            const std::int64_t wanted = row.shows == Shows::patient ? 1 : 0;
            CHECK(site.access_rows("p") == mine + wanted);
            CHECK(site.access_rows("q") == others);
            CHECK(site.access_rows() == all + wanted);
            CHECK(site.house->ledger().size() - entries ==
                  (wanted == 1 || method != "GET" ? 1 : 0));
            if (row.shows == Shows::nobody)
                CHECK(answer->content.find(marker) == std::string::npos);
            const std::string action(row.route);
            if (wanted == 1)
                CHECK(site.number("SELECT COUNT(*) FROM people_access WHERE org = 1 AND action = ? "
                                  "AND purpose = 'PATIENT_REQUEST'",
                                  {action}) > 0);
        }
        CHECK(site.damage().empty());
    }
}

// Goal: the second statement of the policy holds for real requests too: a role that may not enter a
// route gets no word of a patient, and her attempt changes nothing.
TEST_CASE("access: no route answers a role that may not enter") {
    const auto table = access_rows();
    Site site(Engine::sqlite);
    const Statement said = policy_statement();
    std::int64_t refused = 0;
    for (const AccessRow& row : table) {
        CAPTURE(std::string(row.route));
        const Words& who = said.routes.at(row.route);
        if (who.contains("everybody") || who.contains("signed_in")) continue;
        const Target target = row.prepare(site);
        const std::string method(row.route, std::string_view(row.route).find(' '));
        const auto before = site.access_rows();
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<people::Role>>(
            [&](auto role) {
                if (who.contains(role.name)) return;
                CAPTURE(std::string(role.name));
                people::Session session;
                session.user = derived_uuid("somebody");
                session.roles = {role.value};
                const auto actor = people::actor_of(session, shipped_packs(), site.house->today());
                const auto answer = site.ask(method, target.path, target.content, actor);
                REQUIRE(!answer);
                CHECK(answer.error().fault == Fault::forbidden);
                CHECK(answer.error().message.find(marker) == std::string::npos);
                ++refused;
            });
        CHECK(site.access_rows() == before);
    }
    CHECK(refused > 1000);
}

// Goal: who needs a relation and has none is refused after the record was found and before a word
// of it leaves; the attempt stands in the patient's trail.
TEST_CASE("access: no route shows a patient to somebody whom nothing connects") {
    const auto table = access_rows();
    Site site(Engine::sqlite);
    const Statement said = policy_statement();
    for (const AccessRow& row : table) {
        CAPTURE(std::string(row.route));
        const Words& who = said.routes.at(row.route);
        if (row.shows == Shows::nobody || std::string_view(row.route) == "GET /patients" ||
            std::string_view(row.route) == "POST /emergency")
            continue;
        for (const auto role : {people::Role::physician, people::Role::nurse}) {
            if (!who.contains(std::string(enum_name(role)))) continue;
            const Target target = row.prepare(site);
            const std::string method(row.route, std::string_view(row.route).find(' '));
            people::Session session;
            session.user = derived_uuid("stranger");
            session.roles = {role};
            const auto actor = people::actor_of(session, shipped_packs(), site.house->today());
            const auto mine = site.access_rows("p");
            const auto answer = site.ask(method, target.path, target.content, actor);
            REQUIRE(!answer);
            CHECK(answer.error().fault == Fault::forbidden);
            CHECK(site.access_rows("p") == mine + 1);
        }
    }
    CHECK(site.number("SELECT COUNT(*) FROM people_access WHERE org = 1 AND action = "
                      "'access.denied'") > 0);
}

// Goal: a question about nobody in particular names everybody it showed.
TEST_CASE("access: a search leaves one row for each patient found") {
    Site site(Engine::sqlite);
    const auto mine = site.access_rows("p"), others = site.access_rows("q");
    const auto found = site.must("GET", "/patients?q=");
    CHECK(found.at("patients").as_array().size() == 2);
    CHECK(site.access_rows("p") == mine + 1);
    CHECK(site.access_rows("q") == others + 1);
    site.must("GET", "/patients?q=nobody");
    CHECK(site.access_rows("p") == mine + 1);
}

}  // namespace muniment::server
