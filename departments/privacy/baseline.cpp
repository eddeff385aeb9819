// What is usual for a person and for her peers, from a history of accesses.
#include <cmath>

#include "departments/privacy/activity.h"

namespace muniment::privacy {
namespace {

// Mean and spread without keeping the numbers.
struct Sums {
    double count = 0, sum = 0, squares = 0;
    void add(double value) {
        ++count;
        sum += value;
        squares += value * value;
    }
    double mean() const { return count > 0 ? sum / count : 0; }
    double sigma() const {
        return count > 1 ? std::sqrt(std::max(0.0, squares / count - mean() * mean())) : 0;
    }
};
struct Tally {
    Sums hour, day;
    std::array<double, 24> by_hour{};
    double events = 0;
    int days = 0;
};

Usual usual_of(const Tally& tally) {
    Usual usual{tally.hour.mean(), tally.hour.sigma(), tally.day.mean(), tally.day.sigma(), {},
                tally.days};
    for (std::size_t hour = 0; hour < 24 && tally.events > 0; ++hour)
        usual.permille[hour] =
            static_cast<std::uint16_t>(1000 * tally.by_hour[hour] / tally.events);
    return usual;
}

}  // namespace

Baselines baselines_of(std::span<const Event> history, const Roster& roster) {
    std::vector<Tally> users(roster.staff.size());
    std::map<std::uint32_t, Tally> groups;
    const auto tally = [&](const Volume& volume, const auto& note) {
        if (volume.user >= users.size()) return;  // of nobody on the roster
        note(users[volume.user]);
        note(groups[roster.staff[volume.user].group]);
    };
    for (const Volume& one : volumes_of(history, Span::hour))
        tally(one, [&](Tally& into) {
            into.hour.add(one.patients);
            into.by_hour[static_cast<std::size_t>(one.hour)] += static_cast<double>(one.events);
            into.events += static_cast<double>(one.events);
        });
    for (const Volume& one : volumes_of(history, Span::day))
        tally(one, [&](Tally& into) {
            into.day.add(one.patients);
            ++into.days;
        });
    Baselines baselines;
    for (const Tally& one : users) baselines.users.push_back(usual_of(one));
    for (const auto& [group, one] : groups) baselines.groups[group] = usual_of(one);
    return baselines;
}

}  // namespace muniment::privacy
