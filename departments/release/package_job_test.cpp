#include "departments/release/package_job.h"

#include <doctest/doctest.h>

#include "departments/release/desk_sample.h"
#include "departments/release/verification.h"
#include "formats/zip/zip.h"

namespace muniment::release {
namespace {

tasks::JobRun run_of(sample::Desk& desk, const CaseView& on) {
    return {*desk.house, sample::with_facility(), derived_uuid("job"), on.id.uuid,
            [](std::int64_t, std::int64_t) {}};
}

std::int64_t disclosures_of(sample::Desk& desk) {
    const auto view = desk.house->view();
    const auto rows = disclosures(**view, desk.ada);
    REQUIRE(rows);
    return static_cast<std::int64_t>(rows->size());
}

std::string package_of(sample::Desk& desk, const CaseView& on) {
    const auto view = desk.house->view();
    const auto open = load(**view, on.id);
    REQUIRE(open);
    auto bytes = package_file(*desk.house, **view, *open);
    REQUIRE_MESSAGE(bytes, (bytes ? "" : bytes.error().message));
    return *bytes;
}

std::string code_of(const CaseView& on) { return json::serialize(json::object{{"code", on.code}}); }

}  // namespace

// Goal: however often the job runs, and whatever was lost in between, there is one disclosure.
TEST_CASE("a package is made once") {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        sample::Desk desk(engine);
        const CaseView on = desk.ordered(sample::request(RequesterKind::patient));
        desk.reopen();  // killed before the job began
        CHECK(disclosures_of(desk) == 0);
        auto run = run_of(desk, on);
        REQUIRE(make_package(run));
        CHECK(disclosures_of(desk) == 1);
        desk.reopen();  // killed after the act, before the job was recorded as done
        const auto entries = desk.entries();
        auto again = run_of(desk, on);
        REQUIRE(make_package(again));
        CHECK(disclosures_of(desk) == 1);
        CHECK(desk.entries() == entries);
        REQUIRE(desk.run_jobs());
        CHECK(desk.actions_since(entries) == std::vector<std::string>{"job.start", "job.done"});
        CHECK(desk.look(on).state == State::released);
        CHECK(verify_package(package_of(desk, on), desk.house->ledger().vkey()).proved);
    }
}

// Goal: two programs that make the same package at once: one wins, the other changes nothing.
TEST_CASE("two jobs for one case leave one disclosure") {
    sample::Desk desk(tests::Engine::sqlite);
    const CaseView on = desk.ordered(sample::request(RequesterKind::patient));
    auto outer = run_of(desk, on);
    bool nested = false;
    outer.progress = [&](std::int64_t done, std::int64_t) {
        if (done != 2 || nested) return;  // all is made; the act is next
        nested = true;
        auto inner = run_of(desk, on);
        REQUIRE(make_package(inner));
    };
    REQUIRE(make_package(outer));
    CHECK(nested);
    CHECK(disclosures_of(desk) == 1);
    CHECK(desk.look(on).state == State::released);
}

