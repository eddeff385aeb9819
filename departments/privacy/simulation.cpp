#include "departments/privacy/simulation.h"

#include <algorithm>
#include <set>

namespace muniment::privacy {
namespace {

constexpr int units = 12;  // 0 is the emergency department
constexpr int him_department = 12;
constexpr std::uint32_t care_group = 100;

enum class Job { nurse, physician, coder, biller, transporter, float_nurse, reviewer };

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15u + 1) {}
    std::uint32_t below(std::size_t bound) {
        state_ += 0x9e3779b97f4a7c15u;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return static_cast<std::uint32_t>((z ^ (z >> 31)) % bound);
    }
    bool percent(std::uint32_t chance) { return below(100) < chance; }

  private:
    std::uint64_t state_;
};

struct Person {
    Interned surname = 0, name = 0, address = 0, phone = 0, street = 0;
};

struct Maker {
    Dice dice;
    const SimulationSize& size;
    Simulated made;
    std::vector<Job> jobs;
    std::vector<int> home_unit;
    std::vector<std::vector<std::uint32_t>> on_unit;  // patients now, by unit
    Interned next_name = 1;
    std::int32_t first_day;

    Maker(const SimulationSize& of, Day first)
        : dice(of.seed),
          size(of),
          on_unit(units),
          first_day(static_cast<std::int32_t>(first.time_since_epoch().count())) {}

    // Frequent names are frequent: the square of an even draw.
    Interned surname() {
        const std::uint32_t draw = dice.below(1000);
        return 1 + draw * draw / 1700;
    }
    Person person() {
        Person one;
        one.surname = surname();
        one.name = next_name++;
        one.street = 1 + dice.below(900);
        one.address = one.street * 1000 + dice.below(60);
        one.phone = next_name;
        return one;
    }

    template <class T>
    static void put(T& into, const Person& one) {
        into.surname = one.surname;
        into.address = one.address;
        into.phone = one.phone;
        into.street = one.street;
    }

    void hire(Job job, int unit, int from, int to) {
        Staff staff;
        put(staff, person());
        staff.departments = std::uint64_t{1} << unit;
        staff.group = static_cast<std::uint32_t>(job) * care_group + static_cast<unsigned>(unit);
        staff.shift_from = static_cast<std::uint8_t>(from);
        staff.shift_to = static_cast<std::uint8_t>(to);
        staff.care_role = job != Job::coder && job != Job::biller && job != Job::reviewer;
        made.roster.staff.push_back(staff);
        jobs.push_back(job);
        home_unit.push_back(unit);
    }

    void hire_all() {
        for (int unit = 0; unit < units; ++unit)
            for (int i = 0; i < size.staff_per_unit; ++i) {
                const bool physician = i % 5 == 0;
                const bool night = i % 3 == 1;
                hire(physician ? Job::physician : Job::nurse, unit, night ? 19 : 7, night ? 7 : 19);
            }
        for (int i = 0; i < 20; ++i) hire(Job::coder, him_department, 8, 17);
        for (int i = 0; i < 12; ++i) hire(Job::biller, him_department + 1, 8, 17);
        for (int i = 0; i < 10; ++i) hire(Job::transporter, him_department + 2, 7, 19);
        for (int i = 0; i < 15; ++i) hire(Job::float_nurse, him_department + 3, 7, 19);
        for (int i = 0; i < 4; ++i) hire(Job::reviewer, him_department + 4, 8, 17);
    }

    // Families and neighbours of the staff, and the staff itself, are patients like others.
    void admit_all() {
        auto& staff = made.roster.staff;
        for (int i = 0; i < size.patients; ++i) {
            Person one = person();
            Patient patient;
            if (i % 25 == 0) {  // of a colleague's household
                const Staff& kin = staff[dice.below(staff.size())];
                one.surname = dice.percent(70) ? kin.surname : one.surname;
                one.address = kin.address;
                one.street = kin.street;
            }
            put(patient, one);
            patient.name = one.name;
            if (i % 40 == 1) {
                const auto who = dice.below(staff.size());
                if (staff[who].self == nobody) {
                    staff[who].self = static_cast<std::uint32_t>(i);
                    patient.employee = who;
                    put(patient, Person{staff[who].surname, one.name, staff[who].address,
                                        staff[who].phone, staff[who].street});
                }
            }
            patient.vip = i % 400 == 2;
            patient.sensitive = i % 12 == 3;
            patient.frequent_surname = patient.surname <= 40;
            if (i % 50 == 4) patient.died = first_day - 60 + static_cast<int>(dice.below(50));
            if (i % 900 == 5) patient.in_news = first_day + static_cast<int>(dice.below(10));
            const int unit = static_cast<int>(dice.below(units));
            patient.departments = std::uint64_t{1} << unit;
            made.roster.patients.push_back(patient);
            if (i % 20 == 6 || patient.in_news)
                on_unit[static_cast<std::size_t>(unit)].push_back(static_cast<std::uint32_t>(i));
        }
    }

