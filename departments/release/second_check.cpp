#include "departments/release/second_check.h"

#include <algorithm>

#include "base/text.h"
#include "departments/release/accounting_handlers.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

std::string releaser_role(const std::vector<std::string>& roles) {
    if (std::ranges::find(roles, "clerk") != roles.end()) return "clerk";
    return roles.empty() ? "" : roles.front();
}

bool is_sampled(const CaseId& id) {
    constexpr unsigned one_in = 20;
    const Hash hash = sha256(id.uuid.view());
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(hash.view()[i]); };
    return (byte(0) * 256u + byte(1)) % one_in == 0;
}

bool goes_out_of_segment(const Choice& choice) {
    for (const auto& [section, ids] : choice.chosen)
        for (const Uuid& id : ids)
            if (choice.sorted.contains(id)) return true;
    return false;
}

const rules::Answers* second_check(const CheckFacts& facts, const rules::Packs& packs, Day today) {
    rules::Facts known;
    known.set("releaser_role", std::string_view(facts.role));
    known.set("first_releases", facts.released_before < first_releases_max);
    known.set("sensitive_segment", facts.sensitive_segment);
    known.set("sampled", facts.sampled);
    const auto* row = packs.answer("second_check", known, today);
    return row != nullptr && row->yes ? row : nullptr;
}

// Good: the package is made, in the name of whoever released. Not good: back to the desk.
Result<Outcome> check_release(const Call& call) {
    const auto command = TRY(call.body<CheckCommand>());
    auto next = TRY(load_case(call, command.version));
    TRY(advance(next, command.good ? Action::check : Action::send_back));
    auto order = TRY(waiting_order(call.view, next.record.id));
    if (order.releaser == call.actor.user)
        return Error{Fault::forbidden,
                     "The second check is for another person than the one who released."};
    if (!command.good && trim(command.note).empty())
        return Error{Fault::incorrect, "Field \"note\" is empty; say what was found."};
    ++order.version;
    order.outcome = command.good ? CheckOutcome::good : CheckOutcome::bad;
    order.checked = call.today;
    order.words.checked_by = call.actor.name;
    order.words.note = command.note;
    const Uuid subject = next.record.id.uuid;
    auto outcome = TRY(changed(call, std::move(next), "release.check",
                               {{"good", command.good}, {"rule", order.words.rule}}, command.note));
    outcome.act->drafts.push_back(order_draft(order));
    if (!command.good) return outcome;
    outcome.act->drafts.push_back(tasks::new_job(call.house, package_job_kind, subject));
    outcome.wakes_jobs = true;
    return outcome;
}

}  // namespace muniment::release
