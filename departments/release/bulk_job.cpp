#include "departments/release/bulk_job.h"

#include <algorithm>

#include "base/text.h"
#include "departments/release/code.h"
#include "departments/release/handlers.h"
#include "departments/release/package_job.h"
#include "departments/release/part_file.h"
#include "departments/release/replay.h"
#include "formats/pdf/render.h"
#include "kernel/people/people.h"

namespace muniment::release {

namespace {

house::Actor actor_of(const BulkContent& content) {
    house::Actor actor;
    if (!content.order) return actor;
    actor.user = content.order->by;
    actor.name = content.order->name;
    actor.roles = content.order->roles;
    actor.purpose = content.order->purpose;
    return actor;
}

// What the lines of a job came to.
class Tally {
  public:
    explicit Tally(tasks::JobRun& run, std::size_t total)
        : run_(run), total_(static_cast<std::int64_t>(total)) {
        run_.progress(0, total_);
    }
    void count(const Status& status) {
        if (!status) ++failed_;
        run_.progress(++done_, total_);
    }
    // A job whose charts failed says so; each chart's line says why.
    Status result() const {
        if (failed_ == 0) return ok();
        return Error{Fault::incorrect, std::to_string(failed_) + " of " + std::to_string(total_) +
                                           " charts were not done; their lines say why. The "
                                           "others were done."};
    }

