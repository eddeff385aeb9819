// /account: one's own password, second factors, passkeys and sessions. /signin: an administrator's
// help for others, and the facility's choices.
#include <algorithm>

#include "kernel/signin/jwt.h"
#include "kernel/signin/totp.h"
#include "server/auth/call.h"

namespace muniment::server {

using house::gives;
using house::Permission;
using house::Proof;
using house::takes;

struct PasskeyRow {
    std::string id;
    std::string name;
    Instant added{};
};
BOOST_DESCRIBE_STRUCT(PasskeyRow, (), (id, name, added))

struct AccountView {
    std::string username;
    std::string name;
    bool password = false;  // has one here
    bool authenticator = false;
    std::int64_t recovery_codes = 0;  // not yet used
    std::vector<PasskeyRow> passkeys;
    std::vector<signin::SessionRow> sessions;
};
BOOST_DESCRIBE_STRUCT(AccountView, (),
                      (username, name, password, authenticator, recovery_codes, passkeys, sessions))

struct PasswordChange {
    std::string old;
    std::string fresh;
};
BOOST_DESCRIBE_STRUCT(PasswordChange, (), (old, fresh))

struct NewAuthenticator {
    std::string address;  // otpauth://, as a square
    std::string secret;   // the same for typing, base32
    std::string slip;
};
BOOST_DESCRIBE_STRUCT(NewAuthenticator, (), (address, secret, slip))
struct AuthenticatorProof {
    std::string slip;
    std::string code;
};
BOOST_DESCRIBE_STRUCT(AuthenticatorProof, (), (slip, code))
struct RecoveryCodes {
    std::vector<std::string> codes;  // shown this once
};
BOOST_DESCRIBE_STRUCT(RecoveryCodes, (), (codes))
struct NewPasskey {
    std::string slip;
    signin::Attestation attestation;
};
BOOST_DESCRIBE_STRUCT(NewPasskey, (), (slip, attestation))

struct SessionList {
    std::vector<signin::SessionRow> sessions;
};
BOOST_DESCRIBE_STRUCT(SessionList, (), (sessions))
struct ResetAsk {
    bool forget_factors = false;
};
BOOST_DESCRIBE_STRUCT(ResetAsk, (), (forget_factors))
struct ResetCode {
    std::string code;  // shown this once; good for a day and one sign-in
};
BOOST_DESCRIBE_STRUCT(ResetCode, (), (code))

static constexpr std::size_t passkeys_max = 20;

static AuthAnswer show_account(const AuthCall& call) {
    const auto view = TRY(call.auth.house.view());
    const auto account = TRY(people::account(*view, call.session->user));
    const auto kept = TRY(signin::credentials_of(*view, call.session->user));
    AccountView shown{account.value.username,
                      account.value.name,
                      !account.value.password_hash.empty(),
                      !kept.value.totp.empty(),
                      static_cast<std::int64_t>(kept.value.recovery.size()),
                      {},
                      {}};
    for (const signin::Passkey& one : kept.value.passkeys)
        shown.passkeys.push_back({one.id, one.name, one.added});
    shown.sessions = TRY(call.auth.sessions.of_user(call.session->user, call.session->id));
    return answer_json(shown);
}

static AuthAnswer change_password(const AuthCall& call) {
    const auto given = TRY(call.body<PasswordChange>());
    TRY(call.auth.sessions.change_password(*call.session, given.old, given.fresh));
    return json_answer("{}");
}

// Writes what the user has now, with its entry; what was owed may be settled by it.
static Status keep(const AuthCall& call, const signin::Kept& kept,
                   const signin::Credentials& changed, const std::string& action) {
    house::Act act;
    act.action = action;
    act.actor = act.subject = call.session->user;
    act.purpose = "OPERATIONS";
    act.drafts.push_back(signin::draft_of(kept, changed));
    TRY(call.auth.house.act(std::move(act)));
    if (call.session->facts.owes == signin::Owes::second_factor &&
        signin::has_second_factor(changed))
        return call.auth.sessions.settle_debt(*call.session);
    return ok();
}

static Result<signin::Kept> own(const AuthCall& call) {
    const auto view = TRY(call.auth.house.view());
    return signin::credentials_of(*view, call.session->user);
}

static std::string for_authenticator(const AuthCall& call) {
    return "authenticator " + to_text(call.session->user);
}

// The secret is kept only once a code shows that the app has it.
static AuthAnswer offer_authenticator(const AuthCall& call) {
    house::House& house = call.auth.house;
    const auto view = TRY(house.view());
    const auto account = TRY(people::account(*view, call.session->user));
    const std::string secret = house.random().bytes(signin::totp_secret_bytes);
    const std::string slip =
        TRY(signin::sealed_slip(house, for_authenticator(call), {{"secret", to_base64url(secret)}},
                                house.now() + std::chrono::minutes(15)));
    return answer_json(
        NewAuthenticator{signin::totp_address(house.facility(), account.value.username, secret),
                         signin::base32(secret), slip});
}

static std::vector<std::string> new_codes(const AuthCall& call, signin::Credentials& into) {
    const auto codes = signin::recovery_codes(call.auth.house.random());
    into.recovery.clear();
    for (const std::string& code : codes) into.recovery.push_back(signin::code_digest(code));
    return codes;
}

static AuthAnswer take_authenticator(const AuthCall& call) {
    const auto given = TRY(call.body<AuthenticatorProof>());
    const auto held =
        TRY(signin::opened_slip(call.auth.house, for_authenticator(call), given.slip));
    const std::string secret(held.at("secret").as_string());
    const auto step =
        signin::totp_step(*signin::from_base64url(secret), trim(given.code), call.auth.house.now());
    if (!step)
        return Error{Fault::incorrect,
                     "The code does not fit; look whether the telephone's clock is right."};
    const auto kept = TRY(own(call));
    const bool first =
        TRY(signin::use_once(call.auth.house, "totp " + to_text(kept.id) + std::to_string(*step),
                             call.auth.house.now() + std::chrono::minutes(5)));
    if (!first) return Error{Fault::incorrect, "Wait for the app's next code."};
    signin::Credentials changed = kept.value;
    changed.totp = secret;
    const auto codes = new_codes(call, changed);
    TRY(keep(call, kept, changed, "people.authenticator.added"));
    return answer_json(RecoveryCodes{codes});
}

static AuthAnswer drop_authenticator(const AuthCall& call) {
    const auto kept = TRY(own(call));
    signin::Credentials changed = kept.value;
    changed.totp.clear();
    changed.recovery.clear();
    TRY(keep(call, kept, changed, "people.authenticator.removed"));
    return json_answer("{}");
}

static AuthAnswer renew_codes(const AuthCall& call) {
    const auto kept = TRY(own(call));
    if (kept.value.totp.empty())
        return Error{Fault::conflict, "Recovery codes stand in for an authenticator app; add one."};
    signin::Credentials changed = kept.value;
    const auto codes = new_codes(call, changed);
    TRY(keep(call, kept, changed, "people.recovery_codes.made"));
    return answer_json(RecoveryCodes{codes});
}

static std::string to_add(const AuthCall& call) {
    return "passkey add " + to_text(call.session->user);
}

static AuthAnswer ask_new_passkey(const AuthCall& call) {
    return answer_json(TRY(new_challenge(call, to_add(call))));
}

static AuthAnswer add_passkey(const AuthCall& call) {
    const auto given = TRY(call.body<NewPasskey>());
    const std::string challenge = TRY(used_challenge(call, given.slip, to_add(call)));
    auto passkey = TRY(signin::registered(given.attestation, challenge, call.auth.party));
    passkey.added = call.auth.house.now();
    const auto kept = TRY(own(call));
    signin::Credentials changed = kept.value;
    if (changed.passkeys.size() >= passkeys_max)
        return Error{Fault::conflict, "There are 20 passkeys already; remove one first."};
    if (std::ranges::find(changed.passkeys, passkey.id, &signin::Passkey::id) !=
        changed.passkeys.end())
        return Error{Fault::conflict, "This passkey is here already."};
    changed.passkeys.push_back(passkey);
    TRY(keep(call, kept, changed, "people.passkey.added"));
    return answer_json(PasskeyRow{passkey.id, passkey.name, passkey.added});
}

static AuthAnswer drop_passkey(const AuthCall& call) {
    const auto kept = TRY(own(call));
    signin::Credentials changed = kept.value;
    const std::string& wanted = call.path.at("id");
    if (std::erase_if(changed.passkeys, [&](const auto& one) { return one.id == wanted; }) == 0)
        return Error{Fault::not_found, "There is no such passkey."};
    TRY(keep(call, kept, changed, "people.passkey.removed"));
    return json_answer("{}");
}

static AuthAnswer end_own_session(const AuthCall& call) {
    const Uuid id = TRY(call.id());
    const auto mine = TRY(call.auth.sessions.of_user(call.session->user, id));
    if (std::ranges::find(mine, id, &signin::SessionRow::id) == mine.end())
        return Error{Fault::not_found, "There is no such open session."};
    TRY(call.auth.sessions.end(call.session->user, id));
    return json_answer("{}");
}

static AuthAnswer end_own_others(const AuthCall& call) {
    const Uuid me = call.session->user;
    TRY(call.auth.sessions.end_all(me, me, call.session->id));
    return json_answer("{}");
}

static AuthAnswer sessions_of(const AuthCall& call) {
    const Uuid user = TRY(call.id());
    return answer_json(SessionList{TRY(call.auth.sessions.of_user(user, {}))});
}

static AuthAnswer end_sessions_of(const AuthCall& call) {
    const Uuid user = TRY(call.id());
    TRY(call.auth.sessions.end_all(call.session->user, user));
    return json_answer("{}");
}

static AuthAnswer reset(const AuthCall& call) {
    const Uuid user = TRY(call.id());
    const auto ask = TRY(call.body<ResetAsk>());
    if (user == call.session->user)
        return Error{Fault::forbidden, "Change your own password under Account."};
    const auto factors =
        ask.forget_factors ? signin::Sessions::Factors::forget : signin::Sessions::Factors::keep;
    return answer_json(
        ResetCode{TRY(call.auth.sessions.reset_password(call.session->user, user, factors))});
}

static AuthAnswer show_settings(const AuthCall& call) {
    const auto view = TRY(call.auth.house.view());
    auto settings = TRY(signin::settings_of(*view));
    settings.issuer.client_secret.clear();  // goes in, never out
    return answer_json(settings);
}

static AuthAnswer change_settings(const AuthCall& call) {
    const auto wanted = TRY(call.body<signin::SignInSettings>());
    const auto view = TRY(call.auth.house.view());
    auto act = TRY(signin::change_settings(*view, wanted));
    act.actor = call.session->user;
    TRY(call.auth.house.act(std::move(act)));
    call.auth.sessions.look_again();
    return show_settings(call);
}

using enum Permission;
static const AuthRoute account_table[] = {
    {{"GET", "/account", signed_in, nullptr, nullptr, gives<AccountView>,
      "One's own account: second factors, passkeys, sessions"},
     show_account},
    {{"POST", "/account/password", signed_in, nullptr, takes<PasswordChange>, nullptr,
      "Change one's password; every other session ends"},
     change_password},
    {{"POST", "/account/authenticator", signed_in, nullptr, nullptr, gives<NewAuthenticator>,
      "A new secret for an authenticator app", Proof::fresh},
     offer_authenticator},
    {{"PUT", "/account/authenticator", signed_in, nullptr, takes<AuthenticatorProof>,
      gives<RecoveryCodes>, "Use it from now on; gives the recovery codes", Proof::fresh},
     take_authenticator},
    {{"DELETE", "/account/authenticator", signed_in, nullptr, nullptr, nullptr,
      "Do without an authenticator app", Proof::fresh},
     drop_authenticator},
    {{"POST", "/account/recovery-codes", signed_in, nullptr, nullptr, gives<RecoveryCodes>,
      "New recovery codes; the old ones are good no more", Proof::fresh},
     renew_codes},
    {{"POST", "/account/passkeys/challenge", signed_in, nullptr, nullptr, gives<Challenge>,
      "A challenge for a new passkey", Proof::fresh},
     ask_new_passkey},
    {{"POST", "/account/passkeys", signed_in, nullptr, takes<NewPasskey>, gives<PasskeyRow>,
      "Add a passkey", Proof::fresh},
     add_passkey},
    {{"DELETE", "/account/passkeys/{id}", signed_in, nullptr, nullptr, nullptr, "Remove a passkey",
      Proof::fresh},
     drop_passkey},
    {{"DELETE", "/account/sessions/{id}", signed_in, nullptr, nullptr, nullptr,
      "End one of one's sessions"},
     end_own_session},
    {{"DELETE", "/account/sessions", signed_in, nullptr, nullptr, nullptr,
      "Sign out everywhere else"},
     end_own_others},
    {{"GET", "/signin/users/{id}/sessions", people_manage, nullptr, nullptr, gives<SessionList>,
      "The open sessions of a user"},
     sessions_of},
    {{"DELETE", "/signin/users/{id}/sessions", people_manage, nullptr, nullptr, nullptr,
      "Sign a user out everywhere"},
     end_sessions_of},
    {{"POST", "/signin/users/{id}/reset", people_manage, nullptr, takes<ResetAsk>, gives<ResetCode>,
      "A one-time code instead of a forgotten password", Proof::fresh},
     reset},
    {{"GET", "/signin/settings", people_manage, nullptr, nullptr, gives<signin::SignInSettings>,
      "Idle times, second factors, single sign-on"},
     show_settings},
    {{"PUT", "/signin/settings", people_manage, nullptr, takes<signin::SignInSettings>,
      gives<signin::SignInSettings>, "Change them", Proof::fresh},
     change_settings},
};

AuthRoutes account_routes() { return account_table; }

}  // namespace muniment::server
