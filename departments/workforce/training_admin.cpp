// Training looked after: who is due, training that was taken elsewhere, the facility's own texts,
// and the daily job that keeps everybody's standing.
#include <algorithm>

#include "base/text.h"
#include "departments/workforce/training_handlers.h"
#include "departments/workforce/workforce.h"
#include "kernel/people/trail.h"

namespace muniment::workforce {

using house::Call;
using house::Outcome;

static constexpr std::size_t note_max = 1000;

Result<Outcome> list_training(const Call& call) {
    const auto users = TRY(people::all_users(call.view));
    const auto courses = TRY(courses_now(call.view));
    const auto passed = TRY(passed_by_all(call.view));
    const std::vector<Passed> none;
    TrainingList list;
    for (const auto& user : users) {
        if (!user.value.active) continue;
        const auto mine = passed.find(user.id);
        const Day joined = joined_on(call.house, user.id, user.value);
        const auto owed = owed_by(call.packs, user.value.roles, given_of(courses),
                                  mine == passed.end() ? none : mine->second, joined, call.today);
        if (owed.empty()) continue;
        auto shown = training_view(user, joined, owed, courses);
        ++list.counts[std::string(enum_name(shown.standing))];
        const std::string asked = call.asked("standing");
        if (asked.empty() || asked == enum_name(shown.standing))
            list.people.push_back(std::move(shown));
    }
    std::ranges::sort(list.people, [](const PersonTraining& a, const PersonTraining& b) {
        return std::tuple(-int(a.standing), a.trained_until, a.name) <
               std::tuple(-int(b.standing), b.trained_until, b.name);
    });
    return house::shows(list);
}

static Result<PersonTraining> training_of(const Call& call, const house::Record<people::User>& user,
                                          const std::vector<Passed>& passed) {
    const auto courses = TRY(courses_now(call.view));
    const Day joined = joined_on(call.house, user.id, user.value);
    const auto owed =
        owed_by(call.packs, user.value.roles, given_of(courses), passed, joined, call.today);
    return training_view(user, joined, owed, courses);
}

Result<Outcome> show_training(const Call& call) {
    const Uuid id = TRY(call.id());
    const auto user = TRY(people::read_user(call.view, id));
    const auto passed = TRY(passed_by(call.view, id));
    auto shown = TRY(training_of(call, user, passed));
    shown.records = TRY(records_of(call.view, id));
    return house::shows(shown);
}

static Status check(const Call& call, const RecordCommand& command) {
    if (command.user == call.actor.user)
        return Error{Fault::forbidden,
                     "Nobody enters her own training; take the course, or ask a colleague."};
    if (command.done_on == Day{} || command.done_on > call.today)
        return Error{Fault::incorrect,
                     "Field \"done_on\" must be the day of the training, today at the latest."};
    if (trim(command.note).empty() || command.note.size() > note_max)
        return Error{Fault::incorrect,
                     "Say in at most 1,000 characters where the training was given and where the "
                     "signed sheet is kept."};
    return ok();
}

Result<Outcome> record_training(const Call& call) {
    const auto command = TRY(call.body<RecordCommand>());
    TRY(check(call, command));
    const auto user = TRY(people::read_user(call.view, command.user));
    const auto now = TRY(course_now(call.view, command.course));
    TrainingRecord record;
    record.id = call.house.new_id();
    record.user = user.id;
    record.course = now.course.name;
    record.title = now.course.title;
    record.edition = now.course.edition;
    record.text = sha256(to_json_text(now.course));
    record.done_on = command.done_on;
    record.at = call.house.now();
    record.percent = 100;
    record.passed = true;
    record.recorded_by = call.actor.name;
    record.note = trim(command.note);
    auto passed = TRY(passed_by(call.view, user.id));
    passed.push_back({record.course, record.done_on});
    const auto courses = TRY(courses_now(call.view));
    const Day joined = joined_on(call.house, user.id, user.value);
    const auto owed =
        owed_by(call.packs, user.value.roles, given_of(courses), passed, joined, call.today);
    house::Act act;
    act.action = "workforce.training.record";
    act.subject = record.id;
    act.detail = {{"course", record.course}, {"user", to_text(user.id)}};
    act.drafts.push_back(record_draft(record));
    auto opened = TRY(retrained(call.actor.user, user, owed));
    if (opened)
        for (house::Draft& draft : opened->drafts) act.drafts.push_back(std::move(draft));
    return house::does(std::move(act), training_view(user, joined, owed, courses));
}

// --- courses ---

static std::vector<people::Role> takers_of(const Call& call, const std::string& course) {
    std::vector<people::Role> roles;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<people::Role>>([&](auto one) {
        const auto owed =
            owed_by(call.packs, {one.value}, {{course, std::nullopt}}, {}, call.today, call.today);
        if (!owed.empty()) roles.push_back(one.value);
    });
    return roles;
}

static CourseInfo info_of(const Call& call, const CourseNow& now) {
    const Course& course = now.course;
    return {course.name,
            course.title,
            course.edition,
            now.version,
            course.acknowledgement,
            std::ssize(course.questions),
            now.changed,
            takers_of(call, course.name)};
}

Result<Outcome> list_courses(const Call& call) {
    const auto courses = TRY(courses_now(call.view));
    CourseList list;
    for (const CourseNow& one : courses) list.courses.push_back(info_of(call, one));
    return house::shows(list);
}

static bool is_name(const std::string& name) {
    return !name.empty() && name.size() <= 60 &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
}

// The text that is replaced goes on counting for those who passed it, unless the change is
// material.
Result<Outcome> change_course(const Call& call) {
    auto command = TRY(call.body<CourseCommand>());
    command.course.name = call.path.at("course");
    if (!is_name(command.course.name))
        return Error{Fault::incorrect,
                     "The name of a course has small letters, digits and \"_\", at most 60."};
    const auto courses = TRY(courses_now(call.view));
    const auto was = std::ranges::find(courses, command.course.name,
                                       [](const CourseNow& one) { return one.course.name; });
    const bool known = was != courses.end();
    if ((known ? was->version : 0) != command.version)
        return Error{Fault::conflict, "Somebody changed this course; load it again."};
    command.course.edition = known ? was->course.edition + 1 : 1;
    const std::string fault = fault_of(command.course);
    if (!fault.empty()) return Error{Fault::incorrect, fault};
    CourseNow next{std::move(command.course), command.version + 1, std::nullopt};
    if (known) next.changed = was->changed;
    if (command.material) next.changed = call.today;
    house::Act act;
    act.action = "workforce.course";
    act.detail = {{"course", next.course.name},
                  {"edition", next.course.edition},
                  {"material", command.material}};
    act.drafts.push_back(course_draft(next));
    act.drafts.push_back(tasks::new_job(call.house, standing_job, Uuid{}));
    auto outcome = house::does(std::move(act), info_of(call, next));
    outcome.wakes_jobs = true;
    return outcome;
}

// --- the job ---

// One account at a time, each in an act of its own: what is done stays done after a crash, and an
// account that somebody changes meanwhile is looked at once more.
static Status settle_one(tasks::JobRun& run, const Uuid& id, const std::vector<Given>& given) {
    for (int tries = 0;; ++tries) {
        const auto view = TRY(run.house.view());
        const auto user = TRY(people::read_user(*view, id));
        const auto passed = TRY(passed_by(*view, id));
        const Day today = run.house.today();
        const auto owed = owed_by(run.packs, user.value.roles, given, passed,
                                  joined_on(run.house, id, user.value), today);
        auto act = TRY(retrained({}, user, owed));
        if (!act) return ok();
        const auto written = run.house.act(*std::move(act));
        if (written) return ok();
        if (written.error().fault != Fault::conflict || tries == 2) return written.error();
    }
}

Status settle_standing(tasks::JobRun& run) {
    std::vector<Uuid> ids = {run.subject};
    std::vector<Given> given;
    {
        const auto view = TRY(run.house.view());
        const auto courses = TRY(courses_now(*view));
        given = given_of(courses);
        if (run.subject.is_nil()) {
            ids.clear();
            const auto users = TRY(people::all_users(*view));
            for (const auto& user : users) ids.push_back(user.id);
        }
    }
    for (std::size_t i = 0; i < ids.size(); ++i) {
        TRY(settle_one(run, ids[i], given));
        run.progress(std::int64_t(i) + 1, std::int64_t(ids.size()));
    }
    return ok();
}

}  // namespace muniment::workforce
