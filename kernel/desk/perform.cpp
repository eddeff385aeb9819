#include "kernel/desk/perform.h"

#include <future>

#include "base/text.h"
#include "kernel/desk/gate.h"

namespace muniment::desk {

using house::Actor;
using house::Answer;
using house::Call;
using house::Outcome;

// A handler whose commit met a conflict is called again on a new view; the client's own stale
// version is the handler's to refuse, so three tries are for two people at once, not for one late.
static constexpr int tries_max = 3;

namespace {
// What a handler came to, and what it read on the way.
struct Handled {
    Outcome outcome;
    std::vector<house::Read> reads;
    people::Connections connections;
};
}  // namespace

// A denied attempt is written down with the patient whose record it was.
static Error refuse(const Performer& by, const Actor& actor, const house::Route& route,
                    const Refused& refused, const people::Connections& connections) {
    house::Act act;
    act.action = "access.denied";
    act.actor = actor.user;
    act.purpose = actor.purpose;
    act.subject = refused.patient;
    act.detail = {{"route", route.path},
                  {"method", route.method},
                  {"rule", refused.decision.rule != nullptr ? refused.decision.rule->id : ""}};
    act.drafts = people::access_drafts(by.house, actor, "access.denied",
                                       {{refused.patient, "nothing", 0, {}}}, connections);
    const auto written = by.house.act(std::move(act));
    return written ? people::refusal(refused.decision) : written.error();
}

static Result<Handled> handle(const Performer& by, const Actor& actor, const Router::Match& match,
                              const Asked& asked) {
    auto view = TRY(by.house.view());
    const Instant now = by.house.now();
    const Day today = by.house.today();
    view->withhold(people::withheld_from(by.packs, actor, today));
    const Call call{actor, *view,      by.house,    by.packs,
                    today, match.path, asked.query, asked.content};
    Handled handled;
    handled.outcome = TRY(match.route->handler(call));
    handled.reads = view->reads();
    handled.connections = TRY(connections_of(*view, actor, now, handled.reads));
    view.reset();  // the snapshot is given back before anything is written
    const auto refused = refused_at(by.packs, actor, match.route->permission, handled.reads,
                                    handled.connections, now, today);
    if (refused) return refuse(by, actor, *match.route, *refused, handled.connections);
    return handled;
}

// What will be committed: what the handler decided, and who saw what.
static std::optional<house::Act> act_of(house::House& house, const Actor& actor,
                                        const house::Route& route, Handled& handled) {
    const std::string action = std::string(route.method) + " " + std::string(route.path);
    auto access = people::access_drafts(house, actor, action, handled.reads, handled.connections);
    std::optional<house::Act> act = std::move(handled.outcome.act);
    if (!act && access.empty()) return act;
    if (!act) {
        act.emplace();
        act->action = "access";
        if (access.size() == 1) act->subject = handled.reads.front().patient;
        act->detail = {{"route", route.path}};
    }
    act->actor = actor.user;
    act->purpose = actor.purpose;
    for (house::Draft& draft : access) act->drafts.push_back(std::move(draft));
    return act;
}

void perform(const Performer& by, const Actor& actor, const Router::Match& match,
             const Asked& asked, const Answered& done) {
    for (int tries = 1;; ++tries) {
        auto handled = handle(by, actor, match, asked);
        if (!handled) return done(handled.error());
        Outcome& outcome = handled->outcome;
        const bool changes = outcome.act.has_value();
        auto act = act_of(by.house, actor, *match.route, *handled);
        if (!act) return done(std::move(outcome.answer));
        if (!changes) {
            // Reading only: this thread need not wait until the access entry is on disk; the
            // answer does.
            auto answer = std::make_shared<Answer>(std::move(outcome.answer));
            return by.house.act(*std::move(act), [done, answer](Result<house::Receipt> receipt) {
                done(receipt ? Result<Answer>(std::move(*answer)) : receipt.error());
            });
        }
        const auto receipt = by.house.act(*std::move(act));
        if (receipt) {
            if (outcome.wakes_jobs) by.wake_jobs();
            return done(std::move(outcome.answer));
        }
        if (receipt.error().fault != Fault::conflict || tries == tries_max)
            return done(receipt.error());
    }
}

Asked asked(std::string_view method, std::string_view target, std::string_view content) {
    const auto mark = std::min(target.find('?'), target.size());
    Asked made{std::string(method), std::string(target.substr(0, mark)), {}, std::string(content)};
    for (const std::string_view pair :
         split(target.substr(std::min(mark + 1, target.size())), '&')) {
        const auto equals = pair.find('=');
        if (equals != pair.npos)
            made.query[std::string(pair.substr(0, equals))] = pair.substr(equals + 1);
    }
    return made;
}

Result<Answer> perform(const Performer& by, const Actor& actor, const Asked& asked) {
    const auto match = by.router.find(asked.method, asked.path);
    if (match.route == nullptr)
        return Error{Fault::not_found, "There is nothing at " + asked.path + "."};
    const auto decision = admit(by.packs, actor, *match.route, by.house.now(), by.house.today());
    if (!decision.allowed) return people::refusal(decision);
    std::promise<Result<Answer>> promise;
    auto future = promise.get_future();
    perform(by, actor, match, asked,
            [&promise](Result<Answer> answer) { promise.set_value(std::move(answer)); });
    return future.get();
}

Actor operator_of_this_machine() {
    Actor actor;
    actor.name = "the operator of this machine";
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<house::Permission>>(
        [&](auto one) { actor.permissions.insert(one.value); });
    return actor;
}

}  // namespace muniment::desk
