// How a package reaches its requester, and the desk's settings.
#include "base/text.h"
#include "departments/release/handlers.h"
#include "departments/release/package_job.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

static constexpr auto link_lasts = std::chrono::days(7);

Result<Outcome> make_link(const Call& call) {
    auto next = TRY(load_case(call));
    TRY(advance(next, Action::link));
    const std::string token = to_base64url(call.house.random().bytes(32));
    Link link;
    link.id = call.house.new_id();
    link.patient = next.record.patient;
    link.token = sha256(token);
    link.release_case = next.record.id;
    link.expires = call.house.now() + link_lasts;
    const LinkMade made{"/d/" + token, link.expires};
    auto outcome = TRY(changed(call, std::move(next), "release.link",
                               {{"link", to_text(link.id)}, {"expires", to_text(link.expires)}}));
    outcome.act->drafts.push_back(link_draft(link));
    outcome.answer = house::answer_of(made);
    return outcome;
}

// RFC 9110 15.5.11: it was here and is no longer. An unknown token gets the same words, so that
// guessing learns nothing.
static Outcome gone() {
    Outcome outcome;
    outcome.answer.status = 410;
    outcome.answer.content = json::serialize(json::object{
        {"error", json::object{{"fault", "not_found"},
                               {"message",
                                "This link has been used or has expired. Ask the sender "
                                "for another one."}}}});
    return outcome;
}

static Outcome zip_answer(house::Act act, std::string bytes, const std::string& number) {
    Outcome outcome;
    outcome.act = std::move(act);
    outcome.answer.content_type = "application/zip";
    outcome.answer.content = std::move(bytes);
    outcome.answer.headers = {
        {"Content-Disposition", "attachment; filename=\"" + number + ".zip\""},
        {"Cache-Control", "no-store"},
        {"Referrer-Policy", "no-referrer"}};
    return outcome;
}

// The link is used in the act that records the delivery, before a byte leaves.
Result<Outcome> deliver(const Call& call) {
    const auto token = call.path.find("token");
    ensure(token != call.path.end(), "the route of a link names its token");
    auto link = TRY(find_link(call.view, sha256(token->second)));
    if (!link || link->state != LinkState::open || link->expires <= call.house.now()) return gone();
    auto next = TRY(load(call.view, link->release_case));
    auto bytes = TRY(package_file(call.house, call.view, next));
    TRY(advance(next, Action::link));
    ++link->version;
    link->state = LinkState::used;
    auto act = TRY(act_of(call.house, next, call.actor, "release.deliver",
                          {{"link", to_text(link->id)},
                           {"zip_sha256", hex(sha256(bytes))},
                           {"note", "by one-time link"}}));
    act.drafts.push_back(link_draft(*link));
    return zip_answer(std::move(act), std::move(bytes), next.record.number);
}

Result<Outcome> show_settings(const Call& call) {
    return house::shows(TRY(read_settings(call.view)).settings);
}

Result<Outcome> change_settings(const Call& call) {
    const auto settings = TRY(call.body<Settings>());
    const auto now = TRY(read_settings(call.view));
    house::Act act;
    act.action = "release.settings";
    act.actor = call.actor.user;
    act.purpose = call.actor.purpose;
    act.drafts.push_back(settings_draft(settings, now.version + 1));
    return house::does(std::move(act), settings);
}

}  // namespace muniment::release
