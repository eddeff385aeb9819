// The reviewer's day: accesses are judged, a case stands on the list with its reasons, the person
// is asked, the case is closed, and the figures learn from it.
#include "departments/privacy/review.h"

#include <doctest/doctest.h>

#include "departments/privacy/access_import.h"
#include "departments/privacy/review_sample.h"
#include "kernel/people/comparable.h"

namespace muniment::privacy {

using namespace sample;

TEST_CASE("what an action did, and what a relation shows") {
    struct Row {
        const char* action;
        Deed deed;
    };
    const Row rows[] = {{"GET /patients", Deed::search},
                        {"GET /chart/{patient}", Deed::view},
                        {"GET /release/cases", Deed::search},
                        {"POST /release/cases/{id}/release", Deed::give},
                        {"POST /release/cases/{id}/decision", Deed::write},
                        {"access.denied", Deed::denied},
                        {"POST /emergency", Deed::break_glass},
                        {"imported: break_glass", Deed::break_glass},
                        {"GET /emergency", Deed::search},
                        {"POST /emergency/{id}/review", Deed::write},
                        {"imported: search", Deed::search},
                        {"imported: something", Deed::view},
                        {"access", Deed::view}};
    for (const Row& row : rows) CHECK_MESSAGE(deed_of(row.action) == row.deed, row.action);
    CHECK(evidence_of(Relation::care_team) == bit(Fact::care_team));
    CHECK(evidence_of(Relation::none) == 0);
    CHECK(evidence_of(Relation::unknown) == bit(Fact::relation_unknown));
}

// Goal: regular review of records of activity (45 CFR 164.308(a)(1)(ii)(D)) from the trail to an
// outcome.
TEST_CASE("a snooper's accesses become a case, with reasons and evidence") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Ward ward(engine);
        ward.look(ward.nora, "p", hours(5), Relation::none);
        ward.look(ward.nora, "p", hours(4), Relation::none);
        ward.look(ward.nora, "q", hours(3), Relation::care_team);
        CHECK(ward.list().reviews.empty());
        CHECK(!ward.list().judged_until);
        ward.judge_now();
        const auto list = ward.list();
        REQUIRE(list.reviews.size() == 1);
        const ReviewRow& row = list.reviews[0];
        CHECK(row.number == "A-2026-000001");
        CHECK(row.brief.score == 50);  // no relation, and the same last name
        CHECK(row.brief.user_name == "nora");
        CHECK(row.brief.accesses == 2);
        CHECK(row.today);
        CHECK(!row.urgent);
        CHECK(list.shown_today == 1);
        CHECK(list.minutes == 12);
        CHECK(list.judged_until);
        const auto shown = ward.must<ReviewView>("GET", ward.path());
        REQUIRE(shown.content.accesses.size() == 2);
        CHECK(shown.content.accesses[0].relation == "none");
        CHECK(shown.content.accesses[0].records == 2);
        CHECK(shown.content.verdict.reasons.size() == 2);
        CHECK(shown.content.checks.size() == 7);
        CHECK(shown.content.departments == std::vector<std::string>{"ICU"});
        CHECK(shown.ladder.size() == 4);

        // Judging again changes nothing; a further access renews the open case.
        ward.judge_now();
        CHECK(ward.list().reviews[0].version == 1);
        ward.look(ward.nora, "p", hours(1), Relation::none);
        ward.judge_now();
        CHECK(ward.list().reviews[0].version == 2);
        CHECK(ward.list().reviews[0].brief.accesses == 3);
        const auto report = ward.house->fsck();
        REQUIRE(report);
        CHECK(report->damage.empty());
    }
}

