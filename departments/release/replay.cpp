#include "departments/release/replay.h"

#include <algorithm>

#include "base/text.h"
#include "departments/release/handlers.h"
#include "departments/release/pack_store.h"
#include "engines/rules/packs.h"

namespace muniment::release {
namespace {

std::string words(Answer answer) { return replaced(enum_name(answer), "_", " "); }

template <class List>
std::vector<std::string> rules_in(const List& list) {
    std::vector<std::string> rules;
    for (const auto& one : list) rules.push_back(one.rule.empty() ? one.cite : one.rule);
    std::ranges::sort(rules);
    return rules;
}

// "now also X", "no longer Y".
void compare(std::vector<std::string>& changes, const char* what, const std::vector<std::string>& a,
             const std::vector<std::string>& b) {
    for (const std::string& rule : b)
        if (!std::ranges::binary_search(a, rule))
            changes.push_back(std::string(what) + " " + rule + " now speaks");
    for (const std::string& rule : a)
        if (!std::ranges::binary_search(b, rule))
            changes.push_back(std::string(what) + " " + rule + " no longer speaks");
}

void compare_segments(std::vector<std::string>& changes, const Decision& a, const Decision& b) {
    for (const SegmentAnswer& one : b.segments) {
        const auto same = std::ranges::find(a.segments, one.segment, &SegmentAnswer::segment);
        const std::string before = same == a.segments.end() ? "not decided" : words(same->answer);
        if (before != words(one.answer))
            changes.push_back(replaced(one.segment, "_", " ") + ": " + before + ", now " +
                              words(one.answer));
    }
}

std::string day_or_none(const std::optional<Day>& day) { return day ? to_text(*day) : "none"; }

Result<rules::Packs> packs_of(house::View& view, const Decision& decision) {
    std::vector<rules::PackText> texts;
    for (const PackUsed& used : decision.packs) {
        auto text = TRY(read_pack_text(view, used.sha256));
        if (!text)
            return Error{Fault::unavailable, "The text of pack " + used.id +
                                                 " was not kept with the decision, so it cannot "
                                                 "be replayed."};
        texts.push_back({used.id + ".toml", *std::move(text)});
    }
    return rules::Packs::load(texts);
}

}  // namespace

std::vector<std::string> differences(const Decision& a, const Decision& b) {
    std::vector<std::string> changes;
    if (a.answer != b.answer)
        changes.push_back("the answer: " + words(a.answer) + ", now " + words(b.answer));
    compare(changes, "rule", rules_in(a.reasons), rules_in(b.reasons));
    compare(changes, "finding", rules_in(a.findings), rules_in(b.findings));
    compare_segments(changes, a, b);
    if (a.due_on != b.due_on)
        changes.push_back("due: " + day_or_none(a.due_on) + ", now " + day_or_none(b.due_on));
    return changes;
}

Result<Replay> replay(house::View& view, const OpenCase& open, const rules::Packs& packs,
                      Day today) {
    const CaseContent& content = open.content;
    if (!content.decision || !content.inputs)
        return Error{Fault::incorrect, "Case " + open.record.number +
                                           " has no decision with its inputs; decide it first."};
    const auto then = TRY(packs_of(view, *content.decision));
    Replay result;
    result.number = open.record.number;
    result.then = *content.decision;
    result.again = decide(*content.inputs, then, content.decision->decided_on);
    result.same = result.again == result.then;
    result.today = decide_now(open, packs, today);
    result.changes = differences(result.then, result.today);
    return result;
}

static Status preview_case(house::View& view, const CaseId& id, const rules::Packs& now,
                           const rules::Packs& proposed, Day today, PackPreview& preview) {
    const auto open = TRY(load(view, id));
    const Decision a = decide_now(open, now, today);
    const Decision b = decide_now(open, proposed, today);
    ++preview.cases;
    auto changes = differences(a, b);
    if (!changes.empty())
        preview.changed.push_back({id, open.record.number, a.answer, b.answer, std::move(changes)});
    return ok();
}

Result<PackPreview> preview_packs(house::View& view, const rules::Packs& now,
                                  const rules::Packs& proposed, Day today) {
    PackPreview preview;
    for (const char* kind : {case_kind, chart_kind})
        for (const State state : {State::received, State::approved, State::defective}) {
            const auto found = TRY(every_case(view, kind, enum_name(state)));
            for (const tasks::Case& one : found)
                TRY(preview_case(view, one.id, now, proposed, today, preview));
        }
    return preview;
}

Result<house::Outcome> replay_case(const house::Call& call) {
    const auto open = TRY(load_case(call));
    return house::shows(TRY(replay(call.view, open, call.packs, call.today)));
}

}  // namespace muniment::release
