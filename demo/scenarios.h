// The clinical courses of the demo. Each writes one or more visits that begin on `start` and end
// within 20 days, with the problems, orders and results that its notes speak of.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "demo/story.h"

namespace muniment::demo {

// surgery.cpp
void hip_fracture(Story& story, Day start);
void appendicitis(Story& story, Day start);
// lungs.cpp
void pneumonia(Story& story, Day start);
void copd_exacerbation(Story& story, Day start);
// heart.cpp
void heart_failure(Story& story, Day start);
void chest_pain(Story& story, Day start);
// critical.cpp
void sepsis(Story& story, Day start);
void sepsis_death(Story& story, Day start);  // ends with the patient's death
void ketoacidosis(Story& story, Day start);
// neuro_renal.cpp
void stroke(Story& story, Day start);  // two hospitals: emergency and transfer
void kidney_injury(Story& story, Day start);
// birth.cpp
void childbirth(Story& story, Day start);
void newborn(Story& story, Day start);  // start is the day of birth
// behavioral.cpp
void depression(Story& story, Day start);      // with one labelled psychotherapy note
void opioid_program(Story& story, Day start);  // 42 CFR Part 2 labels
// clinic.cpp
void diabetes_visit(Story& story, Day start);
void annual_visit(Story& story, Day start);
void hospital_follow_up(Story& story, Day start, std::string_view for_what);
// ordinary.cpp
void respiratory_infection(Story& story, Day start);
void back_pain(Story& story, Day start);
// child.cpp
void well_child(Story& story, Day start);
void otitis(Story& story, Day start);
// injury.cpp
void ankle_sprain(Story& story, Day start);
void laceration(Story& story, Day start);
// background.cpp: chronic problems, home medications, allergies, vaccines by age
void background(Story& story);

}  // namespace muniment::demo
