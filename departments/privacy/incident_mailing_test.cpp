// Letters to many: printed in one file, marked as mailed by a job, returned ones by a list.
#include "departments/privacy/incident_sample.h"
#include "departments/privacy/notice_letter.h"
#include "formats/pdf/render.h"

namespace muniment::privacy {

using sample::IncidentDesk;

namespace {

std::string people_list(int count) {
    std::string list = "name,address";
    for (int i = 0; i < count; ++i)
        list += "\nPerson " + std::to_string(i) + ",\"1 Elm St, Seattle, WA 98101\"";
    return list;
}

// A breach of so many people whose notice is written.
class Mailing {
  public:
    Mailing(tests::Engine engine, int count) : desk(engine) {
        shown = desk.view_of("POST", "/privacy/incidents",
                             json::serialize(json::object{{"what", "A disk was lost."},
                                                          {"type", "lost"},
                                                          {"learned", {{"on", "2026-11-20"}}},
                                                          {"list", people_list(count)}}));
        path = "/privacy/incidents/" + to_text(shown.id);
        post("/entries", {{"containment", {{"what", "Looked for."}, {"on", "2026-11-20"}}}});
        for (const char* step : {"triage", "contain", "investigate"})
            post("/step", {{"action", step}});
        post("/decision",
             {{"result", "breach"}, {"reason", "It is lost."}, {"signature", "Paula Ito"}});
        post("/step", {{"action", "notify"}});
        post("/notices", {{"words",
                           {{"happened", "It was lost"},
                            {"breach_day_unknown", true},
                            {"types", {"name"}},
                            {"steps", "Read"},
                            {"doing", "Ask"},
                            {"phone", "800-555-0142"}}}});
    }
    Result<house::Answer> ask(const char* what, json::object command) {
        command["version"] = shown.version;
        return desk.ask("POST", path + what, json::serialize(command));
    }
    void post(const char* what, json::object command) {
        const auto answer = ask(what, std::move(command));
        REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
        look();
    }
    void look() { shown = desk.view_of("GET", path); }
    void run_jobs() {
        tasks::JobRunner runner(*desk.house, sample::law(), job_kinds());
        REQUIRE(runner.run_all());
        look();
    }
    std::int64_t count(const char* status) {
        const auto found = shown.people.statuses.find(status);
        return found == shown.people.statuses.end() ? 0 : found->second;
    }

    IncidentDesk desk;
    IncidentView shown;
    std::string path;
};

const json::object mailed = {
    {"status", "sent"}, {"on", "2026-11-22"}, {"method", "first-class mail"}};

json::object returned(const std::string& list) {
    return {{"status", "returned"}, {"on", "2026-11-22"}, {"method", "mail"}, {"list", list}};
}

}  // namespace

// Goal: of few it is one act and no job.
TEST_CASE("letters to a few are marked at once") {
    Mailing of(tests::engines().front(), 3);
    of.post("/sent", mailed);
    CHECK(!of.shown.content.mailing);
    CHECK(of.count("sent") == 3);
}

// Goal: of many it is a job, in parts; the program may stop before it, and nobody is marked twice.
TEST_CASE("letters to many are marked by a job") {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        Mailing of(engine, 410);
        of.post("/sent", mailed);
        REQUIRE(of.shown.content.mailing);
        CHECK(of.shown.content.mailing->letters == 410);
        CHECK(of.count("waiting") == 410);
        const auto twice = of.ask("/sent", mailed);
        REQUIRE(!twice);
        CHECK(twice.error().fault == Fault::conflict);
        const auto added = of.ask("/people", {{"list", of.desk.ada.mrn}});
        REQUIRE(!added);
        CHECK(added.error().fault == Fault::conflict);
        of.desk.reopen();
        const auto entries = of.desk.entries();
        of.run_jobs();
        CHECK(!of.shown.content.mailing);
        CHECK(of.count("sent") == 410);
        CHECK(of.shown.people.told_on.contains("WA"));
        const auto actions = of.desk.actions_since(entries);
        CHECK(std::ranges::count(actions, "privacy.sent") == 3);  // 200, 200, 10
        CHECK(std::ranges::count(actions, "privacy.mailed") == 1);
        CHECK(of.shown.content.facts.individuals_told_on.contains("WA"));
    }
}

// Goal: letters that came back, by the names on them; all wrong lines are told at once, and then
// nobody is marked.
TEST_CASE("letters that came back are marked by a list") {
    Mailing of(tests::engines().front(), 4);
    of.post("/people", {{"list", "name,address\nPerson 0,9 Oak St"}});
    of.post("/sent", mailed);
    const auto wrong = of.ask("/sent", returned("name\nPerson 1\nNobody\nPerson 0"));
    REQUIRE(!wrong);
    CHECK(wrong.error().message.find(": 2, 3;") != std::string::npos);
    CHECK(of.count("returned") == 0);
    of.post("/sent", returned("name,address\nperson 1,\nPerson 1,\nPerson 0,9 OAK ST"));
    CHECK(of.count("returned") == 2);
    CHECK(of.shown.content.facts.unreachable == 2);
}

// Goal: one file to print, in parts of letters_max; each letter on a page of its own.
TEST_CASE("letters to many in one file") {
    Mailing of(tests::engines().front(), 203);
    const auto notice = of.path + "/notices/" + to_text(of.shown.content.notices.front().id);
    const auto rest = of.desk.ask("GET", notice + "?letters=200");
    REQUIRE_MESSAGE(rest, (rest ? "" : rest.error().message));
    CHECK(rest->content_type == "application/pdf");
    CHECK(rest->headers.front().second.find("letters-201.pdf") != std::string::npos);
    const auto none = of.desk.ask("GET", notice + "?letters=400");
    REQUIRE(!none);
    CHECK(none.error().fault == Fault::not_found);
    NoticePaper paper;
    paper.facility = "Example Hospital";
    paper.notice.words = sample::notice();
    std::vector<Affected> people(2);
    people[0].words.name = "Ann Ode";
    people[1].words.name = "Ben Poe";
    const auto document = individual_notices(paper, people);
    CHECK(document.page_numbers == pdf::PageNumbers::of_section);
    const auto rendered = pdf::render(document);
    REQUIRE_MESSAGE(rendered, (rendered ? "" : rendered.error().message));
    REQUIRE(rendered->section_pages.size() == 2);
    CHECK(rendered->section_pages[1] > rendered->section_pages[0]);
}

}  // namespace muniment::privacy
