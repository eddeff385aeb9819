// Sepsis (survived and fatal) and diabetic ketoacidosis.
// SPDX-License-Identifier: Apache-2.0
#include "demo/scenarios.h"

namespace muniment::demo {
namespace {

// "Urosepsis" on purpose: the term has no code and needs a query.
constexpr const char* sepsis_hp = R"(
CHIEF COMPLAINT
[Fever and confusion|Weakness and fever]

HISTORY OF PRESENT ILLNESS
{Name} is a {aged} {man} brought in by [{his} family|ambulance] with [one day|two days] of fever,
shaking chills, right flank pain and burning with urination; since this morning {he} has been
[confused about the date|sleepy and slow to answer]. [Treated for a urinary tract infection four months
ago.|No recent antibiotics.] In the emergency department the first blood pressure was {bp.first} mmHg.
30 mL/kg of lactated Ringer's was given within three hours, cultures were drawn and cefepime 2 g was
started.

PAST MEDICAL HISTORY
{pmh}

MEDICATIONS
{home_meds}

ALLERGIES
{allergies}

SOCIAL HISTORY
{smoking} [Independent in daily activities.|Lives with {his} son's family.]

PHYSICAL EXAMINATION
{vitals}.
Drowsy, answers simple questions, oriented to person only. Mucous membranes dry. Tachycardic, regular.
Lungs clear. Right costovertebral angle tender. Skin warm, no rash. Capillary refill [3|4] seconds.

DATA
{labs}
Urinalysis: nitrite positive, {uwbc} WBC per high power field. CT without contrast: right perinephric
stranding, no stone, no hydronephrosis.

ASSESSMENT AND PLAN
1. Urosepsis with hypotension and lactate {lactate} mmol/L: cefepime 2 g IV every 12 hours, second liter
of fluid, repeat lactate in four hours. Norepinephrine if the mean pressure stays below 65.
2. Creatinine {creat} mg/dL, baseline about 0.9: fluids, avoid nephrotoxins, urine output hourly.
3. Altered mental status: due to infection, follow. No focal deficit.
4. Platelets {plt} K/uL: follow daily.
5. Intermediate care. Full code, confirmed with family.
)";

constexpr const char* sepsis_progress = R"(
SUBJECTIVE
Hospital day {days}. [Awake, knows the month and the place.|Clear-headed since last evening.] Flank pain
[better|4 of 10]. Drinking well.

OBJECTIVE
{vitals}.
Alert. Heart regular, lungs clear. Right flank still tender. Urine output [1.8|2.1] L.

DATA
{labs}
Urine culture: Escherichia coli, more than 100,000 colonies/mL, susceptible to ceftriaxone. Blood
culture: [gram-negative rods in one of two sets|E. coli in two of two sets].

ASSESSMENT AND PLAN
1. Urosepsis from E. coli, improving: lactate {lactate} mmol/L, WBC {wbc} K/uL (from {wbc.first}). Change
cefepime to ceftriaxone 2 g daily.
2. Creatinine {creat} mg/dL, from {creat.first}. Continue fluids by mouth.
3. Physical therapy evaluation. Move to the medical floor.
)";

constexpr const char* sepsis_nursing = R"(
[Bedside handoff completed.|Report received from the emergency department.] {vitals}. Patient [opens eyes
to voice|awake], follows commands. Sepsis bundle: cultures before antibiotics, first antibiotic given
within the hour, fluid bolus complete, repeat lactate {lactate} mmol/L. Two peripheral lines, both
patent. Urinary catheter draining [cloudy amber|concentrated] urine, 35 to 40 mL per hour. Family at the
bedside and updated. Skin intact, turned every two hours.
)";

constexpr const char* sepsis_discharge = R"(
  Admitted: {admitted}    Discharged: {today}    Attending: {attending}

DISCHARGE DIAGNOSES
1. Urosepsis, E. coli, with right pyelonephritis
2. Elevated creatinine, resolved
3. Altered mental status, resolved

HOSPITAL COURSE
{aged} {man} with fever, hypotension ({bp.first} mmHg on arrival) and lactate {lactate.first} mmol/L from
a urinary source. {He} responded to fluids and cefepime, never needed vasopressors, and cleared
mentally within 36 hours. Therapy was narrowed by susceptibility to ceftriaxone and then oral
cefpodoxime. Creatinine peaked at {creat.first} mg/dL and was {creat} mg/dL at discharge.

