// Loading, showing and writing a blocking case.
#include "departments/exchange/blocking.h"

#include <algorithm>

#include "departments/exchange/deadlines.h"

namespace muniment::exchange {

const store::Table letter_table = {
    "exchange_letter", {{"patient", store::Kind::blob}, {"template", store::Kind::text}}};
const store::Table look_table = {"exchange_look", {}};
static Uuid look_id() { return derived_uuid("last look of the exchange desk"); }

Result<LookRecord> read_look(house::View& view) {
    const auto stored = house::read<Look>(view, look_table, look_id());
    if (!stored && stored.error().fault == Fault::not_found) return LookRecord{};
    if (!stored) return stored.error();
    return LookRecord{stored->version, stored->value};
}

house::Draft look_draft(const Look& look, std::int64_t version) {
    return {&look_table, look_id(), version, {}, {}, to_json_text(look)};
}

Result<BlockingCase> load(house::View& view, const CaseId& id) {
    BlockingCase open;
    open.record = TRY(tasks::read_case(view, id));
    if (open.record.kind != case_kind)
        return Error{Fault::not_found, "There is no information blocking case with this id."};
    open.content = TRY(from_json_text<BlockingContent>(open.record.content));
    open.state = enum_value<State>(open.record.state).value_or(State::open);
    return open;
}

static std::string fact(const Practice& practice, const std::string& name) {
    const auto found = practice.facts.find(name);
    return found == practice.facts.end() ? "" : found->second;
}

// What the index columns and the list say follows from the content, never the other way round.
static void bring_up_to_date(house::House& house, const rules::Packs& packs, BlockingCase& next) {
    const Practice& practice = next.content.practice;
    const PracticeAssessed now = assess(practice, packs, house.today());
    next.record.kind = case_kind;
    next.record.state = enum_name(next.state);
    next.record.received = practice.received_on;
    next.record.due = next.state == State::closed ? std::nullopt : due_of(now);
    next.record.updated = house.now();
    BlockingBrief brief{next.content.requester,      practice.description,
                        fact(practice, "practice"),  now.verdict,
                        next.content.release_number, {}};
    if (practice.still_withheld && next.state != State::closed) brief.ends_on = practice.ends_on;
    next.record.brief = to_json_text(brief);
    next.record.content = to_json_text(next.content);
}

Result<house::Act> act_of(house::House& house, const rules::Packs& packs, BlockingCase& next,
                          const Uuid& actor, const std::string& purpose,
                          const std::string& action) {
    bring_up_to_date(house, packs, next);
    house::Act act;
    act.action = action;
    act.actor = actor;
    act.purpose = purpose;
    act.subject = next.record.id.uuid;
    const PracticeAssessed now = assess(next.content.practice, packs, house.today());
    act.detail = {{"case", to_text(next.record.id)},
                  {"number", next.record.number},
                  {"verdict", enum_name(now.verdict)},
                  {"packs", to_json(now.packs)},
                  {"note", enum_name(now.verdict)}};
    act.drafts.push_back(TRY(tasks::draft_of(house, next.record)));
    return act;
}

Result<std::vector<UnlikePair>> all_differences(house::View& view) {
    tasks::Filter filter;
    filter.kind = case_kind;
    filter.sort = "received";
    filter.limit = 500;  // the latest: what was decided long ago was another policy
    const auto found = TRY(tasks::worklist(view, filter));
    std::vector<Handled> all;
    for (const tasks::Case& one : found.cases) {
        const auto open = TRY(load(view, one.id));
        const auto more = handled(one.number, open.content.practice);
        all.insert(all.end(), more.begin(), more.end());
    }
    return differences(all);
}

Result<BlockingView> view_of(house::House& house, house::View& view, const rules::Packs& packs,
                             const BlockingCase& open) {
    BlockingView shown;
    shown.id = open.record.id;
    shown.number = open.record.number;
    shown.version = open.record.version;
    shown.state = open.state;
    shown.patient = open.record.patient;
    shown.requester = open.content.requester;
    shown.practice = open.content.practice;
    shown.release_number = open.content.release_number;
    shown.assessment = assess(open.content.practice, packs, house.today());
    shown.kept = open.content.kept;
    shown.letters = open.content.letters;
    shown.closed_because = open.content.closed_because;
    shown.history = TRY(tasks::history(view, open.record.id));
    return shown;
}

}  // namespace muniment::exchange
