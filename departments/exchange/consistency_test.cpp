// SPDX-License-Identifier: Apache-2.0
#include "departments/exchange/consistency.h"

#include <doctest/doctest.h>

#include "departments/exchange/sample.h"

namespace muniment::exchange {
namespace {

// Goal: what makes two requests differ, and what does not.
TEST_CASE("same facts, different outcome") {
    struct Row {
        const char* name;
        void (*spoil)(Practice&);
        std::size_t found;
    };
    const Row rows[] = {
        {"the same twice", [](Practice&) {}, 0},
        {"another outcome", [](Practice& p) { p.facts["practice"] = "done_as_asked"; }, 1},
        {"another outcome, explained",
         [](Practice& p) {
             p.facts["practice"] = "delay";
             p.facts["knows_unreasonable"] = "false";
             p.claims = {"privacy"};
         },
         1},
        {"another kind of requester",
         [](Practice& p) {
             p.facts["practice"] = "done_as_asked";
             p.facts["asker"] = "patient";
         },
         0},
        {"not said yet", [](Practice& p) { p.facts.erase("practice"); }, 0},
        {"nobody asked",
         [](Practice& p) {
             p.facts["practice"] = "delay";
             p.facts.erase("asker");
         },
         0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        Practice other = sample::security();
        row.spoil(other);
        auto all = handled("I-2026-000001", sample::security());
        const auto more = handled("I-2026-000002", other);
        all.insert(all.end(), more.begin(), more.end());
        CHECK(differences(all).size() == row.found);
    }
}

TEST_CASE("segments are compared one by one, and a crowd is named once") {
    Practice practice = sample::security();
    practice.segments = {{"a", "Notes", true, {}, {}, {}, ""},
                         {"b", "Results", false, {}, {}, {}, ""}};
    auto all = handled("I-2026-000001", practice);
    REQUIRE(all.size() == 2);
    CHECK(all[0].facts.at("practice") == "done_as_asked");
    for (int i = 2; i < 50; ++i) {
        const auto more = handled("I-2026-" + std::to_string(i), sample::security());
        all.insert(all.end(), more.begin(), more.end());
    }
    const auto found = differences(all);
    CHECK(found.size() == 49);  // each refusal against the one that was shared
    CHECK(found.front().other_segment == "a");
}

}  // namespace
}  // namespace muniment::exchange
