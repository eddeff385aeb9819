// Bulk requests at the desk: taken with their list, lines settled, work ordered, closed.
#include <algorithm>
#include <chrono>
#include <iterator>

#include "base/text.h"
#include "departments/release/bulk_handlers.h"
#include "departments/release/bulk_job.h"
#include "departments/release/code.h"
#include "departments/release/deadline.h"
#include "kernel/chart/chart.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

static Result<std::vector<PartInfo>> parts_shown(const Call& call, const OpenBulk& open) {
    auto parts = open.content.parts;
    const auto entries = TRY(part_entries(call.view, open.record.id.uuid));
    for (PartInfo& part : parts) {
        const auto entry = entries.find(part.number);
        if (entry != entries.end())
            part.entry_index = TRY(call.house.ledger().index_of(entry->second));
    }
    return parts;
}

Result<BulkView> view_of(const Call& call, const OpenBulk& open) {
    BulkView shown;
    shown.id = open.record.id;
    shown.number = open.record.number;
    shown.version = open.record.version;
    shown.state = open.state;
    shown.request = open.content.request;
    shown.minimum = open.content.minimum;
    shown.asked_by = open.content.asked_by;
    shown.due_on = open.record.due;
    shown.groups = TRY(line_groups(call.view, open.record.id.uuid));
    shown.parts = TRY(parts_shown(call, open));
    shown.letters = open.content.letters;
    shown.code = open.content.code;
    shown.passphrase = open.content.passphrase;
    shown.job = TRY(tasks::job_of(call.view, open.record.id.uuid));
    shown.history = TRY(tasks::history(call.view, open.record.id));
    for (std::size_t i = 0; i < shown.history.size(); ++i) {
        const auto note = open.content.notes.find(std::to_string(i + 1));
        if (note != open.content.notes.end()) shown.history[i].note = note->second;
    }
    return shown;
}

Result<OpenBulk> load_bulk(const Call& call, std::int64_t seen_version, Ended ended) {
    const Uuid id = TRY(call.id());
    auto open = TRY(load_bulk(call.view, CaseId{id}));
    const std::string name = "Bulk request " + open.record.number;
    if (open.state != BulkState::open && ended == Ended::refused)
        return Error{Fault::conflict,
                     name + " is " + std::string(enum_name(open.state)) + "; nothing changes it."};
    if (open.record.version != seen_version)
        return Error{Fault::conflict,
                     name + " is at version " + std::to_string(open.record.version) + ", not " +
                         std::to_string(seen_version) + "; look at the newer version."};
    const auto job = TRY(tasks::job_of(call.view, open.record.id.uuid));
    if (job && (job->state == tasks::JobState::queued || job->state == tasks::JobState::running))
        return Error{Fault::conflict, name + " is being worked on; wait until that is done."};
    return open;
}

Result<Outcome> changed(const Call& call, OpenBulk next, const std::string& action,
                        json::object detail, const std::string& note) {
    ++next.record.version;
    if (!note.empty()) next.content.notes[std::to_string(next.record.version)] = note;
    auto act = TRY(act_of(call.house, next, call.actor, action, std::move(detail)));
    auto shown = TRY(view_of(call, next));
    shown.history.push_back({next.record.updated, call.actor.name, action, note, std::nullopt});
    return house::does(std::move(act), shown);
}

Result<Outcome> list_bulks(const Call& call) {
    tasks::Filter filter;
    filter.kind = bulk_kind;
    filter.state = call.asked("state");
    filter.offset = TRY(call.number("offset", 0));
    filter.limit = TRY(call.number("limit", 50));
    const auto found = TRY(tasks::worklist(call.view, filter));
    BulkList list{found.total, {}};
    for (const tasks::Case& one : found.cases) {
        const auto brief = TRY(from_json_text<Brief>(one.brief));
        auto groups = TRY(line_groups(call.view, one.id.uuid));
        list.bulks.push_back({one.id, one.number,
                              enum_value<BulkState>(one.state).value_or(BulkState::closed),
                              brief.requester_kind, brief.requester_name,
                              one.received.value_or(Day{}), one.due, std::move(groups)});
    }
    return house::shows(list);
}

