#include "kernel/desk/perform.h"

#include <future>

#include "base/text.h"
#include "kernel/people/people.h"

namespace muniment::desk {

using house::Actor;
using house::Answer;
using house::Call;
using house::Outcome;

// A handler whose commit met a conflict is called again on a new view; the client's own stale
// version is the handler's to refuse, so three tries are for two people at once, not for one late.
static constexpr int tries_max = 3;

// What will be committed: what the handler decided, and who saw what.
static std::optional<house::Act> act_of(house::House& house, const Actor& actor,
                                        const house::Route& route, Outcome& outcome,
                                        const std::vector<house::Read>& reads) {
    const std::string action = std::string(route.method) + " " + std::string(route.path);
    auto access = people::access_drafts(house, actor, action, reads);
    std::optional<house::Act> act = std::move(outcome.act);
    if (!act && access.empty()) return act;
    if (!act) {
        act.emplace();
        act->action = "access";
        if (access.size() == 1) act->subject = reads.front().patient;
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
        auto view = by.house.view();
        if (!view) return done(view.error());
        const Call call{actor,      **view,      by.house,     by.packs, by.house.today(),
                        match.path, asked.query, asked.content};
        auto outcome = match.route->handler(call);
        const std::vector<house::Read> reads = (*view)->reads();
        view->reset();  // the snapshot is given back before anything is written
        if (!outcome) return done(outcome.error());
        const bool changes = outcome->act.has_value();
        auto act = act_of(by.house, actor, *match.route, *outcome, reads);
        if (!act) return done(std::move(outcome->answer));
        if (!changes) {
            // Reading only: this thread need not wait until the access entry is on disk; the
            // answer does.
            auto answer = std::make_shared<Answer>(std::move(outcome->answer));
            return by.house.act(*std::move(act), [done, answer](Result<house::Receipt> receipt) {
                done(receipt ? Result<Answer>(std::move(*answer)) : receipt.error());
            });
        }
        const auto receipt = by.house.act(*std::move(act));
        if (receipt) {
            if (outcome->wakes_jobs) by.wake_jobs();
            return done(std::move(outcome->answer));
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
    if (match.route->permission != house::Permission::open &&
        !actor.permissions.contains(match.route->permission))
        return Error{Fault::forbidden, "This actor may not do this."};
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
