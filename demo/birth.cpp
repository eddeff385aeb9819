// A birth, told from the mother's chart and from the newborn's.
// SPDX-License-Identifier: Apache-2.0
#include "demo/scenarios.h"

namespace muniment::demo {
namespace {

constexpr const char* labor_hp = R"(
CHIEF COMPLAINT
[Contractions|Leaking fluid and contractions]

HISTORY OF PRESENT ILLNESS
{Name} is a {aged} G{gravida} P{para} at [39 weeks 2 days|40 weeks 1 day|38 weeks 6 days] with
[contractions every four minutes since midnight|rupture of membranes at 02:30, clear fluid]. Good fetal
movement, no bleeding. Prenatal care with Dr. Trujillo from ten weeks, uncomplicated. Blood type O
positive, rubella immune, group B streptococcus negative, one-hour glucose normal.

PAST MEDICAL HISTORY
{pmh}

MEDICATIONS
{home_meds}
- prenatal vitamin daily

ALLERGIES
{allergies}

PHYSICAL EXAMINATION
{vitals}.
Fundal height at term, vertex by ultrasound. Cervix [5|6] cm, 90% effaced, station [0|-1]. Fetal heart
rate 140, moderate variability, accelerations, no decelerations (category I). Contractions every three to
four minutes.

DATA
{labs}

ASSESSMENT AND PLAN
Term pregnancy in active labor. Admit to labor and delivery, epidural on request, continuous monitoring,
anticipate vaginal birth. Consent for delivery and for blood products if needed signed.
)";

constexpr const char* delivery_note = R"(
DATE OF DELIVERY
{today}

PROCEDURE
Spontaneous vaginal delivery

NARRATIVE
After a second stage of [38|52|24] minutes, {Name} delivered a liveborn infant from [occiput
anterior|left occiput anterior] position under epidural anesthesia. [No nuchal cord.|One loose nuchal
cord, reduced over the head.] Infant vigorous, placed on the maternal abdomen; cord clamped after 60
seconds. Oxytocin given. Placenta delivered spontaneously and complete at [6|8|11] minutes. [First-degree
laceration, hemostatic, not repaired.|Second-degree perineal laceration repaired with 3-0 absorbable
suture.] Uterus firm. Quantitative blood loss {blood_loss} mL. Counts correct. Mother and infant stable.
)";

constexpr const char* postpartum_note = R"(
SUBJECTIVE
Postpartum day {days}. [Cramping controlled with ibuprofen.|Pain 2 of 10.] Voiding, walking, lochia
[moderate|light]. Breastfeeding [with help from lactation|going well]. Mood good.

OBJECTIVE
{vitals}.
Fundus firm, two fingerbreadths below the umbilicus. Perineum intact. Legs without tenderness.

DATA
{labs}

ASSESSMENT AND PLAN
Doing well after vaginal delivery. Hemoglobin {hgb} g/dL, was {hgb.first} before delivery: [oral iron
recommended|no symptoms, iron with meals]. Contraception: [progestin-only pill|plans an implant at six
weeks].
)";

constexpr const char* postpartum_discharge = R"(
  Admitted: {admitted}    Discharged: {today}    Attending: {attending}

DISCHARGE DIAGNOSIS
Term pregnancy, delivered vaginally

HOSPITAL COURSE
{aged} G{gravida} P{para} admitted in active labor, epidural, uncomplicated vaginal birth of a liveborn
infant. Blood loss {blood_loss} mL. Hemoglobin {hgb.first} before and {hgb} g/dL after delivery.
Breastfeeding established.

RESULTS OF THIS STAY
{trend}

CONDITION
Good. {vitals}.

DISCHARGE MEDICATIONS
{discharge_meds}

FOLLOW-UP
Telephone visit at one week, office visit at six weeks. Call for heavy bleeding, fever, severe headache,
chest pain or thoughts of self-harm.
)";

constexpr const char* newborn_hp = R"(
BIRTH HISTORY
Term {man} born by spontaneous vaginal delivery to {guardian} on {today}. Maternal group B streptococcus
negative, blood type O positive, hepatitis B surface antigen negative, HIV negative. Rupture of membranes
under [eight|ten] hours, clear fluid. Apgar scores {apgar1} and {apgar5} at 1 and 5 minutes. Birth weight
{weight} kg, length {height} cm, head circumference {head} cm.

PHYSICAL EXAMINATION
{vitals}.
Pink, active, good cry. Anterior fontanelle soft and flat. Red reflex [present on both sides|seen
bilaterally]. Palate intact. Clavicles without crepitus. Heart regular, no murmur, femoral pulses equal.
Lungs clear. Abdomen soft, three-vessel cord. Hips stable. Normal [{man}|external] genitalia. Symmetric
Moro. Skin: [a few milia|dermal melanocytosis over the sacrum|no lesions].

