#include "departments/rights/state.h"

#include <doctest/doctest.h>

#include "departments/rights/sample.h"

namespace muniment::rights {

using enum Kind;
using enum State;

// Which step leads where. 45 CFR 164.526(c)(3): persons are told after acceptance;
// 45 CFR 164.526(d)(2): a statement after denial; 45 CFR 164.526(d)(3): a rebuttal after that;
// 45 CFR 164.526(d)(4): both are linked by the steps (tests/scenarios/rights).
TEST_CASE("state: the steps of each kind") {
    struct Row {
        Kind kind;
        State from;
        Step step;
        const char* to;  // "" where the step is not offered
    };
    const Row rows[] = {
        {amendment, received, Step::accept, "accepted"},
        {amendment, accepted, Step::tell, "accepted"},
        {amendment, received, Step::tell, ""},
        {amendment, received, Step::statement, ""},
        {amendment, denied, Step::statement, "disputed"},
        {amendment, denied, Step::future, "denied"},
        {amendment, denied, Step::rebuttal, ""},
        {amendment, disputed, Step::rebuttal, "disputed"},
        {amendment, accepted, Step::extend, ""},
        {amendment, denied, Step::withdraw, ""},
        {access, received, Step::deny, ""},  // 45 CFR 164.524(d) is the release desk's
        {access, received, Step::answer, "answered"},
        {restriction, received, Step::accept, "accepted"},
        {restriction, accepted, Step::end, "ended"},
        {restriction, ended, Step::end, ""},
        {confidential, received, Step::deny, "denied"},
        {complaint, received, Step::answer, "answered"},
        {complaint, received, Step::accept, ""},
        {accounting, received, Step::extend, "received"},
        {accounting, withdrawn, Step::answer, ""},
        {consent, answered, Step::withdraw, ""},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(enum_name(row.kind)));
        CAPTURE(std::string(enum_name(row.step)));
        const auto to = next(row.kind, row.from, row.step);
        CHECK((to ? std::string(enum_name(*to)) : "") == row.to);
        CHECK(bool(to) == (std::string(row.to) != ""));
    }
    CHECK(is_patients(Step::statement));
    CHECK(!is_patients(Step::rebuttal));
    CHECK(is_open(received));
    CHECK(!is_open(denied));
}

// Goal: every kind but a consent's starts a clock that some pack knows.
TEST_CASE("state: the event of each kind is one that starts a clock") {
    for (const Kind kind : {access, amendment, restriction, confidential, accounting, complaint}) {
        CAPTURE(std::string(enum_name(kind)));
        CHECK(is_known_event(sample::packs(), event_of(kind, {})));
    }
    CHECK(event_of(accounting, {{}, {}, true}) == "part2_accounting_requested");
    CHECK(event_of(consent, {}).empty());
}

// Goal: what is missing is said, each with its paragraph; a request told by another covered entity
// (45 CFR 164.526(e)) is one like the patient's. 45 CFR 164.530(d)(1): complaints are taken.
TEST_CASE("state: what a request must say") {
    RightsAsk good;
    good.kind = amendment;
    good.amendment = AmendmentAsk{{}, "a word", "", "it is wrong", {}, true};
    CHECK(check(good).empty());
    const auto spoiled = [&](auto spoil) {
        RightsAsk ask = good;
        spoil(ask);
        const auto found = check(ask);
        return found.empty() ? "whole" : found.front().cite;
    };
    CHECK(spoiled([](RightsAsk& a) { a.amendment->wrong = " "; }) == "45 CFR 164.526(b)(1)");
    CHECK(spoiled([](RightsAsk& a) { a.amendment->reason = ""; }) == "45 CFR 164.526(b)(1)");
    CHECK(spoiled([](RightsAsk& a) { a.amendment->wrong.assign(words_bytes_max + 1, 'x'); }) ==
          "45 CFR 164.526(b)(1)");
    CHECK(spoiled([](RightsAsk& a) { a.complaint = ComplaintAsk{"x", {}}; }) == "");
    CHECK(spoiled([](RightsAsk& a) { a.kind = access; }) == "");
    CHECK(spoiled([](RightsAsk& a) {
              a.kind = complaint;
              a.amendment.reset();
              a.complaint = ComplaintAsk{};
          }) == "45 CFR 164.530(d)(1)");
    CHECK(spoiled([](RightsAsk& a) {
              a.kind = restriction;
              a.amendment.reset();
              a.restriction.emplace();
              a.restriction->what = "the MRI";
              a.restriction->paid_in_full = true;
          }) == "45 CFR 164.522(a)(1)(vi)");
}

}  // namespace muniment::rights