// Goal: the entry, the package and the accounting row say the same thing.
TEST_CASE("the ledger entry of a release binds what was sent") {
    sample::Desk desk(tests::Engine::sqlite);
    const CaseView on = desk.ordered(sample::request(RequesterKind::patient));
    REQUIRE(desk.run_jobs());
    const CaseView released = desk.look(on);
    REQUIRE(released.package.has_value());
    const auto files = zip::read(package_of(desk, on));
    REQUIRE(files);
    std::map<std::string, std::string> by_name;
    for (const zip::File& file : *files) by_name[file.name] = file.content;
    CHECK(by_name.size() == 6);
    CHECK(sha256(by_name["release.pdf"]) == released.package->sha256);
    CHECK(static_cast<std::int64_t>(by_name["release.pdf"].size()) == released.package->bytes);
    CHECK(sha256(by_name["manifest.json"]) == released.package->manifest_sha256);
    CHECK(by_name["verify.html"] == sample::file_text("web/verify/verify.html"));
    const auto entry = parse_json(by_name["entry.json"]);
    REQUIRE(entry);
    const auto& detail = entry->at("detail").as_object();
    CHECK(detail.at("manifest_sha256").as_string() == hex(released.package->manifest_sha256));
    CHECK(detail.at("pages").as_int64() == released.package->pages);
    std::set<std::string> tables;
    for (const json::value& row : entry->at("rows").as_array())
        tables.insert(std::string(row.at(0).as_string()));
    for (const char* table :
         {"release_disclosure", "release_package", "tasks_case", "people_access"}) {
        CAPTURE(table);
        CHECK(tables.contains(table));
    }
    const auto view = desk.house->view();
    const auto rows = disclosures(**view, desk.ada);
    REQUIRE(rows->size() == 1);
    const AccountingRow& row = rows->front();
    CHECK(row.entry_index == released.package->entry_index);
    // 45 CFR 164.528(b)(2)(i), 45 CFR 164.528(b)(2)(ii), 45 CFR 164.528(b)(2)(iii) and
    // 45 CFR 164.528(b)(2)(iv): date, recipient, what was disclosed, and why.
    CHECK(row.date == desk.house->today());
    const Requester& to = on.request.requester;
    CHECK(row.recipient == (to.organization.empty() ? to.name : to.name + ", " + to.organization));
    CHECK(!row.recipient.empty());
    CHECK(!row.description.empty());
    CHECK(!row.purpose.empty());
    CHECK(row.case_number == on.number);
}

// Goal: nothing that the ledger keeps names the patient or what the chart says.
TEST_CASE("no protected health information in the ledger") {
    sample::Desk desk(tests::Engine::sqlite);
    const std::int64_t before = desk.entries();
    const CaseView on = desk.ordered(sample::request(RequesterKind::patient));
    REQUIRE(desk.run_jobs());
    REQUIRE(desk.ask("POST", desk.path(on) + "/link"));
    for (std::int64_t i = before; i < desk.entries(); ++i) {
        const std::string payload = desk.house->ledger().entry(i)->payload;
        for (const char* word : {"Lindgren", "A-1001", "1960", "J. Doe", "Main Street", "heart"}) {
            CAPTURE(payload);
            CHECK(payload.find(word) == std::string::npos);
        }
    }
}

// Goal: two downloads of one link at the same moment: one gets the package, one a conflict.
TEST_CASE("a link is used once, even by two at once") {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        sample::Desk desk(engine);
        const CaseView on = desk.ordered(sample::request(RequesterKind::patient));
        REQUIRE(desk.run_jobs());
        const auto link = desk.ask("POST", desk.path(on) + "/link");
        REQUIRE(link);
        const std::string url(parse_json(link->content)->at("url").as_string());
        const std::string with_code = code_of(on);
        const house::Actor nobody;
        const auto view = desk.house->view();
        const house::Call call{nobody,
                               **view,
                               *desk.house,
                               sample::with_facility(),
                               sample::today,
                               {{"token", url.substr(3)}},
                               {},
                               with_code};
        auto first = deliver(call);
        auto second = deliver(call);
        REQUIRE(first);
        REQUIRE(second);
        CHECK(second->answer.status == 200);  // both were asked before either was recorded
        REQUIRE(desk.house->act(*std::move(first->act)));
        const auto late = desk.house->act(*std::move(second->act));
        REQUIRE(!late);
        CHECK(late.error().fault == Fault::conflict);
        const auto third = desk.ask("POST", "/public" + url, with_code);
        REQUIRE(third);
        CHECK(third->status == 410);
    }
}