    void note(std::vector<Event>& into, std::uint32_t user, std::uint32_t patient, std::int32_t day,
              int hour, Deed deed, FactSet evidence) {
        Event event;
        event.day = day + hour / 24;
        event.hour = static_cast<std::uint8_t>(hour % 24);
        event.at = Instant{Day{std::chrono::days(day)} + std::chrono::hours(hour)} +
                   std::chrono::seconds(dice.below(3600));
        event.deed = deed;
        event.user = user;
        event.patient = patient;
        event.evidence = evidence;
        into.push_back(event);
    }

    int work_hour(std::uint32_t user) {
        const Staff& staff = made.roster.staff[user];
        const int length = (staff.shift_to - staff.shift_from + 24) % 24;
        return staff.shift_from + static_cast<int>(dice.below(static_cast<std::size_t>(length)));
    }

    // Someone opened for work, several times; sometimes the evidence of it is not recorded.
    void care(std::vector<Event>& into, std::uint32_t user, std::uint32_t patient, std::int32_t day,
              Fact why, std::uint32_t recorded_percent) {
        const FactSet evidence = dice.percent(recorded_percent) ? bit(why) : 0;
        const int looks = 2 + static_cast<int>(dice.below(5));
        for (int i = 0; i < looks; ++i) {
            const bool writes = made.roster.staff[user].care_role && i % 3 == 1;
            note(into, user, patient, day, work_hour(user), writes ? Deed::write : Deed::view,
                 evidence);
        }
    }

    std::uint32_t patient_on(int unit) {
        const auto& there = on_unit[static_cast<std::size_t>(unit)];
        return there[dice.below(there.size())];
    }
    std::uint32_t any_patient() { return dice.below(made.roster.patients.size()); }

    void shift_of(std::vector<Event>& into, std::uint32_t user, std::int32_t day) {
        const int unit = home_unit[user];
        const auto rounds = [&](int count, auto next, Fact why, std::uint32_t recorded) {
            for (int i = 0; i < count; ++i) care(into, user, next(), day, why, recorded);
        };
        const auto here = [&] { return patient_on(unit); };
        const auto anywhere = [&] { return patient_on(static_cast<int>(dice.below(units))); };
        const auto any = [&] { return any_patient(); };
        switch (jobs[user]) {
            case Job::nurse:
                rounds(5, here, Fact::care_team, 99);
                break;
            case Job::physician:
                rounds(8, here, Fact::order, 99);
                rounds(2, anywhere, Fact::consult, 95);
                break;
            case Job::coder:
                rounds(20, any, Fact::task, 100);
                break;
            case Job::biller:
                rounds(20, any, Fact::claim, 99);
                break;
            case Job::transporter:
                rounds(10, anywhere, Fact::transport, 98);
                break;
            case Job::float_nurse:
                rounds(5, anywhere, Fact::on_call, 97);
                break;
            case Job::reviewer:
                rounds(10, any, Fact::quality_review, 100);
                break;
        }
        // A namesake opened by mistake, and what a search listed.
        if (dice.percent(3)) note(into, user, any_patient(), day, work_hour(user), Deed::view, 0);
        if (dice.percent(30))
            for (int i = 0; i < 8; ++i)
                note(into, user, any_patient(), day, work_hour(user), Deed::search, 0);
    }

    void work(std::vector<Event>& into, std::int32_t day) {
        // Every unit changes some of its patients.
        for (auto& there : on_unit)
            for (std::size_t i = 0; i < there.size(); ++i)
                if (dice.percent(20)) there[i] = any_patient();
        for (std::uint32_t user = 0; user < jobs.size(); ++user)
            if ((static_cast<std::uint32_t>(day) + user) % 7 < 4) shift_of(into, user, day);
    }

