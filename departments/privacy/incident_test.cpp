// People, letters and the other desks' ways to open an incident.
#include <algorithm>

#include "departments/privacy/incident_sample.h"
#include "departments/privacy/notice_letter.h"
#include "formats/pdf/render.h"

namespace muniment::privacy {

using sample::day;
using sample::IncidentDesk;

TEST_CASE("the state of residence out of an address") {
    for (const auto& [address, state] :
         {std::pair{"7 Quay Street, Exampleton, WA 98900", "WA"},
          std::pair{"1 Elm St, Lowell, Massachusetts 01851", "MA"},
          std::pair{"1 Elm St, Lowell, ma 01851-1234", "MA"},
          std::pair{"1 Elm St, Sydney, NSW 2000", ""}, std::pair{"", ""}, std::pair{",", ""},
          std::pair{"98900", ""}, std::pair{"District of Columbia", "DC"}})
        CHECK(residence_of(address) == state);
}

// Goal: a state is done when nobody there waits or must be reached otherwise.
TEST_CASE("people counted by state") {
    const auto counts = counts_of({{"WA", PersonStatus::sent, 2, day("2026-11-20")},
                                   {"WA", PersonStatus::told, 1, day("2026-11-25")},
                                   {"OR", PersonStatus::sent, 1, day("2026-11-20")},
                                   {"OR", PersonStatus::returned, 1, {}},
                                   {"ID", PersonStatus::no_kin, 1, day("2026-11-21")},
                                   {"", PersonStatus::waiting, 4, {}}});
    CHECK(counts.total == 10);
    CHECK(counts.residents.at("WA") == 3);
    CHECK(counts.statuses.at("sent") == 3);
    CHECK(to_text(counts.told_on.at("WA")) == "2026-11-25");
    CHECK(counts.told_on.contains("ID"));
    CHECK(!counts.told_on.contains("OR"));
    CHECK(!counts.told_on.contains(""));
}

TEST_CASE("lists of people") {
    const auto plain = read_people_list("M-1\nM-2\n");
    REQUIRE(plain);
    CHECK(plain->size() == 2);
    CHECK(plain->at(1).mrn == "M-2");
    const auto table = read_people_list("state,name,mrn,other\nTX,Ann Ode,,x\n,,M-3,\n");
    REQUIRE(table);
    CHECK(table->at(0).name == "Ann Ode");
    CHECK(table->at(0).state == "TX");
    CHECK(table->at(1).mrn == "M-3");
    CHECK(
        !read_people_list("name,mrn\n,,\nx\n ,\n\"\",\"\"\nstate"
                          ",\n,M-1\n,\n\"a\"b"));
    CHECK(read_people_list("")->empty());
}

namespace {

std::string text_of(const pdf::Document& document) {
    std::string text;
    for (const pdf::Section& section : document.sections) {
        text += section.header.right + "\n";
        for (const pdf::Block& block : section.blocks) {
            if (const auto* paragraph = std::get_if<pdf::Paragraph>(&block))
                for (const pdf::Run& run : paragraph->runs) text += run.text + "\n";
            if (const auto* heading = std::get_if<pdf::Heading>(&block))
                text += heading->text + "\n";
        }
    }
    return text;
}

NoticePaper paper_for(NoticeAudience audience) {
    NoticePaper paper;
    paper.facility = "Example Hospital";
    paper.number = "P-2026-000001";
    paper.notice.audience = audience;
    paper.notice.state = "TX";
    paper.notice.words = sample::notice();
    paper.notice.written_on = day("2026-11-22");
    paper.notice.signer = "Paula Ito";
    paper.residents = 700;
    paper.total = 1200;
    return paper;
}

}  // namespace

// Goal: every kind of notice says each element of 45 CFR 164.404(c)(1); media the same (45 CFR
// 164.406(c)); a preview says so.
TEST_CASE("notices say what they must") {
    Affected person;
    person.words.name = "Ada Lindgren";
    person.words.address = "7 Quay Street, Exampleton, WA 98900";
    for (const auto audience : {NoticeAudience::individuals, NoticeAudience::media,
                                NoticeAudience::web, NoticeAudience::regulator}) {
        const auto paper = paper_for(audience);
        const auto document = audience == NoticeAudience::individuals
                                  ? individual_notice(paper, person, NoticeCopy::original)
                                  : public_notice(paper, NoticeCopy::preview);
        const std::string text = text_of(document);
        CAPTURE(text);
        for (const char* said :
             {"A letter with your laboratory results", "October 30, 2026", "November 2, 2026",
              "Name, laboratory results.", "Check your insurer", "We asked for the letter back",
              "Call toll-free 800-555-0142 and ask for the Privacy Office."})
            CHECK(text.find(said) != std::string::npos);
        if (audience == NoticeAudience::individuals)
            CHECK(text.find("7 Quay Street\nExampleton, WA 98900") != std::string::npos);
        const bool preview = audience != NoticeAudience::individuals;
        CHECK((text.find("PREVIEW") != std::string::npos) == preview);
        const auto pages = pdf::render(document);
        REQUIRE_MESSAGE(pages, (pages ? "" : pages.error().message));
        CHECK(pages->page_count == 1);
        CHECK(notice_template_id(audience).ends_with("/1"));
    }
    const std::string media =
        text_of(public_notice(paper_for(NoticeAudience::media), NoticeCopy::original));
    CHECK(media.find("700 residents of TX") != std::string::npos);
}

// Goal: of somebody who is dead the next of kin is written to (45 CFR 164.404(d)(1)(ii)).
TEST_CASE("the letter to next of kin") {
    Affected person;
    person.words.name = "Ada Lindgren";
    person.words.deceased = true;
    person.words.next_of_kin = "Nils Lindgren";
    const std::string text = text_of(
        individual_notice(paper_for(NoticeAudience::individuals), person, NoticeCopy::original));
    CHECK(text.find("next of kin or personal representative of Ada") != std::string::npos);
    CHECK(text.find("Nils Lindgren") != std::string::npos);
}

// Goal: the case that the release desk opens for a wrong recipient is worked like any other, and
// its patient is on the list without anybody's typing.
TEST_CASE("a release to the wrong recipient becomes an incident") {
    for (const auto engine : tests::engines()) {
        IncidentDesk desk(engine);
        tasks::Case record;
        record.id = CaseId{desk.house->new_id()};
        record.kind = incident_kind;
        record.number = "P-2026-000001";
        record.state = "reported";
        record.patient = desk.ada.id.uuid;
        record.received = desk.house->today();
        record.brief = R"({"patient_name":"Ada Lindgren","what":"release to the wrong recipient"})";
        record.content =
            R"({"release_case":"R-2026-000001","recall":{"on":"2026-11-20","recipient":"J. Low",)"
            R"("recipient_address":"","reason":"wrong envelope","reached":true,)"
            R"("privacy_case":"P-2026-000001"}})";
        house::Act act;
        act.action = "release.recall";
        auto draft = tasks::draft_of(*desk.house, record);
        REQUIRE(draft);
        act.drafts.push_back(*std::move(draft));
        REQUIRE(desk.house->act(std::move(act)));
        const std::string path = "/privacy/incidents/" + to_text(record.id);
        const auto shown = desk.view_of("GET", path);
        CHECK(shown.content.type == IncidentType::misdirected);
        CHECK(shown.content.recipient == "J. Low");
        CHECK(to_text(*shown.board.discovery.day) == "2026-11-20");
        CHECK(shown.people.residents.at("WA") == 1);
        const auto triaged =
            desk.view_of("POST", path + "/step", R"({"version":1,"action":"triage"})");
        CHECK(triaged.state == IncidentState::triaged);
        const auto people = desk.ask("GET", path + "/people");
        REQUIRE(people);
        CHECK(people->content.find("Ada Lindgren") != std::string::npos);
        CHECK(desk.view_of("GET", path).people.total == 1);
    }
}

// Goal: another desk of this room opens an incident inside its own act.
TEST_CASE("an access review opens an incident") {
    IncidentDesk desk(tests::engines().front());
    const auto view = desk.house->view();
    REQUIRE(view);
    const auto actor = IncidentDesk::actor();
    const house::Call call{actor, **view, *desk.house, sample::law(), desk.house->today(),
                           {},    {},     ""};
    IncidentReport report;
    report.what = "A nurse opened a neighbour's chart.";
    report.type = IncidentType::snooping;
    report.place = IncidentPlace::emr;
    report.learned = {day("2026-11-21"), LearnedBy::workforce, "access review", false};
    report.subject = actor.user;
    report.opened_from = "A-2026-000001";
    report.patients = {desk.ada.id};
    auto opened = open_incident(call, report);
    REQUIRE_MESSAGE(opened, (opened ? "" : opened.error().message));
    CHECK(opened->number == "P-2026-000001");
    house::Act act;
    act.action = "privacy.review";
    act.drafts = std::move(opened->drafts);
    REQUIRE(desk.house->act(std::move(act)));
    const auto shown = desk.view_of("GET", "/privacy/incidents/" + to_text(opened->id));
    CHECK(shown.content.opened_from == "A-2026-000001");
    CHECK(shown.people.total == 1);
    report.what = " ";
    CHECK(!open_incident(call, report));
}

}  // namespace muniment::privacy
