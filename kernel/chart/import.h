// Import of FHIR R4 content from files: what is new or changed becomes a new version, what is the
// same is left alone, so an import can be repeated or resumed at any time. One ledger entry per
// batch. docs/formats/import.md describes the input.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "kernel/chart/chart.h"

namespace muniment::chart {

struct ImportProblem {
    std::string file;
    std::int64_t position = 0;  // entry of the bundle or line of the file, from 1; 0: the file
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ImportProblem, (), (file, position, reason))

struct ImportProgress {
    std::int64_t resources = 0;    // read so far
    std::uint64_t bytes_done = 0;  // of the files on disk
    std::uint64_t bytes_total = 0;
    double seconds = 0;
};

struct ImportReport {
    std::int64_t files = 0;
    std::int64_t resources = 0;  // good entries read
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t documents = 0;   // readable documents added or changed
    std::int64_t refused = 0;     // bad entries; the first problems_max are in `problems`
    std::int64_t unresolved = 0;  // references to resources that are not here (yet)
    std::map<std::string, std::int64_t> types;  // good entries read, by resource type
    std::vector<ImportProblem> problems;
    std::vector<ImportProblem> skipped;  // files that hold no FHIR
    double seconds = 0;
};
BOOST_DESCRIBE_STRUCT(ImportReport, (),
                      (files, resources, added, changed, unchanged, documents, refused, unresolved,
                       types, problems, skipped, seconds))
inline constexpr std::size_t problems_max = 1000;

// Imports files and folders. `progress` is called about five times a second, on this thread.
Result<ImportReport> import_paths(house::House& house, const Uuid& actor,
                                  const std::vector<std::string>& paths,
                                  const std::function<void(const ImportProgress&)>& progress);

// The same for one document in memory (a bundle, a resource or NDJSON lines); `name` stands for
// the file in the report.
Result<ImportReport> import_text(house::House& house, const Uuid& actor, const std::string& name,
                                 std::string_view text);

}  // namespace muniment::chart
