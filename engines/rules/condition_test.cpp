// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "engines/rules/packs.h"

namespace muniment::rules {
namespace {

using enum Truth;

// Goal: each way in which a fact that is not known changes what can be said.
TEST_CASE("truth of a condition") {
    Condition rule;
    rule.applies = {{{"who", {"patient"}}}};
    rule.any = {{{{"a", {"true"}}, {"b", {"true"}}}}, {{{"c", {"x", ""}}}}};
    struct Row {
        const char* name;
        Facts facts;
        std::optional<Truth> wanted;
    };
    const Row rows[] = {
        {"one way met", {{"who", "patient"}, {"a", "true"}, {"b", "true"}, {"c", "y"}}, yes},
        {"half a way known", {{"who", "patient"}, {"a", "true"}, {"c", "y"}}, unknown},
        {"half a way false", {{"who", "patient"}, {"a", "false"}, {"c", "y"}}, no},
        {"an absence that counts", {{"who", "patient"}, {"a", "false"}}, yes},
        {"it does not apply", {{"who", "plan"}, {"a", "true"}}, std::nullopt},
        {"who is not known, not met", {{"a", "false"}, {"c", "y"}}, unknown},
        {"who is not known, but met", {{"a", "true"}, {"b", "true"}}, yes},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        const bool same = truth(rule, row.facts) == row.wanted;
        CHECK(same);
    }
}

std::string pack_of(const std::string& condition) {
    return R"x([pack]
id = "us-federal/x"
source = "x"
layer = "federal"
checked = 2026-11-22
effective = 2021-04-05
[[exception]]
id = "door"
name = "door"
cite = "45 CFR 171.201"
from = 2021-04-05
confidence = "K"
say = "A way out."
[[condition]]
id = "door-open"
of = "door"
cite = "45 CFR 171.201(a)"
confidence = "K"
say = "It is open."
)x" + condition;
}

// Goal: the reader refuses a condition that nothing would notice being wrong.
TEST_CASE("conditions are read with their examples") {
    const std::string good =
        "from = 2021-04-05\nany = [{ open = true }]\nmet = [{ open = true }]\n"
        "not_met = [{ open = false }]\n";
    struct Row {
        std::string text;
        std::string says;
    };
    const Row rows[] = {
        {"from = 2021-04-05\nmet = [{}]\nnot_met = [{}]\n", "any names nothing"},
        {"from = 2021-04-05\nany = [{ open = true }]\nmet = [{ open = true }]\n",
         "no example under not_met"},
        {"from = 2021-04-05\nany = [{ open = true }]\nmet = [{ open = true }]\nnot_met = [{}]\n",
         "leaves it open"},
        {good + "when = { x = true }\n", "write applies"},
    };
    for (const Row& row : rows) {
        const auto packs = Packs::load({{"x.toml", pack_of(row.text)}});
        REQUIRE(!packs);
        CHECK_MESSAGE(packs.error().message.find(row.says) != std::string::npos,
                      packs.error().message);
    }
    const auto packs = Packs::load({{"x.toml", pack_of(good)}});
    REQUIRE_MESSAGE(packs, (packs ? "" : packs.error().message));
    const Day day = *parse_day("2026-11-22");
    CHECK(packs->exceptions(day).size() == 1);
    CHECK(packs->conditions("door", day).size() == 1);
    CHECK(packs->conditions("window", day).empty());
    CHECK(packs->exceptions(*parse_day("2021-04-04")).empty());
}

}  // namespace
}  // namespace muniment::rules
