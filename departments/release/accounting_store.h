// What the desk keeps for accountings and for its quality: suspensions, accountings given, orders
// to release with their second check, errors found. SQL of these is in accounting_store.cpp.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/suspension.h"

namespace muniment::release {

// Disclosures of the patient's information that were no releases of this desk, as the privacy desk
// noted them (kernel/tasks/disclosure.h), newest first.
Result<std::vector<AccountingRow>> noted_disclosures(house::View& view, const PatientId& patient,
                                                     const rules::Packs& packs, Day today);

struct SuspensionRecord {
    Uuid id;
    Uuid patient;
    Suspension suspension;
    std::int64_t version = 1;
};
house::Draft suspension_draft(const SuspensionRecord& record);
Result<std::vector<SuspensionRecord>> suspensions_of(house::View& view, const PatientId& patient);
Result<SuspensionRecord> read_suspension(house::View& view, const Uuid& id);

// An accounting that was given; its pages are the letter of the same id (45 CFR 164.528(d)(2)).
struct AccountingKept {
    Day requested_on{};
    Day given_on{};
    Day from{};
    Day to{};
    std::int64_t lines = 0;
    std::string template_id;
    Hash sha256;
    std::string given_by;
};
BOOST_DESCRIBE_STRUCT(AccountingKept, (),
                      (requested_on, given_on, from, to, lines, template_id, sha256, given_by))
house::Draft accounting_draft(const Uuid& id, const PatientId& patient,
                              const AccountingKept& given);
Result<AccountingKept> read_accounting(house::View& view, const Uuid& id);
struct AccountingRecord {
    Uuid id;
    AccountingKept given;
};
Result<std::vector<AccountingRecord>> accountings_of(house::View& view, const PatientId& patient);

enum class CheckOutcome { unchecked, waiting, good, bad };
BOOST_DESCRIBE_ENUM(CheckOutcome, unchecked, waiting, good, bad)
struct OrderWords {
    std::string rule;  // that asked for the second check; empty: none did
    std::string cite;
    std::string checked_by;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(OrderWords, (), (rule, cite, checked_by, note))
struct OrderRecord {
    Uuid id;
    std::int64_t version = 1;
    Uuid patient;
    CaseId release_case{};
    Uuid releaser;
    Day ordered{};
    CheckOutcome outcome = CheckOutcome::unchecked;
    std::optional<Day> checked;
    OrderWords words;
};
house::Draft order_draft(const OrderRecord& order);
// The order of the case that waits for its check; not_found when none does.
Result<OrderRecord> waiting_order(house::View& view, const CaseId& id);
// How many orders of the person went out, that is: were not found wrong and do not wait.
Result<std::int64_t> orders_of(house::View& view, const Uuid& releaser);

enum class ErrorKind {
    wrong_patient,
    wrong_recipient,
    over_disclosure,
    under_disclosure,
    late,
    other
};
BOOST_DESCRIBE_ENUM(ErrorKind, wrong_patient, wrong_recipient, over_disclosure, under_disclosure,
                    late, other)
struct ErrorFound {
    Uuid id;
    CaseId release_case{};
    std::string case_number;
    ErrorKind kind = ErrorKind::other;
    std::string note;
    Day found_on{};
    std::string found_by;
};
BOOST_DESCRIBE_STRUCT(ErrorFound, (),
                      (id, release_case, case_number, kind, note, found_on, found_by))
house::Draft error_draft(const ErrorFound& error, const Uuid& patient);
constexpr std::int64_t error_rows_max = 200;
// Found in the period, newest first, error_rows_max at most.
Result<std::vector<ErrorFound>> errors_found(house::View& view, Day from, Day to);
Result<std::int64_t> errors_counted(house::View& view, Day from, Day to);

// The index columns that the figures are counted from, of the days from `from` to `to`.
struct QualityRows {
    std::int64_t received = 0;
    std::int64_t refused = 0;
    std::vector<std::int64_t> turnaround_days;  // of each release, any order
    std::vector<std::int64_t> open_ages;        // days since receipt of each open case, as of today
    std::int64_t overdue = 0;                   // of the open ones, as of today
    std::map<std::string, std::int64_t> errors;
    std::int64_t checks = 0;
    std::int64_t checks_bad = 0;
};
Result<QualityRows> quality_rows(house::View& view, Day from, Day to, Day today);

}  // namespace muniment::release
