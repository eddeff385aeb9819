// The reviewer's requests: today's list, a case, asking, closing. Nobody sees or closes a review of
// her own accesses, or of accesses to her own record.
#include <algorithm>

#include "base/text.h"
#include "departments/privacy/incident.h"
#include "departments/privacy/review_handlers.h"
#include "departments/privacy/review_store.h"
#include "kernel/chart/chart.h"

namespace muniment::privacy {

using house::Call;
using house::Outcome;

static bool concerns(const house::Actor& actor, const Uuid& user, const Uuid& patient) {
    return (!actor.user.is_nil() && actor.user == user) ||
           (!actor.self.is_nil() && actor.self == patient);
}

static Result<Scoring> scoring_now(const Call& call) {
    const WeightsRecord weights = TRY(read_weights(call.view));
    return scoring_of(call.packs, call.today, weights.weights);
}

static Result<ReviewRow> row_of(const tasks::Case& one, const ReviewLimits& limits) {
    ReviewRow row;
    row.id = one.id;
    row.number = one.number;
    row.version = one.version;
    row.state = enum_value<ReviewState>(one.state).value_or(ReviewState::open);
    row.patient = PatientId{one.patient};
    row.due = one.due;
    row.brief = TRY(from_json_text<ReviewBrief>(one.brief));
    row.urgent = row.brief.score >= limits.page_score;
    return row;
}

// The head of the list that fits into the day's minutes, and all that is urgent.
static void mark_today(ReviewList& list) {
    for (ReviewRow& row : list.reviews) {
        if (is_closed(row.state)) continue;
        const int minutes = list.minutes + list.limits.minutes_per_case;
        row.today = row.urgent || minutes <= list.limits.minutes_per_day;
        if (!row.today) {
            ++list.left;
            continue;
        }
        list.minutes = minutes;
        ++list.shown_today;
    }
}

static Status take_state(const Call& call, const std::string& state, ReviewList& list) {
    tasks::Filter filter;
    filter.kind = review_kind;
    filter.state = state;
    filter.sort = "updated";
    filter.limit = 500;
    auto found = TRY(tasks::worklist(call.view, filter));
    list.counts = std::move(found.counts);
    list.total += found.total;
    for (const tasks::Case& one : found.cases) {
        auto row = TRY(row_of(one, list.limits));
        if (concerns(call.actor, row.brief.user, one.patient))
            --list.total;
        else
            list.reviews.push_back(std::move(row));
    }
    return ok();
}

Result<Outcome> list_reviews(const Call& call) {
    ReviewList list;
    const Scoring scoring = TRY(scoring_now(call));
    list.limits = scoring.limits;
    const RunRecord run = TRY(last_run(call.view));
    list.judged_until = run.until;
    const std::string state = call.asked("state");
    if (!state.empty() && !enum_value<ReviewState>(state))
        return Error{Fault::incorrect, "Field \"state\" is no state of a review."};
    for (const char* one : {"open", "explanation_requested"})
        if (state.empty()) TRY(take_state(call, one, list));
    if (!state.empty()) TRY(take_state(call, state, list));
    std::ranges::sort(list.reviews, [](const ReviewRow& one, const ReviewRow& other) {
        return std::tuple(-one.brief.score, -one.brief.accesses, one.number) <
               std::tuple(-other.brief.score, -other.brief.accesses, other.number);
    });
    mark_today(list);
    return house::shows(list);
}

static house::Act act_by(const Call& call, const char* action, const Uuid& subject) {
    house::Act act;
    act.action = action;
    act.actor = call.actor.user;
    act.purpose = call.actor.purpose;
    act.subject = subject;
    return act;
}

Result<Outcome> run_review(const Call& call) {
    house::Act act = act_by(call, "privacy.judge.ask", call.house.new_id());
    auto draft = tasks::new_job(call.house, review_job_kind, act.subject);
    const ReviewStarted started{draft.id};
    act.drafts.push_back(std::move(draft));
    auto outcome = house::does(std::move(act), started);
    outcome.wakes_jobs = true;
    return outcome;
}

static Result<OpenReview> load_mine(const Call& call) {
    const Uuid id = TRY(call.id());
    auto open = TRY(load_review(call.view, CaseId{id}));
    if (concerns(call.actor, open.content.user, open.record.patient))
        return Error{Fault::forbidden, "This review concerns you; somebody else must look at it."};
    return open;
}

static Result<OpenReview> load_mine(const Call& call, std::int64_t seen_version) {
    auto open = TRY(load_mine(call));
    if (open.record.version != seen_version)
        return Error{Fault::conflict, "Review " + open.record.number + " is at version " +
                                          std::to_string(open.record.version) + ", not " +
                                          std::to_string(seen_version) +
                                          "; look at the newer version."};
    if (is_closed(open.state))
        return Error{Fault::conflict, "Review " + open.record.number + " is closed."};
    return open;
}

static Result<std::vector<tasks::HistoryItem>> history_of(const Call& call,
                                                          const OpenReview& open) {
    auto items = TRY(tasks::history(call.view, open.record.id));
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto note = open.content.notes.find(std::to_string(i + 1));
        if (note != open.content.notes.end()) items[i].note = note->second;
    }
    return items;
}

