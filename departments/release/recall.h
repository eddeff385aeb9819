// What follows when records went to the wrong person, for one case and for a part of a bulk
// request alike.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/handlers.h"

namespace muniment::release {

// The privacy office's case (kind "privacy"): what happened, and where to look. `patient` nil:
// many.
struct PrivacyCase {
    std::string number;
    std::vector<house::Draft> drafts;
};
Result<PrivacyCase> privacy_case(const house::Call& call, const Uuid& patient,
                                 const std::string& patient_name, const std::string& number,
                                 Recall recall);

// 45 CFR 164.528(a)(1): an impermissible disclosure is on the patient's list, with the day it went.
// The case says by its Recall what happened.
Result<house::Draft> corrected_disclosure(const house::Call& call, const OpenCase& next);

// The links of a case or a part, shut.
Result<std::vector<house::Draft>> dead_links(house::View& view, const CaseId& id);

}  // namespace muniment::release
