// The letters of the desk, in English and Spanish, from versioned templates (templates/*.txt,
// *.es.txt): acknowledgement, defect, extension, denial, fee estimate, invoice, cover,
// certification, recall. Pure. The records themselves are packed by compose.h.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/compose.h"
#include "departments/release/denial.h"
#include "departments/release/fee.h"

namespace muniment::release {

enum class LetterKind {
    acknowledgement,
    defect,
    extension,
    denial,
    fee_estimate,
    invoice,
    cover,
    certification,
    recall
};
BOOST_DESCRIBE_ENUM(LetterKind, acknowledgement, defect, extension, denial, fee_estimate, invoice,
                    cover, certification, recall)

// What a letter says besides what the case knows. Which fields a kind needs stands beside them.
struct LetterAsk {
    LetterKind kind = LetterKind::acknowledgement;
    Language language = Language::english;
    std::optional<Day> due_on;      // extension; acknowledgement, where a clock runs
    std::optional<Day> until;       // extension: by when we answer; invoice: pay by
    std::string reasons;            // extension
    std::optional<Denial> denial;   // denial
    std::optional<Fee> fee;         // fee_estimate, invoice
    std::string invoice;            // invoice: its number
    std::string enclosed;           // cover: see enclosed() in compose.h
    std::int64_t pages = 0;         // certification
    std::string recipient;          // recall: who got what was meant for somebody else
    std::string recipient_address;  // recall
    std::optional<Day> sent_on;     // recall
    bool operator==(const LetterAsk&) const = default;
};
BOOST_DESCRIBE_STRUCT(LetterAsk, (),
                      (kind, language, due_on, until, reasons, denial, fee, invoice, enclosed,
                       pages, recipient, recipient_address, sent_on))

// Errors (incorrect): a field that the kind needs is missing (an extension without reasons or a
// date later than the deadline, 45 CFR 164.524(b)(2)(ii)(A)); a denial to somebody who does not ask
// as the individual; a letter without the telephone of 45 CFR 164.524(d)(2)(iii) where it is due.
// A preview says so on every page. paper.language is not looked at.
Result<pdf::Document> letter(const Paper& paper, const LetterAsk& ask, Copy copy);

// The template it is made from, "denial.es/1": kept with what was sent.
std::string letter_id(const Paper& paper, const LetterAsk& ask);

// 42 CFR 2.13(c)(2): what is said to anyone but the individual names no specially protected part
// of the record. A defect for each name of a segment in the letter, typed words included.
std::vector<Finding> check_letter(const pdf::Document& document, const Request& request,
                                  const rules::Packs& packs, Day today);

// Every text of a document that a reader sees, one a line.
std::string text_of(const pdf::Document& document);

}  // namespace muniment::release
