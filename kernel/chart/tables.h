// The chart's tables and the sealed brief of a row, inside this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/json.h"
#include "kernel/store/store.h"

namespace muniment::chart {

extern const store::Table resource_table;
extern const store::Table document_table;
extern const store::Table patient_table;
extern const store::Table identifier_table;
extern const store::Table import_table;
extern const store::Table relation_table;
extern const store::Table directive_table;

// What any list shows of a resource, so that a list opens a few dozen short texts and parses none
// of the resources. Empty fields are common; only those set are written.
struct Brief {
    std::string date;
    std::string end;
    std::string code;
    std::string title;
    std::string author;
    std::string status;
    std::string value;
    std::string unit;
    std::string range;
    std::string flag;
    std::string category;
    std::string dosage;
    std::string kind;  // encounter class, document content type
    std::string reason;
    std::string facility;
    std::string bytes;
    std::string named_by;  // the resource that has the title, where this one only points to it
};

// Fields in the order above, each ended by 0x1f (which no FHIR string may hold).
std::string encode(const Brief& brief);
Brief decode_brief(std::string_view bytes);

// The retention unit of what belongs to no patient: practitioners, organizations, imports.
Uuid common_unit();
// The context a brief is sealed with.
std::string brief_context(const store::Table& table, const Uuid& id, std::int64_t version);

}  // namespace muniment::chart
