#include "kernel/chart/tables.h"

#include <algorithm>

#include "kernel/assets.h"
#include "kernel/chart/chart.h"

namespace muniment::chart {

using enum store::Kind;

const store::Table resource_table = {"chart_resource",
                                     {{"patient", blob},
                                      {"encounter", blob},
                                      {"type", text},
                                      {"date", integer},
                                      {"code", text},
                                      {"labels", text},
                                      {"source", blob},
                                      {"digest", blob},
                                      {"brief", blob}}};
const store::Table document_table = {"chart_document",
                                     {{"patient", blob},
                                      {"encounter", blob},
                                      {"resource", blob},
                                      {"date", integer},
                                      {"code", text},
                                      {"labels", text},
                                      {"brief", blob}}};
const store::Table patient_table = {
    "chart_patient",
    {{"patient", blob}, {"family", text}, {"given", text}, {"mrn", text}, {"birth_date", text}}};
const store::Table identifier_table = {
    "chart_identifier", {{"type", text}, {"system", text}, {"value", blob}, {"resource", blob}}};
const store::Table relation_table = {"chart_relation",
                                     {{"patient", blob},
                                      {"practitioner", blob},
                                      {"kind", text},
                                      {"first", integer},
                                      {"last", integer},
                                      {"open", integer},
                                      {"resource", blob}}};
const store::Table import_table = {"chart_import", {{"started", integer}, {"state", text}}};
const store::Table directive_table = {"chart_directive",
                                      {{"patient", blob}, {"kind", text}, {"state", text}}};

Status settle(house::House& house) {
    return house.add_room("kernel/chart", assets::kernel_chart(),
                          {&resource_table, &document_table, &patient_table, &identifier_table,
                           &import_table, &relation_table, &directive_table});
}

// The fields of a Brief, in stored order.
template <class B>
static auto fields(B& b) {
    return std::array{&b.date,  &b.end,    &b.code,     &b.title, &b.author,   &b.status,
                      &b.value, &b.unit,   &b.range,    &b.flag,  &b.category, &b.dosage,
                      &b.kind,  &b.reason, &b.facility, &b.bytes, &b.named_by};
}

std::string encode(const Brief& brief) {
    std::string out;
    for (const std::string* field : fields(brief)) {
        // A control character in a list is of no use; the resource itself keeps it.
        const auto begin = out.size();
        out += *field;
        std::replace(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), '\x1f', ' ');
        out += '\x1f';
    }
    return out;
}

Brief decode_brief(std::string_view bytes) {
    Brief brief;
    for (std::string* field : fields(brief)) {
        const auto end = bytes.find('\x1f');
        if (end == std::string_view::npos) break;
        *field = bytes.substr(0, end);
        bytes.remove_prefix(end + 1);
    }
    return brief;
}

Uuid common_unit() { return derived_uuid("unit of what belongs to no patient"); }

std::string brief_context(const store::Table& table, const Uuid& id, std::int64_t version) {
    return house::seal_context(table, id, version) + "|brief";
}

}  // namespace muniment::chart