static Result<ReviewView> view_of(const Call& call, const OpenReview& open) {
    const Scoring scoring = TRY(scoring_now(call));
    ReviewView shown;
    shown.id = open.record.id;
    shown.number = open.record.number;
    shown.version = open.record.version;
    shown.state = open.state;
    shown.patient = PatientId{open.record.patient};
    shown.due = open.record.due;
    shown.urgent = open.content.verdict.score >= scoring.limits.page_score;
    shown.content = open.content;
    shown.earlier_findings = TRY(earlier_findings(call.view, open.content.user));
    for (const Conduct conduct :
         {Conduct::inadvertent, Conduct::careless, Conduct::curious, Conduct::malicious})
        shown.ladder.push_back(sanction_for(conduct, static_cast<int>(shown.earlier_findings)));
    shown.history = TRY(history_of(call, open));
    return shown;
}

Result<Outcome> show_review(const Call& call) {
    const auto open = TRY(load_mine(call));
    return house::shows(TRY(view_of(call, open)));
}

static Result<std::string> words_in(const std::string& field, const std::string& text,
                                    const char* say) {
    const std::string words(trim(text));
    if (words.empty()) return Error{Fault::incorrect, "Field \"" + field + "\" is empty; " + say};
    if (words.size() > words_bytes_max)
        return Error{Fault::incorrect, "Field \"" + field + "\" is longer than " +
                                           std::to_string(words_bytes_max) + " bytes."};
    return words;
}

static Result<Outcome> changed(const Call& call, OpenReview next, const char* action,
                               const std::string& note, json::object detail = {},
                               std::vector<house::Draft> more = {}) {
    ++next.record.version;
    next.content.notes[std::to_string(next.record.version)] = note;
    house::Act act = act_by(call, action, next.record.id.uuid);
    detail["number"] = next.record.number;
    act.detail = std::move(detail);
    act.drafts = std::move(more);
    act.drafts.push_back(TRY(review_draft(call.house, next)));
    auto shown = TRY(view_of(call, next));
    shown.history.push_back({next.record.updated, call.actor.name, action, note, std::nullopt});
    return house::does(std::move(act), shown);
}

Result<Outcome> ask_explanation(const Call& call) {
    const auto command = TRY(call.body<ReviewAsk>());
    auto next = TRY(load_mine(call, command.version));
    const std::string question =
        TRY(words_in("question", command.question, "say what the person is asked."));
    next.state = ReviewState::explanation_requested;
    next.content.explanation =
        ReviewExplanation{question, call.actor.name, call.house.now(), "", std::nullopt};
    return changed(call, std::move(next), "privacy.review.ask", question);
}

Result<Outcome> note_answer(const Call& call) {
    const auto command = TRY(call.body<ReviewAnswer>());
    auto next = TRY(load_mine(call, command.version));
    if (!next.content.explanation)
        return Error{Fault::conflict, "Nobody was asked yet; ask for an explanation first."};
    const std::string answer = TRY(words_in("answer", command.answer, "write what was said."));
    next.content.explanation->answer = answer;
    next.content.explanation->answered_at = call.house.now();
    return changed(call, std::move(next), "privacy.review.answer", answer);
}

static Closed closed_of(const OpenReview& open, Verdicted outcome) {
    Closed closed;
    for (const SignalReason& reason : open.content.verdict.reasons)
        closed.signals.push_back(reason.signal);
    closed.departments = open.content.departments;
    closed.outcome = outcome;
    return closed;
}

static ReviewState state_for(Verdicted outcome) {
    if (outcome == Verdicted::justified) return ReviewState::justified;
    if (outcome == Verdicted::inappropriate) return ReviewState::inappropriate;
    return ReviewState::undetermined;
}

static Status check_conduct(const ReviewClose& command) {
    const bool improper = command.outcome == Verdicted::inappropriate;
    if (improper == command.conduct.has_value()) return ok();
    return Error{Fault::incorrect,
                 improper ? "Field \"conduct\" is missing; say how the access came about."
                          : "Only an inappropriate access has a conduct; leave it out."};
}

// The ledger entries that show the accesses, by id and no more: whoever decides the incident reads
// the review and the entries themselves.
static std::string evidence_words(const OpenReview& open) {
    constexpr std::size_t named_max = 100;
    std::string words = "Access review " + open.record.number + " found " +
                        std::to_string(open.content.accesses_total) +
                        " accesses without a purpose of work. Ledger entries:";
    for (std::size_t i = 0; i < std::min(open.content.accesses.size(), named_max); ++i)
        words += (i == 0 ? " " : ", ") + to_text(open.content.accesses[i].entry);
    if (open.content.accesses.size() > named_max) words += ", and those the review lists";
    return words + ".";
}

