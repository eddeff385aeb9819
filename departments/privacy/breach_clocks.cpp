#include "departments/privacy/breach_clocks.h"

#include <algorithm>
#include <chrono>

#include "base/text.h"
#include "departments/privacy/breach_duties.h"

namespace muniment::privacy {
namespace {

using std::chrono::days;

constexpr const char* confidence_names[] = {"V", "V2", "K"};

// Everything a board is made from, so that the steps need not hand it on piece by piece.
struct Maker {
    const BreachFacts& facts;
    const rules::Packs& packs;
    Day today;
    BreachBoard board;

    Day law_day() const { return board.discovery.day.value_or(today); }
};

BreachDate date_of(BreachTold told, const std::string& state, const rules::Clock& clock, Day from,
                   const rules::Facts& facts) {
    BreachDate date;
    date.told = told;
    date.state = state;
    date.from = from;
    date.due = rules::due(clock, from);
    if (clock.extension_days > 0) date.latest = rules::due_extended(clock, from);
    date.confidence = confidence_names[static_cast<int>(clock.confidence)];
    date.reason = reason_of(clock, facts);
    date.reason.facts.push_back("from = " + to_text(from));
    return date;
}

// The clocks of one event for the residents of a state, or (nothing) for everybody: a rule that
// asks about residence speaks once for each state, any other once.
void add_clocks(Maker& make, BreachTold told, const char* event, Day from,
                const std::optional<std::string>& state) {
    const auto facts = residence_facts(make.facts, state.value_or(""));
    for (const auto* clock : make.packs.clocks(event, facts, make.law_day()))
        if (clock->when.asks("breach_residence") == state.has_value())
            make.board.dates.push_back(date_of(told, state.value_or(""), *clock, from, facts));
}

std::vector<std::string> states_of(const BreachFacts& facts) {
    std::vector<std::string> states;
    for (const auto& [state, count] : facts.residents)
        if (!state.empty() && count > 0) states.push_back(state);
    return states;
}

// 45 CFR 164.406(a): more than 500 residents of one state; exactly 500 are not.
void add_media(Maker& make, Day discovered, const std::string& state) {
    const auto facts = residence_facts(make.facts, state);
    const auto clocks = make.packs.clocks("breach_media", facts, make.law_day());
    for (const auto* clock : clocks)
        make.board.dates.push_back(date_of(BreachTold::media, state, *clock, discovered, facts));
    if (!clocks.empty()) return;
    BreachDate none;
    none.told = BreachTold::media;
    none.state = state;
    none.required = false;
    none.from = discovered;
    const std::string count = std::to_string(make.facts.residents.at(state));
    none.reason = {"",
                   "45 CFR 164.406(a)",
                   "No notice to media: not more than 500 residents.",
                   {"residents of " + state + " = " + count}};
    make.board.dates.push_back(std::move(none));
}

// 45 CFR 164.408: 500 or more with the individuals, fewer with the year's log.
void add_hhs(Maker& make, Day discovered) {
    const auto facts = residence_facts(make.facts, "");
    const auto year = std::chrono::year_month_day{discovered}.year();
    const Day year_end{year / std::chrono::December / 31};
    const std::string total = "individuals = " + std::to_string(make.board.individuals);
    const auto add = [&](BreachTold told, const char* event, Day from) {
        for (const auto* clock : make.packs.clocks(event, facts, make.law_day())) {
            make.board.dates.push_back(date_of(told, "", *clock, from, facts));
            make.board.dates.back().reason.facts.push_back(total);
        }
    };
    add(BreachTold::hhs, "breach_hhs", discovered);
    add(BreachTold::hhs_log, "breach_year_end", year_end);
}

void add_after_hhs(Maker& make, const std::string& state) {
    if (make.facts.hhs_told_on)
        add_clocks(make, BreachTold::regulator, "breach_after_hhs", *make.facts.hhs_told_on, state);
}

void add_after_individuals(Maker& make, const std::string& state) {
    const auto told = make.facts.individuals_told_on.find(state);
    if (told != make.facts.individuals_told_on.end())
        add_clocks(make, BreachTold::regulator, "breach_after_individuals", told->second, state);
}

void add_state(Maker& make, Day discovered, const std::string& state) {
    add_clocks(make, BreachTold::individuals, "breach_individuals", discovered, state);
    add_media(make, discovered, state);
    add_clocks(make, BreachTold::regulator, "breach_regulator", discovered, state);
    add_after_hhs(make, state);
    add_after_individuals(make, state);
}

// 45 CFR 164.410(b), and what the contract says besides.
void add_associate(Maker& make) {
    const auto& associate = make.facts.associate;
    if (!associate) return;
    for (const auto* clock :
         make.packs.clocks("breach_business_associate", {}, associate->discovered_on)) {
        auto date = date_of(BreachTold::associate, "", *clock, associate->discovered_on, {});
        date.done_on = associate->told_us_on;
        make.board.dates.push_back(std::move(date));
    }
    if (!associate->contract_days) return;
    BreachDate contract;
    contract.told = BreachTold::contract;
    contract.from = associate->discovered_on;
    contract.due = associate->discovered_on + days(*associate->contract_days);
    contract.done_on = associate->told_us_on;
    contract.reason = {"",
                       "45 CFR 164.504(e)(2)(ii)(C)",
                       "The business associate agreement's own time to report.",
                       {"contract_days = " + std::to_string(*associate->contract_days)}};
    make.board.dates.push_back(std::move(contract));
}

bool is_federal(const BreachDate& date) { return date.reason.rule.starts_with("us-federal/"); }

// 45 CFR 164.412 delays the notices of subpart D, not the year's log; a state's date only where
// that state's law allows it.
bool hold_reaches(const Maker& make, const BreachDate& date) {
    if (!date.required || !date.due || date.told == BreachTold::contract) return false;
    if (date.told == BreachTold::hhs_log || date.told == BreachTold::web_notice) return false;
    if (is_federal(date)) return true;
    if (date.state.empty()) return false;
    const auto* row =
        make.packs.answer("breach_delay", residence_facts(make.facts, date.state), make.law_day());
    return row != nullptr && row->yes;
}

void apply_hold(Maker& make) {
    const auto& hold = make.facts.hold;
    if (!hold) return;
    const Day end = hold_end(*hold, make.packs);
    for (BreachDate& date : make.board.dates) {
        if (!hold_reaches(make, date)) continue;
        date.held_until = end;
        date.due = std::max(*date.due, end);
    }
}

std::optional<Day> day_in(const std::map<std::string, Day>& days_by, const std::string& key) {
    const auto found = days_by.find(key);
    return found == days_by.end() ? std::nullopt : std::optional(found->second);
}

// Everybody has been told when the last of each state has.
std::optional<Day> all_told_on(const BreachFacts& facts) {
    std::optional<Day> last;
    for (const auto& [state, count] : facts.residents) {
        if (count == 0) continue;
        const auto told = day_in(facts.individuals_told_on, state);
        if (!told) return std::nullopt;
        last = std::max(last.value_or(*told), *told);
    }
    return last;
}

std::optional<Day> told_on(const BreachFacts& facts, const BreachDate& date) {
    switch (date.told) {
        case BreachTold::individuals:
            return date.state.empty() ? all_told_on(facts)
                                      : day_in(facts.individuals_told_on, date.state);
        case BreachTold::media:
            return day_in(facts.media_told_on, date.state);
        case BreachTold::hhs:
        case BreachTold::hhs_log:
            return facts.hhs_told_on;
        case BreachTold::regulator:
            return day_in(facts.regulators_told_on, date.reason.rule);
        default:
            return date.done_on;
    }
}

void close_dates(Maker& make) {
    for (BreachDate& date : make.board.dates) {
        if (!date.required) continue;
        date.done_on = told_on(make.facts, date);
        if (!date.due) continue;
        date.late = date.done_on.value_or(make.today) > *date.due;
        if (!date.done_on && date.told != BreachTold::contract &&
            date.told != BreachTold::associate &&
            (!make.board.next_due || *date.due < *make.board.next_due))
            make.board.next_due = date.due;
        if (date.told == BreachTold::individuals &&
            (!make.board.effective_due || *date.due < *make.board.effective_due))
            make.board.effective_due = date.due;
    }
}

}  // namespace

Day hold_end(const BreachHold& hold, const rules::Packs& packs) {
    if (hold.written && hold.until) return *hold.until;
    const auto oral = packs.due("breach_hold_oral", hold.stated_on, {}, hold.stated_on);
    return oral.clock == nullptr ? hold.stated_on : oral.day;
}

BreachBoard board_of(const BreachFacts& facts, const rules::Packs& packs, Day today) {
    Maker make{facts, packs, today, {}};
    make.board.discovery = discovery_of(facts);
    make.board.individuals = individual_count(facts);
    if (const auto discovered = make.board.discovery.day) {
        add_clocks(make, BreachTold::individuals, "breach_individuals", *discovered, {});
        add_hhs(make, *discovered);
        add_clocks(make, BreachTold::regulator, "breach_regulator", *discovered, {});
        for (const std::string& state : states_of(facts)) add_state(make, *discovered, state);
    }
    add_associate(make);
    if (facts.web_notice_from)
        add_clocks(make, BreachTold::web_notice, "breach_web_notice", *facts.web_notice_from, {});
    apply_hold(make);
    close_dates(make);
    add_duties(make.board, facts, packs, today);
    return std::move(make.board);
}

}  // namespace muniment::privacy
