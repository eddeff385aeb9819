// Pneumonia at the larger hospital, a COPD exacerbation at the critical access hospital.
// SPDX-License-Identifier: Apache-2.0
#include "demo/scenarios.h"

namespace muniment::demo {
namespace {

constexpr const char* pneumonia_hp = R"(
CHIEF COMPLAINT
[Cough and fever|Fever, cough and shortness of breath|"I can't catch my breath."]

HISTORY OF PRESENT ILLNESS
{Name} is a {aged} {man} who [presents|comes in] with {ill_days} days of productive cough,
subjective fevers and [worsening|progressive] dyspnea on exertion. [Sputum is yellow-green, without
blood.|{He} describes rust-colored sputum.|Sputum is thick and green.] {He} [has had shaking chills
since the night before arrival|reports a rigor on the morning of admission] and right-sided
pleuritic chest pain. {He} took [acetaminophen|an over-the-counter cold remedy] at home without
relief. No recent hospitalization, no antibiotics in the last 90 days, no known sick contacts
[except a grandchild with a cold|at home|besides a coworker with bronchitis]. In the emergency
department {he} was febrile and hypoxic at {spo2}% on room air, received 1 L of lactated Ringer's,
and was started on ceftriaxone and azithromycin after blood cultures.

PAST MEDICAL HISTORY
{pmh}

MEDICATIONS
{home_meds}

ALLERGIES
{allergies}

SOCIAL HISTORY
{smoking} [Lives with {his} spouse.|Lives alone in a single-story home.|Lives with family.]

PHYSICAL EXAMINATION
Vital signs: {vitals}.
General: [Ill-appearing but in no acute distress|Appears tired and speaks in short sentences], flushed.
Lungs: Crackles and bronchial breath sounds at the right base; [dullness to percussion|egophony
present] there. No wheeze.
Heart: [Tachycardic, regular, no murmur|Regular tachycardia without murmur or rub].
Abdomen: Soft, nontender. Extremities: No edema, no calf tenderness.
Neuro: Alert, oriented to person, place and time.

DATA
{labs}
Chest radiograph: right lower lobe consolidation with a small parapneumonic effusion.
Blood cultures: two sets drawn, pending.

ASSESSMENT AND PLAN
{aged} {man} with community-acquired pneumonia of the right lower lobe, with hypoxia requiring
supplemental oxygen and a WBC of {wbc} K/uL. CURB-65 score [1 to 2|of 2]; inpatient care is
appropriate because of the oxygen requirement.
1. Pneumonia: ceftriaxone 1 g IV daily and azithromycin 500 mg daily. Follow cultures. Sputum Gram
stain if {he} can produce a sample. Procalcitonin {procal} ng/mL supports a bacterial cause.
2. Hypoxia: 2 to 3 L nasal cannula, wean for SpO2 of 92% or more. Incentive spirometry.
3. Volume: lactate {lactate} mmol/L. Maintenance fluids overnight, then oral intake.
4. Chronic problems: continue home medications as listed.
5. VTE prophylaxis: enoxaparin 40 mg daily. Code status: full code, discussed with the patient.
)";

constexpr const char* pneumonia_progress = R"(
SUBJECTIVE
Hospital day {days}. [Feels better, slept four hours.|Says the breathing is easier today.|Still
coughing, less chest pain.] [Tolerating a regular diet.|Appetite is coming back.] No chills overnight.

OBJECTIVE
{vitals}.
Lungs: crackles at the right base, [improved from yesterday|unchanged in extent, better air
movement]. Heart regular. No edema.

DATA
{labs}
Blood cultures: no growth [to date|at {days} days].

ASSESSMENT AND PLAN
Community-acquired pneumonia, right lower lobe, [improving|responding to treatment]: WBC {wbc} K/uL,
down from {wbc.first}. Maximum temperature in the last 24 hours under 38.5 C.
1. Continue ceftriaxone and azithromycin, day {days}.
2. Wean oxygen as tolerated; ambulate three times a day with nursing.
3. [Anticipate discharge in one to two days|Home when on room air for 24 hours].
)";

