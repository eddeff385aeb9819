// What the law lets requesters rest a request on, and what the desk must find out for each: read
// from the packs, so that the form follows the law without a line of code.
#include <algorithm>

#include "base/text.h"
#include "departments/release/handlers.h"
#include "departments/release/store.h"
#include "engines/rules/packs.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

static bool asked_for(const rules::Question& question, const std::string& ground) {
    return std::ranges::any_of(
        question.grounds, [&](const std::string& name) { return name == ground || name == "all"; });
}

// A question of a state's law is put in houses of that state only.
static bool asked_here(const rules::Question& question, const std::string& state) {
    return std::ranges::all_of(question.when.all, [&](const rules::When::Is& is) {
        return is.fact != "state" || std::ranges::find(is.values, state) != is.values.end();
    });
}

static GroundView view_of(const rules::Ground& ground, const rules::Packs& packs,
                          const std::string& state, Day today) {
    GroundView view{ground.name, ground.say, ground.cite, ground.requesters, {}};
    for (const rules::Question* question : packs.questions(today))
        if (asked_for(*question, ground.name) && asked_here(*question, state))
            view.questions.push_back(
                {question->name, question->say, question->cite, question->values});
    return view;
}

Result<Outcome> list_grounds(const Call& call) {
    Grounds grounds;
    const std::string state = TRY(read_settings(call.view)).settings.facility.state;
    for (const rules::Ground* ground : call.packs.grounds(call.today))
        grounds.grounds.push_back(view_of(*ground, call.packs, state, call.today));
    for (const rules::Segment* segment : call.packs.segments(call.today))
        grounds.segments.push_back({segment->name, segment->say, segment->cite});
    return house::shows(grounds);
}

}  // namespace muniment::release
