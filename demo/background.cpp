// What a patient brings along: chronic problems and their medicines, allergies, vaccines by age.
// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "demo/scenarios.h"

namespace muniment::demo {
namespace {

using std::chrono::days;

struct Chronic {
    const char *code, *name, *spoken, *drug, *dosage;
    int age_min, chance;  // percent
    bool men_only;
};

constexpr std::array<Chronic, 10> chronic{{
    {"I10", "Essential (primary) hypertension", "Hypertension", "lisinopril 20 mg tablet",
     "1 tablet by mouth daily", 38, 50, false},
    {"E78.5", "Hyperlipidemia, unspecified", "Hyperlipidemia", "atorvastatin 40 mg tablet",
     "1 tablet by mouth at bedtime", 42, 45, false},
    {"E03.9", "Hypothyroidism, unspecified", "Hypothyroidism", "levothyroxine 75 mcg tablet",
     "1 tablet by mouth every morning", 30, 14, false},
    {"K21.9", "Gastro-esophageal reflux disease without esophagitis",
     "Gastroesophageal reflux disease", "omeprazole 20 mg capsule",
     "1 capsule by mouth before breakfast", 30, 22, false},
    {"M17.0", "Bilateral primary osteoarthritis of knee", "Osteoarthritis of both knees",
     "acetaminophen 500 mg tablet", "2 tablets by mouth twice daily as needed for knee pain", 58,
     35, false},
    {"N40.1", "Benign prostatic hyperplasia with lower urinary tract symptoms",
     "Benign prostatic hyperplasia", "tamsulosin 0.4 mg capsule", "1 capsule by mouth at bedtime",
     60, 45, true},
    {"J30.2", "Other seasonal allergic rhinitis", "Seasonal allergic rhinitis",
     "cetirizine 10 mg tablet", "1 tablet by mouth daily as needed", 6, 15, false},
    {"G43.909", "Migraine, unspecified, not intractable", "Migraine", "sumatriptan 50 mg tablet",
     "1 tablet by mouth at onset of migraine, may repeat once after 2 hours", 18, 10, false},
    {"F41.9", "Anxiety disorder, unspecified", "Anxiety", "sertraline 50 mg tablet",
     "1 tablet by mouth daily", 18, 12, false},
    {"M81.0", "Age-related osteoporosis without current pathological fracture", "Osteoporosis",
     "alendronate 70 mg tablet", "1 tablet by mouth once weekly", 66, 20, false},
}};

struct Known {
    const char *code, *name, *reaction;
    bool severe;
};
constexpr std::array<Known, 5> allergies{{
    {"91936005", "Allergy to penicillin", "rash", false},
    {"91939003", "Allergy to sulfonamide", "hives", true},
    {"294499007", "Allergy to codeine", "nausea and itching", false},
    {"300916003", "Latex allergy", "contact dermatitis", false},
    {"300913006", "Shellfish allergy", "lip swelling", true},
}};

void chronic_problems(Story& s, int age) {
    for (const Chronic& one : chronic) {
        const bool fits = age >= one.age_min && (!one.men_only || s.person().sex == Sex::male);
        if (!fits || !s.dice().percent(one.chance) || s.has(one.code)) continue;
        s.history(one.code, one.name, one.spoken,
                  s.today() - days(1400 + s.dice().between(0, 1500)));
        s.home_med(one.drug, one.dosage, one.spoken);
    }
}

void adult_vaccines(Story& s, int age) {
    using namespace std::chrono;
    const year_month_day now{s.today()};
    for (int back = 1; back <= 3; ++back)
        if (s.dice().percent(age >= 65 ? 85 : 55))
            s.vaccine(
                "140", "Influenza, seasonal, injectable, preservative free",
                sys_days{(now.year() - years(back)) / October / 4} + days(s.dice().between(0, 40)));
    if (age >= 65) s.vaccine("216", "Pneumococcal conjugate PCV20", s.today() - days(600 + age));
    if (s.dice().percent(60)) s.vaccine("115", "Tdap", s.today() - days(900 + age * 9));
}

struct ChildVaccine {
    const char *code, *name;
    std::array<int, 4> months;  // -1 = no further dose
};
constexpr std::array<ChildVaccine, 7> child_vaccines{{
    {"08", "Hepatitis B, adolescent or pediatric", {0, 2, 6, -1}},
    {"20", "DTaP", {2, 4, 6, 16}},
    {"10", "IPV", {2, 4, 6, 52}},
    {"133", "Pneumococcal conjugate PCV13", {2, 4, 6, 13}},
    {"03", "MMR", {12, 51, -1, -1}},
    {"21", "Varicella", {12, 51, -1, -1}},
    {"83", "Hepatitis A, pediatric/adolescent, 2 dose", {13, 20, -1, -1}},
}};

void childhood_vaccines(Story& s) {
    for (const ChildVaccine& one : child_vaccines)
        for (const int month : one.months)
            if (month >= 0)
                s.vaccine(one.code, one.name,
                          s.person().birth + days(month * 304 / 10 + s.dice().between(1, 12)));
}

void smoking(Story& s, int age) {
    if (s.has("J44")) {
        const bool smokes = s.dice().percent(50);
        s.set("smoking", smokes ? "Current smoker, half a pack a day, 40 pack-years."
                                : "Former smoker, 45 pack-years, quit four years ago.");
        s.set("nicotine", smokes ? "counseled for ten minutes, accepts a patch."
                                 : "remains abstinent, encouraged.");
    } else if (age >= 40 && s.dice().percent(30)) {
        s.set("smoking", "Former smoker, " + std::to_string(s.dice().between(5, 25)) +
                             " pack-years, quit more than ten years ago.");
    } else {
        s.set("smoking", s.dice().percent(50) ? "Never smoked." : "Lifelong nonsmoker.");
    }
}

}  // namespace

void background(Story& s) {
    const int age = s.person().age_on(s.today());
    if (age >= 6) chronic_problems(s, age);
    if (age >= 1 && s.dice().percent(32)) {
        const Known& one = s.dice().pick(allergies);
        s.allergy(one.code, one.name, one.reaction, one.severe);
    }
    if (age < 18)
        childhood_vaccines(s);
    else
        adult_vaccines(s, age);
    smoking(s, age);
}

}  // namespace muniment::demo
