// Tables as spreadsheets write and read them: RFC 4180, comma or tab separated. Reading takes what
// the common programs make (any line end, a byte order mark) and refuses what two programs would
// read in two ways (a quotation mark that does not fit). Fields come trimmed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace muniment::csv {

using Row = std::vector<std::string>;

struct Limits {
    std::size_t bytes = 1 << 20;
    std::size_t rows = 10'000;
};

// The first line's first separator tells whether tabs or commas divide. Lines without a field are
// left out, so row numbers are not line numbers. Errors: incorrect, naming the row, never its
// words.
Result<std::vector<Row>> read(std::string_view text, const Limits& limits);

// Commas and CRLF; a field is quoted where it must be. A field that a spreadsheet would run as a
// formula (it begins with = + - @, wide or narrow, or a control character, and is no plain number)
// gets an apostrophe before it. web/src/parts/csv.ts writes the client's tables by the same rule.
std::string write(const std::vector<Row>& rows);

}  // namespace muniment::csv
