// The test vectors of the domain file that are this desk's; access, fees and the list of
// disclosures have theirs in departments/release.
#include <doctest/doctest.h>

#include "departments/rights/accounting_ask.h"
#include "departments/rights/amendment.h"
#include "departments/rights/restriction.h"
#include "departments/rights/sample.h"

namespace muniment::rights {

using sample::day;
using sample::packs;
using sample::today;

// Vector 10. 45 CFR 164.526(a)(2)(i), 45 CFR 164.526(a)(2)(ii), 45 CFR 164.526(a)(2)(iii),
// 45 CFR 164.526(a)(2)(iv).
TEST_CASE("amendment: the grounds of denial") {
    using enum AmendmentGround;
    struct Row {
        AmendmentGround ground;
        bool originator_gone;
        bool allowed;
        const char* cite;
    };
    const Row rows[] = {
        {not_created_here, false, true, "45 CFR 164.526(a)(2)(i)"},
        {not_created_here, true, false, "45 CFR 164.526(a)(2)(i)"},
        {not_in_record_set, false, true, "45 CFR 164.526(a)(2)(ii)"},
        {not_inspectable, false, true, "45 CFR 164.526(a)(2)(iii)"},
        {accurate_and_complete, true, true, "45 CFR 164.526(a)(2)(iv)"},
        {other, false, false, "45 CFR 164.526(a)(2)"},
    };
    for (const Row& row : rows) {
        const AmendmentDenial denial{row.ground, row.originator_gone, "why", ""};
        const AmendmentRule found = ground_of(denial, packs(), today);
        CAPTURE(std::string(enum_name(row.ground)));
        CHECK(found.allowed == row.allowed);
        CHECK(found.cite == row.cite);
        CHECK(check_denial(denial, packs(), today).empty() == row.allowed);
    }
    CHECK(check_denial({accurate_and_complete, false, " ", ""}, packs(), today).front().cite ==
          "45 CFR 164.526(d)(1)(i)");
}

// Vector 11: each content is missed by name. 45 CFR 164.526(d)(1)(i), 45 CFR 164.526(d)(1)(ii),
// 45 CFR 164.526(d)(1)(iii), 45 CFR 164.526(d)(1)(iv).
TEST_CASE("amendment: the letter of denial lacks nothing") {
    const LetterSays whole{"basis", "statement", "future", "here", "hhs", "Officer", "555"};
    CHECK(check_letter(whole, packs(), today).empty());
    struct Row {
        std::string LetterSays::* content;
        const char* cite;
    };
    const Row rows[] = {
        {&LetterSays::basis, "45 CFR 164.526(d)(1)(i)"},
        {&LetterSays::statement, "45 CFR 164.526(d)(1)(ii)"},
        {&LetterSays::future, "45 CFR 164.526(d)(1)(iii)"},
        {&LetterSays::complaint_here, "45 CFR 164.526(d)(1)(iv)"},
        {&LetterSays::complaint_hhs, "45 CFR 164.526(d)(1)(iv)"},
        {&LetterSays::contact, "45 CFR 164.526(d)(1)(iv)"},
        {&LetterSays::phone, "45 CFR 164.526(d)(1)(iv)"},
    };
    for (const Row& row : rows) {
        LetterSays spoiled = whole;
        (spoiled.*row.content).clear();
        const auto found = check_letter(spoiled, packs(), today);
        REQUIRE(found.size() == 1);
        CHECK(found.front().cite == row.cite);
        CHECK(found.front().message.find("AMD_DENY_CONTENT") != std::string::npos);
    }
    CHECK(says("nothing of use", "why", "Officer", "555").statement.empty());
}

// Vectors 21 and 22's other half; 45 CFR 164.522(a)(1)(ii), 45 CFR 164.522(a)(1)(vi), 42 CFR 2.26.
TEST_CASE("restriction: paid in full must be agreed to, everything else may be refused") {
    using enum chart::KeepsFrom;
    struct Row {
        chart::KeepsFrom from;
        bool paid;
        bool must;
    };
    const Row rows[] = {{health_plan, true, true},
                        {health_plan, false, false},
                        {named, true, false},
                        {everyone, false, false}};
    for (const Row& row : rows) {
        chart::Restriction asked;
        asked.keeps_from = row.from;
        asked.paid_in_full = row.paid;
        CHECK(must_agree(asked, packs(), today).yes == row.must);
    }
}

// Vector 25. 45 CFR 164.522(a)(2)(i), 45 CFR 164.522(a)(2)(ii), 45 CFR 164.522(a)(2)(iii).
TEST_CASE("restriction: who may end it, and what it still covers") {
    chart::Restriction agreed, paid;
    paid.paid_in_full = true;
    using enum EndedBy;
    CHECK(may_end(agreed, patient_in_writing, packs(), today).yes);
    CHECK(may_end(agreed, patient_orally, packs(), today).yes);
    CHECK(may_end(agreed, facility, packs(), today).yes);
    CHECK(may_end(paid, patient_in_writing, packs(), today).yes);
    CHECK(may_end(paid, patient_orally, packs(), today).yes);
    const LawSays never = may_end(paid, facility, packs(), today);
    CHECK(!never.yes);
    CHECK(never.cite == "45 CFR 164.522(a)(2)(iii)");
    chart::Restriction kept;
    CHECK(end(kept, facility, day("2026-06-01")) == AfterEnd::binds_what_came_before);
    CHECK(kept.only_before == day("2026-06-02"));  // June 1 itself is still covered
    chart::Restriction asked;
    CHECK(end(asked, patient_orally, today) == AfterEnd::over);
    CHECK(!asked.only_before);
}

// Vector 23. 45 CFR 164.522(b)(1)(i), 45 CFR 164.522(b)(1)(ii), 45 CFR 164.522(b)(2)(ii),
// 45 CFR 164.522(b)(2)(iii), 45 CFR 164.522(b)(2)(iv).
TEST_CASE("confidential: a provider accommodates and does not ask why") {
    ConfidentialAsk ask;
    ask.wish = {chart::ReachBy::telephone, "555-0142 (work)", "home", ""};
    CHECK(must_accommodate(ask, Reasonable::yes, packs(), today).yes);
    CHECK(!must_accommodate(ask, Reasonable::no, packs(), today).yes);
    CHECK(!may_ask_why(AskedOf::provider, packs(), today).yes);
    CHECK(may_ask_why(AskedOf::health_plan, packs(), today).yes);
    ask.of = AskedOf::health_plan;
    CHECK(!must_accommodate(ask, Reasonable::yes, packs(), today).yes);
    ask.endangered = true;
    CHECK(must_accommodate(ask, Reasonable::yes, packs(), today).yes);
    CHECK(check_wish(ask).empty());
    ask.wish.at = " ";
    CHECK(check_wish(ask).front().cite == "45 CFR 164.522(b)(2)(ii)");
    ask.wish.by = chart::ReachBy::portal;
    CHECK(check_wish(ask).empty());
}

// Vectors 12, 13 and 28's window. 45 CFR 164.528(a)(3), 45 CFR 164.528(c)(2), 42 CFR 2.25.
TEST_CASE("accounting: the window and the fee of a request") {
    const Day asked = day("2026-12-01");
    AccountingTerms terms = terms_of({day("2015-01-01"), {}, false}, asked, {});
    CHECK(terms.from == day("2020-12-01"));
    CHECK(terms.to == asked);
    CHECK(terms.free);
    CHECK(terms_of({{}, {}, true}, asked, {}).from == day("2023-12-01"));
    CHECK(terms_of({day("2025-01-01"), day("2025-06-30"), false}, asked, {}).to ==
          day("2025-06-30"));
    CHECK(!terms_of({}, day("2027-05-01"), {day("2026-12-15")}).free);
    CHECK(terms_of({}, day("2027-12-15"), {day("2026-12-15")}).free);
    CHECK(terms_of({}, day("2027-05-01"), {day("2026-12-15")}).fee_say.find("first") !=
          std::string::npos);
}

// 45 CFR 164.522(a)(1)(iii), 45 CFR 164.522(a)(1)(iv): a consent stops what the law permits without
// one; not the patient's own access, and not emergency treatment.
TEST_CASE("consent: on which grounds it binds") {
    const auto binds = [](const char* ground, const char* emergency = "") {
        rules::Facts facts;
        facts.set("ground", ground);
        facts.set("emergency_treatment", emergency);
        const auto* row = packs().answer("consent_binds", facts, today);
        return row != nullptr && row->yes;
    };
    CHECK(binds("treatment"));
    CHECK(binds("payment"));
    CHECK(binds("authorization"));
    CHECK(!binds("treatment", "true"));
    CHECK(!binds("access"));
    CHECK(!binds("public_health"));
}

}  // namespace muniment::rights
