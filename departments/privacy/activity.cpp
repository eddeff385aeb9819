#include "departments/privacy/activity.h"

#include <algorithm>

namespace muniment::privacy {
namespace {

struct Key {
    std::uint64_t group = 0;
    std::uint64_t order = 0;
    std::uint32_t event = 0;
    auto operator<=>(const Key&) const = default;
};

std::uint64_t joined(std::uint32_t high, std::uint32_t low) {
    return static_cast<std::uint64_t>(high) << 32 | low;
}

std::uint32_t slot_of(const Event& event, Span span) {
    const std::int32_t day = event.day;
    return static_cast<std::uint32_t>(span == Span::day ? day : day * 24 + event.hour);
}

bool opens(const Event& event) { return event.deed != Deed::search && event.deed != Deed::denied; }

std::vector<Key> by_time(std::span<const Event> events, Span span) {
    std::vector<Key> keys;
    keys.reserve(events.size());
    for (std::uint32_t i = 0; i < events.size(); ++i)
        keys.push_back({joined(events[i].user, slot_of(events[i], span)), events[i].patient, i});
    std::ranges::sort(keys);
    return keys;
}

std::vector<Key> by_pair(std::span<const Event> events) {
    std::vector<Key> keys;
    keys.reserve(events.size());
    for (std::uint32_t i = 0; i < events.size(); ++i)
        keys.push_back({joined(events[i].user, events[i].patient),
                        static_cast<std::uint64_t>(microseconds_of(events[i].at)), i});
    std::ranges::sort(keys);
    return keys;
}

// Calls take(run) for each run of keys of one group.
template <class Take>
void each_run(const std::vector<Key>& keys, Take take) {
    for (std::size_t first = 0; first < keys.size();) {
        std::size_t last = first;
        while (last < keys.size() && keys[last].group == keys[first].group) ++last;
        take(std::span(keys).subspan(first, last - first));
        first = last;
    }
}

std::int32_t distinct_patients(std::span<const Event> events, std::span<const Key> run) {
    std::int32_t count = 0;
    std::uint64_t last = ~std::uint64_t{0};
    for (const Key& key : run) {
        if (key.order == last || !opens(events[key.event])) continue;
        ++count;
        last = key.order;
    }
    return count;
}

Between pair_of(std::span<const Event> events, std::span<const Key> run) {
    Between all;
    std::int32_t last_day = INT32_MIN;
    for (const Key& key : run) {
        const Event& event = events[key.event];
        all.evidence |= event.evidence & relations;
        all.searched |= event.deed == Deed::search;
        all.wrote |= event.deed == Deed::write;
        // Who was refused tried to open the record: it did not only stand in a list.
        if (event.deed != Deed::search) all.listed_only = false;
        if (!opens(event)) continue;
        all.days += event.day != last_day;
        last_day = event.day;
    }
    return all;
}

// Was the broken glass followed by something written or ordered, in time? Not yet due: taken as
// followed. An order or note of the chart comes as evidence, with whichever access it was found at.
bool unfollowed(std::span<const Event> events, std::span<const Key> rest, Instant until,
                std::chrono::hours follow_up) {
    const Instant end = events[rest.front().event].at + follow_up;
    if (until < end) return false;
    return std::ranges::none_of(rest, [&](const Key& key) {
        const Event& event = events[key.event];
        const bool written = event.deed == Deed::write ||
                             (event.evidence & (bit(Fact::order) | bit(Fact::documented))) != 0;
        return written && event.at <= end;
    });
}

}  // namespace

std::vector<Volume> volumes_of(std::span<const Event> events, Span span) {
    std::vector<Volume> volumes;
    each_run(by_time(events, span), [&](std::span<const Key> run) {
        const Event& first = events[run.front().event];
        volumes.push_back({first.user, first.day, span == Span::hour ? first.hour : -1,
                           distinct_patients(events, run), run.size()});
    });
    return volumes;
}

std::vector<Between> between(std::span<const Event> events, Instant until,
                             std::chrono::hours follow_up) {
    std::vector<Between> all(events.size());
    each_run(by_pair(events), [&](std::span<const Key> run) {
        const Between pair = pair_of(events, run);
        for (std::size_t i = 0; i < run.size(); ++i) {
            Between& one = all[run[i].event] = pair;
            if (events[run[i].event].deed == Deed::break_glass)
                one.glass_unfollowed = unfollowed(events, run.subspan(i), until, follow_up);
        }
    });
    each_run(by_time(events, Span::hour), [&](std::span<const Key> run) {
        const std::int32_t patients = distinct_patients(events, run);
        for (const Key& key : run) all[key.event].in_hour = patients;
    });
    each_run(by_time(events, Span::day), [&](std::span<const Key> run) {
        const std::int32_t patients = distinct_patients(events, run);
        for (const Key& key : run) all[key.event].in_day = patients;
    });
    return all;
}

}  // namespace muniment::privacy
