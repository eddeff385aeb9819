// Judges what was accessed and makes review cases of it. Each case is an act of its own and found
// again by its person and patient, so the job can be stopped anywhere and run again.
#include <algorithm>
#include <cstdio>

#include "departments/privacy/daily.h"
#include "departments/privacy/review_handlers.h"
#include "departments/privacy/review_roster.h"
#include "kernel/chart/chart.h"

namespace muniment::privacy {
namespace {

struct Court {
    house::House& house;
    Docket docket;
    Scoring scoring;
    Baselines baselines;
    std::vector<Judged> judged;
    Day today{};
};

std::string usual_words(const Usual& usual) {
    if (usual.days == 0) return "No accesses in the four weeks before.";
    char text[120];
    std::snprintf(text, sizeof text,
                  "On %d days of the four weeks before, about %.0f patients a day.", usual.days,
                  usual.day_mean);
    return text;
}

AccessEvidence evidence_of(const Court& court, std::uint32_t event) {
    const people::Access& access = court.docket.accesses[event];
    AccessEvidence one;
    one.id = access.id;
    one.at = access.at;
    one.action = access.action;
    one.purpose = access.purpose;
    one.relation = enum_name(access.relation);
    one.evidence = access.evidence;
    one.from = access.from;
    for (const auto& seen : access.seen) one.records += seen.records;
    one.score = court.judged[event].score;
    one.facts = names_of(court.judged[event].facts);
    one.patient = access.patient;
    one.entry = access.entry;
    return one;
}

std::vector<std::string> relations_looked_for() {
    return {"care_team", "encounter", "order", "documented", "task", "request", "emergency"};
}

Result<ReviewContent> content_of(const Court& court, house::View& view, const Suspicion& found) {
    const auto& user = court.docket.users[found.user];
    ReviewContent content;
    content.user = user.id;
    content.user_name = user.value.name;
    for (const auto role : user.value.roles) content.roles.emplace_back(enum_name(role));
    content.departments = user.value.person.departments;
    const auto patient = chart::patient(view, PatientId{court.docket.patients[found.patient]});
    if (!patient && patient.error().fault != Fault::not_found) return patient.error();
    content.patient_name = patient ? patient->name : "a patient no longer in the chart";
    content.verdict = explain(found.together, court.scoring);
    content.accesses_total = static_cast<std::int64_t>(found.events.size());
    for (const std::uint32_t event : found.events)
        if (content.accesses.size() < accesses_kept_max)
            content.accesses.push_back(evidence_of(court, event));
    for (const std::uint32_t other : found.others)
        content.others.push_back(court.docket.patients[other]);
    content.checks = relations_looked_for();
    if (found.user < court.baselines.users.size())
        content.usual = usual_words(court.baselines.users[found.user]);
    return content;
}

Instant last_of(const ReviewContent& content) {
    Instant last{};
    for (const AccessEvidence& one : content.accesses) last = std::max(last, one.at);
    return last;
}

// The pair's case that takes what was found: an open one, or, after closed ones, a new one.
struct Place {
    CaseId id{};
    std::optional<OpenReview> open;
    std::optional<Instant> closed;  // when the one before was
};
Result<Place> place_of(house::View& view, const Uuid& user, const Uuid& patient) {
    constexpr int cases_max = 1000;  // of one pair
    Place place;
    for (int n = 0; n < cases_max; ++n) {
        place.id = CaseId{
            derived_uuid("access_review|" + to_text(user) + to_text(patient) + std::to_string(n))};
        auto found = load_review(view, place.id);
        if (!found && found.error().fault == Fault::not_found) return place;
        if (!found) return found.error();
        if (!is_closed(found->state)) {
            place.open = *std::move(found);
            return place;
        }
        place.closed = found->content.closing ? found->content.closing->at : Instant{};
    }
    return Error{Fault::conflict, "There are too many reviews of one person and patient."};
}

bool same_evidence(const ReviewContent& one, const ReviewContent& other) {
    return one.accesses_total == other.accesses_total && one.verdict.score == other.verdict.score &&
           last_of(one) == last_of(other);
}

void set_due(OpenReview& open, const Court& court) {
    const ReviewLimits& limits = court.scoring.limits;
    const bool urgent = open.content.verdict.score >= limits.page_score;
    const Day due =
        court.today + std::chrono::days(urgent ? limits.urgent_due_days : limits.due_days);
    if (!open.record.due || due < *open.record.due) open.record.due = due;
}

house::Act act_of(const char* action, const OpenReview& open) {
    house::Act act;
    act.action = action;
    act.purpose = "OPERATIONS";
    act.subject = open.record.id.uuid;
    json::array signals;
    for (const SignalReason& reason : open.content.verdict.reasons)
        signals.push_back(json::value(reason.signal));
    act.detail = {{"number", open.record.number},
                  {"score", open.content.verdict.score},
                  {"signals", signals},
                  {"accesses", open.content.accesses_total}};
    return act;
}

// An open case takes the evidence of today and keeps what people said.
void renew(OpenReview& open, ReviewContent content) {
    content.explanation = open.content.explanation;
    content.notes = open.content.notes;
    open.content = std::move(content);
    ++open.record.version;
}

// What is already known, or was closed after it happened, makes no case.
Result<std::optional<house::Act>> act_for(const Court& court, house::View& view,
                                          const Suspicion& found) {
    ReviewContent content = TRY(content_of(court, view, found));
    const Uuid patient = court.docket.patients[found.patient];
    Place place = TRY(place_of(view, content.user, patient));
    if (place.closed && last_of(content) <= *place.closed) return std::optional<house::Act>();
    if (place.open && same_evidence(place.open->content, content))
        return std::optional<house::Act>();
    const char* action = place.open ? "privacy.review.renew" : "privacy.review.open";
    std::vector<house::Draft> drafts;
    OpenReview open;
    if (place.open) {
        open = *std::move(place.open);
        renew(open, std::move(content));
    } else {
        const int year{std::chrono::year_month_day(court.today).year()};
        auto number = TRY(tasks::next_number(view, review_kind, "A", year));
        open.record.id = place.id;
        open.record.number = number.number;
        open.record.patient = patient;
        open.record.received = court.today;
        open.content = std::move(content);
        drafts.push_back(std::move(number.draft));
    }
    set_due(open, court);
    auto act = act_of(action, open);
    drafts.push_back(TRY(review_draft(court.house, open)));
    act.drafts = std::move(drafts);
    return std::optional(std::move(act));
}

Result<bool> settle_one(const Court& court, const Suspicion& found) {
    constexpr int tries_max = 3;
    for (int tries = 1;; ++tries) {
        std::unique_ptr<house::View> view = TRY(court.house.view());
        auto act = TRY(act_for(court, *view, found));
        view.reset();
        if (!act) return false;
        const auto receipt = court.house.act(*std::move(act));
        if (receipt) return true;
        if (receipt.error().fault != Fault::conflict || tries == tries_max) return receipt.error();
    }
}

Result<Court> convene(tasks::JobRun& run, Instant until) {
    const auto view = TRY(run.house.view());
    const WeightsRecord weights = TRY(read_weights(*view));
    Court court{run.house, {}, {}, {}, {}, run.house.today()};
    court.scoring = TRY(scoring_of(run.packs, court.today, weights.weights));
    court.docket = TRY(
        docket(run.house, *view, until, std::chrono::hours(court.scoring.limits.follow_up_hours)));
    court.baselines = baselines_of(court.docket.history, court.docket.roster);
    court.judged =
        judge(court.docket.events, court.docket.roster, court.baselines, court.scoring, until);
    return court;
}

Status note_run(tasks::JobRun& run, const Court& court, Instant until, std::int64_t changed) {
    const auto view = TRY(run.house.view());
    const RunRecord before = TRY(last_run(*view));
    house::Act act;
    act.action = "privacy.judge";
    act.purpose = "OPERATIONS";
    act.subject = run.subject;
    act.detail = {
        {"accesses", court.docket.events.size()}, {"until", to_text(until)}, {"cases", changed}};
    act.drafts.push_back(run_draft(until, before.version + 1));
    TRY(run.house.act(std::move(act)));
    return ok();
}

}  // namespace

Status judge_accesses(tasks::JobRun& run) {
    const Instant until = run.house.now();
    const Court court = TRY(convene(run, until));
    const auto found = suspicions(court.docket.events, court.judged, court.scoring);
    const auto total = static_cast<std::int64_t>(found.size());
    std::int64_t done = 0, changed = 0;
    for (const Suspicion& one : found) {
        const bool is_new = TRY(settle_one(court, one));
        changed += is_new;
        run.progress(++done, total);
    }
    return note_run(run, court, until, changed);
}

}  // namespace muniment::privacy
