// The stories of tests/scenarios/blocking: what happened, and what must be said of it.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "departments/exchange/sample.h"

namespace muniment::exchange {
namespace {

using sample::day;

struct Story {
    std::string name;
    std::vector<std::string> given, wanted;
};

std::vector<Story> stories(const std::string& file) {
    std::ifstream in("tests/scenarios/blocking/" + file);
    REQUIRE(in);
    std::vector<Story> all;
    bool answering = false;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("== ")) {
            all.push_back({line.substr(3), {}, {}});
            answering = false;
        } else if (line == "----") {
            answering = true;
        } else if (!all.empty() && !line.empty()) {
            (answering ? all.back().wanted : all.back().given).push_back(line);
        }
    }
    return all;
}

std::string first_word(const std::string& line) { return line.substr(0, line.find(' ')); }
std::string rest_of(const std::string& line) {
    const auto at = line.find(' ');
    return at == std::string::npos ? "" : line.substr(at + 1);
}
std::vector<std::string> parts_of(const std::string& text, char at) {
    std::vector<std::string> parts;
    for (const auto part : split(text, at))
        if (!trim(part).empty()) parts.emplace_back(trim(part));
    return parts;
}

struct Told {
    Practice practice;
    Day today{};
};

bool tell_day(Told& told, const std::string& word, const std::string& rest) {
    const std::map<std::string, std::optional<Day> Practice::*> days = {
        {"received", &Practice::received_on},
        {"practiced", &Practice::practiced_on},
        {"letter", &Practice::letter_sent_on},
        {"ends", &Practice::ends_on},
        {"licence-begun", &Practice::licence_begun_on},
        {"licence-concluded", &Practice::licence_concluded_on}};
    if (word == "today") told.today = day(rest);
    const auto known = days.find(word);
    if (known != days.end()) told.practice.*known->second = day(rest);
    return word == "today" || known != days.end();
}

void tell_fact(Practice& practice, const std::string& line) {
    const auto at = line.find(" = ");
    REQUIRE_MESSAGE(at != std::string::npos, line);
    auto& facts = practice.segments.empty() ? practice.facts : practice.segments.back().facts;
    facts[line.substr(0, at)] = line.substr(at + 3);
}

void tell_word(Practice& practice, const std::string& line) {
    const std::string word = first_word(line), rest = rest_of(line);
    if (word == "claims") {
        auto& claims =
            practice.segments.empty() ? practice.claims : practice.segments.back().claims;
        claims = parts_of(rest, ' ');
    } else if (word == "alternatives") {
        practice.alternatives = parts_of(rest, ';');
    } else if (word == "required-by-law") {
        practice.required_by_law = rest;
    } else if (word == "urgent") {
        practice.urgent = true;
    } else if (word == "shared") {
        practice.segments.back().shared = true;
    } else if (word == "segment") {
        const auto parts = parts_of(rest, '|');
        practice.segments.push_back({parts.at(0), parts.at(1), false, {}, {}, {}, ""});
    } else if (word != "unproven") {
        tell_fact(practice, line);
    }
}

Told told(const Story& story) {
    Told all;
    for (const std::string& line : story.given)
        if (!tell_day(all, first_word(line), rest_of(line))) tell_word(all.practice, line);
    sample::prove(all.practice.facts, all.practice.evidence);
    for (PracticeSegment& one : all.practice.segments) sample::prove(one.facts, one.evidence);
    for (const std::string& line : story.given)
        if (first_word(line) == "unproven") all.practice.evidence.erase(rest_of(line));
    return all;
}

const ExceptionChecked* exception(const PracticeAssessed& made, const std::string& name) {
    for (const SegmentAssessed& segment : made.segments)
        for (const ExceptionChecked& one : segment.exceptions)
            if (one.name == name) return &one;
    return nullptr;
}

bool has(const std::vector<ConditionChecked>& conditions, const std::string& cite,
         const std::string& answer) {
    return std::ranges::any_of(conditions, [&](const ConditionChecked& one) {
        return one.cite == cite && enum_name(one.answer) == answer;
    });
}

// "45 CFR 171.201(c) not_met": the citation, and the last word.
std::pair<std::string, std::string> cited(const std::string& text) {
    const auto at = text.rfind(' ');
    return {text.substr(0, at), text.substr(at + 1)};
}

