// A site with a review case in it: a nurse of the patient's last name looked, and nothing explains
// it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/privacy.h"
#include "kernel/people/trail.h"
#include "tests/support/site.h"

namespace muniment::tests {

// The path of a new review.
inline std::string make_review(Site& site) {
    static int made = 0;
    const Uuid nurse = site.add_user("snoop" + std::to_string(++made), people::Role::nurse);
    const auto was = people::read_user(**site.house->view(), nurse);
    REQUIRE(was);
    people::User next = was->value;
    next.person.family = lower(marker);
    auto change = people::change_user({}, *was, next, "people.user.change");
    REQUIRE(change);
    REQUIRE(site.house->act(*std::move(change)));
    people::Access access;
    access.patient = patient_of("p").uuid;
    access.user = nurse;
    access.at = site.clock.now() - std::chrono::hours(1);
    access.action = "GET /chart/{patient}";
    access.relation = people::Relation::none;
    house::Act act;
    act.action = "access";
    act.drafts.push_back(people::access_draft(*site.house, access));
    REQUIRE(site.house->act(std::move(act)));
    site.must("POST", "/privacy/reviews/run");
    tasks::JobRunner runner(*site.house, shipped_packs(), privacy::job_kinds());
    REQUIRE(runner.run_all());
    const auto list = site.must("GET", "/privacy/reviews?state=open");
    for (const json::value& review : list.at("reviews").as_array())
        if (review.at("brief").at("user").as_string() == to_text(nurse))
            return "/privacy/reviews/" + std::string(review.at("id").as_string());
    FAIL("no review was opened");
    return {};
}

}  // namespace muniment::tests
