// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <fstream>

#include "departments/exchange/blocking.h"
#include "departments/exchange/exchange.h"
#include "departments/exchange/sample.h"
#include "kernel/chart/chart.h"
#include "kernel/chart/import.h"
#include "kernel/desk/perform.h"
#include "kernel/people/people.h"
#include "tests/support/engines.h"

namespace muniment::exchange {
namespace {

std::string file_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// A house with the small chart, and this desk alone; release cases are made as the kernel keeps
// them.
class Desk {
  public:
    explicit Desk(tests::Engine engine) {
        house::Where where;
        where.folder = folder.file("data");
        where.database_url = tests::fresh_database(engine, folder);
        where.keys_url = tests::fresh_database(engine, folder);
        REQUIRE(house::House::make(where, "Example Hospital", random));
        house = *house::House::open(where, clock, random);
        REQUIRE(people::settle(*house));
        REQUIRE(chart::settle(*house));
        REQUIRE(tasks::settle(*house));
        REQUIRE(settle(*house));
        REQUIRE(chart::import_text(*house, {}, "chart.json",
                                   file_text("tests/scenarios/release/chart.json")));
        const auto found = chart::find_patients(**house->view(), "lindgren", 1);
        REQUIRE(found);
        ada = found->front().id;
    }
    Result<house::Answer> ask(const std::string& method, const std::string& path,
                              const std::string& content = "") {
        static const std::vector<house::Route> all = routes();
        const desk::Router router(all);
        return desk::perform({*house, sample::packs(), router}, officer(),
                             desk::asked(method, path, content));
    }
    template <class T>
    T must(const std::string& method, const std::string& path, const std::string& content = "") {
        const auto answer = ask(method, path, content);
        REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
        auto read = from_json_text<T>(answer->content);
        REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
        return *read;
    }
    BlockingView open(const Practice& practice) {
        return must<BlockingView>("POST", "/exchange/blocking",
                                  to_json_text(OpenBlocking{ada, "An application", practice}));
    }
    void release_case(const std::string& number, const std::string& state,
                      const std::string& requester, Day received, std::optional<Day> due) {
        tasks::Case one;
        one.id = CaseId{house->new_id()};
        one.kind = "release";
        one.number = number;
        one.state = state;
        one.patient = ada.uuid;
        one.received = received;
        one.due = due;
        one.updated = house->now();
        one.brief = "{\"requester_kind\":\"" + requester + "\",\"requester_name\":\"Dr. Osei\"}";
        one.content = "{}";
        house::Act act;
        act.action = "release.open";
        act.drafts.push_back(*tasks::draft_of(*house, one));
        REQUIRE(house->act(std::move(act)));
    }
    void look() {
        must<LookQueued>("POST", "/exchange/blocking/look");
        tasks::JobRunner runner(*house, sample::packs(), job_kinds());
        REQUIRE(runner.run_all());
    }
    static house::Actor officer() { return desk::operator_of_this_machine(); }
    static std::string path(const BlockingView& view) {
        return "/exchange/blocking/cases/" + to_text(view.id);
    }

