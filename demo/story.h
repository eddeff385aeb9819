// The pen with which scenarios write a patient's record: it keeps the clock of a visit, the words
// that narratives may use, and the rule that what is measured also stands in a note.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "demo/prose.h"
#include "demo/record.h"

namespace muniment::demo {

// A value of a panel and how far the dice may move it either way, in units of the last decimal.
struct Draw {
    const char* key;
    int value;
    int spread = 0;
};

struct Vitals {
    int temperature;  // tenths of a degree Celsius
    int pulse, systolic, diastolic, breaths, saturation;
    const char* oxygen = "on room air";
};

// Words a narrative may use: {name} {Name} {aged} {age} {man} {he} {He} {his} {His} {him} {vitals}
// {labs} {trend} {pmh} {home_meds} {discharge_meds} {allergies} {smoking} {attending} {admitted}
// {today} {days}; every test's key with its latest value ({wbc}) and first of the visit
// ({wbc.first}); those set by the scenario.
class Story {
  public:
    Story(Record& record, Dice dice, Day today);

    // Visits. `open` begins one, `clock` moves its time forward, `close` ends it.
    void open(VisitClass kind, Place place, Day day, int hour, std::string_view type,
              std::string_view reason, Role attending, Label label = Label::none);
    void clock(int day, int hour, int minute = -1);  // day 0 is the visit's first; -1 = any minute
    void close(std::string_view disposition = "Discharged to home");

    // What is measured, done, found and given at the present minute of the visit.
    void vitals(const Vitals& values);
    void lab(const char* key, int value, int spread = 0);
    void panel(const char* key, std::initializer_list<Draw> draws);
    void problem(const char* code, std::string_view name, bool resolved = true);
    void operation(const char* code, std::string_view name, Role performer);
    void give(std::string_view name, std::string_view dosage);  // inpatient order
    void prescribe(std::string_view name, std::string_view dosage, bool still_active);
    void stop(std::string_view name_prefix);  // a medicine taken at home ends with this visit
    bool takes(std::string_view name_prefix) const;
    void imaging(const char* code, std::string_view name, std::string_view narrative,
                 std::string_view conclusion);

    // What the patient brings along.
    void history(const char* code, std::string_view name, std::string_view spoken, Day since);
    void home_med(std::string_view name, std::string_view dosage, std::string_view reason);
    void allergy(const char* code, std::string_view name, std::string_view reaction, bool severe);
    void vaccine(const char* cvx, std::string_view name, Day day);
    bool has(std::string_view code_prefix) const;  // a chronic problem

    // A signed note of the present minute; the author is one of the visit's staff in that role.
    void note(const char* kind, Role author, std::string_view narrative);
    void titled_note(const char* kind, std::string_view title, Role author, Label label,
                     std::string_view narrative);

    void set(std::string_view word, std::string_view value);
    Person& person() { return record_.person; }
    Record& record() { return record_; }
    Dice& dice() { return dice_; }
    Day today() const { return today_; }
    LocalMinute now() const { return now_; }
    // The body that the patient always has: centimetres, and tenths of a kilogram.
    int height() const;
    int weight() const;
    int age() const { return record_.person.age_on(day_of(now_)); }
    std::size_t who(Role role) const;  // index into staff(); the same all through one visit

  private:
    std::size_t visit() const { return record_.visits.size() - 1; }
    Day long_ago() const;
    void measure(const Test& test, int value, int second = 0);
    void describe_person();
    void describe_lists();
    std::string lab_lines() const;
    std::string trend_lines() const;
    std::string heading(const NoteKind& kind, std::string_view title, std::size_t author) const;

    Record& record_;
    Dice dice_;
    Day today_;
    Words words_;
    LocalMinute now_;
    std::size_t visit_readings_ = 0;  // the first reading of this visit
    std::size_t told_readings_ = 0;   // readings before this one stand in a note
    std::size_t draw_ = 0;            // chooses among staff of one role
};

}  // namespace muniment::demo