// Those of the chart: who is no longer in it cannot be written to.
static Result<std::vector<PatientId>> patients_of(const Call& call, const OpenReview& open) {
    std::vector<Uuid> all = {open.record.patient};
    std::ranges::copy(open.content.others, std::back_inserter(all));
    std::vector<PatientId> patients;
    for (const Uuid& id : all) {
        const auto found = chart::patient(call.view, PatientId{id});
        if (!found && found.error().fault != Fault::not_found) return found.error();
        if (found) patients.push_back(PatientId{id});
    }
    return patients;
}

// 45 CFR 164.402(1): an impermissible use is presumed to be a breach until it is assessed; the
// clock runs from the day on which it is known that it was one, which is the day of the closing.
static Result<OpenedIncident> incident_of(const Call& call, const OpenReview& open) {
    IncidentReport report;
    report.what = evidence_words(open);
    report.type = IncidentType::snooping;
    report.place = IncidentPlace::emr;
    report.ephi = true;
    for (const AccessEvidence& one : open.content.accesses) {
        const Day day = day_in(call.view.zone(), one.at);
        report.occurred_from = std::min(report.occurred_from.value_or(day), day);
        report.occurred_to = std::max(report.occurred_to.value_or(day), day);
    }
    report.learned = {call.today, LearnedBy::workforce, call.actor.name, false};
    report.subject = open.content.user;
    report.subject_name = open.content.user_name;
    report.opened_from = open.record.number;
    report.patients = TRY(patients_of(call, open));
    return open_incident(call, report);
}

// 45 CFR 164.530(e)(1): appropriate sanctions; the ladder suggests, a person applies.
Result<Outcome> close_review(const Call& call) {
    const auto command = TRY(call.body<ReviewClose>());
    auto next = TRY(load_mine(call, command.version));
    const std::string words = TRY(words_in("words", command.words, "say why."));
    TRY(check_conduct(command));
    ReviewClosing closing{command.outcome, words,           command.conduct,
                          std::nullopt,    call.actor.name, call.house.now(),
                          std::nullopt};
    json::object detail = {{"outcome", enum_name(command.outcome)}};
    if (command.conduct) {
        const auto earlier = TRY(earlier_findings(call.view, next.content.user));
        closing.sanction = sanction_for(*command.conduct, static_cast<int>(earlier));
        detail["sanction_level"] = closing.sanction->level;
    }
    const OutcomeRecord outcome{next.record.id, next.content.user,
                                closed_of(next, command.outcome)};
    std::vector<house::Draft> drafts = {outcome_draft(outcome, call.house.now())};
    if (command.outcome == Verdicted::inappropriate) {
        auto incident = TRY(incident_of(call, next));
        closing.incident = incident.id;
        detail["incident"] = incident.number;
        std::ranges::move(incident.drafts, std::back_inserter(drafts));
    }
    next.state = state_for(command.outcome);
    next.record.due.reset();
    next.content.closing = std::move(closing);
    return changed(call, std::move(next), "privacy.review.close", words, std::move(detail),
                   std::move(drafts));
}

static Result<ReviewLearning> learning_of(const Call& call) {
    const WeightsRecord kept = TRY(read_weights(call.view));
    const auto closed = TRY(outcomes(call.view));
    std::map<std::string, int> packs;
    for (const rules::Signal* rule : call.packs.signals(call.today))
        packs[rule->name] = rule->weight;
    return ReviewLearning{proposals(packs, kept.weights, closed), false_alarms(closed),
                          static_cast<std::int64_t>(closed.size()), kept.version};
}

Result<Outcome> show_learning(const Call& call) { return house::shows(TRY(learning_of(call))); }

// The proposal becomes the weights in use; the entry says each step, so that any score of any day
// can be explained. Where nothing changes, it says that somebody looked.
Result<Outcome> adopt_weights(const Call& call) {
    ReviewLearning learning = TRY(learning_of(call));
    WeightsRecord record;
    record.version = ++learning.version;
    json::object steps;
    for (WeightChange& change : learning.weights) {
        if (change.proposed != change.now)
            steps[change.signal] = {{"from", change.now}, {"to", change.proposed}};
        change.now = change.proposed;
        if (change.now != change.pack) record.weights[change.signal] = change.now;
    }
    house::Act act = act_by(call, "privacy.weights", Uuid{});
    act.detail = {{"weights", std::move(steps)}, {"closed", learning.closed}};
    act.drafts.push_back(weights_draft(record));
    return house::does(std::move(act), learning);
}

}  // namespace muniment::privacy
