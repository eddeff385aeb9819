// A stroke that starts at the critical access hospital and is transferred; kidney injury there.
// SPDX-License-Identifier: Apache-2.0
#include "demo/scenarios.h"

namespace muniment::demo {
namespace {

constexpr const char* stroke_ed = R"(
CHIEF COMPLAINT
[Right-sided weakness and trouble speaking|Sudden speech difficulty]

HISTORY OF PRESENT ILLNESS
{Name} is a {aged} {man} with atrial fibrillation, [not on anticoagulation after a nosebleed last
year|who stopped {his} anticoagulant two months ago because of cost], last known well at {well_time}. At
[breakfast|the kitchen table] {his} [spouse|neighbor] saw {him} drop a cup from the right hand and speak in
single words. EMS prenotified; arrival 55 minutes after onset. No seizure, no head injury, no recent
surgery or bleeding.

PAST MEDICAL HISTORY
{pmh}

MEDICATIONS
{home_meds}

ALLERGIES
{allergies}

EXAMINATION
{vitals}.
NIH Stroke Scale {nihss}: expressive aphasia, right facial droop, right arm drift to the bed, right leg
drift, follows one-step commands. Irregularly irregular pulse.

DATA
{labs}
CT head without contrast: no hemorrhage, ASPECTS [9|10].

EMERGENCY DEPARTMENT COURSE
Telestroke consultation with Dr. Haddad at Juniper Valley. Criteria reviewed, no contraindication.
Tenecteplase 0.25 mg/kg given 42 minutes after arrival, with consent of the [spouse|patient by nod and
family]. Blood pressure kept under 180/105. No bleeding.

ASSESSMENT AND PLAN
Acute ischemic stroke, left middle cerebral artery territory, likely cardioembolic. Transfer by
helicopter to Juniper Valley Regional for CT angiography and intensive monitoring.
)";

constexpr const char* stroke_transfer = R"(
REASON FOR TRANSFER
Acute ischemic stroke after thrombolysis; needs stroke unit and neurology, which this hospital does not
have.

SUMMARY
{aged} {man}, last known well {well_time}, NIH Stroke Scale {nihss}, tenecteplase given. Glucose {glucose}
mg/dL, INR {inr}, platelets {plt} K/uL. CT head without hemorrhage; images sent electronically.

CONDITION AT TRANSFER
{vitals}. Accepting physician: Daniel Haddad, MD. Benefits and risks explained to patient and family,
transfer consent signed. Report called to the receiving nurse.
)";

constexpr const char* stroke_consult = R"(
REASON FOR CONSULTATION
Acute stroke, status post tenecteplase

HISTORY
{aged} {man} with atrial fibrillation transferred from Cedar Fork after thrombolysis for sudden aphasia and
right-sided weakness. [Speech improved during the flight.|Right leg stronger on arrival.]

EXAMINATION
{vitals}.
NIH Stroke Scale {nihss}. Nonfluent speech with preserved comprehension, mild right facial weakness, right
arm 4-/5, leg 4+/5. Sensation intact.

DATA
{labs}
CT angiography: no large vessel occlusion; distal left M3 cutoff.

IMPRESSION AND RECOMMENDATIONS
1. Left middle cerebral artery ischemic stroke, cardioembolic. Blood pressure under 180/105 for 24
hours, no antithrombotic until the 24-hour CT.
2. MRI brain. Echocardiogram. Lipids: LDL {ldl} mg/dL, atorvastatin 80 mg.
3. Apixaban 5 mg twice daily from day [4|5] if the infarct is small.
4. Speech, occupational and physical therapy.
)";

constexpr const char* stroke_progress = R"(
SUBJECTIVE
Day {days} after stroke. [Names four of five objects.|Speaks in short phrases, frustrated at times.] Passed
[the bedside swallow screen|a modified barium swallow]; soft diet.

OBJECTIVE
{vitals}.
NIH Stroke Scale {nihss}. Right facial weakness mild. Right grip 4/5. Walks with [one-person
assistance|a walker].

DATA
{labs}
24-hour CT: no hemorrhage. MRI: [2.4|1.9] cm left frontal operculum infarct.

ASSESSMENT AND PLAN
1. Ischemic stroke, left MCA, improving. Aspirin 81 mg until apixaban.
2. Atrial fibrillation: rate controlled on metoprolol.
3. Inpatient rehabilitation evaluation.
)";

constexpr const char* stroke_discharge = R"(
  Admitted: {admitted}    Discharged: {today}    Attending: {attending}

DISCHARGE DIAGNOSES
1. Acute ischemic stroke, left middle cerebral artery, cardioembolic, status post tenecteplase
2. Atrial fibrillation, type not specified
3. Aphasia, improving

