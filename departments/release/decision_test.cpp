#include "departments/release/decision.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "departments/release/denial.h"
#include "departments/release/facts.h"
#include "departments/release/fee.h"
#include "departments/release/sample.h"

namespace muniment::release {

using sample::day;
using sample::today;

namespace {

std::string reasons(const Decision& decision) {
    std::string all;
    for (const Reason& reason : decision.reasons) all += (all.empty() ? "" : ", ") + reason.cite;
    return all;
}

}  // namespace

// Goal: the three good requests, each with its permission, its exemption from the minimum-necessary
// rule, its place in the accounting, and its clock.
TEST_CASE("good requests") {
    struct Row {
        View view;
        Answer answer;
        std::string reasons;
        std::string accounting;
        std::string due;  // under the federal packs; empty: no clock
        std::string due_facility;
    };
    const Row rows[] = {
        {sample::patient(), Answer::required, "45 CFR 164.502(a)(2)(i), 45 CFR 164.502(b)(2)(ii)",
         "45 CFR 164.528(a)(1)(ii)", "2026-12-20", "2026-12-20"},
        {sample::attorney(), Answer::allow, "45 CFR 164.502(a)(1)(iv), 45 CFR 164.502(b)(2)(iii)",
         "45 CFR 164.528(a)(1)(iv)", "", "2026-12-04"},
        {sample::provider(), Answer::allow, "45 CFR 164.506(c)(2), 45 CFR 164.502(b)(2)(i)",
         "45 CFR 164.528(a)(1)(i)", "", "2026-11-24"},
    };
    for (const Row& row : rows) {
        CAPTURE(enum_name(row.view.request.requester.kind));
        const Decision federal = decide(row.view, sample::federal(), today);
        CHECK(federal.answer == row.answer);
        CHECK(sample::cites(federal.findings) == "");
        CHECK(reasons(federal) == row.reasons);
        CHECK(!federal.minimum_necessary);
        CHECK(!federal.accounting);
        CHECK(federal.accounting_reason.find(row.accounting) != std::string::npos);
        CHECK((federal.due_on ? to_text(*federal.due_on) : "") == row.due);
        CHECK(federal.decided_on == today);
        CHECK(federal.packs.size() == sample::federal().packs().size());
        const Decision house = decide(row.view, sample::with_facility(), today);
        CHECK(house.answer == row.answer);
        REQUIRE(house.due_on);
        CHECK(to_text(*house.due_on) == row.due_facility);
        CHECK(house.packs.size() == sample::with_facility().packs().size());
    }
}

// Goal: each thing that can be wrong with a request is found with its paragraph. Each row spoils
// one thing in the good request of its kind.
TEST_CASE("what stands in the way") {
    struct Row {
        const char* name;
        View (*good)();
        void (*spoil)(View&);
        Answer answer;
        std::string cites;
    };
    const Row rows[] = {
        {"patient not identified", sample::patient,
         [](View& v) { v.request.identity_verified = false; }, Answer::need,
         "45 CFR 164.514(h)(1)(i)"},
        {"attorney not identified", sample::attorney,
         [](View& v) { v.request.identity_verified = false; }, Answer::need,
         "45 CFR 164.514(h)(1)(i)"},
        {"provider not identified", sample::provider,
         [](View& v) { v.request.identity_verified = false; }, Answer::need,
         "45 CFR 164.514(h)(1)(i)"},
        {"identified, but by what", sample::patient,
         [](View& v) { v.request.verification_method = ""; }, Answer::required,
         "45 CFR 164.514(h)(1)(ii) warning"},
        {"nameless attorney", sample::attorney,
         [](View& v) { v.request.requester.name = v.request.requester.organization = ""; },
         Answer::need, "45 CFR 164.514(h)(1)(i)"},
        {"no authorization", sample::attorney, [](View& v) { v.request.authorization = {}; },
         Answer::need, "45 CFR 164.508(a)(1)"},
        {"defective authorization", sample::attorney,
         [](View& v) { v.request.authorization->states_redisclosure = false; }, Answer::deny,
         "45 CFR 164.508(c)(2)(iii)"},
        {"authorization with an undone duty", sample::attorney,
         [](View& v) { v.request.authorization->copy_given = false; }, Answer::allow,
         "45 CFR 164.508(c)(4) warning"},
        {"form for someone else", sample::attorney,
         [](View& v) { v.request.authorization->recipient = "Smith LLP"; }, Answer::allow,
         "45 CFR 164.508(c)(1)(iii) warning"},
        {"signed after death", sample::attorney,
         [](View& v) { v.patient.deceased_on = day("2026-10-31"); }, Answer::deny,
         "45 CFR 164.508(c)(1)(vi)"},
        {"no statement of treatment", sample::provider,
         [](View& v) { v.request.treatment_statement = " "; }, Answer::need,
         "45 CFR 164.514(h)(1)(ii), 45 CFR 164.506(c)(2)"},
        {"dead patient asks", sample::patient,
         [](View& v) { v.patient.deceased_on = day("2026-10-31"); }, Answer::need,
         "45 CFR 164.502(g)(4)"},
        {"a minor asks", sample::patient, [](View& v) { v.patient.birth_date = day("2008-11-23"); },
         Answer::required, "45 CFR 164.502(g)(3)(i) warning"},
        {"eighteen today", sample::patient,
         [](View& v) { v.patient.birth_date = day("2008-11-22"); }, Answer::required, ""},
        {"personal representative", sample::patient,
         [](View& v) { v.request.requester.kind = RequesterKind::personal_representative; },
         Answer::need, "45 CFR 164.514(h)(1)(ii)"},
        {"days reversed", sample::patient,
         [](View& v) { std::swap(v.request.scope.from, v.request.scope.to); }, Answer::need,
         "45 CFR 164.530(c)(2)(i)"},
        {"one day is a period", sample::patient,
         [](View& v) { v.request.scope.from = v.request.scope.to; }, Answer::required, ""},
        {"scope in the future", sample::patient,
         [](View& v) { v.request.scope.to = day("2026-11-23"); }, Answer::need,
         "45 CFR 164.530(c)(2)(i)"},
        {"scope up to today", sample::patient, [](View& v) { v.request.scope.to = today; },
         Answer::required, ""},
        {"no day of receipt", sample::patient, [](View& v) { v.request.received_on = Day{}; },
         Answer::need, "45 CFR 164.530(c)(2)(i)"},
        {"received tomorrow", sample::patient,
         [](View& v) { v.request.received_on = day("2026-11-23"); }, Answer::need,
         "45 CFR 164.530(c)(2)(i)"},
        {"scope after the form's period", sample::attorney,
         [](View& v) { v.request.scope.to = day("2026-07-01"); }, Answer::need,
         "45 CFR 164.508(a)(1)"},
        {"scope without end", sample::attorney, [](View& v) { v.request.scope.to = {}; },
         Answer::need, "45 CFR 164.508(a)(1)"},
        {"whole record on a narrow form", sample::attorney,
         [](View& v) {
             v.request.scope = {};
             v.request.authorization->information = "Discharge summary";
         },
         Answer::need, "45 CFR 164.508(a)(1)"},
        {"whole record on a wide form", sample::attorney,
         [](View& v) {
             v.request.scope = {};
             v.request.authorization->information = "My entire record";
         },
         Answer::allow, ""},
        {"one section on a narrow form", sample::attorney,
         [](View& v) {
             v.request.scope.sections = {Section::documents};
             v.request.authorization->information = "Discharge summary";
         },
         Answer::allow, ""},
        {"whole record for treatment needs no reason", sample::provider,
         [](View& v) { v.request.scope = {}, v.request.scope.entire_record = true; }, Answer::allow,
         ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        View view = row.good();
        row.spoil(view);
        const Decision decision = decide(view, sample::federal(), today);
        CHECK(enum_name(decision.answer) == enum_name(row.answer));
        CHECK(sample::cites(decision.findings) == row.cites);
        for (const Finding& finding : decision.findings) CHECK(!finding.message.empty());
    }
}

// Goal: the minimum-necessary rule and its exemptions, ground by ground.
TEST_CASE("where only the minimum necessary may go out") {
    struct Row {
        const char* basis;
        bool applies;
        const char* cite;
    };
    for (const Row& row :
         {Row{"treatment", false, "45 CFR 164.502(b)(2)(i)"},
          Row{"access", false, "45 CFR 164.502(b)(2)(ii)"},
          Row{"authorization", false, "45 CFR 164.502(b)(2)(iii)"},
          Row{"not_protected", false, "45 CFR 164.502(f)"},
          Row{"payment", true, "45 CFR 164.502(b)(1)"}, Row{"", true, "45 CFR 164.502(b)(1)"}}) {
        const auto* rule =
            sample::federal().answer("minimum_necessary", {{"basis", row.basis}}, today);
        REQUIRE(rule != nullptr);
        CHECK(rule->yes == row.applies);
        CHECK(rule->cite == row.cite);
    }
}

TEST_CASE("the facility asks for an attorney's address") {
    View view = sample::attorney();
    view.request.requester.address = "";
    CHECK(sample::cites(decide(view, sample::with_facility(), today).findings) ==
          "Policy ROI-3 1.4 warning");
    CHECK(decide(view, sample::with_facility(), today).answer == Answer::allow);
    view.request.requester.email = "desk@doe.example";
    CHECK(decide(view, sample::with_facility(), today).findings.empty());
}

TEST_CASE("all that is wrong is told at once") {
    View view = sample::attorney();
    view.request.identity_verified = false;
    view.request.scope.to = day("2027-01-01");
    view.request.authorization->states_redisclosure = false;
    view.request.authorization->revoked_on = today;
    const Decision decision = decide(view, sample::federal(), today);
    CHECK(decision.answer == Answer::deny);
    CHECK(sample::cites(decision.findings) ==
          "45 CFR 164.508(c)(2)(iii), 45 CFR 164.508(b)(2)(iii), 45 CFR 164.514(h)(1)(i), "
          "45 CFR 164.508(a)(1), 45 CFR 164.530(c)(2)(i)");
    CHECK(reasons(decision).starts_with("45 CFR 164.508(b)(2)"));
}

// A form that the permission does not rest on is not held against the requester.
TEST_CASE("a patient's own access does not hang on a form") {
    View view = sample::patient();
    view.request.authorization = Authorization{};
    CHECK(decide(view, sample::federal(), today).answer == Answer::required);
    CHECK(decide(view, sample::federal(), today).findings.empty());
}

// Goal: 45 CFR 164.502(f): fifty years after the death the Privacy Rule lets go; the facility need
// not.
TEST_CASE("fifty years after death") {
    View view = sample::attorney();
    view.request.authorization = {};
    const Day late = day("2026-06-02");
    view.request.received_on = day("2026-06-01");
    view.request.scope = {};
    view.patient.deceased_on = day("1976-06-01");
    const Decision free = decide(view, sample::federal(), late);
    CHECK(free.answer == Answer::allow);
    CHECK(free.reasons[0].cite == "45 CFR 164.502(f)");
    CHECK(decide(view, sample::with_facility(), late).answer == Answer::need);
    CHECK(decide(view, sample::federal(), day("2026-06-01")).answer == Answer::need);
    view.patient.deceased_on = day("1976-12-01");
    CHECK(decide(view, sample::federal(), late).answer == Answer::need);
}

// Goal: 45 CFR 164.514(d)(5) where the minimum-necessary rule applies; a house rule makes it apply.
TEST_CASE("the entire record needs a reason where only the minimum may go out") {
    auto texts = packs::shipped();
    texts.push_back({"house.toml", R"toml(
[pack]
id = "house/strict"
source = "test"
layer = "facility"
checked = 2026-11-22
effective = 2020-01-01
[[permits]]
id = "treatment-minimum"
cite = "Policy ROI-9 1"
from = 2020-01-01
confidence = "V"
when = { ground = "treatment", treatment_stated = true }
answer = "allow_minimum_necessary"
basis = "treatment"
say = "Only what the visit needs."
applies = [{ ground = "treatment", treatment_stated = true }]
silent = [{}]
)toml"});
    const auto strict = rules::Packs::load(texts);
    REQUIRE(strict);
    View view = sample::provider();
    const Decision part = decide(view, *strict, today);
    CHECK(part.answer == Answer::allow_minimum_necessary);
    CHECK(part.minimum_necessary);
    view.request.scope.entire_record = true;
    const Decision whole = decide(view, *strict, today);
    CHECK(whole.answer == Answer::need);
    CHECK(sample::cites(whole.findings) == "45 CFR 164.514(d)(5)");
    view.request.scope.justification = "transplant evaluation";
    CHECK(decide(view, *strict, today).answer == Answer::allow_minimum_necessary);
}

// Goal: with no rule at all nothing is permitted, and the minimum-necessary rule stands.
TEST_CASE("no rule, no permission") {
    const Decision decision = decide(sample::patient(), rules::Packs{}, today);
    CHECK(decision.answer == Answer::deny);
    CHECK(sample::cites(decision.findings) == "45 CFR 164.502(a)");
    CHECK(decision.minimum_necessary);
    CHECK(decision.accounting);
    CHECK(!decision.due_on);
}

// Goal: replay: the same inputs give the same decision and hash; any other input another hash.
TEST_CASE("a decision can be replayed") {
    const View view = sample::attorney();
    const Decision first = decide(view, sample::federal(), today);
    CHECK(first == decide(view, sample::federal(), today));
    std::set<std::string> hashes = {hex(first.inputs_sha256)};
    hashes.insert(hex(decide(view, sample::federal(), day("2026-11-23")).inputs_sha256));
    View other = view;
    other.request.purpose = "lawsuit";
    hashes.insert(hex(decide(other, sample::federal(), today).inputs_sha256));
    other = view;
    other.patient.birth_date = day("1960-05-05");
    hashes.insert(hex(decide(other, sample::federal(), today).inputs_sha256));
    CHECK(hashes.size() == 4);
    for (const PackUsed& pack : first.packs) CHECK(pack.sha256 != Hash{});
}

// The hash is over canonical JSON: keys sorted at every depth. Worked out by hand for an empty
// view.
TEST_CASE("the inputs' hash can be recomputed from the record") {
    const View empty;
    const std::string canonical =
        R"({"facility":{"kind":"hospital","part2_programs":[],"state":""},"patient":{},)"
        R"("request":{"extras":[],"format":"electronic","ground":"","identity_verified":false,)"
        R"("manner":"copy","patient":"00000000-0000-0000-0000-000000000000","purpose":"",)"
        R"("received_on":"1970-01-01","requester":{"address":"","email":"","kind":"patient",)"
        R"("name":"","organization":"","phone":"","state":""},"scope":{"document_types":[],"encounters":[],)"
        R"("entire_record":false,"justification":"","sections":[]},"statements":{},"treatment_statement":"",)"
        R"("verification_method":""},"today":"2026-11-22"})";
    CHECK(decide(empty, sample::federal(), today).inputs_sha256 == sha256(canonical));
}

TEST_CASE("the request's JSON is the contract's") {
    const View view = sample::attorney();
    const json::value written = to_json(view.request);
    CHECK(written.at("authorization").at("signed").get_bool());
    CHECK(!written.at("authorization").as_object().contains("signed_"));
    const auto read = from_json<Request>(written);
    REQUIRE(read);
    CHECK(*read == view.request);
    const Decision decision = decide(view, sample::federal(), today);
    const auto again = from_json<Decision>(to_json(decision));
    REQUIRE(again);
    CHECK(*again == decision);
}

// Goal: a rule that asks about a fact nobody states would never fire.
TEST_CASE("every fact the packs ask about is stated") {
    View view = sample::attorney();
    view.patient.deceased_on = day("2026-11-10");
    view.request.treatment_statement = "x";
    view.request.requester.state = "CA";
    view.facility.state = "CA";
    view.request.authorization->part2 = Part2Consent{};
    view.request.process = Process{"a court", "26-1", day("2026-11-01"), "the chart", {}, {}};
    const auto stated = request_facts(view, today).names();
    std::set<std::string> known(stated.begin(), stated.end());
    known.insert({"authorization", "basis", "minimum_necessary", "ground", "part2_consent",
                  "releaser_role", "first_releases", "sensitive_segment", "sampled",
                  "listed_fields", "review_need", "review_limits", "review_less"});
    for (const auto& more :
         {fee_facts(view, "access", {}, {}, today), denial_facts(view, {}, nullptr, today)})
        for (const std::string& name : more.names()) known.insert(name);
    for (const auto* question : sample::with_facility().questions(today))
        known.insert(question->name);
    for (const auto* segment : sample::with_facility().segments(today))
        known.insert("form_covers_" + segment->name);
    for (const std::string& name : sample::with_facility().facts_asked())
        if (!name.starts_with("breach_") && !name.starts_with("right_") &&
            !name.starts_with("workforce_"))  // other desks'
            CHECK_MESSAGE(known.contains(name), name);
}

}  // namespace muniment::release
