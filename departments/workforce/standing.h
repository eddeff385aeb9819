// How a person stands with the training she owes: which courses, by when, and the last day on which
// patients' records are open to her without more. Pure: the rules, the completions and today decide
// (45 CFR 164.530(b)(2), 164.308(a)(5)(i); docs/decisions/0047).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/workforce/course.h"
#include "engines/rules/packs.h"
#include "kernel/people/people.h"

namespace muniment::workforce {

enum class Standing { in_time, due_soon, grace, overdue };  // the better, the less
BOOST_DESCRIBE_ENUM(Standing, in_time, due_soon, grace, overdue)

// A course as it is given now: the edition that stands, and when it last changed in substance.
struct Given {
    std::string name;
    std::optional<Day> changed;
};
// That a person passed or signed it. Earlier than `changed` it needs another within a time.
struct Passed {
    std::string course;
    Day on{};
};

struct Owed {
    std::string course;
    std::optional<Day> done;  // the last time
    Day due{};
    Day remind_from{};
    Day closes{};  // the last day of grace
    Standing standing = Standing::in_time;
    const rules::Rule* who = nullptr;   // why it is owed
    const rules::Rule* when = nullptr;  // why by then
};

// Every course that somebody of these roles owes, the first due first. `joined` is the day of
// joining; of a course that no clock names it is due on that day.
std::vector<Owed> owed_by(const rules::Packs& packs, const std::vector<people::Role>& roles,
                          const std::vector<Given>& courses, const std::vector<Passed>& passed,
                          Day joined, Day today);

// What people::Person::trained_until is to be: the first day a course closes. Absent: nothing owed.
std::optional<Day> trained_until(const std::vector<Owed>& owed);
Standing worst_of(const std::vector<Owed>& owed);  // in_time when nothing is owed

// A number of the packs, or what the program takes where no pack says one.
int limit_or(const rules::Packs& packs, std::string_view name, int otherwise, Day today);

}  // namespace muniment::workforce
