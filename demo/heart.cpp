// Heart failure at the larger hospital, chest pain in the emergency department.
// SPDX-License-Identifier: Apache-2.0
#include "demo/scenarios.h"

namespace muniment::demo {
namespace {

// Left out on purpose: type and acuity of the heart failure, although the echocardiogram shows
// them.
constexpr const char* failure_hp = R"(
CHIEF COMPLAINT
[Leg swelling and shortness of breath|"My legs are full of water."]

HISTORY OF PRESENT ILLNESS
{Name} is a {aged} {man} with a history of heart failure who presents with [ten days|about two weeks]
of increasing leg swelling, a weight gain of {gain} pounds and [three-pillow orthopnea|waking at night
gasping]. {He} [ran out of furosemide|ate out for most of a family reunion|has been using ibuprofen for
knee pain] [last month|in the last two weeks]. Can walk [from the bed to the bathroom|one room] before
stopping. No chest pain, no palpitations, no fever.

PAST MEDICAL HISTORY
{pmh}

MEDICATIONS
{home_meds}

ALLERGIES
{allergies}

SOCIAL HISTORY
{smoking} [Lives with {his} daughter, who does the shopping.|Lives alone, meals delivered on weekdays.]

PHYSICAL EXAMINATION
{vitals}. Weight {weight} kg.
Jugular venous pressure [12|14] cm of water. Crackles to the mid lung fields. Regular rhythm, S3
[present|heard at the apex], [2/6 holosystolic murmur at the apex|no murmur]. Pitting edema to the
[knees|mid thigh] on both sides. Extremities warm.

DATA
{labs}
ECG: sinus rhythm, left bundle branch block, unchanged. Chest radiograph: interstitial edema and small
bilateral effusions.

ASSESSMENT AND PLAN
1. CHF exacerbation: BNP {bnp} pg/mL, volume overloaded, warm. Furosemide 80 mg IV twice daily, strict
intake and output, daily weights, 2 g sodium diet. Echocardiogram in the morning.
2. Supplemental oxygen for SpO2 {spo2}%.
3. Kidney function: creatinine {creat} mg/dL, follow daily while diuresing. Potassium {k} mmol/L.
4. Troponin {troponin} ng/mL without chest pain: repeat once, likely demand.
5. Enoxaparin for VTE prophylaxis. Code status: [full code|do not resuscitate, confirmed with patient].
)";

constexpr const char* failure_consult = R"(
REASON FOR CONSULTATION
Heart failure exacerbation

HISTORY
{aged} {man} admitted with two weeks of volume overload. Chart and outside records reviewed. No angina.

EXAMINATION
{vitals}.
JVP remains elevated at 10 cm. Basilar crackles. Edema 2+ to the knees, improving.

DATA
{labs}
Echocardiogram today: left ventricular ejection fraction {ef}%, global hypokinesis, moderate functional
mitral regurgitation, right ventricular systolic pressure 48 mmHg.

RECOMMENDATIONS
1. Continue IV diuresis; goal net negative 1.5 to 2 L per day. Weight today {weight} kg.
2. Start sacubitril-valsartan 24-26 mg twice daily{washout}, if systolic pressure stays above 100.
3. Add spironolactone 12.5 mg when potassium allows (today {k} mmol/L).
4. Outpatient ischemic evaluation. Follow-up in heart failure clinic within 7 days.
)";

constexpr const char* failure_progress = R"(
SUBJECTIVE
Hospital day {days}. [Slept flat with two pillows.|Breathing easier, legs less tight.] Urine output
[3.1|2.6|2.9] L in the last 24 hours.

OBJECTIVE
{vitals}. Weight {weight} kg, was {weight.first} kg on admission.
JVP [9|8] cm. Crackles at the bases only. Edema [1+|2+] to the shins.

DATA
{labs}

ASSESSMENT AND PLAN
1. CHF: responding to furosemide IV; [continue twice daily|continue current dose], recheck electrolytes
in the morning.
2. Creatinine {creat} mg/dL, [acceptable during diuresis|stable]. Replace potassium to 4.0.
3. [Dietitian visit for sodium restriction done with family.|Heart failure teaching started by nursing.]
)";

constexpr const char* failure_discharge = R"(
  Admitted: {admitted}    Discharged: {today}    Attending: {attending}

DISCHARGE DIAGNOSES
1. Heart failure exacerbation
2. Hypoxemia, resolved

HOSPITAL COURSE
{Name} is a {aged} {man} admitted with volume overload after [dietary indiscretion|missing diuretic
doses]. {He} was diuresed with IV furosemide from {weight.first} kg to {weight} kg. BNP fell from
{bnp.first} to {bnp} pg/mL. Echocardiogram showed an ejection fraction of {ef}%. {ace_change} Creatinine was {creat.first}
mg/dL on admission and {creat} mg/dL at discharge. {He} walked the hallway on room air without
desaturation.

RESULTS OF THIS STAY
{trend}

CONDITION
Stable. {vitals}. Discharge (dry) weight {weight} kg.

DISCHARGE MEDICATIONS
{discharge_meds}
Other medications from before admission:
{home_meds}

STOPPED
Furosemide 20 mg{also_stopped}. No ibuprofen or naproxen.

FOLLOW-UP
Heart failure clinic within 7 days with a basic metabolic panel. Weigh every morning; call for a gain of
3 pounds in a day or 5 in a week.
)";

constexpr const char* chest_pain_note = R"(
CHIEF COMPLAINT
Chest pain

