// Boundaries of the law of breaches: each row spoils one thing.
#include <doctest/doctest.h>

#include <algorithm>

#include "departments/privacy/breach_sample.h"

namespace muniment::privacy {

using namespace sample;
using enum BreachTold;

// Goal: an outsider's knowledge is nobody's; an agent's is ours; the earliest that counts stands
// (45 CFR 164.404(a)(2), 45 CFR 164.410(a)(2)).
TEST_CASE("who learned of it decides the day of discovery") {
    for (const auto& [by, starts] :
         {std::pair{LearnedBy::workforce, true}, std::pair{LearnedBy::agent, true},
          std::pair{LearnedBy::outsider, false}}) {
        BreachFacts facts;
        facts.learned = {{day("2026-05-01"), by, "somebody", false}};
        CHECK(discovery_of(facts).day.has_value() == starts);
        CHECK(discovery_of(facts).reasons.size() == 1);
    }
    BreachFacts facts;
    facts.associate = BreachAssociate{"Billing Ltd", false, day("2026-02-10"), {}, {}};
    CHECK(!discovery_of(facts).day);
    facts.associate->told_us_on = day("2026-03-02");
    CHECK(to_text(*discovery_of(facts).day) == "2026-03-02");
}

// Goal: each condition of each exception is needed (45 CFR 164.402(1)(i), 45 CFR 164.402(1)(ii)).
TEST_CASE("an exception stands on all its conditions") {
    const auto colleague = [] {
        ExceptionClaim claim;
        claim.kind = BreachException::inadvertent_disclosure;
        claim.sender_authorized = claim.recipient_authorized = true;
        claim.same_entity = claim.no_further_use = true;
        claim.why = "A nurse told the wrong nurse of the same ward.";
        return claim;
    };
    const auto use = [] {
        ExceptionClaim claim;
        claim.kind = BreachException::unintentional_use;
        claim.workforce = claim.good_faith = claim.within_scope = claim.no_further_use = true;
        claim.why = "A billing clerk opened the wrong account of two with one name.";
        return claim;
    };
    struct Row {
        ExceptionClaim claim;
        void (*spoil)(ExceptionClaim&);
        bool stands;
    };
    const Row rows[] = {
        {use(), [](ExceptionClaim&) {}, true},
        {use(), [](ExceptionClaim& c) { c.workforce = false; }, false},
        {use(), [](ExceptionClaim& c) { c.good_faith = false; }, false},
        {use(), [](ExceptionClaim& c) { c.within_scope = false; }, false},
        {use(), [](ExceptionClaim& c) { c.no_further_use = false; }, false},
        {use(), [](ExceptionClaim& c) { c.why = " "; }, false},
        {use(), [](ExceptionClaim& c) { c.kind = BreachException::none; }, false},
        {colleague(), [](ExceptionClaim&) {}, true},
        {colleague(), [](ExceptionClaim& c) { c.sender_authorized = false; }, false},
        {colleague(), [](ExceptionClaim& c) { c.recipient_authorized = false; }, false},
        {colleague(), [](ExceptionClaim& c) { c.same_entity = false; }, false},
        {colleague(), [](ExceptionClaim& c) { c.no_further_use = false; }, false},
    };
    for (Row row : rows) {
        row.spoil(row.claim);
        BreachFacts facts;
        facts.exception = row.claim;
        const bool stands = assess(facts, law(), today).proposed == BreachResult::exception;
        CHECK(stands == row.stands);
    }
}

// Goal: what was not shown does not secure; redaction never does (45 CFR 164.402).
TEST_CASE("secured means shown to be secured") {
    CHECK(is_secured({Safeguard::encrypted, true, true, true}));
    CHECK(!is_secured({Safeguard::encrypted, false, true, true}));
    CHECK(!is_secured({Safeguard::encrypted, true, false, true}));
    CHECK(!is_secured({Safeguard::encrypted, true, true, false}));
    CHECK(is_secured({Safeguard::destroyed, true, false, false}));
    CHECK(!is_secured({Safeguard::destroyed, false, true, true}));
    CHECK(!is_secured({Safeguard::redacted, true, true, true}));
    CHECK(!is_secured({Safeguard::none, true, true, true}));
}

// Goal: a high factor needs a reason against it; more than seven of twelve is not proposed as low,
// though a person may conclude it (45 CFR 164.402(2)).
TEST_CASE("the four factors, weighed") {
    using enum BreachLevel;
    struct Row {
        std::vector<BreachFactor> factors;
        const char* against;  // on the first factor
        BreachResult proposed;
        bool low_allowed;
    };
    const Row rows[] = {
        {factors(low, low, low, low), "", BreachResult::low_probability, true},
        {factors(high, low, low, low), "", BreachResult::breach, false},
        {factors(high, low, low, low), "  ", BreachResult::breach, false},
        {factors(high, low, low, low), "Sealed throughout.", BreachResult::low_probability, true},
        {factors(medium, medium, medium, low), "", BreachResult::low_probability, true},
        {factors(medium, medium, medium, medium), "", BreachResult::breach, true},
        {factors(low, low, low, unknown), "", BreachResult::breach, false},
        {{factor(low), factor(low), factor(low)}, "", BreachResult::breach, false},
        {{}, "", BreachResult::breach, false},
    };
    for (const Row& row : rows) {
        BreachFacts facts;
        facts.factors = row.factors;
        if (!facts.factors.empty()) facts.factors[0].countervailing = row.against;
        const auto found = assess(facts, law(), today);
        CHECK(found.proposed == row.proposed);
        CHECK((std::ranges::find(found.allowed, BreachResult::low_probability) !=
               found.allowed.end()) == row.low_allowed);
        CHECK(found.allowed.back() == BreachResult::breach);
    }
    BreachFacts silent;
    silent.factors = factors(low, low, low, low);
    silent.factors[1].text = "";
    CHECK(assess(silent, law(), today).missing.size() == 1);
    CHECK(has_cite(assess(silent, law(), today).reasons, "45 CFR 164.402(2)(ii)"));
    CHECK(has_cite(assess({}, law(), today).reasons, "45 CFR 164.402(2)(i)"));
    CHECK(has_cite(assess({}, law(), today).reasons, "45 CFR 164.402(2)(iv)"));
}

// (45 CFR 164.400, 45 CFR 164.408(b)) Goal: thresholds count residents and individuals, each at its
// own edge.
TEST_CASE("thresholds by count") {
    struct Row {
        const char* state;
        std::int64_t count;
        const char* media;
        const char* hhs;
        const char* regulator;
    };
    const char* no = "not required";
    const Row rows[] = {
        {"OR", 500, no, "2026-04-11", "none"},
        {"OR", 501, "2026-04-11", "2026-04-11", "none"},
        {"TX", 249, no, "none", "none"},
        {"TX", 250, no, "none", "2026-03-12"},
        {"FL", 499, no, "none", "none"},
        {"FL", 500, no, "2026-04-11", "2026-03-12"},
        {"CO", 499, no, "none", "none"},
        {"CO", 500, no, "2026-04-11", "2026-03-12"},
        {"WA", 500, no, "2026-04-11", "none"},
        {"WA", 501, "2026-04-11", "2026-04-11", "2026-03-12"},
        {"VT", 1, no, "none", "2026-03-03"},
    };
    for (const Row& row : rows) {
        auto facts = found_on("2026-02-10");
        facts.residents = {{row.state, row.count}};
        const auto board = board_of(facts, law(), day("2026-02-10"));
        CAPTURE(row.state);
        CAPTURE(row.count);
        CHECK(due(board, media, row.state) == row.media);
        CHECK(due(board, hhs) == row.hhs);
        CHECK(due(board, regulator, row.state) == row.regulator);
    }
}

// Goal: each state's own days, and its statute; New York's offices with its residents
// (NY GBL 899-aa(8)).
TEST_CASE("individuals by state of residence") {
    struct Row {
        const char* state;
        const char* due;
        const char* cite;
    };
    for (const Row& row :
         {Row{"CA", "2026-03-12", "CA CIV 1798.82(a)"}, Row{"NY", "2026-03-12", "NY GBL 899-aa(2)"},
          Row{"TX", "2026-04-11", "TX BC 521.053"}, Row{"FL", "2026-03-12", "FL STAT 501.171"},
          Row{"CO", "2026-03-12", "CO CRS 6-1-716"}, Row{"WA", "2026-03-12", "WA RCW 19.255.010"},
          Row{"VT", "2026-03-27", "VT VSA 9:2435"}, Row{"OH", "2026-03-27", "OH RC 1349.19"},
          Row{"TN", "none", "TN CODE 47-18-2107"}, Row{"WI", "none", "WI STAT 134.98"}}) {
        auto facts = found_on("2026-02-10");
        facts.residents = {{row.state, 1}};
        auto board = board_of(facts, law(), day("2026-02-10"));
        CAPTURE(row.state);
        CHECK(due(board, individuals, row.state) == row.due);
        facts.covered_entity = false;  // the carve-outs are for whoever is under HIPAA
        board = board_of(facts, law(), day("2026-02-10"));
        REQUIRE(find(board, individuals, row.state) != nullptr);
        CHECK(find(board, individuals, row.state)->reason.cite == row.cite);
        CHECK(!has_cite(board.duties, "45 CFR 160.203"));
    }
    auto facts = found_on("2026-02-10");
    facts.residents = {{"IL", 1}, {"MA", 1}, {"OK", 1}, {"", 2}};
    facts.hhs_told_on = day("2026-04-03");
    const auto board = board_of(facts, law(), day("2026-02-10"));
    CHECK(has_cite(board.duties, "815 ILCS 530/10"));
    CHECK(has_cite(board.duties, "MA GL 93H:3"));
    CHECK(has_cite(board.duties, "45 CFR 160.203"));  // Oklahoma's rules are not loaded
    CHECK(has_cite(board.duties, "45 CFR 164.404(d)(1)"));
    CHECK(due(board, regulator, "IL") == "2026-04-10");
    CHECK(find(board, regulator, "IL")->reason.cite == "815 ILCS 530/50");
}

// Goal: the law of the day of discovery decides, not that of today.
TEST_CASE("a statute binds from its first day on") {
    for (const auto& [state, found, due_on] :
         {std::tuple{"CA", "2025-12-31", "none"}, std::tuple{"CA", "2026-01-01", "2026-01-31"},
          std::tuple{"NY", "2024-12-20", "none"}, std::tuple{"NY", "2024-12-21", "2025-01-20"}}) {
        auto facts = found_on(found);
        facts.residents = {{state, 1}};
        CHECK(due(board_of(facts, law(), today), individuals, state) == due_on);
    }
}

TEST_CASE("California's Attorney General: 15 days after the last of more than 500 residents") {
    auto facts = found_on("2026-02-10");
    facts.residents = {{"CA", 501}};
    facts.individuals_told_on = {{"CA", day("2026-03-01")}};
    auto board = board_of(facts, law(), day("2026-03-02"));
    CHECK(due(board, regulator, "CA") == "2026-03-16");
    CHECK(find(board, regulator, "CA")->reason.cite == "CA CIV 1798.82(f)");
    facts.residents["CA"] = 500;
    board = board_of(facts, law(), day("2026-03-02"));
    CHECK(due(board, regulator, "CA") == "none");
}

// Goal: business days leave out federal holidays (Thanksgiving) and weekends.
TEST_CASE("business days") {
    auto facts = found_on("2026-11-20");
    facts.licensed_in = "CA";
    facts.residents = {{"NV", 1}};
    const auto board = board_of(facts, law(), day("2026-11-20"));
    CHECK(due(board, regulator, "", "department-due") == "2026-12-14");
}

// Goal: a delay reaches the notices of subpart D and the states that allow it, no others.
TEST_CASE("what a delay for law enforcement reaches") {
    auto facts = found_on("2026-02-10");
    facts.residents = {{"CA", 600}, {"NY", 5}};
    facts.hold = BreachHold{"Lt. Marsh",       "Police", "It would impede.",
                            day("2026-02-12"), true,     day("2026-06-01")};
    const auto board = board_of(facts, law(), day("2026-02-12"));
    CHECK(due(board, individuals) == "2026-06-01");
    CHECK(due(board, media, "CA") == "2026-06-01");
    CHECK(due(board, hhs) == "2026-06-01");
    CHECK(due(board, individuals, "CA") == "2026-06-01");
    CHECK(due(board, individuals, "NY") == "2026-03-12");
    CHECK(to_text(*find(board, hhs)->held_until) == "2026-06-01");
    CHECK(has_cite(board.duties, "45 CFR 164.412(a)"));
    facts.hold->until = day("2026-03-01");  // ends before the limit: the limit stands
    CHECK(due(board_of(facts, law(), day("2026-02-12")), hhs) == "2026-04-11");
    facts.hold = BreachHold{"", "", "", day("2026-02-12"), false, {}};
    const auto bare = board_of(facts, law(), day("2026-02-12"));
    CHECK(has_cite(bare.findings, "45 CFR 164.412(b)"));
}

// Goal: sixty days are a limit, not a target (45 CFR 164.404(b)).
TEST_CASE("unreasonable delay") {
    auto facts = found_on("2026-01-01");
    facts.residents = {{"OR", 1}};
    const auto findings = [&](const char* on) {
        return board_of(facts, law(), day(on)).findings.size();
    };
    CHECK(findings("2026-01-20") == 0);
    CHECK(findings("2026-01-21") == 1);
    CHECK(findings("2026-01-31") == 2);
    CHECK(findings("2026-02-15") == 3);
    CHECK(findings("2026-03-02") == 3);
    CHECK(findings("2026-03-03") == 4);  // and late
    facts.delay_reasons = {{day("2026-01-21"), "The forensic report is not in."}};
    CHECK(findings("2026-01-21") == 0);
    CHECK(findings("2026-01-31") == 1);  // each guard wants its own reason
    facts.delay_reasons = {{day("2026-02-20"), "The forensic report is not in."}};
    facts.individuals_told_on = {{"OR", day("2026-03-01")}};
    facts.facts_complete_on = day("2026-01-13");  // complete on day 12, told on day 59
    CHECK(findings("2026-03-01") == 1);
    facts.facts_complete_on = day("2026-02-09");
    CHECK(findings("2026-03-01") == 0);
    facts.individuals_told_on = {{"OR", day("2026-03-03")}};
    CHECK(find(board_of(facts, law(), today), individuals)->late);
}

// Goal: everybody has been told when the last of each state has.
TEST_CASE("done means everybody") {
    auto facts = found_on("2026-01-01");
    facts.residents = {{"OR", 2}, {"ID", 1}, {"NV", 0}};
    facts.individuals_told_on = {{"OR", day("2026-01-10")}};
    const auto done = [&] {
        return find(board_of(facts, law(), day("2026-01-15")), individuals)->done_on;
    };
    CHECK(!done());
    facts.individuals_told_on["ID"] = day("2026-01-12");
    CHECK(to_text(*done()) == "2026-01-12");
}

TEST_CASE("a business associate's day 60 and day 61 (45 CFR 164.410(b))") {
    BreachFacts facts;
    facts.associate =
        BreachAssociate{"Billing Ltd", false, day("2026-01-01"), day("2026-03-02"), {}};
    CHECK(!find(board_of(facts, law(), today), associate)->late);
    facts.associate->told_us_on = day("2026-03-03");
    CHECK(find(board_of(facts, law(), today), associate)->late);
    CHECK(find(board_of(facts, law(), today), contract) == nullptr);
}

// Goal: each element of 45 CFR 164.404(c)(1) is asked for.
TEST_CASE("a notice without an element is rejected") {
    struct Row {
        void (*spoil)(NoticeWords&);
        const char* cite;
    };
    const Row rows[] = {
        {[](NoticeWords& w) { w.happened = " "; }, "45 CFR 164.404(c)(1)(A)"},
        {[](NoticeWords& w) { w.breach_on.reset(); }, "45 CFR 164.404(c)(1)(A)"},
        {[](NoticeWords& w) { w.discovered_on.reset(); }, "45 CFR 164.404(c)(1)(A)"},
        {[](NoticeWords& w) { w.types.clear(); }, "45 CFR 164.404(c)(1)(B)"},
        {[](NoticeWords& w) { w.steps = ""; }, "45 CFR 164.404(c)(1)(C)"},
        {[](NoticeWords& w) { w.doing = ""; }, "45 CFR 164.404(c)(1)(D)"},
        {[](NoticeWords& w) { w.phone = ""; }, "45 CFR 164.404(c)(1)(E)"},
    };
    CHECK(lacking(notice(), law(), today).empty());
    for (const Row& row : rows) {
        auto words = notice();
        row.spoil(words);
        const auto missing = lacking(words, law(), today);
        REQUIRE(missing.size() == 1);
        CHECK(missing[0].cite == row.cite);
    }
    CHECK(lacking({}, law(), today).size() == 7);
}

// Goal: facts that nobody could mean are refused.
TEST_CASE("facts are checked before they are judged") {
    const auto fault = [](void (*spoil)(BreachFacts&)) {
        auto facts = wrong_fax();
        spoil(facts);
        return !fault_of(facts).empty();
    };
    CHECK(fault_of(wrong_fax()).empty());
    CHECK(fault([](BreachFacts& f) { f.residents["Texas"] = 1; }));
    CHECK(fault([](BreachFacts& f) { f.residents["TX"] = -1; }));
    CHECK(fault([](BreachFacts& f) { f.residents["TX"] = individuals_max + 1; }));
    CHECK(fault([](BreachFacts& f) { f.licensed_in = "ca"; }));
    CHECK(fault([](BreachFacts& f) { f.factors.resize(5); }));
    CHECK(fault([](BreachFacts& f) { f.unreachable = -1; }));
    CHECK(fault([](BreachFacts& f) { f.associate = BreachAssociate{"x", false, today, {}, -1}; }));
}

}  // namespace muniment::privacy
