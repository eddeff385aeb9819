#include "departments/release/denial.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "departments/release/deadline.h"
#include "departments/release/sample.h"

namespace muniment::release {

using sample::day;
using sample::today;

namespace {

// Reviewable, judged, its letter complete, given in time.
Denial good() {
    Denial denial;
    denial.ground = "endangers_life";
    denial.basis = "A physician has judged that seeing these notes would endanger your life.";
    denial.denied = "the progress note of March 4, 2026";
    denial.rest_granted = true;
    denial.judgment = Judgment{"M. Ferreira, MD", "physician, licence 12345", day("2026-11-21"),
                               "Acute risk, documented in the chart."};
    denial.states_review = denial.states_complaint = denial.states_hhs = true;
    denial.contact_title = "Privacy Officer";
    denial.contact_phone = "555-0199";
    denial.given_on = today;
    return denial;
}

Review review() {
    Review review;
    review.requested_on = today;
    review.reviewer = "A. Okafor, MD";
    review.licence = "physician, licence 777";
    return review;
}

std::string found(const View& view, const Denial& denial) {
    const auto due = deadline(view, sample::federal(), today);
    return sample::cites(check_denial(view, denial, due ? std::optional(due->due) : std::nullopt,
                                      sample::federal(), today));
}

View representative() {
    View view = sample::patient();
    view.request.requester.kind = RequesterKind::personal_representative;
    return view;
}

}  // namespace

// Goal: each ground of 45 CFR 164.524(a)(2) and (a)(3), reviewable or not, and what is no ground.
TEST_CASE("the grounds") {
    struct Row {
        const char* name;
        const char* cite;
        bool lawful, reviewable;
    };
    const Row rows[] = {
        {"psychotherapy_notes", "45 CFR 164.524(a)(2)(i)", true, false},
        {"litigation_preparation", "45 CFR 164.524(a)(2)(i)", true, false},
        {"inmate_copy", "45 CFR 164.524(a)(2)(ii)", true, false},
        {"research_in_progress", "45 CFR 164.524(a)(2)(iii)", true, false},
        {"privacy_act", "45 CFR 164.524(a)(2)(iv)", true, false},
        {"confidential_source", "45 CFR 164.524(a)(2)(v)", true, false},
        {"endangers_life", "45 CFR 164.524(a)(3)(i)", true, true},
        {"harm_to_another", "45 CFR 164.524(a)(3)(ii)", true, true},
        {"representative_harm", "45 CFR 164.524(a)(3)(iii)", true, true},
        {"would_upset", "45 CFR 164.524(a)(3)(i)", false, false},
        {"unpaid_bill", "45 CFR 164.524(c)(4)", false, false},
        {"not_the_author", "45 CFR 164.524(a)(1)", false, false},
        {"no_reason_given", "45 CFR 164.524(b)(1)", false, false},
    };
    const auto grounds = denial_grounds(representative(), sample::federal(), today);
    REQUIRE(grounds.size() == std::size(rows));
    for (const Row& row : rows) {
        CAPTURE(row.name);
        const auto at = std::ranges::find(grounds, row.name, &DenialGround::name);
        REQUIRE(at != grounds.end());
        CHECK(at->cite == row.cite);
        CHECK(at->lawful == row.lawful);
        CHECK(at->reviewable == row.reviewable);
        CHECK(at->judgment == row.reviewable);
        CHECK(at->reaches);
        Denial denial = good();
        denial.ground = row.name;
        CHECK(found(representative(), denial) == (row.lawful ? "" : row.cite));
    }
}

// Vectors 16, 17 and 24 of the rights of patients, and each part of the letter left out once.
TEST_CASE("what is wrong with a denial") {
    struct Row {
        const char* name;
        void (*spoil)(View&, Denial&);
        std::string cites;
    };
    const Row rows[] = {
        {"nothing", [](View&, Denial&) {}, ""},
        {"would upset the patient", [](View&, Denial& d) { d.ground = "would_upset"; },
         "45 CFR 164.524(a)(3)(i)"},
        {"a ground that nobody knows", [](View&, Denial& d) { d.ground = "policy"; },
         "45 CFR 164.524(a)(1)"},
        {"no ground", [](View&, Denial& d) { d.ground.clear(); }, "45 CFR 164.524(a)(1)"},
        {"the patient asks, not a representative",
         [](View&, Denial& d) { d.ground = "representative_harm"; }, "45 CFR 164.524(a)(3)(iii)"},
        {"an inmate may look",
         [](View& v, Denial& d) {
             d.ground = "inmate_copy";
             v.request.manner = Manner::inspection;
         },
         "45 CFR 164.524(a)(2)(ii)"},
        {"no judgment", [](View&, Denial& d) { d.judgment.reset(); }, "45 CFR 164.524(a)(3)(i)"},
        {"no licence", [](View&, Denial& d) { d.judgment->licence = " "; },
         "45 CFR 164.524(a)(3)(i)"},
        {"no reasons", [](View&, Denial& d) { d.judgment->reasons.clear(); },
         "45 CFR 164.524(a)(3)(i)"},
        {"judged tomorrow", [](View&, Denial& d) { d.judgment->judged_on = day("2026-11-23"); },
         "45 CFR 164.524(a)(3)(i)"},
        {"psychotherapy notes, the rest granted",
         [](View&, Denial& d) {
             d.ground = "psychotherapy_notes";
             d.judgment.reset();
             d.states_review = false;
         },
         ""},
        {"the rest is kept back", [](View&, Denial& d) { d.rest_granted = false; },
         "45 CFR 164.524(d)(1)"},
        {"nothing remains",
         [](View&, Denial& d) {
             d.rest_granted = false;
             d.everything = true;
         },
         ""},
        {"no basis", [](View&, Denial& d) { d.basis = " "; }, "45 CFR 164.524(d)(2)(i)"},
        {"no word of review", [](View&, Denial& d) { d.states_review = false; },
         "45 CFR 164.524(d)(2)(ii)"},
        {"no complaint to us", [](View&, Denial& d) { d.states_complaint = false; },
         "45 CFR 164.524(d)(2)(iii)"},
        {"no complaint to the Secretary", [](View&, Denial& d) { d.states_hhs = false; },
         "45 CFR 164.524(d)(2)(iii)"},
        {"no telephone", [](View&, Denial& d) { d.contact_phone.clear(); },
         "45 CFR 164.524(d)(2)(iii)"},
        {"neither name nor title", [](View&, Denial& d) { d.contact_title.clear(); },
         "45 CFR 164.524(d)(2)(iii)"},
        {"a name will do",
         [](View&, Denial& d) {
             d.contact_title.clear();
             d.contact_name = "R. Vale";
         },
         ""},
        {"on the last day",
         [](View& v, Denial& d) {
             v.request.received_on = day("2026-10-01");
             d.given_on = day("2026-10-31");
         },
         ""},
        {"a day late",
         [](View& v, Denial& d) {
             v.request.received_on = day("2026-10-01");
             d.given_on = day("2026-11-01");
         },
         "45 CFR 164.524(b)(2)(i)(B)"},
        {"not given yet, and late",
         [](View& v, Denial& d) {
             v.request.received_on = day("2026-10-01");
             d.given_on.reset();
         },
         "45 CFR 164.524(b)(2)(i)(B)"},
        {"everything at once",
         [](View&, Denial& d) {
             d = {};
             d.ground = "endangers_life";
         },
         "45 CFR 164.524(a)(3)(i), 45 CFR 164.524(d)(1), 45 CFR 164.524(d)(2)(i), "
         "45 CFR 164.524(d)(2)(ii), 45 CFR 164.524(d)(2)(iii)"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        View view = sample::patient();
        Denial denial = good();
        row.spoil(view, denial);
        CHECK(found(view, denial) == row.cites);
    }
}

// 45 CFR 164.524(a)(4), 45 CFR 164.524(d)(4)
TEST_CASE("who may review, and when") {
    struct Row {
        const char* name;
        void (*spoil)(Denial&, Review&);
        std::string cites;
    };
    const Row rows[] = {
        {"nothing", [](Denial&, Review&) {}, ""},
        {"not reviewable", [](Denial& d, Review&) { d.ground = "privacy_act"; },
         "45 CFR 164.524(a)(2)(iv)"},
        {"no ground", [](Denial& d, Review&) { d.ground = ""; }, "45 CFR 164.524(a)(2)"},
        {"nobody designated", [](Denial&, Review& r) { r.reviewer = " "; }, "45 CFR 164.524(a)(4)"},
        {"not licensed", [](Denial&, Review& r) { r.licence.clear(); }, "45 CFR 164.524(a)(4)"},
        {"took part", [](Denial&, Review& r) { r.took_part = true; }, "45 CFR 164.524(a)(4)"},
        {"is the one who denied", [](Denial&, Review& r) { r.reviewer = "m. ferreira MD"; },
         "45 CFR 164.524(a)(4)"},
        {"no day", [](Denial&, Review& r) { r.requested_on.reset(); }, "45 CFR 164.524(d)(4)"},
        {"before the denial", [](Denial&, Review& r) { r.requested_on = day("2026-11-21"); },
         "45 CFR 164.524(d)(4)"},
        {"in the future", [](Denial&, Review& r) { r.requested_on = day("2026-11-23"); },
         "45 CFR 164.524(d)(4)"},
        {"decided, not told", [](Denial&, Review& r) { r.decided_on = today; },
         "45 CFR 164.524(d)(4) warning"},
        {"decided and told", [](Denial&, Review& r) { r.decided_on = r.told_on = today; }, ""},
        {"decided before it was asked for",
         [](Denial&, Review& r) { r.decided_on = r.told_on = day("2026-11-20"); },
         "45 CFR 164.524(d)(4)"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        Denial denial = good();
        Review asked = review();
        row.spoil(denial, asked);
        CHECK(sample::cites(check_review(denial, asked, sample::federal(), today)) == row.cites);
    }
}

TEST_CASE("a denial and a review read back from their JSON") {
    const auto denial = from_json<Denial>(to_json(good()));
    REQUIRE(denial);
    CHECK(*denial == good());
    const auto asked = from_json<Review>(to_json(review()));
    REQUIRE(asked);
    CHECK(*asked == review());
}

}  // namespace muniment::release
