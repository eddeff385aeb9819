// What of a chart goes out for a request, and its content: chart items -> select() -> rows and
// document texts -> segments by words -> select(). The preview and the release use the same
// function, so they cannot differ.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/amendments.h"
#include "departments/release/redaction.h"
#include "departments/release/scan.h"
#include "departments/release/segment.h"
#include "kernel/chart/chart.h"

namespace muniment::release {

struct Choice {
    std::map<Section, std::vector<Uuid>> chosen;  // oldest first, what has no date last
    std::vector<Withheld> withheld;
    std::vector<std::string> notices;            // texts that go with what is chosen (42 CFR 2.32)
    std::map<Uuid, std::vector<Sorted>> sorted;  // every item in scope that is in a segment

    std::int64_t count(Section section) const;
    std::int64_t total() const;
};

struct SourceDocument {
    chart::DocumentRow row;
    std::int64_t version = 0;
    std::string text;
    std::optional<Scan> scan = {};        // where it came as an image: then there is no text
    std::vector<Redaction> covered = {};  // of the scan
};

struct Records {
    Choice choice;
    std::vector<SourceDocument> documents;
    std::vector<chart::ResultRow> results;
    std::vector<chart::MedicationRow> medications;
    std::map<Section, std::vector<chart::ConditionRow>> lists;  // conditions to immunizations
    std::vector<std::string> removed;          // "Progress note of 2026-03-04: 2 passages (reason)"
    std::map<std::string, std::string> given;  // field by field, where the law lists them
    std::vector<SentAmendment> amendments;     // of what goes
};

// What the decision lets go; no record where it lists the fields that may (Decision.only). An item
// that its label or code already keeps back is not opened; the others are, for their words may tell
// a segment.
Result<Records> gather(house::View& view, const Request& request, const Sorter& sorter,
                       const Decision& decision);

// Takes the passages out of the documents that go, and lists what was taken out.
Status redact(Records& records, const std::vector<Redaction>& passages);

// An item of the chart's index as the rules see it; nullopt: of a type no section holds.
std::optional<Item> item_of(const chart::Item& item, const Zone& zone);

}  // namespace muniment::release
