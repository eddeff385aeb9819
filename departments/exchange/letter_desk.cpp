// The letter's requests: write it, which is noted as sent today, and show it again.
#include "base/text.h"
#include "departments/exchange/blocking.h"
#include "formats/pdf/render.h"

namespace muniment::exchange {

using house::Call;
using house::Outcome;

static LetterPaper paper_of(const Call& call, const BlockingCase& open, LetterWords words) {
    return {call.house.facility(),
            open.record.number,
            open.content.requester,
            open.content.practice,
            assess(open.content.practice, call.packs, call.today),
            std::move(words),
            call.today,
            call.house.now()};
}

static house::Draft letter_draft(const BlockingLetter& letter, const BlockingCase& open,
                                 std::string pdf) {
    const Uuid& patient = open.record.patient;
    return {&letter_table,
            letter.id,
            1,
            {store::value_of_id(patient), letter.template_id},
            patient.is_nil() ? open.record.id.uuid : patient,
            std::move(pdf)};
}

// What was assessed was a case without the letter; so it is open again.
static void note_as_sent(BlockingCase& next, const BlockingLetter& letter) {
    next.content.letters.push_back(letter);
    // The first letter is the one that was in time or was not.
    if (!next.content.practice.letter_sent_on)
        next.content.practice.letter_sent_on = letter.written_on;
    next.content.kept.reset();
    next.state = State::open;
}

Result<Outcome> write_blocking_letter(const Call& call) {
    auto command = TRY(call.body<WriteBlockingLetter>());
    auto next = TRY(load_next(call, command.version));
    if (next.state == State::closed)
        return Error{Fault::conflict, "Case " + next.record.number + " is closed; edit it first."};
    const LetterPaper paper = paper_of(call, next, std::move(command.letter));
    const auto defects = letter_defects(paper);
    if (!defects.empty())
        return Error{Fault::incorrect, "The letter cannot be written yet. " + join(defects, " ")};
    auto rendered = TRY(pdf::render(blocking_letter(paper)));
    const BlockingLetter letter{call.house.new_id(), letter_template_id, call.today,
                                sha256(rendered.bytes)};
    auto draft = letter_draft(letter, next, std::move(rendered.bytes));
    note_as_sent(next, letter);
    auto outcome = TRY(changed(call, std::move(next), "exchange.letter"));
    outcome.act->detail["letter_sha256"] = hex(letter.sha256);
    outcome.act->drafts.push_back(std::move(draft));
    return outcome;
}

static Outcome pdf_answer(std::string bytes, const std::string& name) {
    Outcome outcome;
    outcome.answer.content = std::move(bytes);
    outcome.answer.content_type = "application/pdf";
    outcome.answer.headers = {{"Content-Disposition", "inline; filename=\"" + name + ".pdf\""}};
    return outcome;
}

Result<Outcome> show_blocking_letter(const Call& call) {
    const auto open = TRY(load_case(call));
    const Uuid id = TRY(call.id("letter"));
    for (const BlockingLetter& letter : open.content.letters) {
        if (letter.id != id) continue;
        auto stored = TRY(call.view.read(letter_table, id));
        return pdf_answer(std::move(stored.content), open.record.number + "-letter");
    }
    return Error{Fault::not_found, "The case has no such letter."};
}

}  // namespace muniment::exchange
