// Children in the clinic: a well-child visit, an ear infection.
// SPDX-License-Identifier: Apache-2.0
#include "demo/scenarios.h"

namespace muniment::demo {
namespace {

constexpr const char* well_child_note = R"(
SUBJECTIVE
{Name} is a {aged} {man} here for a well-child visit with {guardian}. [No concerns today.|Parent asks about
picky eating.|Parent wonders about screen time.] Eats [fruit daily, few vegetables|a varied diet], [two|three]
cups of milk. Sleeps [ten|eleven] hours. {school} [Car|Booster] seat
used, water safety discussed.

DEVELOPMENT
{development}

PAST MEDICAL HISTORY
{pmh}

ALLERGIES
{allergies}

OBJECTIVE
{vitals}. Weight {weight} kg, height {height} cm.
Active and playful. Tympanic membranes clear. Teeth without visible caries. Heart: [no murmur|soft
vibratory murmur at the left sternal border, louder lying down, innocent]. Lungs clear. Abdomen soft.
Gait normal. Skin clear.

DATA
{labs}

ASSESSMENT AND PLAN
1. Healthy {aged} {man}; growth along [the 50th|the 60th|the 40th] percentile.
2. Hemoglobin {hgb} g/dL and lead {lead} mcg/dL, both acceptable.
3. Vaccines reviewed[ and brought up to date|; due ones given today], information sheets given.
4. Dental visit twice a year. [Reading together every day encouraged.|Screen time under one hour a day.]
Return in one year.
)";

constexpr const char* otitis_note = R"(
SUBJECTIVE
{aged} {man} with [two|three] days of runny nose and, since last night, [right|left] ear pain and fever to
[38.9|39.1] C at home. {guardian} gave [ibuprofen|acetaminophen]. Drinking well, [slept badly|pulling at the
ear]. No vomiting, no rash.

ALLERGIES
{allergies}

OBJECTIVE
{vitals}. Weight {weight} kg.
Tired but consolable. Tympanic membrane of the painful ear bulging, red, with decreased movement; the other
normal. Throat mildly red. Neck supple. Lungs clear.

ASSESSMENT AND PLAN
Acute otitis media, [first episode this year|second episode]. {antibiotic} Ibuprofen for pain. Return if
not better in 48 to 72 hours.
)";

void describe_development(Story& s, int age) {
    const bool even = s.dice().percent(50);
    if (age < 4) {
        s.set("school", even ? "Home with family." : "Day care three days a week.");
        s.set("development", even ? "Speaks in short sentences, runs well, stacks eight blocks."
                                  : "Strangers understand most words. Pedals a tricycle.");
    } else if (age < 5) {
        s.set("school", even ? "Attends preschool three days a week." : "Starts preschool soon.");
        s.set("development", even ? "Tells a short story, hops on one foot, copies a cross."
                                  : "Counts to ten, draws a person with three parts.");
    } else {
        s.set("school", even ? "Likes school, has two close friends." : "In school, doing well.");
        s.set("development", even ? "Writes first name, skips, dresses without help."
                                  : "Reads simple words, ties shoes, rides a bicycle.");
    }
}

}  // namespace

void well_child(Story& s, Day start) {
    s.open(VisitClass::outpatient, s.person().home, start, 9, "Well-child visit",
           "Well-child examination", Role::pediatrician);
    const int age = s.age();
    s.vitals({368, 102, 96, 58, 22, 99});
    s.lab("weight", s.weight(), 3);
    s.lab("height", s.height() * 10, 4);
    describe_development(s, age);
    s.lab("hgb", 123, 3);
    s.lab("lead", 9, 5);
    s.clock(0, 10);
    s.problem("Z00.129",
              "Encounter for routine child health examination without abnormal findings");
    s.note("progress", Role::pediatrician, well_child_note);
    s.close();
}

void otitis(Story& s, Day start) {
    s.open(VisitClass::outpatient, s.person().home, start, 13, "Office visit", "Ear pain",
           Role::pediatrician);
    s.vitals({386, 118, 98, 60, 24, 98});
    s.lab("weight", s.weight(), 3);
    bool penicillin = false;
    for (const Allergy& known : s.record().allergies) penicillin |= known.code == "91936005";
    s.clock(0, 14);
    s.problem("H66.90", "Otitis media, unspecified, unspecified ear");
    if (penicillin) {
        s.prescribe("cefdinir 250 mg/5 mL suspension", "14 mg/kg by mouth daily for 7 days", false);
        s.set("antibiotic", "Cefdinir for 7 days because of the penicillin allergy.");
    } else {
        s.prescribe("amoxicillin 400 mg/5 mL suspension",
                    "45 mg/kg by mouth twice daily for 7 days", false);
        s.set("antibiotic", "Amoxicillin 90 mg/kg/day in two doses for 7 days.");
    }
    s.note("progress", Role::pediatrician, otitis_note);
    s.close();
}

}  // namespace muniment::demo