    std::uint32_t care_giver() {
        for (;;) {
            const auto user = dice.below(jobs.size());
            if (made.roster.staff[user].care_role) return user;
        }
    }
    std::uint32_t someone_of(Job job) {
        for (;;) {
            const auto user = dice.below(jobs.size());
            if (jobs[user] == job) return user;
        }
    }

    // The patient is made to be what the kind needs; the rest of the two stays as it was drawn.
    void bring_together(Snooper kind, std::uint32_t user, std::uint32_t patient, std::int32_t day) {
        Staff& staff = made.roster.staff[user];
        Patient& victim = made.roster.patients[patient];
        const auto employ = [&](bool same_department) {
            std::uint32_t other = user;
            while (other == user || made.roster.staff[other].self != nobody ||
                   (home_unit[other] == home_unit[user]) != same_department)
                other = dice.below(jobs.size());
            made.roster.staff[other].self = patient;
            victim.employee = other;
        };
        switch (kind) {
            case Snooper::household:
                victim.address = staff.address;
                victim.street = staff.street;
                break;
            case Snooper::vip:
                victim.vip = true;
                break;
            case Snooper::colleague:
                employ(true);
                break;
            case Snooper::neighbour:
                victim.street = staff.street;
                break;
            case Snooper::former_spouse:
                staff.contacts.push_back(victim.name);
                break;
            case Snooper::leaver:
                staff.ends = Instant{Day{std::chrono::days(day)}};
                break;
            case Snooper::deceased:
                victim.died = day - 90;
                break;
            case Snooper::relative:
                victim.surname = staff.surname;
                victim.frequent_surname = staff.surname <= 40;
                break;
            case Snooper::news:
                victim.in_news = day - 2;
                break;
            case Snooper::protected_record:
                victim.sensitive = true;
                break;
            case Snooper::colleague_elsewhere:
                employ(false);
                break;
            default:
                break;
        }
    }

    void plant(Snooper kind, std::int32_t first, int days) {
        const std::int32_t day =
            first + static_cast<std::int32_t>(dice.below(static_cast<std::size_t>(days)));
        const std::uint32_t user = kind == Snooper::protected_record
                                       ? someone_of(dice.percent(50) ? Job::coder : Job::biller)
                                       : care_giver();
        auto& into = made.events;
        if (kind == Snooper::browsing) {
            const int hour = work_hour(user);
            for (int i = 0; i < 45; ++i) note(into, user, any_patient(), day, hour, Deed::view, 0);
            made.planted.push_back({kind, user, nobody});
            return;
        }
        const std::uint32_t patient = any_patient();
        bring_together(kind, user, patient, day);
        made.planted.push_back({kind, user, patient});
        const int hour = work_hour(user);
        if (kind == Snooper::broken_glass)
            note(into, user, patient, day, hour, Deed::break_glass, 0);
        if (kind == Snooper::following)
            for (int i = 1; i < 4 && day + i < first + days; ++i)
                note(into, user, patient, day + i, hour, Deed::view, 0);
        for (int i = 0; i < 2; ++i) note(into, user, patient, day, hour, Deed::view, 0);
    }
};

bool is(const Planted& planted, const Suspicion& found) {
    return planted.user == found.user &&
           (planted.patient == nobody || planted.patient == found.patient);
}

std::vector<Event> of_days(const std::vector<Event>& events, std::int32_t from, std::int32_t to) {
    std::vector<Event> chosen;
    for (const Event& event : events)
        if (event.day >= from && event.day < to) chosen.push_back(event);
    return chosen;
}

std::string fixed(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}
std::string percent(int part, int whole) {
    return whole == 0 ? "-" : fixed(100.0 * part / whole) + " %";
}

}  // namespace

Simulated simulate(const SimulationSize& size, Day first) {
    constexpr int history_days = 28;
    Maker maker(size, first);
    maker.made.days = size.days;
    maker.hire_all();
    maker.admit_all();
    for (int day = -history_days; day < 0; ++day)
        maker.work(maker.made.history, maker.first_day + day);
    for (int day = 0; day < size.days; ++day) maker.work(maker.made.events, maker.first_day + day);
    for (int i = 0; i < size.each; ++i)
        for (std::size_t kind = 0; kind < snooper_kinds; ++kind)
            maker.plant(static_cast<Snooper>(kind), maker.first_day, size.days);
    maker.made.until = Instant{first + std::chrono::days(size.days + 2)};
    return std::move(maker.made);
}

