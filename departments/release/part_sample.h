// A part of a bulk request, for tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/paper_sample.h"
#include "departments/release/part_file.h"

namespace muniment::release::sample {

inline PartPaper part() {
    View view = patient();
    view.request = request(RequesterKind::health_plan);
    PartPaper part;
    part.paper = paper(view);
    part.paper.patient = {};
    part.paper.number = "B-2026-000001";
    part.number = 2;
    part.members = {
        {{}, "B-2026-000001-0001", 1, "C-1", "Lindgren, Ada", "1960-05-04", "A-1001", 11},
        {{}, "B-2026-000001-0002", 2, "C-2", "Okoro, Ben", "1971-02-11", "B-1002", 20}};
    part.rest = {{"C-3", "C-4"}, {"C-5"}, {"line 6"}, {"C-7"}};
    return part;
}

}  // namespace muniment::release::sample