// Goal: two wrong codes at the same moment are two, not one: the second meets the first's version.
TEST_CASE("wrong codes are counted, even of two at once") {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        sample::Desk desk(engine);
        const CaseView on = desk.ordered(sample::request(RequesterKind::patient));
        REQUIRE(desk.run_jobs());
        const auto link = desk.ask("POST", desk.path(on) + "/link");
        REQUIRE(link);
        const std::string url(parse_json(link->content)->at("url").as_string());
        const std::int64_t version = desk.look(on).version;
        const house::Actor nobody;
        {
            const auto view = desk.house->view();
            const house::Call call{nobody,
                                   **view,
                                   *desk.house,
                                   sample::with_facility(),
                                   sample::today,
                                   {{"token", url.substr(3)}},
                                   {},
                                   "{}"};
            auto first = deliver(call);
            auto second = deliver(call);
            REQUIRE(first);
            REQUIRE(second);
            REQUIRE(desk.house->act(*std::move(first->act)));
            const auto late = desk.house->act(*std::move(second->act));
            REQUIRE(!late);
            CHECK(late.error().fault == Fault::conflict);
        }
        for (int i = 2; i <= 5; ++i) CHECK(desk.ask("POST", "/public" + url, "{}")->status == 410);
        const auto view = desk.house->view();
        const auto locked = find_link(**view, sha256(url.substr(3)));
        REQUIRE(locked);
        REQUIRE(locked->has_value());
        CHECK((*locked)->state == LinkState::locked);
        CHECK((*locked)->version == 6);
        CHECK(desk.ask("POST", "/public" + url, code_of(on))->status == 410);
        CHECK(desk.look(on).version == version);  // nobody at the desk was disturbed
    }
}

// Goal: the machine-readable forms say what the printed copy says, and no more than it.
TEST_CASE("machine-readable forms in the package") {
    sample::Desk desk(tests::Engine::sqlite);
    Request request = sample::request(RequesterKind::patient);
    request.extras = {Extra::ccda, Extra::fhir, Extra::fhir};
    const CaseView on = desk.ordered(request);
    REQUIRE(desk.run_jobs());
    const auto files = zip::read(package_of(desk, on));
    REQUIRE(files);
    std::map<std::string, std::string> by_name;
    for (const zip::File& file : *files) by_name[file.name] = file.content;
    CHECK(by_name.size() == 8);
    const auto bundle = parse_json(by_name["records.fhir.json"]);
    REQUIRE(bundle);
    CHECK(bundle->at("type").as_string() == "collection");
    CHECK(by_name["records.ccda.xml"].find("<ClinicalDocument") != std::string::npos);
    for (const char* name : {"records.fhir.json", "records.ccda.xml"}) {
        CAPTURE(name);
        CHECK(by_name["manifest.json"].find(hex(sha256(by_name[name]))) != std::string::npos);
        CHECK(by_name[name].find("Lindgren") != std::string::npos);
    }
}

// Goal: what points to a withheld note stays here in its stored form, and the desk is told so.
TEST_CASE("items whose machine-readable form is left out are counted") {
    struct Row {
        std::vector<Extra> extras;
        std::int64_t left_out;
    };
    const Row rows[] = {{{}, 0}, {{Extra::fhir}, 1}, {{Extra::ccda}, 1}};
    sample::Desk desk(tests::Engine::sqlite);
    const auto report = chart::import_text(*desk.house, {}, "more.json", R"({
"resourceType":"Bundle","type":"batch","entry":[{"resource":{
  "resourceType":"MedicationRequest","id":"points","status":"active","intent":"order",
  "medicationCodeableConcept":{"text":"Vitamin D"},"subject":{"reference":"Patient/ada"},
  "authoredOn":"2026-03-05",
  "supportingInformation":[{"reference":"DocumentReference/ada-psych"}]}}]})");
    REQUIRE(report);
    for (const Row& row : rows) {
        Request request = sample::request(RequesterKind::patient);
        request.extras = row.extras;
        const CaseView on = desk.ordered(request);
        REQUIRE(desk.run_jobs());
        const auto files = zip::read(package_of(desk, on));
        REQUIRE(files);
        for (const zip::File& file : *files)
            CHECK(file.content.find("ada-psych") == std::string::npos);
        CHECK(desk.look(on).package->left_out == row.left_out);
    }
}