bool is_exception(const PracticeAssessed& made, const std::string& text) {
    const auto words = parts_of(text, ' ');
    const auto* found = exception(made, words.at(0));
    if (found == nullptr || enum_name(found->outcome) != words.at(1)) return false;
    return words.size() == 2 ||
           found->ways == std::vector<std::string>(words.begin() + 2, words.end());
}

bool is_condition(const PracticeAssessed& made, const std::string& text) {
    const auto* found = exception(made, first_word(text));
    const auto [cite, answer] = cited(rest_of(text));
    return found != nullptr && has(found->conditions, cite, answer);
}

bool is_due(const PracticeAssessed& made, const std::string& text) {
    const auto words = parts_of(text, ' ');
    return std::ranges::any_of(made.deadlines, [&](const PracticeClock& one) {
        return one.event == words.at(0) && to_text(one.due) == words.at(1) &&
               enum_name(one.run) == words.at(2);
    });
}

bool is_exposed(const PracticeAssessed& made, const std::string& cite, bool reaches) {
    return std::ranges::any_of(made.exposure, [&](const PracticeExposure& one) {
        return one.cite == cite && one.reaches == reaches;
    });
}

bool is_missing(const PracticeAssessed& made, const std::string& cite) {
    return std::ranges::any_of(made.segments.front().missing,
                               [&](const MissingProof& one) { return one.cite == cite; });
}

bool is_segment(const PracticeAssessed& made, const std::string& text) {
    return std::ranges::any_of(made.segments, [&](const SegmentAssessed& one) {
        return one.id + " " + std::string(enum_name(one.verdict)) == text;
    });
}

bool has_alert(const PracticeAssessed& made, const std::string& name) {
    return std::ranges::find(made.alerts, name, &PracticeAlert::name) != made.alerts.end();
}

// A further paragraph that a rule in force carries out.
bool is_also(const std::string& cite) {
    for (const auto& pack : sample::packs().packs())
        for (const auto& one : pack.conditions)
            if (std::ranges::find(one.also, cite) != one.also.end()) return true;
    return false;
}

bool says(const PracticeAssessed& made, const std::string& line) {
    const std::string word = first_word(line), rest = rest_of(line);
    if (word == "verdict") return enum_name(made.verdict) == rest;
    if (word == "exception") return is_exception(made, rest);
    if (word == "condition") return is_condition(made, rest);
    if (word == "element")
        return has(made.segments.front().elements, cited(rest).first, cited(rest).second);
    if (word == "due") return is_due(made, rest);
    if (word == "alert") return has_alert(made, rest);
    if (word == "missing") return is_missing(made, rest);
    if (word == "segment") return is_segment(made, rest);
    if (word == "also") return is_also(rest);
    if (word == "cites") return made.segments.front().cites.front() == rest;
    if (word == "exposed") return is_exposed(made, rest, true);
    if (line.starts_with("not exposed ")) return is_exposed(made, rest_of(rest), false);
    if (line.starts_with("no exposure "))
        return !is_exposed(made, rest_of(rest), true) && !is_exposed(made, rest_of(rest), false);
    if (line.starts_with("no exception ")) return exception(made, rest_of(rest)) == nullptr;
    FAIL("not a line of an answer: " << line);
    return false;
}

std::size_t run(const std::string& file) {
    const auto all = stories(file);
    for (const Story& story : all) {
        CAPTURE(story.name);
        const Told what = told(story);
        const Status good = check(what.practice, sample::packs());
        REQUIRE_MESSAGE(good, (good ? "" : good.error().message));
        const PracticeAssessed made = assess(what.practice, sample::packs(), what.today);
        REQUIRE(!story.wanted.empty());
        for (const std::string& line : story.wanted) {
            const std::string because = made.segments.front().because;
            CHECK_MESSAGE(says(made, line),
                          line << " | " << enum_name(made.verdict) << " " << because);
        }
    }
    return all.size();
}

TEST_CASE("the fifteen test vectors") { CHECK(run("vectors.txt") >= 15); }
TEST_CASE("requests as they come") { CHECK(run("requests.txt") >= 17); }

}  // namespace
}  // namespace muniment::exchange