    tests::Folder folder;
    tests::FixedClock clock;
    tests::SeededRandom random;
    std::unique_ptr<house::House> house;
    PatientId ada{};
};

std::string step(const BlockingView& view, const std::string& because = "") {
    return to_json_text(BlockingStep{view.version, because});
}

}  // namespace

// Goal: a case from opening to closing, each step once and in order.
TEST_CASE("a case is opened, assessed, closed, and exported") {
    for (const tests::Engine engine : tests::engines()) {
        Desk desk(engine);
        Practice practice = sample::security();
        practice.facts.erase("consistent");
        auto view = desk.open(practice);
        CHECK(view.number.starts_with("I-"));
        CHECK(view.number.ends_with("-000001"));
        CHECK(enum_name(view.assessment.verdict) == "NEED_DOCUMENTATION");
        CHECK(!desk.ask("POST", desk.path(view) + "/close", step(view, "done")));  // not assessed
        const auto edited = desk.must<BlockingView>(
            "PUT", desk.path(view),
            to_json_text(EditBlocking{view.version, "An application", sample::security()}));
        CHECK(enum_name(edited.assessment.verdict) == "SAFE");
        const auto stale = desk.ask("POST", desk.path(view) + "/assess", step(view));
        REQUIRE(!stale);
        CHECK(stale.error().fault == Fault::conflict);
        view = desk.must<BlockingView>("POST", desk.path(view) + "/assess", step(edited));
        REQUIRE(view.kept);
        CHECK(enum_name(view.state) == "assessed");
        CHECK(!desk.ask("POST", desk.path(view) + "/close", step(view)));  // no reason
        view = desk.must<BlockingView>("POST", desk.path(view) + "/close", step(view, "safe"));
        CHECK(enum_name(view.state) == "closed");
        const auto pdf = desk.ask("GET", desk.path(view) + "/counsel.pdf");
        REQUIRE_MESSAGE(pdf, (pdf ? "" : pdf.error().message));
        CHECK(pdf->content.starts_with("%PDF-1.7"));
        const auto shown = desk.must<BlockingView>("GET", desk.path(view));
        REQUIRE(shown.history.size() == 4);
        for (const auto& item : shown.history) CHECK(item.entry_index.has_value());
        CHECK(desk.must<BlockingList>("GET", "/exchange/blocking?state=closed").total == 1);
        REQUIRE(desk.house->fsck());
        CHECK(desk.house->fsck()->damage.empty());
    }
}

// Goal: the letter is kept as it was written, and its day counts (45 CFR 171.204(b)).
TEST_CASE("a letter is written once the case has a reason, and can be read again") {
    for (const tests::Engine engine : tests::engines()) {
        Desk desk(engine);
        auto view = desk.open(sample::security());
        const auto path = desk.path(view);
        WriteBlockingLetter ask{view.version, {}};
        CHECK(!desk.ask("POST", path + "/letter", to_json_text(ask)));  // no words
        ask.letter = {"1 Quay", "", "all results", "", "", "Kim Reed", "Kim Reed", ""};
        view = desk.must<BlockingView>("POST", path + "/letter", to_json_text(ask));
        REQUIRE(view.letters.size() == 1);
        CHECK(view.practice.letter_sent_on == desk.house->today());
        CHECK(!desk.ask("POST", path + "/letter", to_json_text(ask)));  // an old version
        const auto pdf = desk.ask("GET", path + "/letters/" + to_text(view.letters.front().id));
        REQUIRE_MESSAGE(pdf, (pdf ? "" : pdf.error().message));
        CHECK(sha256(pdf->content) == view.letters.front().sha256);
        CHECK(!desk.ask("GET", path + "/letters/" + to_text(derived_uuid("none"))));
    }
}

// Goal: what is refused or late is found once, for those whom the rule protects first.
TEST_CASE("release cases that were refused or are late open a case once") {
    Desk desk(tests::engines().front());
    const Day today = desk.house->today();
    const auto days = [&](int n) { return today - std::chrono::days(n); };
    desk.release_case("R-2026-000001", "refused", "treating_provider", days(9), days(7));
    desk.release_case("R-2026-000002", "received", "patient", days(40), days(10));
    desk.release_case("R-2026-000003", "received", "patient", days(10), today);
    desk.release_case("R-2026-000004", "refused", "attorney", days(9), days(7));
    desk.release_case("R-2026-000005", "released", "patient", days(60), days(30));
    for (int i = 0; i < 2; ++i) {
        desk.look();
        const auto list = desk.must<BlockingList>("GET", "/exchange/blocking");
        CHECK(list.total == 2);
        CHECK(list.looked_on == today);
    }
    const auto list = desk.must<BlockingList>("GET", "/exchange/blocking?sort=received");
    std::vector<std::string> found;
    for (const BlockingRow& row : list.cases)
        found.push_back(row.brief.release_number + " " + row.brief.practice);
    CHECK(found == std::vector<std::string>{"R-2026-000001 refusal", "R-2026-000002 delay"});
    const auto look = desk.must<Look>("GET", "/exchange/blocking/barriers");
    CHECK(look.cases_seen == 5);
    CHECK(look.answering.size() == 3);
    REQUIRE(look.barriers.size() == 1);  // the patient's that is overdue; a median needs three
    CHECK(look.barriers.front().kind == "overdue");
}

// Goal: each command that says what it must not.
TEST_CASE("what the desk refuses") {
    Desk desk(tests::engines().front());
    const auto view = desk.open(sample::security());
    struct Row {
        const char* method;
        std::string path;
        std::string content;
    };
    const std::string none = "/exchange/blocking/cases/" + to_text(derived_uuid("none"));
    const Row rows[] = {
        {"POST", "/exchange/blocking", R"({"practice":{"facts":{"zq":"x"}}})"},
        {"POST", "/exchange/blocking", R"({"patient":")" + to_text(derived_uuid("zq")) + "\"}"},
        {"POST", "/exchange/blocking", R"({"requester":")" + std::string(5000, 'x') + "\"}"},
        {"GET", none, ""},
        {"POST", none + "/assess", R"({"version":1})"},
        {"PUT", desk.path(view), R"({"version":1,"practice":{"claims":["zq"]}})"},
        {"POST", desk.path(view) + "/close", R"({"version":1,"because":"x"})"},
    };
    for (const Row& row : rows) {
        const auto answer = desk.ask(row.method, row.path, row.content);
        REQUIRE(!answer);
        CHECK(answer.error().message.find("zq") == std::string::npos);
    }
    desk.open(sample::security());
    Practice other = sample::security();
    other.facts["practice"] = "done_as_asked";
    const auto shared = desk.open(other);
    CHECK(desk.must<BlockingView>("GET", desk.path(shared)).differences.size() ==
          2);  // the two refusals
    const auto facts = desk.must<BlockingFacts>("GET", "/exchange/blocking/facts");
    CHECK(facts.exceptions.size() == 10);
}

