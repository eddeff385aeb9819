// A hip fracture after a fall, repaired; an appendectomy.
// SPDX-License-Identifier: Apache-2.0
#include "demo/scenarios.h"

namespace muniment::demo {
namespace {

constexpr const char* hip_ed = R"(
CHIEF COMPLAINT
Right hip pain after a fall

HISTORY OF PRESENT ILLNESS
{Name} is a {aged} {man} who [slipped on a wet floor|lost footing on a wet tile] at a grocery store at
about {fall_time} today and landed on {his} right side. Immediate right hip pain, unable to stand.
Witnessed by a store employee; no head strike, no loss of consciousness, no prodrome. Brought by
ambulance, given fentanyl 50 mcg en route. [Not on anticoagulants.|Denies chest pain, palpitations or
dizziness before the fall.]

ALLERGIES
{allergies}

EXAMINATION
{vitals}.
Head and neck atraumatic, no midline cervical tenderness. Right leg shortened and externally rotated,
pain with log roll. Distal pulses 2+, sensation and toe movement intact. No other injury on secondary
survey.

DATA
{labs}
Radiographs of the right hip and pelvis: displaced femoral neck fracture. ECG: sinus rhythm, no acute
change.

ASSESSMENT AND PLAN
Displaced right femoral neck fracture after a ground-level fall. Fascia iliaca block placed under
ultrasound with [good|excellent] relief. Orthopedic surgery consulted. Nothing by mouth after midnight.
Admit to Hospital Medicine.
)";

constexpr const char* hip_hp = R"(
CHIEF COMPLAINT
"I slipped and now I can't stand on my right leg."

HISTORY OF PRESENT ILLNESS
{Name} is a {aged} {man} who fell on a wet floor in a grocery store this afternoon with immediate right
hip pain. It was a mechanical fall: no syncope, no chest pain, no palpitations. At baseline {he}
[walks a mile a day without a device|climbs two flights of stairs without stopping|gardens and shops
independently], [lives with {his} spouse in a single-story house|lives alone; a daughter is nearby].
Functional capacity is above 4 METs.

PAST MEDICAL HISTORY
{pmh}

MEDICATIONS
{home_meds}

ALLERGIES
{allergies}

SOCIAL HISTORY
{smoking} Alcohol: [rare|one glass of wine with dinner|none].

PHYSICAL EXAMINATION
{vitals}.
Comfortable after the nerve block. Lungs clear. Heart regular without murmur. Abdomen soft. Right leg
shortened and externally rotated; pulses and sensation intact.

DATA
Hemoglobin {hgb} g/dL, platelets {plt} K/uL, INR {inr}, creatinine {creat} mg/dL, potassium {k} mmol/L.
Hip radiographs reviewed: displaced right femoral neck fracture.

ASSESSMENT AND PLAN
1. Displaced right femoral neck fracture: for hemiarthroplasty tomorrow with Dr. Stahl. Revised Cardiac
Risk Index [0|0 to 1]; no further cardiac testing is needed before surgery.
2. Pain: block in place, scheduled acetaminophen, oxycodone 5 mg as needed. Avoid sedatives; delirium
precautions.
3. Bone health: [never had a bone density scan|last bone density scan more than five years ago].
Vitamin D level, treat as an outpatient.
4. VTE prophylaxis: enoxaparin 40 mg starting 12 hours after surgery.
5. [Home medications continued|Home medications resumed tonight]. Full code.
)";

constexpr const char* hip_consult = R"(
REASON FOR CONSULTATION
Right femoral neck fracture

HISTORY
{aged} {man}, community ambulator, ground-level fall in a store today. Isolated right hip injury.

EXAMINATION
Right leg shortened, externally rotated. Skin intact. Dorsalis pedis pulse palpable. Fires tibialis
anterior, extensor hallucis and gastrocnemius. Sensation intact in all distributions.

IMAGING
Displaced femoral neck fracture (Garden [III|IV]). No pathologic lesion seen.

RECOMMENDATION
Right hip hemiarthroplasty. Risks discussed with the patient [and family|and {his} daughter by phone]:
infection, dislocation, leg length difference, blood clots, nerve injury, anesthesia and death.
Questions answered; consent signed. Site marked. Plan for the first case tomorrow.
)";

constexpr const char* hip_operative = R"(
DATE OF OPERATION
{today}

