// Where pack texts lie.
#include "departments/release/pack_store.h"

#include <unordered_set>

#include "departments/release/tables.h"
#include "engines/rules/packs.h"

namespace muniment::release {

static Uuid id_of(const Hash& sha256) { return derived_uuid("rule pack " + hex(sha256)); }

Result<std::optional<std::string>> read_pack_text(house::View& view, const Hash& sha256) {
    auto stored = view.read(tables::pack, id_of(sha256));
    if (stored) return std::optional(std::move(stored->content));
    if (stored.error().fault == Fault::not_found) return std::optional<std::string>();
    return stored.error();
}

Result<std::vector<house::Draft>> pack_drafts(house::View& view, const rules::Packs& packs) {
    std::unordered_set<Uuid> kept;
    TRY(view.sql().query("SELECT id FROM release_pack WHERE org = ? AND current = 1", {view.org()},
                         [&](const store::Row& row) { kept.insert(row.uuid(0)); }));
    std::vector<house::Draft> drafts;
    for (const rules::Pack& pack : packs.packs())
        if (!kept.contains(id_of(pack.sha256)))
            drafts.push_back({&tables::pack, id_of(pack.sha256), 1, {}, {}, pack.text});
    return drafts;
}

}  // namespace muniment::release
