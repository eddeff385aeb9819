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
    return select(request, {one}, sample::federal(), today);
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
        std::vector<Tag> tags;
        bool notes_covered;
        std::string cite;
    };
    const Row rows[] = {
        {patient, {}, false, ""},
        {patient, {Tag::psychotherapy_note}, false, "45 CFR 164.524(a)(1)(i)"},
        {patient, {Tag::litigation}, false, "45 CFR 164.524(a)(1)(ii)"},
        {patient, {Tag::part2}, false, ""},
        {attorney, {}, false, ""},
        {attorney, {Tag::psychotherapy_note}, false, "45 CFR 164.508(a)(2)"},
        {attorney, {Tag::psychotherapy_note}, true, ""},
        {attorney, {Tag::part2}, true, "42 CFR 2.31"},
        {treating_provider, {}, false, ""},
        {treating_provider, {Tag::psychotherapy_note}, false, "45 CFR 164.508(a)(2)(i)"},
        {treating_provider, {Tag::part2}, false, "42 CFR 2.31"},
        {treating_provider, {Tag::part2, Tag::psychotherapy_note}, false, "42 CFR 2.31"},
    };
    for (const Row& row : rows) {
        CAPTURE(enum_name(row.who));
        CAPTURE(row.cite);
        Request request = sample::request(row.who);
        if (row.who == attorney) request.authorization = sample::form();
        if (row.who == attorney)
            request.authorization->covers_psychotherapy_notes = row.notes_covered;
        Item one = item();
        one.tags = row.tags;
        const Selection selection = select_one(request, one);
        CHECK(selection.chosen.size() + selection.withheld.size() == 1);
        CHECK((selection.withheld.empty() ? "" : selection.withheld[0].cite) == row.cite);
    }
}

// 42 CFR 2.33(a)(1): with a part 2 consent the records go where it says; until consents are decided
// here, the row stands for both paragraphs.
TEST_CASE("part 2 records wait for a consent") {
    const auto* rule =
        sample::federal().withheld("part2", {{"requester", "treating_provider"}}, today);
    REQUIRE(rule != nullptr);
    CHECK(rule->also == std::vector<std::string>{"42 CFR 2.33(a)(1)"});
    // Before the 2024 rule took effect, this pack is silent.
    CHECK(sample::federal().withheld("part2", {{"requester", "attorney"}}, day("2024-04-15")) ==
          nullptr);
}

TEST_CASE("a withheld item is named by kind and day") {
    Item note = item();
    note.tags = {Tag::psychotherapy_note};
    const Selection selection = select_one(sample::patient().request, note);
    REQUIRE(selection.withheld.size() == 1);
    CHECK(selection.withheld[0].what == "psychotherapy note of 2026-03-04");
    CHECK(!selection.withheld[0].reason.empty());
    CHECK(selection.withheld[0].id == note.id);
}

// 45 CFR 164.508(b)(3)(ii): notes ride on no combined form.
TEST_CASE("a combined form does not release psychotherapy notes") {
    Request request = sample::attorney().request;
    request.authorization->covers_psychotherapy_notes = true;
    request.authorization->combined_with = CombinedWith::other_document;
    Item note = item();
    note.tags = {Tag::psychotherapy_note};
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
    const Selection selection = select(sample::patient().request, items, sample::federal(), today);
    CHECK(selection.chosen == std::vector{items[0].id, items[2].id});
    CHECK(selection.withheld.empty());
}

}  // namespace muniment::release
