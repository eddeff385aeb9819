// SPDX-License-Identifier: Apache-2.0
#include "departments/exchange/assess.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "departments/exchange/exchange.h"
#include "departments/exchange/sample.h"

namespace muniment::exchange {
namespace {

const std::string golden_folder = "tests/golden/blocking-assess/";

std::string answer_to(const std::string& line) {
    const auto value = parse_json(line);
    const auto answer =
        value ? assess_line(*value, sample::packs()) : Result<json::object>(value.error());
    if (!answer) return answer.error().message;
    auto given = *answer;
    // The packs' hashes say that a text changed, not that an answer did.
    given.at("assessment").as_object().erase("packs");
    return json::serialize(given);
}

// Goal: whole assessments, line for line. MUNIMENT_BLESS=1 writes them anew, for review.
TEST_CASE("golden assessments") {
    std::ifstream in(golden_folder + "cases.jsonl");
    std::string answers;
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) answers += answer_to(line) + "\n";
    REQUIRE(!answers.empty());
    if (std::getenv("MUNIMENT_BLESS") != nullptr)
        std::ofstream(golden_folder + "assessments.jsonl", std::ios::binary) << answers;
    std::ifstream kept(golden_folder + "assessments.jsonl");
    const std::string golden{std::istreambuf_iterator<char>(kept), {}};
    const auto wanted = split(golden, '\n');
    const auto given = split(answers, '\n');
    REQUIRE(given.size() == wanted.size());
    for (std::size_t i = 0; i < given.size(); ++i) {
        const bool same = given[i] == wanted[i];
        CHECK_MESSAGE(same, "assessments.jsonl line " << i + 1);
    }
}

// Goal: each fact that the good case rests on, taken away or turned round, changes the verdict.
TEST_CASE("the verdict hangs on every fact") {
    struct Row {
        const char* name;
        void (*spoil)(Practice&);
        Verdict wanted;
    };
    using enum Verdict;
    const Row rows[] = {
        {"as it is", [](Practice&) {}, SAFE},
        {"a condition turned round", [](Practice& p) { p.facts["consistent"] = "false"; },
         RISK_REVIEW},
        {"and known to be unreasonable",
         [](Practice& p) {
             p.facts["consistent"] = "false";
             p.facts["knows_unreasonable"] = "true";
         },
         RISK_HIGH},
        {"a condition not known", [](Practice& p) { p.facts.erase("consistent"); },
         NEED_DOCUMENTATION},
        {"a condition not evidenced", [](Practice& p) { p.evidence.erase("consistent"); },
         NEED_DOCUMENTATION},
        {"empty evidence", [](Practice& p) { p.evidence["consistent"] = {}; }, NEED_DOCUMENTATION},
        {"not known, and not invoked",
         [](Practice& p) {
             p.facts.erase("consistent");
             p.claims.clear();
         },
         RISK_REVIEW},
        {"safe though not invoked", [](Practice& p) { p.claims.clear(); }, SAFE},
        {"a law requires it", [](Practice& p) { p.required_by_law = "45 CFR 164.502(a)"; }, LAWFUL},
        {"nobody the rule names", [](Practice& p) { p.facts["actor"] = "other"; }, NOT_APPLICABLE},
        {"who acts is not known", [](Practice& p) { p.facts.erase("actor"); }, NEED_DOCUMENTATION},
        {"nothing was withheld", [](Practice& p) { p.facts["practice"] = "done_as_asked"; },
         NOT_APPLICABLE},
        {"before the rule", [](Practice& p) { p.practiced_on = sample::day("2021-04-04"); },
         NOT_APPLICABLE},
        {"it is over", [](Practice& p) { p.ends_on = sample::day("2026-11-21"); }, RISK_REVIEW},
        {"it is over, and given",
         [](Practice& p) {
             p.ends_on = sample::day("2026-11-21");
             p.still_withheld = false;
         },
         SAFE},
        {"the gravest segment counts",
         [](Practice& p) {
             p.segments = {{"a", "", true, {}, {}, {}, ""},
                           {"b", "", false, {{"consistent", "false"}}, {}, {}, ""},
                           {"c", "", false, {}, {}, {}, ""}};
         },
         RISK_REVIEW},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        Practice practice = sample::security();
        row.spoil(practice);
        REQUIRE(check(practice, sample::packs()));
        const auto made = assess(practice, sample::packs(), sample::today);
        CHECK(enum_name(made.verdict) == enum_name(row.wanted));
    }
}

// Goal: what is due next, and what was missed, is what the worklist shows.
TEST_CASE("what is due") {
    Practice practice = sample::security();
    CHECK(!due_of(assess(practice, sample::packs(), sample::today)));
    practice.claims = {"infeasibility", "licensing"};
    auto made = assess(practice, sample::packs(), sample::today);
    CHECK(due_of(made) == sample::day("2026-11-25"));  // November 11 is a holiday
    practice.letter_sent_on = practice.licence_begun_on = sample::day("2026-11-20");
    made = assess(practice, sample::packs(), sample::today);
    CHECK(due_of(made) == sample::day("2026-12-24"));
    practice.received_on.reset();
    practice.letter_sent_on.reset();
    practice.licence_begun_on.reset();
    CHECK(assess(practice, sample::packs(), sample::today).deadlines.empty());
}

}  // namespace
}  // namespace muniment::exchange
