// The facility's time zone: kept as a record, so that every change of it is in the ledger.
#include "kernel/house/facility.h"

namespace muniment::house {

const store::Table facility_table = {"house_facility", {}};

// Other programs on the same database hear of a change within this time.
static constexpr std::chrono::minutes zone_lasts{1};

static Uuid facility_id() { return derived_uuid("the facility"); }

static Result<Record<Facility>> read_facility(View& view) {
    auto record = read<Facility>(view, facility_table, facility_id());
    if (!record && record.error().fault == Fault::not_found) return Record<Facility>{};
    return record;
}

Result<std::optional<Zone>> zone_in(const Act& act) {
    std::optional<Facility> facility;
    for (const Draft& draft : act.drafts)
        if (draft.table == &facility_table) facility = TRY(from_json_text<Facility>(draft.content));
    if (!facility) return std::optional<Zone>();
    return std::optional<Zone>(TRY(zone_of(facility->time_zone)));
}

Zone House::zone() const {
    const std::lock_guard lock(zone_guard_);
    return zone_;
}

void House::use(const std::optional<Zone>& zone) {
    if (!zone) return;
    const std::lock_guard lock(zone_guard_);
    zone_ = *zone;
    zone_read_ = now();
}

Status House::read_zone(View& view) {
    {
        const std::lock_guard lock(zone_guard_);
        if (zone_read_ != Instant{} && now() - zone_read_ < zone_lasts) return ok();
        zone_read_ = now();
    }
    const auto facility = TRY(read_facility(view));
    const auto found = zone_of(facility.value.time_zone);
    if (!found)
        return Error{Fault::unavailable, "The facility's time zone is " + facility.value.time_zone +
                                             ", which this machine does not know; install or "
                                             "update tzdata."};
    use(*found);
    return ok();
}

Result<Act> House::change_zone(View& view, const Zone& zone) {
    auto now = TRY(read_facility(view));
    Act act;
    act.action = "house.facility";
    act.detail = {{"time_zone", zone.name()}, {"before", now.value.time_zone}};
    now.value.time_zone = zone.name();
    act.drafts.push_back(
        {&facility_table, facility_id(), now.version + 1, {}, Uuid{}, to_json_text(now.value)});
    return act;
}

}  // namespace muniment::house