RESULTS OF THIS STAY
{trend}

CONDITION
Good. {vitals}.

DISCHARGE MEDICATIONS
{discharge_meds}
Continue:
{home_meds}

FOLLOW-UP
Primary care in one week with a metabolic panel.
)";

constexpr const char* death_hp = R"(
CHIEF COMPLAINT
Fever, low blood pressure

HISTORY OF PRESENT ILLNESS
{Name} is a {aged} {man} with advanced heart failure, sent from [a skilled nursing facility|an assisted
living home] with fever, cough and a blood pressure of {bp.first} mmHg. [Poor appetite for a
week.|Choked on breakfast two days ago.] Unable to give a history. {His} [son|daughter], who is the
health care agent, reports a steady decline over six months and two earlier stays this year.

PAST MEDICAL HISTORY
{pmh}

MEDICATIONS
{home_meds}

ALLERGIES
{allergies}

PHYSICAL EXAMINATION
{vitals}.
Cachectic, moans to touch. Coarse crackles on the right. Jugular veins distended. Skin mottled to the
knees, extremities cool.

DATA
{labs}

ASSESSMENT AND PLAN
1. Septic shock from aspiration pneumonia of the right lung: lactate {lactate} mmol/L after fluids.
Cefepime and metronidazole after two sets of blood cultures. Norepinephrine
through a central line.
2. Acute respiratory failure with hypoxia: high-flow oxygen. Agent declines intubation.
3. Acute kidney injury, creatinine {creat} mg/dL.
4. Goals of care: do not resuscitate, do not intubate. Agent wishes a time-limited trial of 24 to 48
hours. Palliative care consulted.
)";

constexpr const char* death_nursing = R"(
Comfort-focused care begun at family request after a meeting with {attending}. {vitals} before
vasopressors were stopped. Morphine 2 mg IV for air hunger, with relief. [Chaplain|Parish priest] at the
bedside, family present. Mouth care and repositioning every two hours.
)";

constexpr const char* death_summary = R"(
  Admitted: {admitted}    Died: {died}    Attending: {attending}

FINAL DIAGNOSES
1. Septic shock due to aspiration pneumonia
2. Acute hypoxic respiratory failure
3. Acute kidney injury
4. Chronic systolic heart failure, end stage

HOSPITAL COURSE
{Name} was a {aged} {man} with end-stage heart failure admitted in septic shock. Despite fluids,
antibiotics, norepinephrine and high-flow oxygen, lactate rose from {lactate.first} to {lactate} mmol/L
and urine output ceased. In a meeting on the second day {his} health care agent chose comfort care in
keeping with {his} stated wishes. Vasopressors were stopped and {he} died peacefully with family at the
bedside at {died}. The medical examiner was notified and declined the case. Autopsy was not requested.

RESULTS OF THIS STAY
{trend}
)";

constexpr const char* dka_hp = R"(
CHIEF COMPLAINT
[Vomiting|Nausea, vomiting and thirst]

HISTORY OF PRESENT ILLNESS
{Name} is a {aged} {man} with type 1 diabetes since age [9|11|14] who presents with [two days|36 hours]
of nausea, vomiting, thirst and frequent urination. {He} [ran out of insulin five days ago after a
change of insurance|stopped taking insulin because {he} was not eating]. Home meter read "HI". [Mild diffuse abdominal pain.|No abdominal pain.] No fever, no cough,
no urinary burning. Last hemoglobin A1c known to {him} was "over ten".

PAST MEDICAL HISTORY
{pmh}

MEDICATIONS
{home_meds}

ALLERGIES
{allergies}

PHYSICAL EXAMINATION
{vitals}.
Deep, rapid breathing with a fruity odor. Dry mucous membranes. Tachycardic. Abdomen soft, mildly tender
without guarding. Alert, oriented, [tired|irritable].

DATA
{labs}
Urine ketones large. ECG: sinus tachycardia, no peaked T waves.