HISTORY OF PRESENT ILLNESS
{Name} is a {aged} {man} with [two hours|since early morning] of [pressure-like|dull] left-sided chest
discomfort, [worse when lifting boxes at work|that began while {he} was arguing on the phone|noticed
after a heavy meal], rated [4|5] of 10, without radiation. No dyspnea, diaphoresis or syncope. No prior
cardiac disease. {smoking} Father had a heart attack at [58|71].

PAST MEDICAL HISTORY
{pmh}

MEDICATIONS
{home_meds}

ALLERGIES
{allergies}

EXAMINATION
{vitals}.
Comfortable. Chest wall [tender at the left third costochondral junction|not tender]. Heart regular, no
murmur. Lungs clear. Pulses equal in both arms. No leg swelling.

DATA
{labs}
ECG at arrival and at two hours: normal sinus rhythm, no ST or T changes.

ASSESSMENT AND PLAN
Chest pain, low risk: HEART score [2|3], two troponins three hours apart, latest {troponin} ng/mL. Not
consistent with pulmonary embolism ([PERC negative|low pretest probability]) or dissection. Aspirin 324
mg given. Discharged with primary care follow-up within a week and return precautions [in writing|reviewed
with {his} partner present].
)";

void failure_day(Story& s, int day, int weight) {
    s.clock(day, 9);
    s.vitals({367, 90 - 4 * day, 122 - 2 * day, 70, 20, 92 + day, "on 2 L nasal cannula"});
    s.lab("weight", weight, 3);
    s.panel("bmp", {{"na", 135 + day, 1},
                    {"k", 38, 2},
                    {"co2", 27 + day, 1},
                    {"bun", 30 + day, 3},
                    {"creat", 138 + 5 * day, 5},
                    {"glucose", 112, 9}});
}

}  // namespace

void heart_failure(Story& s, Day start) {
    s.open(VisitClass::inpatient, Place::juniper_valley, start, 11, "Hospital inpatient stay",
           "Shortness of breath and leg swelling", Role::hospitalist);
    const int dry = s.weight();
    s.set("gain", std::to_string(s.dice().between(14, 21)));
    const bool inhibitor = s.takes("lisinopril");
    s.set("washout", inhibitor ? " 36 hours after the last dose of lisinopril" : "");
    s.set("also_stopped", inhibitor ? ", lisinopril" : "");
    s.set("ace_change", inhibitor ? "Lisinopril was stopped and replaced by sacubitril-valsartan."
                                  : "Cardiology started sacubitril-valsartan.");
    s.set("ef", std::to_string(5 * s.dice().between(5, 7)));
    s.vitals({366, 102, 148, 88, 24, 88});
    s.lab("weight", dry + 82, 6);
    s.lab("bnp", 1480, 420);
    s.lab("troponin", 6, 1);
    s.panel("cbc", {{"wbc", 78, 12}, {"hgb", 118, 9}, {"plt", 214, 40}});
    s.panel("bmp", {{"na", 133, 2},
                    {"k", 41, 3},
                    {"co2", 26, 1},
                    {"bun", 32, 4},
                    {"creat", 142, 12},
                    {"glucose", 121, 12}});
    s.problem("I50.9", "Heart failure, unspecified");
    s.clock(0, 14);
    s.give("furosemide 10 mg/mL injection", "80 mg IV twice daily");
    s.give("enoxaparin 40 mg/0.4 mL syringe", "40 mg subcutaneously daily");
    s.note("hp", Role::hospitalist, failure_hp);
    failure_day(s, 1, dry + 58);
    s.clock(1, 13);
    s.note("consult", Role::cardiologist, failure_consult);
    for (int day = 2; day <= 3; ++day) {
        failure_day(s, day, dry + 62 - 21 * day);
        s.note("progress", day == 2 ? Role::hospitalist : Role::nurse_practitioner,
               failure_progress);
    }
    s.clock(4, 10);
    s.vitals({366, 74, 112, 64, 17, 95});
    s.lab("weight", dry, 3);
    s.lab("bnp", 540, 90);
    s.lab("creat", 146, 6);
    s.stop("furosemide 20");
    s.stop("lisinopril");
    s.prescribe("furosemide 40 mg tablet", "1 tablet by mouth twice daily", true);
    s.prescribe("sacubitril-valsartan 24-26 mg tablet", "1 tablet by mouth twice daily", true);
    s.prescribe("spironolactone 25 mg tablet", "1/2 tablet by mouth daily", true);
    s.note("discharge", Role::hospitalist, failure_discharge);
    s.close("Discharged to home with home health services");
}

void chest_pain(Story& s, Day start) {
    s.open(VisitClass::emergency, s.person().home, start, 10, "Emergency department visit",
           "Chest pain", Role::emergency);
    s.vitals({367, 84, 138, 82, 16, 98});
    s.panel("cbc", {{"wbc", 72, 14}, {"hgb", 141, 9}, {"plt", 242, 40}});
    s.panel("bmp", {{"na", 139, 2},
                    {"k", 41, 3},
                    {"co2", 25, 2},
                    {"bun", 14, 4},
                    {"creat", 88, 12},
                    {"glucose", 108, 16}});
    s.lab("troponin", 1);
    s.imaging("36643-5", "Chest radiograph, two views",
              "INDICATION\nChest pain.\n\nFINDINGS\nLungs clear. Heart and mediastinum normal. No "
              "effusion or pneumothorax.",
              "No acute cardiopulmonary abnormality.");
    s.clock(0, 14);
    s.lab("troponin", 1);
    s.problem("R07.89", "Other chest pain");
    s.note("ed", Role::emergency, chest_pain_note);
    s.close();
}

}  // namespace muniment::demo
