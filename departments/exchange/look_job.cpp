// The job that looks through the release desk's cases: it knows of them only what the kernel's list
// shows, so that the two desks stay apart.
#include <algorithm>
#include <chrono>
#include <set>

#include "departments/exchange/blocking.h"
#include "kernel/people/people.h"
#include "kernel/people/trail.h"

namespace muniment::exchange {
namespace {

// Of the release desk's row for the worklist only this is read; the rest is its own.
struct Seen {
    tasks::Case record;
    ReleaseSeen facts;
    std::string requester_name;
};

std::string text_of(const json::value& brief, const char* name) {
    const auto* object = brief.if_object();
    const auto* value = object == nullptr ? nullptr : object->if_contains(name);
    return value == nullptr || !value->is_string() ? "" : std::string(value->get_string());
}

Result<Seen> seen(const house::House& house, const tasks::Case& record) {
    const auto brief = TRY(parse_json(record.brief));
    Seen one{record, {}, text_of(brief, "requester_name")};
    one.facts = {text_of(brief, "requester_kind"), record.state, record.received, record.due,
                 house.day_of(record.updated)};
    return one;
}

Result<std::vector<Seen>> release_cases(house::House& house, house::View& view) {
    tasks::Filter filter;
    filter.kind = "release";
    filter.sort = "updated";
    filter.limit = 500;  // the most that a list gives at a time
    std::vector<Seen> all;
    while (true) {
        const auto page = TRY(tasks::worklist(view, filter));
        for (const tasks::Case& record : page.cases) {
            auto one = TRY(seen(house, record));
            all.push_back(std::move(one));
        }
        filter.offset += std::ssize(page.cases);
        if (page.cases.empty() || filter.offset >= page.total) return all;
    }
}

// The numbers of the release cases that have a case of ours, whatever became of it.
Result<std::set<std::string>> known_numbers(house::View& view) {
    tasks::Filter filter;
    filter.kind = case_kind;
    filter.limit = 500;
    std::set<std::string> numbers;
    while (true) {
        const auto page = TRY(tasks::worklist(view, filter));
        for (const tasks::Case& record : page.cases) {
            const auto brief = TRY(from_json_text<BlockingBrief>(record.brief));
            numbers.insert(brief.release_number);
        }
        filter.offset += std::ssize(page.cases);
        if (page.cases.empty() || filter.offset >= page.total) return numbers;
    }
}

bool is_protected(const std::string& requester) {
    return requester == "patient" || requester == "personal_representative" ||
           requester == "treating_provider";
}

// What is known from the list; the rest a person finds out. The operator of the program is taken
// for a hospital until somebody says otherwise.
BlockingCase case_for(house::House& house, const Seen& one) {
    BlockingCase open;
    // One id for each release case: two looks at once meet a conflict, and the second finds it.
    open.record.id = CaseId{derived_uuid("blocking|" + to_text(one.record.id))};
    open.record.patient = one.record.patient;
    open.content.requester = one.requester_name;
    open.content.release_number = one.record.number;
    Practice& practice = open.content.practice;
    const bool refused = is_refused(one.facts.state);
    practice.received_on = one.facts.received;
    practice.description = "Release case " + one.record.number +
                           (refused ? " was refused" : " is past the day it was due");
    if (refused) practice.answered_on = one.facts.updated;
    if (practice.received_on && practice.answered_on)
        practice.answered_on = std::max(*practice.answered_on, *practice.received_on);
    practice.facts = {{"actor", "hospital"},
                      {"information", "record"},
                      {"asker", one.facts.requester},
                      {"practice", refused ? "refusal" : "delay"}};
    const FactEvidence evidence{"As the release desk's list shows it on " + to_text(house.today()),
                                one.record.number};
    for (const char* name : {"asker", "practice"}) practice.evidence[name] = evidence;
    return open;
}

Status commit(tasks::JobRun& run, const house::View& view, house::Act act) {
    house::Actor system;
    system.name = "system";
    people::Connections connections;
    for (const house::Read& read : view.reads())
        connections[read.patient] = {people::Relation::task, to_text(act.subject), {}, false};
    for (auto& draft :
         people::access_drafts(run.house, system, act.action, view.reads(), connections))
        act.drafts.push_back(std::move(draft));
    TRY(run.house.act(std::move(act)));
    return ok();
}

Status open_one(tasks::JobRun& run, const Seen& one) {
    const auto view = TRY(run.house.view());
    auto open = case_for(run.house, one);
    const int year{std::chrono::year_month_day(run.house.today()).year()};
    auto number = TRY(tasks::next_number(*view, case_kind, "I", year));
    open.record.number = number.number;
    auto act = TRY(act_of(run.house, run.packs, open, {}, "OPERATIONS", "exchange.open"));
    act.drafts.push_back(std::move(number.draft));
    return commit(run, *view, std::move(act));
}

}  // namespace

Status look_at_releases(tasks::JobRun& run) {
    const auto view = TRY(run.house.view());
    const auto cases = TRY(release_cases(run.house, *view));
    const auto known = TRY(known_numbers(*view));
    const Day today = run.house.today();
    Look look;
    look.looked_on = today;
    look.cases_seen = std::ssize(cases);
    std::vector<ReleaseSeen> figures;
    for (const Seen& one : cases) {
        figures.push_back(one.facts);
        run.progress(std::ssize(figures), look.cases_seen);
        if (!is_protected(one.facts.requester) || known.contains(one.record.number)) continue;
        if (!is_refused(one.facts.state) && !is_late(one.facts, today)) continue;
        TRY(open_one(run, one));
        ++look.opened;
    }
    look.answering = answering(figures, today);
    look.barriers = barriers(look.answering, run.packs, today);
    const auto last = TRY(read_look(*view));
    house::Act act;
    act.action = "exchange.look";
    act.purpose = "OPERATIONS";
    act.subject = run.subject;
    act.detail = {{"cases", look.cases_seen},
                  {"opened", look.opened},
                  {"barriers", std::ssize(look.barriers)}};
    act.drafts.push_back(look_draft(look, last.version + 1));
    return commit(run, *view, std::move(act));
}

}  // namespace muniment::exchange
