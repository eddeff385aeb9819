// Every request that the access reviews answer: one table.
#include "departments/privacy/review_handlers.h"

namespace muniment::privacy {

using enum house::Permission;
using house::gives;
using house::takes;

std::vector<house::Route> review_routes() {
    return {
        {"GET", "/privacy/reviews", privacy_read, list_reviews, nullptr, gives<ReviewList>,
         "Access reviews, most telling first; without a state: today's list"},
        {"POST", "/privacy/reviews/run", privacy_work, run_review, nullptr, gives<ReviewStarted>,
         "Judge the accesses of the last week now, in the background"},
        {"GET", "/privacy/reviews/{id}", privacy_read, show_review, nullptr, gives<ReviewView>,
         "A review: what spoke, what was explained, every access, and what it came to"},
        {"POST", "/privacy/reviews/{id}/explanation", privacy_work, ask_explanation,
         takes<ReviewAsk>, gives<ReviewView>, "Ask the person for an explanation"},
        {"POST", "/privacy/reviews/{id}/answer", privacy_work, note_answer, takes<ReviewAnswer>,
         gives<ReviewView>, "Record the explanation that was given"},
        {"POST", "/privacy/reviews/{id}/close", privacy_work, close_review, takes<ReviewClose>,
         gives<ReviewView>, "Close a review; an inappropriate access gets a suggested sanction"},
        {"GET", "/privacy/learning", privacy_read, show_learning, nullptr, gives<ReviewLearning>,
         "What closed reviews say of each signal, and each department's false alarms"},
        {"POST", "/privacy/learning", privacy_work, adopt_weights, nullptr, gives<ReviewLearning>,
         "Adopt the weights that the closed reviews propose"},
        {"GET", "/privacy/trail", audit_read, list_trail, nullptr, gives<TrailList>,
         "Who looked: accesses by patient, person and period, newest first"},
        {"GET", "/privacy/trail.csv", audit_read, trail_csv, nullptr, nullptr,
         "The same as a table for spreadsheets"},
    };
}

std::vector<tasks::JobKind> review_job_kinds() {
    return {{review_job_kind, judge_accesses, tasks::Runs::daily}};
}

}  // namespace muniment::privacy