constexpr const char* pneumonia_nursing = R"(
Patient ambulated [150|200|120] feet in the hallway with standby assist on {oxygen_now}.
Vital signs before activity: {vitals}. No desaturation below 90% while walking. Incentive spirometer
to [1,250|1,000|1,500] mL, ten times per hour while awake. Denies pain [at rest|except with deep
breaths, rated 2 of 10]. Peripheral IV in the left forearm intact, no redness. [Fall precautions in
place, call light within reach.|Bed low and locked, call light in reach.]
)";

constexpr const char* pneumonia_discharge = R"(
  Admitted: {admitted}    Discharged: {today}    Attending: {attending}

DISCHARGE DIAGNOSES
1. Community-acquired pneumonia, right lower lobe
2. Hypoxia, resolved

HOSPITAL COURSE
{Name} is a {aged} {man} admitted with {ill_days} days of fever and productive cough and a right lower
lobe consolidation. {He} required [2|3] L of oxygen on admission (SpO2 {spo2.first}% on room air) and
was treated with ceftriaxone and azithromycin. {He} defervesced [by the second hospital day|within 48
hours]; WBC fell from {wbc.first} to {wbc} K/uL and creatinine was {creat} mg/dL at discharge. Oxygen
was weaned off [the evening before discharge|24 hours before discharge]. Blood cultures showed no
growth. {He} was eating, walking the hallway and saturating {spo2}% on room air on the day of
discharge.

RESULTS OF THIS STAY
{trend}

CONDITION AT DISCHARGE
[Good|Stable]. Vital signs: {vitals}.

DISCHARGE MEDICATIONS
New:
{discharge_meds}
Continue unchanged:
{home_meds}

FOLLOW-UP
Primary care within 7 to 10 days. Repeat chest radiograph in 6 to 8 weeks to document clearing.
Return for fever above 38.3 C, worsening breathlessness, chest pain or confusion.
)";

constexpr const char* copd_ed = R"(
CHIEF COMPLAINT
Shortness of breath

HISTORY OF PRESENT ILLNESS
{aged} {man} with COPD [brought in by EMS|driven in by a neighbor] for [two|three|four] days of
increased wheezing, cough and sputum that has turned [green|yellow], after what sounds like a viral
upper respiratory infection. Using {his} albuterol inhaler [every two hours|"around the clock"] without
lasting relief. Sleeps [in a recliner|propped on three pillows]. Denies chest pain, hemoptysis and leg
swelling. {smoking}

ALLERGIES
{allergies}

EXAMINATION
{vitals}.
[Sitting forward with pursed-lip breathing|Tripoding], speaks [two to three|three to four] words at a
time, using accessory muscles. Diffuse expiratory wheezes with poor air movement. No jugular
distension. No edema.

DATA
{labs}
Chest radiograph: hyperinflation, no infiltrate. ECG: sinus tachycardia, no ischemic change.

EMERGENCY DEPARTMENT COURSE
Three albuterol-ipratropium nebulizers back to back and methylprednisolone 125 mg IV. Arterial gas:
pH {ph}, pCO2 {pco2} mmHg, pO2 {po2} mmHg. Placed on BiPAP 12/5 with FiO2 35% for work of breathing;
[more comfortable within 30 minutes|tolerating the mask well].

ASSESSMENT AND PLAN
COPD exacerbation with increased work of breathing. Admit to Hospital Medicine. {attending} accepts.
)";

// Left out on purpose: acute hypercapnic respiratory failure is treated but never named.
constexpr const char* copd_hp = R"(
CHIEF COMPLAINT
Shortness of breath

HISTORY OF PRESENT ILLNESS
{Name} is a {aged} {man} with [long-standing|known] COPD admitted from the emergency department with
[several|three to four] days of worsening dyspnea, wheeze and purulent sputum. {He} was in respiratory
distress on arrival and was placed on BiPAP. [Now off the mask for meals.|Tolerates short breaks from
the mask.] [Two exacerbations in the past year, no intubations.|One exacerbation last winter, never
intubated.]

PAST MEDICAL HISTORY
{pmh}

MEDICATIONS
{home_meds}

ALLERGIES
{allergies}

