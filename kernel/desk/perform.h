// One request carried out: view, handler, and one commit of its decision together with the access
// entries of what it read. The web server, the command line and tests all go through here.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>

#include "kernel/desk/router.h"

namespace muniment::desk {

struct Asked {
    std::string method;
    std::string path;  // "/release/cases"
    std::map<std::string, std::string> query;
    std::string content;
};

struct Performer {
    house::House& house;
    const rules::Packs& packs;
    const Router& router;
    std::function<void()> wake_jobs = [] {};
};

using Answered = std::function<void(Result<house::Answer>)>;

// Carries out a matched route. `done` is called once the outcome and its access entries are
// durable, perhaps from another thread; permissions have been checked before.
void perform(const Performer& by, const house::Actor& actor, const Router::Match& match,
             const Asked& asked, const Answered& done);

// A request out of "/release/cases?state=received": plain names and values, nothing encoded.
Asked asked(std::string_view method, std::string_view target, std::string_view content = {});

// Finds the route, checks the actor's permission, performs, and waits.
Result<house::Answer> perform(const Performer& by, const house::Actor& actor, const Asked& asked);

// An actor who may do everything: the person at the command line of the data folder's machine.
house::Actor operator_of_this_machine();

}  // namespace muniment::desk
