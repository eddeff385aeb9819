// What a review leads to, and what emergencies and denied attempts come to when they are judged.
#include "departments/privacy/incident_handlers.h"
#include "departments/privacy/review_sample.h"

namespace muniment::privacy {

using namespace sample;

// Goal: an improper access is an incident from the moment it is called one, with its evidence
// (45 CFR 164.402(1)); what is justified or cannot be said opens none.
TEST_CASE("an inappropriate access opens an incident, whose decision names the review") {
    for (const Engine engine : engines()) {
        Ward ward(engine);
        ward.look(ward.nora, "p", hours(30), Relation::none);
        ward.look(ward.nora, "p", hours(5), Relation::none);
        ward.judge_now();
        const std::string path = ward.path();
        const auto before = ward.must<ReviewView>("GET", path);
        const auto closed = ward.must<ReviewView>(
            "POST", path + "/close",
            command(1, "'outcome':'inappropriate','conduct':'curious','words':'No purpose.'"));
        REQUIRE(closed.content.closing->incident);
        const std::string incident =
            "/privacy/incidents/" + to_text(*closed.content.closing->incident);
        auto shown = ward.must<IncidentView>("GET", incident);
        CHECK(shown.content.type == IncidentType::snooping);
        CHECK(shown.content.opened_from == before.number);
        CHECK(shown.content.subject == ward.nora);
        CHECK(shown.content.occurred_from < shown.content.occurred_to);
        CHECK(shown.content.facts.learned.at(0).on == ward.house->today());
        for (const AccessEvidence& one : before.content.accesses)
            CHECK(shown.content.what.find(to_text(one.entry)) != std::string::npos);
        const auto page = ward.must<ReviewView>("GET", path);
        CHECK(page.content.closing->incident == closed.content.closing->incident);
        const auto report = ward.house->fsck();
        REQUIRE(report);
        CHECK(report->damage.empty());
    }
    for (const char* outcome : {"justified", "undetermined"}) {
        Ward ward(Engine::sqlite);
        ward.look(ward.nora, "p", hours(5), Relation::none);
        ward.judge_now();
        const auto closed = ward.must<ReviewView>(
            "POST", ward.path() + "/close",
            command(1, std::string("'outcome':'") + outcome + "','words':'On call.'"));
        CHECK(!closed.content.closing->incident);
    }
}

// Goal: a broken glass that nothing followed within a day stands on the list, with a reason; an
// order or note in time explains it, one too late does not.
TEST_CASE("an emergency and what followed it") {
    struct Row {
        int ordered_after;  // hours; 0: never
        bool glass;
    };
    for (const Row& row : {Row{0, true}, Row{3, false}, Row{60, true}}) {
        Ward ward(Engine::sqlite);
        ward.change(ward.nora, [](people::Person& person) { person.practitioner = "dr"; });
        ward.look(ward.nora, "p", hours(90), Relation::none, "POST /emergency");
        ward.look(ward.nora, "p", hours(89), Relation::emergency);
        ward.look(ward.paul, "p", hours(80), Relation::none, "GET /emergency");
        if (row.ordered_after != 0) {
            const Instant at = ward.clock.now() - hours(90 - row.ordered_after);
            ward.import(bundle_of({"{'resourceType':'Practitioner','id':'dr'}",
                                   "{'resourceType':'ServiceRequest','id':'s','status':'active',"
                                   "'intent':'order','subject':{'reference':'Patient/p'},"
                                   "'requester':{'reference':'Practitioner/dr'},'authoredOn':'" +
                                       to_text(at) + "'}"}));
        }
        ward.judge_now();
        bool spoke = false;
        for (const ReviewRow& one : ward.list().reviews) {
            const auto shown = ward.must<ReviewView>("GET", "/privacy/reviews/" + to_text(one.id));
            CHECK(shown.content.user == ward.nora);
            for (const SignalReason& reason : shown.content.verdict.reasons)
                spoke |= reason.signal == "glass";
        }
        CHECK_MESSAGE(spoke == row.glass, row.ordered_after);
    }
}

// Goal: the review is regular: nobody has to ask for it (45 CFR 164.308(a)(1)(ii)(D)).
TEST_CASE("accesses are judged once a day without being asked") {
    Ward ward(Engine::sqlite);
    ward.look(ward.nora, "p", hours(5), Relation::none);
    tasks::JobRunner runner(*ward.house, shipped(), job_kinds());
    REQUIRE(runner.queue_daily());
    REQUIRE(runner.run_all());
    CHECK(ward.list().reviews.size() == 1);
    CHECK(ward.list().judged_until == ward.clock.now());
}

// Goal: who was refused tried; it is not taken for a name in a search's list.
TEST_CASE("a denied attempt is judged") {
    Ward ward(Engine::sqlite);
    ward.look(ward.nora, "p", hours(5), Relation::none, "access.denied");
    ward.judge_now();
    const auto list = ward.list();
    REQUIRE(list.reviews.size() == 1);
    CHECK(list.reviews[0].brief.score == 50);
    Ward other(Engine::sqlite);
    other.look(other.nora, "p", hours(5), Relation::none, "GET /patients");
    other.judge_now();
    CHECK(other.list().reviews.empty());
}

}  // namespace muniment::privacy
