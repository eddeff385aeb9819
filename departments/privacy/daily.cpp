#include "departments/privacy/daily.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace muniment::privacy {
namespace {

struct Place {
    std::uint64_t pair = 0;
    std::int64_t at = 0;
    std::uint32_t event = 0;
    auto operator<=>(const Place&) const = default;
};

std::vector<Place> places_of(std::span<const Event> events, std::span<const Judged> judged) {
    std::vector<Place> places;
    for (std::uint32_t i = 0; i < events.size(); ++i)
        if (judged[i].fired != 0)
            places.push_back({static_cast<std::uint64_t>(events[i].user) << 32 | events[i].patient,
                              microseconds_of(events[i].at), i});
    std::ranges::sort(places);
    return places;
}

void add(Suspicion& to, const Event& event, const Judged& judged, std::int32_t& last_day) {
    to.together.fired |= judged.fired;
    to.together.suppressed |= judged.suppressed;
    to.together.facts |= judged.facts;
    to.days += event.day != last_day;
    last_day = event.day;
}

// What spoke at one access is not explained away by another's being explained.
void weigh(Suspicion& one, const Scoring& scoring) {
    one.together.suppressed &= ~one.together.fired;
    for (std::size_t i = 0; i < scoring.signals.size(); ++i)
        if ((one.together.fired >> i & 1) != 0) one.score += scoring.signals[i].weight;
    one.together.score = one.score;
}

bool before(const Suspicion& one, const Suspicion& other) {
    const auto key = [](const Suspicion& of) {
        return std::tuple(-of.score, -of.days, -static_cast<std::int64_t>(of.events.size()),
                          of.user, of.patient);
    };
    return key(one) < key(other);
}

// Who looked at very many is one question to one person, not fifty.
void fold(std::vector<Suspicion>& list, int pairs_per_person) {
    std::map<std::uint32_t, int> pairs;
    for (const Suspicion& one : list) ++pairs[one.user];
    std::map<std::uint32_t, std::size_t> foremost;
    std::vector<Suspicion> folded;
    for (Suspicion& one : list) {
        const auto first = foremost.find(one.user);
        if (first == foremost.end()) {
            if (pairs[one.user] > pairs_per_person) foremost[one.user] = folded.size();
            folded.push_back(std::move(one));
            continue;
        }
        Suspicion& into = folded[first->second];
        into.others.push_back(one.patient);
        into.events.insert(into.events.end(), one.events.begin(), one.events.end());
    }
    list = std::move(folded);
}

}  // namespace

std::vector<Suspicion> suspicions(std::span<const Event> events, std::span<const Judged> judged,
                                  const Scoring& scoring) {
    const auto places = places_of(events, judged);
    std::vector<Suspicion> list;
    for (std::size_t i = 0; i < places.size();) {
        const std::uint64_t pair = places[i].pair;
        Suspicion one;
        one.user = events[places[i].event].user;
        one.patient = events[places[i].event].patient;
        std::int32_t last_day = INT32_MIN;
        for (; i < places.size() && places[i].pair == pair; ++i) {
            add(one, events[places[i].event], judged[places[i].event], last_day);
            one.events.push_back(places[i].event);
        }
        weigh(one, scoring);
        if (one.score >= scoring.limits.review_score) list.push_back(std::move(one));
    }
    std::ranges::sort(list, before);
    fold(list, scoring.limits.pairs_per_person);
    return list;
}

Today cut(const std::vector<Suspicion>& list, const ReviewLimits& limits) {
    const int each = std::max(1, limits.minutes_per_case);
    Today today;
    for (const Suspicion& one : list) {
        const bool fits = today.minutes + each <= limits.minutes_per_day;
        if (!fits && one.score < limits.page_score) break;  // the list is ranked
        ++today.shown;
        today.minutes += each;
    }
    today.left = list.size() - today.shown;
    return today;
}

}  // namespace muniment::privacy
