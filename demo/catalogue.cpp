// The tables of tests, panels and kinds of note.
// SPDX-License-Identifier: Apache-2.0
#include "demo/catalogue.h"

#include <array>

#include "base/ensure.h"

namespace muniment::demo {
namespace {

constexpr TestKind vital = TestKind::vital;
constexpr TestKind survey = TestKind::survey;

constexpr Test tests[] = {
    {"wbc", "6690-2", "Leukocytes [#/volume] in Blood by Automated count", "WBC", "10*3/uL", "K/uL",
     1, 40, 110},
    {"hgb", "718-7", "Hemoglobin [Mass/volume] in Blood", "Hemoglobin", "g/dL", "g/dL", 1, 120,
     170},
    {"plt", "777-3", "Platelets [#/volume] in Blood by Automated count", "Platelets", "10*3/uL",
     "K/uL", 0, 150, 400},
    {"na", "2951-2", "Sodium [Moles/volume] in Serum or Plasma", "Sodium", "mmol/L", "mmol/L", 0,
     135, 145},
    {"k", "2823-3", "Potassium [Moles/volume] in Serum or Plasma", "Potassium", "mmol/L", "mmol/L",
     1, 35, 51},
    {"co2", "2028-9", "Carbon dioxide, total [Moles/volume] in Serum or Plasma", "CO2", "mmol/L",
     "mmol/L", 0, 22, 29},
    {"bun", "3094-0", "Urea nitrogen [Mass/volume] in Serum or Plasma", "BUN", "mg/dL", "mg/dL", 0,
     7, 20},
    {"creat", "2160-0", "Creatinine [Mass/volume] in Serum or Plasma", "Creatinine", "mg/dL",
     "mg/dL", 2, 60, 120},
    {"glucose", "2345-7", "Glucose [Mass/volume] in Serum or Plasma", "Glucose", "mg/dL", "mg/dL",
     0, 70, 140},
    {"gap", "33037-3", "Anion gap in Serum or Plasma", "Anion gap", "mmol/L", "mmol/L", 0, 4, 12},
    {"lactate", "2524-7", "Lactate [Moles/volume] in Serum or Plasma", "Lactate", "mmol/L",
     "mmol/L", 1, 5, 20},
    {"procal", "33959-8", "Procalcitonin [Mass/volume] in Serum or Plasma", "Procalcitonin",
     "ng/mL", "ng/mL", 2, 0, 25},
    {"bnp", "30934-4", "Natriuretic peptide B [Mass/volume] in Serum or Plasma", "BNP", "pg/mL",
     "pg/mL", 0, 0, 100},
    {"troponin", "10839-9", "Troponin I.cardiac [Mass/volume] in Serum or Plasma", "Troponin I",
     "ng/mL", "ng/mL", 2, 0, 4},
    {"a1c", "4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "Hemoglobin A1c", "%", "%", 1, 40,
     56},
    {"bhb", "53060-9", "Beta hydroxybutyrate [Moles/volume] in Serum or Plasma",
     "Beta-hydroxybutyrate", "mmol/L", "mmol/L", 1, 0, 4},
    {"ph", "2744-1", "pH of Arterial blood", "Arterial pH", "[pH]", "", 2, 735, 745},
    {"pco2", "2019-8", "Carbon dioxide [Partial pressure] in Arterial blood", "pCO2", "mm[Hg]",
     "mmHg", 0, 35, 45},
    {"po2", "2703-7", "Oxygen [Partial pressure] in Arterial blood", "pO2", "mm[Hg]", "mmHg", 0, 80,
     100},
    {"inr", "6301-6", "INR in Platelet poor plasma by Coagulation assay", "INR", "{INR}", "", 1, 8,
     12},
    {"albumin", "1751-7", "Albumin [Mass/volume] in Serum or Plasma", "Albumin", "g/dL", "g/dL", 1,
     35, 50},
    {"ast", "1920-8", "Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma",
     "AST", "U/L", "U/L", 0, 0, 40},
    {"alt", "1742-6", "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma",
     "ALT", "U/L", "U/L", 0, 0, 45},
    {"bili", "1975-2", "Bilirubin.total [Mass/volume] in Serum or Plasma", "Bilirubin, total",
     "mg/dL", "mg/dL", 1, 0, 12},
    {"ldl", "13457-7", "Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation", "LDL",
     "mg/dL", "mg/dL", 0, 0, 130},
    {"hdl", "2085-9", "Cholesterol in HDL [Mass/volume] in Serum or Plasma", "HDL", "mg/dL",
     "mg/dL", 0, 40, 0},
    {"tsh", "3016-3", "Thyrotropin [Units/volume] in Serum or Plasma", "TSH", "m[IU]/L", "mIU/L", 2,
     40, 450},
    {"acr", "9318-7", "Albumin/Creatinine [Mass Ratio] in Urine", "Urine albumin/creatinine",
     "mg/g{creat}", "mg/g", 0, 0, 30},
    {"egfr", "98979-8",
     "Glomerular filtration rate/1.73 sq M.predicted by Creatinine-based formula (CKD-EPI 2021)",
     "eGFR", "mL/min/{1.73_m2}", "mL/min/1.73 m2", 0, 60, 0},
    {"uwbc", "5821-4", "Leukocytes [#/area] in Urine sediment by Microscopy high power field",
     "Urine WBC", "/[HPF]", "/hpf", 0, 0, 5},
    {"lead", "5671-3", "Lead [Mass/volume] in Blood", "Blood lead", "ug/dL", "mcg/dL", 1, 0, 35},
    {"temp", "8310-5", "Body temperature", "T", "Cel", "C", 1, 361, 378, vital},
    {"hr", "8867-4", "Heart rate", "HR", "/min", "/min", 0, 60, 100, vital},
    {"rr", "9279-1", "Respiratory rate", "RR", "/min", "/min", 0, 12, 20, vital},
    {"bp", "85354-9", "Blood pressure panel with all children optional", "BP", "mm[Hg]", "mmHg", 0,
     90, 140, vital, "8462-4"},
    {"spo2", "59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry", "SpO2", "%", "%",
     0, 92, 0, vital},
    {"weight", "29463-7", "Body weight", "Weight", "kg", "kg", 1, 0, 0, vital},
    {"height", "8302-2", "Body height", "Height", "cm", "cm", 1, 0, 0, vital},
    {"bmi", "39156-5", "Body mass index (BMI) [Ratio]", "BMI", "kg/m2", "kg/m2", 1, 185, 300,
     vital},
    {"head", "9843-4", "Head Occipital-frontal circumference", "Head circumference", "cm", "cm", 1,
     0, 0, vital},
    {"phq9", "44261-6", "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]",
     "PHQ-9", "{score}", "", 0, 0, 4, survey},
    {"gad7", "70274-6", "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]",
     "GAD-7", "{score}", "", 0, 0, 4, survey},
    {"nihss", "70184-7", "Total score NIHSS", "NIH Stroke Scale", "{score}", "", 0, 0, 0, survey},
    {"apgar1", "9272-6", "1 minute Apgar Score", "Apgar 1 min", "{score}", "", 0, 0, 0, survey},
    {"apgar5", "9274-2", "5 minute Apgar Score", "Apgar 5 min", "{score}", "", 0, 0, 0, survey},
};

constexpr Panel panels[] = {
    {"cbc", "58410-2", "CBC panel - Blood by Automated count"},
    {"bmp", "51990-0", "Basic metabolic panel - Blood"},
    {"abg", "24336-0", "Gas panel - Arterial blood"},
    {"lipid", "24331-1", "Lipid 1996 panel - Serum or Plasma"},
    {"liver", "24325-3", "Hepatic function panel - Serum or Plasma"},
};

constexpr NoteKind kinds[] = {
    {"hp", "34117-2", "History and physical note", "HISTORY AND PHYSICAL"},
    {"discharge", "18842-5", "Discharge summary", "DISCHARGE SUMMARY"},
    {"progress", "11506-3", "Progress note", "PROGRESS NOTE"},
    {"ed", "34111-5", "Emergency department Note", "EMERGENCY DEPARTMENT NOTE"},
    {"operative", "11504-8", "Surgical operation note", "OPERATIVE REPORT"},
    {"consult", "11488-4", "Consult note", "CONSULTATION"},
    {"nursing", "34746-8", "Nurse Note", "NURSING NOTE"},
    {"radiology", "18748-4", "Diagnostic imaging study", "RADIOLOGY REPORT"},
    {"delivery", "28570-0", "Procedure note", "DELIVERY NOTE"},
    {"transfer", "18761-7", "Transfer summary note", "TRANSFER SUMMARY"},
};

template <class Row, std::size_t count>
const Row& row_called(const Row (&rows)[count], std::string_view key) {
    for (const Row& row : rows)
        if (key == row.key) return row;
    throw Bug("the demo's catalogue has no row called " + std::string(key));
}

}  // namespace

const Test& test_called(std::string_view key) { return row_called(tests, key); }
const Panel& panel_called(std::string_view key) { return row_called(panels, key); }
const NoteKind& note_called(std::string_view key) { return row_called(kinds, key); }
std::span<const NoteKind> note_kinds() { return kinds; }

}  // namespace muniment::demo
