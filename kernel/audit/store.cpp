// Places, and the trail behind one.
#include <algorithm>

#include "kernel/assets.h"
#include "kernel/audit/audit.h"

namespace muniment::audit {

static const store::Table place_table = {"audit_place", {{"collector", store::Kind::text}}};

Status settle(house::House& house) {
    return house.add_room("kernel/audit", assets::kernel_audit(), {&place_table});
}

static Uuid id_of(const std::string& collector) { return derived_uuid("collector " + collector); }

Result<Kept> read_place(house::View& view, const std::string& collector) {
    Kept kept{id_of(collector), 0, {}};
    kept.place.collector = collector;
    const auto found = house::read<Place>(view, place_table, kept.id);
    if (!found && found.error().fault == Fault::not_found) return kept;
    if (!found) return found.error();
    kept.version = found->version;
    kept.place = found->value;
    return kept;
}

Result<std::vector<Kept>> all_places(house::View& view) {
    std::vector<std::string> collectors;
    TRY(view.sql().query(
        "SELECT collector FROM audit_place WHERE org = ? AND current = 1 ORDER BY collector",
        {view.org()}, [&](const store::Row& row) { collectors.emplace_back(row.text(0)); }));
    std::vector<Kept> places;
    for (const std::string& one : collectors) places.push_back(TRY(read_place(view, one)));
    return places;
}

house::Act act_of(const Kept& kept, std::int64_t events) {
    house::Act act;
    act.action = "audit.sent";
    act.purpose = "OPERATIONS";
    act.subject = kept.id;
    act.detail = {{"collector", kept.place.collector},
                  {"events", events},
                  {"last", to_text(kept.place.last)}};
    act.drafts.push_back({&place_table,
                          kept.id,
                          kept.version + 1,
                          {kept.place.collector},
                          Uuid{},
                          to_json_text(kept.place)});
    return act;
}

// A UUID of version 7 begins with 48 bits of milliseconds (RFC 9562 5.7).
static std::int64_t milliseconds_of(const Uuid& id) {
    std::int64_t since = 0;
    for (std::size_t i = 0; i < 6; ++i) since = since << 8 | id.bytes[i];
    return since;
}

static Uuid first_id_of(std::int64_t milliseconds) {
    Uuid id;
    for (std::size_t i = 6; i-- > 0; milliseconds >>= 8)
        id.bytes[i] = static_cast<unsigned char>(milliseconds & 0xff);
    return id;
}

Uuid first_id_of(Instant at) {
    return first_id_of(std::max<std::int64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch() - margin)
            .count(),
        0));
}

Uuid before(const Uuid& last) {
    const auto back = std::chrono::duration_cast<std::chrono::milliseconds>(margin).count();
    return first_id_of(std::max<std::int64_t>(milliseconds_of(last) - back, 0));
}

Result<std::int64_t> waiting_behind(house::View& view, const Uuid& id, std::int64_t limit) {
    std::int64_t count = 0;
    TRY(view.sql().query(
        "SELECT id FROM people_access WHERE org = ? AND id > ? AND current = 1 LIMIT ?",
        {view.org(), store::value_of(id), limit}, [&](const store::Row&) { ++count; }));
    return count;
}

}  // namespace muniment::audit
