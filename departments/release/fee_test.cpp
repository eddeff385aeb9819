#include "departments/release/fee.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "departments/release/sample.h"

namespace muniment::release {

using sample::day;
using sample::today;

namespace {

const CopyCosts costs = {FeeMethod::cost, 3000, 5, 400};

Fee computed(View view, const char* state, const CopyJob& job, const CopyCosts& own = costs,
             Day on = today) {
    view.facility.state = state;
    const Decision decision = decide(view, sample::with_facility(), on);
    auto found = fee(view, decision.ground, job, own, sample::with_facility(), on);
    REQUIRE_MESSAGE(found, (found ? "" : found.error().message));
    return *found;
}

View on_paper(View view) {
    view.request.format = Format::paper;
    return view;
}

View at_office(View view) {
    view.facility.kind = FacilityKind::practice;
    return view;
}

View by_subpoena(View view) {
    view.request.process = Process{};
    return view;
}

std::string shown(const Fee& fee) {
    std::string all;
    for (const FeeLine& line : fee.lines)
        all += (all.empty() ? "" : "; ") + line.what + " " + std::to_string(line.count) + "x" +
               std::to_string(line.unit_cents) +
               (line.per == 1 ? "" : "/" + std::to_string(line.per)) + "=" +
               std::to_string(line.cents);
    return all;
}

std::string decided_by(const Fee& fee) {
    const auto at = std::ranges::find(fee.weighed, true, &FeeWeighed::decided);
    return at == fee.weighed.end() ? "" : at->cite;
}

}  // namespace

// Goal: the individual pays the least of what copying costs (45 CFR 164.524(c)(4)) and the state's
// cap; each row says which of them decided.
TEST_CASE("what the individual pays") {
    struct Row {
        const char* name;
        View view;
        const char* state;
        CopyJob job;
        CopyCosts costs;
        std::int64_t total;
        const char* decided;
    };
    const View electronic = sample::patient(), paper = on_paper(sample::patient());
    View inspection = sample::patient();
    inspection.request.manner = Manner::inspection;
    const CopyCosts flat = {FeeMethod::flat, 3000, 5, 400};
    const CopyJob thirty = {.pages = 30, .labour_minutes = 12};
    CopyJob portal = thirty, mailed = thirty, disc = thirty, benefits = thirty, slow = thirty,
            ninety = thirty;
    portal.delivery = Delivery::portal;
    mailed.delivery = Delivery::mail, mailed.postage_cents = 780;
    disc.delivery = Delivery::media, disc.media = 2;
    benefits.benefits_claim = true;
    slow.labour_minutes = 600;
    ninety.pages = 90, ninety.labour_minutes = 600;
    const Row rows[] = {
        {"labour only", electronic, "", thirty, costs, 600, "45 CFR 164.524(c)(4)"},
        {"labour and paper", paper, "", thirty, costs, 750, "45 CFR 164.524(c)(4)"},
        {"postage", paper, "", mailed, costs, 1530, "45 CFR 164.524(c)(4)"},
        {"discs", electronic, "", disc, costs, 1400, "45 CFR 164.524(c)(4)"},
        {"flat amount", electronic, "", thirty, flat, 650, "45 CFR 164.524(c)(4)"},
        {"no flat amount for paper", paper, "", thirty, flat, 750, "45 CFR 164.524(c)(4)"},
        {"the portal is free", electronic, "", portal, flat, 0, "45 CFR 164.524(c)(4)"},
        {"looking is free", inspection, "", slow, costs, 0, "45 CFR 164.524(c)(4)"},
        {"CA: cost below the cap", paper, "CA", thirty, costs, 750, "45 CFR 164.524(c)(4)"},
        {"CA: 25 cents a page", paper, "CA", mailed, costs, 750, "CA HSC 123110(j)"},
        {"CA: no cap on electronic copies", electronic, "CA", slow, costs, 30000,
         "45 CFR 164.524(c)(4)"},
        {"CA: a claim for benefits", paper, "CA", benefits, costs, 0, "CA HSC 123110(d)"},
        {"NY: 75 cents a page", paper, "NY", slow, costs, 2250, "NY PHL 18(2)(e)"},
        {"NY: a claim for benefits", electronic, "NY", benefits, costs, 0, "NY PHL 18(2)(e)"},
        {"TX: paper", paper, "TX", slow, costs, 5000, "TX HSC 241.154(b)"},
        {"TX: electronic", electronic, "TX", slow, costs, 7500, "TX HSC 241.154(b)"},
        {"TX: an office has no table", at_office(paper), "TX", slow, costs, 30150,
         "45 CFR 164.524(c)(4)"},
        {"TX: a claim for benefits", paper, "TX", benefits, costs, 0, "TX HSC 161.202"},
        {"FL: hospital", paper, "FL", slow, costs, 3000, "FL STAT 395.3025(1)"},
        {"FL: office", at_office(paper), "FL", slow, costs, 2625, "FL STAT 456.057"},
        {"IL: paper", paper, "IL", ninety, costs, 4125, "735 ILCS 5/8-2001(d)"},
        {"IL: electronic, below the flat amount", electronic, "IL", CopyJob{.pages = 5}, flat, 185,
         "735 ILCS 5/8-2001(d)"},
        {"NV: paper", paper, "NV", slow, costs, 1800, "NV NRS 629.061"},
        {"NV: electronic", electronic, "NV", ninety, costs, 4000, "NV NRS 629.062"},
        {"WA", electronic, "WA", slow, costs, 3720, "WA RCW 70.02.010(38)"},
        {"OH: no table is loaded", paper, "OH", thirty, costs, 750, "45 CFR 164.524(c)(4)"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        const Fee fee = computed(row.view, row.state, row.job, row.costs);
        CHECK(fee.payer == Payer::individual);
        CHECK(fee.total_cents == row.total);
        CHECK(decided_by(fee) == row.decided);
        CHECK(fee.capped == (fee.total_cents < fee.lines_cents));
        CHECK(fee.notes.back().message.find("unpaid") != std::string::npos);
    }
}

// Goal: the tables for third parties, on both sides of their conditions.
TEST_CASE("what a third party pays") {
    struct Row {
        const char* name;
        View view;
        const char* state;
        CopyJob job;
        std::int64_t total;
        const char* decided;
    };
    const View electronic = sample::attorney(), paper = on_paper(sample::attorney());
    const CopyJob thirty = {.pages = 30, .years = 2, .clerical_minutes = 20};
    CopyJob mailed = thirty, many = thirty;
    mailed.delivery = Delivery::mail, mailed.postage_cents = 780;
    many.pages = 401;
    const Row rows[] = {
        {"the price list", paper, "", thirty, 3750, "Policy ROI-5 1.2"},
        {"its maximum", paper, "", CopyJob{.pages = 5000}, 40000, "Policy ROI-5 1.2"},
        {"CA: an attorney", paper, "CA", thirty, 1100, "CA EVID 1158"},
        {"CA: mailed", paper, "CA", mailed, 1880, "CA EVID 1158"},
        {"CA: a subpoena", by_subpoena(paper), "CA", thirty, 1500, "CA EVID 1563(b)(1)"},
        {"TX: below the price list's amount", paper, "TX", many, 21040, "Policy ROI-5 1.2"},
        {"TX: electronic, 75 dollars", electronic, "TX", many, 7500, "TX HSC 241.154(b)"},
        {"NY", paper, "NY", thirty, 2250, "NY PHL 17"},
        {"FL: hospital", paper, "FL", CopyJob{.pages = 10, .years = 2}, 1200,
         "FL STAT 395.3025(1)"},
        {"FL: office", at_office(paper), "FL", CopyJob{.pages = 10, .years = 2}, 1000,
         "FL STAT 456.057"},
        {"IL: electronic", electronic, "IL", thirty, 3050, "735 ILCS 5/8-2001(d)"},
        {"NV: paper", paper, "NV", thirty, 1800, "NV NRS 629.061"},
        {"NV: electronic", electronic, "NV", many, 4000, "NV NRS 629.062"},
        {"a treating provider pays nothing", sample::provider(), "IL", thirty, 0,
         "Policy ROI-5 1.1"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        const Fee fee = computed(row.view, row.state, row.job);
        CHECK(fee.payer == Payer::third_party);
        CHECK(fee.total_cents == row.total);
        CHECK(decided_by(fee) == row.decided);
        REQUIRE(!fee.notes.empty());
        CHECK(fee.notes[0].cite == "45 CFR 164.524(c)(4)");  // the federal rule sets no limit here
    }
}

TEST_CASE("the arithmetic is shown line by line") {
    CopyJob job = {.pages = 70, .delivery = Delivery::mail};
    job.postage_cents = 780;
    View view = on_paper(sample::attorney());
    const auto alone = rules::Packs::load([] {
        std::vector<rules::PackText> texts;
        for (rules::PackText& text : packs::shipped())
            if (!text.name.starts_with("facility-example/")) texts.push_back(std::move(text));
        return texts;
    }());
    REQUIRE(alone);
    view.facility.state = "TX";
    const auto found = fee(view, "authorization", job, costs, *alone, today);
    REQUIRE(found);
    CHECK(shown(*found) ==
          "Search, retrieval and handling 1x3000=3000; Pages 1 to 10 10x0=0; Pages 11 to 60 "
          "50x100=5000; Pages 61 to 70 10x50=500; Postage 1x780=780");
    CHECK(found->lines_cents == 9280);
    CHECK(found->total_cents == 9280);
    for (const FeeLine& line : found->lines) CHECK(line.cite == "TX HSC 241.154(b)");
    const Fee cost = computed(on_paper(sample::patient()), "", {.pages = 30, .labour_minutes = 7});
    CHECK(shown(cost) == "Labour for copying, minutes 7x3000/60=350; Paper, pages 30x5=150");
}

// Vector 18 of the rights of patients: five dollars for the portal are refused, the flat amount
// stands.
TEST_CASE("more than the total is refused, with the paragraph") {
    const CopyCosts flat = {FeeMethod::flat, 0, 0, 0};
    const Fee portal =
        computed(sample::patient(), "", {.pages = 30, .delivery = Delivery::portal}, flat);
    CHECK(sample::cites(check_asked(500, portal)) == "45 CFR 164.524(c)(4)");
    CHECK(check_asked(0, portal).empty());
    const Fee copy = computed(sample::patient(), "", {.pages = 30}, flat);
    CHECK(check_asked(650, copy).empty());
    const auto over = check_asked(651, copy);
    REQUIRE(over.size() == 1);
    CHECK(over[0].message.find("$6.50") != std::string::npos);
    CHECK(check_asked(-1, copy).size() == 1);
}

TEST_CASE("a waiver is a person's reason, and nothing is asked then") {
    CopyJob job = {.pages = 30};
    job.waived_because = "  The patient cannot pay; agreed with the manager. ";
    const Fee waived = computed(on_paper(sample::attorney()), "NY", job);
    CHECK(waived.lines_cents > 0);
    CHECK(waived.total_cents == 0);
    CHECK(waived.waived_because == "The patient cannot pay; agreed with the manager.");
    CHECK(check_asked(1, waived).size() == 1);
    job.waived_because = " \n";
    CHECK(computed(on_paper(sample::attorney()), "NY", job).total_cents > 0);
}

// 45 CFR 164.524(c)(2)(iii)(B), 45 CFR 164.524(c)(4)(iv)
TEST_CASE("a summary costs what was agreed to") {
    CopyJob job = {.pages = 30};
    job.summary_cents = 5000;
    const Fee without = computed(sample::patient(), "", job);
    CHECK(sample::cites(without.findings) == "45 CFR 164.524(c)(2)(iii)(B)");
    CHECK(without.total_cents == 0);
    job.summary_agreed = true;
    const Fee agreed = computed(sample::patient(), "", job);
    CHECK(agreed.findings.empty());
    CHECK(agreed.total_cents == 5000);
}

// 45 CFR 164.524(c)(4)(i), 45 CFR 164.524(c)(4)(ii), 45 CFR 164.524(c)(4)(iii): nothing that was
// not made or sent is charged.
TEST_CASE("what did not arise is not charged") {
    CopyJob job = {.pages = 30, .clerical_minutes = 60};
    job.postage_cents = 780, job.media = 3;
    CHECK(computed(sample::patient(), "", job).total_cents == 0);
    CHECK(computed(sample::patient(), "", job, {}).notes.size() == 2);
}

// Vectors 19 and 20 of the rights of patients, 42 USC 17935(e)(1): a copy that the individual
// directs to another is not charged at the individual's rate.
TEST_CASE("a patient's own request on another ground is not access") {
    for (const char* ground : {"directive", "authorization"}) {
        const auto found =
            fee(sample::patient(), ground, {.pages = 30}, costs, sample::with_facility(), today);
        REQUIRE(found);
        CHECK(found->payer == Payer::third_party);
        CHECK(found->total_cents == 0);
        CHECK(found->notes[0].message.starts_with("No table of fees"));
    }
}

TEST_CASE("tables are those of the day") {
    const View view = on_paper(sample::attorney());
    const Fee before = computed(view, "NY", {.pages = 30}, costs, day("2019-12-31"));
    CHECK(before.weighed.empty());
    CHECK(before.total_cents == 0);
}

TEST_CASE("counts out of their range are refused") {
    const struct {
        const char* field;
        void (*spoil)(CopyJob&, CopyCosts&);
    } rows[] = {
        {"pages", [](CopyJob& j, CopyCosts&) { j.pages = -1; }},
        {"pages", [](CopyJob& j, CopyCosts&) { j.pages = CopyJob::count_max + 1; }},
        {"years", [](CopyJob& j, CopyCosts&) { j.years = -1; }},
        {"labour_minutes", [](CopyJob& j, CopyCosts&) { j.labour_minutes = -1; }},
        {"clerical_minutes", [](CopyJob& j, CopyCosts&) { j.clerical_minutes = -1; }},
        {"media", [](CopyJob& j, CopyCosts&) { j.media = -1; }},
        {"certifications", [](CopyJob& j, CopyCosts&) { j.certifications = -1; }},
        {"postage_cents", [](CopyJob& j, CopyCosts&) { j.postage_cents = CopyJob::cents_max + 1; }},
        {"summary_cents", [](CopyJob& j, CopyCosts&) { j.summary_cents = -1; }},
        {"waived_because", [](CopyJob& j, CopyCosts&) { j.waived_because.assign(2001, 'x'); }},
        {"labour_cents_per_hour", [](CopyJob&, CopyCosts& c) { c.labour_cents_per_hour = -1; }},
        {"paper_cents_per_page", [](CopyJob&, CopyCosts& c) { c.paper_cents_per_page = -1; }},
        {"media_cents", [](CopyJob&, CopyCosts& c) { c.media_cents = -1; }},
    };
    for (const auto& row : rows) {
        CopyJob job;
        CopyCosts own;
        row.spoil(job, own);
        const auto found =
            fee(sample::patient(), "access", job, own, sample::with_facility(), today);
        REQUIRE(!found);
        CHECK_MESSAGE(
            found.error().message.find("\"" + std::string(row.field) + "\"") != std::string::npos,
            found.error().message);
    }
}

TEST_CASE("a fee reads back from its JSON") {
    const Fee fee = computed(on_paper(sample::patient()), "CA",
                             {.pages = 30, .delivery = Delivery::mail, .postage_cents = 780});
    const auto again = from_json<Fee>(to_json(fee));
    REQUIRE(again);
    CHECK(*again == fee);
}

}  // namespace muniment::release