Measured measure(const Simulated& hospital, const Scoring& scoring) {
    const Baselines baselines = baselines_of(hospital.history, hospital.roster);
    Measured measured;
    std::vector<bool> caught(hospital.planted.size()), listed(hospital.planted.size());
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;  // a pair is one case
    const std::int32_t first = std::ranges::min(hospital.events, {}, &Event::day).day;
    int false_shown = 0;
    for (int n = 0; n < hospital.days; ++n) {
        // A week of what came before, so that repetition is seen and late evidence counts.
        const std::int32_t day = first + n;
        const auto events = of_days(hospital.events, day - 6, day + 1);
        const auto judged = judge(events, hospital.roster, baselines, scoring, hospital.until);
        auto list = suspicions(events, judged, scoring);
        std::erase_if(list, [&](const Suspicion& one) {
            return !seen.emplace(one.user, one.patient).second;
        });
        const Today today = cut(list, scoring.limits);
        measured.cases += static_cast<int>(list.size());
        measured.shown += static_cast<int>(today.shown);
        for (std::size_t rank = 0; rank < list.size(); ++rank) {
            bool true_one = false;
            for (std::size_t i = 0; i < hospital.planted.size(); ++i) {
                if (!is(hospital.planted[i], list[rank])) continue;
                true_one = true;
                caught[i] = true;
                if (rank < today.shown) listed[i] = true;
            }
            if (rank < today.shown) (true_one ? measured.shown_true : false_shown) += 1;
            constexpr std::size_t heads[] = {1, 3, 5, 10};
            for (std::size_t k = 0; k < 4; ++k) measured.at[k] += true_one && rank < heads[k];
        }
    }
    for (std::size_t i = 0; i < hospital.planted.size(); ++i) {
        const auto kind = static_cast<std::size_t>(hospital.planted[i].kind);
        ++measured.planted[kind];
        measured.caught[kind] += caught[i];
        measured.listed[kind] += listed[i];
    }
    measured.false_per_day = static_cast<double>(false_shown) / hospital.days;
    measured.false_minutes_per_day = measured.false_per_day * scoring.limits.minutes_per_case;
    return measured;
}

std::string report_of(const Measured& measured, const Simulated& hospital,
                      const ReviewLimits& limits) {
    std::string text = std::to_string(hospital.events.size()) + " accesses of " +
                       std::to_string(hospital.roster.staff.size()) + " people in " +
                       std::to_string(hospital.days) + " days, " +
                       std::to_string(hospital.planted.size()) + " planted snoopers\n";
    for (const bool held : {false, true}) {
        text += held ? "  kinds held out:" : "  kinds known:   ";
        int planted = 0, caught = 0, listed = 0;
        for (std::size_t kind = 0; kind < snooper_kinds; ++kind) {
            if (held_out(static_cast<Snooper>(kind)) != held) continue;
            planted += measured.planted[kind];
            caught += measured.caught[kind];
            listed += measured.listed[kind];
            text += " " + std::string(enum_name(static_cast<Snooper>(kind))) + " " +
                    std::to_string(measured.caught[kind]) + "/" +
                    std::to_string(measured.planted[kind]);
        }
        text += "\n    recall " + percent(caught, planted) + ", within the day's minutes " +
                percent(listed, planted) + "\n";
    }
    text += "  precision of the daily list " + percent(measured.shown_true, measured.shown) + " (" +
            std::to_string(measured.shown) + " shown, " +
            std::to_string(measured.cases - measured.shown) + " left, " +
            std::to_string(limits.minutes_per_day) + " minutes a day)\n  planted among the first";
    constexpr int heads[] = {1, 3, 5, 10};
    for (std::size_t k = 0; k < 4; ++k)
        text += " " + std::to_string(heads[k]) + ": " +
                percent(measured.at[k], heads[k] * hospital.days) + (k < 3 ? "," : "\n");
    return text + "  false alarms " + fixed(measured.false_per_day) + " a day, " +
           fixed(measured.false_minutes_per_day) + " minutes of " +
           std::to_string(limits.minutes_per_day) + "\n";
}

}  // namespace muniment::privacy
