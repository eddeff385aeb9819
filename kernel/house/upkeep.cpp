#include "kernel/house/upkeep.h"

#include "kernel/house/facility.h"

namespace muniment::house {

const store::Table upkeep_table = {
    "house_upkeep", {{"kind", store::Kind::text}, {"done_at", store::Kind::integer}}};

Status keep_upkeep(House& house, Upkeep upkeep) {
    upkeep.at = house.now();
    const std::string kind(enum_name(upkeep.kind));
    Act act;
    act.action = "house." + kind;
    act.detail = {{"good", upkeep.good},
                  {"seconds", upkeep.seconds},
                  {"entries", upkeep.entries},
                  {"backup", upkeep.backup},
                  {"findings", upkeep.findings.size()}};
    act.subject = house.new_id();
    act.drafts.push_back({&upkeep_table,
                          act.subject,
                          1,
                          {kind, store::value_of(upkeep.at)},
                          Uuid{},
                          to_json_text(upkeep)});
    TRY(house.act(std::move(act)));
    return ok();
}

Result<std::optional<Upkeep>> last_upkeep(View& view, UpkeepKind kind) {
    std::optional<std::string> content;
    TRY(
        view.sql().query("SELECT content FROM house_upkeep WHERE org = ? AND kind = ? AND "
                         "current = 1 ORDER BY done_at DESC LIMIT 1",
                         {view.org(), std::string(enum_name(kind))},
                         [&](const store::Row& row) { content = std::string(row.text(0)); }));
    if (!content) return std::optional<Upkeep>();
    return std::optional<Upkeep>(TRY(from_json_text<Upkeep>(*content)));
}

}  // namespace muniment::house
