// Every request the desk answers: one table.
#include "departments/release/package_job.h"
#include "departments/release/release.h"

namespace muniment::release {

using enum house::Permission;
using house::gives;
using house::takes;

static const house::Route all[] = {
    {"GET", "/release/cases", release_read, list_cases, nullptr, gives<CaseList>,
     "The worklist: cases by state, found by number or patient"},
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
    {"POST", "/release/cases/{id}/withdraw", release_work, withdraw_case, takes<WithdrawCommand>,
     gives<CaseView>, "Withdraw a case"},
    {"POST", "/release/cases/{id}/link", release_work, make_link, nullptr, gives<LinkMade>,
     "Make a one-time download link, good for seven days"},
    {"GET", "/d/{token}", open, deliver, nullptr, nullptr,
     "The package file, once; outside /api and without signing in"},
    {"GET", "/release/accounting", release_read, list_disclosures, nullptr, gives<Accounting>,
     "A patient's disclosures, each with whether 45 CFR 164.528 lists it"},
    {"GET", "/release/settings", release_read, show_settings, nullptr, gives<Settings>,
     "Address, custodian and contact that letters name"},
    {"PUT", "/release/settings", administer, change_settings, takes<Settings>, gives<Settings>,
     "Change what letters name"},
};

house::Routes routes() { return all; }

std::vector<tasks::JobKind> job_kinds() { return {{package_job_kind, make_package}}; }

Status settle(house::House& house) { return add_tables(house); }

}  // namespace muniment::release
