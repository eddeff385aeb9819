// Whatever the desk does, in whatever order: every release has one disclosure, one ledger entry and
// its proof, and the accounting lists exactly what the law lists (45 CFR 164.528(a)(1)).
#include <doctest/doctest.h>

#include <random>

#include "departments/release/accounting_handlers.h"
#include "departments/release/desk_sample.h"
#include "departments/release/package_job.h"
#include "departments/release/verification.h"
#include "kernel/tasks/disclosure.h"

namespace muniment::release {

namespace {

constexpr std::uint32_t seed = 20261122;

class Run {
  public:
    Run(sample::Desk& desk, std::uint32_t with) : desk_(desk), dice_(with) {
        REQUIRE(desk.ask("PUT", "/release/settings", "{\"complaint_phone\":\"555-0199\"}",
                         sample::Desk::actor(people::Role::him_director)));
    }

    void step() {
        switch (below(7)) {
            case 0:
            case 1:
                return open();
            case 2:
                return act("/decision", {});
            case 3:
                return act("/release", {{"confirmed", true}});
            case 4:
                act("/recall", {{"recipient", "Daw and Sons"},
                                {"reason", "wrong address"},
                                {"reached", below(2) == 0}});
                return;
            case 5:
                return review();
            default:
                desk_.clock.move(std::chrono::days(below(9)));
                REQUIRE(desk_.run_jobs());
        }
    }

    void finish() {
        for (const CaseView& one : cases_) {
            on_ = one;
            act("/decision", {});
            on_ = one;
            review();
            on_ = one;
            if (below(2) == 0) act("/release", {{"confirmed", true}});
        }
        REQUIRE(desk_.run_jobs());
    }

    const std::vector<CaseView>& cases() const { return cases_; }

  private:
    int below(int limit) { return static_cast<int>(dice_() % static_cast<unsigned>(limit)); }

    void open() {
        Request request = below(2) == 0 ? sample::attorney().request : sample::patient().request;
        if (below(3) == 0) {
            request = sample::request(RequesterKind::public_health);
            request.ground = "public_health";
            request.statements = {{"public_health_recipient", "authority"},
                                  {"public_health_purpose", "true"}};
        }
        if (below(5) == 0) request.identity_verified = false;
        request.patient = desk_.ada;
        cases_.push_back(desk_.open_case(request));
    }

    // Where the minimum-necessary rule reaches the case; elsewhere it is refused.
    void review() {
        const json::object answers{{"review_need", "the cluster of May"},
                                   {"review_limits", "the days of the cluster"},
                                   {"review_less", "counts do not show who was exposed"}};
        act("/minimum", {{"answer", {{"kind", "review"}, {"answers", answers}}}});
    }

    // What the case's state does not offer is refused, and changes nothing.
    void act(const char* what, json::object command) {
        if (cases_.empty()) return;
        const CaseView& one =
            cases_[static_cast<std::size_t>(below(static_cast<int>(cases_.size())))];
        const CaseView now = desk_.look(on_ ? *on_ : one);
        on_.reset();
        command["version"] = now.version;
        (void)desk_.ask("POST", sample::Desk::path(now) + what, json::serialize(command));
    }

