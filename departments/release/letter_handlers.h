// What the routes of letters, denials, reviews and fees take and give (letter_desk.cpp).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/handlers.h"

namespace muniment::release {

struct LetterCommand {
    std::int64_t version = 0;
    LetterAsk letter;
};
BOOST_DESCRIBE_STRUCT(LetterCommand, (), (version, letter))
struct ReviewCommand {
    std::int64_t version = 0;
    Review review;
};
BOOST_DESCRIBE_STRUCT(ReviewCommand, (), (version, review))
struct FeeCommand {
    std::int64_t version = 0;
    CopyJob job;
};
BOOST_DESCRIBE_STRUCT(FeeCommand, (), (version, job))
struct DenialGrounds {
    std::vector<DenialGround> grounds;
};
BOOST_DESCRIBE_STRUCT(DenialGrounds, (), (grounds))
struct RecallCommand {
    std::int64_t version = 0;
    std::string recipient;
    std::string recipient_address;
    std::string reason;
    bool reached = false;
    Language language = Language::english;
};
BOOST_DESCRIBE_STRUCT(RecallCommand, (),
                      (version, recipient, recipient_address, reason, reached, language))
struct StatusView {
    std::string facility;
    std::string number;
    std::string state;  // for people: "received", "in work", "sent", "refused", ...
    Day received_on{};
    std::optional<Day> due_on;
    std::string due_cite;
    std::optional<std::int64_t> fee_cents;
    std::optional<Day> extended_until;
    std::optional<Hash> manifest;  // of what was sent: the package's verify page shows the same
    std::string contact_phone;
};
BOOST_DESCRIBE_STRUCT(StatusView, (),
                      (facility, number, state, received_on, due_on, due_cite, fee_cents,
                       extended_until, manifest, contact_phone))

// A letter rendered and noted in the case, with the draft that keeps its pages.
struct WrittenLetter {
    LetterInfo info;
    house::Draft draft;
};
Result<WrittenLetter> add_letter(const house::Call& call, OpenCase& next, const LetterAsk& ask);

Result<house::Outcome> preview_letter(const house::Call& call);
Result<house::Outcome> write_letter(const house::Call& call);
Result<house::Outcome> show_letter(const house::Call& call);
Result<house::Outcome> list_denial_grounds(const house::Call& call);
Result<house::Outcome> review_denial(const house::Call& call);
Result<house::Outcome> price_case(const house::Call& call);
Result<house::Outcome> recall_case(const house::Call& call);
Result<house::Outcome> show_status(const house::Call& call);

}  // namespace muniment::release