HOSPITAL COURSE
{Name} is a {aged} {man} transferred from Cedar Fork Critical Access Hospital after thrombolysis. NIH Stroke
Scale improved from {nihss.first} on arrival here to {nihss} at discharge. Imaging showed a small left
frontal infarct without hemorrhage. Apixaban was started before discharge. LDL was {ldl} mg/dL and
atorvastatin was raised to 80 mg.

RESULTS OF THIS STAY
{trend}

CONDITION
Stable. {vitals}. Needs supervision for walking and help with buttons.

DISCHARGE MEDICATIONS
{discharge_meds}
Continue:
{home_meds}

FOLLOW-UP
Inpatient rehabilitation, then stroke clinic in six weeks.
)";

// "Renal insufficiency" on purpose: acute kidney injury by criteria, never named as such.
constexpr const char* kidney_hp = R"(
CHIEF COMPLAINT
[Weakness and poor appetite|Lightheadedness for several days]

HISTORY OF PRESENT ILLNESS
{Name} is a {aged} {man} with stage 3 kidney disease (baseline creatinine [1.4|1.5] mg/dL) who had [four
days|five days] of vomiting and diarrhea after [a family cookout|a bus trip] and kept taking {his}
hydrochlorothiazide [and ibuprofen|and an over-the-counter naproxen]. {He} is lightheaded on standing and
has passed little urine since yesterday. No fever, no blood in the stool, no flank pain.

PAST MEDICAL HISTORY
{pmh}

MEDICATIONS
{home_meds}

ALLERGIES
{allergies}

PHYSICAL EXAMINATION
{vitals}.
Dry tongue, flat neck veins, skin tents. Heart regular. Lungs clear. Abdomen soft, bladder not palpable.
No edema. No asterixis.

DATA
{labs}
Bladder scan [60|85] mL. Urine sediment bland, fractional excretion of sodium 0.4%. Renal ultrasound: no
hydronephrosis.

ASSESSMENT AND PLAN
1. Renal insufficiency, prerenal from volume loss plus diuretic and NSAID: creatinine {creat} mg/dL, BUN
{bun} mg/dL. Isotonic fluids 150 mL/h, hold hydrochlorothiazide and any ACE inhibitor, no NSAIDs.
2. Potassium {k} mmol/L: ECG without changes, low-potassium diet, recheck in six hours.
3. Low CO2 of {co2} mmol/L: expected to correct with fluids.
4. Gastroenteritis: supportive; stool studies if it persists.
)";

constexpr const char* kidney_progress = R"(
SUBJECTIVE
[Keeping food down.|No vomiting for a day, two soft stools.] Less lightheaded.

OBJECTIVE
{vitals}.
Tongue moist. Lungs clear, no edema. Urine output [1.4|1.7|2.0] L.

DATA
{labs}

ASSESSMENT AND PLAN
Renal insufficiency improving with fluids: creatinine {creat} mg/dL from {creat.first}, BUN {bun} mg/dL,
potassium {k} mmol/L. [Reduce fluids to 75 mL/h.|Stop fluids, encourage oral intake.] Telephone advice
from nephrology (Dr. Zhang): no indication for dialysis; recheck in one week.
)";

constexpr const char* kidney_discharge = R"(
  Admitted: {admitted}    Discharged: {today}    Attending: {attending}

DISCHARGE DIAGNOSES
1. Renal insufficiency due to dehydration
2. Gastroenteritis, resolved
3. Chronic kidney disease, stage 3

HOSPITAL COURSE
{aged} {man} with volume depletion from gastroenteritis while taking a diuretic and an over-the-counter
anti-inflammatory. Creatinine {creat.first} mg/dL on arrival fell to {creat} mg/dL with isotonic fluids;
potassium {k.first} to {k} mmol/L. No obstruction on ultrasound.

RESULTS OF THIS STAY
{trend}

CONDITION
Good. {vitals}.

MEDICATION CHANGES
{discharge_meds}

Hold hydrochlorothiazide until seen. No ibuprofen or naproxen.

FOLLOW-UP
Metabolic panel and visit in one week.
)";