SOCIAL HISTORY
{smoking}

PHYSICAL EXAMINATION
{vitals}.
Thin, barrel-chested, mild distress. Prolonged expiration, scattered wheezes, decreased breath sounds
at both bases. Heart sounds distant, regular. No edema or clubbing.

DATA
{labs}

ASSESSMENT AND PLAN
1. COPD with acute exacerbation, requiring BiPAP. Repeat gas: pH {ph}, pCO2 {pco2} mmHg. Prednisone
40 mg for 5 days, azithromycin 500 mg daily, scheduled nebulizers. Wean BiPAP to nasal cannula, goal
SpO2 88 to 92%.
2. Nicotine: {nicotine}
3. Steroid-related hyperglycemia: glucose {glucose} mg/dL, check before meals.
4. Enoxaparin for VTE prophylaxis. Full code.
)";

constexpr const char* copd_progress = R"(
SUBJECTIVE
[Off BiPAP since yesterday evening.|BiPAP overnight only, four hours.] Breathing is [closer to
baseline|"about 70 percent"]. Less sputum.

OBJECTIVE
{vitals}.
Better air movement, [few end-expiratory wheezes|wheeze only with forced expiration]. Speaks in full
sentences.

DATA
{labs}

ASSESSMENT AND PLAN
COPD exacerbation, day {days}, improving. Continue prednisone 40 mg and azithromycin. Space nebulizers
to every 6 hours. [Inhaler technique reviewed with respiratory therapy.|Teach-back of inhaler technique
done.] [Walk test before discharge.|Home oxygen evaluation tomorrow.]
)";

constexpr const char* copd_discharge = R"(
  Admitted: {admitted}    Discharged: {today}    Attending: {attending}

DISCHARGE DIAGNOSIS
COPD with acute exacerbation

HOSPITAL COURSE
{aged} {man} treated for a COPD exacerbation with BiPAP for the first [18|24] hours, systemic steroids,
azithromycin and bronchodilators. Initial arterial gas pH {ph.first} with pCO2 {pco2.first} mmHg; after
BiPAP pH {ph} with pCO2 {pco2} mmHg. {He} was weaned to room air at rest and walked 200 feet with SpO2
of 90% or better.

RESULTS OF THIS STAY
{trend}

CONDITION
Stable. {vitals}.

DISCHARGE MEDICATIONS
{discharge_meds}
Continue:
{home_meds}

FOLLOW-UP
Primary care in one week; pulmonary rehabilitation referral placed. Return for breathlessness not
relieved by two albuterol treatments.
)";

void pneumonia_orders(Story& s) {
    s.problem("J18.9", "Pneumonia, unspecified organism");
    s.problem("R09.02", "Hypoxemia");
    s.give("ceftriaxone 1 g injection", "1 g IV every 24 hours");
    s.give("azithromycin 500 mg injection", "500 mg IV every 24 hours");
    s.give("enoxaparin 40 mg/0.4 mL syringe", "40 mg subcutaneously daily");
}

}  // namespace

