// What a user has, the facility's choices, and what is good once.
#include "base/text.h"
#include "kernel/assets.h"
#include "kernel/people/accounts.h"
#include "kernel/signin/jwt.h"
#include "kernel/signin/signin.h"

namespace muniment::signin {

static const store::Table credential_table = {"signin_credential", {}};
static const store::Table settings_table = {"signin_settings", {}};
static const Uuid& settings_id() {
    static const Uuid id = derived_uuid("sign-in settings");
    return id;
}

Status settle(house::House& house) {
    return house.add_room("kernel/signin", assets::kernel_signin(),
                          {&credential_table, &settings_table});
}

// The record, or an empty one of version 0.
template <class T>
static Result<house::Record<T>> read_or_none(house::View& view, const store::Table& table,
                                             const Uuid& id) {
    auto found = house::read<T>(view, table, id);
    if (!found && found.error().fault == Fault::not_found) return house::Record<T>{id, 0, {}, {}};
    return found;
}

Result<SignInSettings> settings_of(house::View& view) {
    auto kept = TRY(read_or_none<SignInSettings>(view, settings_table, settings_id()));
    return std::move(kept.value);
}

static Status check(const SignInSettings& wanted) {
    for (const int minutes : {wanted.idle_office, wanted.idle_clinical, wanted.idle_kiosk})
        if (minutes < 1 || minutes > 60)
            return Error{Fault::incorrect, "An idle time must be 1 to 60 minutes.",
                         "45 CFR 164.312(a)(2)(iii)"};
    if (wanted.fresh_minutes < 0 || wanted.fresh_minutes > 480)
        return Error{Fault::incorrect, "fresh_minutes must be 0 (not asked) to 480 minutes."};
    const std::string& url = wanted.issuer.url;
    const bool local = url.starts_with("http://localhost:") || url.starts_with("http://127.0.0.1:");
    if (!url.empty() && !url.starts_with("https://") && !local)
        return Error{Fault::incorrect, "The issuer's address must begin with https://."};
    if (!url.empty() && (wanted.issuer.client_id.empty() || wanted.issuer.claim.empty()))
        return Error{Fault::incorrect, "An issuer needs a client_id and a claim."};
    return ok();
}

Result<house::Act> change_settings(house::View& view, SignInSettings wanted) {
    TRY(check(wanted));
    const auto kept = TRY(read_or_none<SignInSettings>(view, settings_table, settings_id()));
    if (wanted.issuer.client_secret.empty() && wanted.issuer.url == kept.value.issuer.url)
        wanted.issuer.client_secret = kept.value.issuer.client_secret;
    house::Act act;
    act.action = "signin.settings";
    act.purpose = "OPERATIONS";
    act.subject = settings_id();
    act.detail = {
        {"fresh_minutes", wanted.fresh_minutes},
        {"idle_minutes", json::array{wanted.idle_office, wanted.idle_clinical, wanted.idle_kiosk}},
        {"second_factor", to_json(wanted.second_factor)},
        {"issuer", wanted.issuer.url}};
    act.drafts.push_back({&settings_table,
                          settings_id(),
                          kept.version + 1,
                          {},
                          people::staff_unit(),
                          to_json_text(wanted)});
    return act;
}

Result<Kept> credentials_of(house::View& view, const Uuid& user) {
    return read_or_none<Credentials>(view, credential_table, user);
}

house::Draft draft_of(const Kept& kept, const Credentials& changed) {
    return {&credential_table,    kept.id, kept.version + 1, {}, people::staff_unit(),
            to_json_text(changed)};
}

bool has_second_factor(const Credentials& credentials) {
    return !credentials.totp.empty() || !credentials.passkeys.empty();
}

Result<bool> use_once(house::House& house, std::string_view what, Instant expires) {
    const store::Value key = store::Blob{std::string(sha256(what).view())};
    const std::int64_t org = house.database().org();
    const std::int64_t now = microseconds_of(house.now());
    const store::Value row[] = {org, key, microseconds_of(expires)};
    const store::Value old[] = {org, now};
    bool first = false;
    TRY(house.database().maintain([&](store::Transaction& transaction) -> Status {
        first = false;
        TRY(transaction.run("DELETE FROM signin_once WHERE org = ? AND expires < ?", old, -1));
        return transaction.query(
            "INSERT INTO signin_once (org, key, expires) VALUES (?, ?, ?) "
            "ON CONFLICT (org, key) DO NOTHING RETURNING expires",
            row, [&](const store::Row&) { first = true; });
    }));
    return first;
}

Result<std::string> sealed_slip(house::House& house, std::string_view purpose,
                                const json::object& holds, Instant expires) {
    json::object slip = holds;
    slip["expires"] = microseconds_of(expires);
    const std::string sealed = TRY(house.vault().seal(
        people::staff_unit(), "slip " + std::string(purpose), json::serialize(slip)));
    return to_base64url(sealed);
}

Result<json::object> opened_slip(house::House& house, std::string_view purpose,
                                 std::string_view slip) {
    const Error late{Fault::unauthorized,
                     "This took too long, or was begun elsewhere; start again."};
    const auto sealed = from_base64url(slip);
    if (!sealed || sealed->size() > 8192) return late;
    const auto plain =
        house.vault().open(people::staff_unit(), "slip " + std::string(purpose), *sealed);
    if (!plain) return plain.error().fault == Fault::unavailable ? plain.error() : late;
    const json::value parsed = TRY(parse_json(*plain));
    if (microseconds_of(house.now()) >= parsed.at("expires").to_number<std::int64_t>()) return late;
    return parsed.as_object();
}

}  // namespace muniment::signin
