#include "departments/privacy/breach_duties.h"

#include <algorithm>
#include <chrono>

#include "base/text.h"

namespace muniment::privacy {
namespace {

using std::chrono::days;

void note(std::vector<BreachReason>& list, const char* cite, std::string say,
          std::vector<std::string> facts = {}) {
    list.push_back({"", cite, std::move(say), std::move(facts)});
}

// 45 CFR 164.404(d)(2): fewer than ten, other means; ten or more, web or media and a toll-free
// number. The dead whose next of kin have no known address ask for none.
void add_substitute(BreachBoard& board, const BreachFacts& facts) {
    const std::string count = "unreachable = " + std::to_string(facts.unreachable);
    if (facts.kin_unknown > 0)
        note(board.duties, "45 CFR 164.404(d)(1)(ii)",
             "No substitute notice is due for the dead whose next of kin have no known address.",
             {"kin_unknown = " + std::to_string(facts.kin_unknown)});
    if (facts.unreachable == 0) return;
    if (facts.unreachable < 10) {
        board.substitute = SubstituteNotice::other_means;
        return note(
            board.duties, "45 CFR 164.404(d)(2)(i)",
            "Fewer than ten cannot be reached: tell them by another letter, by telephone or "
            "otherwise.",
            {count});
    }
    board.substitute = SubstituteNotice::web_or_media;
    note(board.duties, "45 CFR 164.404(d)(2)(ii)",
         "Ten or more cannot be reached: post it on the home page for 90 days, or in major media "
         "where they live, with a toll-free number for as long.",
         {count});
}

void add_states(BreachBoard& board, const BreachFacts& facts, const rules::Packs& packs, Day law) {
    for (const auto& [state, count] : facts.residents) {
        if (count == 0) continue;
        if (state.empty()) {
            note(board.duties, "45 CFR 164.404(d)(1)",
                 "Find out where the others live: their state's law may be sooner.",
                 {"individuals without a state = " + std::to_string(count)});
            continue;
        }
        const auto said = residence_facts(facts, state);
        if (packs.answer("breach_state_known", said, law) == nullptr)
            note(board.duties, "45 CFR 160.203",
                 "The rules of " + state + " are not loaded: counsel reviews what that state asks.",
                 {"breach_residence = " + state});
        if (const auto* row = packs.answer("breach_expedient", said, law))
            board.duties.push_back(reason_of(*row, said));
    }
}

// 45 CFR 164.404(b): sixty days are the outer limit; each further guard without a reason on file is
// a finding.
void add_guards(BreachBoard& board, const BreachFacts& facts, Day today, Day discovered) {
    if (facts.hold) return;
    std::optional<Day> told;
    for (const BreachDate& date : board.dates)
        if (date.told == BreachTold::individuals && date.state.empty() && date.done_on)
            told = date.done_on;
    const Day seen = told.value_or(today);
    for (const int guard : delay_guards) {
        const Day at = discovered + days(guard);
        const bool excused = std::ranges::any_of(facts.delay_reasons, [&](const DelayReason& one) {
            return one.on >= at && !trim(one.text).empty();
        });
        if (seen >= at && !excused)
            note(board.findings, "45 CFR 164.404(b)",
                 "Day " + std::to_string(guard) +
                     " passed without a notice and without a reason on file; write down why.",
                 {"discovered = " + to_text(discovered)});
    }
    if (facts.facts_complete_on && seen - *facts.facts_complete_on > days(idle_days_max))
        note(board.findings, "45 CFR 164.404(b)",
             "All that a notice says was known on " + to_text(*facts.facts_complete_on) +
                 "; waiting until " + to_text(seen) + " is unreasonable delay.",
             {"facts_complete_on = " + to_text(*facts.facts_complete_on)});
}

const char* name_of(BreachTold told) {
    switch (told) {
        case BreachTold::individuals:
            return "The individuals were told";
        case BreachTold::media:
            return "Media were told";
        case BreachTold::hhs:
        case BreachTold::hhs_log:
            return "HHS was told";
        case BreachTold::regulator:
            return "A state's office was told";
        case BreachTold::associate:
            return "The business associate told us";
        case BreachTold::contract:
            return "By its contract the business associate told us";
        case BreachTold::web_notice:
            return "The posting was ended";
    }
    return "";
}

void add_late(BreachBoard& board) {
    for (const BreachDate& date : board.dates) {
        if (!date.late || date.told == BreachTold::web_notice) continue;
        const std::string where = date.state.empty() ? "" : " (" + date.state + ")";
        note(board.findings, date.reason.cite.c_str(),
             std::string(name_of(date.told)) + " too late" + where + ": due " + to_text(*date.due) +
                 ".",
             date.reason.facts);
    }
}

// 45 CFR 164.412: what must be on file, and a written statement that says no time.
void add_hold(BreachBoard& board, const BreachFacts& facts, const rules::Packs& packs, Day today) {
    if (!facts.hold) return;
    const BreachHold& hold = *facts.hold;
    const std::string end = to_text(hold_end(hold, packs));
    if (hold.written && !hold.until)
        note(board.findings, "45 CFR 164.412(a)",
             "The written statement specifies no time: it counts as oral, 30 days; ask for the "
             "period.");
    if (trim(hold.official).empty() || trim(hold.statement).empty())
        note(board.findings, "45 CFR 164.412(b)",
             "Document the statement and the identity of the official who made it.");
    note(board.duties, hold.written && hold.until ? "45 CFR 164.412(a)" : "45 CFR 164.412(b)",
         "Notices wait until " + end + "; send them at once when the delay ends.",
         {"stated_on = " + to_text(hold.stated_on)});
    if (hold_end(hold, packs) >= today)
        note(board.duties, "45 CFR 160.203",
             "State dates that are not delayed stand: ask counsel before one passes.");
}

// 42 CFR 2.16(b): a part 2 program notifies of breaches of unsecured records as a covered entity
// does.
void add_part2(BreachBoard& board, const BreachFacts& facts) {
    if (!facts.part2) return;
    note(board.duties, "42 CFR 2.16(b)",
         "Records of a part 2 program: the same letters go to each patient, and the report to HHS "
         "is "
         "made as a part 2 breach.",
         {"part2 = true"});
}

}  // namespace

void add_duties(BreachBoard& board, const BreachFacts& facts, const rules::Packs& packs,
                Day today) {
    add_substitute(board, facts);
    add_states(board, facts, packs, board.discovery.day.value_or(today));
    add_part2(board, facts);
    add_hold(board, facts, packs, today);
    if (board.discovery.day) add_guards(board, facts, today, *board.discovery.day);
    add_late(board);
}

}  // namespace muniment::privacy
