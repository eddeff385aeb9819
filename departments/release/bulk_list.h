// The list of charts that a bulk request names: read from what the requester sent (a table out of a
// spreadsheet), and each line found in the chart. Pure.
//
// A line is taken for a patient only when two identifiers agree (of the medical record number, the
// name and the birth date): a chart that goes to the wrong place is a breach, a line that a person
// looks at costs a minute.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/json.h"
#include "kernel/chart/rows.h"

namespace muniment::release {

inline constexpr std::size_t list_lines_max = 2000;
inline constexpr std::size_t list_bytes_max = 1 << 20;

// One chart as the requester wrote it.
struct Listed {
    std::string mrn;
    std::string name;
    std::optional<Day> birth_date;
    std::optional<Day> from;  // service dates of this chart; absent: those of the request
    std::optional<Day> to;
    std::string reference;  // the requester's own: a claim, member or sample number
    bool operator==(const Listed&) const = default;
};
BOOST_DESCRIBE_STRUCT(Listed, (), (mrn, name, birth_date, from, to, reference))

// Comma or tab separated (the first line tells), with a line of titles in any order: mrn, name or
// last name and first name, birth date, from, to, reference; other columns are left alone. Days are
// 2026-03-04 or 3/4/2026. Error incorrect: names every line that cannot be read, by number, without
// its words.
Result<std::vector<Listed>> read_list(std::string_view text);

enum class Match { matched, not_found, differs, several, one_identifier, repeated };
BOOST_DESCRIBE_ENUM(Match, matched, not_found, differs, several, one_identifier, repeated)

struct Matched {
    Match match = Match::not_found;
    std::optional<chart::PatientBanner>
        patient;  // also of differs and one_identifier: who it may be
};
// `candidates`: whoever the chart finds by the line's number or name.
Matched match(const Listed& line, const std::vector<chart::PatientBanner>& candidates);

// What a person is told of a line that is not taken.
std::string_view why(Match match);

}  // namespace muniment::release
