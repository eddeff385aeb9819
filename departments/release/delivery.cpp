// How a package reaches its requester: by a one-time link with the case's code, or as an encrypted
// file; a part of a bulk request goes the same two ways.
#include "base/passphrase.h"
#include "base/text.h"
#include "departments/release/bulk_handlers.h"
#include "departments/release/code.h"
#include "departments/release/package_job.h"
#include "departments/release/part_file.h"
#include "formats/zip/zip.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

static constexpr auto link_lasts = std::chrono::days(7);
static constexpr std::int64_t wrong_codes_max = 5;

struct NewLink {
    Link link;
    LinkMade made;
    json::object detail;
};
static NewLink new_link(const Call& call, const Uuid& patient, const CaseId& subject) {
    const std::string token = to_base64url(call.house.random().bytes(32));
    Link link;
    link.id = call.house.new_id();
    link.patient = patient;
    link.token = sha256(token);
    link.release_case = subject;
    link.expires = call.house.now() + link_lasts;
    return {link,
            {"/d/" + token, link.expires},
            {{"link", to_text(link.id)}, {"expires", to_text(link.expires)}}};
}

static Outcome with_link(Outcome outcome, const NewLink& made) {
    outcome.act->drafts.push_back(link_draft(made.link));
    outcome.answer = house::answer_of(made.made);
    return outcome;
}

Result<Outcome> make_link(const Call& call) {
    auto next = TRY(load_case(call));
    TRY(advance(next, Action::link));
    auto made = new_link(call, next.record.patient, next.record.id);
    auto outcome = TRY(changed(call, std::move(next), "release.link", std::move(made.detail)));
    return with_link(std::move(outcome), made);
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

static std::string part_name(const Part& part) { return "part " + std::to_string(part.number); }
static std::string file_name(const OpenBulk& open, const Part& part) {
    return open.record.number + "-part-" + std::to_string(part.number);
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

static void use_up(Link& link) {
    ++link.version;
    link.state = LinkState::used;
}

static Result<Outcome> deliver_part(const Call& call, Link link, const Part& part) {
    auto next = TRY(load_bulk(call.view, CaseId{part.bulk}));
    const auto command = TRY(call.body<CodeCommand>());
    if (!same_code(command.code, next.content.code)) return wrong_code(call, link);
    auto bytes = TRY(part_file(call.house, call.view, next, part));
    use_up(link);
    ++next.record.version;
    auto act = TRY(act_of(call.house, next, call.actor, "release.deliver",
                          {{"link", to_text(link.id)},
                           {"part", part.number},
                           {"zip_sha256", hex(sha256(bytes))},
                           {"note", part_name(part) + " by one-time link"}}));
    act.drafts.push_back(link_draft(link));
    return zip_answer(std::move(act), std::move(bytes), file_name(next, part));
}

// Following the link gives only a page, for mail scanners follow links; the code uses it up. That
// is in the act that records the delivery, before a byte leaves.
Result<Outcome> deliver(const Call& call) {
    const auto command = TRY(call.body<CodeCommand>());
    const auto token = call.path.find("token");
    ensure(token != call.path.end(), "the route of a link names its token");
    auto link = TRY(find_link(call.view, sha256(token->second)));
    if (!link || link->state != LinkState::open || link->expires <= call.house.now()) return gone();
    const auto part = TRY(read_part(call.view, link->release_case.uuid));
    if (part) return deliver_part(call, *link, *part);
    auto next = TRY(load(call.view, link->release_case));
    if (!same_code(command.code, next.content.code)) return wrong_code(call, *link);
    auto bytes = TRY(package_file(call.house, call.view, next));
    TRY(advance(next, Action::link));
    use_up(*link);
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
static Result<std::string> encrypted(const Call& call, const std::string& name, Instant created,
                                     const std::string& passphrase, const std::string& plain) {
    return zip::write({{name + ".zip", plain, zip::Method::stored}}, created,
                      {passphrase, call.house.random().bytes(zip::salt_bytes_each)});
}

Result<Outcome> encrypted_package(const Call& call) {
    auto next = TRY(load_case(call));
    if (next.content.passphrase.empty())
        return Error{Fault::not_found, "Case " + next.record.number +
                                           " has no encrypted package; make one, then get it."};
    TRY(advance(next, Action::link));
    const std::string plain = TRY(package_file(call.house, call.view, next));
    ensure(next.content.package.has_value(), "a released case says what was released");
    auto bytes = TRY(encrypted(call, next.record.number, next.content.package->created_at,
                               next.content.passphrase, plain));
    auto act = TRY(act_of(call.house, next, call.actor, "release.deliver",
                          {{"zip_sha256", hex(sha256(bytes))},
                           {"package_sha256", hex(sha256(plain))},
                           {"note", "as encrypted file"}}));
    return zip_answer(std::move(act), std::move(bytes), next.record.number + "-encrypted");
}

struct OpenPart {
    OpenBulk bulk;
    Part part;
};
// The part of the path; a part that was called back goes nowhere.
static Result<OpenPart> load_part(const Call& call) {
    OpenPart open;
    const Uuid bulk = TRY(call.id());
    const Uuid id = TRY(call.id("part"));
    open.bulk = TRY(load_bulk(call.view, CaseId{bulk}));
    auto part = TRY(read_part(call.view, id));
    if (!part || part->bulk != bulk)
        return Error{Fault::not_found, open.bulk.record.number + " has no such part."};
    open.part = *std::move(part);
    if (open.bulk.content.parts.at(static_cast<std::size_t>(open.part.number) - 1).recalled_on)
        return Error{Fault::conflict, "Part " + std::to_string(open.part.number) +
                                          " was called back; it cannot go out any more."};
    return open;
}

Result<Outcome> link_part(const Call& call) {
    auto open = TRY(load_part(call));
    auto made = new_link(call, {}, CaseId{open.part.id});
    made.detail["part"] = open.part.number;
    auto outcome = TRY(changed(call, std::move(open.bulk), "release.link", std::move(made.detail)));
    return with_link(std::move(outcome), made);
}

Result<Outcome> encrypt_bulk(const Call& call) {
    const auto command = TRY(call.body<VersionCommand>());
    auto next = TRY(load_bulk(call, command.version));
    next.content.passphrase = make_passphrase(call.house.random().bytes(passphrase_bytes));
    return changed(call, std::move(next), "release.encrypt", {});
}

Result<Outcome> encrypted_part(const Call& call) {
    auto open = TRY(load_part(call));
    const std::string& passphrase = open.bulk.content.passphrase;
    if (passphrase.empty())
        return Error{Fault::not_found, open.bulk.record.number +
                                           " has no passphrase yet; make one, then get the part."};
    const std::string plain = TRY(part_file(call.house, call.view, open.bulk, open.part));
    const std::string name = file_name(open.bulk, open.part);
    const auto index = static_cast<std::size_t>(open.part.number) - 1;
    auto bytes =
        TRY(encrypted(call, name, open.bulk.content.parts.at(index).created_at, passphrase, plain));
    ++open.bulk.record.version;
    auto act = TRY(act_of(call.house, open.bulk, call.actor, "release.deliver",
                          {{"part", open.part.number},
                           {"zip_sha256", hex(sha256(bytes))},
                           {"package_sha256", hex(sha256(plain))},
                           {"note", part_name(open.part) + " as encrypted file"}}));
    return zip_answer(std::move(act), std::move(bytes), name + "-encrypted");
}

}  // namespace muniment::release