// Looks a line up in the chart. A person never sees whom the search found beside the one it takes.
static Result<Matched> found_in_chart(house::View& view, const Listed& listed) {
    constexpr std::int64_t candidates_max = 100;
    const std::string& words = listed.mrn.empty() ? listed.name : listed.mrn;
    const auto candidates = TRY(chart::find_patients(view, words, candidates_max));
    return match(listed, candidates);
}

static std::string asked_for(const Line& line) {
    const auto day = [](const std::optional<Day>& on) { return on ? to_text(*on) : "-"; };
    return to_text(line.patient) + day(line.words.listed.from) + day(line.words.listed.to);
}

static Result<std::vector<Line>> lines_in(const Call& call, const std::vector<Listed>& list,
                                          const Uuid& bulk) {
    std::vector<Line> lines;
    std::set<std::string> seen;
    for (const Listed& listed : list) {
        auto found = TRY(found_in_chart(call.view, listed));
        Line line;
        line.id = call.house.new_id();
        line.bulk = bulk;
        line.position = std::ssize(lines) + 1;
        line.words.listed = listed;
        line.words.match = found.match;
        if (found.match == Match::matched) {
            line.patient = found.patient->id.uuid;
            line.status = LineStatus::taken;
            if (!seen.insert(asked_for(line)).second) {
                line.words.match = Match::repeated;
                line.status = LineStatus::dropped;
            }
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

// What one authorization permits is one patient's; it is put to the chart's own case.
static Status must_be_for_many(const Request& request) {
    if (request.authorization || request.form)
        return Error{Fault::incorrect,
                     "A bulk request holds no authorization; put each patient's to the chart's "
                     "own case."};
    if (!request.patient.uuid.is_nil())
        return Error{Fault::incorrect, "A bulk request names its patients in the list."};
    return ok();
}

Result<Outcome> open_bulk(const Call& call) {
    auto command = TRY(call.body<BulkCommand>());
    TRY(must_be_for_many(command.request));
    const auto list = TRY(read_list(command.list));
    OpenBulk open;
    open.record.id = CaseId{call.house.new_id()};
    open.content.request = std::move(command.request);
    open.content.asked_by = command.asked_by;
    open.content.code = make_code(call.house.random().bytes(code_bytes));
    const SettingsRecord settings = TRY(read_settings(call.view));
    const auto clock =
        deadline({open.content.request, {}, settings.settings.facility}, call.packs, call.today);
    open.record.due = command.asked_by;
    if (clock && (!open.record.due || clock->due < *open.record.due)) open.record.due = clock->due;
    const int year{std::chrono::year_month_day(call.today).year()};
    auto number = TRY(tasks::next_number(call.view, bulk_kind, "B", year));
    open.record.number = number.number;
    const auto lines = TRY(lines_in(call, list, open.record.id.uuid));
    auto act = TRY(
        act_of(call.house, open, call.actor, "release.bulk_open", {{"charts", std::ssize(lines)}}));
    act.drafts.push_back(std::move(number.draft));
    auto shown = TRY(view_of(call, open));
    for (const Line& line : lines) {
        ++shown.groups[line.status == LineStatus::taken ? "waiting"
                                                        : std::string(enum_name(line.status))];
        act.drafts.push_back(TRY(line_draft(call.house, line)));
    }
    return house::does(std::move(act), shown);
}

Result<Outcome> show_bulk(const Call& call) {
    const Uuid id = TRY(call.id());
    const auto open = TRY(load_bulk(call.view, CaseId{id}));
    return house::shows(TRY(view_of(call, open)));
}

static std::vector<std::string> held_back(const Decision& decision) {
    std::vector<std::string> parts;
    for (const SegmentAnswer& one : decision.segments)
        if (one.answer == Answer::need || one.answer == Answer::deny) parts.push_back(one.segment);
    return parts;
}

static Status add_case(const Call& call, LineView& shown, const Line& line) {
    const auto open = TRY(load(call.view, CaseId{line.release_case}));
    shown.case_id = open.record.id;
    shown.case_number = open.record.number;
    shown.case_state = open.state;
    if (open.content.decision) {
        shown.answer = open.content.decision->answer;
        shown.findings = open.content.decision->findings;
        shown.held_back = held_back(*open.content.decision);
    }
    if (open.content.package) shown.pages = open.content.package->pages;
    return ok();
}

static std::string why_of(const LineWords& words) {
    if (!words.note.empty()) return words.note;
    return words.problem.empty() ? std::string(why(words.match)) : words.problem;
}

static Result<LineView> view_of(const Call& call, const Line& line) {
    LineView shown;
    shown.id = line.id;
    shown.version = line.version;
    shown.position = line.position;
    shown.listed = line.words.listed;
    shown.status = line.status;
    shown.match = line.words.match;
    shown.why = why_of(line.words);
    shown.part = line.part;
    if (!line.patient.is_nil()) {
        shown.patient = TRY(chart::patient(call.view, PatientId{line.patient}));
    } else if (line.status == LineStatus::unmatched) {
        auto found = TRY(found_in_chart(call.view, line.words.listed));
        shown.patient = std::move(found.patient);
    }
    if (!line.release_case.is_nil()) TRY(add_case(call, shown, line));
    return shown;
}

Result<Outcome> list_lines(const Call& call) {
    const Uuid id = TRY(call.id());
    const auto open = TRY(load_bulk(call.view, CaseId{id}));
    LineFilter filter;
    filter.group = call.asked("group");
    filter.offset = TRY(call.number("offset", 0));
    const std::int64_t limit = TRY(call.number("limit", 50));
    filter.limit = std::clamp<std::int64_t>(limit, 1, 200);
    const auto lines = TRY(lines_of(call.view, open.record.id.uuid, filter));
    const auto groups = TRY(line_groups(call.view, open.record.id.uuid));
    LineList list;
    for (const auto& [group, count] : groups)
        if (filter.group.empty() || filter.group == group) list.total += count;
    for (const Line& line : lines) list.lines.push_back(TRY(view_of(call, line)));
    return house::shows(list);
}

Result<Outcome> settle_line(const Call& call) {
    const auto command = TRY(call.body<LineCommand>());
    const Uuid id = TRY(call.id());
    const Uuid line_id = TRY(call.id("line"));
    const auto bulk = TRY(load_bulk(call.view, CaseId{id}));
    auto line = TRY(read_line(call.view, line_id));
    if (line.bulk != id)
        return Error{Fault::not_found, "There is no such line in " + bulk.record.number + "."};
    const std::string name = "Line " + std::to_string(line.position);
    if (line.version != command.version)
        return Error{Fault::conflict, name + " has changed; look at it again."};
    if (!line.release_case.is_nil())
        return Error{Fault::conflict, name + " has a case; withdraw that, or correct it there."};
    if (!command.patient && trim(command.note).empty())
        return Error{Fault::incorrect, "Choose the patient, or say why the line is dropped."};
    ++line.version;
    line.status = command.patient ? LineStatus::taken : LineStatus::dropped;
    line.words.note = command.note;
    if (command.patient) {
        const auto patient = TRY(chart::patient(call.view, *command.patient));
        line.patient = patient.id.uuid;
        line.words.match = Match::matched;
    }
    auto act = act_by(call, "release.bulk_line", bulk.record.id.uuid);
    act.detail = {{"number", bulk.record.number},
                  {"line", line.position},
                  {"status", enum_name(line.status)}};
    act.drafts.push_back(TRY(line_draft(call.house, line)));
    const auto shown = TRY(view_of(call, line));
    return house::does(std::move(act), shown);
}

// Writes down who ordered the work, and queues it.
static Result<Outcome> ordered(const Call& call, OpenBulk next, const char* job,
                               const std::string& action) {
    next.content.order =
        BulkOrder{call.actor.user, call.actor.name, call.actor.roles, call.actor.purpose};
    const Uuid subject = next.record.id.uuid;
    auto outcome = TRY(changed(call, std::move(next), action, {}));
    outcome.act->drafts.push_back(tasks::new_job(call.house, job, subject));
    outcome.wakes_jobs = true;
    return outcome;
}

static Status must_have(const Call& call, const OpenBulk& open,
                        const std::vector<std::string>& groups, const char* otherwise) {
    const auto found = TRY(line_groups(call.view, open.record.id.uuid));
    for (const std::string& group : groups)
        if (found.contains(group)) return ok();
    return Error{Fault::conflict, otherwise};
}

Result<Outcome> prepare_bulk(const Call& call) {
    const auto command = TRY(call.body<VersionCommand>());
    auto next = TRY(load_bulk(call, command.version));
    TRY(must_have(call, next, {"waiting", "received", "approved", "defective"},
                  "No chart waits to be decided; settle the lines that were not found first."));
    return ordered(call, std::move(next), bulk_prepare_kind, "release.bulk_prepare");
}

Result<Outcome> release_bulk(const Call& call) {
    const auto command = TRY(call.body<ReleaseCommand>());
    if (!command.confirmed)
        return Error{Fault::incorrect,
                     "Look at what would go, and confirm it; a release cannot be called back."};
    auto next = TRY(load_bulk(call, command.version));
    TRY(must_have(call, next, {"approved", "releasing"}, "No chart is ready to be released."));
    // Said before the work begins, once, rather than by every chart.
    const Minimum minimum = TRY(minimum_now(call, next));
    if (!next.content.minimum) TRY(must_be_minimum(minimum, next.record.number));
    return ordered(call, std::move(next), bulk_release_kind, "release.bulk_release");
}

Result<Outcome> deliver_bulk(const Call& call) {
    const auto command = TRY(call.body<VersionCommand>());
    auto next = TRY(load_bulk(call, command.version));
    TRY(must_have(call, next, {"released"}, "Every chart that was released is in a part."));
    return ordered(call, std::move(next), bulk_deliver_kind, "release.bulk_deliver");
}

// The charts whose cases are not finished end with the bulk request.
static Status withdraw_charts(const Call& call, const OpenBulk& open, house::Act& act) {
    const auto lines = TRY(lines_of(call.view, open.record.id.uuid));
    for (const Line& line : lines) {
        const auto state = enum_value<State>(line.case_state);
        if (!state || !next(*state, Action::withdraw)) continue;
        auto chart = TRY(load(call.view, CaseId{line.release_case}));
        TRY(advance(chart, Action::withdraw));
        auto one = TRY(act_of(call.house, chart, call.actor, act.action, {}));
        add_drafts(act, std::move(one.drafts));
    }
    return ok();
}

// What is open ends here: it must be said why, for the requester will ask.
static Status must_say_why(const Call& call, const OpenBulk& open, const std::string& note) {
    const auto groups = TRY(line_groups(call.view, open.record.id.uuid));
    for (const auto& [group, count] : groups) {
        const bool done = group == "delivered" || group == "dropped" || group == "refused" ||
                          group == "withdrawn" || group == "recalled";
        if (!done && trim(note).empty())
            return Error{Fault::incorrect,
                         "Some charts were not delivered; say why the request ends without them."};
    }
    return ok();
}

static Result<Outcome> ended(const Call& call, OpenBulk open, BulkState state,
                             const std::string& action, const std::string& note) {
    open.state = state;
    const OpenBulk before = open;
    auto outcome = TRY(changed(call, std::move(open), action, {}, note));
    TRY(withdraw_charts(call, before, *outcome.act));
    return outcome;
}

Result<Outcome> close_bulk(const Call& call) {
    const auto command = TRY(call.body<WithdrawCommand>());
    auto next = TRY(load_bulk(call, command.version));
    TRY(must_say_why(call, next, command.note));
    return ended(call, std::move(next), BulkState::closed, "release.bulk_close", command.note);
}

Result<Outcome> withdraw_bulk(const Call& call) {
    const auto command = TRY(call.body<WithdrawCommand>());
    auto next = TRY(load_bulk(call, command.version));
    if (!next.content.parts.empty())
        return Error{Fault::conflict,
                     "A part of " + next.record.number + " has gone out; close it instead."};
    return ended(call, std::move(next), BulkState::withdrawn, "release.bulk_withdraw",
                 command.note);
}

}  // namespace muniment::release
