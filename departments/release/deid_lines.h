// De-identifies many texts and FHIR resources: JSON lines in, JSON lines out, in order
// (docs/formats/release-deid.md). A bad line becomes an error line and never stops the batch. The
// same input gives the same bytes again.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "engines/text/deid.h"

namespace muniment::release {

inline constexpr std::size_t deid_line_bytes_max = std::size_t{32} << 20;
inline constexpr std::size_t deid_questions_max = 10'000;  // listed; all are counted

struct DeidBatch {
    text::DeidOptions options;
    text::Known known;  // looked for in every line, besides the line's own
};

// An uncertain removal, found again by its line and place. Never the words.
struct DeidOpen {
    std::int64_t line = 0;
    std::string element;  // of a resource; empty for a text
    text::Removed removed;
};
BOOST_DESCRIBE_STRUCT(DeidOpen, (), (line, element, removed))

// What was done, for the file of the release: the method and its paragraph, what was removed, what
// a person must look at, and what a person must state.
struct DeidReport {
    text::Method method = text::Method::safe_harbor;
    std::string cite;
    std::string statement;
    Day today{};
    std::int64_t lines = 0;  // blank lines are skipped, but counted in line numbers
    std::int64_t done = 0;
    std::int64_t left_out = 0;  // resources of a type that is not on the list
    std::int64_t failed = 0;
    std::map<std::string, std::int64_t> counts;  // removals by class
    std::int64_t uncertain_count = 0;
    std::vector<DeidOpen> uncertain;
};
BOOST_DESCRIBE_STRUCT(DeidReport, (),
                      (method, cite, statement, today, lines, done, left_out, failed, counts,
                       uncertain_count, uncertain))

DeidReport deid_batch(std::istream& in, std::ostream& out, const DeidBatch& batch);

}  // namespace muniment::release
