// The states of a release case and which action leads from one to the next: a table, nothing else.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <vector>

#include "departments/release/decision.h"

namespace muniment::release {

enum class State {
    received,
    approved,
    defective,
    checking,  // a second person looks before it goes
    releasing,
    released,
    recalled,  // it went to the wrong person; the links are dead
    refused,
    reviewing,  // a denial is reviewed by another professional (45 CFR 164.524(a)(4))
    withdrawn
};
BOOST_DESCRIBE_ENUM(State, received, approved, defective, checking, releasing, released, recalled,
                    refused, reviewing, withdrawn)

// finish and fail end a release job, hold is a release that a rule wants checked first; people are
// offered the others.
enum class Action {
    edit,
    decide,
    release,
    refuse,
    withdraw,
    link,   // the package goes out: a link, the encrypted file
    print,  // the printed copy was made
    write,  // a letter: acknowledgement, extension, denial of a part, fee estimate, invoice
    deny,   // everything, by a letter of 45 CFR 164.524(d)
    ask_review,
    uphold,
    overturn,
    recall,
    check,      // the second person's: it may go
    send_back,  // the second person's: it may not
    hold,
    finish,
    fail
};
BOOST_DESCRIBE_ENUM(Action, edit, decide, release, refuse, withdraw, link, print, write, deny,
                    ask_review, uphold, overturn, recall, check, send_back, hold, finish, fail)

// The state after `action`. `decide` needs the answer it came to: required and the allowing answers
// lead to approved, need and deny to defective. An action the state does not offer is a conflict.
Result<State> next(State from, Action action, std::optional<Answer> answer = {});

// What a person may do now, in the order the desk shows it; never finish, fail or hold.
std::vector<Action> allowed(State state);

}  // namespace muniment::release
