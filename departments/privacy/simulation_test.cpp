// The simulated hospital: the same seed gives the same one, and the review finds most of the
// planted.
#include "departments/privacy/simulation.h"

#include <doctest/doctest.h>

#include "packs/packs.h"

namespace muniment::privacy {

static const Day first = *parse_day("2026-11-23");
static const SimulationSize small{
    .seed = 3, .staff_per_unit = 12, .patients = 3000, .days = 6, .each = 2};

TEST_CASE("a seed is a hospital") {
    const auto one = simulate(small, first);
    const auto same = simulate(small, first);
    SimulationSize changed = small;
    changed.seed = 4;
    const auto other = simulate(changed, first);
    REQUIRE(one.events.size() == same.events.size());
    bool differs = one.events.size() != other.events.size();
    for (std::size_t i = 0; i < one.events.size(); ++i) {
        REQUIRE(one.events[i].at == same.events[i].at);
        REQUIRE(one.events[i].user == same.events[i].user);
        REQUIRE(one.events[i].patient == same.events[i].patient);
        if (!differs) differs = one.events[i].patient != other.events[i].patient;
    }
    CHECK(differs);
    CHECK(one.planted.size() == 2 * snooper_kinds);
}

// Goal: a change that blinds the review, or floods the list, turns this red. The bounds are far
// from what the bench prints, so that no one is tempted to tune to them.
TEST_CASE("most of the planted are found, and the list is worth reading") {
    const auto packs = rules::Packs::load(packs::shipped());
    REQUIRE(packs);
    const auto scoring = scoring_of(*packs, first);
    REQUIRE(scoring);
    const auto hospital = simulate(small, first);
    const auto measured = measure(hospital, *scoring);
    int planted = 0, caught = 0;
    for (std::size_t kind = 0; kind < snooper_kinds; ++kind) {
        planted += measured.planted[kind];
        caught += measured.caught[kind];
    }
    CHECK(planted == 30);
    CHECK(caught >= 20);
    CHECK(measured.shown_true * 2 >= measured.shown);
    const std::string text = report_of(measured, hospital, scoring->limits);
    CHECK(text.find("kinds held out:") != std::string::npos);
    CHECK(text.find("false alarms") != std::string::npos);
}

}  // namespace muniment::privacy
