// A course or an acknowledgement: its text, its questions, and what an attempt at it came to. The
// shipped texts are built in; a facility's own stand in for them (training_store.cpp).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"

namespace muniment::workforce {

struct CourseSection {
    std::string heading;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(CourseSection, (), (heading, text))

struct Question {
    std::string ask;
    std::vector<std::string> choices;
    std::int64_t right = 0;  // index into choices
    std::string why;
};
BOOST_DESCRIBE_STRUCT(Question, (), (ask, choices, right, why))

struct Course {
    std::string name;  // that packs know it by: small letters, digits, "_"
    std::string title;
    std::int64_t edition = 1;
    bool acknowledgement = false;  // nothing is asked; it is read and signed
    std::int64_t minutes = 0;      // that it takes, about
    std::vector<CourseSection> sections;
    std::vector<Question> questions;
    std::string attestation;  // what is signed
};
BOOST_DESCRIBE_STRUCT(Course, (),
                      (name, title, edition, acknowledgement, minutes, sections, questions,
                       attestation))

// Why a text cannot be used as a course; empty when it can.
std::string fault_of(const Course& course);

// The shipped courses, by name. Parsed once.
const std::vector<Course>& shipped_courses();

// What the answers to a course's questions came to. An acknowledgement is always passed.
struct Score {
    std::int64_t right = 0;
    std::int64_t asked = 0;
    std::int64_t percent = 100;
    bool passed = false;
    std::vector<std::int64_t> wrong;  // indexes of questions, for learning
};
// `answers` holds one index for each question; too few or none of the choices counts as wrong.
Score score_of(const Course& course, const std::vector<std::int64_t>& answers,
               std::int64_t pass_percent);

}  // namespace muniment::workforce
