// The pages of a notice of breach, from versioned templates (templates/notice-*.txt). Pure: equal
// arguments give equal pages, so that a letter to one person can be made again from what was kept.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/incident_people.h"
#include "formats/pdf/document.h"

namespace muniment::privacy {

enum class NoticeCopy { original, preview };  // a preview says so on every page

struct NoticePaper {
    std::string facility;
    std::string number;
    IncidentNotice notice;
    std::int64_t residents = 0;  // of the notice's state
    std::int64_t total = 0;
    Instant created{};
};

std::string notice_template_id(NoticeAudience audience);
// The letter to one person; to next of kin where the person is dead (45 CFR 164.404(d)(1)(ii)).
pdf::Document individual_notice(const NoticePaper& paper, const Affected& person, NoticeCopy copy);
// The letters to many in one file to print: each on a page of its own, with its own page numbers.
pdf::Document individual_notices(const NoticePaper& paper, const std::vector<Affected>& people);
// To the media, the home page, a state's office.
pdf::Document public_notice(const NoticePaper& paper, NoticeCopy copy);

}  // namespace muniment::privacy