void pneumonia(Story& s, Day start) {
    s.open(VisitClass::inpatient, Place::juniper_valley, start, 13, "Hospital inpatient stay",
           "Fever, cough and hypoxia", Role::hospitalist);
    s.set("ill_days", std::to_string(s.dice().between(3, 6)));
    s.vitals({388, 114, 108, 62, 26, 88});
    s.panel("cbc", {{"wbc", 172, 14}, {"hgb", 134, 9}, {"plt", 262, 50}});
    s.panel("bmp", {{"na", 134, 2},
                    {"k", 39, 3},
                    {"co2", 22, 1},
                    {"bun", 24, 4},
                    {"creat", 112, 12},
                    {"glucose", 132, 14}});
    s.lab("lactate", 18, 2);
    s.lab("procal", 214, 90);
    s.imaging("36643-5", "Chest radiograph, two views",
              "INDICATION\nFever, cough and hypoxia.\n\nFINDINGS\nAirspace consolidation in the "
              "right lower lobe with air bronchograms. Small right pleural effusion. Left lung "
              "clear. Heart size normal. No pneumothorax.",
              "Right lower lobe pneumonia with a small parapneumonic effusion.");
    s.clock(0, 16);
    pneumonia_orders(s);
    s.note("hp", Role::hospitalist, pneumonia_hp);
    s.clock(1, 9);
    s.vitals({379, 98, 116, 66, 22, 93, "on 2 L nasal cannula"});
    s.panel("cbc", {{"wbc", 134, 8}, {"hgb", 128, 6}, {"plt", 255, 30}});
    s.lab("creat", 98, 6);
    s.note("progress", Role::hospitalist, pneumonia_progress);
    s.clock(2, 14);
    s.set("oxygen_now", "1 L nasal cannula");
    s.vitals({372, 88, 122, 70, 19, 94, "on 1 L nasal cannula"});
    s.note("nursing", Role::nurse, pneumonia_nursing);
    s.clock(3, 8);
    s.vitals({369, 82, 124, 72, 17, 95});
    s.panel("cbc", {{"wbc", 91, 6}, {"hgb", 129, 5}, {"plt", 281, 30}});
    s.lab("creat", 91, 5);
    s.note("progress", Role::nurse_practitioner, pneumonia_progress);
    s.clock(3, 12);
    s.prescribe("cefpodoxime 200 mg tablet", "1 tablet by mouth twice daily for 4 days", false);
    s.prescribe("albuterol 90 mcg inhaler", "2 puffs every 4 hours as needed for wheeze", true);
    s.note("discharge", Role::hospitalist, pneumonia_discharge);
    s.close();
}

void copd_exacerbation(Story& s, Day start) {
    s.open(VisitClass::inpatient, Place::cedar_fork, start, 6, "Hospital inpatient stay",
           "Shortness of breath", Role::hospitalist);
    s.vitals({371, 118, 152, 84, 30, 84});
    s.panel("abg", {{"ph", 729, 2}, {"pco2", 66, 4}, {"po2", 54, 3}});
    s.panel("cbc", {{"wbc", 118, 10}, {"hgb", 151, 8}, {"plt", 240, 40}});
    s.panel("bmp", {{"na", 138, 2},
                    {"k", 41, 3},
                    {"co2", 33, 2},
                    {"bun", 18, 4},
                    {"creat", 88, 9},
                    {"glucose", 128, 12}});
    s.lab("bnp", 74, 18);
    s.problem("J44.1", "Chronic obstructive pulmonary disease with (acute) exacerbation");
    s.clock(0, 8);
    s.note("ed", Role::emergency, copd_ed);
    s.clock(0, 11);
    s.vitals({370, 104, 140, 78, 24, 90, "on BiPAP, FiO2 35%"});
    s.panel("abg", {{"ph", 735, 1}, {"pco2", 56, 2}, {"po2", 66, 4}});
    s.lab("glucose", 212, 20);
    s.operation("5A09357", "Assistance with respiratory ventilation, less than 24 hours, BiPAP",
                Role::hospitalist);
    s.give("prednisone 20 mg tablet", "40 mg by mouth daily for 5 days");
    s.give("ipratropium-albuterol 0.5-2.5 mg/3 mL nebulizer solution", "3 mL every 4 hours");
    s.give("azithromycin 500 mg tablet", "500 mg by mouth daily");
    s.note("hp", Role::hospitalist, copd_hp);
    for (int day = 1; day <= 2; ++day) {
        s.clock(day, 9);
        s.vitals({368, 96 - 6 * day, 134, 76, 22 - day, 90 + day, "on 2 L nasal cannula"});
        s.lab("glucose", 190 - 20 * day, 15);
        s.lab("co2", 32 - day, 1);
        s.note("progress", Role::hospitalist, copd_progress);
    }
    s.clock(3, 11);
    s.vitals({367, 84, 130, 74, 18, 93});
    s.prescribe("prednisone 20 mg tablet", "40 mg by mouth daily for 2 more days", false);
    s.prescribe("tiotropium 2.5 mcg inhaler", "2 inhalations daily", true);
    s.note("discharge", Role::hospitalist, copd_discharge);
    s.close();
}

}  // namespace muniment::demo
