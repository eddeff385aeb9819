// SPDX-License-Identifier: Apache-2.0
#include "departments/exchange/practice.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "departments/exchange/sample.h"

namespace muniment::exchange {
namespace {

// Goal: each thing that a practice must not say, refused by field and never with its value.
TEST_CASE("what may be said of a practice") {
    struct Row {
        const char* name;
        void (*spoil)(Practice&);
        std::string says;
    };
    const Row rows[] = {
        {"as it is", [](Practice&) {}, ""},
        {"no such fact", [](Practice& p) { p.facts["zq"] = "true"; }, "no fact"},
        {"no such value", [](Practice& p) { p.facts["actor"] = "zq"; }, "cannot have"},
        {"a fact of the calendar", [](Practice& p) { p.facts["infeasibility_letter"] = "on_time"; },
         "follows from the days"},
        {"evidence for no fact", [](Practice& p) { p.evidence["zq"] = {"x", ""}; }, "evidence"},
        {"no such exception", [](Practice& p) { p.claims = {"zq"}; }, "no exception"},
        {"no citation", [](Practice& p) { p.required_by_law = "zq"; }, "must be a citation"},
        {"too many words", [](Practice& p) { p.description.assign(words_bytes_max + 1, 'x'); },
         "longer than"},
        {"too many policies", [](Practice& p) { p.policies.resize(items_max + 1); }, "more than"},
        {"too many segments", [](Practice& p) { p.segments.resize(segments_max + 1); },
         "more than"},
        {"a segment without id", [](Practice& p) { p.segments.resize(1); }, "segments.id"},
        {"a segment twice",
         [](Practice& p) {
             p.segments.resize(2);
             p.segments[0].id = p.segments[1].id = "a";
         },
         "different"},
        {"a fact of a segment",
         [](Practice& p) {
             p.segments.resize(1);
             p.segments[0].id = "a";
             p.segments[0].facts["zq"] = "true";
         },
         "segments.facts"},
        {"a letter before the request",
         [](Practice& p) { p.letter_sent_on = sample::day("2026-11-09"); }, "received_on"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        Practice practice = sample::security();
        row.spoil(practice);
        const Status status = check(practice, sample::packs());
        const std::string message = status ? "" : status.error().message;
        CHECK(bool(status) == row.says.empty());
        CHECK_MESSAGE(message.find(row.says) != std::string::npos, message);
        CHECK(message.find("zq") == std::string::npos);
    }
}

// Goal: every fact that a condition asks about can be asked of a person, with values it can have.
TEST_CASE("the vocabulary is whole") {
    const auto known = asked(sample::packs());
    const auto check_when = [&](const rules::When& when, const std::string& where) {
        for (const auto& is : when.all) {
            CAPTURE(where);
            const auto fact = std::ranges::find(known, is.fact, &FactAsked::name);
            REQUIRE_MESSAGE(fact != known.end(), is.fact);
            for (const std::string& value : is.values) {
                const bool possible =
                    value.empty() || std::ranges::find(fact->values, value) != fact->values.end();
                CHECK_MESSAGE(possible, is.fact << " = " << value);
            }
        }
    };
    std::set<std::string> names;
    for (const FactAsked& one : known) CHECK_MESSAGE(names.insert(one.name).second, one.name);
    for (const auto& pack : sample::packs().packs())
        for (const auto& condition : pack.conditions) {
            check_when(condition.applies, condition.where);
            for (const auto& when : condition.any) check_when(when, condition.where);
        }
}

// Goal: every condition belongs to an exception, or to a part of the definition that the code asks.
TEST_CASE("no condition hangs in the air") {
    std::set<std::string> lists = {"covered", "interference", "knowledge", "every_exception",
                                   "exposure"};
    for (const auto& pack : sample::packs().packs())
        for (const auto& exception : pack.exceptions) lists.insert(exception.name);
    CHECK(lists.size() == 15);  // ten exceptions
    for (const auto& pack : sample::packs().packs())
        for (const auto& condition : pack.conditions)
            CHECK_MESSAGE(lists.contains(condition.of), condition.where);
}

}  // namespace
}  // namespace muniment::exchange
