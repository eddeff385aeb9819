// Who owes which course by when, and when records close; and what an attempt comes to.
// SPDX-License-Identifier: Apache-2.0
#include "departments/workforce/standing.h"

#include <doctest/doctest.h>

#include <functional>

#include "packs/packs.h"

namespace muniment::workforce {

using people::Role;

static const rules::Packs& packs() {
    static const auto loaded = rules::Packs::load(packs::shipped());
    ensure(bool(loaded), "the shipped packs do not load");
    return *loaded;
}
static Day day(const char* text) { return *parse_day(text); }
static std::vector<Given> one(const char* course, std::optional<Day> changed = {}) {
    return {{course, changed}};
}

// Goal: 45 CFR 164.530(b)(2)(i)(B) and 164.530(b)(2)(i)(C), 45 CFR 164.308(a)(5)(i): each boundary
// of joining, the year, a material change, reminder (45 CFR 164.308(a)(5)(ii)(A)) and grace.
TEST_CASE("training: standing at each boundary") {
    struct Row {
        const char* joined;
        const char* done;     // "": never
        const char* changed;  // "": never
        const char* today;
        const char* due;
        Standing standing;
    };
    const Row rows[] = {
        // Who joins has fourteen days, and is reminded from the first.
        {"2026-11-01", "", "", "2026-11-01", "2026-11-15", Standing::due_soon},
        {"2026-11-01", "", "", "2026-11-15", "2026-11-15", Standing::due_soon},
        {"2026-11-01", "", "", "2026-11-16", "2026-11-15", Standing::grace},
        {"2026-11-01", "", "", "2026-11-22", "2026-11-15", Standing::grace},
        {"2026-11-01", "", "", "2026-11-23", "2026-11-15", Standing::overdue},
        // Once done, a year.
        {"2020-01-01", "2026-01-10", "", "2026-12-26", "2027-01-10", Standing::in_time},
        {"2020-01-01", "2026-01-10", "", "2026-12-27", "2027-01-10", Standing::due_soon},
        {"2020-01-01", "2026-01-10", "", "2027-01-17", "2027-01-10", Standing::grace},
        {"2020-01-01", "2026-01-10", "", "2027-01-18", "2027-01-10", Standing::overdue},
        // A material change brings it forward, for those who passed before.
        {"2020-01-01", "2026-10-01", "2026-11-01", "2026-11-16", "2026-12-01", Standing::in_time},
        {"2020-01-01", "2026-10-01", "2026-11-01", "2026-12-09", "2026-12-01", Standing::overdue},
        {"2020-01-01", "2026-11-01", "2026-11-01", "2026-11-16", "2027-11-01", Standing::in_time},
        {"2020-01-01", "2026-01-10", "2026-12-31", "2027-01-09", "2027-01-10", Standing::due_soon},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.joined) + " " + row.done + " " + row.changed + " " + row.today);
        std::vector<Passed> passed;
        if (*row.done != 0) passed.push_back({"hipaa_privacy", day(row.done)});
        const auto owed =
            owed_by(packs(), {Role::nurse}, one("hipaa_privacy", parse_day(row.changed)), passed,
                    day(row.joined), day(row.today));
        REQUIRE(owed.size() == 1);
        CHECK(owed[0].due == day(row.due));
        CHECK(owed[0].closes == day(row.due) + std::chrono::days(7));
        CHECK(owed[0].standing == row.standing);
        CHECK(owed[0].who->cite == "45 CFR 164.530(b)(1)");
    }
}

// Goal: the roles of the packs and no others; several roles owe what any of them owes.
TEST_CASE("training: who owes what") {
    struct Row {
        std::vector<Role> roles;
        const char* course;
        bool owes;
    };
    const Row rows[] = {
        {{Role::nurse}, "hipaa_privacy", true},
        {{Role::administrator}, "hipaa_privacy", true},
        {{Role::cio}, "security_awareness", true},
        {{Role::patient}, "hipaa_privacy", false},
        {{Role::attorney}, "confidentiality", false},
        {{Role::program}, "security_awareness", false},
        {{Role::release_specialist}, "part2_basics", true},  // 42 CFR 2.16(a)
        {{Role::coder}, "part2_basics", false},
        {{Role::coder, Role::physician}, "part2_basics", true},
        {{Role::clerk}, "confidentiality", true},  // Policy HR-7 2.1, 45 CFR 164.530(e)(1)
        {{Role::nurse}, "tx_hb_300", false},       // nobody until a facility says who
        {{}, "hipaa_privacy", false},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.course));
        const auto owed =
            owed_by(packs(), row.roles, one(row.course), {}, day("2026-11-01"), day("2026-11-01"));
        CHECK(owed.size() == (row.owes ? 1 : 0));
    }
}

