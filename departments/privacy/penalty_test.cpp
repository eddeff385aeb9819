// The tiers of penalty at their edges (45 CFR 160.404(b)(2)).
#include <doctest/doctest.h>

#include "departments/privacy/breach_sample.h"

namespace muniment::privacy {

using namespace sample;

static PenaltyAsk ask_of(PenaltyTier tier, std::int64_t violations) {
    PenaltyAsk ask;
    ask.assessed_on = day("2026-06-01");
    ask.violated_on = day("2026-01-01");
    ask.tier = tier;
    ask.violations = violations;
    return ask;
}

// Goal: each tier's amounts of the current table (45 CFR 102.3), limited by the year's cap.
TEST_CASE("each tier, once and without end") {
    struct Row {
        PenaltyTier tier;
        std::int64_t least, most, discretion;
        const char* cite;
    };
    for (const Row& row :
         {Row{PenaltyTier::did_not_know, 145, 73011, 36505, "45 CFR 160.404(b)(2)(i)"},
          Row{PenaltyTier::reasonable_cause, 1461, 73011, 146053, "45 CFR 160.404(b)(2)(ii)"},
          Row{PenaltyTier::neglect, 73011, 2190294, 2190294, "45 CFR 160.404(b)(2)(iv)"}}) {
        const auto once = estimate(ask_of(row.tier, 1), law());
        REQUIRE(once);
        CHECK(once->least == row.least);
        CHECK(once->most == row.most);
        CHECK(once->discretion_cap == row.discretion);  // 84 FR 18151
        CHECK(once->reasons.back().cite == row.cite);
        const auto often = estimate(ask_of(row.tier, 1'000'000), law());
        REQUIRE(often);
        CHECK(often->least == 2190294);
        CHECK(often->lines[1].find("limited to $2,190,294") != std::string::npos);
    }
}

// Goal: neglect is of the third tier only when a correction within 30 days is shown.
TEST_CASE("willful neglect, corrected or not") {
    auto ask = ask_of(PenaltyTier::neglect_corrected, 1);
    CHECK(estimate(ask, law())->least == 73011);
    ask.knew_on = day("2026-02-01");
    ask.corrected_on = day("2026-03-03");  // day 30
    CHECK(estimate(ask, law())->least == 14602);
    CHECK(estimate(ask, law())->reasons.back().cite == "45 CFR 160.404(b)(2)(iii)");
    ask.corrected_on = day("2026-03-04");
    CHECK(estimate(ask, law())->least == 73011);
    CHECK(!estimate(ask, law())->barred);  // neglect has no defence
}

TEST_CASE("when there is no penalty") {
    auto ask = ask_of(PenaltyTier::did_not_know, 1);
    ask.knew_on = day("2026-02-01");
    ask.corrected_on = day("2026-03-03");
    CHECK(estimate(ask, law())->barred);  // 45 CFR 160.410(c)
    ask.corrected_on = day("2026-03-04");
    CHECK(!estimate(ask, law())->barred);
    ask.criminal_penalty = true;  // under 42 USC 1320d-6
    CHECK(has_cite(estimate(ask, law())->reasons, "45 CFR 160.410(a)(2)"));
    ask = ask_of(PenaltyTier::neglect, 1);
    ask.violated_on = day("2020-06-01");
    CHECK(!estimate(ask, law())->barred);
    ask.violated_on = day("2020-05-31");
    CHECK(has_cite(estimate(ask, law())->reasons, "45 CFR 160.414"));
}

TEST_CASE("tables by the day of assessment and of the violation") {
    auto ask = ask_of(PenaltyTier::did_not_know, 1);
    ask.assessed_on = day("2026-01-28");
    CHECK(estimate(ask, law())->least == 145);
    ask.assessed_on = day("2026-01-27");
    CHECK(estimate(ask, law())->least == 141);
    ask.violated_on = day("2023-01-01");
    ask.assessed_on = day("2024-08-08");
    CHECK(estimate(ask, law())->least == 141);
    ask.assessed_on = day("2024-08-07");
    CHECK(!estimate(ask, law()));
    ask.assessed_on = day("2020-01-01");
    ask.violated_on = day("2015-11-02");
    CHECK(estimate(ask, law())->least == 100);
}

TEST_CASE("a question that contradicts itself is refused") {
    auto ask = ask_of(PenaltyTier::did_not_know, 0);
    CHECK(!estimate(ask, law()));
    ask = ask_of(PenaltyTier::did_not_know, 1);
    ask.assessed_on = day("2025-12-31");
    CHECK(!estimate(ask, law()));
    ask = ask_of(PenaltyTier::did_not_know, 1);
    ask.knew_on = day("2026-03-01");
    ask.corrected_on = day("2026-02-28");
    CHECK(!estimate(ask, law()));
}

}  // namespace muniment::privacy
