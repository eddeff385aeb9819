// What two desks do to one patient: they never include each other, so only here is it seen that
// what the one writes is what the other shows.
#include "tests/support/site.h"

namespace muniment::server {

using namespace tests;

// Goal: a theft is taken in, decided a breach by the privacy desk, and stands on the accounting
// that the release desk gives the patient (45 CFR 164.528(a)(1)).
TEST_CASE("server: a breach stands on the patient's accounting of disclosures") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Site site(engine);
        const std::string accounting = "/release/accounting?patient=" + Site::p();
        CHECK(site.must("GET", accounting).at("rows").as_array().empty());
        auto shown =
            site.must("POST", "/privacy/incidents",
                      json::serialize(json::object{{"what", "A laptop was stolen from a car."},
                                                   {"type", "theft"},
                                                   {"place", "laptop"},
                                                   {"occurred_from", "2026-11-18"},
                                                   {"learned", {{"on", "2026-11-20"}}},
                                                   {"list", "M-1"}}));
        const std::string path = "/privacy/incidents/" + std::string(shown.at("id").as_string());
        const auto post = [&](const char* where, json::object command) {
            command["version"] = shown.at("version");
            shown = site.must("POST", path + where, json::serialize(command));
        };
        post("/entries",
             {{"containment",
               {{"what", "The police were told."}, {"by", "R. Vale"}, {"on", "2026-11-20"}}}});
        for (const char* step : {"triage", "contain", "investigate"})
            post("/step", {{"action", step}});
        post("/decision", {{"result", "breach"},
                           {"reason", "It was not encrypted."},
                           {"signature", Site::actor().name}});
        const auto rows = site.must("GET", accounting).at("rows").as_array();
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].at("date").as_string() == "2026-11-18");
        CHECK(rows[0].at("recipient").as_string() == "not known");
        CHECK(rows[0].at("purpose").as_string() == "impermissible disclosure");
        CHECK(rows[0].at("case_number") == shown.at("number"));
        // Another patient's list says nothing of it.
        const auto other = to_text(patient_of("q"));
        CHECK(
            site.must("GET", "/release/accounting?patient=" + other).at("rows").as_array().empty());
    }
}

}  // namespace muniment::server
