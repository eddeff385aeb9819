// Assesses a practice under 45 CFR part 171: is it covered at all, does a law require it, is every
// condition of an exception met and evidenced, and if not, how much it looks like a risk. Never
// says that something is information blocking: that is for people, and the Inspector General.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/exchange/practice.h"

namespace muniment::exchange {

// In order of what a person must do about it.
enum class Verdict {
    NOT_APPLICABLE,      // no actor, no electronic health information, or nothing was withheld
    LAWFUL,              // a law requires the practice; it is cited
    SAFE,                // an exception is met, with evidence for every condition
    NEED_DOCUMENTATION,  // an exception that was invoked may be met, but something is missing
    RISK_REVIEW,         // no exception; interference or knowledge is not known, or denied
    RISK_HIGH            // no exception, likely to interfere, and known to be
};
BOOST_DESCRIBE_ENUM(Verdict, NOT_APPLICABLE, LAWFUL, SAFE, NEED_DOCUMENTATION, RISK_REVIEW,
                    RISK_HIGH)

enum class Answer { met, not_met, unknown, no_evidence, not_applicable };
BOOST_DESCRIBE_ENUM(Answer, met, not_met, unknown, no_evidence, not_applicable)

// A fact that a condition looked at.
struct FactUsed {
    std::string name;
    std::string value;  // empty: not known
    FactEvidence evidence;
};
BOOST_DESCRIBE_STRUCT(FactUsed, (), (name, value, evidence))

struct ConditionChecked {
    std::string rule;  // "us-federal/info-blocking-subpart-b#harm-belief"
    std::string cite;
    std::string say;
    std::string way;
    Answer answer = Answer::unknown;
    std::vector<FactUsed> facts;
};
BOOST_DESCRIBE_STRUCT(ConditionChecked, (), (rule, cite, say, way, answer, facts))

// met: every condition, or every one of a way. open: nothing speaks against it yet.
enum class Standing { met, open, failed };
BOOST_DESCRIBE_ENUM(Standing, met, open, failed)

struct ExceptionChecked {
    std::string name;
    std::string rule;
    std::string cite;
    std::string say;
    Day from{};  // this version of the text
    bool claimed = false;
    Standing outcome = Standing::failed;
    std::vector<std::string> ways;  // those that are met, or if none is, those still open
    std::vector<ConditionChecked> conditions;
};
BOOST_DESCRIBE_STRUCT(ExceptionChecked, (),
                      (name, rule, cite, say, from, claimed, outcome, ways, conditions))

// What keeps an exception that was invoked from being met: a fact that is not known, or known
// without evidence.
struct MissingProof {
    std::string exception;
    std::string cite;
    std::string say;
    std::vector<std::string> facts;
};
BOOST_DESCRIBE_STRUCT(MissingProof, (), (exception, cite, say, facts))

struct SegmentAssessed {
    std::string id;  // empty: the whole request
    std::string say;
    Verdict verdict = Verdict::NOT_APPLICABLE;
    std::string because;
    std::vector<std::string> cites;
    std::vector<ConditionChecked> elements;  // of the definition
    std::vector<ExceptionChecked> exceptions;
    std::vector<MissingProof> missing;
};
BOOST_DESCRIBE_STRUCT(SegmentAssessed, (),
                      (id, say, verdict, because, cites, elements, exceptions, missing))

enum class Run { running, kept, late };
BOOST_DESCRIBE_ENUM(Run, running, kept, late)
struct PracticeClock {
    std::string event;
    std::string cite;
    std::string say;
    Day due{};
    std::optional<Day> done;
    Run run = Run::running;
};
BOOST_DESCRIBE_STRUCT(PracticeClock, (), (event, cite, say, due, done, run))

// What an actor of this kind is exposed to; the rows that do not reach it are shown as such.
struct PracticeExposure {
    std::string cite;
    std::string say;
    bool reaches = false;
};
BOOST_DESCRIBE_STRUCT(PracticeExposure, (), (cite, say, reaches))

struct PracticeAlert {
    std::string name;  // exception_ended, deadline_late, exception_not_in_force
    std::string cite;
    std::string say;
};
BOOST_DESCRIBE_STRUCT(PracticeAlert, (), (name, cite, say))

struct PackUsed {
    std::string id;
    Hash sha256;
};
BOOST_DESCRIBE_STRUCT(PackUsed, (), (id, sha256))

struct PracticeAssessed {
    Day assessed_on{};
    Day law_of{};                               // the day whose law was asked
    Verdict verdict = Verdict::NOT_APPLICABLE;  // the gravest of the segments
    std::vector<SegmentAssessed> segments;
    std::vector<PracticeClock> deadlines;
    std::vector<PracticeExposure> exposure;
    std::vector<PracticeAlert> alerts;
    std::vector<PackUsed> packs;
};
BOOST_DESCRIBE_STRUCT(PracticeAssessed, (),
                      (assessed_on, law_of, verdict, segments, deadlines, exposure, alerts, packs))

// The practice must have passed check().
PracticeAssessed assess(const Practice& practice, const rules::Packs& packs, Day today);

// The earliest deadline still running, or the first that passed unkept.
std::optional<Day> due_of(const PracticeAssessed& assessment);

}  // namespace muniment::exchange
