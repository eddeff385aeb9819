// Days and instants. A day (calendar, facility-local) never becomes an instant by accident.
// Instants are UTC microseconds since 1970, as stored (bigint).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace muniment {

using Day = std::chrono::sys_days;
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

inline Instant instant_of(std::int64_t microseconds) {
    return Instant{std::chrono::microseconds{microseconds}};
}
inline std::int64_t microseconds_of(Instant at) { return at.time_since_epoch().count(); }

std::string to_text(Day day);       // "2026-11-22"
std::string to_text(Instant at);    // "2026-11-22T05:45:00Z"; fractions only when not zero
std::string to_long_text(Day day);  // "November 22, 2026"
std::optional<Day> parse_day(std::string_view text);  // exactly YYYY-MM-DD, a real date
// FHIR date, dateTime or instant (R4 2.24.0.1): YYYY, YYYY-MM, YYYY-MM-DD, or with a time and
// zone. Partial dates give their first moment, UTC. nullopt when the text is not a date.
std::optional<Instant> parse_fhir_time(std::string_view text);

// Where the time comes from. Engines and decisions take `today` as an argument instead.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
  public:
    Instant now() const override {
        return std::chrono::time_point_cast<std::chrono::microseconds>(
            std::chrono::system_clock::now());
    }
};

}  // namespace muniment