ASSESSMENT AND PLAN
1. Diabetic ketoacidosis, [severe|moderate to severe]: glucose {glucose} mg/dL, pH {ph}, bicarbonate
{co2} mmol/L, anion gap {gap}. Insulin infusion 0.1 units/kg/h, 2 L of balanced crystalloid, then 250
mL/h; add dextrose when glucose is under 250.
2. Potassium {k} mmol/L: expected to fall, replace to keep above 4.
3. Metabolic panel every four hours until the gap closes twice.
4. Cause: missed insulin. Social work for insulin access. Diabetes educator.
)";

constexpr const char* dka_progress = R"(
SUBJECTIVE
[Hungry, no vomiting since midnight.|Feels "human again", ate breakfast.]

OBJECTIVE
{vitals}.
Comfortable, mucous membranes moist, abdomen soft.

DATA
{labs}

ASSESSMENT AND PLAN
1. DKA resolved: anion gap {gap} (from {gap.first}), bicarbonate {co2} mmol/L. Glargine given two hours
before the infusion was stopped; now glargine 24 units and lispro 6 units with meals plus correction.
2. Potassium {k} mmol/L after replacement.
3. Hemoglobin A1c {a1c}%. Educator reviewed sick-day rules; [insulin vouchers arranged|copay assistance
arranged].
)";

constexpr const char* dka_discharge = R"(
  Admitted: {admitted}    Discharged: {today}    Attending: {attending}

DISCHARGE DIAGNOSIS
Type 1 diabetes mellitus with ketoacidosis, without coma, due to missed insulin

HOSPITAL COURSE
{aged} {man} admitted with glucose {glucose.first} mg/dL, pH {ph.first} and anion gap {gap.first}. Treated
with insulin infusion and fluids; the gap closed [14|16|12] hours after arrival. {He} changed to
subcutaneous insulin without recurrence and was eating normally. Insulin was delivered to the bedside.

RESULTS OF THIS STAY
{trend}

CONDITION
Good. {vitals}.

DISCHARGE MEDICATIONS
{discharge_meds}

FOLLOW-UP
Endocrinology in two weeks, primary care in one week. Check ketones when glucose is above 300 or when
vomiting; never stop basal insulin.
)";

}  // namespace

void sepsis(Story& s, Day start) {
    s.open(VisitClass::inpatient, Place::juniper_valley, start, 7, "Hospital inpatient stay",
           "Fever, flank pain and confusion", Role::hospitalist);
    s.vitals({393, 126, 82, 46, 26, 93});
    s.panel("cbc", {{"wbc", 214, 20}, {"hgb", 121, 8}, {"plt", 118, 12}});
    s.panel("bmp", {{"na", 132, 2},
                    {"k", 46, 3},
                    {"co2", 18, 1},
                    {"bun", 41, 5},
                    {"creat", 216, 16},
                    {"glucose", 158, 20}});
    s.lab("lactate", 44, 5);
    s.lab("procal", 1840, 500);
    s.lab("uwbc", 90, 25);
    s.problem("A41.51", "Sepsis due to Escherichia coli");
    s.problem("N10", "Acute pyelonephritis");
    s.give("cefepime 2 g injection", "2 g IV every 12 hours");
    s.give("lactated Ringer's", "30 mL/kg IV within 3 hours");
    s.clock(0, 11);
    s.note("hp", Role::hospitalist, sepsis_hp);
    s.clock(0, 13);
    s.vitals({384, 108, 98, 56, 22, 95, "on 2 L nasal cannula"});
    s.lab("lactate", 24, 2);
    s.note("nursing", Role::nurse, sepsis_nursing);
    for (int day = 1; day <= 2; ++day) {
        s.clock(day, 9);
        s.vitals({380 - 6 * day, 100 - 7 * day, 108 + 5 * day, 62, 18, 96});
        s.panel(
            "cbc",
            {{"wbc", 178 - 42 * (day - 1), 9}, {"hgb", 112, 4}, {"plt", 112 + 24 * (day - 1), 8}});
        s.lab("creat", 162 - 36 * (day - 1), 6);
        s.lab("lactate", 16 - 3 * (day - 1), 1);
        s.note("progress", Role::hospitalist, sepsis_progress);
    }
    s.clock(4, 10);
    s.vitals({367, 80, 124, 72, 16, 97});
    s.panel("cbc", {{"wbc", 98, 6}, {"hgb", 114, 3}, {"plt", 196, 12}});
    s.lab("creat", 98, 5);
    s.prescribe("cefpodoxime 200 mg tablet", "1 tablet by mouth twice daily for 6 days", false);
    s.note("discharge", Role::hospitalist, sepsis_discharge);
    s.close();
}