// Goal: each number of the barriers page, from cases that are counted by hand.
TEST_CASE("barriers") {
    const Day today = sample::today;
    const auto seen = [&](const char* who, const char* state, int took) {
        return ReleaseSeen{who, state, today - std::chrono::days(took), today, today};
    };
    std::vector<ReleaseSeen> cases;
    for (const int took : {2, 5, 9}) cases.push_back(seen("treating_provider", "released", took));
    for (const int took : {1, 2, 2}) cases.push_back(seen("attorney", "released", took));
    cases.push_back({"patient", "approved", today, today - std::chrono::days(1), today});
    const auto figures = answering(cases, today);
    REQUIRE(figures.size() == 3);
    CHECK(figures[0].median_days == 2);  // attorney
    CHECK(figures[2].median_days == 5);  // treating provider
    std::vector<std::string> kinds;
    for (const Barrier& one : barriers(figures, sample::packs(), today)) kinds.push_back(one.kind);
    CHECK(kinds == std::vector<std::string>{"overdue", "delay", "unlike"});
}

// Goal: a price for the portal is found, whoever wrote it into a pack.
TEST_CASE("a fee for electronic access is a barrier") {
    const std::string pack = R"x([pack]
id = "facility-example/portal"
source = "x"
layer = "facility"
checked = 2026-11-22
effective = 2024-01-01
[[fee]]
id = "portal-price"
cite = "Policy X-1 1.1"
from = 2024-01-01
confidence = "V"
when = { delivery = "portal" }
flat = 650
say = "The portal costs money."
applies = [{ delivery = "portal" }]
silent = [{ delivery = "mail" }]
examples = [{ pages = 1, total = 650 }]
)x";
    const auto packs = rules::Packs::load({{"x.toml", pack}});
    REQUIRE_MESSAGE(packs, (packs ? "" : packs.error().message));
    const auto found = barriers({}, *packs, sample::today);
    REQUIRE(found.size() == 1);
    CHECK(found.front().cite == "45 CFR 171.302(b)(2)");
    CHECK(found.front().where == "facility-example/portal#portal-price");
}

}  // namespace muniment::exchange
