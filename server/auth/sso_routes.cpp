// /session/sso: single sign-on by OpenID Connect. The browser carries the flow in a sealed cookie;
// this server talks to the issuer alone. When the issuer is down, passwords go on working.
#include <algorithm>

#include "kernel/signin/oidc.h"
#include "server/auth/call.h"

namespace muniment::server {

using house::Permission;
using signin::Issuer;

static constexpr auto flow_length = std::chrono::minutes(10);
static constexpr auto document_kept = std::chrono::hours(1);
static constexpr auto keys_not_again_within = std::chrono::minutes(1);
static const std::string flow_cookie = "muniment_flow";

static Result<std::string> fetch(const AuthCall& call, const Issuer& issuer,
                                 const std::string& address, const std::string& form = {}) {
    const Error down{Fault::unavailable,
                     "Single sign-on cannot be reached just now; sign in with your password."};
    if (!signin::is_of_issuer(issuer, address)) return down;
    auto fetched = TRY(call.auth.client.fetch(address, form));
    if (fetched.status != 200) return down;
    return std::move(fetched.content);
}

static Result<signin::Provider> provider_of(const AuthCall& call, const Issuer& issuer) {
    IssuerCache& cache = call.auth.issuer;
    const Instant now = call.auth.house.now();
    {
        const std::lock_guard lock(cache.mutex);
        if (cache.url == issuer.url && cache.provider && now < cache.read + document_kept)
            return *cache.provider;
    }
    const std::string text = TRY(fetch(call, issuer, signin::discovery_address(issuer)));
    const auto provider = TRY(signin::read_discovery(issuer, text));
    const std::lock_guard lock(cache.mutex);
    if (cache.url != issuer.url) cache.jwks.clear();
    cache.url = issuer.url;
    cache.provider = provider;
    cache.read = now;
    return provider;
}

// The issuer's keys; fetched anew when `refresh`, but not more often than each minute.
enum class Keys { kept, refreshed };
static Result<std::string> keys_of(const AuthCall& call, const Issuer& issuer,
                                   const signin::Provider& provider, Keys which) {
    IssuerCache& cache = call.auth.issuer;
    const Instant now = call.auth.house.now();
    {
        const std::lock_guard lock(cache.mutex);
        const bool young = now < cache.jwks_read + keys_not_again_within;
        const bool kept = which == Keys::kept && now < cache.jwks_read + document_kept;
        if (!cache.jwks.empty() && (kept || young)) return cache.jwks;
    }
    std::string text = TRY(fetch(call, issuer, provider.jwks_uri));
    const std::lock_guard lock(cache.mutex);
    cache.jwks = text;
    cache.jwks_read = now;
    return text;
}

static std::string redirect_uri(const AuthCall& call) {
    return call.auth.public_url + "/api/session/sso/callback";
}

static Result<Issuer> issuer_of(const AuthCall& call) {
    const auto view = TRY(call.auth.house.view());
    const auto settings = TRY(signin::settings_of(*view));
    if (settings.issuer.url.empty())
        return Error{Fault::not_found, "Single sign-on is not set up here."};
    return settings.issuer;
}

// Lax, because the browser comes back from another site; it holds nothing readable.
static std::string flow_cookie_of(const AuthCall& call, const std::string& slip, int seconds) {
    return flow_cookie + "=" + slip +
           "; HttpOnly; SameSite=Lax; Path=/api/session/sso; Max-Age=" + std::to_string(seconds) +
           (call.auth.secure ? "; Secure" : "");
}

static http::Response back_with(const std::string& why) {
    return redirect("/?sign-in=" + signin::form_encoded(why));
}

static AuthAnswer begin(const AuthCall& call) {
    const Issuer issuer = TRY(issuer_of(call));
    const auto provider = provider_of(call, issuer);
    if (!provider) return back_with("unavailable");
    const auto workstation = enum_value<signin::Workstation>(call.asked("workstation"));
    const auto flow = signin::new_flow(call.auth.house.random(), call.asked("return"),
                                       workstation.value_or(signin::Workstation::office));
    const std::string slip = TRY(signin::sealed_slip(
        call.auth.house, "sso", to_json(flow).as_object(), call.auth.house.now() + flow_length));
    auto response =
        redirect(signin::authorization_address(*provider, issuer, flow, redirect_uri(call)));
    response.headers.emplace_back("Set-Cookie", flow_cookie_of(call, slip, 600));
    return response;
}

static Result<signin::Claimed> claimed_by(const AuthCall& call, const Issuer& issuer,
                                          const signin::Flow& flow) {
    const auto provider = TRY(provider_of(call, issuer));
    const std::string answer =
        TRY(fetch(call, issuer, provider.token_endpoint,
                  signin::token_request(issuer, flow, call.asked("code"), redirect_uri(call))));
    const json::value parsed = TRY(parse_json(answer, {256 << 10, 16}));
    const json::value* token =
        parsed.is_object() ? parsed.get_object().if_contains("id_token") : nullptr;
    if (token == nullptr || !token->is_string())
        return Error{Fault::unauthorized, "The issuer gave no ID token."};
    const Instant now = call.auth.house.now();
    const std::string_view compact = token->get_string();
    const std::string jwks = TRY(keys_of(call, issuer, provider, Keys::kept));
    auto claimed = signin::check_id_token(compact, jwks, issuer, flow, now);
    if (claimed || claimed.error().fault != Fault::not_found) return claimed;
    const std::string fresh = TRY(keys_of(call, issuer, provider, Keys::refreshed));
    return signin::check_id_token(compact, fresh, issuer, flow, now);
}

// The account of that name, tied to the issuer's subject from the first time on: a name that is
// given to somebody else later does not inherit it. Roles follow the groups where they are mapped.
static Result<signin::Entry> entry_of(const AuthCall& call, const Issuer& issuer,
                                      const signin::Claimed& claimed) {
    const Error unknown{Fault::unauthorized, "There is no account here for this person."};
    const auto view = TRY(call.auth.house.view());
    const auto account = TRY(people::account_named(*view, claimed.username));
    if (!account || std::ranges::find(account->value.roles, people::Role::program) !=
                        account->value.roles.end())
        return unknown;
    const auto kept = TRY(signin::credentials_of(*view, account->id));
    signin::Entry entry;
    entry.user = account->id;
    entry.method = signin::Method::single_sign_on;
    if (kept.value.subject.empty() || kept.value.issuer != issuer.url) {
        signin::Credentials tied = kept.value;
        tied.issuer = issuer.url;
        tied.subject = claimed.subject;
        entry.drafts.push_back(signin::draft_of(kept, tied));
    } else if (kept.value.subject != claimed.subject) {
        return unknown;
    }
    if (claimed.roles && *claimed.roles != account->value.roles) {
        people::User changed = account->value;
        changed.roles = *claimed.roles;
        entry.drafts.push_back(people::draft_of(*account, changed));
    }
    return entry;
}

static AuthAnswer refuse(const AuthCall& call, const Error& error) {
    house::Act act;
    act.action = "people.sign_in.refused";
    act.purpose = "OPERATIONS";
    act.detail = {{"what", "single_sign_on"}, {"why", http::name_of(error.fault)}};
    TRY(call.auth.house.act(std::move(act)));
    return back_with(error.fault == Fault::unavailable ? "unavailable" : "refused");
}

static AuthAnswer come_back(const AuthCall& call) {
    const Issuer issuer = TRY(issuer_of(call));
    const auto held =
        signin::opened_slip(call.auth.house, "sso", cookie_in(call.request, flow_cookie));
    if (!held) return back_with("late");
    json::object plain = *held;
    plain.erase("expires");
    const auto flow = TRY(from_json<signin::Flow>(plain));
    const Error mixed{Fault::unauthorized, "another sign-in's answer"};
    if (!equal_in_constant_time(call.asked("state"), flow.state)) return refuse(call, mixed);
    const std::string said = call.asked("iss");  // RFC 9207
    if (!said.empty() && said != issuer.url) return refuse(call, mixed);
    const bool first = TRY(signin::use_once(call.auth.house, "sso " + flow.state,
                                            call.auth.house.now() + flow_length));
    if (!first || !call.asked("error").empty()) return refuse(call, mixed);
    const auto claimed = claimed_by(call, issuer, flow);
    if (!claimed) return refuse(call, claimed.error());
    auto entry = entry_of(call, issuer, *claimed);
    if (!entry) return refuse(call, entry.error());
    entry->workstation = flow.workstation;
    entry->from = call.from();
    entry->old_token = call.token;
    const auto in = call.auth.sessions.enter(*entry);
    if (!in) return refuse(call, in.error());
    auto response = redirect(flow.return_to);
    response.headers.emplace_back("Set-Cookie", set_cookie(call.auth, in->token, 12 * 3600));
    response.headers.emplace_back("Set-Cookie", flow_cookie_of(call, "", 0));
    return response;
}

struct SignOutAddress {
    std::string address;  // the issuer's own sign-out; empty: none
};
BOOST_DESCRIBE_STRUCT(SignOutAddress, (), (address))

// RP-initiated logout: where the browser goes to end the session at the issuer too.
static AuthAnswer leave(const AuthCall& call) {
    SignOutAddress where;
    if (call.session->facts.method != signin::Method::single_sign_on) return answer_json(where);
    const Issuer issuer = TRY(issuer_of(call));
    const auto provider = provider_of(call, issuer);
    if (provider && !provider->end_session_endpoint.empty())
        where.address =
            provider->end_session_endpoint +
            "?client_id=" + signin::form_encoded(issuer.client_id) +
            "&post_logout_redirect_uri=" + signin::form_encoded(call.auth.public_url + "/");
    return answer_json(where);
}

static const AuthRoute sso_table[] = {
    {{"GET", "/session/sso", Permission::open, nullptr, nullptr, nullptr,
      "To the issuer; ?return= is a path of ours"},
     begin},
    {{"GET", "/session/sso/callback", Permission::open, nullptr, nullptr, nullptr,
      "Back from the issuer"},
     come_back},
    {{"GET", "/session/sso/sign-out", Permission::signed_in, nullptr, nullptr,
      house::gives<SignOutAddress>, "Where the issuer is told of a sign-out"},
     leave},
};

AuthRoutes sso_routes() { return sso_table; }

}  // namespace muniment::server
