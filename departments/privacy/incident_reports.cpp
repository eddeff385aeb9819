// What leaves the desk as figures: the fields of the HHS portal, the year's log of small breaches,
// and the estimate of a penalty.
#include <algorithm>
#include <chrono>

#include "base/text.h"
#include "departments/privacy/incident_handlers.h"
#include "formats/csv/csv.h"

namespace muniment::privacy {

using house::Call;
using house::Outcome;

namespace {

Outcome file(std::string text, const std::string& name) {
    Outcome outcome;
    outcome.answer.content_type = "text/csv";
    outcome.answer.headers.emplace_back("Content-Disposition",
                                        "attachment; filename=\"" + name + "\"");
    outcome.answer.content = std::move(text);
    return outcome;
}

std::string text_of(const std::optional<Day>& day) { return day ? to_text(*day) : ""; }
const char* yes_no(bool is) { return is ? "yes" : "no"; }

std::string actions_of(const IncidentContent& content) {
    std::vector<std::string> said;
    for (const Containment& one : content.containment) said.push_back(one.what);
    for (const CorrectiveAction& one : content.actions) said.push_back(one.what);
    return join(said, "; ");
}

std::string types_of(const IncidentContent& content) {
    for (const IncidentNotice& notice : content.notices)
        if (notice.audience == NoticeAudience::individuals) return join(notice.words.types, ", ");
    return "";
}

// One breach of fewer than 500 of the year; nothing when this incident is none.
Result<std::optional<BreachLogRow>> log_row(const Call& call, const tasks::Case& record, int year) {
    const auto open = TRY(load_incident(call.view, record.id));
    std::optional<BreachLogRow> row;
    if (open.result() != BreachResult::breach) return row;
    const auto discovered = discovery_of(open.content.facts).day;
    if (!discovered || int(std::chrono::year_month_day{*discovered}.year()) != year) return row;
    const auto board = board_of(open.content.facts, call.packs, call.today);
    for (const BreachDate& date : board.dates)
        if (date.told == BreachTold::hhs_log && date.due)
            row = BreachLogRow{open.record.id,
                               open.record.number,
                               open.content.what,
                               *discovered,
                               board.individuals,
                               *date.due,
                               open.content.facts.hhs_told_on};
    return row;
}

Result<BreachLog> log_of(const Call& call) {
    const int this_year{std::chrono::year_month_day{call.today}.year()};
    BreachLog log;
    log.year = TRY(call.number("year", this_year));
    if (log.year < 2009 || log.year > this_year)
        return Error{Fault::incorrect, "Give a year between 2009 and this one."};
    const Day year_end{std::chrono::year(int(log.year)) / std::chrono::December / 31};
    const auto due = call.packs.due("breach_year_end", year_end, residence_facts({}, ""), year_end);
    if (due.clock != nullptr) {
        log.due_on = due.day;
        log.cite = due.clock->cite;
    }
    tasks::Filter filter;
    filter.kind = incident_kind;
    filter.sort = "received";
    filter.limit = 500;
    while (true) {
        const auto page = TRY(tasks::worklist(call.view, filter));
        for (const tasks::Case& one : page.cases) {
            const auto brief = TRY(from_json_text<IncidentBrief>(one.brief));
            if (brief.result != enum_name(BreachResult::breach)) continue;
            auto row = TRY(log_row(call, one, int(log.year)));
            if (row) log.breaches.push_back(*std::move(row));
        }
        filter.offset += std::ssize(page.cases);
        if (page.cases.empty() || filter.offset >= page.total) break;
    }
    std::ranges::sort(log.breaches, {}, &BreachLogRow::discovered_on);
    return log;
}

// A question, not an act: it comes in the query.
Result<PenaltyAsk> penalty_asked(const Call& call) {
    PenaltyAsk ask;
    const auto assessed = TRY(call.day("assessed_on"));
    const auto violated = TRY(call.day("violated_on"));
    const auto tier = enum_value<PenaltyTier>(call.asked("tier"));
    if (!violated || !tier)
        return Error{Fault::incorrect,
                     "Give \"violated_on\" and \"tier\": did_not_know, reasonable_cause, "
                     "neglect_corrected or neglect."};
    ask.assessed_on = assessed.value_or(call.today);
    ask.violated_on = *violated;
    ask.tier = *tier;
    ask.violations = TRY(call.number("violations", 1));
    ask.knew_on = TRY(call.day("knew_on"));
    ask.corrected_on = TRY(call.day("corrected_on"));
    ask.criminal_penalty = call.asked("criminal_penalty") == "true";
    return ask;
}

}  // namespace

Result<Outcome> hhs_fields(const Call& call) {
    const Uuid id = TRY(call.id());
    const auto open = TRY(load_incident(call.view, CaseId{id}));
    const IncidentContent& content = open.content;
    const BreachFacts& facts = content.facts;
    const auto board = board_of(facts, call.packs, call.today);
    std::optional<Day> told;
    bool media = false;
    for (const BreachDate& date : board.dates) {
        if (date.told == BreachTold::individuals && date.state.empty()) told = date.done_on;
        media = media || (date.told == BreachTold::media && date.required);
    }
    const std::vector<csv::Row> rows = {
        {"field", "value"},
        {"Breach affecting",
         board.individuals >= 500 ? "500 or more individuals" : "fewer than 500 individuals"},
        {"Filing on behalf of", facts.covered_entity ? "covered entity" : "business associate"},
        {"Part 2 records", yes_no(facts.part2)},
        {"Name of covered entity", call.house.facility()},
        {"Business associate", facts.associate ? facts.associate->name : ""},
        {"Individuals affected", std::to_string(board.individuals)},
        {"Breach start", text_of(content.occurred_from)},
        {"Breach end", text_of(content.occurred_to)},
        {"Discovered", text_of(board.discovery.day)},
        {"Type of breach", std::string(enum_name(content.type))},
        {"Location", std::string(enum_name(content.place))},
        {"Information involved", types_of(content)},
        {"Description", content.what},
        {"Safeguards before", std::string(enum_name(facts.secured.method))},
        {"Notice to individuals", text_of(told)},
        {"Substitute notice", yes_no(board.substitute != SubstituteNotice::none)},
        {"Notice to media", yes_no(media)},
        {"Actions taken", actions_of(content)}};
    return file(csv::write(rows), open.record.number + "-hhs.csv");
}

Result<Outcome> show_breach_log(const Call& call) { return house::shows(TRY(log_of(call))); }

Result<Outcome> breach_log_file(const Call& call) {
    const auto log = TRY(log_of(call));
    std::vector<csv::Row> rows = {
        {"case", "what", "discovered", "individuals", "due to HHS", "told HHS"}};
    for (const BreachLogRow& one : log.breaches)
        rows.push_back({one.number, one.what, to_text(one.discovered_on),
                        std::to_string(one.people), to_text(one.due_on), text_of(one.told_on)});
    return file(csv::write(rows), "breach-log-" + std::to_string(log.year) + ".csv");
}

Result<Outcome> estimate_penalty(const Call& call) {
    const auto ask = TRY(penalty_asked(call));
    return house::shows(TRY(estimate(ask, call.packs)));
}

}  // namespace muniment::privacy
