#include "departments/release/authorization.h"

#include <doctest/doctest.h>

#include <random>
#include <set>

#include "departments/release/sample.h"

namespace muniment::release {

using sample::day;
using sample::today;

// Goal: every ground of 164.508(b)(2), every element and statement of (c)(1)-(2), every duty of
// (c)(3)-(4). Each row spoils one thing in a good form; the right column is what must be reported,
// and no more.
TEST_CASE("each defect is reported with its own paragraph") {
    struct Row {
        const char* name;
        void (*spoil)(Authorization&);
        std::string cites;
    };
    const Row rows[] = {
        {"good form", [](auto&) {}, ""},
        {"no description", [](auto& f) { f.information = ""; }, "45 CFR 164.508(c)(1)(i)"},
        {"blank description", [](auto& f) { f.information = " \t"; }, "45 CFR 164.508(c)(1)(i)"},
        {"nobody to disclose", [](auto& f) { f.disclosing_party = ""; },
         "45 CFR 164.508(c)(1)(ii)"},
        {"no recipient", [](auto& f) { f.recipient = ""; }, "45 CFR 164.508(c)(1)(iii)"},
        {"no purpose", [](auto& f) { f.purpose = ""; }, "45 CFR 164.508(c)(1)(iv)"},
        {"no expiry", [](auto& f) { f.expires_on = {}; }, "45 CFR 164.508(c)(1)(v)"},
        {"expiry by event", [](auto& f) { f.expires_on = {}, f.expiry_event = "trial's end"; }, ""},
        {"expiry none", [](auto& f) { f.expires_on = {}, f.expiry_event = " None "; },
         "45 CFR 164.508(c)(1)(v)"},
        {"expiry none, research",
         [](auto& f) { f.expires_on = {}, f.expiry_event = "none", f.research = true; }, ""},
        {"not signed", [](auto& f) { f.signed_ = false; }, "45 CFR 164.508(c)(1)(vi)"},
        {"signature without date", [](auto& f) { f.signed_on = {}; }, "45 CFR 164.508(c)(1)(vi)"},
        {"neither", [](auto& f) { f.signed_ = false, f.signed_on = {}; },
         "45 CFR 164.508(c)(1)(vi)"},
        {"signed tomorrow", [](auto& f) { f.signed_on = day("2026-11-23"); },
         "45 CFR 164.508(c)(1)(vi)"},
        {"signed today", [](auto& f) { f.signed_on = today; }, ""},
        {"representative without authority", [](auto& f) { f.signed_by = Signer::representative; },
         "45 CFR 164.508(c)(1)(vi)"},
        {"representative with authority",
         [](auto& f) {
             f.signed_by = Signer::representative, f.representative_authority = "guardian";
         },
         ""},
        {"right to revoke", [](auto& f) { f.states_right_to_revoke = false; },
         "45 CFR 164.508(c)(2)(i)"},
        {"conditioning", [](auto& f) { f.states_conditioning = false; },
         "45 CFR 164.508(c)(2)(ii)"},
        {"redisclosure", [](auto& f) { f.states_redisclosure = false; },
         "45 CFR 164.508(c)(2)(iii)"},
        {"expired yesterday", [](auto& f) { f.expires_on = day("2026-11-21"); },
         "45 CFR 164.508(b)(2)(i)"},
        {"expires today", [](auto& f) { f.expires_on = today; }, ""},
        {"event happened today", [](auto& f) { f.event_occurred_on = today; },
         "45 CFR 164.508(b)(2)(i)"},
        {"event known for tomorrow", [](auto& f) { f.event_occurred_on = day("2026-11-23"); }, ""},
        {"revoked today", [](auto& f) { f.revoked_on = today; }, "45 CFR 164.508(b)(2)(iii)"},
        {"revoked as of tomorrow", [](auto& f) { f.revoked_on = day("2026-11-23"); }, ""},
        {"known false", [](auto& f) { f.known_false = true; }, "45 CFR 164.508(b)(2)(v)"},
        {"combined with a document",
         [](auto& f) { f.combined_with = CombinedWith::other_document; }, "45 CFR 164.508(b)(3)"},
        {"combined with research",
         [](auto& f) { f.combined_with = CombinedWith::research_permission; },
         "45 CFR 164.508(b)(3)(i)"},
        {"combined with research, for research",
         [](auto& f) { f.combined_with = CombinedWith::research_permission, f.research = true; },
         ""},
        {"two authorizations", [](auto& f) { f.combined_with = CombinedWith::other_authorization; },
         ""},
        {"two, one for psychotherapy notes",
         [](auto& f) {
             f.combined_with = CombinedWith::other_authorization;
             f.covers = {"psychotherapy_notes"};
         },
         "45 CFR 164.508(b)(3)(ii)"},
        {"two, one a condition of care",
         [](auto& f) {
             f.combined_with = CombinedWith::other_authorization;
             f.treatment_conditioned = Conditioned::third_party_care;
         },
         "45 CFR 164.508(b)(3)(iii)"},
        {"a condition of care", [](auto& f) { f.treatment_conditioned = Conditioned::other; },
         "45 CFR 164.508(b)(4)"},
        {"a condition of research care, not for research",
         [](auto& f) { f.treatment_conditioned = Conditioned::research_treatment; },
         "45 CFR 164.508(b)(4)(i)"},
        {"a condition of enrolment",
         [](auto& f) { f.treatment_conditioned = Conditioned::plan_enrolment; }, ""},
        {"a condition of enrolment, for psychotherapy notes",
         [](auto& f) {
             f.treatment_conditioned = Conditioned::plan_enrolment;
             f.covers = {"psychotherapy_notes"};
         },
         "45 CFR 164.508(b)(4)(ii)"},
        {"care for a third party",
         [](auto& f) { f.treatment_conditioned = Conditioned::third_party_care; }, ""},
        {"paid for, and silent about it", [](auto& f) { f.involves_remuneration = true; },
         "45 CFR 164.508(a)(4)(ii)"},
        {"paid for, and says so",
         [](auto& f) { f.involves_remuneration = true, f.states_remuneration = true; }, ""},
        {"not in plain language", [](auto& f) { f.plain_language = false; },
         "45 CFR 164.508(c)(3) warning"},
        {"no copy given", [](auto& f) { f.copy_given = false; }, "45 CFR 164.508(c)(4) warning"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        Authorization form = sample::form();
        row.spoil(form);
        CHECK(sample::cites(defects(form, sample::federal(), today)) == row.cites);
    }
}

// Goal: nothing is lost and nothing invented when many things are wrong at once. Any subset of the
// independent spoilings below yields exactly the union of their paragraphs, each once.
TEST_CASE("any set of spoiled elements yields the union of their paragraphs") {
    struct Spoiling {
        void (*spoil)(Authorization&);
        std::string cite;
    };
    const std::vector<Spoiling> all = {
        {[](auto& f) { f.information.clear(); }, "45 CFR 164.508(c)(1)(i)"},
        {[](auto& f) { f.disclosing_party.clear(); }, "45 CFR 164.508(c)(1)(ii)"},
        {[](auto& f) { f.recipient.clear(); }, "45 CFR 164.508(c)(1)(iii)"},
        {[](auto& f) { f.purpose.clear(); }, "45 CFR 164.508(c)(1)(iv)"},
        {[](auto& f) { f.expires_on.reset(); }, "45 CFR 164.508(c)(1)(v)"},
        {[](auto& f) { f.signed_ = false; }, "45 CFR 164.508(c)(1)(vi)"},
        {[](auto& f) { f.signed_on.reset(); }, "45 CFR 164.508(c)(1)(vi)"},
        {[](auto& f) { f.signed_by = Signer::representative; }, "45 CFR 164.508(c)(1)(vi)"},
        {[](auto& f) { f.states_right_to_revoke = false; }, "45 CFR 164.508(c)(2)(i)"},
        {[](auto& f) { f.states_conditioning = false; }, "45 CFR 164.508(c)(2)(ii)"},
        {[](auto& f) { f.states_redisclosure = false; }, "45 CFR 164.508(c)(2)(iii)"},
        {[](auto& f) { f.event_occurred_on = today; }, "45 CFR 164.508(b)(2)(i)"},
        {[](auto& f) { f.revoked_on = today; }, "45 CFR 164.508(b)(2)(iii)"},
        {[](auto& f) { f.known_false = true; }, "45 CFR 164.508(b)(2)(v)"},
        {[](auto& f) { f.combined_with = CombinedWith::other_document; }, "45 CFR 164.508(b)(3)"},
        {[](auto& f) { f.treatment_conditioned = Conditioned::other; }, "45 CFR 164.508(b)(4)"},
        {[](auto& f) { f.involves_remuneration = true; }, "45 CFR 164.508(a)(4)(ii)"},
        {[](auto& f) { f.plain_language = false; }, "45 CFR 164.508(c)(3)"},
        {[](auto& f) { f.copy_given = false; }, "45 CFR 164.508(c)(4)"},
    };
    std::mt19937_64 random(7);
    for (int round = 0; round < 2000; ++round) {
        const std::uint64_t subset = random();
        CAPTURE(subset);
        Authorization form = sample::form();
        std::set<std::string> expected;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if ((subset >> i & 1) == 0) continue;
            all[i].spoil(form);
            expected.insert(all[i].cite);
        }
        const auto found = defects(form, sample::federal(), today);
        std::set<std::string> cites;
        for (const Finding& finding : found) cites.insert(finding.cite);
        REQUIRE(cites == expected);
        REQUIRE(found.size() == cites.size());
    }
}

// Goal: what a rule carries out beside its own paragraph: an element left out is a form not filled
// out completely, a compound or conditioned form is the fourth defect, a duty left undone is none.
TEST_CASE("the further paragraphs a defect stands for") {
    struct Row {
        void (*spoil)(Authorization&);
        std::vector<std::string> also;
    };
    const Row rows[] = {
        {[](auto& f) { f.information.clear(); }, {"45 CFR 164.508(b)(2)(ii)"}},
        {[](auto& f) { f.states_redisclosure = false; }, {"45 CFR 164.508(b)(2)(ii)"}},
        {[](auto& f) { f.combined_with = CombinedWith::other_document; },
         {"45 CFR 164.508(b)(2)(iv)"}},
        {[](auto& f) { f.treatment_conditioned = Conditioned::other; },
         {"45 CFR 164.508(b)(2)(iv)"}},
        {[](auto& f) { f.revoked_on = today; }, {"45 CFR 164.508(b)(5)"}},
        {[](auto& f) { f.involves_remuneration = true; }, {"45 CFR 164.508(a)(3)(ii)"}},
        {[](auto& f) { f.copy_given = false; }, {}},
    };
    for (const Row& row : rows) {
        Authorization form = sample::form();
        row.spoil(form);
        rules::Facts facts;
        add_form_facts(facts, form, today);
        const auto found = sample::federal().check(rules::Subject::authorization, facts, today);
        REQUIRE(found.size() == 1);
        CAPTURE(found[0].rule->id);
        CHECK(found[0].rule->also == row.also);
        // 45 CFR 164.508(b)(1)(i): validity rests on (c)(1)-(2) and (b), not on the duties.
        CHECK(found[0].warning == row.also.empty());
    }
}

TEST_CASE("findings of one paragraph are told together") {
    Authorization form = sample::form();
    form.signed_ = false;
    form.signed_on = {};
    const auto found = defects(form, sample::federal(), today);
    REQUIRE(found.size() == 1);
    CHECK(found[0].message == "The form is not signed. The signature is not dated.");
    CHECK(found[0].rule == "us-federal/hipaa-164-508#signature");
}

// Goal: docs/decisions/0005: only days are read out of the words, and only when there are two.
TEST_CASE("the period a description names") {
    struct Row {
        const char* text;
        std::string period;
    };
    const Row rows[] = {
        {"ED records 2026-01-01..2026-01-31", "2026-01-01 2026-01-31"},
        {"visits from 1/5/2026 to 03/31/2026", "2026-01-05 2026-03-31"},
        {"stays of 2026-05-01 and 2026-03-02, and 2026-04-01", "2026-03-02 2026-05-01"},
        {"surgery of 2026-03-01", ""},
        {"13/45/2026 to 2026-02-30", ""},
        {"1/2/26 to 2/2/26", ""},
        {"phone 555-123-4567, file 12/34", ""},
        {"", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const auto period = described_period(row.text);
        CHECK((period ? to_text(period->first) + " " + to_text(period->last) : "") == row.period);
    }
}

TEST_CASE("words that cover a whole record") {
    for (const char* yes : {"My ENTIRE chart", "any and all records", "All records of 2026",
                            "complete file", "medical records"})
        CHECK_MESSAGE(describes_whole_record(yes), yes);
    for (const char* no : {"Discharge summary", "laboratory results of March", "small bowel study"})
        CHECK_MESSAGE(!describes_whole_record(no), no);
}

}  // namespace muniment::release
