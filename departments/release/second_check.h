// Whether another person looks before a release goes out: packs answer the question "second_check"
// from who releases and what goes. Pure but for the handler (accounting_handlers.h).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/gather.h"
#include "engines/rules/packs.h"

namespace muniment::release {

inline constexpr std::int64_t first_releases_max = 20;  // fewer are a person's first ones

// The role a rule may ask about: "clerk" for whoever is a clerk besides, in training at the desk;
// else the first role; empty for the system.
std::string releaser_role(const std::vector<std::string>& roles);

// One case in twenty, by the hash of its id: nobody can choose which.
bool is_sampled(const CaseId& id);

// Does anything go out that is sorted into a segment?
bool goes_out_of_segment(const Choice& choice);

struct CheckFacts {
    std::string role;
    std::int64_t released_before = 0;
    bool sensitive_segment = false;
    bool sampled = false;
};
// The rule that wants a second check; nullptr: none does.
const rules::Answers* second_check(const CheckFacts& facts, const rules::Packs& packs, Day today);

}  // namespace muniment::release
