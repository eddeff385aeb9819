// SPDX-License-Identifier: Apache-2.0
#include "departments/release/part_file.h"

#include <doctest/doctest.h>

#include "departments/release/part_sample.h"
#include "formats/csv/csv.h"

namespace muniment::release {

TEST_CASE("a part's cover names its charts, and of the others only that they are missing") {
    const std::string text = text_of(part_cover(sample::part()));
    for (const char* words :
         {"part 2 of the records", "2 in number, 31 pages in all", "C-1", "Lindgren, Ada",
          "B-2026-000001-0001", "Sent with an earlier part: C-3, C-4", "Still in work",
          "We could not find these patients by what the list says: line 6",
          "Not released on this request: C-7"})
        CHECK_MESSAGE(text.find(words) != std::string::npos, words);
    // 42 CFR 2.13(c)(2): no reason, no part of the record.
    for (const char* words : {"substance", "part 2 program", "164.", "42 CFR"})
        CHECK_MESSAGE(text.find(words) == std::string::npos, words);
}

TEST_CASE("what is all there has no list of what is missing") {
    PartPaper part = sample::part();
    part.rest = {};
    CHECK(text_of(part_cover(part)).find("Not in this part") == std::string::npos);
}

TEST_CASE("the index is a table for a program") {
    const auto rows = csv::read(index_csv(sample::part().members), {});
    REQUIRE(rows);
    REQUIRE(rows->size() == 3);
    CHECK((*rows)[0].front() == "line");
    CHECK((*rows)[1] == csv::Row{"1", "C-1", "Lindgren, Ada", "1960-05-04", "A-1001", "11",
                                 "charts/B-2026-000001-0001/release.pdf"});
}

TEST_CASE("what is kept of a part comes back as it was") {
    KeptPart part;
    part.members = sample::part().members;
    part.files = {{"release.pdf", "pages"}, {"index.csv", "a,b\r\n"}};
    part.manifest = "{}";
    const auto archive = pack(part, {});
    REQUIRE(archive);
    const auto back = unpack_part(*archive);
    REQUIRE(back);
    CHECK(back->manifest == part.manifest);
    REQUIRE(back->files.size() == 2);
    CHECK(back->files[1].path == "index.csv");
    CHECK(back->files[1].content == "a,b\r\n");
    CHECK(to_json_text(back->members) == to_json_text(part.members));
}

}  // namespace muniment::release
