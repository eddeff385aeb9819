// Training at the desk: who is shut out, takes the course and is let in; what is kept as evidence;
// what is refused.
// SPDX-License-Identifier: Apache-2.0
#include "departments/workforce/desk_sample.h"

namespace muniment::workforce {

using people::Role;
using sample::Desk;

static constexpr const char* attempt = "/workforce/courses/hipaa_privacy/attempt";
static const char* const of_nurse[] = {"confidentiality", "hipaa_privacy", "part2_basics",
                                       "security_awareness"};

// Goal: security.md 10, vector 18: untrained -> records are closed; trained -> they open. Evidence
// of each attempt: 45 CFR 164.530(b)(2)(ii).
TEST_CASE("training: overdue closes records, the last course taken opens them") {
    for (const tests::Engine engine : tests::engines()) {
        CAPTURE(std::string(tests::name_of(engine)));
        Desk desk(engine);
        const Uuid nurse = desk.add("nina", {Role::nurse}, "2026-10-01");
        CHECK(desk.user(nurse).person.trained_until == std::nullopt);
        REQUIRE(desk.run_jobs());
        CHECK(desk.user(nurse).person.trained_until == parse_day("2026-10-22"));
        CHECK(desk.actor(nurse).training_overdue);
        const auto decision =
            people::authorize(sample::packs(), desk.actor(nurse), house::Permission::chart_read,
                              nullptr, desk.house->now(), desk.house->today());
        CHECK(decision.bound == rules::Bound::training);
        auto mine = desk.must<PersonTraining>(nurse, "GET", "/workforce/training");
        CHECK(mine.standing == Standing::overdue);
        CHECK(mine.courses.size() == std::size(of_nurse));
        for (const char* course : of_nurse) {
            CHECK(desk.actor(nurse).training_overdue);
            CHECK(desk.pass(nurse, course).passed);
        }
        CHECK(!desk.actor(nurse).training_overdue);
        CHECK(desk.user(nurse).person.trained_until == parse_day("2027-11-29"));
        mine = desk.must<PersonTraining>(nurse, "GET", "/workforce/training");
        CHECK(mine.standing == Standing::in_time);
        REQUIRE(mine.records.size() == std::size(of_nurse));
        CHECK(mine.records[0].passed);
        CHECK(mine.records[0].signature == "nina");
        CHECK(!mine.records[0].attestation.empty());
        CHECK(desk.damage().empty());
    }
}

TEST_CASE("training: an attempt that fails is kept, explains itself, and opens nothing") {
    Desk desk(tests::Engine::sqlite);
    const Uuid clerk = desk.add("cleo", {Role::clerk});
    const auto result = desk.must<AttemptResult>(clerk, "POST", attempt,
                                                 desk.attempt_of(clerk, "hipaa_privacy", 3));
    CHECK(!result.passed);
    CHECK(result.percent == 70);
    REQUIRE(result.mistakes.size() == 3);
    CHECK(!result.mistakes[0].why.empty());
    CHECK(desk.last_entry().find("workforce.training.fail") != std::string::npos);
    const auto mine = desk.must<PersonTraining>(clerk, "GET", "/workforce/training");
    REQUIRE(mine.records.size() == 1);
    CHECK(!mine.records[0].passed);
    for (const OwedView& owed : mine.courses) CHECK(!owed.done);
    CHECK(
        desk.must<AttemptResult>(clerk, "POST", attempt, desk.attempt_of(clerk, "hipaa_privacy", 2))
            .passed);
    CHECK(desk.last_entry().find("text_sha256") != std::string::npos);
}

TEST_CASE("training: what is right is not told before the attempt") {
    Desk desk(tests::Engine::sqlite);
    const Uuid clerk = desk.add("cleo", {Role::clerk});
    const auto answer = desk.ask(clerk, "GET", "/workforce/courses/hipaa_privacy");
    REQUIRE(answer);
    CHECK(answer->content.find("\"choices\"") != std::string::npos);
    CHECK(answer->content.find("\"right\"") == std::string::npos);
    CHECK(answer->content.find("\"why\"") == std::string::npos);
}

TEST_CASE("training: attempts that are refused") {
    Desk desk(tests::Engine::sqlite);
    const Uuid clerk = desk.add("cleo", {Role::clerk});
    const std::pair<const char*, const char*> rows[] = {
        {R"({"edition":2,"signature":"cleo","agrees":true})", "new edition"},
        {R"({"edition":1,"signature":"Cleopatra","agrees":true})", "type your name"},
        {R"({"edition":1,"signature":"","agrees":true})", "type your name"},
        {R"({"edition":1,"signature":"cleo","agrees":false})", "tick that you agree"},
        {R"({"edition":1,"answers":[0,0,0,0,0,0,0,0,0,0,0],"signature":"cleo","agrees":true})",
         "more answers"},
    };
    const auto before = desk.house->ledger().size();
    for (const auto& [content, word] : rows) {
        CAPTURE(word);
        CHECK(desk.refusal(clerk, "POST", attempt, content).find(word) != std::string::npos);
    }
    CHECK(desk.refusal(clerk, "GET", "/workforce/courses/none") ==
          "There is no course of this name.");
    CHECK(desk.house->ledger().size() == before);
}

TEST_CASE("training: who looks after it sees who is due, the most pressing first") {
    Desk desk(tests::Engine::sqlite);
    const Uuid director = desk.add("dana", {Role::him_director}, "2026-11-20");
    desk.add("late", {Role::coder}, "2026-09-01");
    desk.add("grace", {Role::coder}, "2026-11-03");
    desk.add("patient", {Role::patient});
    const auto list = desk.must<TrainingList>(director, "GET", "/workforce/people");
    REQUIRE(list.people.size() == 3);
    CHECK(list.people[0].name == "late");
    CHECK(list.people[1].name == "grace");
    CHECK(list.counts.at("overdue") == 1);
    CHECK(list.counts.at("grace") == 1);
    const auto overdue =
        desk.must<TrainingList>(director, "GET", "/workforce/people?standing=overdue");
    CHECK(overdue.people.size() == 1);
    CHECK(overdue.counts.at("grace") == 1);
    const Uuid clerk = desk.add("cleo", {Role::clerk});
    CHECK(!desk.refusal(clerk, "GET", "/workforce/people").empty());
}

TEST_CASE("training: taken elsewhere, entered by somebody else") {
    Desk desk(tests::Engine::sqlite);
    const Uuid director = desk.add("dana", {Role::him_director});
    const Uuid coder = desk.add("cora", {Role::coder});
    const auto command = [](const Uuid& who, const char* on, const char* note) {
        return "{\"user\":\"" + to_text(who) + "\",\"course\":\"hipaa_privacy\",\"done_on\":\"" +
               on + "\",\"note\":\"" + note + "\"}";
    };
    const auto shown = desk.must<PersonTraining>(director, "POST", "/workforce/records",
                                                 command(coder, "2026-11-10", "Room 4, sheet 12"));
    CHECK(shown.standing == Standing::grace);
    const auto one =
        desk.must<PersonTraining>(director, "GET", "/workforce/people/" + to_text(coder));
    REQUIRE(one.records.size() == 1);
    CHECK(one.records[0].recorded_by == "dana");
    const std::pair<std::string, const char*> rows[] = {
        {command(director, "2026-11-10", "Room 4"), "Nobody enters her own"},
        {command(coder, "2026-11-23", "Room 4"), "today at the latest"},
        {command(coder, "2026-11-10", " "), "where the training"},
    };
    for (const auto& [content, word] : rows) {
        CAPTURE(word);
        CHECK(desk.refusal(director, "POST", "/workforce/records", content).find(word) !=
              std::string::npos);
    }
}

// Goal: 45 CFR 164.530(b)(2)(i)(C): after a material change everybody takes the course again.
TEST_CASE("training: the facility's own text is the next edition") {
    Desk desk(tests::Engine::sqlite);
    const Uuid director = desk.add("dana", {Role::him_director}, "2026-11-20");
    const Uuid coder = desk.add("cora", {Role::coder}, "2026-11-20");
    desk.pass(coder, "hipaa_privacy");
    auto now = course_now(*desk.view(), "hipaa_privacy");
    REQUIRE(now);
    now->course.title = "Our own words";
    const std::string path = "/workforce/courses/hipaa_privacy";
    const auto due = [&] {
        const auto mine = desk.must<PersonTraining>(coder, "GET", "/workforce/training");
        for (const OwedView& owed : mine.courses)
            if (owed.course == "hipaa_privacy") return to_text(owed.due);
        return std::string();
    };
    auto info = desk.must<CourseInfo>(director, "PUT", path,
                                      to_json_text(CourseCommand{0, false, now->course}));
    CHECK(info.edition == 2);
    CHECK(info.roles.size() == 14);
    CHECK(due() == "2027-11-22");
    desk.clock.move(std::chrono::hours(48));
    info = desk.must<CourseInfo>(director, "PUT", path,
                                 to_json_text(CourseCommand{1, true, now->course}));
    CHECK(info.changed == parse_day("2026-11-24"));
    CHECK(due() == "2026-12-24");
    REQUIRE(desk.run_jobs());
    CHECK(desk.user(coder).person.trained_until == parse_day("2026-12-11"));  // the other courses
    CHECK(desk.refusal(director, "PUT", path, to_json_text(CourseCommand{1, true, now->course}))
              .find("Somebody changed") != std::string::npos);
    CHECK(desk.must<CourseList>(director, "GET", "/workforce/courses").courses.size() ==
          shipped_courses().size());
}

// Goal: the job changes what is not as it should be, and nothing twice.
TEST_CASE("training: the daily job writes standings once") {
    Desk desk(tests::Engine::sqlite);
    const Uuid coder = desk.add("cora", {Role::coder});
    const Uuid patient = desk.add("pat", {Role::patient});
    REQUIRE(desk.run_jobs());
    CHECK(desk.user(coder).person.trained_until == parse_day("2026-11-22"));
    CHECK(!desk.actor(coder).training_overdue);
    CHECK(desk.user(patient).person.trained_until == std::nullopt);
    const auto version = people::read_user(*desk.view(), coder)->version;
    desk.clock.move(std::chrono::hours(24));
    REQUIRE(desk.run_jobs());
    CHECK(people::read_user(*desk.view(), coder)->version == version);
    CHECK(desk.actor(coder).training_overdue);
    // A mover: another job, other courses.
    desk.change(coder, [](people::User& user) { user.roles = {Role::patient}; });
    desk.clock.move(std::chrono::hours(24));
    REQUIRE(desk.run_jobs());
    CHECK(desk.user(coder).person.trained_until == std::nullopt);
}

}  // namespace muniment::workforce
