// A depression clinic with one psychotherapy note kept apart (45 CFR 164.501), and an opioid
// treatment programme whose records carry the labels of 42 CFR Part 2.
// SPDX-License-Identifier: Apache-2.0
#include "demo/scenarios.h"

namespace muniment::demo {
namespace {

constexpr const char* depression_note = R"(
SUBJECTIVE
{Name} is a {aged} {man} seen for medication management of depression. PHQ-9 today {phq9}, GAD-7 {gad7}.
[Low energy and early waking have eased|Mood "flat but better than in winter"]; still [little interest in
friends|trouble concentrating at work]. Taking the antidepressant every day, [mild nausea that
passed|no side effects]. Denies suicidal thoughts, plan or intent; [no firearms in the home|firearm
locked, key with {his} partner].

MEDICATIONS
{home_meds}

ALLERGIES
{allergies}

MENTAL STATUS
[Neatly|Casually] dressed, good eye contact. Speech normal in rate. Mood "[okay|tired]", affect
[constricted|reactive]. Thoughts linear, no psychosis. Oriented; insight and judgment good.

OBJECTIVE
{vitals}.

DATA
{labs}

ASSESSMENT AND PLAN
1. Major depressive disorder, recurrent, moderate: partial response. {step}
2. TSH {tsh} mIU/L, no thyroid cause.
3. Continue weekly psychotherapy with Dr. Perlman. Crisis line number given.
4. Return in [four|six] weeks.
)";

constexpr const char* psychotherapy_note = R"(
Session [7|9|11], 50 minutes, individual.

CONTENT OF SESSION
{Name} [began with a dream about the house {he} grew up in|came in angry about a call with {his}
sister]. Spoke at length about [the months after {his} father's death|the year the marriage ended] and a
sense of having [failed the family|been left to manage alone]. Tearful, then able to name the wish to be
looked after as well as to look after others.

ANALYSIS
The pattern of [withdrawing before being refused|agreeing and then resenting] showed itself in the room
when I announced my vacation; {he} could notice it with me. I find myself wanting to reassure and will
keep that in mind.

These notes are kept separate from the rest of the medical record.
)";

constexpr const char* program_intake = R"(
PROGRAM
Juniper Valley Recovery Program, opioid treatment

SUBJECTIVE
{Name} is a {aged} {man} who [asks for help to stop using fentanyl|was referred by {his} probation officer
and says {he} wants to stop]. Smokes [six to eight|about ten] counterfeit tablets a day for [two|three]
years, last use [16|20] hours ago. Two overdoses reversed with naloxone, the last [in spring|eight months
ago]. Never injected. [Drinks a few beers at weekends.|No alcohol.] Works [part time in roofing|nights in a
warehouse].

ALLERGIES
{allergies}

OBJECTIVE
{vitals}.
Restless, yawning, pupils 6 mm, gooseflesh. Clinical Opiate Withdrawal Scale [14|13|16]. Heart and lungs
normal. No track marks. Liver not enlarged.

DATA
{labs}
Urine drug test: fentanyl positive; opiates, benzodiazepines and cocaine negative.

ASSESSMENT AND PLAN
1. Opioid use disorder, severe. Buprenorphine-naloxone 4 mg given in clinic, repeated after 60 minutes
with relief; 8 mg twice daily from tomorrow.
2. Naloxone nasal spray dispensed, partner taught to use it.
3. Hepatitis C and HIV tests sent. AST {ast} U/L, ALT {alt} U/L.
4. Counseling weekly, peer support, visit in one week.
)";

constexpr const char* program_visit = R"(
PROGRAM
Juniper Valley Recovery Program, opioid treatment

SUBJECTIVE
Week [one|1] of treatment. [No use since the first day.|One lapse on day two, none since.] Cravings [3|4]
of 10, sleeping [five|six] hours. Constipation, uses a stool softener. Attended [both|all] counseling
sessions.

OBJECTIVE
{vitals}.
Calm, pupils normal, no tremor.

DATA
{labs}
Urine drug test: buprenorphine positive, fentanyl negative. Hepatitis C antibody negative, HIV negative.

ASSESSMENT AND PLAN
Opioid use disorder, severe, on maintenance therapy, [doing well|early progress]. Continue
buprenorphine-naloxone 8 mg twice daily, seven-day supply. Prescription monitoring program reviewed, as
expected. Return in one week.
)";

}  // namespace

void depression(Story& s, Day start) {
    s.open(VisitClass::outpatient, Place::juniper_valley, start, 9, "Behavioral health visit",
           "Depression follow-up", Role::psychiatrist);
    s.vitals({367, 74, 120, 76, 14, 98});
    s.lab("phq9", 13, 3);
    s.lab("gad7", 9, 3);
    s.lab("tsh", 214, 80);
    s.set("step", s.dice().percent(50) ? "Increase escitalopram to 20 mg daily."
                                       : "Continue escitalopram 10 mg, add bupropion XL 150 mg.");
    s.clock(0, 10);
    s.problem("F33.1", "Major depressive disorder, recurrent, moderate", false);
    s.note("progress", Role::psychiatrist, depression_note);
    s.close();
    s.open(VisitClass::outpatient, Place::juniper_valley, start + std::chrono::days(4), 15,
           "Psychotherapy session", "Psychotherapy", Role::psychologist);
    s.clock(0, 16);
    s.titled_note("progress", "Psychotherapy note", Role::psychologist, Label::psychotherapy,
                  psychotherapy_note);
    s.close();
}

void opioid_program(Story& s, Day start) {
    s.open(VisitClass::outpatient, Place::juniper_valley, start, 10, "Recovery program intake",
           "Opioid use disorder", Role::addiction, Label::part2);
    s.vitals({371, 102, 138, 86, 18, 98});
    s.panel("liver", {{"ast", 48, 12}, {"alt", 56, 14}, {"bili", 7, 2}, {"albumin", 41, 3}});
    s.problem("F11.23", "Opioid dependence with withdrawal", false);
    s.prescribe("buprenorphine-naloxone 8-2 mg sublingual film",
                "1 film under the tongue twice daily", true);
    s.prescribe("naloxone 4 mg nasal spray", "1 spray in one nostril for overdose, call 911", true);
    s.clock(0, 12);
    s.note("hp", Role::addiction, program_intake);
    s.close();
    s.open(VisitClass::outpatient, Place::juniper_valley, start + std::chrono::days(7), 11,
           "Recovery program visit", "Opioid use disorder", Role::addiction, Label::part2);
    s.vitals({367, 78, 122, 76, 14, 99});
    s.lab("alt", 47, 6);
    s.clock(0, 12);
    s.note("progress", Role::addiction, program_visit);
    s.close();
}

}  // namespace muniment::demo