TEST_CASE("a case is explained and closed, and what was closed is not opened again") {
    Ward ward(Engine::sqlite);
    ward.look(ward.nora, "p", hours(5), Relation::none);
    ward.judge_now();
    const std::string path = ward.path();
    auto shown = ward.must<ReviewView>("POST", path + "/explanation",
                                       command(1, "'question':'Why was the record opened?'"));
    CHECK(shown.state == ReviewState::explanation_requested);
    shown =
        ward.must<ReviewView>("POST", path + "/answer", command(2, "'answer':'She is my aunt.'"));
    CHECK(shown.content.explanation->answer == "She is my aunt.");
    shown = ward.must<ReviewView>(
        "POST", path + "/close",
        command(3, "'outcome':'inappropriate','conduct':'curious','words':'No purpose of work.'"));
    CHECK(shown.state == ReviewState::inappropriate);
    REQUIRE(shown.content.closing->sanction);
    CHECK(shown.content.closing->sanction->level == 3);
    CHECK(shown.content.closing->incident);
    CHECK(shown.history.size() == 4);
    CHECK(ward.list().reviews.empty());
    CHECK(ward.list("inappropriate").reviews.size() == 1);
    ward.judge_now();
    CHECK(ward.list().reviews.empty());
    // What happens after the closing is a new question, and the ladder knows the earlier one.
    ward.clock.move(hours(24));
    ward.look(ward.nora, "p", hours(1), Relation::none);
    ward.judge_now();
    const auto again = ward.must<ReviewView>("GET", ward.path());
    CHECK(again.number == "A-2026-000002");
    CHECK(again.earlier_findings == 1);
    CHECK(again.ladder[1].level == 3);
    const auto learning = ward.must<ReviewLearning>("GET", "/privacy/learning");
    CHECK(learning.closed == 1);
    REQUIRE(learning.departments.size() == 1);
    CHECK(learning.departments[0].department == "ICU");
}

// Goal: a request that must not pass says why, and changes nothing.
TEST_CASE("what a reviewer may not do") {
    Ward ward(Engine::sqlite);
    ward.look(ward.nora, "p", hours(5), Relation::none);
    ward.judge_now();
    const std::string path = ward.path();
    struct Row {
        const char* step;
        std::string content;
        Fault fault;
    };
    const std::string good = "'outcome':'justified','words':'On call.'";
    const Row rows[] = {
        {"/close", command(7, good), Fault::conflict},
        {"/close", command(1, "'outcome':'justified','words':'  '"), Fault::incorrect},
        {"/close", command(1, "'outcome':'inappropriate','words':'x'"), Fault::incorrect},
        {"/close", command(1, good + ",'conduct':'careless'"), Fault::incorrect},
        {"/close", command(1, "'outcome':'justified','words':'" + std::string(4001, 'x') + "'"),
         Fault::incorrect},
        {"/answer", command(1, "'answer':'x'"), Fault::conflict},
        {"/explanation", command(1, "'question':''"), Fault::incorrect},
    };
    for (const Row& row : rows) {
        const auto answer = ward.ask("POST", path + row.step, row.content);
        REQUIRE_MESSAGE(!answer, row.content);
        CHECK(answer.error().fault == row.fault);
    }
    // Nobody reviews herself: the person whose accesses they are, or whose record it is.
    house::Actor patient = ward.actor(derived_uuid("Mary"), "Mary");
    patient.self = patient_of("p").uuid;
    for (const house::Actor& who : {ward.actor(ward.nora, "nora"), patient}) {
        const auto list = ward.ask_as(who, "GET", "/privacy/reviews");
        REQUIRE(list);
        CHECK(from_json_text<ReviewList>(list->content)->reviews.empty());
        for (const char* step : {"", "/close"}) {
            const auto answer = ward.ask_as(who, *step == 0 ? "GET" : "POST", path + step,
                                            *step == 0 ? "" : command(1, good));
            REQUIRE(!answer);
            CHECK(answer.error().fault == Fault::forbidden);
        }
    }
    ward.must<ReviewView>("POST", path + "/close", command(1, good));
    CHECK(!ward.ask("POST", path + "/close", command(2, good)));
    CHECK(!ward.ask("GET", "/privacy/reviews?state=lost"));
    CHECK(!ward.ask("GET", "/privacy/reviews/" + to_text(derived_uuid("none"))));
}

