// The desk without a server: one request at a time, for the command line, the demo and tests.
#include "base/text.h"
#include "departments/release/package_job.h"
#include "departments/release/release.h"
#include "kernel/people/people.h"

namespace muniment::release {

namespace {

constexpr int tries_max = 3;

using Pairs = std::map<std::string, std::string>;

// The values of {names} when the pattern fits the path.
std::optional<Pairs> match(std::string_view pattern, std::string_view path) {
    const auto wanted = split(pattern, '/');
    const auto given = split(path, '/');
    if (wanted.size() != given.size()) return std::nullopt;
    Pairs found;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].starts_with("{"))
            found[std::string(wanted[i].substr(1, wanted[i].size() - 2))] = given[i];
        else if (wanted[i] != given[i])
            return std::nullopt;
    }
    return found;
}

Pairs query_of(std::string_view text) {
    Pairs found;
    for (const std::string_view pair : split(text, '&')) {
        const auto equals = pair.find('=');
        if (equals != pair.npos)
            found[std::string(pair.substr(0, equals))] = pair.substr(equals + 1);
    }
    return found;
}

struct Found {
    const house::Route* route = nullptr;
    Pairs path;
    Pairs query;
};

Result<Found> find(const house::Actor& actor, std::string_view method, std::string_view target) {
    const auto mark = std::min(target.find('?'), target.size());
    for (const house::Route& route : routes()) {
        auto path =
            method == route.method ? match(route.path, target.substr(0, mark)) : std::nullopt;
        if (!path) continue;
        if (route.permission != house::Permission::open &&
            !actor.permissions.contains(route.permission))
            return Error{Fault::forbidden, "This needs the permission " +
                                               std::string(enum_name(route.permission)) + "."};
        return Found{&route, *std::move(path),
                     query_of(target.substr(mark).substr(mark < target.size() ? 1 : 0))};
    }
    return Error{Fault::not_found, "There is no such route."};
}

Result<house::Answer> once(house::House& house, const rules::Packs& packs,
                           const house::Actor& actor, const Found& found,
                           std::string_view content) {
    const auto view = TRY(house.view());
    const house::Call call{actor,         *view,      house,       packs,
                           house.today(), found.path, found.query, content};
    auto outcome = TRY(found.route->handler(call));
    const std::string action = outcome.act ? outcome.act->action : "release.read";
    if (!outcome.act && view->reads().empty()) return outcome.answer;
    house::Act act = outcome.act ? *std::move(outcome.act)
                                 : house::Act{action, actor.user, actor.purpose, {}, {}, {}, {}};
    for (house::Draft& draft : people::access_drafts(house, actor, action, view->reads()))
        act.drafts.push_back(std::move(draft));
    TRY(house.act(std::move(act)));
    return outcome.answer;
}

Result<CaseId> case_of(house::House& house, const std::string& number_or_id) {
    if (const auto id = parse_uuid(number_or_id)) return CaseId{*id};
    const auto view = TRY(house.view());
    return case_of_number(*view, number_or_id);
}

std::string findings_text(const Decision& decision) {
    std::string text;
    for (const Finding& finding : decision.findings)
        if (finding.severity == Severity::defect)
            text += "\n  " + finding.message + " (" + finding.cite + ")";
    return text;
}

// Brings the case from where it is to released, step by step; each step is a request.
Status release_steps(house::House& house, const rules::Packs& packs, const CaseId& id,
                     const house::Actor& actor) {
    const std::string path = "/release/cases/" + to_text(id);
    const auto post = [&](const char* step, std::int64_t version) -> Result<CaseView> {
        const json::object command = {{"version", version}, {"confirmed", true}};
        const bool release = std::string_view(step) == "/release";
        const auto answer =
            TRY(perform(house, packs, actor, "POST", path + step,
                        release ? json::serialize(command)
                                : json::serialize(json::object{{"version", version}})));
        return from_json_text<CaseView>(answer.content);
    };
    const auto answer = TRY(perform(house, packs, actor, "GET", path));
    auto view = TRY(from_json_text<CaseView>(answer.content));
    if (view.state == State::received || view.state == State::defective)
        view = TRY(post("/decision", view.version));
    if (view.state == State::defective)
        return Error{Fault::incorrect, "Case " + view.number +
                                           " may not be released:" + findings_text(*view.decision)};
    if (view.state == State::approved) view = TRY(post("/release", view.version));
    if (view.state == State::releasing) {
        tasks::JobRunner runner(house, packs, job_kinds());
        TRY(runner.run_all());
    }
    return ok();
}

}  // namespace

house::Actor system_actor() {
    house::Actor actor;
    actor.name = "system";
    actor.permissions = {house::Permission::release_read, house::Permission::release_work,
                         house::Permission::administer};
    return actor;
}

Result<house::Answer> perform(house::House& house, const rules::Packs& packs,
                              const house::Actor& actor, std::string_view method,
                              std::string_view target, std::string_view content) {
    const auto found = TRY(find(actor, method, target));
    for (int tried = 1;; ++tried) {
        auto answer = once(house, packs, actor, found, content);
        if (answer || answer.error().fault != Fault::conflict || tried == tries_max) return answer;
    }
}

Result<std::string> release_package(house::House& house, const rules::Packs& packs,
                                    const std::string& number_or_id, const house::Actor& actor) {
    const CaseId id = TRY(case_of(house, number_or_id));
    TRY(release_steps(house, packs, id, actor));
    const auto view = TRY(house.view());
    auto open = TRY(load(*view, id));
    if (open.state != State::released)
        return Error{Fault::conflict, "Case " + open.record.number + " is " + open.record.state +
                                          "; it has no package."};
    auto bytes = TRY(package_file(house, *view, open));
    TRY(advance(open, Action::link));
    auto act = TRY(act_of(house, open, actor, "release.deliver",
                          {{"zip_sha256", hex(sha256(bytes))}, {"note", "from the command line"}}));
    for (house::Draft& draft :
         people::access_drafts(house, actor, "release.deliver", view->reads()))
        act.drafts.push_back(std::move(draft));
    TRY(house.act(std::move(act)));
    return bytes;
}

}  // namespace muniment::release
