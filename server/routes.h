// The routes that belong to the kernel and not to a department. Inside this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/house/desk.h"
#include "kernel/tasks/tasks.h"

namespace muniment::server {

house::Routes audit_routes();
house::Routes chart_routes();
house::Routes facility_routes();
house::Routes ledger_routes();
house::Routes doctor_routes();
house::Routes people_routes();
house::Routes status_routes();

// What /api/jobs gives.
struct JobList {
    std::vector<tasks::Job> jobs;
};
BOOST_DESCRIBE_STRUCT(JobList, (), (jobs))

inline constexpr std::string_view program_version = "0.1.0";

}  // namespace muniment::server
