// What closed cases do to weights, departments' rates, and the ladder of sanctions.
#include "departments/privacy/feedback.h"

#include <doctest/doctest.h>

namespace muniment::privacy {

static std::vector<Closed> cases(int improper, int justified, const std::string& signal) {
    std::vector<Closed> all;
    for (int i = 0; i < improper + justified; ++i)
        all.push_back({{signal, "no_relation"},
                       {"ICU"},
                       i < improper ? Verdicted::inappropriate : Verdicted::justified});
    return all;
}

static WeightChange change_of(const std::vector<WeightChange>& all, const std::string& signal) {
    for (const auto& one : all)
        if (one.signal == signal) return one;
    return {};
}

// Goal: a signal that cries wolf loses weight, a telling one gains, each within its bounds.
TEST_CASE("weights move with what closed cases came to, within bounds") {
    const std::map<std::string, int> pack = {
        {"household", 30}, {"neighbour", 15}, {"no_relation", 35}, {"vip", 35}};
    auto closed = cases(0, 40, "neighbour");
    for (const Closed& one : cases(20, 0, "household")) closed.push_back(one);
    for (const Closed& one : cases(3, 0, "vip")) closed.push_back(one);
    const auto all = proposals(pack, {}, closed);
    REQUIRE(all.size() == 4);
    CHECK(change_of(all, "neighbour").proposed == 8);
    CHECK(change_of(all, "neighbour").why ==
          "0 of 40 clear cases were improper; 15 becomes 8, within 8 and 22.");
    CHECK(change_of(all, "household").proposed > 35);
    CHECK(change_of(all, "household").proposed <= 45);
    CHECK(change_of(all, "no_relation").proposed == 35);
    CHECK(change_of(all, "vip").proposed == 35);
    CHECK(change_of(all, "vip").why.find("too few") != std::string::npos);
    // Undetermined cases teach nothing, and an adopted weight is where the next change starts.
    for (Closed& one : closed) one.outcome = Verdicted::undetermined;
    const auto nothing = proposals(pack, {{"neighbour", 8}}, closed);
    CHECK(change_of(nothing, "neighbour").cases == 0);
    CHECK(change_of(nothing, "neighbour").proposed == 8);
}

TEST_CASE("proposals repeated on the same cases do not drift") {
    const std::map<std::string, int> pack = {{"neighbour", 15}};
    auto closed = cases(1, 20, "neighbour");
    for (const Closed& one : cases(20, 0, "other")) closed.push_back(one);
    const int once = proposals(pack, {}, closed)[0].proposed;
    CHECK(once < 15);
    CHECK(proposals(pack, {{"neighbour", once}}, closed)[0].proposed == once);
}

TEST_CASE("how often a department was suspected wrongly") {
    auto closed = cases(1, 3, "vip");
    closed.push_back({{"vip"}, {"ED", "ICU"}, Verdicted::undetermined});
    const auto rates = false_alarms(closed);
    REQUIRE(rates.size() == 2);
    CHECK(rates[0].department == "ED");
    CHECK(rates[0].permille == 0);
    CHECK(rates[1].closed == 5);
    CHECK(rates[1].permille == 600);
}

// 45 CFR 164.530(e)(1): appropriate sanctions; the four steps are the facility's.
TEST_CASE("the ladder of sanctions") {
    struct Row {
        Conduct conduct;
        int earlier;
        int level;
    };
    const Row rows[] = {{Conduct::inadvertent, 0, 1}, {Conduct::inadvertent, 1, 2},
                        {Conduct::careless, 0, 2},    {Conduct::careless, 2, 3},
                        {Conduct::curious, 0, 3},     {Conduct::curious, 3, 3},
                        {Conduct::malicious, 0, 4},   {Conduct::malicious, 1, 4}};
    for (const Row& row : rows) {
        const SanctionStep sanction = sanction_for(row.conduct, row.earlier);
        CHECK(sanction.level == row.level);
        CHECK(!sanction.action.empty());
    }
    CHECK(sanction_for(Conduct::careless, 1).why.find("found before") != std::string::npos);
    CHECK(sanction_for(Conduct::careless, 0).why.find("found before") == std::string::npos);
}

}  // namespace muniment::privacy
