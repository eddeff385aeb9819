// The release case as the desk keeps and shows it: the JSON content of tasks::Case, the worklist's
// row, the view that the client gets, and the act that writes the next version.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/state.h"
#include "kernel/chart/rows.h"
#include "kernel/house/desk.h"
#include "kernel/tasks/tasks.h"

namespace muniment::release {

inline constexpr const char* case_kind = "release";
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
};
BOOST_DESCRIBE_STRUCT(PackageInfo, (),
                      (pages, bytes, sha256, created_at, entry_index, manifest_sha256))

// Who pressed Release, for which purpose of use: the job acts in that person's name.
struct ReleaseOrder {
    Uuid by;
    std::string name;
    std::string purpose;
    Instant at{};
};
BOOST_DESCRIBE_STRUCT(ReleaseOrder, (), (by, name, purpose, at))

struct CaseContent {
    Request request;
    std::optional<Decision> decision;
    std::optional<ReleaseOrder> order;
    std::optional<PackageInfo> package;
    std::string letter;  // template id of the refusal letter; empty: none
    // Words a person typed, by the case's version. They may say anything, so they are kept here,
    // sealed, and never in the ledger.
    std::map<std::string, std::string> notes;
};
BOOST_DESCRIBE_STRUCT(CaseContent, (), (request, decision, order, package, letter, notes))

struct Brief {
    std::string patient_name;
    RequesterKind requester_kind = RequesterKind::patient;
    std::string requester_name;
};
BOOST_DESCRIBE_STRUCT(Brief, (), (patient_name, requester_kind, requester_name))

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
    bool letter_available = false;
    std::optional<PackageInfo> package;
    std::optional<tasks::Job> job;
    std::vector<tasks::HistoryItem> history;
    std::vector<Action> allowed_actions;
};
BOOST_DESCRIBE_STRUCT(CaseView, (),
                      (id, number, version, state, patient, request, decision, letter_available,
                       package, job, history, allowed_actions))

// A case with everything that a handler needs of it.
struct OpenCase {
    tasks::Case record;
    CaseContent content;
    State state = State::received;
    chart::PatientBanner patient;
    FacilityFacts facility;
};

PatientFacts facts_of(const chart::PatientBanner& patient);
// All that the law asks of the case.
View law_view(const OpenCase& open);
// decide() on what the case says, under today's rules.
Decision decide_now(const OpenCase& open, const rules::Packs& packs, Day today);

Result<OpenCase> load(house::View& view, const CaseId& id);
Result<CaseRow> row_of(house::View& view, const tasks::Case& record);
Result<CaseView> view_of(house::House& house, house::View& view, const OpenCase& open);
// The case of a number ("R-2026-000012"); not_found when there is none.
Result<CaseId> case_of_number(house::View& view, const std::string& number);

// The act that writes `next` (one version after what was loaded; it is brought up to date here).
Result<house::Act> act_of(house::House& house, OpenCase& next, const house::Actor& actor,
                          const std::string& action, json::object detail);

}  // namespace muniment::release