ASSESSMENT AND PLAN
Healthy term newborn, appropriate for gestational age. Breastfeeding. Vitamin K and erythromycin eye
ointment given; hepatitis B vaccine with consent. Bilirubin, hearing, pulse oximetry and metabolic
screens before discharge.
)";

constexpr const char* newborn_nursing = R"(
Newborn at the breast [ten|eight] times in 24 hours, latch [good|improving with positioning]. [Four|Three]
wet diapers, [three|two] meconium stools. {vitals}. Weight today {weight} kg, birth weight {weight.first}
kg. Hearing screen passed in both ears. Congenital heart screen passed. Metabolic screen collected. Safe
sleep and car seat teaching done with {guardian}; identification bands checked.
)";

constexpr const char* newborn_discharge = R"(
  Born: {admitted}    Discharged: {today}    Attending: {attending}

DISCHARGE DIAGNOSIS
Term newborn, vaginal delivery

HOSPITAL COURSE
Apgar scores {apgar1} and {apgar5}. Birth weight {weight.first} kg, discharge weight {weight} kg.
Breastfeeding well. Total bilirubin {bili} mg/dL at [36|34|38] hours, below the treatment threshold. All
screens passed; metabolic screen pending at the state laboratory.

RESULTS OF THIS STAY
{trend}

CONDITION
Good. {vitals}.

FOLLOW-UP
Pediatric clinic in 48 hours for weight and color. Call for poor feeding, fewer than four wet diapers a
day, fever of 38.0 C or more, or deepening jaundice. Vitamin D 400 units daily.
)";

}  // namespace

void childbirth(Story& s, Day start) {
    // Arrives the night before, so that the child's birthday is `start`.
    s.open(VisitClass::inpatient, Place::juniper_valley, start - std::chrono::days(1), 22,
           "Hospital inpatient stay", "Labor", Role::obstetrician);
    const int gravida = s.dice().between(1, 3);
    s.set("gravida", std::to_string(gravida));
    s.set("para", std::to_string(gravida - 1));
    s.vitals({369, 88, 122, 74, 18, 98});
    s.panel("cbc", {{"wbc", 108, 10}, {"hgb", 119, 6}, {"plt", 212, 30}});
    s.problem("O80", "Encounter for full-term uncomplicated delivery");
    s.problem("Z37.0", "Single live birth");
    s.note("hp", Role::obstetrician, labor_hp);
    s.clock(1, 6);
    s.set("blood_loss", std::to_string(200 + 10 * s.dice().between(5, 25)));
    s.operation("10E0XZZ", "Delivery of products of conception, external approach",
                Role::obstetrician);
    s.give("oxytocin 30 units/500 mL", "per protocol after delivery of the placenta");
    s.note("delivery", Role::obstetrician, delivery_note);
    s.clock(2, 9);
    s.vitals({368, 80, 114, 70, 16, 98});
    s.lab("hgb", 104, 5);
    s.note("progress", Role::obstetrician, postpartum_note);
    s.clock(3, 10);
    s.vitals({367, 76, 112, 68, 16, 99});
    s.prescribe("ibuprofen 600 mg tablet", "1 tablet by mouth every 6 hours as needed", false);
    s.prescribe("ferrous sulfate 325 mg tablet", "1 tablet by mouth every other day", true);
    s.note("discharge", Role::obstetrician, postpartum_discharge);
    s.close();
}

void newborn(Story& s, Day start) {
    s.open(VisitClass::inpatient, Place::juniper_valley, start, 7, "Newborn stay", "Birth",
           Role::pediatrician);
    s.lab("apgar1", 8);
    s.lab("apgar5", 9);
    s.vitals({369, 142, 68, 40, 44, 98});
    const int weight = s.dice().between(29, 38);
    s.lab("weight", weight);
    s.lab("height", 505, 12);
    s.lab("head", 345, 7);
    s.problem("Z38.00", "Single liveborn infant, delivered vaginally");
    s.give("phytonadione 1 mg injection", "1 mg intramuscularly once");
    s.give("erythromycin 0.5% eye ointment", "both eyes once");
    s.clock(0, 11);
    s.note("hp", Role::pediatrician, newborn_hp);
    s.clock(1, 15);
    s.vitals({368, 136, 70, 42, 42, 99});
    s.lab("weight", weight - 1);
    s.note("nursing", Role::nurse, newborn_nursing);
    s.clock(2, 9);
    s.vitals({369, 134, 70, 42, 40, 99});
    s.lab("bili", 78, 14);
    s.lab("weight", weight - 2);
    s.note("discharge", Role::pediatrician, newborn_discharge);
    s.close();
}

}  // namespace muniment::demo
