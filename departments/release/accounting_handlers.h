// What the routes of accountings, suspensions, the second check, errors and quality take and give.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/accounting_list.h"
#include "departments/release/accounting_store.h"
#include "departments/release/handlers.h"
#include "departments/release/quality.h"

namespace muniment::release {

struct AccountingGiven {
    Uuid id;
    AccountingKept given;
    Day due_on{};  // of that request
};
BOOST_DESCRIBE_STRUCT(AccountingGiven, (), (id, given, due_on))

struct AccountingView {
    PatientId patient{};
    Day from{};  // the window: at most the six years before requested_on
    Day to{};
    Day requested_on{};
    Day due_on{};          // 45 CFR 164.528(c)(1)(i)
    Day extended_until{};  // at the latest, with a written statement
    std::string due_cite;
    bool free = true;  // 45 CFR 164.528(c)(2)(ii)
    std::string fee_say;
    std::vector<AccountingLine> rows;    // newest first
    std::vector<AccountingGiven> given;  // newest first
};
BOOST_DESCRIBE_STRUCT(AccountingView, (),
                      (patient, from, to, requested_on, due_on, extended_until, due_cite, free,
                       fee_say, rows, given))

struct AccountingCommand {
    PatientId patient{};
    std::optional<Day> from;
    std::optional<Day> to;
    std::optional<Day> requested_on;  // today, unless said
    Language language = Language::english;
};
BOOST_DESCRIBE_STRUCT(AccountingCommand, (), (patient, from, to, requested_on, language))

struct SuspensionCommand {
    PatientId patient{};
    std::string agency;
    SuspensionKind kind = SuspensionKind::written;
    Day stated_on{};
    std::optional<Day> until;
    std::string official;
    std::string statement;
};
BOOST_DESCRIBE_STRUCT(SuspensionCommand, (),
                      (patient, agency, kind, stated_on, until, official, statement))
struct SuspensionView {
    Uuid id;
    PatientId patient{};
    Suspension suspension;
    Day last_day{};
    bool running = false;  // today
};
BOOST_DESCRIBE_STRUCT(SuspensionView, (), (id, patient, suspension, last_day, running))
struct SuspensionList {
    std::vector<SuspensionView> suspensions;
};
BOOST_DESCRIBE_STRUCT(SuspensionList, (), (suspensions))

struct LiftCommand {
    std::optional<Day> ended_on;  // today, unless said
    std::string because;
};
BOOST_DESCRIBE_STRUCT(LiftCommand, (), (ended_on, because))

struct CheckCommand {
    std::int64_t version = 0;
    bool good = false;
    std::string note;  // required where it is not good
};
BOOST_DESCRIBE_STRUCT(CheckCommand, (), (version, good, note))

struct ErrorCommand {
    Uuid release_case;
    ErrorKind kind = ErrorKind::other;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(ErrorCommand, (), (release_case, kind, note))
struct ErrorList {
    Day from{};
    Day to{};
    std::int64_t total = 0;          // of the period
    std::vector<ErrorFound> errors;  // the newest error_rows_max
};
BOOST_DESCRIBE_STRUCT(ErrorList, (), (from, to, total, errors))

Result<house::Outcome> give_accounting(const house::Call& call);
Result<house::Outcome> preview_accounting(const house::Call& call);
Result<house::Outcome> show_accounting(const house::Call& call);
Result<house::Outcome> suspend_accounting(const house::Call& call);
Result<house::Outcome> lift_suspension(const house::Call& call);
Result<house::Outcome> list_suspensions(const house::Call& call);
Result<house::Outcome> check_release(const house::Call& call);  // second_check.cpp
Result<house::Outcome> note_error(const house::Call& call);     // quality_desk.cpp
Result<house::Outcome> list_errors(const house::Call& call);
Result<house::Outcome> show_quality(const house::Call& call);

}  // namespace muniment::release
