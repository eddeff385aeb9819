#include "departments/workforce/course.h"

#include <algorithm>

#include "departments/workforce/assets.h"

namespace muniment::workforce {

static constexpr std::size_t sections_max = 60;
static constexpr std::size_t questions_max = 60;
static constexpr std::size_t words_max = 8000;  // bytes of one text

static bool fits(const std::string& words) {
    return !trim(words).empty() && words.size() <= words_max && is_utf8(words);
}

static std::string fault_of(const Question& question, std::size_t number) {
    const std::string which = "Question " + std::to_string(number);
    if (!fits(question.ask) || question.why.size() > words_max)
        return which + " must have words, at most 8,000 bytes of them.";
    if (question.choices.size() < 2 || question.choices.size() > 8)
        return which + " must have 2 to 8 choices.";
    if (!std::ranges::all_of(question.choices, fits)) return which + " has an empty choice.";
    if (question.right < 0 || question.right >= std::ssize(question.choices))
        return which + ": \"right\" must be the index of a choice, counted from 0.";
    return {};
}

std::string fault_of(const Course& course) {
    if (!fits(course.title) || course.title.size() > 200)
        return "The title must have 1 to 200 characters.";
    if (course.edition < 1 || course.edition > 1'000'000)
        return "The edition must be a number from 1.";
    if (course.sections.empty() || course.sections.size() > sections_max)
        return "The course must have 1 to 60 sections.";
    for (const CourseSection& section : course.sections)
        if (!fits(section.heading) || !fits(section.text))
            return "Each section must have a heading and a text of at most 8,000 bytes.";
    if (!fits(course.attestation)) return "Say what is signed, in the field \"attestation\".";
    if (course.acknowledgement && !course.questions.empty())
        return "An acknowledgement is read and signed; it has no questions.";
    if (!course.acknowledgement && course.questions.empty())
        return "A course must have at least one question.";
    if (course.questions.size() > questions_max) return "The course may have at most 60 questions.";
    for (std::size_t i = 0; i < course.questions.size(); ++i)
        if (auto fault = fault_of(course.questions[i], i + 1); !fault.empty()) return fault;
    return {};
}

static std::vector<Course> read_shipped() {
    std::vector<Course> all;
    for (const Asset& file : assets::workforce_courses()) {
        auto course = from_json_text<Course>(file.bytes);
        ensure(bool(course), "a shipped course is no course");
        ensure(fault_of(*course).empty(), "a shipped course has a fault");
        all.push_back(*std::move(course));
    }
    return all;
}

const std::vector<Course>& shipped_courses() {
    static const std::vector<Course> all = read_shipped();
    return all;
}

Score score_of(const Course& course, const std::vector<std::int64_t>& answers,
               std::int64_t pass_percent) {
    Score score;
    score.asked = std::ssize(course.questions);
    for (std::size_t i = 0; i < course.questions.size(); ++i)
        if (i < answers.size() && answers[i] == course.questions[i].right)
            ++score.right;
        else
            score.wrong.push_back(static_cast<std::int64_t>(i));
    if (score.asked > 0) score.percent = score.right * 100 / score.asked;
    score.passed = score.percent >= pass_percent;
    return score;
}

}  // namespace muniment::workforce