    sample::Desk& desk_;
    std::mt19937 dice_;
    std::vector<CaseView> cases_;
    std::optional<CaseView> on_;
};

bool went_out(const CaseView& on) {
    return on.state == State::released || on.state == State::recalled;
}

// The entries of the ledger that say that this case's records were disclosed.
std::int64_t entries_of(sample::Desk& desk, const CaseView& on) {
    std::int64_t found = 0;
    for (std::int64_t i = 0; i < desk.entries(); ++i) {
        const auto payload = parse_json(desk.house->ledger().entry(i)->payload);
        if (payload->at("action").as_string() != "release.disclose") continue;
        found += payload->at("detail").at("case").as_string() == to_text(on.id);
    }
    return found;
}

bool proved(sample::Desk& desk, const CaseView& on) {
    const auto view = desk.house->view();
    const auto open = load(**view, on.id);
    REQUIRE(open);
    const auto package = package_file(*desk.house, **view, *open);
    REQUIRE_MESSAGE(package, (package ? "" : package.error().message));
    return verify_package(*package, desk.house->ledger().vkey()).proved;
}

std::vector<AccountingRow> rows_of(sample::Desk& desk) {
    const auto view = desk.house->view();
    auto rows = disclosures(**view, desk.ada);
    REQUIRE(rows);
    return *rows;
}

AccountingView accounting_of(sample::Desk& desk, const char* more) {
    const auto answer = desk.ask("GET", "/release/accounting?patient=" + to_text(desk.ada) + more);
    REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
    auto view = from_json_text<AccountingView>(answer->content);
    REQUIRE(view);
    return *view;
}

std::int64_t disclosures_in(const AccountingView& view) {
    std::int64_t all = 0;
    for (const AccountingLine& line : view.rows) all += line.count;
    return all;
}

}  // namespace

TEST_CASE("the accounting is complete whatever the desk does") {
    CAPTURE(seed);
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        sample::Desk desk(engine);
        Run run(desk, seed);
        for (int i = 0; i < 90; ++i) run.step();
        run.finish();
        const auto rows = rows_of(desk);
        std::size_t released = 0, recalled = 0;
        for (const CaseView& one : run.cases()) {
            const CaseView now = desk.look(one);
            CAPTURE(now.number);
            const auto mine = std::ranges::count(rows, now.number, &AccountingRow::case_number);
            CHECK(mine == (went_out(now) ? 1 : 0));
            CHECK(entries_of(desk, now) == (went_out(now) ? 1 : 0));
            if (went_out(now)) CHECK(proved(desk, now));
            released += went_out(now);
            recalled += now.state == State::recalled;
        }
        CHECK(rows.size() == released);
        CHECK(released >= 5);  // else the run says nothing
        CHECK(recalled >= 1);
        CHECK(released < run.cases().size());
        const auto listed = std::ranges::count(rows, true, &AccountingRow::accounting);
        CHECK(listed >= 1);
        CHECK(disclosures_in(accounting_of(desk, "")) == listed);
        CHECK(disclosures_in(accounting_of(desk, "&all=true")) ==
              static_cast<std::int64_t>(rows.size()));
    }
}

namespace {

// As the privacy desk writes it.
void note_disclosure(sample::Desk& desk, const PatientId& patient, const char* date,
                     const char* state = tasks::disclosure_listed) {
    tasks::NotedDisclosure noted{sample::day(date),       "not known",
                                 "a list with diagnoses", "impermissible disclosure",
                                 "impermissible",         "P-2026-000007"};
    tasks::Case record;
    record.id = CaseId{desk.house->new_id()};
    record.kind = tasks::disclosure_kind;
    record.number = "P-2026-000007-D-" + to_text(record.id);
    record.state = state;
    record.patient = patient.uuid;
    record.received = noted.date;
    record.brief = record.content = to_json_text(noted);
    house::Act act;
    act.action = "privacy.decision";
    auto draft = tasks::draft_of(*desk.house, record);
    REQUIRE(draft);
    act.drafts.push_back(*std::move(draft));
    REQUIRE(desk.house->act(std::move(act)));
}

}  // namespace

// Goal: an impermissible disclosure that was no release of ours is listed with all that
// 45 CFR 164.528(b)(2) asks for; one before the window, withdrawn, or another patient's is not.
TEST_CASE("the accounting lists what the privacy desk noted") {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        sample::Desk desk(engine);
        note_disclosure(desk, desk.ada, "2026-11-18");
        note_disclosure(desk, desk.ada, "2026-11-11");  // never one line with the other
        note_disclosure(desk, desk.ada, "2020-11-21");
        note_disclosure(desk, desk.ada, "2026-11-17", tasks::disclosure_withdrawn);
        note_disclosure(desk, desk.ben, "2026-11-16");
        const auto view = accounting_of(desk, "");
        REQUIRE(view.rows.size() == 2);
        const AccountingLine& line = view.rows.front();
        CHECK(to_text(line.date) == "2026-11-18");
        CHECK(line.recipient == "not known");
        CHECK(line.description == "a list with diagnoses");
        CHECK(line.purpose == "impermissible disclosure");
        CHECK(line.case_number == "P-2026-000007");
        CHECK(line.accounting_reason.find("45 CFR 164.528(a)(1)") != std::string::npos);
        const auto letter = desk.ask("POST", "/release/accounting/preview",
                                     "{\"patient\":\"" + to_text(desk.ada) + "\"}");
        REQUIRE_MESSAGE(letter, (letter ? "" : letter.error().message));
        CHECK(letter->content_type == "application/pdf");
    }
}

}  // namespace muniment::release
