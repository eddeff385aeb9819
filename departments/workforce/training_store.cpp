// Where records of training and the facility's own courses lie, and every statement on them.
#include <algorithm>

#include "departments/workforce/assets.h"
#include "departments/workforce/tables.h"
#include "departments/workforce/training.h"
#include "kernel/people/use.h"

namespace muniment::workforce {

using house::Draft;
using house::View;
using store::Row;
using enum store::Kind;

const store::Table tables::record = {
    "workforce_record",
    {{"person", blob}, {"course", text}, {"done", integer}, {"passed", integer}}};
const store::Table tables::course = {"workforce_course", {{"name", text}, {"changed", integer}}};
const store::Table tables::review = {"workforce_review",
                                     {{"review", blob}, {"person", blob}, {"finding", text}}};

Uuid tables::unit() { return derived_uuid("unit of the workforce"); }

Draft record_draft(const TrainingRecord& record) {
    return {&tables::record,
            record.id,
            1,
            {store::value_of(record.user), record.course, store::value_of(record.done_on),
             std::int64_t{record.passed}},
            tables::unit(),
            to_json_text(record)};
}

static Uuid id_of(const std::string& course) { return derived_uuid("course|" + course); }

Draft course_draft(const CourseNow& now) {
    return {&tables::course,
            id_of(now.course.name),
            now.version,
            {now.course.name, store::value_of(now.changed)},
            {},
            to_json_text(now.course)};
}

Result<std::vector<CourseNow>> courses_now(View& view) {
    std::map<std::string, CourseNow> by_name;
    for (const Course& course : shipped_courses()) by_name[course.name] = {course, 0, std::nullopt};
    Status read = ok();
    TRY(view.sql().query(
        "SELECT name, version, changed, content FROM workforce_course WHERE org = ? AND current = "
        "1",
        {view.org()}, [&](const Row& row) {
            auto course = from_json_text<Course>(row.text(3));
            if (!course) return void(read = course.error());
            by_name[std::string(row.text(0))] = {*std::move(course), row.integer(1),
                                                 row.maybe_day(2)};
        }));
    TRY(read);
    std::vector<CourseNow> all;
    for (auto& [name, course] : by_name) all.push_back(std::move(course));
    return all;
}

Result<CourseNow> course_now(View& view, const std::string& name) {
    auto all = TRY(courses_now(view));
    for (CourseNow& one : all)
        if (one.course.name == name) return std::move(one);
    return Error{Fault::not_found, "There is no course of this name."};
}

std::vector<Given> given_of(const std::vector<CourseNow>& courses) {
    std::vector<Given> given;
    for (const CourseNow& one : courses) given.push_back({one.course.name, one.changed});
    return given;
}

Result<std::vector<TrainingRecord>> records_of(View& view, const Uuid& user) {
    std::vector<Uuid> ids;
    TRY(view.sql().query(
        "SELECT id FROM workforce_record WHERE org = ? AND person = ? AND current = 1 ORDER BY "
        "done DESC, id DESC LIMIT 500",
        {view.org(), store::value_of(user)}, [&](const Row& row) { ids.push_back(row.uuid(0)); }));
    std::vector<TrainingRecord> records;
    for (const Uuid& id : ids) {
        auto record = TRY(house::read<TrainingRecord>(view, tables::record, id));
        records.push_back(std::move(record.value));
    }
    return records;
}

Result<std::vector<Passed>> passed_by(View& view, const Uuid& user) {
    std::vector<Passed> passed;
    TRY(view.sql().query(
        "SELECT course, MAX(done) FROM workforce_record WHERE org = ? AND person = ? AND passed = "
        "1 AND current = 1 GROUP BY course",
        {view.org(), store::value_of(user)},
        [&](const Row& row) { passed.push_back({std::string(row.text(0)), row.day(1)}); }));
    return passed;
}

Result<std::map<Uuid, std::vector<Passed>>> passed_by_all(View& view) {
    std::map<Uuid, std::vector<Passed>> passed;
    TRY(view.sql().query(
        "SELECT person, course, MAX(done) FROM workforce_record WHERE org = ? AND passed = 1 AND "
        "current = 1 GROUP BY person, course",
        {view.org()}, [&](const Row& row) {
            passed[row.uuid(0)].push_back({std::string(row.text(1)), row.day(2)});
        }));
    return passed;
}

Day joined_on(const house::House& house, const Uuid& id, const people::User& user) {
    return user.person.joined ? *user.person.joined : house.day_of(people::made_at(id));
}

Result<std::optional<house::Act>> retrained(const Uuid& actor,
                                            const house::Record<people::User>& user,
                                            const std::vector<Owed>& owed) {
    const auto until = trained_until(owed);
    if (user.value.person.trained_until == until) return std::optional<house::Act>();
    people::User next = user.value;
    next.person.trained_until = until;
    return std::optional(TRY(people::change_user(actor, user, next, "workforce.standing")));
}

}  // namespace muniment::workforce
