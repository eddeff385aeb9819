// Office visits of adults: diabetes, the annual visit, follow-up after a hospital stay.
// SPDX-License-Identifier: Apache-2.0
#include "demo/scenarios.h"

namespace muniment::demo {
namespace {

constexpr const char* diabetes_note = R"(
SUBJECTIVE
{Name} is a {aged} {man} here for a diabetes [follow-up|check]. Home glucose readings run
[140 to 190|150 to 220] before breakfast. [Misses the evening metformin about twice a week.|Takes
metformin daily, no stomach upset.] [Walks 20 minutes after dinner most days.|Has not been able to
exercise because of long shifts.] No hypoglycemia, no chest pain, no foot sores. Eye examination was
[eight months ago, no retinopathy|more than a year ago].

PAST MEDICAL HISTORY
{pmh}

MEDICATIONS
{home_meds}

ALLERGIES
{allergies}

OBJECTIVE
{vitals}. Weight {weight} kg, height {height} cm, BMI {bmi} kg/m2.
Heart regular, lungs clear. Feet: skin intact, pulses palpable, monofilament felt at [10|9|8] of 10
sites on each side.

DATA
{labs}

ASSESSMENT AND PLAN
1. Type 2 diabetes, hemoglobin A1c {a1c}%, [above the goal of 7%|not at goal]. Continue metformin
1,000 mg twice daily; {step}
2. Kidney: urine albumin/creatinine {acr} mg/g, eGFR {egfr}. [Continue|Recheck in one year;] ACE
inhibitor if albuminuria persists.
3. LDL {ldl} mg/dL: [statin discussed and continued|moderate-intensity statin recommended].
4. Retinal examination [due, referral placed|up to date]. Foot care reviewed.
5. Return in three months with A1c.
)";

constexpr const char* annual_note = R"(
SUBJECTIVE
{Name} is a {aged} {man} seen for an annual [wellness visit|physical examination]. [Feels well.|No
concerns today.|Asks about fatigue in the afternoons, otherwise well.] Sleeps [six|seven] hours.
{smoking} Alcohol: [none|two drinks a week|on holidays only]. Exercise: [walks the dog daily|gym twice
a week|little since winter]. PHQ-2 negative. Wears a seat belt.

PAST MEDICAL HISTORY
{pmh}

MEDICATIONS
{home_meds}

ALLERGIES
{allergies}

OBJECTIVE
{vitals}. Weight {weight} kg, height {height} cm, BMI {bmi} kg/m2.
Well-appearing. Neck supple, no thyroid enlargement. Heart regular, no murmur. Lungs clear. Abdomen
soft, nontender. Skin: [no concerning lesions|a few seborrheic keratoses, nothing suspicious].

DATA
{labs}

ASSESSMENT AND PLAN
1. Health maintenance: [vaccines reviewed and up to date|influenza vaccine recommended in the fall].
Cancer screening by age discussed[, order placed|, up to date].
2. Blood pressure {bp} mmHg[: recheck at home twice a week|, continue current plan].
3. LDL {ldl} mg/dL, HDL {hdl} mg/dL: [diet reviewed|ten-year risk calculated and discussed].
4. Return in one year, sooner if needed.
)";

constexpr const char* follow_up_note = R"(
SUBJECTIVE
{Name} is a {aged} {man} seen [one to two weeks|12 days] after hospital discharge for {for_what}.
[Energy is returning slowly.|Feels "almost back to normal".|Still tires by mid-afternoon.] Taking the
medications from the discharge list [as directed|without missed doses]; bottles reviewed together. No
fever, no new symptoms.

MEDICATIONS
{home_meds}

OBJECTIVE
{vitals}.
[Comfortable|Well-appearing]. Lungs clear, heart regular, no edema. Gait steady.

DATA
{labs}

ASSESSMENT AND PLAN
1. Recovering after hospitalization for {for_what}. Discharge summary reviewed, medications reconciled.
2. Hemoglobin {hgb} g/dL and creatinine {creat} mg/dL today, [stable|acceptable].
3. [Reviewed warning signs and when to call.|Warning signs repeated back correctly.] Return in [four
weeks|one month|six weeks].
)";

void body_size(Story& s) {
    const int weight = s.weight() + s.dice().between(-18, 18);
    s.lab("weight", weight);
    s.lab("height", s.height() * 10);
    s.lab("bmi", (weight * 10000 + s.height() * s.height() / 2) / (s.height() * s.height()));
}

// What the last stay ended with, so that the follow-up goes on from there.
int latest(Story& s, std::string_view key, int otherwise) {
    const Test& test = test_called(key);
    int value = otherwise;
    for (const Reading& one : s.record().readings)
        if (one.test == &test) value = one.value;
    return value;
}

}  // namespace

void diabetes_visit(Story& s, Day start) {
    s.open(VisitClass::outpatient, s.person().home, start, 9, "Office visit", "Diabetes follow-up",
           Role::family);
    s.vitals({367, 76, 134, 80, 14, 97});
    body_size(s);
    s.lab("a1c", 84, 9);
    s.panel("bmp", {{"na", 139, 2},
                    {"k", 43, 3},
                    {"co2", 25, 2},
                    {"bun", 16, 4},
                    {"creat", 92, 14},
                    {"glucose", 178, 34}});
    s.lab("egfr", 78, 12);
    s.lab("acr", 38, 22);
    s.panel("lipid", {{"ldl", 108, 24}, {"hdl", 42, 7}});
    s.set("step", s.dice().percent(50)
                      ? "start empagliflozin 10 mg daily."
                      : "start semaglutide 0.25 mg weekly, increase in four weeks.");
    s.clock(0, 10);
    s.problem("E11.65", "Type 2 diabetes mellitus with hyperglycemia", false);
    s.note("progress", Role::family, diabetes_note);
    s.close();
}

void annual_visit(Story& s, Day start) {
    s.open(VisitClass::outpatient, s.person().home, start, 10, "Office visit", "Annual examination",
           Role::family);
    s.vitals({367, 72, s.has("I10") ? 136 : 120, 76, 14, 98});
    body_size(s);
    s.panel("lipid", {{"ldl", 112, 28}, {"hdl", 51, 9}});
    s.lab("glucose", 94, 8);
    s.panel("cbc", {{"wbc", 66, 12}, {"hgb", 139, 9}, {"plt", 246, 40}});
    s.clock(0, 11);
    s.problem("Z00.00",
              "Encounter for general adult medical examination without abnormal findings");
    s.note("progress", Role::family, annual_note);
    s.close();
}

void hospital_follow_up(Story& s, Day start, std::string_view for_what) {
    s.open(VisitClass::outpatient, s.person().home, start, 14, "Office visit",
           "Follow-up after hospital stay", Role::family);
    s.set("for_what", for_what);
    s.vitals({367, 80, 126, 74, 16, 96});
    s.lab("hgb", latest(s, "hgb", 128) + 3, 4);
    s.lab("creat", latest(s, "creat", 92), 5);
    s.clock(0, 15);
    s.note("progress", Role::family, follow_up_note);
    s.close();
}

}  // namespace muniment::demo
