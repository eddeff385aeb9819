// Handlers of bulk requests (bulk.h), one per row of routes.cpp.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/bulk.h"
#include "departments/release/handlers.h"

namespace muniment::release {

struct BulkCommand {
    Request request;   // without a patient
    std::string list;  // as bulk_list.h reads it
    std::optional<Day> asked_by;
};
BOOST_DESCRIBE_STRUCT(BulkCommand, (), (request, list, asked_by))
// Says which patient a line is, or drops it with the reason.
struct LineCommand {
    std::int64_t version = 0;  // of the line
    std::optional<PatientId> patient;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(LineCommand, (), (version, patient, note))
struct RecallPartCommand {
    std::int64_t version = 0;
    std::string recipient;
    std::string recipient_address;
    std::string reason;
    bool reached = false;
};
BOOST_DESCRIBE_STRUCT(RecallPartCommand, (),
                      (version, recipient, recipient_address, reason, reached))

struct BulkRow {
    CaseId id{};
    std::string number;
    BulkState state = BulkState::open;
    RequesterKind requester_kind = RequesterKind::health_plan;
    std::string requester_name;
    Day received_on{};
    std::optional<Day> due_on;
    std::map<std::string, std::int64_t> groups;  // lines by group (bulk.h, LineFilter)
};
BOOST_DESCRIBE_STRUCT(BulkRow, (),
                      (id, number, state, requester_kind, requester_name, received_on, due_on,
                       groups))
struct BulkList {
    std::int64_t total = 0;
    std::vector<BulkRow> bulks;
};
BOOST_DESCRIBE_STRUCT(BulkList, (), (total, bulks))

struct BulkView {
    CaseId id{};
    std::string number;
    std::int64_t version = 0;
    BulkState state = BulkState::open;
    Request request;
    std::optional<MinimumChoice> minimum;
    std::optional<Day> asked_by;
    std::optional<Day> due_on;
    std::map<std::string, std::int64_t> groups;
    std::vector<PartInfo> parts;
    std::vector<LetterInfo> letters;
    std::string code;
    std::string passphrase;
    std::optional<tasks::Job> job;
    std::vector<tasks::HistoryItem> history;
};
BOOST_DESCRIBE_STRUCT(BulkView, (),
                      (id, number, version, state, request, minimum, asked_by, due_on, groups,
                       parts, letters, code, passphrase, job, history))

struct LineView {
    Uuid id;
    std::int64_t version = 0;
    std::int64_t position = 0;
    Listed listed;
    LineStatus status = LineStatus::unmatched;
    Match match = Match::not_found;
    std::string why;  // it was not taken, was dropped, or its chart was not done
    std::optional<chart::PatientBanner> patient;  // of an unmatched line: who it may be
    std::optional<CaseId> case_id;
    std::string case_number;
    std::optional<State> case_state;
    std::optional<Answer> answer;
    std::vector<Finding> findings;
    std::vector<std::string> held_back;  // parts of a record that this decision lets nobody have
    std::optional<std::int64_t> pages;
    std::int64_t part = 0;
};
BOOST_DESCRIBE_STRUCT(LineView, (),
                      (id, version, position, listed, status, match, why, patient, case_id,
                       case_number, case_state, answer, findings, held_back, pages, part))
struct LineList {
    std::int64_t total = 0;  // of the group
    std::vector<LineView> lines;
};
BOOST_DESCRIBE_STRUCT(LineList, (), (total, lines))

Result<house::Outcome> list_bulks(const house::Call& call);
Result<house::Outcome> open_bulk(const house::Call& call);
Result<house::Outcome> show_bulk(const house::Call& call);
Result<house::Outcome> list_lines(const house::Call& call);
Result<house::Outcome> settle_line(const house::Call& call);
Result<house::Outcome> show_bulk_minimum(const house::Call& call);  // minimum_desk.cpp
Result<house::Outcome> choose_bulk_minimum(const house::Call& call);
Result<house::Outcome> prepare_bulk(const house::Call& call);
Result<house::Outcome> release_bulk(const house::Call& call);
Result<house::Outcome> deliver_bulk(const house::Call& call);
Result<house::Outcome> close_bulk(const house::Call& call);
Result<house::Outcome> withdraw_bulk(const house::Call& call);

Result<house::Outcome> encrypt_bulk(const house::Call& call);  // delivery.cpp, as those of a case
Result<house::Outcome> encrypted_part(const house::Call& call);
Result<house::Outcome> link_part(const house::Call& call);
Result<house::Outcome> recall_part(const house::Call& call);  // bulk_recall.cpp
Result<house::Outcome> bulk_letter(const house::Call& call);

// The bulk request of the path, not ended, and not being worked on; a conflict when the client has
// seen another version. What went out can be called back when the request is long closed.
enum class Ended { refused, taken };
Result<OpenBulk> load_bulk(const house::Call& call, std::int64_t seen_version,
                           Ended ended = Ended::refused);
Result<BulkView> view_of(const house::Call& call, const OpenBulk& open);
// What of it is the minimum necessary, as far as that can be said without a chart.
Result<Minimum> minimum_now(const house::Call& call, const OpenBulk& open);
// The outcome of a changed bulk request; `note` is typed by a person. What its answer counts are
// the charts as they were before the act.
Result<house::Outcome> changed(const house::Call& call, OpenBulk next, const std::string& action,
                               json::object detail, const std::string& note = "");

}  // namespace muniment::release
