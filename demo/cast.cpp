// The cast: twenty main courses in turn, each with the ages it fits; around it a life of ordinary
// visits over three years.
// SPDX-License-Identifier: Apache-2.0
#include "demo/cast.h"

#include <array>

#include "demo/person.h"
#include "demo/scenarios.h"

namespace muniment::demo {
namespace {

using std::chrono::days;
using Course = void (*)(Story&, Day);

enum class Sexes { any, women, men };
struct Part {
    const char* course;
    Course play;
    int age_min, age_max;  // whole years on `today`; the newborn is days old
    Sexes sexes;
    const char* follow_up = "";  // what the clinic visit afterwards is for; "" = none
    // A chronic problem that belongs to the part, and its medicine; "" = none.
    const char *code = "", *name = "", *spoken = "", *drug = "", *dosage = "";
};

constexpr Sexes any = Sexes::any;
constexpr std::array<Part, 20> cast{{
    {"hip fracture", hip_fracture, 62, 84, any},
    {"pneumonia", pneumonia, 45, 80, any, "pneumonia"},
    {"heart failure", heart_failure, 66, 90, any, "heart failure", "I50.9",
     "Heart failure, unspecified", "Heart failure", "furosemide 20 mg tablet",
     "1 tablet by mouth daily"},
    {"well child", well_child, 4, 6, any},
    {"sepsis", sepsis, 58, 82, Sexes::women, "urinary tract infection with sepsis"},
    {"copd", copd_exacerbation, 56, 78, any, "COPD exacerbation", "J44.9",
     "Chronic obstructive pulmonary disease, unspecified", "COPD", "albuterol 90 mcg inhaler",
     "2 puffs every 4 hours as needed"},
    {"appendicitis", appendicitis, 16, 34, any},
    {"childbirth", childbirth, 22, 37, Sexes::women},
    {"newborn", newborn, 0, 0, any},
    {"stroke", stroke, 60, 85, any, "stroke", "I48.91", "Unspecified atrial fibrillation",
     "Atrial fibrillation", "metoprolol succinate 50 mg tablet", "1 tablet by mouth daily"},
    {"kidney injury", kidney_injury, 63, 86, any, "kidney injury", "N18.30",
     "Chronic kidney disease, stage 3 unspecified", "Chronic kidney disease, stage 3",
     "hydrochlorothiazide 25 mg tablet", "1 tablet by mouth daily"},
    {"diabetes", diabetes_visit, 41, 74, any, "", "E11.65",
     "Type 2 diabetes mellitus with hyperglycemia", "Type 2 diabetes", "metformin 1,000 mg tablet",
     "1 tablet by mouth twice daily with meals"},
    {"depression", depression, 24, 58, any, "", "F33.1",
     "Major depressive disorder, recurrent, moderate", "Recurrent major depression",
     "escitalopram 10 mg tablet", "1 tablet by mouth daily"},
    {"opioid program", opioid_program, 23, 49, any},
    {"ketoacidosis", ketoacidosis, 19, 33, any, "diabetic ketoacidosis", "E10.65",
     "Type 1 diabetes mellitus with hyperglycemia", "Type 1 diabetes",
     "insulin glargine 100 units/mL pen", "24 units subcutaneously at bedtime"},
    {"chest pain", chest_pain, 38, 64, any, "chest pain"},
    {"ankle sprain", ankle_sprain, 13, 17, any},
    {"laceration", laceration, 7, 12, any},
    {"death", sepsis_death, 76, 92, any, "", "I50.22",
     "Chronic systolic (congestive) heart failure", "Chronic systolic heart failure",
     "carvedilol 12.5 mg tablet", "1 tablet by mouth twice daily"},
    {"annual", annual_visit, 27, 70, any},
}};

// A death in every second round of the cast; in between the same illness ends well.
const Part& part_of(std::size_t index) {
    const Part& part = cast[index % cast.size()];
    const bool spared = part.play == sepsis_death && index / cast.size() % 2 == 1;
    return spared ? cast[10] : part;
}

struct Beginning {
    Person person;
    Dice dice;
    Day main_day;
};

// Birth on a day so that the age on `today` is within the part's range.
Day birth_of(const Part& part, Day today, Dice& dice) {
    const int years = dice.between(part.age_min, part.age_max);
    return today - days(years * 36525 / 100 + 2 + dice.between(1, 355));
}

Beginning beginning_of(const Options& options, std::size_t index) {
    const Part& part = part_of(index);
    Dice dice = Dice::of(options.seed, index);
    const bool female = part.sexes == Sexes::women || (part.sexes == any && dice.percent(50));
    Day main_day = options.today - days(dice.between(18, 95));
    Day birth = birth_of(part, options.today, dice);
    if (part.play == newborn) {
        // The day on which the mother, the patient before, gave birth.
        main_day = beginning_of(options, index - 1).main_day;
        birth = main_day;
    }
    Person person = person_of(options.seed, index, female ? Sex::female : Sex::male, birth, dice);
    return {std::move(person), dice, main_day};
}

void settle_family(const Options& options, std::size_t index, Beginning& begun) {
    Person& child = begun.person;
    if (part_of(index).play == newborn) {
        const Person mother = beginning_of(options, index - 1).person;
        child.family = mother.family;
        child.guardian = mother.given + " " + mother.family;
        child.street = mother.street;
        child.city = mother.city;
        child.postal_code = mother.postal_code;
        child.phone = mother.phone;
        child.home = mother.home;
        child.race_ethnicity = mother.race_ethnicity;
    } else if (child.age_on(options.today) < 18) {
        child.guardian = relative_name(child.family, begun.dice);
    }
    if (!child.guardian.empty()) child.email.clear();
}

// What brings an adult to the clinic or the emergency department in an ordinary year. Only the
// young sprain an ankle running.
constexpr std::array<Course, 4> ailments{respiratory_infection, back_pain, laceration,
                                         ankle_sprain};

// Ordinary visits before the main course, oldest first, at least 80 days apart.
void earlier_visits(Story& s, Day main_day) {
    const int count = s.dice().between(1, 4);
    std::size_t ailment = s.dice().below(ailments.size());
    for (int back = count; back >= 1; --back) {
        const Day day = main_day - days(back * 210 + s.dice().between(0, 70));
        if (day < s.person().birth + days(500)) continue;
        const int age = s.person().age_on(day);
        const int chance = s.dice().between(1, 100);
        if (age < 12)
            (chance <= 60 && age >= 2 && age < 7 ? well_child : otitis)(s, day);
        else if (s.has("E11") && chance <= 60)
            diabetes_visit(s, day);
        else if (age >= 18 && chance <= 55)
            annual_visit(s, day);
        else
            ailments[ailment++ % (age < 60 ? ailments.size() : ailments.size() - 1)](s, day);
    }
}

}  // namespace

std::size_t cast_size() { return cast.size(); }

std::size_t patient_with(std::string_view course) {
    for (std::size_t i = 0; i < cast.size(); ++i)
        if (course == cast[i].course) return i;
    throw Bug("no part of the demo's cast is called " + std::string(course));
}

Record record_of(const Options& options, std::size_t index) {
    const Part& part = part_of(index);
    Beginning begun = beginning_of(options, index);
    settle_family(options, index, begun);
    Record record;
    record.person = begun.person;
    Story story(record, begun.dice, options.today);
    if (*part.code != 0) {
        story.history(part.code, part.name, part.spoken, options.today - days(1700));
        story.home_med(part.drug, part.dosage, part.spoken);
    }
    background(story);
    if (part.play != newborn) earlier_visits(story, begun.main_day);
    part.play(story, begun.main_day);
    const Day after = begun.main_day + days(13);
    if (*part.follow_up != 0 && after < options.today)
        hospital_follow_up(story, after, part.follow_up);
    if (record.person.died)
        for (Medication& one : record.medications) one.active = false;
    return record;
}

}  // namespace muniment::demo
