// The board's handler: gathers what falls due, groups it, then opens only what is shown.
#include "departments/release/board_handlers.h"
#include "departments/release/board_store.h"
#include "departments/release/bulk.h"
#include "departments/release/deadline.h"
#include "departments/release/form.h"
#include "kernel/chart/chart.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

static Result<std::vector<BoardRow>> board_prints(house::View& view) {
    std::vector<BoardRow> rows;
    const auto waiting = TRY(cases_to_print(view));
    for (const tasks::Case& one : waiting) {
        BoardRow row;
        row.kind = BoardKind::print;
        row.id = one.id.uuid;
        row.due_on = one.due;
        row.number = one.number;
        row.state = one.state;
        row.patient_id = PatientId{one.patient};
        rows.push_back(std::move(row));
    }
    return rows;
}

// A suspension's last day is in its sealed words, so every one is opened; there are few.
static Result<std::vector<BoardRow>> board_suspensions(const Call& call) {
    std::vector<BoardRow> rows;
    const auto records = TRY(all_suspensions(call.view));
    for (const SuspensionRecord& record : records) {
        const Suspension& one = record.suspension;
        if (!is_active(one, call.packs, call.today)) continue;
        BoardRow row;
        row.kind = BoardKind::suspension;
        row.id = record.id;
        row.patient_id = PatientId{record.patient};
        row.due_on = suspended_until(one, call.packs);
        row.other = one.agency;
        row.cite = one.kind == SuspensionKind::oral ? "45 CFR 164.528(a)(2)(ii)"
                                                    : "45 CFR 164.528(a)(2)(i)";
        rows.push_back(std::move(row));
    }
    return rows;
}

static void say_clock(const Call& call, const OpenCase& open, BoardRow& row) {
    if (open.content.extension) {
        row.extended = true;
        row.cite = "45 CFR 164.524(b)(2)(ii)";
    } else if (open.content.decision) {
        row.rule = open.content.decision->due_rule;
        row.cite = open.content.decision->due_cite;
    } else if (const auto runs = deadline(law_view(open), call.packs, call.today)) {
        row.rule = runs->rule;
        row.cite = runs->cite;
    }
}

static Status describe_case(const Call& call, BoardRow& row) {
    const OpenCase open = TRY(load(call.view, CaseId{row.id}));
    const Requester& to = open.content.request.requester;
    row.patient_name = open.patient.name;
    row.other = to.name.empty() ? to.organization : to.name;
    row.release_case = row.id;
    say_clock(call, open, row);
    return ok();
}

static Status describe_privacy(const Call& call, BoardRow& row) {
    const auto record = TRY(tasks::read_case(call.view, CaseId{row.id}));
    const auto brief = TRY(parse_json(record.brief));
    const auto content = TRY(parse_json(record.content));
    row.cite = "45 CFR 164.404(b)";
    // The privacy desk has incidents of its own, which no release began: whom they concern is for
    // those who may read them there.
    const auto* recall = content.as_object().if_contains("recall");
    if (recall != nullptr || call.actor.permissions.contains(house::Permission::privacy_read))
        row.patient_name = brief.at("patient_name").as_string();
    if (recall == nullptr) return ok();
    row.other = recall->at("recipient").as_string();
    const std::string number(content.at("release_case").as_string());
    if (const auto id = case_of_number(call.view, number)) row.release_case = id->uuid;
    return ok();
}

static Status describe_form(const Call& call, BoardRow& row) {
    const auto record = TRY(read_form(call.view, row.id));
    const auto patient = TRY(chart::patient(call.view, row.patient_id));
    row.patient_name = patient.name;
    row.other = record.kept.form.recipient;
    row.cite = "45 CFR 164.508(c)(1)(v)";
    return ok();
}

static Status describe_bulk(const Call& call, BoardRow& row) {
    const OpenBulk open = TRY(load_bulk(call.view, CaseId{row.id}));
    const Requester& to = open.content.request.requester;
    row.other = to.name.empty() ? to.organization : to.name;
    std::int64_t charts = 0;
    const auto groups = TRY(line_groups(call.view, row.id));
    for (const auto& [group, count] : groups) charts += count;
    row.patient_name = std::to_string(charts) + (charts == 1 ? " chart" : " charts");
    return ok();
}

static Status describe(const Call& call, BoardRow& row) {
    switch (row.kind) {
        case BoardKind::request:
        case BoardKind::check:
        case BoardKind::print:
            return describe_case(call, row);
        case BoardKind::privacy:
            return describe_privacy(call, row);
        case BoardKind::form:
            return describe_form(call, row);
        case BoardKind::bulk:
            return describe_bulk(call, row);
        case BoardKind::suspension:
            break;
    }
    const auto patient = TRY(chart::patient(call.view, row.patient_id));
    row.patient_name = patient.name;
    return ok();
}

Result<Outcome> show_board(const Call& call) {
    auto rows = TRY(board_cases(call.view));
    const auto forms = TRY(board_forms(call.view, call.today, call.today + board_horizon));
    const auto prints = TRY(board_prints(call.view));
    const auto suspensions = TRY(board_suspensions(call));
    for (const auto* more : {&forms, &prints, &suspensions})
        rows.insert(rows.end(), more->begin(), more->end());
    Board board = board_of(std::move(rows), call.today);
    board.time_zone = call.view.zone().name();
    for (BoardGroup& group : board.groups)
        for (BoardRow& row : group.rows) TRY(describe(call, row));
    return house::shows(board);
}

}  // namespace muniment::release