TEST_CASE("one who looks because of her household, her contacts, or after her end") {
    struct Row {
        const char* signal;
        void (*change)(Ward&, people::Person&);
    };
    const Row rows[] = {
        {"household",
         [](Ward& ward, people::Person& person) {
             person.address = *people::digest_of(
                 *ward.house, people::comparable_address("12 Elm Street, Mesa, AZ 85001"));
         }},
        {"neighbour",
         [](Ward& ward, people::Person& person) {
             person.street = *people::digest_of(
                 *ward.house, people::comparable_street("98 Elm St, Mesa, AZ 85001"));
         }},
        {"emergency_contact",
         [](Ward& ward, people::Person& person) {
             person.contacts = {
                 *people::digest_of(*ward.house, people::comparable_name("Rita Vale"))};
         }},
        {"access_ended",
         [](Ward& ward, people::Person& person) { person.ends = ward.clock.now() - hours(9); }},
        {"co_worker", nullptr},
    };
    for (const Row& row : rows) {
        Ward ward(Engine::sqlite);
        ward.import(bundle_of(
            {"{'resourceType':'Patient','id':'r','name':[{'family':'Vale','given':['Rita']}],"
             "'address':[{'line':['12 Elm Street'],'city':'Mesa','state':'AZ',"
             "'postalCode':'85001'}]}"}));
        if (row.change != nullptr)
            ward.change(ward.nora, [&](people::Person& person) { row.change(ward, person); });
        else
            ward.change(ward.paul,
                        [&](people::Person& person) { person.patient = patient_of("r").uuid; });
        ward.look(ward.nora, "r", hours(5), Relation::none);
        ward.judge_now();
        const auto shown = ward.must<ReviewView>("GET", ward.path());
        bool spoke = false;
        for (const SignalReason& reason : shown.content.verdict.reasons)
            spoke |= reason.signal == row.signal;
        CHECK_MESSAGE(spoke, row.signal);
    }
}

TEST_CASE("weights are adopted from closed cases, and entered in the ledger") {
    Ward ward(Engine::sqlite);
    const auto nothing = ward.must<ReviewLearning>("POST", "/privacy/learning");
    for (const WeightChange& change : nothing.weights) CHECK(change.now == change.pack);
    // Fourteen people of the same name, all with a good reason; others' accesses were improper.
    std::vector<Uuid> staff;
    for (int i = 0; i < 24; ++i)
        staff.push_back(ward.hire("user" + std::to_string(i), Role::nurse, {"ED"},
                                  i < 14 ? "quimby" : "other"));
    for (int i = 0; i < 24; ++i) {
        const auto who = static_cast<std::size_t>(i);
        if (i >= 14)
            ward.change(staff[who], [&](people::Person& person) { person.ends = Instant{}; });
        ward.look(staff[who], "p", hours(5), Relation::none);
    }
    ward.judge_now();
    for (const ReviewRow& row : ward.list().reviews)
        ward.must<ReviewView>(
            "POST", "/privacy/reviews/" + to_text(row.id) + "/close",
            command(1, row.brief.score == 50
                           ? "'outcome':'justified','words':'x'"
                           : "'outcome':'inappropriate','conduct':'curious','words':'x'"));
    const auto adopted = ward.must<ReviewLearning>("POST", "/privacy/learning");
    CHECK(adopted.version == 2);
    bool lighter = false, heavier = false;
    for (const WeightChange& change : adopted.weights) {
        if (change.signal == "surname") lighter = change.now < 15 && change.now >= 8;
        if (change.signal == "access_ended") heavier = change.now > 40 && change.now <= 60;
    }
    CHECK(lighter);
    CHECK(heavier);
    CHECK(ward.must<ReviewLearning>("GET", "/privacy/learning").version == 2);
    const auto last =
        ward.house->ledger().entry(static_cast<std::int64_t>(ward.house->ledger().size()) - 1);
    REQUIRE(last);
    CHECK(last->payload.find("surname") != std::string::npos);
}

