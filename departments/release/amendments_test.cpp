#include "departments/release/amendments.h"

#include <doctest/doctest.h>

#include "departments/release/paper_sample.h"

namespace muniment::release {

using chart::PaperKind;

static chart::Directive link(std::vector<Uuid> items, std::vector<PaperKind> kinds) {
    chart::Directive one;
    one.kind = chart::DirectiveKind::amendment;
    one.case_number = "P-2026-000003";
    one.amendment.emplace();
    one.amendment->items = std::move(items);
    for (const PaperKind kind : kinds)
        one.amendment->papers.push_back(
            {kind, sample::today, "words of the " + std::string(enum_name(kind))});
    return one;
}

// Goal: 45 CFR 164.526(c)(1), 45 CFR 164.526(d)(5): the papers go with the records they are about,
// and with no others; a denial goes where the patient disagreed or asked that it goes.
TEST_CASE("which papers of amendments go with records") {
    using enum PaperKind;
    const Uuid note = derived_uuid("note"), other = derived_uuid("other");
    const auto disputed = link({note}, {request, denial, statement});
    const auto good = [&](auto spoil) {
        auto one = disputed;
        std::set<Uuid> going = {note};
        spoil(one, going);
        const auto sent = amendments_for({one}, going);
        return sent.empty() ? 0 : std::ssize(sent.front().papers);
    };
    CHECK(good([](auto&, auto&) {}) == 3);
    CHECK(good([](auto& one, auto&) { one.active = false; }) == 0);
    CHECK(good([](auto& one, auto&) { one.amendment.reset(); }) == 0);
    CHECK(good([&](auto&, auto& going) { going = {other}; }) == 0);
    CHECK(good([&](auto& one, auto& going) {
              going = {other};
              one.amendment->items.clear();
          }) == 3);
    CHECK(good([](auto&, auto& going) { going.clear(); }) == 0);
    CHECK(good([](auto& one, auto&) { one.amendment->papers.pop_back(); }) == 0);
    CHECK(good([](auto& one, auto&) {
              one.amendment->papers.pop_back();
              one.amendment->asked_for_future = true;
          }) == 2);
    CHECK(good([](auto& one, auto&) { one.amendment->papers[2].kind = acceptance; }) == 3);
}

// Goal: the release prints every paper in a section that the index names; without one there is
// none.
TEST_CASE("papers of amendments are pages of the release") {
    using enum PaperKind;
    Records records = sample::records();
    const auto titles = [&] {
        const auto document =
            release_paper(sample::paper(sample::patient()), records, Copy::release, 1);
        std::vector<std::string> all;
        for (const auto& section : document.sections) all.push_back(section.title);
        return all;
    };
    const std::string wanted = "Amendments of these records";
    CHECK(std::ranges::count(titles(), wanted) == 0);
    const auto one = link({sample::id_of(Section::documents, 0)}, {request, denial, statement});
    records.amendments = amendments_for({one}, {sample::id_of(Section::documents, 0)});
    CHECK(std::ranges::count(titles(), wanted) == 1);
    const auto blocks = amendment_blocks(records.amendments);
    std::string words;
    for (const auto& block : blocks)
        if (const auto* text = std::get_if<pdf::Preformatted>(&block)) words += text->text + "\n";
    CHECK(words == "words of the request\nwords of the denial\nwords of the statement\n");
    CHECK(render_release(sample::paper(sample::patient()), records, Copy::release));
}

}  // namespace muniment::release
