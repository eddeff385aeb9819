// The papers of amendments that go with records: what a patient asked to have changed and how it
// was answered, wherever a record that it is about is disclosed. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <set>

#include "formats/pdf/document.h"
#include "kernel/chart/directives.h"

namespace muniment::release {

struct SentAmendment {
    std::string number;  // of the patient's request
    std::vector<chart::LinkedPaper> papers;
    bool operator==(const SentAmendment&) const = default;
};

// 45 CFR 164.526(c)(1), 45 CFR 164.526(d)(5): those linked to an item that goes, or to the record
// as a whole; each with the papers it is owed. `going`: ids of the items; empty: nothing goes.
std::vector<SentAmendment> amendments_for(const std::vector<chart::Directive>& directives,
                                          const std::set<Uuid>& going);
// Their words, in the order in which they were written.
std::vector<pdf::Block> amendment_blocks(const std::vector<SentAmendment>& amendments);

}  // namespace muniment::release
