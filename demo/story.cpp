// Visits, measurements and orders of a story; its notes are in story_note.cpp.
// SPDX-License-Identifier: Apache-2.0
#include "demo/story.h"

#include "base/ensure.h"

namespace muniment::demo {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

Story::Story(Record& record, Dice dice, Day today) : record_(record), dice_(dice), today_(today) {
    draw_ = dice_.below(60);
}

void Story::set(std::string_view word, std::string_view value) {
    words_.insert_or_assign(std::string(word), std::string(value));
}

// Prefers the visit's own place; specialists work at the larger hospital and see patients at both.
std::size_t Story::who(Role role) const {
    const Place place = record_.visits.back().place;
    std::size_t here = 0, elsewhere = staff().size();
    for (std::size_t i = 0; i < staff().size(); ++i) {
        if (staff()[i].role != role) continue;
        if (staff()[i].place == place)
            ++here;
        else
            elsewhere = i;
    }
    if (here == 0) {
        ensure(elsewhere < staff().size(), "a role of the demo hospital has no staff");
        return elsewhere;
    }
    std::size_t nth = (draw_ + record_.visits.size()) % here;
    for (std::size_t i = 0;; ++i)
        if (staff()[i].role == role && staff()[i].place == place && nth-- == 0) return i;
}

void Story::open(VisitClass kind, Place place, Day day, int hour, std::string_view type,
                 std::string_view reason, Role attending, Label label) {
    ensure(day < today_, "a visit of the demo begins today or later");
    Visit visit;
    visit.id = record_.id_of("Encounter", record_.visits.size());
    visit.place = place;
    visit.kind = kind;
    visit.start = LocalMinute(day) + hours(hour) + minutes(dice_.between(0, 55));
    visit.end = visit.start;
    visit.type = type;
    visit.reason = reason;
    visit.label = label;
    now_ = visit.start;
    visit_readings_ = told_readings_ = record_.readings.size();
    record_.visits.push_back(visit);
    record_.visits.back().attending = who(attending);
    set("attending", full_name(staff()[record_.visits.back().attending]));
    set("admitted", chart_day(day));
    describe_person();
}

void Story::clock(int day, int hour, int minute) {
    const Day first = day_of(record_.visits.back().start);
    const LocalMinute then = LocalMinute(first) + days(day) + hours(hour) +
                             minutes(minute < 0 ? dice_.between(0, 55) : minute);
    // A late arrival pushes what follows, so time never runs backward.
    now_ = then > now_ ? then : now_ + minutes(dice_.between(11, 34));
    set("days", std::to_string((day_of(now_) - first).count()));
    set("today", chart_day(day_of(now_)));
}

void Story::close(std::string_view disposition) {
    record_.visits.back().end = now_ + minutes(dice_.between(10, 40));
    record_.visits.back().disposition = disposition;
    ensure(day_of(now_ + hours(24)) < today_ || day_of(now_) < today_,
           "a visit of the demo ends today or later");
}

void Story::measure(const Test& test, int value, int second) {
    Reading reading;
    reading.test = &test;
    reading.value = value;
    reading.second = second;
    reading.at = now_;
    reading.visit = visit();
    reading.ranged = test.kind != TestKind::vital || age() >= 13;
    record_.readings.push_back(reading);
    set(test.key, reading.text());
    for (std::size_t i = visit_readings_; i < record_.readings.size(); ++i) {
        if (record_.readings[i].test != &test) continue;
        set(std::string(test.key) + ".first", record_.readings[i].text());
        return;
    }
}

void Story::vitals(const Vitals& values) {
    const auto near = [&](int value, int spread) { return value + dice_.between(-spread, spread); };
    measure(test_called("temp"), near(values.temperature, 2));
    measure(test_called("hr"), near(values.pulse, 4));
    measure(test_called("bp"), near(values.systolic, 5), near(values.diastolic, 3));
    measure(test_called("rr"), near(values.breaths, 1));
    const int saturation = near(values.saturation, 1);
    measure(test_called("spo2"), saturation > 100 ? 100 : saturation);
    const int celsius = record_.readings[record_.readings.size() - 5].value;
    set("vitals", "T " + words_["temp"] + " C (" + decimal_text((celsius * 9 + 2) / 5 + 320, 1) +
                      " F), HR " + words_["hr"] + ", BP " + words_["bp"] + ", RR " + words_["rr"] +
                      ", SpO2 " + words_["spo2"] + "% " + values.oxygen);
}

void Story::lab(const char* key, int value, int spread) {
    measure(test_called(key), value + dice_.between(-spread, spread));
}

void Story::panel(const char* key, std::initializer_list<Draw> draws) {
    const Panel& found = panel_called(key);
    Report report;
    report.code = found.code;
    report.name = found.title;
    report.at = now_;
    report.visit = visit();
    report.author = record_.visits.back().attending;
    for (const Draw& draw : draws) {
        report.results.push_back(record_.readings.size());
        lab(draw.key, draw.value, draw.spread);
    }
    record_.reports.push_back(std::move(report));
}

void Story::problem(const char* code, std::string_view name, bool resolved) {
    Problem found;
    found.code = code;
    found.name = found.spoken = name;
    found.onset = day_of(now_);
    found.resolved = resolved;
    found.visit = visit();
    record_.problems.push_back(found);
}

void Story::operation(const char* code, std::string_view name, Role performer) {
    Operation done;
    done.code = code;
    done.name = name;
    done.at = now_;
    done.visit = visit();
    done.performer = who(performer);
    record_.operations.push_back(done);
}

void Story::give(std::string_view name, std::string_view dosage) {
    Medication order;
    order.name = name;
    order.dosage = dosage;
    order.at = now_;
    order.use = MedicationUse::inpatient;
    order.visit = visit();
    record_.medications.push_back(order);
}

void Story::prescribe(std::string_view name, std::string_view dosage, bool still_active) {
    give(name, dosage);
    record_.medications.back().use = MedicationUse::discharge;
    record_.medications.back().active = still_active;
}

void Story::history(const char* code, std::string_view name, std::string_view spoken, Day since) {
    Problem known;
    known.code = code;
    known.name = name;
    known.spoken = spoken;
    known.onset = since;
    known.chronic = true;
    record_.problems.push_back(known);
}

// Before the first visit of the demo's three years, but after birth.
Day Story::long_ago() const {
    const Day early = today_ - days(1300);
    return early > record_.person.birth + days(400) ? early : record_.person.birth + days(400);
}

void Story::home_med(std::string_view name, std::string_view dosage, std::string_view reason) {
    Medication taken;
    taken.name = name;
    taken.dosage = dosage;
    taken.reason = reason;
    taken.active = true;
    taken.at = LocalMinute(long_ago()) + hours(9);
    record_.medications.push_back(taken);
}

void Story::allergy(const char* code, std::string_view name, std::string_view reaction,
                    bool severe) {
    Allergy known;
    known.code = code;
    known.name = name;
    known.reaction = reaction;
    known.severe = severe;
    known.noted = long_ago();
    record_.allergies.push_back(known);
}

void Story::vaccine(const char* cvx, std::string_view name, Day day) {
    if (day >= record_.person.birth && day < today_)
        record_.vaccinations.push_back({cvx, std::string(name), day});
}

void Story::stop(std::string_view name_prefix) {
    for (Medication& one : record_.medications)
        if (one.use == MedicationUse::home && one.name.starts_with(name_prefix)) one.active = false;
}

bool Story::takes(std::string_view name_prefix) const {
    for (const Medication& one : record_.medications)
        if (one.active && one.name.starts_with(name_prefix)) return true;
    return false;
}

int Story::height() const {
    const Person& one = record_.person;
    const int own = static_cast<int>(one.index * 5 % 17);
    if (age() >= 16) return (one.sex == Sex::female ? 154 : 166) + own;
    const int months = static_cast<int>((day_of(now_) - one.birth).count() / 30);
    return 76 + months * 55 / 100 + own - 8;
}

int Story::weight() const {
    const int own = static_cast<int>(record_.person.index * 37 % 110);
    const int adult_index = 228 + own + (has("E11") ? 45 : 0);  // tenths of kg/m2
    const int index = age() >= 16 ? adult_index : 152 + own / 8 + age();
    return (index * height() * height() + 5000) / 10000;
}

bool Story::has(std::string_view code_prefix) const {
    for (const Problem& known : record_.problems)
        if (known.chronic && known.code.starts_with(code_prefix)) return true;
    return false;
}

}  // namespace muniment::demo
