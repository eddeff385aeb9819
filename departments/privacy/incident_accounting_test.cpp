// What an incident puts on the patients' accountings, and takes off again.
#include "departments/privacy/incident_accounting.h"

#include "departments/privacy/incident_sample.h"

namespace muniment::privacy {

using sample::day;
using sample::IncidentDesk;

namespace {

IncidentContent theft() {
    IncidentContent content;
    content.what = "Ben Okoro's neighbour took the bag.";
    content.type = IncidentType::theft;
    content.occurred_from = day("2026-11-18");
    content.recipient = " a thief who is not known ";
    content.disclosed = "name, diagnosis";
    content.facts = sample::found_on("2026-11-20");
    content.decision = IncidentDecision{};
    content.decision->result = BreachResult::breach;
    return content;
}

std::vector<tasks::Case> cases_of(IncidentDesk& desk, const PatientId& patient) {
    const auto view = desk.house->view();
    auto found = tasks::cases_of(**view, tasks::disclosure_kind, patient.uuid);
    REQUIRE(found);
    return *found;
}

// An e-mail to the wrong insurer, brought to where it can be decided.
IncidentView investigated(IncidentDesk& desk) {
    auto shown =
        desk.view_of("POST", "/privacy/incidents",
                     R"({"what":"An e-mail went astray.","type":"misdirected",)"
                     R"("place":"email","learned":{"on":"2026-11-20"},"list":"mrn,name,address\n)" +
                         desk.ada.mrn + R"(,,\n,Nobody,1 Elm St"})");
    const std::string path = "/privacy/incidents/" + to_text(shown.id);
    const auto version = [&] { return "{\"version\":" + std::to_string(shown.version); };
    shown = desk.view_of("POST", path + "/entries",
                         version() + R"(,"containment":{"what":"Asked for it back.","on":)"
                                     R"("2026-11-20"}})");
    for (const char* step : {"triage", "contain", "investigate"})
        shown = desk.view_of("POST", path + "/step", version() + ",\"action\":\"" + step + "\"}");
    return shown;
}

IncidentView post(IncidentDesk& desk, const IncidentView& on, const std::string& what,
                  const std::string& more) {
    return desk.view_of("POST", "/privacy/incidents/" + to_text(on.id) + what,
                        "{\"version\":" + std::to_string(on.version) + "," + more + "}");
}

const char* const breach = R"("result":"breach","reason":"It was read.","signature":"Paula Ito")";

}  // namespace

// Goal: 45 CFR 164.528(b)(2)(i), 45 CFR 164.528(b)(2)(ii), 45 CFR 164.528(b)(2)(iii),
// 45 CFR 164.528(b)(2)(iv); nothing of the description of the incident, which may name others.
TEST_CASE("what the patient's accounting says of an incident") {
    const auto noted = disclosure_of(theft(), "P-2026-000001");
    REQUIRE(noted);
    CHECK(to_text(noted->date) == "2026-11-18");
    CHECK(noted->recipient == "a thief who is not known");
    CHECK(noted->description == "name, diagnosis");
    CHECK(noted->purpose == "impermissible disclosure");
    CHECK(noted->incident == "P-2026-000001");
    auto vague = theft();
    vague.occurred_from.reset();
    vague.recipient = vague.disclosed = "";
    const auto less = disclosure_of(vague, "P-2026-000001");
    REQUIRE(less);
    CHECK(to_text(less->date) == "2026-11-20");
    CHECK(less->recipient == "not known");
    CHECK(less->description.find("health information; the day is not known") == 0);
    auto long_one = theft();
    long_one.occurred_to = day("2026-11-19");
    CHECK(disclosure_of(long_one, "")->description == "name, diagnosis; until 2026-11-19");
}

// Goal: docs/decisions/0049; a use is no disclosure (45 CFR 160.103).
TEST_CASE("which incidents are disclosures to be accounted for") {
    struct Row {
        const char* what;
        void (*spoil)(IncidentContent&);
        bool listed;
    };
    const Row rows[] = {
        {"a breach", [](IncidentContent&) {}, true},
        {"low probability of compromise",
         [](IncidentContent& c) { c.decision->result = BreachResult::low_probability; }, true},
        {"secured", [](IncidentContent& c) { c.decision->result = BreachResult::secured; }, false},
        {"an exception", [](IncidentContent& c) { c.decision->result = BreachResult::exception; },
         false},
        {"permitted", [](IncidentContent& c) { c.decision->result = BreachResult::permitted; },
         false},
        {"no health information",
         [](IncidentContent& c) { c.decision->result = BreachResult::not_phi; }, false},
        {"not decided", [](IncidentContent& c) { c.decision.reset(); }, false},
        {"a release of ours", [](IncidentContent& c) { c.release_case = "R-2026-000001"; }, false},
        {"a look inside", [](IncidentContent& c) { c.type = IncidentType::snooping; }, false},
        {"a look inside that was told on",
         [](IncidentContent& c) {
             c.type = IncidentType::snooping;
             c.reach = IncidentReach::outside;
         },
         true},
        {"lost, and found inside", [](IncidentContent& c) { c.reach = IncidentReach::inside; },
         false},
        {"nobody who counts has learned of it",
         [](IncidentContent& c) {
             c.occurred_from.reset();
             c.facts.learned.clear();
         },
         false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        auto content = theft();
        row.spoil(content);
        CHECK(disclosure_of(content, "P-2026-000001").has_value() == row.listed);
    }
}

// Goal: each patient of the chart gets one case with the decision; people added later too; it
// follows what is corrected, and a later decision takes it off.
TEST_CASE("cases of disclosures follow the decision") {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        IncidentDesk desk(engine);
        auto shown = investigated(desk);
        CHECK(cases_of(desk, desk.ada.id).empty());
        shown = post(desk, shown, "/decision", breach);
        REQUIRE(cases_of(desk, desk.ada.id).size() == 1);
        CHECK(cases_of(desk, desk.ada.id).front().state == tasks::disclosure_listed);
        CHECK(cases_of(desk, desk.ben.id).empty());
        shown = post(desk, shown, "/people", "\"list\":\"" + desk.ben.mrn + "\"");
        REQUIRE(cases_of(desk, desk.ben.id).size() == 1);
        json::object edit = {{"what", "An e-mail went astray."}, {"version", shown.version}};
        edit["type"] = "misdirected";
        edit["disclosed"] = "name";
        edit["facts"] = to_json(shown.content.facts);
        const std::string path = "/privacy/incidents/" + to_text(shown.id);
        shown = desk.view_of("PUT", path, json::serialize(edit));
        for (const auto& patient : {desk.ada.id, desk.ben.id}) {
            const auto one = cases_of(desk, patient).front();
            CHECK(one.version == 2);
            CHECK(one.brief.find("name; the day is not known") != std::string::npos);
        }
        edit["version"] = shown.version;
        edit["reach"] = "inside";
        shown = desk.view_of("PUT", path, json::serialize(edit));
        CHECK(cases_of(desk, desk.ada.id).front().state == tasks::disclosure_withdrawn);
        edit["version"] = shown.version;
        edit["reach"] = "outside";
        desk.view_of("PUT", path, json::serialize(edit));
        CHECK(cases_of(desk, desk.ada.id).front().state == tasks::disclosure_listed);
        CHECK(cases_of(desk, desk.ada.id).size() == 1);
    }
}

}  // namespace muniment::privacy
