// The papers of the desk as pdf::Document values: the release (cover letter, index, certification,
// records) and the refusal letter. Pure: what they say depends on the arguments only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/gather.h"
#include "departments/release/language.h"
#include "departments/release/store.h"
#include "formats/pdf/document.h"

namespace muniment::release {

// What every paper of a case says of it.
struct Paper {
    std::string facility;
    Settings settings;
    std::string number;
    Request request;
    Decision decision;
    chart::PatientBanner patient;
    std::string signer;  // the acting user; signs where the settings name no custodian
    Day date{};
    Instant created{};
    Language language = Language::english;  // of the letters; records are as they are
};

enum class Copy { release, preview };  // a preview says so on every page

// `pages` is what the certification counts; render_release finds it.
pdf::Document release_paper(const Paper& paper, const Records& records, Copy copy,
                            std::size_t pages);

struct Printed {
    std::string bytes;
    std::size_t pages = 0;
};
// Rendered with the right number of pages in the certification.
Result<Printed> render_release(const Paper& paper, const Records& records, Copy copy);

// Names every defect of the decision with its citation, in plain words; to a patient also the way
// to complain (45 CFR 164.524(d)(2)).
pdf::Document refusal_letter(const Paper& paper);
std::string refusal_template_id(const Paper& paper);

// "12 documents, 340 results and 5 medications"; for the letter and the accounting.
std::string enclosed(const Choice& choice, Language language = Language::english);
// The patient or the person who stands in the patient's place (45 CFR 164.502(g)).
bool is_access(const Request& request);

}  // namespace muniment::release
