// Records of training as they are kept, and what is read of them: who passed what and when, and the
// courses as they are given now.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>

#include "departments/workforce/standing.h"
#include "kernel/house/desk.h"

namespace muniment::workforce {

// Evidence of one attempt: 45 CFR 164.530(b)(2)(ii), 164.316(b)(1).
struct TrainingRecord {
    Uuid id;
    Uuid user;
    std::string course;
    std::string title;
    std::int64_t edition = 1;
    Hash text;  // of the course as it was read
    Day done_on{};
    Instant at{};
    std::int64_t right = 0;
    std::int64_t asked = 0;
    std::int64_t percent = 0;
    bool passed = false;
    std::string signature;    // the name as typed
    std::string attestation;  // what was signed
    std::string recorded_by;  // training taken elsewhere: who entered it, and
    std::string note;         // where and how it was taken
};
BOOST_DESCRIBE_STRUCT(TrainingRecord, (),
                      (id, user, course, title, edition, text, done_on, at, right, asked, percent,
                       passed, signature, attestation, recorded_by, note))

// A course as it is given now: the facility's own text where it has one.
struct CourseNow {
    Course course;
    std::int64_t version = 0;  // of the facility's own text; 0: the shipped one
    std::optional<Day> changed;
};
Result<std::vector<CourseNow>> courses_now(house::View& view);
Result<CourseNow> course_now(house::View& view, const std::string& name);
std::vector<Given> given_of(const std::vector<CourseNow>& courses);

house::Draft record_draft(const TrainingRecord& record);
house::Draft course_draft(const CourseNow& course);
// Newest first.
Result<std::vector<TrainingRecord>> records_of(house::View& view, const Uuid& user);
Result<std::vector<Passed>> passed_by(house::View& view, const Uuid& user);
Result<std::map<Uuid, std::vector<Passed>>> passed_by_all(house::View& view);

// The day somebody joined: as it was said, or that of the account.
Day joined_on(const house::House& house, const Uuid& id, const people::User& user);

// The account with the day until which its training is good; absent: that stays as it is.
Result<std::optional<house::Act>> retrained(const Uuid& actor,
                                            const house::Record<people::User>& user,
                                            const std::vector<Owed>& owed);

}  // namespace muniment::workforce