PREOPERATIVE DIAGNOSIS
Displaced right femoral neck fracture

POSTOPERATIVE DIAGNOSIS
Same

PROCEDURE
Right hip hemiarthroplasty, uncemented, bipolar

ANESTHESIA
[Spinal with sedation|General endotracheal]

FINDINGS
Displaced subcapital fracture. Acetabular cartilage well preserved.

DESCRIPTION OF PROCEDURE
After a time-out confirmed patient, side and procedure, and cefazolin 2 g had been given, the patient
was placed in the left lateral position. A [direct lateral|posterolateral] approach was used. The
femoral head was removed and sized at [46|48|50] mm. The canal was broached to a size [4|5|6], with good
rotational stability. A press-fit stem and bipolar head were trialed: stable through flexion to 90
degrees with 45 degrees of internal rotation, leg lengths equal. Final components were seated, the
capsule and abductors repaired, the wound irrigated and closed in layers. Counts were correct.

ESTIMATED BLOOD LOSS
{blood_loss} mL

COMPLICATIONS
None

DISPOSITION
To the recovery room in stable condition. Weight bearing as tolerated, hip precautions.
)";

// Left out on purpose: the fall in hemoglobin is transfused but not called acute blood loss anemia.
constexpr const char* hip_progress = R"(
SUBJECTIVE
Postoperative day {post_day}. Pain [3 of 10 at rest|controlled with acetaminophen and one oxycodone].
[Sat on the edge of the bed with therapy.|Walked {steps} feet with a walker.] No chest pain, no calf
pain. Oriented, [slept poorly|slept well].

OBJECTIVE
{vitals}.
Dressing clean and dry. Thigh soft. Toes warm, moves ankle and toes. Lungs clear.

DATA
{labs}

ASSESSMENT AND PLAN
1. Right hip fracture, status post hemiarthroplasty: physical therapy twice daily, weight bearing as
tolerated.
2. Hemoglobin {hgb} g/dL, was {hgb.first} on arrival. {transfusion_plan}
3. Enoxaparin 40 mg daily for 28 days. Remove urinary catheter[ today|; voiding trial].
4. Disposition: [inpatient rehabilitation referral|skilled nursing versus home with therapy].
)";

constexpr const char* hip_discharge = R"(
  Admitted: {admitted}    Discharged: {today}    Attending: {attending}

DISCHARGE DIAGNOSES
1. Displaced fracture of the right femoral neck, status post right hip hemiarthroplasty
2. Anemia, transfused
3. Fall on a wet floor

HOSPITAL COURSE
{Name} is a {aged} {man} who fell in a grocery store on {admitted} and sustained a displaced right
femoral neck fracture. {He} underwent an uncomplicated uncemented bipolar hemiarthroplasty by Dr. Stahl
on the day after admission, estimated blood loss {blood_loss} mL. Hemoglobin fell from {hgb.first} to a
low of {hgb_low} g/dL on the second postoperative day; one unit of red cells was given, with
improvement to {hgb} g/dL. Pain was managed with acetaminophen and small doses of oxycodone; there was
no delirium. {He} progressed to {steps} feet with a front-wheeled walker.

RESULTS OF THIS STAY
{trend}

CONDITION
Stable. {vitals}. Incision clean, staples in place.

DISCHARGE MEDICATIONS
{discharge_meds}
Continue:
{home_meds}

FOLLOW-UP
Orthopedic clinic in two weeks for staple removal and radiographs. Bone density scan and osteoporosis
treatment with primary care. Hip precautions for six weeks; no driving until cleared.
)";

constexpr const char* appendix_ed = R"(
CHIEF COMPLAINT
Abdominal pain

HISTORY OF PRESENT ILLNESS
{Name} is a {aged} {man} with [18|24|30] hours of abdominal pain that began around the umbilicus and
has [moved to|settled in] the right lower quadrant. [Nauseated, vomited twice.|One episode of vomiting,
no appetite since yesterday.] Pain is worse [with the bumps of the car ride|on walking]. No diarrhea,
no urinary symptoms[, no sick contacts|].

PAST MEDICAL HISTORY
{pmh}

MEDICATIONS
{home_meds}

ALLERGIES
{allergies}

EXAMINATION
{vitals}.
Lies still. Abdomen: tender at McBurney's point with [voluntary guarding|rebound]; Rovsing sign
[positive|negative]. No costovertebral tenderness.

