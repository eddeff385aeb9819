// The accounting of disclosures as a letter to the patient, in English and Spanish. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/accounting_list.h"
#include "formats/pdf/document.h"
#include "kernel/chart/rows.h"

namespace muniment::release {

struct AccountingPaper {
    std::string facility;
    Settings settings;
    chart::PatientBanner patient;
    Window window;
    Day requested_on{};
    Day date{};
    Instant created{};
    std::string signer;  // signs where the settings name no custodian
    std::vector<AccountingLine> lines;
    Language language = Language::english;
};

// 45 CFR 164.528(b)(2): of each disclosure the day, the recipient, what, and why; an empty list is
// said in words.
pdf::Document accounting_letter(const AccountingPaper& paper);
std::string accounting_template_id(Language language);  // "accounting.es/1"

}  // namespace muniment::release
