// Pieces to pages: each row is a list of pieces on a body of 100 points, and where they must stand.
// SPDX-License-Identifier: Apache-2.0
#include "formats/pdf/paginate.h"

#include <doctest/doctest.h>

#include <sstream>

namespace muniment::pdf {
namespace {

// "page:y" of each piece, then "+page:piece" of each repeated head.
std::string said(const Pages& pages) {
    std::ostringstream out;
    for (const Place& place : pages.places) out << place.page << ':' << place.y << ' ';
    for (const Repeat& repeat : pages.repeats)
        out << '+' << repeat.page << ':' << repeat.piece << ' ';
    out << "of " << pages.count;
    return out.str();
}

struct Case {
    const char* what;
    std::vector<Extent> pieces;
    const char* places;
};

const std::vector<Case> cases = {
    {"nothing is one empty page", {}, "of 1"},
    {"one below another", {{.height = 30}, {.height = 30}}, "0:0 0:30 of 1"},
    {"a gap between, none at the top",
     {{.gap = 9, .height = 30}, {.gap = 9, .height = 30}},
     "0:0 0:39 of 1"},
    {"exactly full", {{.height = 60}, {.height = 40}}, "0:0 0:60 of 1"},
    {"over by a point", {{.height = 60}, {.height = 41}}, "0:0 1:0 of 2"},
    {"the gap counts", {{.height = 60}, {.gap = 1, .height = 40}}, "0:0 1:0 of 2"},
    {"a new page when asked", {{.height = 10}, {.height = 10, .new_page = true}}, "0:0 1:0 of 2"},
    {"no new page when at the top", {{.height = 10, .new_page = true}}, "0:0 of 1"},
    {"a heading goes with its text",
     {{.height = 70}, {.height = 20, .keep = Keep::with_next}, {.height = 20}},
     "0:0 1:0 1:20 of 2"},
    {"a chain that fits stays",
     {{.height = 50}, {.height = 20, .keep = Keep::with_next}, {.height = 20}},
     "0:0 0:50 0:70 of 1"},
    {"a chain longer than a page flows on",
     {{.height = 50}, {.height = 45, .keep = Keep::with_next}, {.height = 60}},
     "0:0 0:50 1:0 of 2"},
    {"a chain ends before a new page",
     {{.height = 60}, {.height = 30, .keep = Keep::with_next}, {.height = 60, .new_page = true}},
     "0:0 0:60 1:0 of 2"},
    {"too high for any page",
     {{.height = 10}, {.height = 150}, {.height = 10}},
     "0:0 1:0 2:0 of 3"},
    {"a head is repeated above its rows",
     {{.height = 10, .keep = Keep::with_next},
      {.height = 85, .head = 0},
      {.height = 20, .head = 0},
      {.height = 20, .head = 0}},
     "0:0 0:10 1:10 1:30 +1:0 of 2"},
    {"a head is not repeated where it stands",
     {{.height = 10, .keep = Keep::with_next}, {.height = 20, .head = 0}},
     "0:0 0:10 of 1"},
    {"a gap below a repeated head is left out",
     {{.height = 10, .keep = Keep::with_next},
      {.height = 85, .head = 0},
      {.gap = 7, .height = 20, .head = 0}},
     "0:0 0:10 1:10 +1:0 of 2"},
    {"a head as high as the page never hangs",
     {{.height = 100, .keep = Keep::with_next},
      {.height = 20, .head = 0},
      {.height = 20, .head = 0}},
     "0:0 1:100 2:100 +1:0 +2:0 of 3"},
};

}  // namespace

TEST_CASE("pieces are put on pages") {
    for (const Case& c : cases) {
        CAPTURE(c.what);
        CHECK(said(paginate(c.pieces, 100)) == c.places);
    }
}

// Whatever the pieces are, they stay in order and inside the body unless they are higher than it.
TEST_CASE("pieces never overlap and never leave the body") {
    unsigned seed = 12345;
    const auto next = [&seed](unsigned limit) {
        return (seed = seed * 1664525u + 1013904223u) / 65536u % limit;
    };
    for (int round = 0; round < 200; ++round) {
        std::vector<Extent> pieces;
        for (unsigned i = 0, count = 1 + next(60); i < count; ++i)
            pieces.push_back({static_cast<double>(next(12)), static_cast<double>(next(45)),
                              next(3) == 0 ? Keep::with_next : Keep::free, next(15) == 0,
                              i > 0 && next(2) == 0 ? 0 : no_head});
        const Pages pages = paginate(pieces, 100);
        REQUIRE(pages.places.size() == pieces.size());
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const Place& here = pages.places[i];
            CHECK(here.page < pages.count);
            CHECK(here.y + pieces[i].height <= 100);
            if (i == 0) continue;
            const Place& before = pages.places[i - 1];
            CHECK((here.page > before.page ||
                   (here.page == before.page && here.y >= before.y + pieces[i - 1].height)));
            if (pieces[i].new_page && before.page == here.page)
                CHECK(before.y + pieces[i - 1].height == 0);
        }
    }
}

}  // namespace muniment::pdf