// Goal: records close with the first course that closes, and nothing owed closes nothing.
TEST_CASE("training: until when records are open") {
    const std::vector<Given> courses = {{"hipaa_privacy", {}}, {"security_awareness", {}}};
    const auto owed = owed_by(packs(), {Role::nurse}, courses,
                              {{"hipaa_privacy", day("2026-03-01")},
                               {"hipaa_privacy", day("2025-03-01")},
                               {"security_awareness", day("2026-02-01")}},
                              day("2020-01-01"), day("2026-11-22"));
    REQUIRE(owed.size() == 2);
    CHECK(owed[0].course == "security_awareness");
    CHECK(owed[1].done == day("2026-03-01"));
    CHECK(trained_until(owed) == day("2027-02-08"));
    CHECK(worst_of(owed) == Standing::in_time);
    CHECK(trained_until({}) == std::nullopt);
    CHECK(worst_of({}) == Standing::in_time);
}

// Goal: in Texas ninety days (TX HSC 181.101), where the hospital's fourteen are not stricter.
TEST_CASE("training: the days of a state stand beside the hospital's; the earliest counts") {
    const rules::Facts texas = {{"workforce_course", "tx_hb_300"}};
    const auto clocks = packs().clocks("training_joined", texas, day("2026-11-22"));
    REQUIRE(clocks.size() == 2);
    CHECK(packs().due("training_joined", day("2026-01-01"), texas, day("2026-11-22")).day ==
          day("2026-01-15"));
    // Policy HR-7 3.1, Policy HR-7 3.2, Policy HR-7 3.3, Policy HR-7 5.1, Policy HR-7 5.2, 45 CFR
    // 164.308(a)(4)(ii)(C), 164.308(a)(3)(ii)(C)
    CHECK(limit_or(packs(), "training_pass_percent", 0, day("2026-11-22")) == 80);
    CHECK(limit_or(packs(), "access_review_months", 0, day("2026-11-22")) == 3);
    CHECK(limit_or(packs(), "unused_account_days", 0, day("2026-11-22")) == 60);
    CHECK(limit_or(packs(), "nothing_of_this_name", 5, day("2026-11-22")) == 5);
}

TEST_CASE("courses: the shipped ones are whole") {
    REQUIRE(shipped_courses().size() >= 5);
    for (const Course& course : shipped_courses()) {
        CAPTURE(course.name);
        CHECK(fault_of(course) == "");
        for (const Question& question : course.questions) CHECK(!question.why.empty());
    }
}

// Goal: what is no course is refused with what is wrong; each row spoils one thing.
TEST_CASE("courses: faults") {
    const Course good = {
        "x", "Title", 1, false, 5, {{"H", "T"}}, {{"Ask?", {"a", "b"}, 1, "why"}}, "I sign."};
    CHECK(fault_of(good) == "");
    const std::pair<std::function<void(Course&)>, const char*> rows[] = {
        {[](Course& c) { c.title = " "; }, "title"},
        {[](Course& c) { c.edition = 0; }, "edition"},
        {[](Course& c) { c.sections.clear(); }, "sections"},
        {[](Course& c) { c.sections[0].text = ""; }, "heading"},
        {[](Course& c) { c.sections[0].text = std::string(8001, 'x'); }, "heading"},
        {[](Course& c) { c.attestation = ""; }, "attestation"},
        {[](Course& c) { c.questions.clear(); }, "at least one question"},
        {[](Course& c) { c.acknowledgement = true; }, "no questions"},
        {[](Course& c) { c.questions[0].right = 2; }, "Question 1"},
        {[](Course& c) { c.questions[0].right = -1; }, "Question 1"},
        {[](Course& c) { c.questions[0].choices = {"a"}; }, "choices"},
        {[](Course& c) { c.questions[0].choices[1] = ""; }, "empty choice"},
        {[](Course& c) { c.questions[0].ask = "\xff"; }, "Question 1"},
        {[](Course& c) { c.questions.assign(61, c.questions[0]); }, "60 questions"},
    };
    for (const auto& [spoil, word] : rows) {
        Course spoiled = good;
        spoil(spoiled);
        CAPTURE(word);
        CHECK(fault_of(spoiled).find(word) != std::string::npos);
    }
}

TEST_CASE("courses: an attempt is scored question by question") {
    Course course;
    for (int i = 0; i < 5; ++i) course.questions.push_back({"?", {"a", "b", "c"}, i % 3, "why"});
    struct Row {
        std::vector<std::int64_t> answers;
        std::int64_t percent;
        bool passed;
    };
    const Row rows[] = {
        {{0, 1, 2, 0, 1}, 100, true},  // all right
        {{0, 1, 2, 0, 0}, 80, true},   // the mark itself passes
        {{0, 1, 2, 1, 0}, 60, false},
        {{0, 1, 2, 0}, 80, true},  // one was left out: wrong
        {{}, 0, false},
        {{7, -1, 2, 0, 1}, 60, false},  // no such choice: wrong
    };
    for (const Row& row : rows) {
        const Score score = score_of(course, row.answers, 80);
        CHECK(score.percent == row.percent);
        CHECK(score.passed == row.passed);
        CHECK(std::int64_t(score.wrong.size()) == score.asked - score.right);
    }
    CHECK(score_of(Course{}, {}, 80).passed);  // an acknowledgement
}

}  // namespace muniment::workforce
