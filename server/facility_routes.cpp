// The facility's time zone: which day is today at the desk.
#include "server/routes.h"

namespace muniment::server {

using house::Call;
using house::gives;
using house::Outcome;
using house::Permission;
using house::takes;

struct FacilityAnswer {
    std::string name;
    std::string time_zone;  // IANA name
    Day today{};            // there
};
BOOST_DESCRIBE_STRUCT(FacilityAnswer, (), (name, time_zone, today))

struct FacilityChange {
    std::string time_zone;
};
BOOST_DESCRIBE_STRUCT(FacilityChange, (), (time_zone))

static FacilityAnswer answer(const Call& call, const Zone& zone) {
    return {call.house.facility(), zone.name(), day_in(zone, call.house.now())};
}

static Result<Outcome> show_facility(const Call& call) {
    return house::shows(answer(call, call.house.zone()));
}

static Result<Outcome> change_facility(const Call& call) {
    const auto asked = TRY(call.body<FacilityChange>());
    const Zone zone = TRY(zone_of(asked.time_zone));
    auto act = TRY(call.house.change_zone(call.view, zone));
    return house::does(std::move(act), answer(call, zone));
}

static const house::Route facility_table[] = {
    {"GET", "/facility", Permission::signed_in, show_facility, nullptr, gives<FacilityAnswer>,
     "The facility's name, time zone and today"},
    {"PUT", "/facility", Permission::administer, change_facility, takes<FacilityChange>,
     gives<FacilityAnswer>, "Sets the facility's time zone, an IANA name"},
};

house::Routes facility_routes() { return facility_table; }

}  // namespace muniment::server
