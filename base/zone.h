// The facility's time zone: which calendar day an instant falls on there, and when that day begins.
// Zones and their rules are those of the machine's tz database (package tzdata), by IANA name.
// UTC needs no database. Values are cheap to copy and safe to use from every thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"
#include "base/time.h"

namespace muniment {

class Zone {
  public:
    Zone() = default;  // UTC
    const std::string& name() const { return name_; }
    // Seconds to add to UTC at this instant to get the clock on the wall.
    std::chrono::seconds offset(Instant at) const;

  private:
    friend Result<Zone> zone_of(const std::string& name);
    friend Instant start_of(const Zone& zone, Day day);
    const void* at_ = nullptr;  // of the database, which lives as long as the program; null: UTC
    std::string name_ = "UTC";
};

// "America/Chicago". incorrect: there is no such zone; unavailable: no tz database on this machine.
Result<Zone> zone_of(const std::string& name);
// The machine's own zone; nullopt when it names none that the database has.
std::optional<Zone> machine_zone();

// The calendar day there.
Day day_in(const Zone& zone, Instant at);
// The day's first moment there; where the clock leaps over midnight, the first that exists.
Instant start_of(const Zone& zone, Day day);
// A date in a chart: one without a time is kept as midnight UTC (parse_fhir_time) and is its own
// day in every zone.
Day chart_day(const Zone& zone, Instant at);
// "2026-11-22 14:05" there, for people.
std::string wall_text(const Zone& zone, Instant at);

}  // namespace muniment
