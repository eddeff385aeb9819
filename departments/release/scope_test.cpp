#include "departments/release/scope.h"

#include <doctest/doctest.h>

#include "departments/release/sample.h"

namespace muniment::release {

using sample::day;
using sample::today;

namespace {

const EncounterId stay{derived_uuid("stay")};

Item item() {
    return {derived_uuid("item"), Section::documents, day("2026-03-04"), stay, "18842-5", {}};
}

Selection select_one(const Request& request, const Item& one) {
    return select(request, {one}, decide({request, {}, {}}, sample::federal(), today));
}

std::vector<Sorted> in(const std::vector<std::string>& segments) {
    std::vector<Sorted> sorted;
    for (const std::string& segment : segments) sorted.push_back({segment, "label", "", true});
    return sorted;
}

}  // namespace

// Goal: each limit of the scope alone. The item is a discharge summary (LOINC 18842-5) of
// 2026-03-04 in a stay.
TEST_CASE("what a scope asks for") {
    struct Row {
        const char* name;
        void (*set)(Scope&, Item&);
        bool asked;
    };
    const Row rows[] = {
        {"everything", [](Scope&, Item&) {}, true},
        {"from its day", [](Scope& s, Item&) { s.from = day("2026-03-04"); }, true},
        {"from the day after", [](Scope& s, Item&) { s.from = day("2026-03-05"); }, false},
        {"to its day", [](Scope& s, Item&) { s.to = day("2026-03-04"); }, true},
        {"to the day before", [](Scope& s, Item&) { s.to = day("2026-03-03"); }, false},
        {"its section", [](Scope& s, Item&) { s.sections = {Section::documents}; }, true},
        {"another section", [](Scope& s, Item&) { s.sections = {Section::results}; }, false},
        {"its encounter", [](Scope& s, Item&) { s.encounters = {stay}; }, true},
        {"another encounter", [](Scope& s, Item&) { s.encounters = {EncounterId{}}; }, false},
        {"encounter asked, item has none",
         [](Scope& s, Item& i) { s.encounters = {stay}, i.encounter = {}; }, false},
        {"its type", [](Scope& s, Item&) { s.document_types = {"11506-3", "18842-5"}; }, true},
        {"another type", [](Scope& s, Item&) { s.document_types = {"11506-3"}; }, false},
        {"types limit documents only",
         [](Scope& s, Item& i) { s.document_types = {"11506-3"}, i.section = Section::results; },
         true},
        {"no date, period asked", [](Scope& s, Item& i) { s.from = today, i.date = {}; }, true},
        {"entire record, whatever the days",
         [](Scope& s, Item&) { s.entire_record = true, s.from = today; }, true},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        Scope scope;
        Item one = item();
        row.set(scope, one);
        CHECK(asks_for(scope, one) == row.asked);
    }
}

// Goal: who may not have what. An empty citation: the item goes out. The tags are those of
// 45 CFR 164.501 (psychotherapy notes), 42 CFR 2.11 (program records), and what the right of access
// leaves out without review, 45 CFR 164.524(a)(2)(i): patient-rights vector 24.
TEST_CASE("what is withheld from whom") {
    using enum RequesterKind;
    struct Row {
        RequesterKind who;
        std::vector<std::string> tags;
        bool notes_covered;
        std::string cite;
    };
    const Row rows[] = {
        {patient, {}, false, ""},
        {patient, {"psychotherapy_notes"}, false, "45 CFR 164.524(a)(1)(i)"},
        {patient, {"litigation"}, false, "45 CFR 164.524(a)(1)(ii)"},
        {patient, {"part2"}, false, ""},
        {attorney, {}, false, ""},
        {attorney, {"psychotherapy_notes"}, false, "45 CFR 164.508(a)(2)"},
        {attorney, {"psychotherapy_notes"}, true, ""},
        {attorney, {"part2"}, false, "42 CFR 2.31"},
        {treating_provider, {}, false, ""},
        {treating_provider, {"psychotherapy_notes"}, false, "45 CFR 164.508(a)(2)(i)"},
        {treating_provider, {"part2"}, false, "42 CFR 2.31"},
        {treating_provider, {"part2", "psychotherapy_notes"}, false, "42 CFR 2.31"},
    };
    for (const Row& row : rows) {
        CAPTURE(enum_name(row.who));
        CAPTURE(row.cite);
        Request request = sample::request(row.who);
        if (row.who == attorney) request.authorization = sample::form();
        if (row.notes_covered) request.authorization->covers = {"psychotherapy_notes"};
        Item one = item();
        one.segments = in(row.tags);
        const Selection selection = select_one(request, one);
        CHECK(selection.chosen.size() + selection.withheld.size() == 1);
        CHECK((selection.withheld.empty() ? "" : selection.withheld[0].cite) == row.cite);
    }
}

// 42 CFR 2.33(a)(1): with a part 2 consent the records go where it says; without one, and before
// the 2024 rule took effect in any case, nothing decides on them and they stay.
TEST_CASE("part 2 records wait for a consent") {
    Item note = item();
    note.segments = in({"part2"});
    const Request request = sample::provider().request;
    const auto on = [&](const char* today_is) {
        return select(request, {note}, decide({request, {}, {}}, sample::federal(), day(today_is)));
    };
    CHECK(on("2026-11-22").withheld.at(0).cite == "42 CFR 2.31");
    CHECK(on("2026-11-22").withheld.at(0).segment == "part2");
    CHECK(on("2024-04-15").withheld.at(0).cite == "45 CFR 164.502(a)");
}

// 45 CFR 164.512(e)(1)(i): disclosure vector 4: an order for January does not reach March.
TEST_CASE("an order lets go the days it names") {
    struct Row {
        const char* date;
        bool goes;
    };
    Request request = sample::attorney().request;
    request.scope = {};
    request.process =
        Process{"Superior Court", "26-1", {}, "ED records", day("2026-01-01"), day("2026-01-31")};
    for (const Row& row : {Row{"2025-12-31", false}, Row{"2026-01-01", true},
                           Row{"2026-01-31", true}, Row{"2026-02-01", false}}) {
        Item one = item();
        one.date = day(row.date);
        const Selection selection = select_one(request, one);
        CHECK(selection.chosen.size() == (row.goes ? 1 : 0));
        if (!row.goes) CHECK(selection.withheld.at(0).cite == "45 CFR 164.512(e)(1)(i)");
    }
    Item undated = item();
    undated.date = {};
    CHECK(select_one(request, undated).chosen.empty());
}

TEST_CASE("a withheld item is named by kind and day") {
    Item note = item();
    note.segments = in({"psychotherapy_notes"});
    const Selection selection = select_one(sample::patient().request, note);
    REQUIRE(selection.withheld.size() == 1);
    CHECK(selection.withheld[0].what == "psychotherapy notes of 2026-03-04");
    CHECK(!selection.withheld[0].reason.empty());
    CHECK(selection.withheld[0].id == note.id);
}

// 45 CFR 164.508(b)(3)(ii): notes ride on no combined form.
TEST_CASE("a combined form does not release psychotherapy notes") {
    Request request = sample::attorney().request;
    request.authorization->covers = {"psychotherapy_notes"};
    request.authorization->combined_with = CombinedWith::other_document;
    Item note = item();
    note.segments = in({"psychotherapy_notes"});
    REQUIRE(select_one(request, note).withheld.size() == 1);
    CHECK(select_one(request, note).withheld[0].cite == "45 CFR 164.508(b)(3)(ii)");
}

// Goal: docs/decisions/0006: an undated item is not released on a form's period, nor lost from
// view.
TEST_CASE("items without a date") {
    Item undated = item();
    undated.date = {};
    CHECK(select_one(sample::patient().request, undated).chosen.size() == 1);
    CHECK(select_one(sample::provider().request, undated).chosen.size() == 1);
    const Selection attorney = select_one(sample::attorney().request, undated);
    REQUIRE(attorney.withheld.size() == 1);
    CHECK(attorney.withheld[0].cite == "45 CFR 164.508(a)(1)");
    CHECK(attorney.withheld[0].what == "documents without a date");
    Request open = sample::attorney().request;
    open.scope = {};
    CHECK(select_one(open, undated).chosen.size() == 1);
}

TEST_CASE("what is not asked for is in neither list, and order is kept") {
    std::vector<Item> items;
    for (int i = 0; i < 3; ++i) items.push_back(item());
    items[0].id = derived_uuid("z");
    items[1].date = day("2025-01-01");
    items[2].id = derived_uuid("a");
    const Selection selection = select(sample::patient().request, items,
                                       decide(sample::patient(), sample::federal(), today));
    CHECK(selection.chosen == std::vector{items[0].id, items[2].id});
    CHECK(selection.withheld.empty());
}

}  // namespace muniment::release
