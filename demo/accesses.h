// What the demo hospital's staff opened in the last weeks: ordinary work by shifts and care teams,
// and one nurse who looked at somebody she knows. A pure function of the options.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "demo/demo.h"

namespace muniment::demo {

struct Employee {
    std::string username;
    std::string name;
    std::string family;  // small letters
    std::string role;    // nurse, physician, coder
    std::string department;
    int shift_from = 7, shift_to = 19;
};
const std::vector<Employee>& employees();

struct Looked {
    std::size_t employee = 0;
    std::size_t patient = 0;  // which of the demo's patients
    int day = 0;              // before today; 0 is today
    int minute = 0;           // of that day, the hospital's clock
    std::string action;       // "imported: view": the chart is another system's
    std::string relation;     // care_team, encounter, order, documented, task, none
};
// Oldest first; nothing of today. Needs options.patients >= 1.
std::vector<Looked> looked(const Options& options);

// The record id of a patient of the demo.
Uuid patient_id(const Options& options, std::size_t index);

// Who looked without a reason, and at whom: his former wife lives in the next house.
inline constexpr std::size_t snooper = 0;
std::size_t snooped(const Options& options);

}  // namespace muniment::demo