void stroke_at_cedar_fork(Story& s, Day start) {
    s.open(VisitClass::emergency, Place::cedar_fork, start, 8, "Emergency department visit",
           "Stroke symptoms", Role::emergency);
    s.set("well_time", chart_time(s.now() - std::chrono::minutes(55)).substr(11));
    s.vitals({366, 96, 168, 90, 18, 96});
    s.lab("nihss", 11, 2);
    s.lab("glucose", 132, 18);
    s.lab("inr", 10, 1);
    s.panel("cbc", {{"wbc", 82, 12}, {"hgb", 138, 9}, {"plt", 221, 35}});
    s.imaging("30799-1", "CT head without contrast",
              "INDICATION\nAcute right weakness and aphasia.\n\nFINDINGS\nNo hemorrhage, mass or "
              "midline shift. Subtle loss of gray-white differentiation in the left frontal "
              "operculum. Ventricles normal for age.",
              "No hemorrhage. Possible early ischemic change, left frontal operculum.");
    s.problem("I63.9", "Cerebral infarction, unspecified");
    s.operation("3E03317", "Introduction of other thrombolytic into peripheral vein",
                Role::emergency);
    s.clock(0, 10);
    s.note("ed", Role::emergency, stroke_ed);
    s.clock(0, 10);
    s.note("transfer", Role::emergency, stroke_transfer);
    s.close("Transferred to Juniper Valley Regional Medical Center");
}

}  // namespace

void stroke(Story& s, Day start) {
    stroke_at_cedar_fork(s, start);
    s.open(VisitClass::inpatient, Place::juniper_valley, start, 14, "Hospital inpatient stay",
           "Ischemic stroke after thrombolysis", Role::hospitalist);
    s.vitals({367, 88, 158, 84, 18, 96});
    s.lab("nihss", 8, 1);
    s.panel("lipid", {{"ldl", 128, 18}, {"hdl", 44, 6}});
    s.lab("troponin", 2, 1);
    s.problem("I63.412", "Cerebral infarction due to embolism of left middle cerebral artery");
    s.problem("R47.01", "Aphasia");
    s.clock(0, 16);
    s.note("consult", Role::neurologist, stroke_consult);
    for (int day = 1; day <= 3; ++day) {
        s.clock(day, 9);
        s.vitals({368, 82, 146 - 4 * day, 80, 17, 96});
        s.lab("nihss", 7 - day, 0);
        s.lab("glucose", 118, 12);
        s.lab("creat", 90, 8);
        s.note("progress", Role::hospitalist, stroke_progress);
    }
    s.clock(5, 11);
    s.vitals({367, 76, 128, 74, 16, 97});
    s.lab("nihss", 3);
    s.prescribe("apixaban 5 mg tablet", "1 tablet by mouth twice daily", true);
    s.stop("atorvastatin");
    s.prescribe("atorvastatin 80 mg tablet", "1 tablet by mouth at bedtime", true);
    s.note("discharge", Role::hospitalist, stroke_discharge);
    s.close("Discharged to inpatient rehabilitation facility");
}

void kidney_injury(Story& s, Day start) {
    s.open(VisitClass::inpatient, Place::cedar_fork, start, 12, "Hospital inpatient stay",
           "Weakness, vomiting and diarrhea", Role::hospitalist);
    s.vitals({370, 108, 94, 54, 18, 97});
    s.panel("bmp", {{"na", 131, 2},
                    {"k", 55, 2},
                    {"co2", 17, 1},
                    {"bun", 68, 8},
                    {"creat", 342, 25},
                    {"glucose", 104, 10}});
    s.panel("cbc", {{"wbc", 98, 10}, {"hgb", 142, 7}, {"plt", 288, 30}});
    s.problem("N28.9", "Disorder of kidney and ureter, unspecified");
    s.problem("K52.9", "Noninfective gastroenteritis and colitis, unspecified");
    s.give("lactated Ringer's", "150 mL/hour IV");
    s.give("ondansetron 4 mg injection", "4 mg IV every 8 hours as needed for nausea");
    s.clock(0, 15);
    s.note("hp", Role::hospitalist, kidney_hp);
    for (int day = 1; day <= 2; ++day) {
        s.clock(day, 9);
        s.vitals({368, 94 - 7 * day, 106 + 6 * day, 62, 16, 97});
        s.panel("bmp", {{"na", 135 + day, 1},
                        {"k", 51 - 3 * day, 1},
                        {"co2", 19 + day, 1},
                        {"bun", 60 - 14 * day, 3},
                        {"creat", 310 - 62 * day, 8},
                        {"glucose", 98, 6}});
        s.note("progress", Role::hospitalist, kidney_progress);
    }
    s.clock(3, 10);
    s.vitals({367, 76, 124, 70, 15, 98});
    s.panel("bmp", {{"na", 139, 1},
                    {"k", 43, 1},
                    {"co2", 23, 1},
                    {"bun", 24, 2},
                    {"creat", 152, 6},
                    {"glucose", 96, 5}});
    s.prescribe("oral rehydration solution", "1 to 2 L daily for 3 days", false);
    s.note("discharge", Role::hospitalist, kidney_discharge);
    s.close();
}

}  // namespace muniment::demo
