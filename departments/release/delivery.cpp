// How a package reaches its requester: by a one-time link with the case's code, or as an encrypted
// file.
#include "base/passphrase.h"
#include "base/text.h"
#include "departments/release/code.h"
#include "departments/release/handlers.h"
#include "departments/release/package_job.h"
#include "formats/zip/zip.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

static constexpr auto link_lasts = std::chrono::days(7);
static constexpr std::int64_t wrong_codes_max = 5;

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

// RFC 9110 15.5.11: it was here and is no longer. An unknown token and a wrong code get the same
// words, so that guessing learns nothing.
static Outcome gone() {
    Outcome outcome;
    outcome.answer.status = 410;
    outcome.answer.content = json::serialize(json::object{
        {"error", json::object{{"fault", "not_found"},
                               {"message",
                                "The link and the code do not fit, or the link has been used or "
                                "has expired. Check the code on our letter, or ask the sender "
                                "for another link."}}}});
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

// Wrong codes are counted in the link's versions, so that a restart does not forget them. The case
// stays as it is: a stranger's guesses must not get in the way of who works on it.
static Outcome wrong_code(const Call& call, Link link) {
    ++link.version;
    const std::int64_t wrong = link.version - 1;
    if (wrong >= wrong_codes_max) link.state = LinkState::locked;
    auto act = act_by(call, "release.wrong_code", link.release_case.uuid);
    act.detail = {{"link", to_text(link.id)}, {"wrong", wrong}};
    act.drafts.push_back(link_draft(link));
    Outcome outcome = gone();
    outcome.act = std::move(act);
    return outcome;
}

// Following the link gives only a page, for mail scanners follow links; the code uses it up. That
// is in the act that records the delivery, before a byte leaves.
Result<Outcome> deliver(const Call& call) {
    const auto command = TRY(call.body<CodeCommand>());
    const auto token = call.path.find("token");
    ensure(token != call.path.end(), "the route of a link names its token");
    auto link = TRY(find_link(call.view, sha256(token->second)));
    if (!link || link->state != LinkState::open || link->expires <= call.house.now()) return gone();
    auto next = TRY(load(call.view, link->release_case));
    if (!same_code(command.code, next.content.code)) return wrong_code(call, *link);
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

Result<Outcome> encrypt_case(const Call& call) {
    const auto command = TRY(call.body<VersionCommand>());
    auto next = TRY(load_case(call, command.version));
    TRY(advance(next, Action::link));
    next.content.passphrase = make_passphrase(call.house.random().bytes(passphrase_bytes));
    return changed(call, std::move(next), "release.encrypt", {});
}

// One file in it, the package as it is: so it still proves itself, and no name in it is to be seen.
static Result<std::string> encrypted(const Call& call, const OpenCase& open,
                                     const std::string& plain) {
    ensure(open.content.package.has_value(), "a released case says what was released");
    return zip::write({{open.record.number + ".zip", plain, zip::Method::stored}},
                      open.content.package->created_at,
                      {open.content.passphrase, call.house.random().bytes(zip::salt_bytes_each)});
}

Result<Outcome> encrypted_package(const Call& call) {
    auto next = TRY(load_case(call));
    if (next.content.passphrase.empty())
        return Error{Fault::not_found, "Case " + next.record.number +
                                           " has no encrypted package; make one, then get it."};
    TRY(advance(next, Action::link));
    const std::string plain = TRY(package_file(call.house, call.view, next));
    auto bytes = TRY(encrypted(call, next, plain));
    auto act = TRY(act_of(call.house, next, call.actor, "release.deliver",
                          {{"zip_sha256", hex(sha256(bytes))},
                           {"package_sha256", hex(sha256(plain))},
                           {"note", "as encrypted file"}}));
    return zip_answer(std::move(act), std::move(bytes), next.record.number + "-encrypted");
}

}  // namespace muniment::release
