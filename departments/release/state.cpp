#include "departments/release/state.h"

#include <algorithm>

namespace muniment::release {
namespace {

struct Step {
    State from;
    Action action;
    State to;
};

// `decide` stands here with the state of a good answer; next() turns it for a bad one.
constexpr Step steps[] = {
    {State::received, Action::edit, State::received},
    {State::received, Action::decide, State::approved},
    {State::received, Action::write, State::received},
    {State::received, Action::deny, State::refused},
    {State::received, Action::withdraw, State::withdrawn},
    {State::approved, Action::edit, State::received},
    {State::approved, Action::decide, State::approved},
    {State::approved, Action::release, State::releasing},
    {State::approved, Action::write, State::approved},
    {State::approved, Action::deny, State::refused},
    {State::approved, Action::withdraw, State::withdrawn},
    {State::approved, Action::hold, State::checking},
    {State::defective, Action::edit, State::received},
    {State::defective, Action::decide, State::approved},
    {State::defective, Action::refuse, State::refused},
    {State::defective, Action::write, State::defective},
    {State::defective, Action::deny, State::refused},
    {State::defective, Action::withdraw, State::withdrawn},
    {State::checking, Action::check, State::releasing},
    {State::checking, Action::send_back, State::approved},
    {State::checking, Action::withdraw, State::withdrawn},
    {State::releasing, Action::finish, State::released},
    {State::releasing, Action::fail, State::approved},
    {State::released, Action::link, State::released},
    {State::released, Action::print, State::released},
    {State::released, Action::write, State::released},
    {State::released, Action::recall, State::recalled},
    {State::refused, Action::ask_review, State::reviewing},
    {State::reviewing, Action::uphold, State::refused},
    {State::reviewing, Action::overturn, State::received},
};

bool is_good(Answer answer) {
    return answer == Answer::required || answer == Answer::allow ||
           answer == Answer::allow_minimum_necessary;
}

}  // namespace

Result<State> next(State from, Action action, std::optional<Answer> answer) {
    const Step* step = std::ranges::find_if(
        steps, [&](const Step& s) { return s.from == from && s.action == action; });
    if (step == std::end(steps))
        return Error{Fault::conflict,
                     "A case that is " + std::string(enum_name(from)) + " cannot take the action " +
                         std::string(enum_name(action)) + "; reload it to see what it can take."};
    if (action != Action::decide) return step->to;
    ensure(answer.has_value(), "the action decide was taken without its answer");
    return is_good(*answer) ? step->to : State::defective;
}

std::vector<Action> allowed(State state) {
    std::vector<Action> actions;
    for (const Step& step : steps)
        if (step.from == state && step.action != Action::finish && step.action != Action::fail &&
            step.action != Action::hold)
            actions.push_back(step.action);
    return actions;
}

}  // namespace muniment::release
