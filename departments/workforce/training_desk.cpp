// One's own training: what is owed, a course to read, and the attempt that is signed and kept.
#include <algorithm>

#include "base/text.h"
#include "departments/workforce/training_handlers.h"

namespace muniment::workforce {

using house::Call;
using house::Outcome;

static OwedView view_of(const Owed& owed, const std::vector<CourseNow>& courses) {
    OwedView shown;
    const auto course = std::ranges::find(courses, owed.course,
                                          [](const CourseNow& one) { return one.course.name; });
    ensure(course != courses.end(), "what is owed is a course that is given");
    shown.course = owed.course;
    shown.title = course->course.title;
    shown.minutes = course->course.minutes;
    shown.acknowledgement = course->course.acknowledgement;
    shown.edition = course->course.edition;
    shown.done = owed.done;
    shown.due = owed.due;
    shown.closes = owed.closes;
    shown.standing = owed.standing;
    shown.why = owed.who->say;
    shown.why_cite = owed.who->cite;
    if (owed.when == nullptr) return shown;
    shown.by = owed.when->say;
    shown.by_cite = owed.when->cite;
    return shown;
}

PersonTraining training_view(const house::Record<people::User>& user, const Day& joined,
                             const std::vector<Owed>& owed, const std::vector<CourseNow>& courses) {
    PersonTraining shown;
    shown.id = user.id;
    shown.name = user.value.name;
    shown.roles = user.value.roles;
    shown.joined = joined;
    shown.standing = worst_of(owed);
    shown.trained_until = trained_until(owed);
    for (const Owed& one : owed) shown.courses.push_back(view_of(one, courses));
    return shown;
}

Result<Outcome> my_training(const Call& call) {
    const auto user = TRY(people::read_user(call.view, call.actor.user));
    const auto courses = TRY(courses_now(call.view));
    const auto passed = TRY(passed_by(call.view, user.id));
    const Day joined = joined_on(call.house, user.id, user.value);
    const auto owed =
        owed_by(call.packs, user.value.roles, given_of(courses), passed, joined, call.today);
    PersonTraining shown = training_view(user, joined, owed, courses);
    shown.records = TRY(records_of(call.view, user.id));
    return house::shows(shown);
}

static std::int64_t pass_percent(const Call& call) {
    return limit_or(call.packs, "training_pass_percent", 80, call.today);
}

Result<Outcome> show_course(const Call& call) {
    const auto now = TRY(course_now(call.view, call.path.at("course")));
    const Course& course = now.course;
    CourseView shown{
        course.name,     course.title, course.edition,     course.acknowledgement, course.minutes,
        course.sections, {},           course.attestation, pass_percent(call)};
    for (const Question& question : course.questions)
        shown.questions.push_back({question.ask, question.choices});
    return house::shows(shown);
}

// What is signed is signed by its reader, about the edition that was read.
static Status check(const Call& call, const Attempt& attempt, const Course& course) {
    if (attempt.edition != course.edition)
        return Error{Fault::conflict, "The course has a new edition; read it again."};
    if (attempt.answers.size() > course.questions.size())
        return Error{Fault::incorrect, "There are more answers than questions."};
    if (!attempt.agrees || lower(trim(attempt.signature)) != lower(call.actor.name))
        return Error{Fault::incorrect,
                     "To sign, type your name as the account has it (" + call.actor.name +
                         ") and tick that you agree.",
                     "45 CFR 164.530(b)(2)(ii)"};
    return ok();
}

static TrainingRecord record_of(const Call& call, const Course& course, const Score& score,
                                const std::string& signature) {
    TrainingRecord record;
    record.id = call.house.new_id();
    record.user = call.actor.user;
    record.course = course.name;
    record.title = course.title;
    record.edition = course.edition;
    record.text = sha256(to_json_text(course));
    record.done_on = call.today;
    record.at = call.house.now();
    record.right = score.right;
    record.asked = score.asked;
    record.percent = score.percent;
    record.passed = score.passed;
    record.signature = trim(signature);
    record.attestation = course.attestation;
    return record;
}

Result<Outcome> take_course(const Call& call) {
    const auto attempt = TRY(call.body<Attempt>());
    const auto courses = TRY(courses_now(call.view));
    const auto now = TRY(course_now(call.view, call.path.at("course")));
    TRY(check(call, attempt, now.course));
    const Score score = score_of(now.course, attempt.answers, pass_percent(call));
    const auto record = record_of(call, now.course, score, attempt.signature);
    const auto user = TRY(people::read_user(call.view, call.actor.user));
    auto passed = TRY(passed_by(call.view, user.id));
    if (score.passed) passed.push_back({record.course, record.done_on});
    const auto owed = owed_by(call.packs, user.value.roles, given_of(courses), passed,
                              joined_on(call.house, user.id, user.value), call.today);
    house::Act act;
    act.action = score.passed ? "workforce.training.pass" : "workforce.training.fail";
    act.subject = record.id;
    act.detail = {{"course", record.course},
                  {"edition", record.edition},
                  {"percent", record.percent},
                  {"text_sha256", hex(record.text)}};
    act.drafts.push_back(record_draft(record));
    auto opened = TRY(retrained(call.actor.user, user, owed));
    if (opened)
        for (house::Draft& draft : opened->drafts) act.drafts.push_back(std::move(draft));
    AttemptResult result{score.passed,       score.right, score.asked,        score.percent,
                         pass_percent(call), {},          trained_until(owed)};
    for (const std::int64_t wrong : score.wrong)
        result.mistakes.push_back({wrong, now.course.questions[std::size_t(wrong)].why});
    return house::does(std::move(act), result);
}

}  // namespace muniment::workforce