// Goal: the passphrase is fresh each time, and nowhere but sealed in the case.
TEST_CASE("the passphrase of an encrypted package") {
    sample::Desk desk(tests::Engine::sqlite);
    const CaseView on = desk.ordered(sample::request(RequesterKind::patient));
    REQUIRE(desk.run_jobs());
    const std::string first = desk.step(desk.look(on), "/encrypted").passphrase;
    const std::string old = desk.ask("GET", desk.path(on) + "/package.zip")->content;
    const std::string second = desk.step(desk.look(on), "/encrypted").passphrase;
    const std::string bytes = desk.ask("GET", desk.path(on) + "/package.zip")->content;
    CHECK(first.size() == 29);
    CHECK(first != second);
    CHECK(zip::read(old, {}, first));
    CHECK(!zip::read(bytes, {}, first));
    CHECK(zip::read(bytes, {}, second));
    const auto entries = zip::open(bytes);
    REQUIRE(entries);
    REQUIRE(entries->size() == 1);
    CHECK(entries->front().protection == zip::Protection::ae2);
    CHECK(desk.ask("GET", desk.path(on) + "/package.zip")->content != bytes);  // fresh salt
    for (std::int64_t i = 0; i < desk.entries(); ++i) {
        const std::string payload = desk.house->ledger().entry(i)->payload;
        CHECK(payload.find(first) == std::string::npos);
        CHECK(payload.find(second) == std::string::npos);
    }
    const auto last = parse_json(desk.house->ledger().entry(desk.entries() - 1)->payload);
    CHECK(last->at("action").as_string() == "release.deliver");
    CHECK(last->at("detail").at("zip_sha256").as_string() != hex(sha256(bytes)));
}

// Goal: the token is nowhere in the database's copy that a thief could use.
TEST_CASE("a link is kept as a digest") {
    sample::Desk desk(tests::Engine::sqlite);
    const CaseView on = desk.ordered(sample::request(RequesterKind::patient));
    REQUIRE(desk.run_jobs());
    const auto made = desk.ask("POST", desk.path(on) + "/link");
    const std::string token =
        std::string(parse_json(made->content)->at("url").as_string()).substr(3);
    CHECK(token.size() == 43);
    const auto view = desk.house->view();
    CHECK(find_link(**view, sha256(token))->has_value());
    CHECK(!find_link(**view, sha256(token + "x"))->has_value());
    for (std::int64_t i = 0; i < desk.entries(); ++i)
        CHECK(desk.house->ledger().entry(i)->payload.find(token) == std::string::npos);
}

// Goal: one command from a received case to the file, and no file where the law says no.
TEST_CASE("a package from the command line") {
    sample::Desk desk(tests::Engine::sqlite);
    Request good = sample::request(RequesterKind::patient);
    good.patient = desk.ada;
    Request bad = good;
    bad.requester.kind = RequesterKind::attorney;
    desk.open_case(good);
    const CaseView refused = desk.open_case(bad);
    const auto pack = [&](const std::string& which) {
        return release_package(*desk.house, sample::with_facility(), which, sample::Desk::actor());
    };
    const auto bytes = pack("R-2026-000001");
    REQUIRE_MESSAGE(bytes, (bytes ? "" : bytes.error().message));
    CHECK(verify_package(*bytes).proved);
    CHECK(pack("R-2026-000001"));  // released already: packed again
    CHECK(disclosures_of(desk) == 1);
    const auto none = pack(to_text(refused.id));
    REQUIRE(!none);
    CHECK(none.error().message.find("45 CFR 164.508(a)(1)") != std::string::npos);
    CHECK(pack("R-2026-000009").error().fault == Fault::not_found);
}

}  // namespace muniment::release