  private:
    tasks::JobRun& run_;
    const std::int64_t total_;
    std::int64_t done_ = 0, failed_ = 0;
};

struct Work {
    OpenBulk bulk;
    std::vector<Line> lines;
    house::Actor actor;
};
Result<Work> work_of(tasks::JobRun& run) {
    const auto view = TRY(run.house.view());
    Work work;
    work.bulk = TRY(load_bulk(*view, CaseId{run.subject}));
    work.lines = TRY(lines_of(*view, run.subject));
    work.actor = actor_of(work.bulk.content);
    TRY(commit(run.house, *view, work.actor,
               house::Act{"release.bulk_read",
                          work.actor.user,
                          work.actor.purpose,
                          run.subject,
                          json::object{{"number", work.bulk.record.number}},
                          {},
                          {}}));
    return work;
}

std::string chart_number(const OpenBulk& bulk, std::int64_t position) {
    const std::string digits = std::to_string(position);
    return bulk.record.number + "-" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') +
           digits;
}

Request request_of(const OpenBulk& bulk, const Line& line) {
    Request request = bulk.content.request;
    request.patient = PatientId{line.patient};
    if (line.words.listed.from) request.scope.from = line.words.listed.from;
    if (line.words.listed.to) request.scope.to = line.words.listed.to;
    return request;
}

// The choice made for the whole request is each chart's, unless a person chose for it alone.
void take_minimum(OpenCase& open, const Work& work, const Line& line, const rules::Packs& packs,
                  Day today) {
    const auto& shared = work.bulk.content.minimum;
    if (!shared || (open.content.minimum && !open.content.minimum->of_bulk)) return;
    open.content.minimum = shared;
    if (shared->kind == MinimumKind::protocol) {
        const auto found = minimum_now(open, decide_now(open, packs, today), packs, today);
        if (found.narrowed) open.content.request.scope = *found.narrowed;
        open.content.minimum->scope = open.content.request.scope;
    } else {
        open.content.minimum->scope = request_of(work.bulk, line).scope;
    }
}

// The chart's case, opened and decided in one act with the line that names it.
Status open_chart(tasks::JobRun& run, const Work& work, Line line) {
    const auto view = TRY(run.house.view());
    OpenCase open;
    open.content.request = request_of(work.bulk, line);
    open.patient = TRY(chart::patient(*view, open.content.request.patient));
    TRY(bring_in(*view, open));
    open.record.id = CaseId{run.house.new_id()};
    open.record.version = 0;  // decide_on makes it the first
    open.record.kind = chart_kind;
    open.record.number = chart_number(work.bulk, line.position);
    open.content.code = make_code(run.house.random().bytes(code_bytes));
    take_minimum(open, work, line, run.packs, run.house.today());
    TRY(decide_on(open, run.packs, run.house.today()));
    if (work.bulk.record.due) open.record.due = work.bulk.record.due;
    auto made =
        TRY(act_of(run.house, open, work.actor, "release.open", detail_of(*open.content.decision)));
    ++line.version;
    line.release_case = open.record.id.uuid;
    made.drafts.push_back(TRY(line_draft(run.house, line)));
    auto packs = TRY(pack_drafts(*view, run.packs));
    add_drafts(made, std::move(packs));
    return commit(run.house, *view, work.actor, std::move(made));
}

Status decide_chart(tasks::JobRun& run, const Work& work, const Line& line) {
    const auto view = TRY(run.house.view());
    auto open = TRY(load(*view, CaseId{line.release_case}));
    take_minimum(open, work, line, run.packs, run.house.today());
    TRY(decide_on(open, run.packs, run.house.today()));
    if (work.bulk.record.due) open.record.due = work.bulk.record.due;
    auto made = TRY(
        act_of(run.house, open, work.actor, "release.decide", detail_of(*open.content.decision)));
    auto packs = TRY(pack_drafts(*view, run.packs));
    add_drafts(made, std::move(packs));
    return commit(run.house, *view, work.actor, std::move(made));
}

bool is_to_decide(const Line& line) {
    const auto state = enum_value<State>(line.case_state);
    return line.status == LineStatus::taken &&
           (!state || *state == State::received || *state == State::approved ||
            *state == State::defective);
}

// Releases a chart, or brings it to the person who must look first.
Status release_chart(tasks::JobRun& run, const Work& work, const Line& line) {
    const CaseId id{line.release_case};
    bool goes = line.case_state == enum_name(State::releasing);  // a crash came between
    if (!goes) {
        const auto view = TRY(run.house.view());
        auto open = TRY(load(*view, id));
        take_minimum(open, work, line, run.packs, run.house.today());
        auto ordered = TRY(order_release(run.house, *view, run.packs, run.house.today(), work.actor,
                                         std::move(open)));
        goes = ordered.goes;
        auto made = TRY(
            act_of(run.house, ordered.open, work.actor, ordered.action, std::move(ordered.detail)));
        add_drafts(made, std::move(ordered.drafts));
        TRY(commit(run.house, *view, work.actor, std::move(made)));
    }
    if (!goes) return ok();
    tasks::JobRun one{run.house, run.packs, run.job, id.uuid, [](std::int64_t, std::int64_t) {}};
    return make_package(one);
}

// Keeps on the line why its chart was not done; an error that hangs on the moment (the ledger, the
// disk) is no word about the chart, but the person must see it all the same.
Status note_problem(tasks::JobRun& run, const Work& work, const Line& line, const Status& done) {
    const std::string problem = done ? "" : done.error().message;
    const auto view = TRY(run.house.view());
    auto now = TRY(read_line(*view, line.id));
    if (now.words.problem == problem) return done;
    ++now.version;
    now.words.problem = problem;
    house::Act made{"release.bulk_line",
                    work.actor.user,
                    work.actor.purpose,
                    run.subject,
                    {{"number", work.bulk.record.number},
                     {"line", line.position},
                     {"note", problem.empty() ? "its chart was done" : "its chart was not done"}},
                    {},
                    {}};
    made.drafts.push_back(TRY(line_draft(run.house, now)));
    TRY(commit(run.house, *view, work.actor, std::move(made)));
    return done;
}

bool is_to_deliver(const Line& line) {
    return line.status == LineStatus::taken && line.part == 0 &&
           line.case_state == enum_name(State::released);
}

// The requester's own word for a line, or its number in the list.
std::string reference_of(const Line& line) {
    const std::string& reference = line.words.listed.reference;
    return reference.empty() ? "line " + std::to_string(line.position) : reference;
}

NotEnclosed rest_of(const std::vector<Line>& lines, const std::set<Uuid>& enclosed) {
    NotEnclosed rest;
    for (const Line& line : lines) {
        if (enclosed.contains(line.id)) continue;
        const auto state = enum_value<State>(line.case_state);
        const bool ended = state && (*state == State::refused || *state == State::withdrawn ||
                                     *state == State::recalled);
        auto& group = line.part > 0                                 ? rest.delivered_before
                      : line.status == LineStatus::dropped || ended ? rest.not_released
                      : line.status == LineStatus::unmatched        ? rest.not_found
                                                                    : rest.in_work;
        group.push_back(reference_of(line));
    }
    return rest;
}

// The lines of the next part, and their charts; as many as fit.
struct Gathered {
    std::vector<Line> lines;
    std::vector<Member> members;
    std::int64_t bytes = 0;
};
Result<Gathered> gather_part(house::View& view, const std::vector<Line>& lines) {
    Gathered part;
    for (const Line& line : lines) {
        if (!is_to_deliver(line)) continue;
        if (std::ssize(part.lines) == part_charts_max) break;
        const auto open = TRY(load(view, CaseId{line.release_case}));
        ensure(open.content.package.has_value(), "a released case says what was released");
        const PackageInfo& info = *open.content.package;
        if (!part.lines.empty() && part.bytes + info.bytes > part_bytes_max) break;
        part.bytes += info.bytes;
        part.lines.push_back(line);
        part.members.push_back({open.record.id, open.record.number, line.position,
                                line.words.listed.reference, open.patient.name,
                                open.patient.birth_date.value_or(""), open.patient.mrn,
                                info.pages});
    }
    return part;
}

struct Made {
    PartInfo info;
    Part part;
};

Result<PartPaper> paper_of(tasks::JobRun& run, house::View& view, const Work& work,
                           std::vector<Member> members, NotEnclosed rest) {
    const SettingsRecord settings = TRY(read_settings(view));
    PartPaper part;
    part.paper.facility = run.house.facility();
    part.paper.settings = settings.settings;
    part.paper.number = work.bulk.record.number;
    part.paper.request = work.bulk.content.request;
    part.paper.signer = work.actor.name.empty() ? "Custodian of Records" : work.actor.name;
    part.paper.date = run.house.today();
    part.paper.created = std::chrono::floor<std::chrono::seconds>(run.house.now());
    part.number = std::ssize(work.bulk.content.parts) + 1;
    part.members = std::move(members);
    part.rest = std::move(rest);
    return part;
}

// The manifest lists the charts' files by their hashes; their bytes are read one chart at a time.
Result<Made> make_part(tasks::JobRun& run, house::View& view, const PartPaper& paper,
                       const CaseId& bulk, std::int64_t bytes) {
    const auto cover = TRY(pdf::render(part_cover(paper)));
    KeptPart kept;
    kept.members = paper.members;
    kept.files = {{std::string(package::pdf), cover.bytes},
                  {"index.csv", index_csv(paper.members)},
                  verifier_page()};
    std::vector<ListedFile> listed;
    for (const ReleasedFile& file : kept.files) listed.push_back(listed_file(file));
    for (const Member& member : paper.members) {
        const auto files = TRY(chart_files(view, member));
        for (const ReleasedFile& file : files) listed.push_back(listed_file(file));
    }
    kept.manifest = manifest_json(bulk, paper.paper.number, paper.paper.created, listed);
    Made made;
    made.info.id = made.part.id = run.house.new_id();
    made.info.number = made.part.number = paper.number;
    made.info.charts = std::ssize(paper.members);
    for (const Member& member : paper.members) made.info.pages += member.pages;
    made.info.bytes = bytes;
    made.info.created_at = paper.paper.created;
    made.info.manifest_sha256 = sha256(kept.manifest);
    made.part.bulk = bulk.uuid;
    made.part.archive = TRY(pack(std::move(kept), paper.paper.created));
    return made;
}

// One part in one act: the part, the lines that say they went with it, the bulk case. False: there
// is nothing left to deliver.
Result<bool> deliver_part(tasks::JobRun& run, Work& work) {
    const auto view = TRY(run.house.view());
    work.bulk = TRY(load_bulk(*view, CaseId{run.subject}));
    work.lines = TRY(lines_of(*view, run.subject));
    auto gathered = TRY(gather_part(*view, work.lines));
    if (gathered.lines.empty()) return false;
    std::set<Uuid> enclosed;
    for (const Line& line : gathered.lines) enclosed.insert(line.id);
    const auto paper =
        TRY(paper_of(run, *view, work, std::move(gathered.members), rest_of(work.lines, enclosed)));
    auto made = TRY(make_part(run, *view, paper, work.bulk.record.id, gathered.bytes));
    OpenBulk next = work.bulk;
    ++next.record.version;
    next.content.parts.push_back(made.info);
    auto delivery = TRY(act_of(run.house, next, work.actor, "release.deliver_part",
                               {{"part", made.info.number},
                                {"charts", made.info.charts},
                                {"pages", made.info.pages},
                                {"manifest_sha256", hex(made.info.manifest_sha256)},
                                {"note", "part " + std::to_string(made.info.number) + ": " +
                                             std::to_string(made.info.charts) + " charts"}}));
    delivery.drafts.push_back(part_draft(made.part));
    for (Line& line : gathered.lines) {
        ++line.version;
        line.part = made.info.number;
        delivery.drafts.push_back(TRY(line_draft(run.house, line)));
    }
    TRY(commit(run.house, *view, work.actor, std::move(delivery)));
    return true;
}

}  // namespace

Status prepare_charts(tasks::JobRun& run) {
    auto work = TRY(work_of(run));
    std::erase_if(work.lines, [](const Line& line) { return !is_to_decide(line); });
    Tally tally(run, work.lines.size());
    for (const Line& line : work.lines)
        tally.count(note_problem(
            run, work, line,
            line.case_state.empty() ? open_chart(run, work, line) : decide_chart(run, work, line)));
    return tally.result();
}

Status release_charts(tasks::JobRun& run) {
    auto work = TRY(work_of(run));
    std::erase_if(work.lines, [](const Line& line) {
        return line.status != LineStatus::taken || (line.case_state != enum_name(State::approved) &&
                                                    line.case_state != enum_name(State::releasing));
    });
    Tally tally(run, work.lines.size());
    for (const Line& line : work.lines)
        tally.count(note_problem(run, work, line, release_chart(run, work, line)));
    return tally.result();
}

Status deliver_charts(tasks::JobRun& run) {
    auto work = TRY(work_of(run));
    const auto left = [&work] { return std::ranges::count_if(work.lines, is_to_deliver); };
    const std::int64_t total = left();
    for (;;) {
        run.progress(total - left(), total);
        if (!TRY(deliver_part(run, work))) return ok();
    }
}

}  // namespace muniment::release
