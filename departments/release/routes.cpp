// Every request the desk answers: one table.
#include "departments/release/accounting_handlers.h"
#include "departments/release/board_handlers.h"
#include "departments/release/form_handlers.h"
#include "departments/release/letter_handlers.h"
#include "departments/release/package_job.h"
#include "departments/release/release.h"
#include "departments/release/replay.h"

namespace muniment::release {

using enum house::Permission;
using house::gives;
using house::takes;

static const house::Route all[] = {
    {"GET", "/release/cases", release_read, list_cases, nullptr, gives<CaseList>,
     "The worklist: cases by state, found by number or patient"},
    {"GET", "/release/board", release_read, show_board, nullptr, gives<Board>,
     "Everything that falls due, by the facility's days"},
    {"POST", "/release/cases", release_work, open_case, takes<Request>, gives<CaseView>,
     "Open a case for a request that was received"},
    {"GET", "/release/cases/{id}", release_read, show_case, nullptr, gives<CaseView>,
     "A case with its decision and history"},
    {"PUT", "/release/cases/{id}", release_work, edit_case, takes<EditCommand>, gives<CaseView>,
     "Correct the facts of a case; its decision is dropped"},
    {"POST", "/release/cases/{id}/decision", release_work, decide_case, takes<VersionCommand>,
     gives<CaseView>, "Decide a case under the rules in force today"},
    {"GET", "/release/cases/{id}/preview", release_work, preview_case, nullptr, gives<Preview>,
     "What would go out, and what is withheld"},
    {"GET", "/release/cases/{id}/preview.pdf", release_work, preview_pdf, nullptr, nullptr,
     "The pages that would go out, marked as a preview"},
    {"GET", "/release/grounds", release_read, list_grounds, nullptr, gives<Grounds>,
     "The grounds of the law, their questions, and the segments of the record"},
    {"POST", "/release/cases/{id}/segment", release_work, correct_segment, takes<CorrectCommand>,
     gives<Correction>, "Say whether an item belongs to a segment; outranks the rules"},
    {"POST", "/release/cases/{id}/release", release_work, release_case, takes<ReleaseCommand>,
     gives<CaseView>, "Release: decides once more and queues the package"},
    {"POST", "/release/cases/{id}/refuse", release_work, refuse_case, takes<VersionCommand>,
     gives<CaseView>, "Refuse a defective case with a letter that names every defect"},
    {"GET", "/release/cases/{id}/letter.pdf", release_read, letter_pdf, nullptr, nullptr,
     "The refusal letter"},
    {"POST", "/release/cases/{id}/letters", release_work, write_letter, takes<LetterCommand>,
     gives<CaseView>, "Write a letter: acknowledgement, extension, denial, fee estimate, invoice"},
    {"POST", "/release/cases/{id}/letters/preview", release_work, preview_letter,
     takes<LetterCommand>, nullptr, "The pages a letter would have, marked as a preview"},
    {"GET", "/release/cases/{id}/letters/{letter}", release_read, show_letter, nullptr, nullptr,
     "A letter that was written"},
    {"GET", "/release/cases/{id}/denial-grounds", release_read, list_denial_grounds, nullptr,
     gives<DenialGrounds>, "On which grounds access may be denied, and which are none"},
    {"POST", "/release/cases/{id}/review", release_work, review_denial, takes<ReviewCommand>,
     gives<CaseView>, "Ask for the review of a denial, or record what it came to"},
    {"POST", "/release/cases/{id}/fee", release_work, price_case, takes<FeeCommand>,
     gives<CaseView>, "What the copy may cost, line by line"},
    {"GET", "/release/cases/{id}/documents/{document}", release_work, show_document, nullptr,
     gives<DocumentView>, "A document of the case: its text, sections, and what is taken out"},
    {"POST", "/release/cases/{id}/redactions", release_work, redact_case, takes<RedactCommand>,
     gives<CaseView>, "Take passages out of documents before they go"},
    {"POST", "/release/cases/{id}/given", release_work, give_fields, takes<GiveCommand>,
     gives<CaseView>, "What is given, where the law lists the fields that may go"},
    {"POST", "/release/cases/{id}/recall", release_work, recall_case, takes<RecallCommand>,
     gives<CaseView>, "Call back what went to the wrong person"},
    {"GET", "/release/cases/{id}/replay", release_read, replay_case, nullptr, gives<Replay>,
     "The decision again from what was kept of it, and what today's rules say"},
    {"GET", "/public/status", open, show_status, nullptr, gives<StatusView>,
     "The state of a case for whoever has its number and code; without signing in"},
    {"POST", "/release/cases/{id}/withdraw", release_work, withdraw_case, takes<WithdrawCommand>,
     gives<CaseView>, "Withdraw a case"},
    {"POST", "/release/cases/{id}/link", release_work, make_link, nullptr, gives<LinkMade>,
     "Make a one-time download link, good for seven days; it asks for the case's code"},
    {"POST", "/public/d/{token}", open, deliver, takes<CodeCommand>, nullptr,
     "The package file, once, for whoever has the link and the case's code; without signing in"},
    {"POST", "/release/cases/{id}/encrypted", release_work, encrypt_case, takes<VersionCommand>,
     gives<CaseView>, "Give the package a fresh passphrase, to be told by telephone"},
    {"GET", "/release/cases/{id}/package.zip", release_work, encrypted_package, nullptr, nullptr,
     "The package file as AES-256 archive under that passphrase; recorded as a delivery"},
    {"GET", "/release/print-queue", release_read, list_to_print, nullptr, gives<PrintQueue>,
     "Released cases that go on paper and are not printed yet"},
    {"GET", "/release/cases/{id}/release.pdf", release_work, pages_to_print, nullptr, nullptr,
     "The released pages, to be printed"},
    {"POST", "/release/cases/{id}/printed", release_work, mark_printed, takes<VersionCommand>,
     gives<CaseView>, "Say that the pages are printed and on their way"},
    {"POST", "/release/cases/{id}/check", release_work, check_release, takes<CheckCommand>,
     gives<CaseView>, "The second person's word on a release that a rule wants checked"},
    {"GET", "/release/accounting", release_read, list_disclosures, nullptr, gives<AccountingView>,
     "A patient's accounting (45 CFR 164.528) for a period; all=true: every disclosure"},
    {"POST", "/release/accounting", release_work, give_accounting, takes<AccountingCommand>,
     gives<AccountingGiven>, "Give the accounting: a letter, kept, and an entry in the ledger"},
    {"GET", "/release/accounting/{id}", release_read, show_accounting, nullptr, nullptr,
     "The pages of an accounting that was given"},
    {"POST", "/release/suspensions", release_work, suspend_accounting, takes<SuspensionCommand>,
     gives<SuspensionView>, "An agency's statement that its disclosures must not be listed"},
    {"GET", "/release/suspensions", release_read, list_suspensions, nullptr, gives<SuspensionList>,
     "A patient's suspensions, each with its last day"},
    {"POST", "/release/errors", release_work, note_error, takes<ErrorCommand>, gives<ErrorFound>,
     "An error found in the desk's own work"},
    {"GET", "/release/quality", release_read, show_quality, nullptr, gives<Quality>,
     "The desk's figures for a period, each with its definition"},
    {"POST", "/release/forms", release_work, take_form, takes<FormCommand>, gives<FormView>,
     "Take an authorization or consent: typed from paper, scanned, or to be signed on our page"},
    {"GET", "/release/forms", release_read, list_forms, nullptr, gives<FormList>,
     "A patient's authorizations, or all that expire within some days"},
    {"GET", "/release/forms/{id}", release_read, show_form, nullptr, gives<FormView>,
     "An authorization, checked as of today"},
    {"GET", "/release/forms/{id}/scan", release_read, show_scan, nullptr, nullptr,
     "The scan of a signed form"},
    {"POST", "/release/forms/{id}/revoke", release_work, revoke_form, takes<RevokeCommand>,
     gives<FormView>, "Revoke from the day of receipt; what was released stands"},
    {"POST", "/release/forms/{id}/link", release_work, make_sign_link, nullptr, gives<LinkMade>,
     "A link by which the patient signs, good for fourteen days"},
    {"GET", "/public/sign/{id}/{token}", open, show_sign_page, nullptr, gives<SignPage>,
     "The text that the patient signs; without signing in"},
    {"POST", "/public/sign/{id}/{token}", open, sign_form, takes<SignCommand>, gives<Signed>,
     "The patient's electronic signature"},
    {"GET", "/release/settings", release_read, show_settings, nullptr, gives<Settings>,
     "Address, custodian and contact that letters name"},
    {"PUT", "/release/settings", administer, change_settings, takes<Settings>, gives<Settings>,
     "Change what letters name"},
};

house::Routes routes() { return all; }

std::vector<tasks::JobKind> job_kinds() { return {{package_job_kind, make_package}}; }

Status settle(house::House& house) { return add_tables(house); }

}  // namespace muniment::release
