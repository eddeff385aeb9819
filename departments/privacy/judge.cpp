#include "departments/privacy/judge.h"

#include <algorithm>
#include <cmath>

#include "departments/privacy/activity.h"

namespace muniment::privacy {
namespace {

using enum Fact;

struct Scene {
    const Event& event;
    const Between& between;
    const Staff& staff;
    const Patient& patient;
    const Usual& usual;
    const ReviewLimits& limits;
};

bool same(Interned one, Interned other) { return one != 0 && one == other; }

// Who the two are to each other.
FactSet kinship(const Scene& in) {
    const Staff& staff = in.staff;
    const Patient& patient = in.patient;
    FactSet facts = 0;
    if (in.event.patient == staff.self) return bit(own_record);
    if (same(staff.surname, patient.surname)) {
        facts |= bit(same_surname);
        if (patient.frequent_surname) facts |= bit(frequent_surname);
    }
    if (same(staff.address, patient.address)) facts |= bit(same_household) | bit(same_contact);
    if (same(staff.phone, patient.phone)) facts |= bit(same_contact);
    if (same(staff.street, patient.street) && !same(staff.address, patient.address))
        facts |= bit(neighbour);
    if (patient.name != 0 &&
        std::ranges::find(staff.contacts, patient.name) != staff.contacts.end())
        facts |= bit(emergency_contact);
    return facts;
}

FactSet colleagues(const Scene& in, const Roster& roster) {
    const std::uint32_t other = in.patient.employee;
    if (other == nobody || other == in.event.user) return 0;
    FactSet facts = bit(co_worker);
    if (other < roster.staff.size() &&
        (roster.staff[other].departments & in.staff.departments) != 0)
        facts |= bit(same_department);
    return facts;
}

FactSet about_patient(const Scene& in) {
    const Patient& patient = in.patient;
    FactSet facts = 0;
    if (patient.vip) facts |= bit(vip);
    if (patient.sensitive) facts |= bit(sensitive);
    if (patient.died && in.event.day > *patient.died + in.limits.deceased_days)
        facts |= bit(long_deceased);
    if (patient.in_news && std::abs(in.event.day - *patient.in_news) <= in.limits.news_days)
        facts |= bit(in_the_news);
    return facts;
}

bool within_shift(int hour, int from, int to) {
    if (from == to || (from == 0 && to == 24)) return true;
    return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

// An hour before and after a shift belongs to it: handing over takes time.
bool near_shift(const Event& event, const Staff& staff) {
    for (const int shift : {0, 1, 23})
        if (within_shift((event.hour + shift) % 24, staff.shift_from, staff.shift_to)) return true;
    return false;
}

bool unusual(const Scene& in) {
    if (in.usual.days < in.limits.history_days) return false;
    int near = 0;
    for (const unsigned shift : {0u, 1u, 23u})
        near += in.usual.permille[(in.event.hour + shift) % 24];
    return near < in.limits.unusual_permille;
}

// Counts of people vary by their root at the least, so a person of steady habits is not held to
// one patient more.
bool beyond(double count, double mean, double sigma, int sigmas) {
    return mean > 0 && count > mean + sigmas * std::max({sigma, std::sqrt(mean), 1.0});
}

FactSet about_work(const Scene& in) {
    const Staff& staff = in.staff;
    FactSet facts = 0;
    if (!near_shift(in.event, staff)) facts |= bit(off_shift);
    if (staff.departments != 0 && in.patient.departments != 0 &&
        (staff.departments & in.patient.departments) == 0)
        facts |= bit(other_unit);
    if (unusual(in)) facts |= bit(unusual_hour);
    if (facts != 0) facts |= bit(out_of_place);
    if (in.between.in_hour > in.limits.patients_per_hour ||
        beyond(in.between.in_hour, in.usual.hour_mean, in.usual.hour_sigma, in.limits.sigmas) ||
        beyond(in.between.in_day, in.usual.day_mean, in.usual.day_sigma, in.limits.sigmas))
        facts |= bit(volume_spike);
    if (staff.ends && in.event.at > *staff.ends) facts |= bit(access_ended);
    if (staff.care_role) facts |= bit(care_role);
    if (staff.employee_health) facts |= bit(employee_health);
    return facts;
}

FactSet about_pair(const Scene& in) {
    const Between& between = in.between;
    FactSet facts = in.event.evidence & given;
    const bool related = (between.evidence & relations) != 0;
    facts |= between.evidence;
    if (!related) facts |= bit(no_relation);
    if (between.listed_only) facts |= bit(listed_only);
    if (between.glass_unfollowed) facts |= bit(glass_unfollowed);
    if (!related && between.days >= in.limits.repeat_days) facts |= bit(repeated);
    if (!related && in.staff.care_role && between.searched && !between.listed_only &&
        !between.wrote)
        facts |= bit(never_charted);
    return facts;
}

Judged weigh(FactSet facts, const std::vector<Weighed>& signals) {
    Judged judged;
    judged.facts = facts;
    for (std::size_t i = 0; i < signals.size(); ++i) {
        const Weighed& signal = signals[i];
        if ((facts & signal.all) != signal.all) continue;
        if ((facts & signal.unless) != 0) {
            judged.suppressed |= std::uint64_t{1} << i;
            continue;
        }
        judged.fired |= std::uint64_t{1} << i;
        judged.score += signal.weight;
    }
    return judged;
}

const Usual& usual_of(const Event& event, const Roster& roster, const Baselines& baselines,
                      const ReviewLimits& limits) {
    static const Usual none;
    const bool own = event.user < baselines.users.size();
    if (own && baselines.users[event.user].days >= limits.history_days)
        return baselines.users[event.user];
    const auto peers = baselines.groups.find(roster.staff[event.user].group);
    return peers == baselines.groups.end() ? none : peers->second;
}

Result<FactSet> mask_of(const std::vector<std::string>& names, const rules::Signal& rule) {
    FactSet mask = 0;
    for (const std::string& name : names) {
        const auto fact = enum_value<Fact>(name);
        if (!fact)
            return Error{Fault::incorrect, rule.where + ": signal " + rule.name + " asks about \"" +
                                               name + "\", which is no fact of an access."};
        mask |= bit(*fact);
    }
    return mask;
}

Result<Weighed> weighed(const rules::Signal& rule, const std::map<std::string, int>& weights) {
    std::vector<std::string> all;
    for (const auto& is : rule.when.all) {
        if (is.values != std::vector<std::string>{"true"})
            return Error{Fault::incorrect, rule.where + ": signal " + rule.name +
                                               " may only ask whether a fact is true."};
        all.push_back(is.fact);
    }
    const auto adjusted = weights.find(rule.name);
    const int weight = adjusted == weights.end() ? rule.weight : adjusted->second;
    const FactSet needs = TRY(mask_of(all, rule));
    const FactSet unless = TRY(mask_of(rule.unless, rule));
    return Weighed{&rule, weight, needs, unless};
}

SignalReason reason_of(const Weighed& signal, FactSet because) {
    return {signal.rule->name, signal.rule->id,  signal.rule->cite,
            signal.weight,     signal.rule->say, names_of(because)};
}

}  // namespace

std::vector<std::string> names_of(FactSet facts) {
    std::vector<std::string> names;
    for (unsigned i = 0; facts >> i != 0; ++i)
        if ((facts >> i & 1) != 0) names.emplace_back(enum_name(static_cast<Fact>(i)));
    return names;
}

Result<Scoring> scoring_of(const rules::Packs& packs, Day today,
                           const std::map<std::string, int>& weights) {
    Scoring scoring;
    for (const rules::Signal* rule : packs.signals(today)) {
        const Weighed one = TRY(weighed(*rule, weights));
        scoring.signals.push_back(one);
    }
    if (scoring.signals.size() > 64)
        return Error{Fault::incorrect, "More than 64 signals are in force; the judge holds 64."};
    using Members = boost::describe::describe_members<ReviewLimits, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Members>([&](auto member) {
        const rules::Limit* limit = packs.limit(member.name, today);
        if (limit != nullptr) scoring.limits.*member.pointer = limit->value;
    });
    return scoring;
}

std::vector<Judged> judge(std::span<const Event> events, const Roster& roster,
                          const Baselines& baselines, const Scoring& scoring, Instant until) {
    const auto pairs = between(events, until, std::chrono::hours(scoring.limits.follow_up_hours));
    std::vector<Judged> verdicts(events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Event& event = events[i];
        if (event.user >= roster.staff.size() || event.patient >= roster.patients.size()) continue;
        const Scene scene{event,
                          pairs[i],
                          roster.staff[event.user],
                          roster.patients[event.patient],
                          usual_of(event, roster, baselines, scoring.limits),
                          scoring.limits};
        const FactSet facts = kinship(scene) | colleagues(scene, roster) | about_patient(scene) |
                              about_work(scene) | about_pair(scene);
        verdicts[i] = weigh(facts, scoring.signals);
    }
    return verdicts;
}

AccessVerdict explain(const Judged& judged, const Scoring& scoring) {
    AccessVerdict verdict;
    verdict.score = judged.score;
    for (std::size_t i = 0; i < scoring.signals.size(); ++i) {
        const Weighed& signal = scoring.signals[i];
        if ((judged.fired >> i & 1) != 0) verdict.reasons.push_back(reason_of(signal, signal.all));
        if ((judged.suppressed >> i & 1) != 0)
            verdict.suppressed.push_back(reason_of(signal, judged.facts & signal.unless));
    }
    std::ranges::sort(verdict.reasons, [](const SignalReason& one, const SignalReason& other) {
        return std::pair(-one.weight, std::string_view(one.signal)) <
               std::pair(-other.weight, std::string_view(other.signal));
    });
    return verdict;
}

}  // namespace muniment::privacy
