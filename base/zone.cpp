// The date library is seen only here; its exceptions become errors.
#include "base/zone.h"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>

namespace muniment {

using namespace std::chrono;

static const date::time_zone* found(const void* zone) {
    return static_cast<const date::time_zone*>(zone);
}

seconds Zone::offset(Instant at) const {
    if (at_ == nullptr) return seconds{0};
    return found(at_)->get_info(floor<seconds>(at)).offset;
}

Result<Zone> zone_of(const std::string& name) {
    Zone zone;
    if (name == zone.name_) return zone;
    const date::tzdb* database = nullptr;
    try {
        database = &date::get_tzdb();
    } catch (const std::exception&) {  // as if it had no zone
    }
    if (database == nullptr || database->zones.empty())
        return Error{Fault::unavailable,
                     "This machine has no tz database, so only UTC is known; install tzdata."};
    const Error unknown{Fault::incorrect,
                        "There is no time zone of that name; give an IANA name "
                        "such as America/Chicago."};
    // Not locate_zone: whether it takes a string_view depends on how the library was built.
    const auto one = std::ranges::find(database->zones, name, &date::time_zone::name);
    if (one == database->zones.end()) return unknown;
    try {
        zone.at_ = &*one;
        zone.name_ = name;
        zone.offset(Instant{});  // reads the zone's file now, so that no later use can fail
        return zone;
    } catch (const std::exception&) {
        return unknown;
    }
}

std::optional<Zone> machine_zone() {
    try {
        const auto zone = zone_of(date::current_zone()->name());
        return zone ? std::optional<Zone>(*zone) : std::nullopt;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

Day day_in(const Zone& zone, Instant at) { return floor<days>(at + zone.offset(at)); }

Instant start_of(const Zone& zone, Day day) {
    if (zone.at_ == nullptr) return Instant{day};
    const date::local_seconds midnight{day.time_since_epoch()};
    const auto info = found(zone.at_)->get_info(midnight);
    // A midnight that the clock leaps over: the day begins with the leap. One that comes twice: the
    // first.
    if (info.result == date::local_info::nonexistent) return Instant{info.first.end};
    return Instant{midnight.time_since_epoch() - info.first.offset};
}

Day chart_day(const Zone& zone, Instant at) {
    const Day day = floor<days>(at);
    return at == day ? day : day_in(zone, at);
}

std::string wall_text(const Zone& zone, Instant at) {
    const Instant wall = at + zone.offset(at);
    const Day day = floor<days>(wall);
    const hh_mm_ss time{wall - day};
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), " %02d:%02d", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()));
    return to_text(day) + text.data();
}

}  // namespace muniment
