// The access reviews' side of the door: its routes, jobs, tables and handlers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/review.h"
#include "kernel/house/desk.h"

namespace muniment::privacy {

std::vector<house::Route> review_routes();
std::vector<tasks::JobKind> review_job_kinds();
std::vector<const store::Table*> review_tables();

Result<house::Outcome> list_reviews(const house::Call& call);
Result<house::Outcome> run_review(const house::Call& call);
Result<house::Outcome> show_review(const house::Call& call);
Result<house::Outcome> ask_explanation(const house::Call& call);
Result<house::Outcome> note_answer(const house::Call& call);
Result<house::Outcome> close_review(const house::Call& call);
Result<house::Outcome> show_learning(const house::Call& call);
Result<house::Outcome> adopt_weights(const house::Call& call);
Result<house::Outcome> list_trail(const house::Call& call);
Result<house::Outcome> trail_csv(const house::Call& call);

inline constexpr const char* review_job_kind = "privacy.judge";
// Judges the accesses of the last week and opens or renews the cases; safe to run again.
Status judge_accesses(tasks::JobRun& run);

struct OpenReview {
    tasks::Case record;
    ReviewState state = ReviewState::open;
    ReviewContent content;
};
Result<OpenReview> load_review(house::View& view, const CaseId& id);
// The next version as a draft; `record` and content must be what is to be kept.
Result<house::Draft> review_draft(house::House& house, OpenReview& open);

}  // namespace muniment::privacy
