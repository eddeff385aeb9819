// A pack change is shown against every open case, however many there are, those of bulk requests
// too.
// SPDX-License-Identifier: Apache-2.0
#include "departments/release/replay.h"

#include <doctest/doctest.h>

#include "departments/release/desk_sample.h"

namespace muniment::release {

TEST_CASE("a preview of packs leaves no open case out") {
    sample::Desk desk(tests::Engine::sqlite);
    constexpr int cases = 503;  // more than a worklist gives at a time
    Request request = sample::attorney().request;
    request.patient = desk.ada;
    for (int i = 0; i < cases; ++i) desk.open_case(request);
    const json::object bulk = {{"request",
                                {{"requester", {{"kind", "attorney"}, {"name", "J. Doe"}}},
                                 {"received_on", "2026-11-20"}}},
                               {"list", "mrn,name\nA-1001,Ada Lindgren\n"}};
    const auto taken = desk.ask("POST", "/release/bulk", json::serialize(bulk));
    REQUIRE_MESSAGE(taken, (taken ? "" : taken.error().message));
    const std::string id(parse_json(taken->content)->at("id").as_string());
    REQUIRE(desk.ask("POST", "/release/bulk/" + id + "/prepare", "{\"version\":1}"));
    REQUIRE(desk.run_jobs());
    const auto same = preview_packs(*desk.house, sample::with_facility(), sample::with_facility());
    REQUIRE(same);
    CHECK(same->cases == cases + 1);
    CHECK(same->changed.empty());
    // The facility's pack asks an attorney for more than the federal ones do.
    const auto looser = preview_packs(*desk.house, sample::with_facility(), sample::federal());
    REQUIRE(looser);
    CHECK(looser->cases == cases + 1);
    CHECK(looser->changed.size() == cases + 1);
}

}  // namespace muniment::release
