// The desk's handlers, one per row of routes.cpp: cases.cpp, release_case.cpp and delivery.cpp.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/desk.h"
#include "departments/release/gather.h"
#include "departments/release/store.h"

namespace muniment::release {

// What the client sends. `version` is the one it has seen: an older one is a conflict.
struct EditCommand {
    std::int64_t version = 0;
    Request request;
};
BOOST_DESCRIBE_STRUCT(EditCommand, (), (version, request))
struct VersionCommand {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(VersionCommand, (), (version))
struct ReleaseCommand {
    std::int64_t version = 0;
    bool confirmed = false;
};
BOOST_DESCRIBE_STRUCT(ReleaseCommand, (), (version, confirmed))
struct WithdrawCommand {
    std::int64_t version = 0;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(WithdrawCommand, (), (version, note))

struct PreviewDocument {
    Uuid id;
    std::optional<std::string> date;
    std::string type;
    std::string title;
    std::int64_t image_pages = 0;  // > 0: an image, whose words no rule has read
};
BOOST_DESCRIBE_STRUCT(PreviewDocument, (), (id, date, type, title, image_pages))
struct Preview {
    std::vector<PreviewDocument> documents;
    std::map<std::string, std::int64_t> counts;  // by section, documents left out
    std::vector<Withheld> withheld;
    std::map<std::string, std::vector<Sorted>> sorted;  // by item: its special segments, and why
    bool minimum_necessary = false;
    Minimum minimum;
};
BOOST_DESCRIBE_STRUCT(Preview, (),
                      (documents, counts, withheld, sorted, minimum_necessary, minimum))
struct MinimumCommand {
    std::int64_t version = 0;
    MinimumAnswer answer;
};
BOOST_DESCRIBE_STRUCT(MinimumCommand, (), (version, answer))

struct QuestionView {
    std::string name;
    std::string say;
    std::string cite;
    std::vector<std::string> values;  // empty: yes or no
};
BOOST_DESCRIBE_STRUCT(QuestionView, (), (name, say, cite, values))
struct GroundView {
    std::string name;
    std::string say;
    std::string cite;
    std::vector<std::string> requesters;  // "anyone": all kinds
    std::vector<QuestionView> questions;
};
BOOST_DESCRIBE_STRUCT(GroundView, (), (name, say, cite, requesters, questions))
struct SegmentView {
    std::string name;
    std::string say;
    std::string cite;
};
BOOST_DESCRIBE_STRUCT(SegmentView, (), (name, say, cite))
struct Grounds {
    std::vector<GroundView> grounds;
    std::vector<SegmentView> segments;
};
BOOST_DESCRIBE_STRUCT(Grounds, (), (grounds, segments))

struct GiveCommand {
    std::int64_t version = 0;
    std::map<std::string, std::string> fields;  // by the names of Decision.only
};
BOOST_DESCRIBE_STRUCT(GiveCommand, (), (version, fields))

struct DocumentView {
    Uuid id;
    std::int64_t version = 0;
    std::string title;
    std::string text;
    std::vector<TextSection> sections;
    std::vector<Redaction> redactions;
    std::int64_t image_pages = 0;  // > 0: it came as an image and has no text
};
BOOST_DESCRIBE_STRUCT(DocumentView, (),
                      (id, version, title, text, sections, redactions, image_pages))
// The case's passages from now on, and every place where one of the words stands in what would go.
struct RedactCommand {
    std::int64_t version = 0;
    std::vector<Redaction> redactions;
    std::vector<std::string> words;
    std::string reason;  // for those found by words
    std::string cite;
};
BOOST_DESCRIBE_STRUCT(RedactCommand, (), (version, redactions, words, reason, cite))

struct CorrectCommand {
    Uuid item;
    std::string segment;
    bool belongs = false;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(CorrectCommand, (), (item, segment, belongs, reason))

struct LinkMade {
    std::string url;
    Instant expires_at{};
};
BOOST_DESCRIBE_STRUCT(LinkMade, (), (url, expires_at))
struct CodeCommand {
    std::string code;  // the case's, as its letters give it
};
BOOST_DESCRIBE_STRUCT(CodeCommand, (), (code))
struct PrintRow {
    CaseId id{};
    std::string number;
    std::int64_t version = 0;
    std::string patient_name;
    std::string requester_name;
    std::string requester_address;
    std::int64_t pages = 0;
    Instant released_at{};
    std::optional<Day> due_on;
};
BOOST_DESCRIBE_STRUCT(PrintRow, (),
                      (id, number, version, patient_name, requester_name, requester_address, pages,
                       released_at, due_on))
struct PrintQueue {
    std::vector<PrintRow> cases;  // the longest released first
};
BOOST_DESCRIBE_STRUCT(PrintQueue, (), (cases))

Result<house::Outcome> list_cases(const house::Call& call);
Result<house::Outcome> open_case(const house::Call& call);
Result<house::Outcome> show_case(const house::Call& call);
Result<house::Outcome> edit_case(const house::Call& call);
Result<house::Outcome> decide_case(const house::Call& call);
Result<house::Outcome> withdraw_case(const house::Call& call);

Result<house::Outcome> list_grounds(const house::Call& call);
Result<house::Outcome> correct_segment(const house::Call& call);

Result<house::Outcome> show_document(const house::Call& call);
Result<house::Outcome> show_document_page(const house::Call& call);
Result<house::Outcome> redact_case(const house::Call& call);
Result<house::Outcome> give_fields(const house::Call& call);
Result<house::Outcome> replay_case(const house::Call& call);  // replay.cpp

Result<house::Outcome> show_minimum(const house::Call& call);  // minimum_desk.cpp
Result<house::Outcome> choose_minimum(const house::Call& call);

Result<house::Outcome> preview_case(const house::Call& call);
Result<house::Outcome> preview_pdf(const house::Call& call);
Result<house::Outcome> release_case(const house::Call& call);
Result<house::Outcome> refuse_case(const house::Call& call);
Result<house::Outcome> letter_pdf(const house::Call& call);

Result<house::Outcome> make_link(const house::Call& call);
Result<house::Outcome> deliver(const house::Call& call);
Result<house::Outcome> encrypt_case(const house::Call& call);
Result<house::Outcome> encrypted_package(const house::Call& call);
Result<house::Outcome> list_to_print(const house::Call& call);  // print_queue.cpp
Result<house::Outcome> mark_printed(const house::Call& call);
Result<house::Outcome> pages_to_print(const house::Call& call);
Result<house::Outcome> list_disclosures(const house::Call& call);
Result<house::Outcome> show_settings(const house::Call& call);
Result<house::Outcome> change_settings(const house::Call& call);

// The case of the path; a conflict when the client has seen another version than the current.
Result<OpenCase> load_case(const house::Call& call);
Result<OpenCase> load_case(const house::Call& call, std::int64_t seen_version);

// Takes the action: the state it leads to, one version later.
Status advance(OpenCase& next, Action action, std::optional<Answer> answer = {});
// The clock runs from receipt, decided or not.
void set_due(OpenCase& open, const rules::Packs& packs, Day today);
// Decides the case one version later.
Status decide_on(OpenCase& next, const rules::Packs& packs, Day today);
// An act of the person who asks, not yet with anything in it.
house::Act act_by(const house::Call& call, const std::string& action, const Uuid& subject);
// Puts more into the act of an outcome.
void add_drafts(house::Outcome& outcome, std::vector<house::Draft> drafts);
// The outcome of a changed case: its act, and the view with the step that is about to be recorded.
// `note` is typed by a person; "" for none.
Result<house::Outcome> changed(const house::Call& call, OpenCase next, const std::string& action,
                               json::object detail, const std::string& note = "");
// "3 defects" and the like, and the rules behind: what a ledger entry says of a decision.
json::object detail_of(const Decision& decision);
house::Outcome pdf_answer(std::string bytes, const std::string& name);

}  // namespace muniment::release
