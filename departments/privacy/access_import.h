// Access logs of other systems, so that what people opened elsewhere is judged and shown here too.
// A table (CSV) with a first line of names: when, user, patient, action, and, where known, purpose,
// relation, from. `when` is an instant with its zone, `user` a user name of the house, `patient` a
// record number, `action` one of view, search, write, give, break_glass, denied; `relation` a word
// of people::Relation, absent: unknown, which is held against nobody.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "kernel/people/trail.h"

namespace muniment::privacy {

struct AccessProblem {
    std::int64_t row = 0;  // 1 is the first after the names
    std::string why;       // no words of the row
};
struct AccessImport {
    std::int64_t rows = 0;
    std::int64_t kept = 0;
    std::int64_t known = 0;  // were there already, from an earlier import
    std::vector<AccessProblem> problems;
};

// Rows that are right are kept, in acts of a few hundred; the same file twice adds nothing.
Result<AccessImport> import_accesses(house::House& house, std::string_view csv);

}  // namespace muniment::privacy
