// Ordinary ailments of adults and teenagers: a respiratory infection, low back pain.
// SPDX-License-Identifier: Apache-2.0
#include "demo/scenarios.h"

namespace muniment::demo {
namespace {

constexpr const char* respiratory_note = R"(
SUBJECTIVE
{Name} is a {aged} {man} with [four|five|six] days of [sore throat, congestion and dry cough|runny nose,
cough and hoarseness]. [Low-grade fever the first two days.|No fever at home.] [A coworker|A family member]
had the same. No shortness of breath, no chest pain, no sinus pain. {smoking}

MEDICATIONS
{home_meds}

ALLERGIES
{allergies}

OBJECTIVE
{vitals}.
Not ill-appearing. Throat mildly red without exudate. Tympanic membranes clear. No cervical adenopathy.
Lungs clear, no wheeze. Heart regular.

DATA
Rapid influenza and SARS-CoV-2 antigen: negative.

ASSESSMENT AND PLAN
Acute upper respiratory infection, viral. No antibiotic: explained why [and given a handout|], expected
course seven to ten days, cough up to three weeks. Fluids, acetaminophen, honey for cough. Return for
fever beyond [three|four] days, breathlessness or worsening after first improving.
)";

constexpr const char* back_note = R"(
SUBJECTIVE
{Name} is a {aged} {man} with [one week|ten days] of low back pain after [lifting feed bags|moving
furniture|a day of yard work]. Pain is [5|6] of 10, worse with bending, without radiation below the knee.
No weakness, numbness, fever, weight loss or loss of bladder or bowel control. [Missed two days of
work.|Still working, with difficulty.]

MEDICATIONS
{home_meds}

ALLERGIES
{allergies}

OBJECTIVE
{vitals}.
Walks [slowly|with a stiff back]. Paraspinal tenderness on the [right|left], no midline tenderness.
Straight leg raise negative on both sides. Strength 5/5, reflexes symmetric, sensation intact.

ASSESSMENT AND PLAN
Acute low back pain without radiculopathy, no red flags. No imaging now. Stay active, heat, acetaminophen
1,000 mg three times a day as needed. [Physical therapy referral.|Exercise sheet reviewed and practiced.]
Return in [three|four] weeks if not better, sooner for weakness or numbness.
)";

}  // namespace

void respiratory_infection(Story& s, Day start) {
    s.open(VisitClass::outpatient, s.person().home, start, 8, "Office visit",
           "Cough and congestion", Role::family);
    s.vitals({371, 82, 122, 74, 16, 98});
    s.clock(0, 9);
    s.problem("J06.9", "Acute upper respiratory infection, unspecified");
    s.note("progress", Role::family, respiratory_note);
    s.close();
}

void back_pain(Story& s, Day start) {
    s.open(VisitClass::outpatient, s.person().home, start, 15, "Office visit", "Low back pain",
           Role::family);
    s.vitals({367, 78, 128, 78, 15, 98});
    s.clock(0, 16);
    s.problem("M54.50", "Low back pain, unspecified");
    s.note("progress", Role::family, back_note);
    s.close();
}

}  // namespace muniment::demo