// Goal: another system's log is judged here; what is wrong is named by row, and twice is once.
TEST_CASE("access logs of other systems") {
    for (const Engine engine : engines()) {
        Ward ward(engine);
        const std::string text =
            "When,User,Patient,Action,Relation\n"
            "2026-11-21T22:00:00Z,nora,M-1,view,none\n"
            "2026-11-21T22:05:00Z,NORA,m-1,search,\n"
            "2026-11-21,nora,M-1,view,none\n"
            "2026-11-21T22:00:00Z,nobody,M-1,view,none\n"
            "2026-11-21T22:00:00Z,nora,M-99,view,none\n"
            "2026-11-21T22:00:00Z,nora,M-1,peek,none\n"
            "2026-11-21T22:00:00Z,nora,M-1,view,cousin\n"
            "2026-11-21T22:00:00Z,nora,M-1,view,none\n";
        const auto report = import_accesses(*ward.house, text);
        REQUIRE_MESSAGE(report, (report ? "" : report.error().message));
        CHECK(report->rows == 8);
        CHECK(report->kept == 2);
        CHECK(report->known == 1);
        REQUIRE(report->problems.size() == 5);
        CHECK(report->problems[0].row == 3);
        CHECK(report->problems[1].why == "\"user\" names nobody of the house");
        const auto again = import_accesses(*ward.house, text);
        REQUIRE(again);
        CHECK(again->kept == 0);
        CHECK(again->known == 3);
        ward.judge_now();
        CHECK(ward.list().reviews.size() == 1);
        CHECK(!import_accesses(*ward.house, "When,User\n1,2\n"));
        CHECK(!import_accesses(*ward.house, ""));
    }
}

// Goal: who, what, when and why of every access to one patient, as a page and a table.
TEST_CASE("who looked, by patient, person and period") {
    for (const Engine engine : engines()) {
        Ward ward(engine);
        ward.look(ward.nora, "p", hours(50), Relation::care_team);
        ward.look(ward.nora, "p", hours(2), Relation::none);
        ward.look(ward.paul, "p", hours(1), Relation::none);
        ward.look(ward.nora, "q", hours(1), Relation::none);
        const std::string p = "/privacy/trail?patient=" + to_text(patient_of("p"));
        const auto all = ward.must<TrailList>("GET", p);
        CHECK(all.total == 3);
        REQUIRE(all.rows.size() == 3);
        CHECK(all.rows[0].user_name == "paul");
        CHECK(all.rows[2].relation == "care_team");
        CHECK(all.rows[2].roles == std::vector<std::string>{"nurse"});
        CHECK(all.rows[2].deed == "view");
        const auto one = ward.must<TrailList>("GET", p + "&user=" + to_text(ward.nora));
        CHECK(one.total == 2);
        const std::string day = to_text(ward.house->today());
        CHECK(ward.must<TrailList>("GET",
                                   p + "&to=" + to_text(ward.house->today() - std::chrono::days(1)))
                  .total == 1);
        const auto page = ward.must<TrailList>("GET", p + "&limit=1&offset=1&from=2020-01-01");
        CHECK(page.rows.size() == 1);
        const auto csv = ward.ask("GET", "/privacy/trail.csv?user=" + to_text(ward.nora));
        REQUIRE(csv);
        CHECK(csv->content_type == "text/csv; charset=utf-8");
        CHECK(csv->content.starts_with("when,who,roles,patient"));
        CHECK(std::ranges::count(csv->content, '\n') == 4);
        CHECK(!ward.ask("GET", p + "&from=2026-02-01&to=2026-01-01"));
        CHECK(!ward.ask("GET", "/privacy/trail?patient=nobody"));
    }
}

}  // namespace muniment::privacy