DATA
{labs}
CT abdomen and pelvis with contrast: dilated appendix with wall thickening and fat stranding, no
abscess.

ASSESSMENT AND PLAN
Acute appendicitis without perforation. Ceftriaxone 2 g and metronidazole 500 mg given. Morphine 4 mg
with relief. General surgery consulted, to the operating room today.
)";

constexpr const char* appendix_operative = R"(
DATE OF OPERATION
{today}

PREOPERATIVE DIAGNOSIS
Acute appendicitis

POSTOPERATIVE DIAGNOSIS
Acute appendicitis, [not perforated|suppurative, not perforated]

PROCEDURE
Laparoscopic appendectomy

ANESTHESIA
General endotracheal

DESCRIPTION OF PROCEDURE
After time-out, pneumoperitoneum was established through an [infraumbilical|umbilical] cut-down. Two
further ports were placed in the left lower quadrant and suprapubic midline. The appendix was
[inflamed and edematous|injected with fibrinous exudate], its base healthy. The mesoappendix was
divided with an energy device and the base with an endoscopic stapler. The specimen was removed in a
bag. The staple line was dry; [the pelvis was suctioned of a small amount of clear fluid|there was no
free fluid]. Ports were removed under vision, fascia closed at the umbilicus, skin closed with
absorbable suture.

ESTIMATED BLOOD LOSS
10 mL

SPECIMEN
Appendix, to pathology

COMPLICATIONS
None
)";

constexpr const char* appendix_discharge = R"(
  Admitted: {admitted}    Discharged: {today}    Attending: {attending}

DISCHARGE DIAGNOSIS
Acute appendicitis, status post laparoscopic appendectomy

HOSPITAL COURSE
{aged} {man} with one day of migrating abdominal pain, WBC {wbc.first} K/uL and CT evidence of
appendicitis. Laparoscopic appendectomy on the day of arrival without complication. [Tolerated a
regular diet the next morning|Eating and walking by the next morning], afebrile, WBC {wbc} K/uL.

RESULTS OF THIS STAY
{trend}

CONDITION
Good. {vitals}. Incisions clean and dry.

DISCHARGE MEDICATIONS
{discharge_meds}

FOLLOW-UP
Surgery clinic in two weeks with the pathology result. No lifting over 15 pounds for two weeks. Return
for fever, increasing pain, vomiting or wound drainage.
)";

void hip_arrival(Story& s) {
    s.set("fall_time", s.dice().percent(50) ? "2 p.m." : "half past two");
    s.vitals({367, 92, 146, 82, 18, 96});
    s.panel("cbc", {{"wbc", 94, 12}, {"hgb", 131, 6}, {"plt", 238, 40}});
    s.panel("bmp", {{"na", 139, 2},
                    {"k", 42, 3},
                    {"co2", 25, 2},
                    {"bun", 17, 4},
                    {"creat", 84, 10},
                    {"glucose", 118, 15}});
    s.lab("inr", 10, 1);
    s.imaging("37581-6", "Right hip and pelvis radiographs",
              "INDICATION\nFall, right hip pain.\n\nFINDINGS\nDisplaced fracture of the right "
              "femoral neck with varus angulation. No acetabular or pubic ramus fracture. Bones "
              "appear demineralized. Mild degenerative change of both hips.",
              "Displaced right femoral neck fracture. Osteopenia.");
    s.problem("S72.001A", "Fracture of unspecified part of neck of right femur, initial encounter");
    s.problem("W01.0XXA", "Fall on same level from slipping, tripping and stumbling");
    s.clock(0, 16);
    s.note("ed", Role::emergency, hip_ed);
}

void hip_postoperative_day(Story& s, int day, int hemoglobin) {
    s.clock(1 + day, 8);
    s.set("post_day", std::to_string(day));
    s.set("steps", std::to_string(20 + 40 * day));
    s.vitals({372 - day, 94 - 4 * day, 118 + 3 * day, 66, 17, 95});
    s.panel("cbc", {{"wbc", 112 - 9 * day, 6}, {"hgb", hemoglobin, 2}, {"plt", 210 + 8 * day, 9}});
    s.lab("creat", 86, 6);
    const bool low = s.record().readings[s.record().readings.size() - 3].value < 85;
    if (day == 2) s.set("hgb_low", decimal_text(s.record().readings.end()[-3].value, 1));
    s.set("transfusion_plan", low ? "Lightheaded when standing; transfuse one unit of red cells."
                              : day > 2 ? "Stable after one unit of red cells; no further bleeding."
                                        : "Monitor daily.");
    s.note("progress", Role::hospitalist, hip_progress);
    if (low)
        s.operation("30233N1", "Transfusion of red blood cells into peripheral vein", Role::nurse);
}

}  // namespace

