// What the routes of training take and give, and their handlers (training_desk.cpp for one's own,
// training_admin.cpp for those who look after it).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/workforce/training.h"
#include "kernel/tasks/tasks.h"

namespace muniment::workforce {

struct OwedView {
    std::string course;
    std::string title;
    std::int64_t minutes = 0;
    bool acknowledgement = false;
    std::int64_t edition = 1;
    std::optional<Day> done;
    Day due{};
    Day closes{};  // the last day of grace
    Standing standing = Standing::in_time;
    std::string why;  // who must take it
    std::string why_cite;
    std::string by;  // why by then
    std::string by_cite;
};
BOOST_DESCRIBE_STRUCT(OwedView, (),
                      (course, title, minutes, acknowledgement, edition, done, due, closes,
                       standing, why, why_cite, by, by_cite))

struct PersonTraining {
    Uuid id;
    std::string name;
    std::vector<people::Role> roles;
    Day joined{};
    Standing standing = Standing::in_time;
    std::optional<Day> trained_until;  // records are open through this day; absent: nothing owed
    std::vector<OwedView> courses;
    std::vector<TrainingRecord> records;  // newest first; only of one person
};
BOOST_DESCRIBE_STRUCT(PersonTraining, (),
                      (id, name, roles, joined, standing, trained_until, courses, records))

struct TrainingList {
    std::map<std::string, std::int64_t> counts;  // people by standing
    std::vector<PersonTraining> people;          // the most pressing first
};
BOOST_DESCRIBE_STRUCT(TrainingList, (), (counts, people))

// A question without what is right: that is told after the attempt.
struct AskedQuestion {
    std::string ask;
    std::vector<std::string> choices;
};
BOOST_DESCRIBE_STRUCT(AskedQuestion, (), (ask, choices))
struct CourseView {
    std::string name;
    std::string title;
    std::int64_t edition = 1;
    bool acknowledgement = false;
    std::int64_t minutes = 0;
    std::vector<CourseSection> sections;
    std::vector<AskedQuestion> questions;
    std::string attestation;
    std::int64_t pass_percent = 0;
};
BOOST_DESCRIBE_STRUCT(CourseView, (),
                      (name, title, edition, acknowledgement, minutes, sections, questions,
                       attestation, pass_percent))

struct Attempt {
    std::int64_t edition = 0;           // that was read
    std::vector<std::int64_t> answers;  // indexes of choices
    std::string signature;              // the name, typed
    bool agrees = false;
};
BOOST_DESCRIBE_STRUCT(Attempt, (), (edition, answers, signature, agrees))
struct Mistake {
    std::int64_t question = 0;
    std::string why;
};
BOOST_DESCRIBE_STRUCT(Mistake, (), (question, why))
struct AttemptResult {
    bool passed = false;
    std::int64_t right = 0;
    std::int64_t asked = 0;
    std::int64_t percent = 0;
    std::int64_t pass_percent = 0;
    std::vector<Mistake> mistakes;
    std::optional<Day> trained_until;
};
BOOST_DESCRIBE_STRUCT(AttemptResult, (),
                      (passed, right, asked, percent, pass_percent, mistakes, trained_until))

// Training taken elsewhere: in a classroom, on paper.
struct RecordCommand {
    Uuid user;
    std::string course;
    Day done_on{};
    std::string note;
};
BOOST_DESCRIBE_STRUCT(RecordCommand, (), (user, course, done_on, note))

struct CourseInfo {
    std::string name;
    std::string title;
    std::int64_t edition = 1;
    std::int64_t version = 0;  // of the facility's own text; 0: the shipped one
    bool acknowledgement = false;
    std::int64_t questions = 0;
    std::optional<Day> changed;
    std::vector<people::Role> roles;  // who must take it
};
BOOST_DESCRIBE_STRUCT(CourseInfo, (),
                      (name, title, edition, version, acknowledgement, questions, changed, roles))
struct CourseList {
    std::vector<CourseInfo> courses;
};
BOOST_DESCRIBE_STRUCT(CourseList, (), (courses))

// A facility's own text. `material`: who passed an earlier edition takes it again
// (45 CFR 164.530(b)(2)(i)(C)).
struct CourseCommand {
    std::int64_t version = 0;  // as seen; 0: the shipped one stands
    bool material = false;
    Course course;
};
BOOST_DESCRIBE_STRUCT(CourseCommand, (), (version, material, course))

PersonTraining training_view(const house::Record<people::User>& user, const Day& joined,
                             const std::vector<Owed>& owed, const std::vector<CourseNow>& courses);

Result<house::Outcome> my_training(const house::Call& call);
Result<house::Outcome> show_course(const house::Call& call);
Result<house::Outcome> take_course(const house::Call& call);

Result<house::Outcome> list_training(const house::Call& call);
Result<house::Outcome> show_training(const house::Call& call);
Result<house::Outcome> record_training(const house::Call& call);
Result<house::Outcome> list_courses(const house::Call& call);
Result<house::Outcome> change_course(const house::Call& call);

// The job: everybody's trained_until as the rules, roles and records have it today.
Status settle_standing(tasks::JobRun& run);

}  // namespace muniment::workforce
