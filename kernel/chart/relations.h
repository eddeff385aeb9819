// Who has to do with whom: one record per patient, practitioner and kind of relation, with the
// first and last time the chart shows it. Made as resources come in, so that nobody opens a chart
// to find out whether she may. Inside this room only; readers use chart.h.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <optional>
#include <string>

#include "kernel/chart/chart.h"
#include "kernel/chart/ingest.h"

namespace muniment::chart {

// The relation that a resource of this type shows between its patient and the practitioners it
// names; nullopt: none.
std::optional<RelationKind> relation_of(std::string_view resource_type);

// Gathers the relations of one batch and makes the drafts of those that are new or wider.
class RelationGatherer {
  public:
    explicit RelationGatherer(std::string secret) : secret_(std::move(secret)) {}
    // Both ids are those of the records; the resource is one that is new or changed.
    void take(const Incoming& one, const Uuid& patient, const Uuid& resource);
    // Compares with what is kept.
    Status drafts(house::View& view, std::vector<house::Draft>& out);

  private:
    struct Span {
        Uuid patient;
        std::string practitioner;  // 16 bytes: a record id, or an identifier's digest
        RelationKind kind = RelationKind::documented;
        std::optional<Instant> first;
        std::optional<Instant> last;
        bool open = false;  // goes on
        Uuid resource;      // the latest that shows it
        std::int64_t version = 0;
    };
    void meet(const Span& span);

    const std::string secret_;
    std::map<Uuid, Span> spans_;
};

}  // namespace muniment::chart
