// The desk without a server: one request at a time, for the command line, the demo and tests.
#include "departments/release/package_job.h"
#include "departments/release/release.h"
#include "kernel/desk/perform.h"

namespace muniment::release {

namespace {

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
    if (view.state == State::checking)
        return Error{Fault::conflict,
                     "Case " + view.number + " waits for a second person's check before it goes."};
    if (view.state == State::releasing) {
        tasks::JobRunner runner(house, packs, job_kinds());
        TRY(runner.run_all());
    }
    return ok();
}

}  // namespace

Result<Replay> replay(house::House& house, const rules::Packs& packs,
                      const std::string& number_or_id) {
    const CaseId id = TRY(case_of(house, number_or_id));
    const auto view = TRY(house.view());
    const auto open = TRY(load(*view, id));
    return replay(*view, open, packs, house.today());
}

Result<PackPreview> preview_packs(house::House& house, const rules::Packs& now,
                                  const rules::Packs& proposed) {
    const auto view = TRY(house.view());
    return preview_packs(*view, now, proposed, house.today());
}

Result<house::Answer> perform(house::House& house, const rules::Packs& packs,
                              const house::Actor& actor, std::string_view method,
                              std::string_view target, std::string_view content) {
    const desk::Router router({routes().begin(), routes().end()});
    return desk::perform({house, packs, router}, actor, desk::asked(method, target, content));
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
    TRY(commit(house, *view, actor, std::move(act)));
    return bytes;
}

}  // namespace muniment::release
