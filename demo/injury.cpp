// Small injuries in the emergency department.
// SPDX-License-Identifier: Apache-2.0
#include "demo/scenarios.h"

namespace muniment::demo {
namespace {

constexpr const char* ankle_note = R"(
CHIEF COMPLAINT
{side} ankle injury

HISTORY OF PRESENT ILLNESS
{Name} is a {aged} {man} who [rolled the ankle inward stepping off a curb|landed on another player's foot
at basketball practice|slipped on gravel while running] [this afternoon|two hours ago]. Pain and swelling
on the outer side, [could take four steps with a limp|could not bear weight at first]. No numbness, no
other injury. {brought_by}

ALLERGIES
{allergies}

EXAMINATION
{vitals}.
{side} ankle: swelling and tenderness below the lateral malleolus; [tender over the posterior edge of the
lateral malleolus|tender at the tip of the malleolus]. Base of the fifth metatarsal and proximal fibula not
tender. Anterior drawer [mildly positive|with firm endpoint]. Pulses and sensation intact.

ASSESSMENT AND PLAN
Sprain of the {side_low} ankle, no fracture on radiographs. Lace-up brace, crutches as needed, ice and
elevation, ibuprofen or acetaminophen. Range-of-motion exercises from day three. Follow-up in [one
week|seven to ten days] if still limping.
)";

constexpr const char* laceration_note = R"(
CHIEF COMPLAINT
Laceration of the {side_low} {part}

HISTORY OF PRESENT ILLNESS
{Name} is a {aged} {man} who cut {his} {side_low} {part} on [a broken drinking glass|the edge of a metal
gate|a kitchen knife] [one hour|about two hours] ago. Bleeding stopped with pressure. No numbness, full
movement. Tetanus vaccination is up to date. {brought_by}

ALLERGIES
{allergies}

EXAMINATION
{vitals}.
A [2.5|3|3.5] cm linear laceration of the {side_low} {part}, clean edges, no visible tendon, no foreign
body. Sensation and strength normal beyond the wound, capillary refill under 2 seconds.

PROCEDURE
Consent obtained. Anesthesia with 1% lidocaine, [4|3] mL. Irrigated with 500 mL of saline, explored through
the full range of motion. Closed with [five|four|six] simple interrupted 4-0 nylon sutures. Antibiotic
ointment and dressing applied. Tolerated well.

ASSESSMENT AND PLAN
Simple laceration, repaired. Keep dry for 24 hours. Suture removal in [8 to 10|7 to 10] days. Return for
redness, drainage or fever.
)";

void set_scene(Story& s) {
    const bool left = s.dice().percent(50);
    s.set("side", left ? "Left" : "Right");
    s.set("side_low", left ? "left" : "right");
    s.set("brought_by", s.age() < 18
                            ? "Brought by " + s.person().guardian + ", who consents to care."
                            : "Here alone.");
}

}  // namespace

void ankle_sprain(Story& s, Day start) {
    s.open(VisitClass::emergency, s.person().home, start, 17, "Emergency department visit",
           "Ankle injury", Role::emergency);
    set_scene(s);
    s.vitals({367, 84, 122, 74, 16, 99});
    s.imaging("37615-2", "Ankle radiographs, three views",
              "INDICATION\nInversion injury.\n\nFINDINGS\n{side} ankle. Soft tissue swelling over "
              "the lateral malleolus. Mortise intact. No fracture.",
              "Soft tissue swelling of the {side_low} ankle. No fracture.");
    s.clock(0, 18);
    s.problem("S93.409A", "Sprain of unspecified ligament of unspecified ankle, initial encounter");
    s.note("ed", Role::emergency, ankle_note);
    s.close();
}

void laceration(Story& s, Day start) {
    s.open(VisitClass::emergency, s.person().home, start, 18, "Emergency department visit",
           "Laceration", Role::emergency);
    set_scene(s);
    s.set("part", s.dice().percent(50) ? "forearm" : "hand");
    s.vitals({367, 88, 118, 72, 16, 99});
    s.clock(0, 19);
    s.operation("", "Simple repair of laceration with sutures", Role::emergency);
    s.problem("T14.8XXA", "Other injury of unspecified body region, initial encounter");
    s.note("ed", Role::emergency, laceration_note);
    s.close();
}

}  // namespace muniment::demo
