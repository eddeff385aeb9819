// Parts that the papers of the desk share: letter head, addressee, filled paragraphs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/compose.h"
#include "departments/release/letter.h"

namespace muniment::release {

pdf::Paragraph letter_text(std::string text);
// Letterhead, date, the requester's address, and which case it is about; the patient's identifiers
// only where the record may go (docs/decisions/0030). A paper without a patient is about many
// (part_file.h).
std::vector<pdf::Block> letter_opening(const Paper& paper);
Words words_of(const Paper& paper);
// The filled paragraphs of a template; where one is just "{here}", `blocks` stand instead.
std::vector<pdf::Block> letter_body(const Template& form, const Words& words,
                                    std::string_view here = {},
                                    const std::vector<pdf::Block>& blocks = {});
// How to complain; see Settings.
pdf::Block rights_notice(const Paper& paper);
// What stands in the way, as a letter may say it: to anyone but the individual nothing that speaks
// of a specially protected part of the record (42 CFR 2.13(c)(2)).
pdf::Bullets defects_of(const Paper& paper);
pdf::Signature signature(const Paper& paper);
std::string footer_text(Language language = Language::english);
// The cover letter of this kind of requester: a template's name.
std::string cover_template(const Request& request);
// The letter that refuses, or asks for what is missing: a template's name.
std::string refusal_template(const Paper& paper);
void append(std::vector<pdf::Block>& all, std::vector<pdf::Block> more);

}  // namespace muniment::release
