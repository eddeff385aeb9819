#include "departments/release/deadline.h"

#include <doctest/doctest.h>

#include "departments/release/sample.h"

namespace muniment::release {

using sample::day;
using sample::today;

namespace {

Deadline access(const char* received) {
    View view = sample::patient();
    view.request.received_on = day(received);
    const auto found = deadline(view, sample::federal(), today);
    REQUIRE(found);
    return *found;
}

}  // namespace

// Goal: 45 CFR 164.524(b)(2)(i)-(ii), calendar days, never rolled: patient-rights vectors 1 to 3.
TEST_CASE("the right of access: due and latest") {
    struct Row {
        const char *received, *due, *latest;
    };
    for (const Row& row : {Row{"2026-01-30", "2026-03-01", "2026-03-31"},
                           Row{"2026-11-22", "2026-12-22", "2027-01-21"},
                           Row{"2028-01-31", "2028-03-01", "2028-03-31"}}) {
        const Deadline found = access(row.received);
        CHECK(to_text(found.due) == row.due);
        CHECK(to_text(found.latest) == row.latest);
        CHECK(found.cite == "45 CFR 164.524(b)(2)(i)");
        CHECK(found.rule == "us-federal/hipaa-164-524#access-due");
    }
}

// Goal: vectors 4 to 6, and what else makes an extension void.
TEST_CASE("extensions") {
    const Deadline first = access("2026-01-30");
    struct Row {
        const char* name;
        Extension extension;
        bool before;
        std::string answer;  // the day, or the citation of the refusal
    };
    const auto stated = day("2026-03-15");
    const Row rows[] = {
        {"stated date", {day("2026-03-01"), stated, true}, false, "2026-03-15"},
        {"a date too late is cut",
         {day("2026-02-01"), day("2026-05-01"), true},
         false,
         "2026-03-31"},
        {"notice a day late",
         {day("2026-03-02"), stated, true},
         false,
         "45 CFR 164.524(b)(2)(ii)(A)"},
        {"no reasons", {day("2026-02-01"), stated, false}, false, "45 CFR 164.524(b)(2)(ii)(A)"},
        {"no date", {day("2026-02-01"), {}, true}, false, "45 CFR 164.524(b)(2)(ii)(A)"},
        {"a second one", {day("2026-02-01"), stated, true}, true, "45 CFR 164.524(b)(2)(ii)(B)"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        const auto answer = extended(first, row.extension, row.before);
        CHECK((answer ? to_text(*answer) : answer.error().cite) == row.answer);
    }
    Deadline without = first;
    without.latest = without.due;
    CHECK(!extended(without, {day("2026-02-01"), stated, true}, false));
}

TEST_CASE("no clock runs without a day of receipt, nor for others under federal law") {
    View view = sample::patient();
    view.request.received_on = Day{};
    CHECK(!deadline(view, sample::federal(), today));
    CHECK(!deadline(sample::attorney(), sample::federal(), today));
    CHECK(!deadline(sample::provider(), sample::federal(), today));
}

// Goal: the facility's own clocks: 14 days for attorneys; two business days for providers, over
// Thanksgiving.
TEST_CASE("facility clocks") {
    View view = sample::attorney();
    view.request.received_on = day("2026-11-25");
    CHECK(deadline(view, sample::with_facility(), today)->due == day("2026-12-09"));
    CHECK(deadline(view, sample::with_facility(), today)->cite == "Policy ROI-2 1.1");
    view = sample::provider();
    view.request.received_on = day("2026-11-25");
    CHECK(deadline(view, sample::with_facility(), today)->due == day("2026-11-30"));
    CHECK(deadline(view, sample::with_facility(), today)->cite == "Policy ROI-2 1.2");
}

// Goal: vector 7: a state's faster clock wins over the federal one.
TEST_CASE("a state's faster clock wins") {
    auto texts = packs::shipped();
    texts.push_back({"us-ca.toml", R"toml(
[pack]
id = "us-ca/test"
source = "a state clock for this test"
layer = "state"
checked = 2026-11-22
effective = 2003-04-14
[[clock]]
id = "copies"
cite = "Policy CA 1"
from = 2003-04-14
confidence = "K"
event = "request_received"
when = { requester = "patient" }
days = 15
unit = "calendar"
say = "Copies within 15 days."
examples = [{ event = 2026-03-02, due = 2026-03-17 }]
)toml"});
    CHECK(!rules::Packs::load(texts));  // a policy is no law of a state
    texts.back().text.replace(texts.back().text.find("Policy CA 1"), 11, "45 CFR 160.203(b)");
    const auto packs = rules::Packs::load(texts);
    REQUIRE(packs);
    View view = sample::patient();
    view.request.received_on = day("2026-03-02");
    CHECK(deadline(view, *packs, today)->due == day("2026-03-17"));
    CHECK(deadline(view, sample::federal(), today)->due == day("2026-04-01"));
}

}  // namespace muniment::release