void hip_fracture(Story& s, Day start) {
    s.open(VisitClass::inpatient, Place::juniper_valley, start, 15, "Hospital inpatient stay",
           "Right hip fracture after a fall", Role::hospitalist);
    hip_arrival(s);
    s.clock(0, 19);
    s.note("consult", Role::orthopedist, hip_consult);
    s.clock(0, 20);
    s.give("acetaminophen 500 mg tablet", "1,000 mg by mouth every 8 hours");
    s.give("oxycodone 5 mg tablet", "5 mg by mouth every 6 hours as needed for pain");
    s.note("hp", Role::hospitalist, hip_hp);
    s.clock(1, 9);
    s.set("blood_loss", std::to_string(250 + 50 * s.dice().between(0, 4)));
    s.operation("0SRR01A",
                "Replacement of right hip joint, femoral surface, with metal synthetic substitute, "
                "uncemented, open approach",
                Role::orthopedist);
    s.note("operative", Role::orthopedist, hip_operative);
    s.give("enoxaparin 40 mg/0.4 mL syringe", "40 mg subcutaneously daily");
    s.problem("D64.9", "Anemia, unspecified");
    hip_postoperative_day(s, 1, 96);
    hip_postoperative_day(s, 2, 78);
    hip_postoperative_day(s, 3, 91);
    s.clock(4, 15);
    s.prescribe("enoxaparin 40 mg/0.4 mL syringe", "40 mg subcutaneously daily for 25 days", false);
    s.prescribe("acetaminophen 500 mg tablet", "1,000 mg by mouth three times daily", false);
    s.prescribe("oxycodone 5 mg tablet", "1 tablet every 6 hours as needed for pain, 12 tablets",
                false);
    s.note("discharge", Role::hospitalist, hip_discharge);
    s.close("Discharged to inpatient rehabilitation facility");
}

void appendicitis(Story& s, Day start) {
    s.open(VisitClass::inpatient, Place::juniper_valley, start, 8, "Hospital inpatient stay",
           "Abdominal pain", Role::surgeon);
    s.vitals({381, 102, 124, 74, 18, 98});
    s.panel("cbc", {{"wbc", 153, 16}, {"hgb", 140, 8}, {"plt", 268, 40}});
    s.panel("bmp", {{"na", 138, 2},
                    {"k", 39, 2},
                    {"co2", 24, 1},
                    {"bun", 13, 3},
                    {"creat", 80, 10},
                    {"glucose", 104, 9}});
    s.imaging("36813-4", "CT abdomen and pelvis with contrast",
              "INDICATION\nRight lower quadrant pain.\n\nFINDINGS\nAppendix dilated to [11|12|13] "
              "mm with wall enhancement and periappendiceal fat stranding. [An appendicolith is "
              "present.|No appendicolith.] No free air, no abscess. Other organs unremarkable.",
              "Acute appendicitis without perforation or abscess.");
    s.problem("K35.80", "Unspecified acute appendicitis");
    s.clock(0, 10);
    s.note("ed", Role::emergency, appendix_ed);
    s.clock(0, 14);
    s.operation("0DTJ4ZZ", "Resection of appendix, percutaneous endoscopic approach",
                Role::surgeon);
    s.note("operative", Role::surgeon, appendix_operative);
    s.clock(1, 10);
    s.vitals({368, 78, 118, 70, 15, 98});
    s.panel("cbc", {{"wbc", 96, 8}, {"hgb", 133, 4}, {"plt", 259, 20}});
    s.prescribe("acetaminophen 500 mg tablet", "1,000 mg by mouth every 6 hours as needed", false);
    s.prescribe("oxycodone 5 mg tablet", "1 tablet every 6 hours as needed for pain, 6 tablets",
                false);
    s.note("discharge", Role::surgeon, appendix_discharge);
    s.close();
}

}  // namespace muniment::demo
