// Signals and limits: read from a pack, refused when their examples do not bear them out.
#include <doctest/doctest.h>

#include "engines/rules/packs.h"

namespace muniment::rules {

static const std::string good = R"toml(
[pack]
id        = "test/review"
source    = "Example Hospital, policy on access review PRV-3"
layer     = "facility"
checked   = 2026-11-22
effective = 2024-01-01

[[signal]]
id         = "vip"
cite       = "Policy PRV-3 6.6"
also       = ["45 CFR 164.308(a)(1)(ii)(D)"]
from       = 2024-01-01
confidence = "K"
weight     = 35
when       = { vip = true }
unless     = ["care_team", "order"]
say        = "The patient is a person of public interest."
applies    = [{ vip = true }]
silent     = [{ vip = true, care_team = true }, { vip = true, order = true }, { order = true }]

[[limit]]
id         = "review_score"
cite       = "Policy PRV-3 6.0"
from       = 2024-01-01
until      = 2027-12-31
confidence = "K"
value      = 50
say        = "From this score on a person reviews the access."
)toml";

static std::string refusal(const std::string& text) {
    const auto packs = Packs::load({{"test.toml", text}});
    return packs ? "" : packs.error().message;
}

TEST_CASE("signals and limits are read and found") {
    const auto packs = Packs::load({{"test.toml", good}});
    REQUIRE_MESSAGE(packs, (packs ? "" : packs.error().message));
    const Day today = *parse_day("2026-11-22");
    REQUIRE(packs->signals(today).size() == 1);
    CHECK(packs->signals(today)[0]->weight == 35);
    CHECK(packs->signals(*parse_day("2023-12-31")).empty());
    CHECK(packs->limit("review_score", today)->value == 50);
    CHECK(packs->limit("page_score", today) == nullptr);
    CHECK(packs->limit("review_score", *parse_day("2028-01-01")) == nullptr);
    CHECK_MESSAGE(packs->facts_asked().empty(), "facts of accesses are not facts of requests");
}

TEST_CASE("a signal speaks, is explained, or is silent") {
    const auto packs = Packs::load({{"test.toml", good}});
    REQUIRE(packs);
    const Signal& rule = *packs->signals(*parse_day("2026-11-22"))[0];
    CHECK(spoke(rule, {{"vip", "true"}}) == Spoke::fired);
    CHECK(spoke(rule, {{"vip", "true"}, {"order", "true"}}) == Spoke::suppressed);
    CHECK(spoke(rule, {{"vip", "true"}, {"order", "false"}}) == Spoke::fired);
    CHECK(spoke(rule, {{"vip", "false"}}) == Spoke::silent);
}

// Goal: what nothing would notice being wrong does not load.
TEST_CASE("a signal or limit with one thing wrong is refused") {
    struct Row {
        const char* from;
        const char* to;
        const char* says;
    };
    const Row rows[] = {
        {"weight     = 35", "", "it has no weight"},
        {"weight     = 35", "weight = 101", "weight must be a whole number"},
        {"when       = { vip = true }\n", "", "it speaks on every access"},
        {"{ vip = true, order = true }, ", "", "silent in which order explains it"},
        {"applies    = [{ vip = true }]", "applies = [{ vip = true, order = true }]",
         "example 1 under applies does not hold"},
        {"{ order = true }]", "{ vip = true }]", "under silent does not hold"},
        {"value      = 50", "value = -1", "value must be a whole number"},
        {"value      = 50", "", "it has no value"},
    };
    REQUIRE(refusal(good) == "");
    for (const Row& row : rows) {
        std::string text = good;
        const auto at = text.find(row.from);
        REQUIRE_MESSAGE(at != text.npos, row.from);
        text.replace(at, std::string(row.from).size(), row.to);
        const std::string says = refusal(text);
        CHECK_MESSAGE(says.find(row.says) != says.npos, row.to << ": " << says);
    }
}

}  // namespace muniment::rules
