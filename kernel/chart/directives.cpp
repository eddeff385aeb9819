#include "kernel/chart/directives.h"

#include <algorithm>

#include "kernel/chart/tables.h"

namespace muniment::chart {

std::vector<LinkedPaper> papers_to_send(const AmendmentLink& link) {
    const auto has = [&](PaperKind kind) {
        return std::ranges::find(link.papers, kind, &LinkedPaper::kind) != link.papers.end();
    };
    if (has(PaperKind::acceptance) || has(PaperKind::statement)) return link.papers;
    return link.asked_for_future ? link.papers : std::vector<LinkedPaper>{};
}

house::Draft directive_draft(const Directive& directive) {
    return {&directive_table,
            directive.id,
            directive.version,
            {store::value_of(directive.patient.uuid), std::string(enum_name(directive.kind)),
             std::string(directive.active ? "active" : "ended")},
            directive.patient.uuid,
            to_json_text(directive)};
}

static Result<std::vector<Directive>> read_directives(house::View& view, const std::string& where,
                                                      const Uuid& id) {
    std::vector<Directive> found;
    Status opened = ok();
    TRY(view.sql().query(
        "SELECT id, version, unit, content, patient FROM chart_directive WHERE org = ? AND "
        "current = 1 AND " +
            where + " ORDER BY id",
        {view.org(), store::value_of(id)}, [&](const store::Row& row) {
            if (!opened) return;
            auto content = view.open(directive_table, row.uuid(0), row.integer(1), row.uuid(2),
                                     row.text(3), row.uuid(4));
            auto one =
                content ? from_json_text<Directive>(*content) : Result<Directive>(content.error());
            if (one)
                found.push_back(*std::move(one));
            else
                opened = one.error();
        }));
    TRY(std::move(opened));
    return found;
}

Result<std::vector<Directive>> directives(house::View& view, const PatientId& patient) {
    return read_directives(view, "patient = ?", patient.uuid);
}

Result<Directive> directive(house::View& view, const Uuid& id) {
    auto found = TRY(read_directives(view, "id = ?", id));
    if (found.empty())
        return Error{Fault::not_found, "There is no restriction, wish or link " + to_text(id)};
    return std::move(found.front());
}

}  // namespace muniment::chart