void sepsis_death(Story& s, Day start) {
    s.open(VisitClass::inpatient, Place::juniper_valley, start, 5, "Hospital inpatient stay",
           "Fever and low blood pressure", Role::intensivist);
    s.vitals({389, 128, 74, 40, 32, 84, "on 15 L non-rebreather"});
    s.panel("cbc", {{"wbc", 236, 25}, {"hgb", 104, 6}, {"plt", 92, 10}});
    s.panel("bmp", {{"na", 131, 2},
                    {"k", 52, 3},
                    {"co2", 15, 1},
                    {"bun", 62, 7},
                    {"creat", 288, 22},
                    {"glucose", 144, 20}});
    s.lab("lactate", 62, 6);
    s.problem("A41.9", "Sepsis, unspecified organism");
    s.problem("R65.21", "Severe sepsis with septic shock");
    s.problem("J69.0", "Pneumonitis due to inhalation of food and vomit");
    s.give("norepinephrine infusion", "0.05 to 0.5 mcg/kg/min IV, goal mean pressure 65 mmHg");
    s.give("cefepime 2 g injection", "2 g IV every 12 hours");
    s.operation("02HV33Z", "Insertion of infusion device into superior vena cava, percutaneous",
                Role::intensivist);
    s.clock(0, 8);
    s.note("hp", Role::intensivist, death_hp);
    s.clock(1, 13);
    s.vitals({362, 134, 68, 36, 30, 82, "on high-flow oxygen, FiO2 90%"});
    s.lab("lactate", 91, 7);
    s.note("nursing", Role::nurse, death_nursing);
    s.clock(1, 19);
    s.person().died = s.now();
    s.set("died", chart_time(s.now()));
    s.clock(1, 21);
    s.titled_note("discharge", "Death summary", Role::intensivist, Label::none, death_summary);
    s.close("Died in hospital");
}

void ketoacidosis(Story& s, Day start) {
    s.open(VisitClass::inpatient, Place::juniper_valley, start, 4, "Hospital inpatient stay",
           "Vomiting and high blood glucose", Role::hospitalist);
    s.vitals({367, 122, 108, 64, 28, 99});
    s.panel("bmp", {{"na", 130, 2},
                    {"k", 54, 3},
                    {"co2", 8, 2},
                    {"gap", 26, 3},
                    {"bun", 27, 4},
                    {"creat", 134, 12},
                    {"glucose", 548, 80}});
    s.panel("abg", {{"ph", 712, 3}, {"pco2", 22, 2}, {"po2", 102, 4}});
    s.lab("bhb", 72, 9);
    s.panel("cbc", {{"wbc", 146, 16}, {"hgb", 152, 8}, {"plt", 302, 40}});
    s.problem("E10.10", "Type 1 diabetes mellitus with ketoacidosis without coma");
    s.give("insulin regular infusion", "0.1 units/kg/hour IV");
    s.give("potassium chloride 20 mEq/100 mL", "20 mEq IV per protocol");
    s.clock(0, 7);
    s.note("hp", Role::hospitalist, dka_hp);
    s.clock(1, 9);
    s.vitals({368, 88, 116, 70, 16, 99});
    s.panel("bmp", {{"na", 137, 1},
                    {"k", 40, 2},
                    {"co2", 21, 1},
                    {"gap", 10, 1},
                    {"bun", 14, 2},
                    {"creat", 88, 6},
                    {"glucose", 176, 20}});
    s.lab("a1c", 116, 9);
    s.note("progress", Role::hospitalist, dka_progress);
    s.clock(2, 11);
    s.vitals({367, 78, 118, 72, 14, 99});
    s.lab("glucose", 152, 14);
    s.stop("insulin glargine");
    s.prescribe("insulin glargine 100 units/mL pen", "24 units subcutaneously at bedtime", true);
    s.prescribe("insulin lispro 100 units/mL pen",
                "6 units subcutaneously with meals plus correction", true);
    s.prescribe("urine ketone test strips", "use as directed", true);
    s.note("discharge", Role::hospitalist, dka_discharge);
    s.close();
}

}  // namespace muniment::demo
