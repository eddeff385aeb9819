// The release case as the desk keeps and shows it: the JSON content of tasks::Case, the worklist's
// row, the view that the client gets, and the act that writes the next version.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/letters.h"
#include "departments/release/minimum.h"
#include "departments/release/redaction.h"
#include "departments/release/state.h"
#include "kernel/chart/rows.h"
#include "kernel/house/desk.h"
#include "kernel/tasks/tasks.h"

namespace muniment::release {

inline constexpr const char* case_kind = "release";
inline constexpr const char* chart_kind = "release_chart";  // one chart of a bulk request (bulk.h)
inline constexpr const char* package_job_kind = "release.package";

// What was released: figures of release.pdf, for the package file around it is assembled with a
// fresh proof each time it is asked for.
struct PackageInfo {
    std::int64_t pages = 0;
    std::int64_t bytes = 0;
    Hash sha256;
    Instant created_at{};
    std::optional<std::int64_t> entry_index;  // only in views: the content cannot know it
    Hash manifest_sha256;
    std::int64_t left_out = 0;  // items whose machine-readable form stayed here (export_chart.h)
};
BOOST_DESCRIBE_STRUCT(PackageInfo, (),
                      (pages, bytes, sha256, created_at, entry_index, manifest_sha256, left_out))

// Who pressed Release, for which purpose of use: the job acts in that person's name.
struct ReleaseOrder {
    Uuid by;
    std::string name;
    std::string purpose;
    Instant at{};
};
BOOST_DESCRIBE_STRUCT(ReleaseOrder, (), (by, name, purpose, at))

// A letter that was written in a case; its pages are in release_letter.
struct LetterInfo {
    Uuid id;
    LetterKind kind = LetterKind::acknowledgement;
    std::string template_id;  // "extension.es/1"
    Language language = Language::english;
    Day written_on{};
    Hash sha256;
};
BOOST_DESCRIBE_STRUCT(LetterInfo, (), (id, kind, template_id, language, written_on, sha256))

// The one extension of a deadline (45 CFR 164.524(b)(2)(ii)).
struct ExtensionTaken {
    Day given_on{};
    Day until{};
    std::string reasons;
};
BOOST_DESCRIBE_STRUCT(ExtensionTaken, (), (given_on, until, reasons))

struct Recall {
    Day on{};
    std::string recipient;  // who got what was meant for somebody else
    std::string recipient_address;
    std::string reason;
    bool reached = false;      // had anything reached that person?
    std::string privacy_case;  // its number
};
BOOST_DESCRIBE_STRUCT(Recall, (), (on, recipient, recipient_address, reason, reached, privacy_case))

// The printed copy was made and handed to the mail room.
struct PrintedCopy {
    std::string by;
    Instant at{};
};
BOOST_DESCRIBE_STRUCT(PrintedCopy, (), (by, at))

struct CaseContent {
    Request request;
    std::optional<Decision> decision;
    std::optional<View> inputs;  // all that the decision was made on, to be replayed
    std::optional<MinimumChoice> minimum;
    std::optional<ExtensionTaken> extension;
    std::vector<LetterInfo> letters;
    std::optional<Denial> denial;
    std::optional<Review> review;
    std::optional<CopyJob> copy_job;
    std::optional<Fee> fee;
    std::optional<Recall> recall;
    std::vector<Redaction> redactions;
    std::map<std::string, std::string> given;  // where the law lists the fields that may go
    std::string code;  // what a requester shows beside the number, to see the case's state
    std::optional<ReleaseOrder> order;
    std::optional<PackageInfo> package;
    std::string passphrase;  // of the encrypted package, to be told by telephone; empty: none yet
    std::optional<PrintedCopy> printed;
    std::string letter;  // template id of the refusal letter; empty: none
    // Words a person typed, by the case's version. They may say anything, so they are kept here,
    // sealed, and never in the ledger.
    std::map<std::string, std::string> notes;
};
BOOST_DESCRIBE_STRUCT(CaseContent, (),
                      (request, decision, inputs, minimum, extension, letters, denial, review,
                       copy_job, fee, recall, redactions, given, code, order, package, passphrase,
                       printed, letter, notes))

struct Brief {
    std::string patient_name;
    RequesterKind requester_kind = RequesterKind::patient;
    std::string requester_name;
    bool to_print = false;  // released on paper, and nobody has said that it is printed
};
BOOST_DESCRIBE_STRUCT(Brief, (), (patient_name, requester_kind, requester_name, to_print))

struct CaseRow {
    CaseId id{};
    std::string number;
    std::int64_t version = 0;
    State state = State::received;
    std::string patient_name;
    PatientId patient_id{};
    RequesterKind requester_kind = RequesterKind::patient;
    std::string requester_name;
    Day received_on{};
    std::optional<Day> due_on;
    Instant updated_at{};
    std::string assigned_to;
};
BOOST_DESCRIBE_STRUCT(CaseRow, (),
                      (id, number, version, state, patient_name, patient_id, requester_kind,
                       requester_name, received_on, due_on, updated_at, assigned_to))

struct CaseList {
    std::int64_t total = 0;
    std::map<std::string, std::int64_t> counts;
    std::vector<CaseRow> cases;
};
BOOST_DESCRIBE_STRUCT(CaseList, (), (total, counts, cases))

struct CaseView {
    CaseId id{};
    std::string number;
    std::int64_t version = 0;
    State state = State::received;
    chart::PatientBanner patient;
    Request request;
    std::optional<Decision> decision;
    std::optional<MinimumChoice> minimum;
    bool letter_available = false;
    std::optional<Day> due_on;  // an extension counted in
    std::optional<ExtensionTaken> extension;
    std::vector<LetterInfo> letters;
    std::optional<Denial> denial;
    std::optional<Review> review;
    std::optional<Fee> fee;
    std::optional<Recall> recall;
    std::vector<Redaction> redactions;
    std::map<std::string, std::string> given;
    std::string code;
    std::optional<PackageInfo> package;
    std::string passphrase;
    std::optional<PrintedCopy> printed;
    std::optional<tasks::Job> job;
    std::vector<tasks::HistoryItem> history;
    std::vector<Action> allowed_actions;
    std::optional<CaseId> bulk;  // of a chart in a bulk request (bulk.h)
};
BOOST_DESCRIBE_STRUCT(CaseView, (),
                      (id, number, version, state, patient, request, decision, minimum,
                       letter_available, due_on, extension, letters, denial, review, fee, recall,
                       redactions, given, code, package, passphrase, printed, job, history,
                       allowed_actions, bulk))

// A case with everything that a handler needs of it.
struct OpenCase {
    tasks::Case record;
    CaseContent content;
    State state = State::received;
    chart::PatientBanner patient;
    FacilityFacts facility;
};

// Whether the case waits in the print queue.
bool is_to_print(const OpenCase& open);

PatientFacts facts_of(const chart::PatientBanner& patient);
// All that the law asks of the case.
View law_view(const OpenCase& open);
// decide() on what the case says, under today's rules.
Decision decide_now(const OpenCase& open, const rules::Packs& packs, Day today);
// What of it is the minimum necessary, and whether it may go as it stands.
Minimum minimum_now(const OpenCase& open, const Decision& decision, const rules::Packs& packs,
                    Day today);
// Refuses, with the paragraph, what waits for a protocol, a review or the requester's word.
Status must_be_minimum(const Minimum& minimum, const std::string& number);
// "protocol us-federal/hipaa-164-514#payment-claim" and the like, for the ledger.
json::object detail_of(const MinimumChoice& choice);

Result<OpenCase> load(house::View& view, const CaseId& id);
// What the case does not hold itself: the facility's facts, and the kept form as it is now, so that
// a revocation is known to every case that rests on it.
Status bring_in(house::View& view, OpenCase& open);
Result<CaseRow> row_of(house::View& view, const tasks::Case& record);
Result<CaseView> view_of(house::House& house, house::View& view, const OpenCase& open);
// The case of a number ("R-2026-000012"); not_found when there is none.
Result<CaseId> case_of_number(house::View& view, const std::string& number);
// The same for any kind of case.
Result<CaseId> case_of_number(house::View& view, const char* kind, const std::string& number);
// Every case of a kind in a state, without content, however many there are.
Result<std::vector<tasks::Case>> every_case(house::View& view, const char* kind,
                                            std::string_view state);

void add_drafts(house::Act& act, std::vector<house::Draft> drafts);
// Commits an act outside a request, with the access entries of what the view has read.
Status commit(house::House& house, const house::View& view, const house::Actor& actor,
              house::Act act);
// The act that writes a case's record as it is.
Result<house::Act> act_on(house::House& house, const tasks::Case& record, const house::Actor& actor,
                          const std::string& action, json::object detail);
// The act that writes `next` (one version after what was loaded; it is brought up to date here).
Result<house::Act> act_of(house::House& house, OpenCase& next, const house::Actor& actor,
                          const std::string& action, json::object detail);

}  // namespace muniment::release
