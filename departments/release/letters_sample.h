// A good letter of each kind, for tests and for the peer that judges the papers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/letters.h"
#include "departments/release/paper_sample.h"

namespace muniment::release::sample {

inline const LetterKind letter_kinds[] = {
    LetterKind::acknowledgement, LetterKind::defect,        LetterKind::extension,
    LetterKind::denial,          LetterKind::fee_estimate,  LetterKind::invoice,
    LetterKind::cover,           LetterKind::certification, LetterKind::recall};

inline Denial denial() {
    Denial denial;
    denial.ground = "endangers_life";
    denial.basis = "A physician has judged that it would be likely to endanger a life.";
    denial.denied = "the progress note of March 4, 2026";
    denial.rest_granted = true;
    denial.states_review = true;
    return denial;
}

// Everything that any kind asks for; a kind uses what it needs.
inline LetterAsk letter_ask(LetterKind kind, Language language, const View& view) {
    LetterAsk ask;
    ask.kind = kind;
    ask.language = language;
    ask.due_on = day("2026-12-20");
    ask.until = day("2027-01-19");
    ask.reasons = "Part of the record is kept at another site and must be brought here.";
    ask.denial = denial();
    CopyJob job;
    job.pages = 70;
    job.labour_minutes = 20;
    View in_state = view;
    in_state.facility.state = "CA";
    in_state.request.format = Format::paper;
    auto found = fee(in_state, decide(view, with_facility(), today).ground, job,
                     {FeeMethod::cost, 6000, 5, 0}, with_facility(), today);
    ensure(bool(found), "the sample's fee can be worked out");
    ask.fee = *found;
    ask.invoice = "R-2026-000012-1";
    ask.enclosed = "2 documents";
    ask.pages = 12;
    ask.recipient = "Ingrid Sørensen";
    ask.recipient_address = "3 Mill Lane";
    ask.sent_on = day("2026-11-19");
    return ask;
}

}  // namespace muniment::release::sample
