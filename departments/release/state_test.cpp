#include "departments/release/state.h"

#include <doctest/doctest.h>

namespace muniment::release {

TEST_CASE("every step of a case") {
    using enum State;
    struct Row {
        State from;
        Action action;
        std::optional<Answer> answer;
        State to;
    };
    const Row rows[] = {
        {received, Action::edit, {}, received},
        {received, Action::decide, Answer::required, approved},
        {received, Action::decide, Answer::allow, approved},
        {received, Action::decide, Answer::allow_minimum_necessary, approved},
        {received, Action::decide, Answer::need, defective},
        {received, Action::decide, Answer::deny, defective},
        {received, Action::withdraw, {}, withdrawn},
        {approved, Action::edit, {}, received},
        {approved, Action::decide, Answer::deny, defective},
        {approved, Action::release, {}, releasing},
        {approved, Action::hold, {}, checking},
        {checking, Action::check, {}, releasing},
        {checking, Action::send_back, {}, approved},
        {checking, Action::withdraw, {}, withdrawn},
        {approved, Action::withdraw, {}, withdrawn},
        {defective, Action::edit, {}, received},
        {defective, Action::decide, Answer::allow, approved},
        {defective, Action::refuse, {}, refused},
        {defective, Action::withdraw, {}, withdrawn},
        {releasing, Action::finish, {}, released},
        {releasing, Action::fail, {}, approved},
        {released, Action::link, {}, released},
        {released, Action::print, {}, released},
        {received, Action::write, {}, received},
        {approved, Action::write, {}, approved},
        {defective, Action::write, {}, defective},
        {released, Action::write, {}, released},
        {received, Action::deny, {}, refused},
        {approved, Action::deny, {}, refused},
        {defective, Action::deny, {}, refused},
        {refused, Action::ask_review, {}, reviewing},
        {reviewing, Action::uphold, {}, refused},
        {reviewing, Action::overturn, {}, received},
        {released, Action::recall, {}, recalled},
    };
    int good = 0;
    for (const Row& row : rows) {
        const auto to = next(row.from, row.action, row.answer);
        REQUIRE(to);
        CHECK(enum_name(*to) == enum_name(row.to));
    }
    // And no other: every pair that is not in the table is a conflict.
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<State>>([&](auto from) {
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Action>>([&](auto action) {
            const auto to = next(from.value, action.value, Answer::allow);
            if (to) ++good;
            if (!to) CHECK(to.error().fault == Fault::conflict);
        });
    });
    CHECK(good == 30);
}

TEST_CASE("what people may do") {
    using enum Action;
    CHECK(allowed(State::received) == std::vector{edit, decide, write, deny, withdraw});
    CHECK(allowed(State::approved) == std::vector{edit, decide, release, write, deny, withdraw});
    CHECK(allowed(State::defective) == std::vector{edit, decide, refuse, write, deny, withdraw});
    CHECK(allowed(State::checking) == std::vector{check, send_back, withdraw});
    CHECK(allowed(State::releasing).empty());
    CHECK(allowed(State::released) == std::vector{link, print, write, recall});
    CHECK(allowed(State::refused) == std::vector{ask_review});
    CHECK(allowed(State::reviewing) == std::vector{uphold, overturn});
    CHECK(allowed(State::recalled).empty());
    CHECK(allowed(State::withdrawn).empty());
}

TEST_CASE("a decision without its answer is our mistake") {
    CHECK_THROWS_AS((void)next(State::received, Action::decide), Bug);
}

}  // namespace muniment::release
