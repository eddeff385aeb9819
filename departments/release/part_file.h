// One delivered part of a bulk request: a cover with the table of its charts, the charts' own
// files, and one manifest that the ledger entry proves. The charts' bytes stay in their cases'
// packages; the part keeps the cover, the manifest and which files belong to it, and is put
// together again whenever it is asked for. docs/formats/package.md.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/bulk.h"
#include "departments/release/compose.h"
#include "departments/release/package_file.h"

namespace muniment::release {

// A chart in the part. Its files stand in charts/<number>/.
struct Member {
    CaseId id{};
    std::string number;
    std::int64_t position = 0;
    std::string reference;
    std::string patient_name;
    std::string birth_date;
    std::string mrn;
    std::int64_t pages = 0;
};
BOOST_DESCRIBE_STRUCT(Member, (),
                      (id, number, position, reference, patient_name, birth_date, mrn, pages))

// What the requester is told of charts that are not in this part, by the requester's own
// references; never why, for the reason may tell what the law keeps silent (42 CFR 2.13(c)(2)).
struct NotEnclosed {
    std::vector<std::string> delivered_before;
    std::vector<std::string> in_work;
    std::vector<std::string> not_found;
    std::vector<std::string> not_released;
};

struct PartPaper {
    Paper paper;  // facility, settings, request, date; its patient is empty
    std::int64_t number = 0;
    std::vector<Member> members;
    NotEnclosed rest;
};
pdf::Document part_cover(const PartPaper& paper);

// What is kept of a part.
struct KeptPart {
    std::vector<Member> members;
    std::vector<ReleasedFile> files;  // cover, index.csv, verifier page
    std::string manifest;
};
Result<std::string> pack(KeptPart part, Instant made);
Result<KeptPart> unpack_part(const std::string& archive);

// The files of a chart's package that go, under its folder.
Result<std::vector<ReleasedFile>> chart_files(house::View& view, const Member& member);
std::string index_csv(const std::vector<Member>& members);

// The part's package with a proof from today's ledger. Error conflict: a chart of it was called
// back since.
Result<std::string> part_file(house::House& house, house::View& view, const OpenBulk& open,
                              const Part& part);

}  // namespace muniment::release
