// The trade's own test vectors for breaches, one by one (numbers as in the list of vectors).
#include <doctest/doctest.h>

#include <algorithm>

#include "departments/privacy/breach_sample.h"

namespace muniment::privacy {

using namespace sample;
using enum BreachTold;

static BreachBoard at_once(const BreachFacts& facts) {
    return board_of(facts, law(), discovery_of(facts).day.value_or(today));
}
static bool may(const BreachAssessment& assessment, BreachResult result) {
    return std::ranges::find(assessment.allowed, result) != assessment.allowed.end();
}

TEST_CASE("vector 1: 1,200 patients, 700 in Texas and exactly 500 in Oklahoma") {
    auto facts = found_on("2026-02-10");
    facts.residents = {{"TX", 700}, {"OK", 500}};
    const auto board = at_once(facts);
    CHECK(board.individuals == 1200);
    CHECK(due(board, individuals) == "2026-04-11");
    CHECK(due(board, hhs) == "2026-04-11");
    CHECK(due(board, hhs_log) == "none");
    CHECK(due(board, media, "TX") == "2026-04-11");
    CHECK(due(board, media, "OK") == "not required");  // 45 CFR 164.406(a): more than 500
    CHECK(due(board, regulator, "TX") == "2026-03-12");
    CHECK(find(board, media, "TX")->reason.cite == "45 CFR 164.406(b)");
}

TEST_CASE("vectors 2 and 3: fewer than 500 go into the log of the year of discovery") {
    for (const auto& [found, told, log] : {std::tuple{"2026-11-30", "2027-01-29", "2027-03-01"},
                                           std::tuple{"2027-06-01", "2027-07-31", "2028-02-29"},
                                           std::tuple{"2025-12-31", "2026-03-01", "2026-03-01"}}) {
        auto facts = found_on(found);
        facts.residents = {{"OR", 10}};
        const auto board = at_once(facts);
        CHECK(due(board, individuals) == told);
        CHECK(due(board, hhs_log) == log);
        CHECK(find(board, hhs_log)->reason.cite == "45 CFR 164.408(c)");
        CHECK(due(board, hhs) == "none");
    }
}

TEST_CASE("vector 4: a licensed hospital in California has 15 business days") {
    auto facts = found_on("2026-03-02");
    facts.licensed_in = "CA";
    facts.residents = {{"CA", 2}};
    const auto board = at_once(facts);
    CHECK(due(board, regulator, "", "ca/breach#department-due") == "2026-03-23");
    CHECK(due(board, individuals, "", "ca/breach#patients-due") == "2026-03-23");
    CHECK(due(board, individuals, "CA") == "2026-04-01");
    CHECK(due(board, individuals) == "2026-05-01");
    CHECK(to_text(*board.effective_due) == "2026-03-23");
    CHECK(find(board, regulator)->reason.cite == "CA HSC 1280.15");
}

TEST_CASE("vector 5: New York's Attorney General within five business days of HHS") {
    auto facts = found_on("2026-03-20");
    facts.residents = {{"NY", 3}};
    CHECK(due(at_once(facts), regulator, "NY", "attorney-general-due") == "none");
    facts.hhs_told_on = day("2026-04-03");
    const auto board = at_once(facts);
    CHECK(due(board, regulator, "NY", "attorney-general-due") == "2026-04-10");
    CHECK(find(board, regulator, "NY", "attorney-general-due")->reason.cite == "NY GBL 899-aa(9)");
}

TEST_CASE("vectors 6 and 7: low probability needs every factor") {
    auto facts = wrong_fax();
    CHECK(assess(facts, law(), today).proposed == BreachResult::low_probability);
    facts.factors[2] = {};
    const auto assessment = assess(facts, law(), today);
    CHECK(assessment.proposed == BreachResult::breach);
    CHECK(!may(assessment, BreachResult::low_probability));
    CHECK(assessment.missing == std::vector<std::string>{factor_name(2)});
    CHECK(has_cite(assessment.reasons, "45 CFR 164.402(2)(iii)"));
}

TEST_CASE("vector 8: a lost laptop, encrypted, powered off, its key safe; then logged in") {
    auto facts = found_on("2026-11-02");
    facts.secured = {Safeguard::encrypted, true, true, true};
    CHECK(assess(facts, law(), today).proposed == BreachResult::secured);
    facts.secured.locked = false;
    const auto assessment = assess(facts, law(), today);
    CHECK(assessment.proposed == BreachResult::breach);
    CHECK(!may(assessment, BreachResult::secured));
}

TEST_CASE("vector 9: a nurse opens her former husband's chart") {
    auto facts = found_on("2026-11-02");
    facts.exception = {
        BreachException::unintentional_use, true, true, false, false, false, false, true,
        "She says she was curious."};
    facts.factors =
        factors(BreachLevel::medium, BreachLevel::high, BreachLevel::high, BreachLevel::low);
    const auto assessment = assess(facts, law(), today);
    CHECK(assessment.proposed == BreachResult::breach);
    CHECK(assessment.allowed == std::vector{BreachResult::breach});
}

TEST_CASE("vector 10: papers handed to another patient and taken back unread") {
    auto facts = found_on("2026-11-02");
    facts.exception.kind = BreachException::not_retained;
    facts.exception.good_faith = true;
    auto undocumented = assess(facts, law(), today);
    CHECK(undocumented.proposed == BreachResult::breach);
    CHECK(has_cite(undocumented.reasons, "45 CFR 164.414(b)"));
    facts.exception.why = "He gave the folder back at once, unopened; two witnesses.";
    const auto assessment = assess(facts, law(), today);
    CHECK(assessment.proposed == BreachResult::exception);
    CHECK(has_cite(assessment.reasons, "45 CFR 164.402(1)(iii)"));
}

TEST_CASE("vector 11: a business associate tells us on day 58, its contract says 10") {
    BreachFacts facts;
    facts.residents = {{"OR", 4}};
    facts.associate =
        BreachAssociate{"Billing Ltd", false, day("2026-01-01"), day("2026-02-28"), 10};
    const auto board = board_of(facts, law(), day("2026-02-28"));
    CHECK(due(board, associate) == "2026-03-02");
    CHECK(!find(board, associate)->late);
    CHECK(find(board, contract)->late);
    CHECK(has_cite(board.findings, "45 CFR 164.504(e)(2)(ii)(C)"));
    CHECK(to_text(*board.discovery.day) == "2026-02-28");
    facts.associate->agent = true;
    CHECK(to_text(*discovery_of(facts).day) == "2026-01-01");
}

TEST_CASE("vectors 12 and 19: who cannot be reached") {
    auto facts = found_on("2026-11-02");
    facts.residents = {{"OR", 30}};
    facts.kin_unknown = 11;
    CHECK(at_once(facts).substitute == SubstituteNotice::none);
    CHECK(has_cite(at_once(facts).duties, "45 CFR 164.404(d)(1)(ii)"));
    facts.unreachable = 9;
    CHECK(at_once(facts).substitute == SubstituteNotice::other_means);
    CHECK(has_cite(at_once(facts).duties, "45 CFR 164.404(d)(2)(i)"));
    facts.unreachable = 10;
    CHECK(at_once(facts).substitute == SubstituteNotice::web_or_media);
    facts.unreachable = 12;
    facts.web_notice_from = day("2026-12-01");
    const auto board = at_once(facts);
    CHECK(board.substitute == SubstituteNotice::web_or_media);
    CHECK(has_cite(board.duties, "45 CFR 164.404(d)(2)(ii)"));
    CHECK(due(board, web_notice) == "2027-03-01");
}

TEST_CASE("vectors 13 and 20: an official asks for delay") {
    BreachHold hold{
        "Lt. Marsh", "Exampleton Police", "It would impede us.", day("2026-03-01"), false, {}};
    CHECK(to_text(hold_end(hold, law())) == "2026-03-31");
    hold.written = true;  // without a time: as oral
    CHECK(to_text(hold_end(hold, law())) == "2026-03-31");
    auto facts = found_on("2026-01-15");
    facts.residents = {{"OR", 3}};
    facts.hold = hold;
    CHECK(has_cite(board_of(facts, law(), day("2026-03-02")).findings, "45 CFR 164.412(a)"));
    facts.hold->until = day("2026-06-01");
    const auto board = board_of(facts, law(), day("2026-03-02"));
    CHECK(!has_cite(board.findings, "45 CFR 164.412(a)"));
    CHECK(due(board, individuals) == "2026-06-01");
    CHECK(due(board, hhs_log) == "2027-03-01");
}

TEST_CASE("vector 14: a letter says when it was discovered; the day of the breach may be unknown") {
    auto words = notice();
    words.discovered_on.reset();
    const auto missing = lacking(words, law(), today);
    REQUIRE(missing.size() == 1);
    CHECK(missing[0].rule == "us-federal/breach#notice-content-a-discovered");
    CHECK(missing[0].cite == "45 CFR 164.404(c)(1)(A)");
    words = notice();
    words.breach_on.reset();
    CHECK(lacking(words, law(), today).size() == 1);
    words.breach_day_unknown = true;
    CHECK(lacking(words, law(), today).empty());
}

TEST_CASE("vector 15: 499 and 1 are 500: HHS yes, media no") {
    auto facts = found_on("2026-02-10");
    facts.residents = {{"OR", 499}, {"ID", 1}};
    const auto board = at_once(facts);
    CHECK(due(board, hhs) == "2026-04-11");
    CHECK(due(board, media, "OR") == "not required");
    CHECK(due(board, media, "ID") == "not required");
}

TEST_CASE("vector 16: three violations of the second tier, before and after the new table") {
    PenaltyAsk ask;
    ask.violated_on = day("2025-06-01");
    ask.tier = PenaltyTier::reasonable_cause;
    ask.violations = 3;
    ask.assessed_on = day("2026-02-01");
    auto found = estimate(ask, law());
    REQUIRE(found);
    CHECK(found->least == 4383);
    CHECK(found->year_cap == 2190294);
    CHECK(found->lines[0] == "least: 3 x $1,461 = $4,383");
    ask.assessed_on = day("2026-01-27");
    found = estimate(ask, law());
    REQUIRE(found);
    CHECK(found->least == 4272);
}

TEST_CASE("vector 17: records of a part 2 program") {
    auto facts = found_on("2026-11-02");
    facts.residents = {{"OR", 3}};
    facts.part2 = true;
    const auto board = at_once(facts);
    CHECK(has_cite(board.duties, "42 CFR 2.16(b)"));
    CHECK(due(board, individuals) == "2027-01-01");
}

TEST_CASE("vector 18: the snooper's own knowledge starts no clock") {
    BreachFacts facts;
    facts.learned = {{day("2026-05-01"), LearnedBy::workforce, "the snooper", true}};
    CHECK(!discovery_of(facts).day);
    facts.learned.push_back({day("2026-06-10"), LearnedBy::workforce, "a colleague", false});
    CHECK(to_text(*discovery_of(facts).day) == "2026-06-10");
    facts.diligence_on = day("2026-05-20");
    CHECK(to_text(*discovery_of(facts).day) == "2026-05-20");
}

TEST_CASE("vector 21: corrected on day 25, no willful neglect") {
    PenaltyAsk ask;
    ask.assessed_on = day("2026-06-01");
    ask.violated_on = day("2026-01-01");
    ask.tier = PenaltyTier::reasonable_cause;
    ask.knew_on = day("2026-02-01");
    ask.corrected_on = day("2026-02-26");
    const auto found = estimate(ask, law());
    REQUIRE(found);
    CHECK(found->barred);
    CHECK(found->most == 0);
    CHECK(has_cite(found->reasons, "45 CFR 160.410(c)"));
}

}  // namespace muniment::privacy
