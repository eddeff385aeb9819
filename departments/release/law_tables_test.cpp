// Walks the decision tables with facts drawn at random: what engines/rules/tables.h proves by
// geometry is seen here to hold row by row, and decide() answers whatever the desk may have typed.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "departments/release/findings.h"
#include "departments/release/law_sample.h"
#include "departments/release/sample.h"

namespace muniment::release {
namespace {

using sample::day;
using sample::today;

constexpr unsigned seed = 164512;

class Dice {
  public:
    std::size_t below(std::size_t n) { return random_() % n; }
    bool heads() { return below(2) == 0; }
    template <class T>
    const T& one_of(const std::vector<T>& items) {
        return items[below(items.size())];
    }

  private:
    std::mt19937 random_{seed};
};

std::vector<std::string> values_of(const rules::Question& question) {
    auto values =
        question.values.empty() ? std::vector<std::string>{"true", "false"} : question.values;
    values.emplace_back();
    return values;
}

// Every fact that is declared, with its values.
std::map<std::string, std::vector<std::string>> domains(const rules::Packs& packs) {
    std::map<std::string, std::vector<std::string>> found;
    for (const rules::Pack& pack : packs.packs()) {
        for (const rules::Fact& fact : pack.facts) found[fact.name] = fact.values;
        for (const rules::Segment& segment : pack.segments)
            found["form_covers_" + segment.name] = {"true", "false"};
    }
    for (const auto* question : packs.questions(today))
        found[question->name] = values_of(*question);
    return found;
}

// Who may claim the ground; empty: anyone.
std::vector<std::string> claimants(const rules::Ground& ground) {
    auto found = ground.requesters;
    return std::ranges::find(found, "anyone") == found.end() ? found : std::vector<std::string>{};
}

rules::Facts drawn(Dice& dice, const rules::Packs& packs) {
    static const auto all = domains(packs);
    rules::Facts facts;
    for (const auto& [name, values] : all) facts.set(name, dice.one_of(values));
    const rules::Ground& ground = *dice.one_of(packs.grounds(today));
    facts.set("ground", ground.name);
    if (const auto who = claimants(ground); !who.empty()) facts.set("requester", dice.one_of(who));
    return facts;
}

// How many rows of the table speak on the facts in the layer: those that come first, and the rest.
std::pair<int, int> speakers(const rules::Packs& packs, rules::Layer layer,
                             const std::string& table, const rules::Facts& facts) {
    std::pair<int, int> count;
    for (const rules::Pack& pack : packs.packs())
        for (const rules::Permits& row : pack.permits)
            if (pack.layer == layer && row.table == table && row.in_force(today) &&
                row.when.met(facts))
                ++(row.first ? count.first : count.second);
    return count;
}

// table -> the highest layer that has rows of it
std::map<std::string, rules::Layer> tables_of(const rules::Packs& packs) {
    std::map<std::string, rules::Layer> tables;
    for (const rules::Pack& pack : packs.packs())
        for (const rules::Permits& row : pack.permits) tables.emplace(row.table, pack.layer);
    return tables;
}

void fill_statements(Dice& dice, Request& request, const rules::Packs& packs) {
    for (const auto* question : packs.questions(today))
        if (dice.heads()) request.statements[question->name] = dice.one_of(values_of(*question));
}

void fill_form(Dice& dice, Request& request, const rules::Packs& packs) {
    if (dice.heads()) return;
    request.authorization = sample::form();
    if (dice.heads()) request.authorization->states_redisclosure = false;
    if (dice.heads()) request.authorization->expires_on = today - std::chrono::days(dice.below(2));
    for (const auto* segment : packs.segments(today))
        if (dice.heads()) request.authorization->covers.push_back(segment->name);
    if (dice.heads()) request.authorization->part2 = Part2Consent{};
}

View drawn_view(Dice& dice, const rules::Packs& packs) {
    static const std::vector<Day> deaths = {day("1976-11-21"), day("1976-11-22"),
                                            day("2026-10-01")};
    static const std::vector<Day> births = {day("2008-11-22"), day("2008-11-23"),
                                            day("1960-05-04")};
    const rules::Ground& ground = *dice.one_of(packs.grounds(today));
    const auto who = claimants(ground);
    View view = sample::patient();
    view.request.requester.kind =
        who.empty() ? RequesterKind::other : *enum_value<RequesterKind>(dice.one_of(who));
    view.request.ground = ground.name;
    if (dice.heads()) view.request.identity_verified = false;
    if (dice.heads()) view.request.treatment_statement = "We treat this patient.";
    if (dice.heads()) view.patient.deceased_on = dice.one_of(deaths);
    view.patient.birth_date = dice.one_of(births);
    view.facility.kind = static_cast<FacilityKind>(dice.below(4));
    view.facility.state = dice.one_of(std::vector<std::string>{"", "CA", "TX", "NY", "FL", "IL"});
    view.request.requester.state = dice.one_of(std::vector<std::string>{"", "CA", "OH"});
    fill_statements(dice, view.request, packs);
    fill_form(dice, view.request, packs);
    return view;
}

// The grounds on which a rule can speak; one that names none speaks on all, and is left out here.
std::vector<std::string> grounds_of(const rules::When& when) {
    for (const rules::When::Is& is : when.all)
        if (is.fact == "ground") return is.values;
    return {};
}

bool puts(const rules::Question& question, const std::string& ground) {
    return std::ranges::any_of(
        question.grounds, [&](const std::string& one) { return one == ground || one == "all"; });
}

}  // namespace

// Goal: what a rule asks about on a ground, the desk asks for on that ground; nothing is asked for
// that no rule wants.
TEST_CASE("the questions of a ground are those its rules ask") {
    const auto& packs = sample::law_and_house();
    const auto asked = packs.facts_asked();
    for (const auto* question : packs.questions(today)) {
        CAPTURE(question->id);
        CHECK(std::ranges::binary_search(asked, question->name));
        for (const rules::Pack& pack : packs.packs())
            for (const rules::Rule* rule : rules::rules_of(pack))
                for (const std::string& ground : grounds_of(rule->when))
                    if (rule->when.asks(question->name))
                        CHECK_MESSAGE(puts(*question, ground), rule->id << " on " << ground);
    }
}

// Goal: on any facts one row of a layer speaks, never two; in the layer that owns the table never
// none (states own tables only for the states that have rows of them).
TEST_CASE("each table speaks with one voice on any facts") {
    CAPTURE(seed);
    Dice dice;
    const auto& packs = sample::law_and_house();
    const auto tables = tables_of(packs);
    for (int round = 0; round < 2000; ++round) {
        const rules::Facts facts = drawn(dice, packs);
        for (const auto& [table, owner] : tables) {
            CAPTURE(table);
            for (const auto layer : {rules::Layer::federal, rules::Layer::state,
                                     rules::Layer::payer, rules::Layer::facility}) {
                const auto [first, others] = speakers(packs, layer, table, facts);
                CHECK(first <= 1);
                CHECK(others <= 1);
                if (layer == owner && owner == rules::Layer::federal) CHECK(others == 1);
            }
        }
    }
}

// Goal: whatever is typed in, decide() answers; what it lets go has no defect, what it does not has
// one to show; no part of the record gets more than the request does; the accounting has a reason.
TEST_CASE("every request gets a decision that says why") {
    CAPTURE(seed);
    Dice dice;
    const auto& packs = sample::law_and_house();
    for (int round = 0; round < 2000; ++round) {
        const View view = drawn_view(dice, packs);
        CAPTURE(json::serialize(to_json(view)));
        const Decision decision = decide(view, packs, today);
        CHECK(lets_go(decision.answer) != has_defect(decision.findings));
        CHECK(!decision.reasons.empty());
        CHECK(decision.basis != "none");
        CHECK(!decision.accounting_reason.empty());
        for (const SegmentAnswer& segment : decision.segments)
            CHECK(segment.answer >= decision.answer);
    }
}

}  // namespace muniment::release
