// Turns a batch of FHIR resources into the drafts of one act. Inside this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <unordered_map>
#include <unordered_set>

#include "formats/fhir/fhir.h"
#include "kernel/chart/import.h"

namespace muniment::chart {

struct Incoming {
    std::string json;  // exactly as received
    std::string full_url;
    std::string file;
    std::int64_t position = 0;
    fhir::Summary summary;
};

// Counts and drafts of one batch. Drafts of the same record follow one another in version.
struct Ingested {
    std::vector<house::Draft> drafts;
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t documents = 0;
    std::int64_t refused = 0;
    std::vector<ImportProblem> problems;
};

// The record id of an incoming resource: its logical id, else its fullUrl, else its bytes.
Uuid record_id(const Incoming& resource);

// Compares with what the chart holds at the view's moment. Makes the keys it needs, durably.
Result<Ingested> ingest(house::House& house, house::View& view, const Uuid& source,
                        const std::vector<Incoming>& batch);

}  // namespace muniment::chart
