// Every request that the workforce desk answers, its jobs and its tables: one list each.
#include "departments/workforce/workforce.h"

#include "departments/workforce/assets.h"
#include "departments/workforce/review_handlers.h"
#include "departments/workforce/tables.h"
#include "departments/workforce/training_handlers.h"

namespace muniment::workforce {

using house::gives;
using house::takes;
using enum house::Permission;

static const house::Route all[] = {
    {"GET", "/workforce/training", signed_in, my_training, nullptr, gives<PersonTraining>,
     "One's own training: what is owed by when, and what was done"},
    {"GET", "/workforce/courses/{course}", signed_in, show_course, nullptr, gives<CourseView>,
     "A course to read, with its questions"},
    {"POST", "/workforce/courses/{course}/attempt", signed_in, take_course, takes<Attempt>,
     gives<AttemptResult>, "Answer and sign a course; passed or not, it is kept"},
    {"GET", "/workforce/people", training_manage, list_training, nullptr, gives<TrainingList>,
     "Who is due; standing: in_time, due_soon, grace or overdue"},
    {"GET", "/workforce/people/{id}", training_manage, show_training, nullptr,
     gives<PersonTraining>, "One person's training with every record"},
    {"POST", "/workforce/records", training_manage, record_training, takes<RecordCommand>,
     gives<PersonTraining>, "Enter training that was taken elsewhere; not one's own"},
    {"GET", "/workforce/courses", training_manage, list_courses, nullptr, gives<CourseList>,
     "The courses, their editions and who must take them"},
    {"PUT", "/workforce/courses/{course}", training_manage, change_course, takes<CourseCommand>,
     gives<CourseInfo>, "The facility's own text of a course, as its next edition"},
    {"GET", "/workforce/reviews", people_manage, list_reviews, nullptr, gives<AccessReviewList>,
     "Reviews of who may what, one a quarter"},
    {"GET", "/workforce/reviews/{id}", people_manage, show_review, nullptr, gives<AccessReview>,
     "One review with every account"},
    {"POST", "/workforce/reviews/{id}/accounts/{account}", people_manage, find_account,
     takes<FindingCommand>, gives<ReviewedAccount>,
     "Keep, change or end an account; not one's own"},
    {"GET", "/workforce/unused", people_manage, list_unused, nullptr, gives<UnusedList>,
     "Accounts that nobody used for a long time"},
};

Status settle(house::House& house) {
    TRY(house.add_room("departments/workforce", assets::departments_workforce(),
                       {&tables::record, &tables::course, &tables::review}));
    // The unit that seals the workforce's records: made once, before anybody needs it.
    return house.vault().make_keys({{tables::unit()}});
}

std::vector<house::Route> routes() { return {std::begin(all), std::end(all)}; }

std::vector<tasks::JobKind> job_kinds() {
    return {{standing_job, settle_standing, tasks::Runs::daily},
            {"workforce.review", open_due_review, tasks::Runs::daily}};
}

}  // namespace muniment::workforce
