// The states of a release case and which action leads from one to the next: a table, nothing else.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <vector>

#include "departments/release/decision.h"

namespace muniment::release {

enum class State { received, approved, defective, releasing, released, refused, withdrawn };
BOOST_DESCRIBE_ENUM(State, received, approved, defective, releasing, released, refused, withdrawn)

// finish and fail end a release job; people are offered the others.
enum class Action { edit, decide, release, refuse, withdraw, link, finish, fail };
BOOST_DESCRIBE_ENUM(Action, edit, decide, release, refuse, withdraw, link, finish, fail)

// The state after `action`. `decide` needs the answer it came to: required and the allowing answers
// lead to approved, need and deny to defective. An action the state does not offer is a conflict.
Result<State> next(State from, Action action, std::optional<Answer> answer = {});

// What a person may do now, in the order the desk shows it; never finish or fail.
std::vector<Action> allowed(State state);

}  // namespace muniment::release
