// What of a chart goes out for a request, and its content: chart items -> select() -> rows and
// document texts. The preview and the release use the same functions, so they cannot differ.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/scope.h"
#include "kernel/chart/chart.h"

namespace muniment::release {

struct Choice {
    std::map<Section, std::vector<Uuid>> chosen;  // oldest first, what has no date last
    std::vector<chart::DocumentRow> documents;    // of the chosen ones
    std::vector<Withheld> withheld;
    bool part2 = false;  // a chosen item is a record under 42 CFR part 2

    std::int64_t count(Section section) const;
    std::int64_t total() const;
};

// By index columns and titles only; no document is opened.
Result<Choice> choose(house::View& view, const Request& request, const rules::Packs& packs,
                      Day today);

struct SourceDocument {
    chart::DocumentRow row;
    std::int64_t version = 0;
    std::string text;
};

struct Records {
    Choice choice;
    std::vector<SourceDocument> documents;
    std::vector<chart::ResultRow> results;
    std::vector<chart::MedicationRow> medications;
    std::map<Section, std::vector<chart::ConditionRow>> lists;  // conditions to immunizations
};

Result<Records> gather(house::View& view, const Request& request, const rules::Packs& packs,
                       Day today);

// An item of the chart's index as the rules see it; nullopt: of a type no section holds.
std::optional<Item> item_of(const chart::Item& item);

}  // namespace muniment::release
