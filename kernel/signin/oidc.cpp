// OpenID Connect: addresses, PKCE and the checks of an ID token.
#include "kernel/signin/oidc.h"

#include <algorithm>

#include "base/text.h"

namespace muniment::signin {

Flow new_flow(Random& random, std::string_view return_to, Workstation workstation) {
    const auto word = [&] { return to_base64url(random.bytes(32)); };
    Flow flow;
    flow.state = word();
    flow.nonce = word();
    flow.verifier = word();
    flow.return_to = local_path(return_to);
    flow.workstation = workstation;
    return flow;
}

std::string local_path(std::string_view wanted) {
    const bool plain = std::ranges::all_of(wanted, [](unsigned char c) {
        return c > 0x20 && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>';
    });
    if (!plain || wanted.size() > 512 || !wanted.starts_with('/') || wanted.starts_with("//") ||
        wanted.starts_with("/api"))
        return "/";
    return std::string(wanted);
}

// "https://host:port" of an address; empty when it is no such address.
static std::string origin_of(std::string_view address) {
    const auto scheme = address.find("://");
    if (scheme == address.npos) return {};
    const auto end = address.find_first_of("/?#", scheme + 3);
    const std::string origin = lower(address.substr(0, end));
    const std::string_view host = std::string_view(origin).substr(scheme + 3);
    const bool plain = !host.empty() && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':';
    });
    return plain ? origin : std::string();  // "user@host" and the like are not plain
}

bool is_of_issuer(const Issuer& issuer, std::string_view address) {
    const std::string origin = origin_of(address), home = origin_of(issuer.url);
    if (origin.empty() || home.empty()) return false;
    if (origin == home) return true;
    return std::ranges::any_of(
        issuer.hosts, [&](const std::string& host) { return origin == "https://" + lower(host); });
}

std::string discovery_address(const Issuer& issuer) {
    const std::string_view url = issuer.url;
    return std::string(url.ends_with('/') ? url.substr(0, url.size() - 1) : url) +
           "/.well-known/openid-configuration";
}

static std::string text_of(const json::object& object, std::string_view name) {
    const json::value* found = object.if_contains(name);
    return found != nullptr && found->is_string() ? std::string(found->get_string())
                                                  : std::string();
}

Result<Provider> read_discovery(const Issuer& issuer, std::string_view text) {
    const auto parsed = parse_json(text, {256 << 10, 16});
    const Error odd{Fault::unavailable,
                    "The single sign-on issuer's configuration cannot be used; sign in with your "
                    "password, and tell the administrator."};
    if (!parsed || !parsed->is_object()) return odd;
    const json::object& document = parsed->get_object();
    Provider provider{text_of(document, "issuer"), text_of(document, "authorization_endpoint"),
                      text_of(document, "token_endpoint"), text_of(document, "jwks_uri"),
                      text_of(document, "end_session_endpoint")};
    if (provider.issuer != issuer.url) return odd;
    for (const std::string* one :
         {&provider.authorization_endpoint, &provider.token_endpoint, &provider.jwks_uri})
        if (!is_of_issuer(issuer, *one)) return odd;
    if (!is_of_issuer(issuer, provider.end_session_endpoint)) provider.end_session_endpoint.clear();
    return provider;
}

std::string form_encoded(std::string_view text) {
    constexpr std::string_view plain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string out;
    for (const char c : text)
        out += plain.find(c) != plain.npos ? std::string(1, c) : "%" + to_hex({&c, 1});
    return out;
}

static std::string form(std::initializer_list<std::pair<std::string_view, std::string>> fields) {
    std::string out;
    for (const auto& [name, value] : fields)
        out += (out.empty() ? "" : "&") + std::string(name) + "=" + form_encoded(value);
    return out;
}

std::string authorization_address(const Provider& provider, const Issuer& issuer, const Flow& flow,
                                  const std::string& redirect_uri) {
    const char* join = provider.authorization_endpoint.find('?') == std::string::npos ? "?" : "&";
    return provider.authorization_endpoint + join +
           form({{"response_type", "code"},
                 {"client_id", issuer.client_id},
                 {"redirect_uri", redirect_uri},
                 {"scope", "openid profile email"},
                 {"state", flow.state},
                 {"nonce", flow.nonce},
                 {"code_challenge", to_base64url(sha256(flow.verifier).view())},
                 {"code_challenge_method", "S256"}});
}

std::string token_request(const Issuer& issuer, const Flow& flow, const std::string& code,
                          const std::string& redirect_uri) {
    std::string out = form({{"grant_type", "authorization_code"},
                            {"code", code},
                            {"redirect_uri", redirect_uri},
                            {"client_id", issuer.client_id},
                            {"code_verifier", flow.verifier}});
    if (!issuer.client_secret.empty()) out += "&" + form({{"client_secret", issuer.client_secret}});
    return out;
}

// The roles of the groups that are mapped; absent when nothing is mapped at all.
static std::optional<std::vector<Role>> roles_of(const Token& token, const Issuer& issuer) {
    if (issuer.roles.empty()) return std::nullopt;
    std::set<Role> roles;
    const json::value* groups = token.claims.if_contains(issuer.groups_claim);
    if (groups != nullptr && groups->is_array())
        for (const json::value& group : groups->get_array()) {
            if (!group.is_string()) continue;
            const auto mapped = issuer.roles.find(std::string(group.get_string()));
            if (mapped != issuer.roles.end())
                roles.insert(mapped->second.begin(), mapped->second.end());
        }
    return std::vector<Role>(roles.begin(), roles.end());
}

Result<Claimed> check_id_token(std::string_view compact, std::string_view jwks,
                               const Issuer& issuer, const Flow& flow, Instant now) {
    using enum Algorithm;
    const Token token = TRY(verified(compact, jwks, {RS256, RS384, RS512, PS256, ES256, ES384}));
    TRY(check_claims(token, {issuer.url, issuer.client_id, now}));
    const Error refused{Fault::unauthorized,
                        "The issuer's answer does not belong to this sign-in; start again."};
    const std::string party = token.text("azp");
    const json::value* audience = token.claims.if_contains("aud");
    const bool many =
        audience != nullptr && audience->is_array() && audience->get_array().size() > 1;
    if ((many || !party.empty()) && party != issuer.client_id) return refused;
    if (!equal_in_constant_time(token.text("nonce"), flow.nonce)) return refused;
    Claimed claimed{token.text("sub"), lower(trim(token.text(issuer.claim))),
                    roles_of(token, issuer)};
    const json::value* verified_mail = token.claims.if_contains("email_verified");
    if (issuer.claim == "email" &&
        (verified_mail == nullptr || !verified_mail->is_bool() || !verified_mail->get_bool()))
        return Error{Fault::unauthorized, "The issuer has not verified this e-mail address."};
    if (claimed.subject.empty() || claimed.username.empty())
        return Error{Fault::unauthorized, "The issuer did not say who you are (sub, " +
                                              issuer.claim + "); tell the administrator."};
    return claimed;
}

}  // namespace muniment::signin
